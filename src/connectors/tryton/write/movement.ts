import type { StockMovement, StockStatusChange } from '../../../modules/sync/contract.ts';
import { stockMovementSchema, stockStatusChangeSchema } from '../../../modules/sync/contract.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import { reference16 } from '../../kit/reference.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { TrytonSettings } from '../settings.ts';
import type { Row } from '../wire.ts';
import { date, idOf, linked, listed, quantity, text } from '../wire.ts';
import type { Writing } from './writing.ts';
import { goodsOf, press, refused, skuOf, takenBack } from './writing.ts';

const model = 'stock.shipment.internal';

interface Line {
  readonly sku: string;
  readonly quantity: string;
  readonly erpUom: string;
  readonly lot: string;
  readonly from: string;
  readonly to: string;
}

/** The goods of a movement or a hold as moves between two locations, by their codes; a refusal for what Tryton has no such way for. */
function linesOf(
  command: ErpCommand,
  settings: TrytonSettings,
): { readonly kind: 'ok'; readonly postedOn: string; readonly lines: readonly Line[] } | ErpFailure {
  if (command.kind === 'stock_status') {
    const change: StockStatusChange = stockStatusChangeSchema.parse(command.payload);
    const at = (status: StockStatusChange['from']): string | undefined =>
      status === 'free' ? change.place : settings.held.find((one) => one.of === change.place && one.status === status)?.location;
    const [from, to] = [at(change.from), at(change.to)];
    if (from === undefined || to === undefined)
      return refused('no_place_for_status', `no location is set for goods of ${change.place} in status ${to === undefined ? change.to : change.from}`);
    return { kind: 'ok', postedOn: change.postedOn, lines: [{ ...change, from, to }] };
  }
  const movement: StockMovement = stockMovementSchema.parse(command.payload);
  if (movement.movement === 'issue') return refused('not_supported', 'Tryton takes materials of a production out by the production itself');
  const lost = settings.lostAndFound;
  const lines = movement.lines.map((line) => ({
    ...line,
    from: movement.movement === 'receipt' ? lost : line.place,
    to: movement.movement === 'receipt' ? line.place : movement.movement === 'scrap' ? lost : (line.placeTo ?? ''),
  }));
  return { kind: 'ok', postedOn: movement.postedOn, lines };
}

type Found = { readonly kind: 'ok'; readonly rows: readonly Row[] } | ErpFailure;
const shipmentsOf = (reference: string, { client, record }: Writing, step = 'find'): Promise<Found> =>
  client.search(
    step,
    {
      model,
      domain: [['reference', '=', reference]],
      fields: ['number', 'state', ...['product.code', 'quantity', 'uom.symbol'].map((field) => `moves.${field}`)],
    },
    record,
  );

/** Internal shipments with our reference that are done. One that an earlier attempt left half way is taken on by `execute`. */
export async function findMovement(command: ErpCommand, writing: Writing, reference = command.reference): Promise<FindOutcome> {
  const found = await shipmentsOf(reference, writing);
  if (found.kind !== 'ok') return found;
  const done = found.rows.filter((row) => text(row, 'state') === 'done').map((row) => text(row, 'number'));
  if (done.length > 1) return { kind: 'ambiguous', erpKeys: done };
  return done[0] === undefined ? { kind: 'absent' } : { kind: 'found', erpKey: done[0] };
}

async function locationsOf(
  lines: readonly Line[],
  { client, record }: Writing,
): Promise<{ readonly kind: 'ok'; readonly of: (code: string) => number } | ErpFailure> {
  const codes = [...new Set(lines.flatMap((line) => [line.from, line.to]))];
  const found = await client.search(
    'look up',
    { model: 'stock.location', domain: ['OR', ['code', 'in', codes], ['name', 'in', codes]], fields: ['code', 'name'] },
    record,
  );
  if (found.kind !== 'ok') return found;
  const of = (code: string): number => idOf(found.rows.find((row) => text(row, 'code') === code) ?? found.rows.find((row) => text(row, 'name') === code) ?? {});
  const missing = codes.find((code) => of(code) === 0);
  return missing === undefined ? { kind: 'ok', of } : refused('unknown_place', `Tryton has no location ${missing}`, 'place');
}

async function draft(
  reference: string,
  postedOn: string,
  lines: readonly Line[],
  writing: Writing,
): Promise<{ readonly kind: 'ok'; readonly id: number } | Exclude<ExecuteOutcome, { kind: 'committed' }>> {
  const { client, settings, record } = writing;
  const goods = await goodsOf(lines, writing);
  if (goods.kind !== 'ok') return goods;
  const places = await locationsOf(lines, writing);
  if (places.kind !== 'ok') return places;
  const lots = await lotsOf(lines, writing);
  if (lots.kind !== 'ok') return lots;
  const ends = (line: Line) => ({ from_location: places.of(line.from), to_location: places.of(line.to) });
  const moves = lines.map((line) => {
    const lot = lots.of(line);
    return {
      ...ends(line),
      product: goods.product(line.sku),
      uom: goods.uom(line.erpUom),
      quantity: quantity(line.quantity),
      company: settings.company,
      ...(lot === 0 ? {} : { lot }),
    };
  });
  const [first] = lines;
  if (first === undefined) return refused('no_lines', 'nothing is moved');
  const values = {
    reference,
    ...ends(first),
    company: settings.company,
    planned_date: date(postedOn),
    planned_start_date: date(postedOn),
    effective_date: date(postedOn),
    moves: [['create', moves]],
  };
  const answer = await client.write('create', `model.${model}.create`, [[values]], record);
  if (answer.kind !== 'ok') return answer;
  const id = Array.isArray(answer.value) ? Number(answer.value[0]) : NaN;
  return Number.isInteger(id) ? { kind: 'ok', id } : { kind: 'unknown', why: 'no_number_in_answer' };
}

