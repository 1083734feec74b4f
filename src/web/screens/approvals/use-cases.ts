import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CaseRow } from '../../../modules/exceptions/contract.ts';
import { casesQuery, myCasesQuery, undecided, type CaseFilter } from '../../data/case-queries.ts';
import { urgentFirst } from './urgency.ts';

/** What the address says: which group, kind and words, and which case is open. */
export interface CaseSearch {
  readonly tab: CaseTab;
  readonly kind: string;
  readonly q: string;
  readonly case: string;
}

/** The groups of cases. */
export const caseTabs = ['mine', 'open', 'decided', 'all'] as const;
export type CaseTab = (typeof caseTabs)[number];

const filters: Readonly<Record<CaseTab, Pick<CaseFilter, 'states' | 'mine'>>> = {
  mine: { states: undecided, mine: true },
  open: { states: undecided, mine: false },
  decided: { states: ['decided', 'acting', 'verified', 'closed', 'expired', 'withdrawn'], mine: false },
  all: { states: [], mine: false },
};

/** The cases of a group as far as they were read. */
export interface Cases {
  readonly rows: readonly CaseRow[];
  readonly loading: boolean;
  readonly error: unknown;
  /** How many wait for whoever is signed in. */
  readonly mine: number;
  readonly more: (() => void) | null;
  retry(): void;
}

/** Reads the cases of a group, the most urgent first. */
export function useCases({ tab, kind, q }: CaseSearch): Cases {
  const query = useInfiniteQuery(casesQuery({ ...filters[tab], kind, q }));
  const mine = useInfiniteQuery(myCasesQuery);
  const pages = query.data?.pages;
  const rows = useMemo(() => {
    const all = (pages ?? []).flatMap((page) => page.rows);
    return tab === 'mine' || tab === 'open' ? urgentFirst(all) : all;
  }, [pages, tab]);
  return {
    rows,
    loading: query.data === undefined,
    error: query.error,
    mine: undecided.reduce((sum, state) => sum + (mine.data?.pages[0]?.counts[state] ?? 0), 0),
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    retry: () => void query.refetch(),
  };
}
