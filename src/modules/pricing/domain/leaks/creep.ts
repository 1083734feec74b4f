import type { CreepRow } from '../../contract.ts';
import { bpOf, type SoldLine } from './sold-line.ts';

/** A rise of the effective discount from which somebody should look: two points. */
export const creepAlertBp = 200;

/** The first days of four quarters, oldest first, the last one being that of a day. */
export function quartersUpTo(day: string): readonly string[] {
  const quarter = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return [3, 2, 1, 0].map((back) => {
    const at = quarter - back;
    return `${Math.floor(at / 4)}-${String((at % 4) * 3 + 1).padStart(2, '0')}-01`;
  });
}

interface Sums {
  listMinor: number;
  leakMinor: number;
}

/** Discounts by customer and quarter, added up. Changed in place by `tell`. */
export interface CreepSums {
  tell(line: SoldLine): void;
  /** Alerts first, then what the rise costs, then by code. */
  rows(nameOf: (customer: string) => string): CreepRow[];
}

/** Adds up four quarters; lines of other days are left out. */
export function creepSums(quarters: readonly string[]): CreepSums {
  const byCustomer = new Map<string, Sums[]>();
  return {
    tell: ({ sale, listMinor, leakMinor }) => {
      const at = quarters.findLastIndex((from) => from <= sale.on);
      if (at === -1) return;
      const sums = byCustomer.get(sale.customer) ?? quarters.map(() => ({ listMinor: 0, leakMinor: 0 }));
      byCustomer.set(sale.customer, sums);
      const own = sums[at];
      if (own === undefined) return;
      own.listMinor += listMinor;
      own.leakMinor += leakMinor;
    },
    rows: (nameOf) => [...byCustomer].map(([customer, sums]) => creepRow(customer, nameOf(customer), quarters, sums)).sort(byUrgency),
  };
}

function creepRow(customer: string, name: string, quarters: readonly string[], sums: readonly Sums[]): CreepRow {
  const cells = quarters.map((from, i) => {
    const { listMinor, leakMinor } = sums[i] ?? { listMinor: 0, leakMinor: 0 };
    return { from, listMinor, netMinor: listMinor - leakMinor, bp: listMinor === 0 ? null : bpOf(leakMinor, listMinor) };
  });
  const newest = cells.at(-1);
  const oldest = cells.slice(0, -1).find((cell) => cell.bp !== null);
  const [now, then] = [newest?.bp ?? null, oldest?.bp ?? null];
  const riseBp = now === null || then === null ? null : now - then;
  const alert = riseBp !== null && riseBp >= creepAlertBp;
  const costMinor = riseBp === null || riseBp <= 0 ? 0 : Number((BigInt(newest?.listMinor ?? 0) * BigInt(riseBp)) / 10_000n);
  return { customer, name, quarters: cells, riseBp, alert, costMinor };
}

const byUrgency = (a: CreepRow, b: CreepRow): number =>
  Number(b.alert) - Number(a.alert) || b.costMinor - a.costMinor || (b.riseBp ?? -100_000) - (a.riseBp ?? -100_000) || (a.customer < b.customer ? -1 : 1);
