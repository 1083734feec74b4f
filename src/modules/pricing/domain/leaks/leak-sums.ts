import type { LeakReason, LeakRow } from '../../contract.ts';
import { bpOf, type SoldLine } from './sold-line.ts';

interface Sum {
  lines: number;
  listMinor: number;
  netMinor: number;
  leakMinor: number;
}

const nothing = (): Sum => ({ lines: 0, listMinor: 0, netMinor: 0, leakMinor: 0 });

function add(sum: Sum, line: SoldLine): void {
  sum.lines += 1;
  sum.listMinor += line.listMinor;
  sum.netMinor += line.sale.netMinor;
  sum.leakMinor += line.leakMinor;
}

/** The four ways in which leaks are looked at. */
export const leakViews = ['customer', 'item', 'reason', 'month'] as const;
export type LeakView = (typeof leakViews)[number];

/** Leaks added up, whole and by view: every line is once in each. Changed in place by `tell`. */
export interface LeakSums {
  tell(line: SoldLine, reason: LeakReason): void;
  whole(): Readonly<Sum>;
  /** The largest leak first; at most so many. Months in their order. */
  rows(view: LeakView, most: number, nameOf: (key: string) => string): LeakRow[];
}

/** Nothing added up yet. */
export function leakSums(): LeakSums {
  const whole = nothing();
  const groups: Record<LeakView, Map<string, Sum>> = { customer: new Map(), item: new Map(), reason: new Map(), month: new Map() };
  const into = (view: LeakView, key: string, line: SoldLine): void => {
    const sum = groups[view].get(key) ?? nothing();
    groups[view].set(key, sum);
    add(sum, line);
  };
  return {
    tell: (line, reason) => {
      add(whole, line);
      into('customer', line.sale.customer, line);
      into('item', line.sale.sku, line);
      into('reason', reason, line);
      into('month', line.sale.on.slice(0, 7), line);
    },
    whole: () => whole,
    rows: (view, most, nameOf) =>
      [...groups[view]]
        .map(([key, sum]) => ({ key, name: nameOf(key), ...sum, leakBp: bpOf(sum.leakMinor, sum.listMinor) }))
        .sort((a, b) => (view === 'month' ? 0 : b.leakMinor - a.leakMinor) || (a.key < b.key ? -1 : 1))
        .slice(0, most),
  };
}
