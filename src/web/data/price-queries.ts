import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { requestReportSchema } from '../../modules/exceptions/contract.ts';
import {
  bypassReportSchema,
  creepReportSchema,
  leakReportSchema,
  rehearsalSchema,
  ruleHistorySchema,
  ruleListSchema,
  type RuleKind,
} from '../../modules/pricing/contract.ts';
import { ask, queryOf } from './client.ts';
import { keys } from './stale-keys.ts';

/** The price rules of a company; of empty text the first one. */
export const rulesQuery = (company: string) =>
  queryOptions({
    queryKey: [...keys.priceRules, 'list', company],
    queryFn: ({ signal }) => ask(ruleListSchema, `/api/pricing/rules${queryOf({ company })}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** Names a rule of a company. */
export interface RuleRef {
  readonly company: string;
  readonly kind: RuleKind;
  readonly code: string;
}

/** All versions of a rule; nothing is asked while it is null. */
export const ruleHistoryQuery = (rule: RuleRef | null) =>
  queryOptions({
    queryKey: [...keys.priceRules, 'history', rule?.company ?? '', rule?.kind ?? '', rule?.code ?? ''],
    queryFn:
      rule === null
        ? skipToken
        : ({ signal }) =>
            ask(ruleHistorySchema, `/api/pricing/rules/${rule.kind}/${encodeURIComponent(rule.code)}${queryOf({ company: rule.company })}`, { signal }),
  });

/** A rule that is not yet saved, for its back-test. */
export interface Rehearsal {
  readonly company: string;
  readonly kind: RuleKind;
  readonly body: Readonly<Record<string, unknown>>;
  readonly days: number;
}

/** What a rule would have done to past sales; nothing is asked while it is null. */
export const backTestQuery = (rehearsal: Rehearsal | null) =>
  queryOptions({
    queryKey: [...keys.priceRules, 'back-test', JSON.stringify(rehearsal)],
    queryFn:
      rehearsal === null
        ? skipToken
        : ({ signal }) => {
            const { kind, ...body } = rehearsal;
            return ask(rehearsalSchema, `/api/pricing/back-test/${kind}`, { method: 'POST', body, signal });
          },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });

/** Where money leaked over the last days. */
export const leaksQuery = (company: string, days: number) =>
  queryOptions({
    queryKey: [...keys.priceReports, 'leaks', company, days],
    queryFn: ({ signal }) => ask(leakReportSchema, `/api/pricing/reports/leaks${queryOf({ company, days })}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** Prices that were asked for over the last days, and what became of them. */
export const requestsQuery = (company: string, days: number) =>
  queryOptions({
    queryKey: [...keys.cases, 'report', company, days],
    queryFn: ({ signal }) => ask(requestReportSchema, `/api/cases/reports/prices${queryOf({ company, days })}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** Customers whose discount has risen. */
export const creepQuery = (company: string) =>
  queryOptions({
    queryKey: [...keys.priceReports, 'creep', company],
    queryFn: ({ signal }) => ask(creepReportSchema, `/api/pricing/reports/creep${queryOf({ company })}`, { signal }),
  });

/** What went past the floor in a month. */
export const bypassQuery = (company: string, month: string) =>
  queryOptions({
    queryKey: [...keys.priceReports, 'bypass', company, month],
    queryFn: ({ signal }) => ask(bypassReportSchema, `/api/pricing/reports/bypass${queryOf({ company, month })}`, { signal }),
    placeholderData: keepPreviousData,
  });
