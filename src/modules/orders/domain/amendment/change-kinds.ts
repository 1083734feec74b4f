import { refuse } from '../../../../kernel/result.ts';
import type { BusinessDate } from '../../../../kernel/time.ts';
import type { Change } from '../../contract.ts';
import type { PricedLine } from '../order.ts';
import { unpriced, type Amendable, type ChangeFacts, type ChangeRefusal } from './after-state.ts';
import { successorOf } from './successor.ts';

/** One kind of change: whether it can be made to what stands, and what it makes of it. */
interface ChangeKind<C extends Change> {
  readonly check: (change: C, standing: Amendable, facts: ChangeFacts) => ChangeRefusal | null;
  readonly apply: (change: C, standing: Amendable, facts: ChangeFacts & { readonly position: number }) => Amendable;
}

type Of<K extends Change['kind']> = Extract<Change, { kind: K }>;
type Kinds = { readonly [K in Change['kind']]: ChangeKind<Of<K>> };

const largestMilli = 99_999_999_000;
const no = (...given: Parameters<typeof refuse<ChangeRefusal['code']>>): ChangeRefusal => refuse(...given).refusal;
const lineOf = (standing: Amendable, lineId: string): PricedLine | undefined => standing.lines.find((line) => line.lineId === lineId);
const knownLine = (lineId: string, standing: Amendable): ChangeRefusal | null =>
  lineOf(standing, lineId) === undefined ? no('unknown_line', { lineId }) : null;
const goodQuantity = (quantityMilli: number): ChangeRefusal | null =>
  quantityMilli > 0 && quantityMilli <= largestMilli ? null : no('bad_quantity', { quantityMilli });
const withLine = (standing: Amendable, lineId: string, change: (line: PricedLine) => PricedLine): Amendable => ({
  ...standing,
  lines: standing.lines.map((line) => (line.lineId === lineId ? change(line) : line)),
});

/** Whether an item can be sold in this unit. */
function sellable(sku: string, uom: string | null, facts: ChangeFacts): ChangeRefusal | null {
  const item = facts.items.get(sku);
  if (item === undefined) return no('unknown_sku', { sku });
  const successor = successorOf(sku, facts.items);
  if (successor.kind === 'circular') return no('circular_substitute', { sku, chain: successor.chain });
  if (!item.active) return no('not_sold', { sku, replacedBy: successor.kind === 'sold' ? successor.sku : null });
  return item.uoms.some((unit) => unit.uom === uom) ? null : no('unknown_uom', { sku, uom, units: item.uoms.map((unit) => unit.uom) });
}

const blank = (lineId: string, change: Of<'add'>, via: string): PricedLine => ({
  lineId,
  words: change.words,
  spans: [],
  sku: change.sku,
  quantityMilli: change.quantityMilli,
  uom: change.uom,
  decision: 'auto',
  p: 1,
  via,
  vetoes: [],
  open: [],
  rivals: [],
  why: [],
  priceMinor: null,
  priceTrace: null,
  netMinor: null,
});

const sameGoods = (line: PricedLine, change: Of<'add'>): boolean => line.sku === change.sku && line.uom === change.uom;

/** Every kind of change as data. A new kind is one entry here and one in the contract's `changeSchema`. */
export const changeKinds: Kinds = {
  add: {
    check: (change, standing, facts) => {
      const had = standing.lines.find((line) => sameGoods(line, change));
      return goodQuantity(change.quantityMilli + (had?.quantityMilli ?? 0)) ?? sellable(change.sku, change.uom, facts);
    },
    // more of what is ordered already is one larger line, as a clerk would write it
    apply: (change, standing, { amendmentId, position, via }) => {
      const had = standing.lines.find((line) => sameGoods(line, change));
      if (had === undefined) return { ...standing, lines: [...standing.lines, blank(`${amendmentId}:${position}`, change, via)] };
      return withLine(standing, had.lineId, (line) => unpriced({ ...line, quantityMilli: (line.quantityMilli ?? 0) + change.quantityMilli, via }));
    },
  },
  quantity: {
    check: (change, standing) => knownLine(change.lineId, standing) ?? goodQuantity(change.quantityMilli),
    apply: (change, standing, { via }) =>
      withLine(standing, change.lineId, (line) =>
        line.quantityMilli === change.quantityMilli ? line : unpriced({ ...line, quantityMilli: change.quantityMilli, via }),
      ),
  },
  substitute: {
    check: (change, standing, facts) => {
      const line = lineOf(standing, change.lineId);
      if (line === undefined) return no('unknown_line', { lineId: change.lineId });
      return sellable(change.sku, change.uom ?? line.uom, facts);
    },
    // SAP and others do not change the item of a line: it becomes another one
    apply: (change, standing, { via }) =>
      withLine(standing, change.lineId, ({ erpLine: _replaced, ...line }) =>
        unpriced({ ...line, sku: change.sku, uom: change.uom ?? line.uom, via, rivals: [], vetoes: [], open: [] }),
      ),
  },
  cancel_line: {
    check: (change, standing) => knownLine(change.lineId, standing),
    apply: (change, standing) => ({ ...standing, lines: standing.lines.filter((line) => line.lineId !== change.lineId) }),
  },
  date: {
    check: (change, _standing, { today }) => (change.requestedDate < today ? no('date_past', { requestedDate: change.requestedDate, today }) : null),
    apply: (change, standing) => ({ ...standing, requestedDate: change.requestedDate as BusinessDate }),
  },
  cancel_all: {
    check: () => null,
    apply: (_change, standing) => ({ ...standing, lines: [] }),
  },
};
