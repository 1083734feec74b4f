import type { ChangeSalesOrder } from '../../../modules/sync/contract.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import { milliToText, parseMilli } from '../../../kernel/quantity.ts';
import { jsonNumber } from '../../kit/format.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { OracleSettings } from '../settings.ts';
import { dayOf } from '../wire.ts';
import { canceledNumbers, compareLine, lineBody, saidPrice, standingLines } from './sales-order.ts';
import type { Difference, StandingLine } from './sales-order.ts';

type Side = ChangeSalesOrder['after'];
type Line = Side['lines'][number];

const movesDate = (change: ChangeSalesOrder): boolean => change.after.requestedDate !== null && change.before.requestedDate !== change.after.requestedDate;
const byNumber = (side: Side): ReadonlyMap<number, Line> => new Map(side.lines.map((line) => [line.erpLine, line]));

function headDifferences(change: ChangeSalesOrder, row: WireRecord): readonly Difference[] {
  const customer = textOf(row, 'BuyingPartyNumber');
  return customer === change.customer ? [] : [{ field: 'customer', ours: change.customer, theirs: customer }];
}

function lineDifferences(number: number, wanted: Line | undefined, standing: StandingLine | undefined): readonly Difference[] {
  if (wanted) return compareLine(wanted, number, standing);
  return standing ? [{ field: `line ${number} item`, ours: '', theirs: standing.sku }] : [];
}

/** Where the order is not as one side of the change has it. Empty: it is. */
export function compareSide(side: Side, change: ChangeSalesOrder, row: WireRecord): readonly Difference[] {
  const standing = standingLines(row);
  const lines = byNumber(side);
  const date = dayOf(row, 'RequestedShipDate') ?? '';
  return [
    ...headDifferences(change, row),
    ...(movesDate(change) && side.requestedDate !== null && side.requestedDate !== date
      ? [{ field: 'requested_date', ours: side.requestedDate, theirs: date }]
      : []),
    ...[...new Set([...standing.keys(), ...lines.keys()])].flatMap((number) => lineDifferences(number, lines.get(number), standing.get(number))),
  ];
}

/** What stands in the order that is neither as it was nor as it shall be: somebody has changed it in Oracle, and their work is not written over. */
export function foreignChanges(change: ChangeSalesOrder, row: WireRecord): readonly Difference[] {
  const standing = standingLines(row);
  const [before, after] = [byNumber(change.before), byNumber(change.after)];
  const numbers = [...new Set([...standing.keys(), ...before.keys(), ...after.keys()])];
  return [
    ...headDifferences(change, row),
    ...numbers.flatMap((number) => {
      const was = lineDifferences(number, before.get(number), standing.get(number));
      return was.length === 0 || lineDifferences(number, after.get(number), standing.get(number)).length === 0 ? [] : was;
    }),
  ];
}

/** The part of a line that can take another quantity: what is wanted less what the other parts hold. */
function partBody(line: Line, standing: StandingLine): Record<string, unknown> | null {
  const [last, ...others] = standing.parts;
  if (!last) return null;
  const held = others.reduce((sum, part) => sum + (parseMilli(part.quantity) ?? 0), 0);
  const left = (parseMilli(line.quantity) ?? 0) - held;
  return left > 0 ? { FulfillLineId: jsonNumber(last.fulfillLineId), OrderedQuantity: jsonNumber(milliToText(left)) } : null;
}

/** What a line that stands needs: nothing, another quantity; null: it cannot become what is wanted. */
function changedPart(line: Line, number: number, there: StandingLine): readonly Record<string, unknown>[] | null {
  // Oracle changes the item, unit or price of a submitted line under conditions of its own: a new line is the way
  if (compareLine({ ...line, quantity: there.quantity }, number, there).length > 0) return null;
  if (sameDecimal(line.quantity, there.quantity)) return [];
  const body = partBody(line, there);
  return body && [body];
}

const cancelBody = (fulfillLineId: string, settings: OracleSettings): Record<string, unknown> => ({
  FulfillLineId: jsonNumber(fulfillLineId),
  OrderedQuantity: 0,
  CancelReasonCode: settings.cancelReason,
});

/**
 * The body of the one request that makes the order what is wanted: a revision, all or nothing. Lines that go are canceled with a reason, never deleted.
 * Null: it cannot be said in one revision (a canceled line's number is wanted again, a line shall be another item, unit or price, or a shipped part is in the way).
 */
export function revisionBody(change: ChangeSalesOrder, row: WireRecord, settings: OracleSettings): Record<string, unknown> | null {
  const standing = standingLines(row);
  const canceled = canceledNumbers(row);
  const wanted = byNumber(change.after);
  const added = change.after.lines.filter((line) => !standing.has(line.erpLine));
  const freeze = settings.fixPricesBy === 'freeze' && added.length > 0 && added.every((line) => saidPrice(line) !== null);
  const kept = [...wanted].map(([number, line]): readonly Record<string, unknown>[] | null => {
    const there = standing.get(number);
    if (there) return changedPart(line, number, there);
    return canceled.includes(number) ? null : [lineBody(line, number, change.currency, freeze, settings)];
  });
  if (kept.includes(null)) return null;
  const gone = [...standing].flatMap(([number, there]) => (wanted.has(number) ? [] : there.parts.map((part) => cancelBody(part.fulfillLineId, settings))));
  const lines = [...kept.flatMap((one) => one ?? []), ...gone];
  const { requestedDate } = change.after;
  const moved = movesDate(change) && requestedDate !== dayOf(row, 'RequestedShipDate') && requestedDate !== null;
  return {
    ...(moved ? { RequestedShipDate: `${requestedDate}T00:00:00+00:00` } : {}),
    ...(freeze ? { FreezePriceFlag: true } : {}),
    SubmittedFlag: true,
    ...(lines.length === 0 ? {} : { lines }),
  };
}
