import { infiniteQueryOptions, keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { z } from 'zod';
import { caseListSchema, casePageSchema, linkPageSchema, type CaseState } from '../../modules/exceptions/contract.ts';
import { personNameSchema } from '../../modules/identity/contract.ts';
import { ask, queryOf } from './client.ts';
import { keys } from './stale-keys.ts';

/** Which cases: of a kind, in these states (all when empty), only those that wait for me, with these words. */
export interface CaseFilter {
  readonly kind: string;
  readonly states: readonly CaseState[];
  readonly mine: boolean;
  readonly q: string;
}

/** The states in which somebody is still to decide. */
export const undecided: readonly CaseState[] = ['raised', 'acked'];

/** The cases of a filter, page by page. */
export const casesQuery = ({ kind, states, mine, q }: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.cases, 'list', kind, states.join(','), mine, q],
    queryFn: ({ pageParam, signal }) =>
      ask(caseListSchema, `/api/cases${queryOf({ kind, state: states.join(','), mine: mine ? 'true' : '', q, cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** The open cases that wait for whoever is signed in. */
export const myCasesQuery = casesQuery({ kind: '', states: undecided, mine: true, q: '' });

/** The newest case that an order's hold has raised; who may not see it is not asked twice. */
export const holdCaseQuery = (orderId: string) =>
  queryOptions({
    queryKey: [...keys.cases, 'of', orderId],
    queryFn: ({ signal }) =>
      ask(caseListSchema, `/api/cases${queryOf({ subject: orderId, kind: 'price_request,credit_hold,frozen_plan', state: undecided.join(','), limit: 1 })}`, {
        signal,
      }),
    retry: false,
  });

/** One case; nothing is asked while `id` is null. */
export const caseQuery = (id: string | null) =>
  queryOptions({
    queryKey: [...keys.cases, 'one', id ?? ''],
    queryFn: id === null ? skipToken : ({ signal }) => ask(casePageSchema, `/api/cases/${encodeURIComponent(id)}`, { signal }),
  });

/** Everybody to whom a case can be shown; nothing is asked while nobody is signed in. */
export const peopleQuery = (signedIn: boolean) =>
  queryOptions({
    queryKey: keys.people,
    queryFn: signedIn ? ({ signal }) => ask(z.object({ rows: z.array(personNameSchema) }), '/api/people', { signal }) : skipToken,
    staleTime: 60_000,
  });

/** The case behind a signed link; a refusal is an answer, so it is not asked twice. */
export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: [...keys.cases, 'link', token],
    queryFn: ({ signal }) => ask(linkPageSchema, `/api/links/${encodeURIComponent(token)}`, { signal }),
  });
