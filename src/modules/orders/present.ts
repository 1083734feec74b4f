import type { Instant } from '../../kernel/time.ts';
import { withoutMargins } from '../identity/domain/index.ts';
import type { Amendment, CheckResult, DeskPerson, FreeGoodRow, LifeEvent, OrderLine, OrderRow } from './contract.ts';
import type { AmendmentRecord } from './domain/amendment/amendment.ts';
import { splitClock } from './domain/clock.ts';
import { skusOfGoods, type FreeGood } from './domain/free-goods.ts';
import type { Order, PricedLine } from './domain/order.ts';
import { sleeps } from './domain/snooze.ts';
import type { DeskFacts } from './store/desk-store.ts';
import { linePriceOf } from './price-trace.ts';

/** Names that rows do not hold: of items and customers by code, of people by actor text. */
export interface Names {
  readonly items: ReadonlyMap<string, string>;
  readonly customers: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

const presentPerson = (actor: string, names: Names): DeskPerson => ({ id: actor.replace(/^person:/, ''), name: names.people.get(actor) ?? actor });

/** A line for a screen; floor and cost only where the reader may see them. */
export function presentLine(line: PricedLine, lineNo: number, names: Names, seesMargins = false): OrderLine {
  return {
    lineNo,
    lineId: line.lineId,
    words: line.words,
    spans: line.spans.map((span) => ({ ...span })),
    sku: line.sku,
    itemName: line.sku === null ? null : (names.items.get(line.sku) ?? null),
    quantityMilli: line.quantityMilli,
    uom: line.uom,
    priceMinor: line.priceMinor,
    netMinor: line.netMinor,
    price: linePriceOf(line, seesMargins),
    ...(line.tax ? { tax: { ...line.tax } } : {}),
    ...(line.erpLine === undefined ? {} : { erpLine: line.erpLine }),
    ...(line.free === undefined ? {} : { free: line.free.map((good) => presentFree(good, names)) }),
    decision: line.decision,
    p: line.p,
    via: line.via,
    vetoes: [...line.vetoes],
    open: [...line.open],
    rivals: line.rivals.map((rival) => ({ sku: rival.sku, name: names.items.get(rival.sku) ?? rival.sku, p: rival.p, differsBy: [...rival.differsBy] })),
    why: line.why.map((reason) => ({ code: reason.code, facts: { ...reason.facts } })),
  };
}

const presentFree = ({ sku, uom, quantityMilli, scheme }: FreeGood, names: Names): FreeGoodRow => ({
  ...{ sku, uom, quantityMilli, scheme },
  itemName: names.items.get(sku) ?? null,
});

/** A row of the queue; it tells nobody where a floor lies. */
export function presentRow(order: Order, desk: DeskFacts, life: readonly LifeEvent[], names: Names, now: Instant): OrderRow {
  return {
    id: order.id,
    number: order.number,
    version: order.version,
    state: order.state,
    customer: order.customer,
    customerName: order.customer === null ? null : (names.customers.get(order.customer) ?? null),
    sender: order.sender,
    conversationId: order.conversationId,
    netMinor: order.netMinor,
    currency: order.currency,
    lineCount: desk.lineCount,
    preview: order.preview,
    waiting: order.waiting === null ? null : { code: order.waiting.code, facts: withoutMargins({ ...order.waiting.facts }) },
    erpNumber: order.erpNumber,
    requestedDate: order.requestedDate,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    clock: splitClock(life, now),
    cutOffAt: desk.cutOffAt,
    assignedTo: desk.assignedTo === null ? null : presentPerson(desk.assignedTo, names),
    snoozed: sleeps(desk, now) ? { until: desk.snoozedUntil } : null,
    noteCount: desk.noteCount,
    lookers: desk.lookers.map((person) => presentPerson(person, names)),
  };
}

/** An amendment for a screen. */
export function presentAmendment(amendment: AmendmentRecord, names: Names, requestedBy: string): Amendment {
  const { before, after, waiting } = amendment;
  const lines = (each: readonly PricedLine[]): OrderLine[] => each.map((line, index) => presentLine(line, index + 1, names));
  return {
    id: amendment.id,
    orderId: amendment.orderId,
    state: amendment.state,
    changes: [...amendment.changes],
    before: lines(before.lines),
    after: lines(after.lines),
    netBeforeMinor: before.netMinor,
    netAfterMinor: after.netMinor,
    dateBefore: before.requestedDate,
    dateAfter: after.requestedDate,
    requestedBy,
    at: amendment.requestedAt,
    waiting: waiting === null ? null : { code: waiting.code, facts: { ...waiting.facts } },
    commandId: amendment.commandId,
    wantedBy: amendment.wantedBy,
  };
}

/** SKUs whose names a set of lines needs. */
export const skusOf = (lines: readonly PricedLine[]): readonly string[] => [
  ...new Set([...skusOfGoods(lines), ...lines.flatMap((line) => line.rivals.map((rival) => rival.sku))]),
];

/** "V04 items_known" as stored, back into code and name. */
export function presentCheck(row: { check: string; outcome: string; line_no: number | null; facts: unknown }): CheckResult {
  const [code = '', name = ''] = row.check.split(' ');
  return { code, name, outcome: row.outcome as CheckResult['outcome'], lineNo: row.line_no, facts: row.facts as Record<string, unknown> };
}

/** A check for a reader who may not see floors: the finding stays, the amount of the floor does not. */
export const withoutFloor = (check: CheckResult): CheckResult => ({ ...check, facts: withoutMargins(check.facts) });