async function lotsOf(lines: readonly Line[], { client, record }: Writing): Promise<{ readonly kind: 'ok'; readonly of: (line: Line) => number } | ErpFailure> {
  const wanted = lines.filter((line) => line.lot !== '');
  if (wanted.length === 0) return { kind: 'ok', of: () => 0 };
  const found = await client.search(
    'look up',
    { model: 'stock.lot', domain: [['number', 'in', wanted.map((line) => line.lot)]], fields: ['number', 'product.code'] },
    record,
  );
  if (found.kind !== 'ok') return found;
  const of = (line: Line): number => (line.lot === '' ? 0 : idOf(found.rows.find((row) => text(row, 'number') === line.lot && skuOf(row) === line.sku) ?? {}));
  const missing = wanted.find((line) => of(line) === 0);
  return missing === undefined ? { kind: 'ok', of } : refused('unknown_lot', `Tryton has no lot ${missing.lot} of ${missing.sku}`, 'lot');
}

/** Buttons that lead from each state of an internal shipment to done. */
const way: Readonly<Record<string, readonly string[]>> = {
  draft: ['wait', 'assign_try', 'done'],
  waiting: ['assign_try', 'done'],
  assigned: ['done'],
  done: [],
};

/** Books an internal shipment; `back` swaps its ends. Without enough stock at the place it is refused and nothing stays. */
export async function bookMovement(command: ErpCommand, writing: Writing, back = false): Promise<ExecuteOutcome> {
  const said = linesOf(command, writing.settings);
  if (said.kind !== 'ok') return said;
  const reference = back ? reference16('reverse', command.reference) : command.reference;
  const before = await shipmentsOf(reference, writing, 'look up');
  if (before.kind !== 'ok') return before;
  const standing = before.rows.find((row) => text(row, 'state') !== 'cancelled');
  const lines = back ? said.lines.map((line) => ({ ...line, from: line.to, to: line.from })) : said.lines;
  const made = standing === undefined ? await draft(reference, said.postedOn, lines, writing) : { kind: 'ok' as const, id: idOf(standing) };
  if (made.kind !== 'ok') return made;
  const failure = await press(model, made.id, way[standing === undefined ? 'draft' : text(standing, 'state')] ?? [], writing);
  if (failure !== null) return takenBack(failure, model, made.id, ['cancel', 'delete'], writing);
  const found = await findMovement(command, writing, reference);
  return found.kind === 'found' ? { kind: 'committed', erpKey: found.erpKey, warnings: [] } : { kind: 'unknown', why: `not_found_after_booking` };
}

/** Reads the shipment back and compares goods and quantities. */
export async function verifyMovement(command: ErpCommand, erpKey: string, writing: Writing): Promise<VerifyOutcome> {
  const said = linesOf(command, writing.settings);
  if (said.kind !== 'ok') return said;
  const found = await shipmentsOf(command.reference, writing, 'verify');
  if (found.kind !== 'ok') return found;
  const row = found.rows.find((one) => text(one, 'number') === erpKey);
  if (row === undefined || text(row, 'state') !== 'done')
    return { kind: 'different', fields: [{ field: 'state', ours: 'done', theirs: text(row ?? {}, 'state') }] };
  const sums = (list: readonly (readonly [string, string])[]): ReadonlyMap<string, number> => {
    const by = new Map<string, number>();
    for (const [name, amount] of list) by.set(name, (by.get(name) ?? 0) + Number(amount) * 1_000);
    return by;
  };
  // Tryton splits a move over lots and places: sums are compared
  const ours = sums(said.lines.map((line) => [`${line.sku} ${line.erpUom}`, line.quantity]));
  const theirs = sums(listed(row, 'moves').map((move) => [`${skuOf(move)} ${text(linked(move, 'uom'), 'symbol')}`, text(move, 'quantity')]));
  const fields = [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((name) => {
    const [a, b] = [String(Math.round(ours.get(name) ?? 0)), String(Math.round(theirs.get(name) ?? 0))];
    return sameDecimal(a, b) ? [] : [{ field: `quantity of ${name}`, ours: a, theirs: b }];
  });
  return fields.length === 0 ? { kind: 'equal', document: { erpNumber: erpKey, state: 'done' } } : { kind: 'different', fields };
}
