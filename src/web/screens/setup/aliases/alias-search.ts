import { aliasStates, type AliasState } from '../../../../modules/intake/contract.ts';
import type { AliasFilter } from '../../../data/alias-queries.ts';

/** The filters as the address holds them. */
export interface AliasSearch {
  readonly q: string;
  readonly scope: AliasFilter['scope'];
  readonly customer: string;
  readonly state: string;
}

/** The states that an address names; what is no state is read over. */
export const statesIn = (text: string): readonly AliasState[] => aliasStates.filter((state) => text.split(',').includes(state));

/** The filter of an address. */
export const filterOf = ({ q, scope, customer, state }: AliasSearch): AliasFilter => ({ q: q.trim().slice(0, 100), scope, customer, states: statesIn(state) });

/** The states after one was switched on or off, as the address holds them. */
export const toggledState = (text: string, state: AliasState): string => {
  const before = statesIn(text);
  return aliasStates.filter((each) => before.includes(each) !== (each === state)).join(',');
};

/** Whether anything is left out. */
export const isFiltered = ({ q, scope, customer, state }: AliasSearch): boolean => q !== '' || scope !== '' || customer !== '' || statesIn(state).length > 0;
