import type { ChangeSalesOrder } from '../../../modules/sync/contract.ts';
import { normalDecimal, sameDecimal } from '../../kit/decimal.ts';
import { dateFromWire, dateToWire, expandedOf, isRecord, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { SapSettings } from '../settings.ts';
import { unpadded } from './keys.ts';
import { compareItem, itemBody, type Difference } from './sales-order.ts';

type Side = ChangeSalesOrder['after'];
type Line = Side['lines'][number];

/** One call on the way from the document to what is wanted. */
export type ChangeStep =
  | { readonly kind: 'header'; readonly body: Record<string, unknown> }
  | { readonly kind: 'add'; readonly body: Record<string, unknown> }
  | { readonly kind: 'item'; readonly erpLine: number; readonly body: Record<string, unknown> };

/** The document's version, for `If-Match`; `*` where it has none. */
export function etagOf(row: WireRecord): string {
  const metadata = row['__metadata'];
  return (isRecord(metadata) ? textOf(metadata, 'etag') : '') || '*';
}

const itemsOf = (row: WireRecord): ReadonlyMap<number, WireRecord> =>
  new Map(expandedOf(row, 'to_Item').map((item) => [Number(textOf(item, 'SalesOrderItem')), item]));
const isRejected = (item: WireRecord): boolean => textOf(item, 'SalesDocumentRjcnReason') !== '';
const byNumber = (side: Side): ReadonlyMap<number, Line> => new Map(side.lines.map((line) => [line.erpLine, line]));

/** Where an item is not the line; an item that stands although no line wants it, and a line without item, are differences too. */
function compareLine(
  erpLine: number,
  line: Line | undefined,
  item: WireRecord | undefined,
  change: ChangeSalesOrder,
  settings: SapSettings,
): readonly Difference[] {
  if (line === undefined) {
    const stands = item !== undefined && !isRejected(item);
    return stands ? [{ field: `line ${erpLine}`, ours: '', theirs: `${textOf(item, 'Material')} ${textOf(item, 'RequestedQuantity')}` }] : [];
  }
  if (item === undefined) return [{ field: `line ${erpLine}`, ours: `${line.sku} ${line.quantity}`, theirs: '' }];
  return compareItem({ ...line, lineNo: erpLine }, change.currency, item, settings);
}

/** Where the document is not as one side of the change has it. Empty: it is. */
export function compareSide(side: Side, change: ChangeSalesOrder, row: WireRecord, settings: SapSettings): readonly Difference[] {
  const items = itemsOf(row);
  const lines = byNumber(side);
  const customer = textOf(row, 'SoldToParty');
  const date = dateFromWire(row['RequestedDeliveryDate']) ?? '';
  return [
    ...(unpadded(customer) === unpadded(change.customer) ? [] : [{ field: 'customer', ours: change.customer, theirs: customer }]),
    ...(movesDate(change) && side.requestedDate !== null && side.requestedDate !== date
      ? [{ field: 'requested_date', ours: side.requestedDate, theirs: date }]
      : []),
    ...[...new Set([...items.keys(), ...lines.keys()])].flatMap((erpLine) => compareLine(erpLine, lines.get(erpLine), items.get(erpLine), change, settings)),
  ];
}

const movesDate = (change: ChangeSalesOrder): boolean => change.after.requestedDate !== null && change.before.requestedDate !== change.after.requestedDate;

/**
 * What stands in the document that is neither as it was when the change was asked for nor as it shall be: somebody has changed it in the ERP,
 * and their work is not written over.
 */
export function foreignChanges(change: ChangeSalesOrder, row: WireRecord, settings: SapSettings): readonly Difference[] {
  const items = itemsOf(row);
  const [before, after] = [byNumber(change.before), byNumber(change.after)];
  const customer = textOf(row, 'SoldToParty');
  const head = unpadded(customer) === unpadded(change.customer) ? [] : [{ field: 'customer', ours: change.customer, theirs: customer }];
  const lines = [...new Set([...items.keys(), ...before.keys(), ...after.keys()])].flatMap((erpLine) => {
    const item = items.get(erpLine);
    const was = compareLine(erpLine, before.get(erpLine), item, change, settings);
    return was.length === 0 || compareLine(erpLine, after.get(erpLine), item, change, settings).length === 0 ? [] : was;
  });
  return [...head, ...lines];
}

/**
 * The calls that make the document what a side wants: the header under its version first, then what grows (it may be refused), then what shrinks.
 * A line that goes is rejected with a reason, never deleted: the document keeps what was ordered.
 */
export function stepsTo(side: Side, change: ChangeSalesOrder, row: WireRecord, settings: SapSettings): readonly ChangeStep[] {
  const items = itemsOf(row);
  const lines = byNumber(side);
  const date = dateFromWire(row['RequestedDeliveryDate']) ?? '';
  const header: ChangeStep[] =
    movesDate(change) && side.requestedDate !== null && side.requestedDate !== date
      ? [{ kind: 'header', body: { RequestedDeliveryDate: dateToWire(side.requestedDate) } }]
      : [];
  const wanted = [...lines].flatMap(([erpLine, line]) => stepFor(erpLine, line, items.get(erpLine), change, settings));
  const gone = [...items].flatMap(([erpLine, item]): ChangeStep[] =>
    lines.has(erpLine) || isRejected(item) ? [] : [{ kind: 'item', erpLine, body: { SalesDocumentRjcnReason: settings.rejectionReason } }],
  );
  const grows = wanted.filter((step) => step.grows).map(({ step }) => step);
  const shrinks = wanted.filter((step) => !step.grows).map(({ step }) => step);
  return [...header, ...grows, ...shrinks, ...gone];
}

function stepFor(
  erpLine: number,
  line: Line,
  item: WireRecord | undefined,
  change: ChangeSalesOrder,
  settings: SapSettings,
): readonly { readonly step: ChangeStep; readonly grows: boolean }[] {
  if (item === undefined) {
    return [{ grows: true, step: { kind: 'add', body: itemBody({ ...line, lineNo: erpLine }, change.currency, settings) } }];
  }
  const held = textOf(item, 'RequestedQuantity');
  const rejected = isRejected(item);
  const other = !sameDecimal(line.quantity, held);
  if (!rejected && !other) return [];
  const body = {
    ...(rejected ? { SalesDocumentRjcnReason: '' } : {}),
    ...(other ? { RequestedQuantity: line.quantity, RequestedQuantityUnit: line.erpUom } : {}),
  };
  return [{ grows: rejected || Number(normalDecimal(line.quantity)) > Number(normalDecimal(held)), step: { kind: 'item', erpLine, body } }];
}
