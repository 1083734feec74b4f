import { msBetween, type Instant } from '../../../../kernel/time.ts';
import type { RequestEnd, RequestRow } from '../../contract.ts';
import type { Case } from '../case.ts';
import { askedLines, endedBy, endOf, type AskedLine } from './asked-lines.ts';

/** A way in which requests are looked at. */
export type RequestView = 'asker' | 'customer' | 'item' | 'approver' | 'month';

/** Requests added up, whole and by view. Changed in place by `tell`. */
export interface RequestSums {
  /** `askers`: who asked, or looks after the customer who did; `month`: of the request, `YYYY-MM`. */
  tell(file: Case, of: { readonly askers: readonly string[]; readonly month: string }): void;
  whole(): Omit<RequestRow, 'key' | 'name'>;
  /** What was given most first; months in their order. */
  rows(view: RequestView, most: number, nameOf: (key: string) => string): RequestRow[];
}

interface Sum {
  requests: number;
  readonly counts: Record<RequestEnd, number>;
  listMinor: number;
  askedMinor: number;
  givenMinor: number;
  underFloorMinor: number;
  readonly minutes: number[];
}

const nothing = (): Sum => ({
  requests: 0,
  counts: { approved: 0, countered: 0, declined: 0, expired: 0, withdrawn: 0, open: 0 },
  listMinor: 0,
  askedMinor: 0,
  givenMinor: 0,
  underFloorMinor: 0,
  minutes: [],
});

const minuteMs = 60_000;

/** Minutes from request to decision; null when nobody has decided. */
const minutesOf = ({ raisedAt, decidedAt }: Pick<Case, 'raisedAt' | 'decidedAt'>): number | null =>
  decidedAt === null ? null : Math.max(0, Math.round(msBetween(raisedAt, decidedAt as Instant) / minuteMs));

/** Nothing added up yet. */
export function requestSums(): RequestSums {
  const whole = nothing();
  const groups: Record<RequestView, Map<string, Sum>> = { asker: new Map(), customer: new Map(), item: new Map(), approver: new Map(), month: new Map() };
  return {
    tell: (file, { askers, month }) => {
      const [end, lines, minutes] = [endOf(file), askedLines(file), minutesOf(file)];
      const into = (view: RequestView, key: string, own: readonly AskedLine[] = lines): void => {
        const sum = groups[view].get(key) ?? nothing();
        groups[view].set(key, sum);
        count(sum, end, own, minutes);
      };
      count(whole, end, lines, minutes);
      for (const asker of new Set(askers)) into('asker', asker);
      if (file.customer !== null) into('customer', file.customer);
      for (const sku of new Set(lines.map((line) => line.sku))) into('item', sku, lines.filter((line) => line.sku === sku)); // prettier-ignore
      for (const approver of end === 'open' ? [] : endedBy(file)) into('approver', approver);
      into('month', month);
    },
    whole: () => toldSum(whole),
    rows: (view, most, nameOf) =>
      [...groups[view]]
        .map(([key, sum]) => ({ key, name: nameOf(key), ...toldSum(sum) }))
        .sort((a, b) => (view === 'month' ? 0 : b.givenMinor - a.givenMinor || b.requests - a.requests) || (a.key < b.key ? -1 : 1))
        .slice(0, most),
  };
}

function count(sum: Sum, end: RequestEnd, lines: readonly AskedLine[], minutes: number | null): void {
  sum.requests += 1;
  sum.counts[end] += 1;
  for (const line of lines) {
    sum.listMinor += line.listMinor;
    sum.askedMinor += line.listMinor - line.askedMinor;
    sum.givenMinor += line.listMinor - line.settledMinor;
    sum.underFloorMinor += line.underFloorMinor;
  }
  if (minutes !== null) sum.minutes.push(minutes);
}

function toldSum({ minutes, counts, ...sum }: Sum): Omit<RequestRow, 'key' | 'name'> {
  const sorted = minutes.toSorted((a, b) => a - b);
  return { ...sum, counts: { ...counts }, keptMinor: sum.askedMinor - sum.givenMinor, medianMin: nth(sorted, 50), p90Min: nth(sorted, 90) };
}

/** The smallest value that so many percent do not exceed; null of none. */
const nth = (sorted: readonly number[], percent: number): number | null => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null;
