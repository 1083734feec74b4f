import { infiniteQueryOptions, keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { aliasListSchema, aliasPageSchema, type AliasScope, type AliasState } from '../../modules/intake/contract.ts';
import { ask, queryOf } from './client.ts';
import { keys } from './stale-keys.ts';

/** Which aliases: of a scope, of a customer, in these states (all when empty), with these words. */
export interface AliasFilter {
  readonly scope: AliasScope | '';
  readonly customer: string;
  readonly states: readonly AliasState[];
  readonly q: string;
}

/** The alias library, page by page. */
export const aliasesQuery = ({ scope, customer, states, q }: AliasFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.aliases, 'list', scope, customer, states.join(','), q],
    queryFn: ({ pageParam, signal }) =>
      ask(aliasListSchema, `/api/aliases${queryOf({ scope, customer, q, state: states.join(','), cursor: pageParam, limit: 100 })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

/** One alias with its lessons, rivals and the open orders it decided; nothing is asked while `id` is null. */
export const aliasQuery = (id: string | null) =>
  queryOptions({
    queryKey: [...keys.aliases, 'one', id ?? ''],
    queryFn: id === null ? skipToken : ({ signal }) => ask(aliasPageSchema, `/api/aliases/${encodeURIComponent(id)}`, { signal }),
  });
