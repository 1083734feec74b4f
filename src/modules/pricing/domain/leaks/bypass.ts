import type { BypassReport, BypassRow } from '../../contract.ts';
import { givenUnder } from '../back-test/tally.ts';
import { toText } from '../../../../kernel/ratio.ts';
import type { JudgedLine } from './judge-line.ts';
import type { SoldLine } from './sold-line.ts';

type Month = BypassReport['months'][number];
/** A bypassed line without the names that the report adds. */
export type BypassLine = Omit<BypassRow, 'customerName' | 'itemName'>;

/** Bypasses by month, with the lines of one month. Changed in place by `tell`. */
export interface BypassSums {
  tell(line: SoldLine, judged: JudgedLine): void;
  /** Newest first. */
  months(): Month[];
  /** The dearest first, at most so many. */
  rows(most: number): BypassLine[];
}

/** Nothing added up yet. `month`: the one whose lines are kept. */
export function bypassSums(month: string): BypassSums {
  const months = new Map<string, Month>();
  const rows: BypassLine[] = [];
  return {
    tell: (line, judged) => {
      const key = line.sale.on.slice(0, 7);
      const sum = months.get(key) ?? { month: key, lines: 0, belowFloor: 0, approved: 0, bypassed: 0, amountMinor: 0 };
      months.set(key, sum);
      sum.lines += 1;
      if (judged.floor === null || !judged.belowFloor) return;
      sum.belowFloor += 1;
      if (judged.reason === 'approved') {
        sum.approved += 1;
        return;
      }
      const amountMinor = givenUnder(line.sale, line.unit, judged.floor.limit);
      sum.bypassed += 1;
      sum.amountMinor += amountMinor;
      if (key === month) rows.push(bypassLine(line, judged, { code: judged.floor.code, limit: toText(judged.floor.limit), amountMinor }));
    },
    months: () => [...months.values()].sort((a, b) => (a.month < b.month ? 1 : -1)),
    rows: (most) => rows.sort((a, b) => b.amountMinor - a.amountMinor || (a.erpNumber < b.erpNumber ? -1 : 1)).slice(0, most),
  };
}

function bypassLine(line: SoldLine, judged: JudgedLine, floor: { readonly code: string; readonly limit: string; readonly amountMinor: number }): BypassLine {
  const { erpNumber, lineNo, on, customer, sku, uom, quantityMilli } = line.sale;
  const approved = judged.lowest === null ? null : toText(judged.lowest);
  const prices = { unit: toText(line.unit), floor: floor.limit, floorCode: floor.code, approved, amountMinor: floor.amountMinor };
  return { erpNumber, lineNo, on, customer, sku, uom, quantityMilli, ...prices };
}
