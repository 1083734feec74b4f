import type { Dice, Journal } from '../../kit/index.ts';
import { checkIfMatch } from '../gateway/gate.ts';
import type { SapHabits } from '../habits.ts';
import { parseBody } from '../odata/body.ts';
import { badRequest, SapError, sapError } from '../odata/error.ts';
import type { FunctionImport, Value } from '../odata/model.ts';
import type { Segment } from '../odata/path.ts';
import { resolve } from '../odata/read.ts';
import { entityUri, etagOf, renderEntity, wholeShape, type View } from '../odata/render.ts';
import { restored, saved } from '../orders/book.ts';
import type { OrderDesk } from '../orders/desk.ts';
import type { WriteAnswer } from '../orders/write.ts';
import { makeCancelling, makeConfirmation } from './confirm.ts';
import { changeDelivery, changeDeliveryLine, deliveryStatus, issueGoods, makeDelivery, pickAll, returnGoods, splitBatch } from './deliver.ts';
import { plantMessage } from './messages.ts';
import { goodsKey, type Plant } from './plant.ts';
import { makeGoods, makeReversal } from './post-goods.ts';
import type { DeliveryItemRow } from './sources.ts';
import type { Confirmation, Delivery, GoodsDocument, PlantRecord } from './types.ts';

/** What a write to the plant needs. */
export interface PlantDeps {
  readonly plant: Plant;
  readonly journal: Journal<PlantRecord>;
  readonly desk: OrderDesk;
  readonly habits: SapHabits;
  readonly dice: Dice;
  readonly user: string;
  readonly tell: (event: string, subject: string) => void;
}

/** One call that writes. */
export interface PlantCall {
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly query: URLSearchParams;
  readonly request: Request;
  readonly body: () => Promise<unknown>;
}

/** Enters records and keeps them on the disk before anyone is told. */
async function keep(deps: PlantDeps, event: string, subject: string, records: readonly PlantRecord[]): Promise<void> {
  for (const record of records) deps.plant.take(record);
  await Promise.all(records.map((record) => deps.journal.append(record)));
  deps.tell(event, subject);
}

function entityAnswer(view: View, setName: string, row: unknown, status: 200 | 201): WriteAnswer {
  const set = view.service.sets.get(setName);
  if (!set) throw new Error(`no set ${setName}`);
  const etag = etagOf(view, set, row);
  return {
    status,
    body: { d: renderEntity(view, set, row, wholeShape) },
    headers: { ...(status === 201 ? { location: entityUri(view, set, row) } : {}), ...(etag === null ? {} : { etag }) },
  };
}

const checkLock = (deps: PlantDeps, what: string): void => {
  if (deps.dice.chance(deps.habits.pLocked)) throw new SapError(400, [plantMessage.locked(what)]);
};

const lies = (deps: PlantDeps): boolean => deps.dice.chance(deps.habits.pOtherQuantity);

/** W7: another quantity than was asked for, kept as if all were well. */
function misread(document: GoodsDocument): GoodsDocument {
  const less = (milli: number): number => (milli > 1000 ? milli - 1000 : milli);
  return {
    ...document,
    lines: document.lines.map((line) => ({ ...line, milli: less(line.milli), baseMilli: Math.round((line.baseMilli * less(line.milli)) / line.milli) })),
  };
}

async function postGoods(view: View, deps: PlantDeps, call: PlantCall): Promise<WriteAnswer> {
  const set = view.service.sets.get('A_MaterialDocumentHeader');
  if (!set) throw new Error('no set');
  const sent = call.request.headers.get('requestid') ?? '';
  const requestId = deps.habits.repeatable && call.request.headers.has('repeatabilitycreation') ? sent : '';
  const earlier = requestId === '' ? undefined : deps.plant.goods.list().find((one) => one.requestId === requestId);
  if (earlier) return entityAnswer(view, set.name, earlier, 201);
  const made = makeGoods(deps.plant, parseBody(view.service, set, await call.body(), 'create'), deps.user, requestId);
  const document = lies(deps) ? misread(made) : made;
  await keep(deps, 'goods.posted', goodsKey(document), [{ t: 'goods', document }]);
  return entityAnswer(view, set.name, document, 201);
}

async function cancelGoods(view: View, deps: PlantDeps, given: ReadonlyMap<string, Value>): Promise<WriteAnswer> {
  const number = String(given.get('MaterialDocument') ?? '');
  const document = deps.plant.goods.get(`${String(given.get('MaterialDocumentYear') ?? '')}/${number}`);
  if (!document) throw new SapError(400, [plantMessage.documentUnknown(number)]);
  const day = String(given.get('PostingDate') ?? '') || document.postedOn;
  const reversal = makeReversal(deps.plant, document, day, deps.user);
  await keep(deps, 'goods.posted', goodsKey(reversal), [{ t: 'goods', document: reversal }]);
  return entityAnswer(view, 'A_MaterialDocumentHeader', reversal, 200);
}

async function postDelivery(view: View, deps: PlantDeps, call: PlantCall): Promise<WriteAnswer> {
  const set = view.service.sets.get('A_OutbDeliveryHeader');
  if (!set) throw new Error('no set');
  const made = makeDelivery(deps.plant, parseBody(view.service, set, await call.body(), 'create'), deps.user);
  const delivery = lies(deps) ? { ...made, lines: made.lines.map((line) => ({ ...line, milli: line.milli > 1000 ? line.milli - 1000 : line.milli })) } : made;
  await keep(deps, 'delivery.changed', delivery.number, [{ t: 'delivery', delivery }]);
  return entityAnswer(view, set.name, delivery, 201);
}

async function afterIssue(deps: PlantDeps, delivery: Delivery): Promise<void> {
  const order = deps.plant.world.book.byNumber(delivery.order);
  if (!order) return;
  const next = restored(saved(order));
  next.delivery = deliveryStatus(deps.plant, order);
  next.changedMs = Math.max(deps.plant.world.now(), order.changedMs + 1);
  await deps.desk.keep(next);
}

const none: WriteAnswer = { status: 200, body: { d: {} }, headers: {} };
const dayOf = (value: Value | undefined): string => String(value ?? '').slice(0, 10);

async function actOnDelivery(view: View, deps: PlantDeps, name: string, given: ReadonlyMap<string, Value>, request: Request): Promise<WriteAnswer> {
  const delivery = deps.plant.deliveries.get(String(given.get('DeliveryDocument') ?? '').replace(/^0+(?=\d)/, ''));
  const set = view.service.sets.get('A_OutbDeliveryHeader');
  if (!delivery || !set) throw sapError(404, '/IWBEP/CM_MGW_RT/020', "Resource not found for segment 'A_OutbDeliveryHeaderType'");
  checkIfMatch(request, etagOf(view, set, delivery), deps.habits, deps.dice);
  if (name === 'PostGoodsIssue' || name === 'ReverseGoodsIssue') {
    const moved =
      name === 'PostGoodsIssue'
        ? issueGoods(deps.plant, delivery, deps.user)
        : returnGoods(deps.plant, delivery, dayOf(given.get('ActualGoodsMovementDate')), deps.user);
    await keep(deps, 'delivery.changed', delivery.number, [
      { t: 'goods', document: moved.document },
      { t: 'delivery', delivery: moved.delivery },
    ]);
    await afterIssue(deps, moved.delivery);
    return none;
  }
  const part = {
    no: Number(given.get('DeliveryDocumentItem') ?? 0),
    batch: String(given.get('Batch') ?? ''),
    milli: Math.round(Number(given.get('SplitQuantity') ?? 0) * 1000),
  };
  const next = name === 'PickAllItems' ? pickAll(deps.plant, delivery) : splitBatch(deps.plant, delivery, part);
  await keep(deps, 'delivery.changed', delivery.number, [{ t: 'delivery', delivery: next }]);
  return none;
}

async function patchDelivery(view: View, deps: PlantDeps, call: PlantCall): Promise<WriteAnswer> {
  const target = resolve(view, call.segments);
  if (target.kind !== 'entity') throw badRequest('Only a single entity can be changed', '/IWBEP/CM_MGW_RT/154');
  checkIfMatch(call.request, etagOf(view, target.set, target.row), deps.habits, deps.dice);
  checkLock(deps, '');
  const body = parseBody(view.service, target.set, await call.body(), 'change');
  const next =
    target.set.name === 'A_OutbDeliveryHeader'
      ? changeDelivery(deps.plant, target.row as Delivery, body)
      : changeDeliveryLine(deps.plant, (target.row as DeliveryItemRow).delivery, (target.row as DeliveryItemRow).line.no, body);
  await keep(deps, 'delivery.changed', next.number, [{ t: 'delivery', delivery: next }]);
  return { status: 204, body: null, headers: {} };
}

async function deleteDelivery(view: View, deps: PlantDeps, call: PlantCall): Promise<WriteAnswer> {
  const target = resolve(view, call.segments);
  if (target.kind !== 'entity' || target.set.name !== 'A_OutbDeliveryHeader') throw notImplemented('DELETE_ENTITY', target.set.name);
  checkIfMatch(call.request, etagOf(view, target.set, target.row), deps.habits, deps.dice);
  const delivery = target.row as Delivery;
  if (delivery.issued) throw new SapError(400, [plantMessage.issuedAlready(delivery.number)]);
  await keep(deps, 'delivery.changed', delivery.number, [{ t: 'delivery_gone', number: delivery.number }]);
  return { status: 204, body: null, headers: {} };
}

async function postConfirmation(view: View, deps: PlantDeps, call: PlantCall): Promise<WriteAnswer> {
  const set = view.service.sets.get('ProdnOrdConf2');
  if (!set) throw new Error('no set');
  const made = makeConfirmation(deps.plant, parseBody(view.service, set, await call.body(), 'create'), deps.user);
  const less = made.yieldMilli > 1000 ? made.yieldMilli - 1000 : made.yieldMilli;
  const confirmation = lies(deps) ? { ...made, yieldMilli: less, yieldBase: Math.round((made.yieldBase * less) / made.yieldMilli) } : made;
  await keep(deps, 'confirmation.posted', confirmation.order, [{ t: 'confirmation', confirmation }]);
  return entityAnswer(view, set.name, confirmation, 201);
}

async function cancelConfirmation(view: View, deps: PlantDeps, given: ReadonlyMap<string, Value>): Promise<WriteAnswer> {
  const [group, count] = ['ConfirmationGroup', 'ConfirmationCount'].map((name) => String(given.get(name) ?? '').replace(/^0+(?=\d)/, ''));
  const one: Confirmation | undefined = deps.plant.confirmations.get(`${group}/${count}`);
  if (!one) throw new SapError(400, [plantMessage.confirmationUnknown(group ?? '')]);
  const { cancelled, reversal } = makeCancelling(deps.plant, one, deps.user);
  await keep(deps, 'confirmation.posted', one.order, [
    { t: 'confirmation', confirmation: cancelled },
    { t: 'confirmation', confirmation: reversal },
  ]);
  return entityAnswer(view, 'ProdnOrdConf2', reversal, 200);
}

const notImplemented = (method: string, set: string): Error => sapError(405, '/IWBEP/CM_MGW_RT/175', `Method '${method}' not implemented for '${set}'`);

/** The text of a literal of the query: in quotes, or for numbers bare; null when it is none of its kind. */
function literalText(text: string, isNumber: boolean): string | null {
  if (isNumber) return /^(-?[\d.]+)[mMdD]?$/.exec(text)?.[1] ?? null;
  return /^(?:datetime)?'(.*)'$/s.exec(text)?.[1]?.replaceAll("''", "'") ?? null;
}

/** What a function import was given: literals of the query, each as its parameter says. */
function argumentsOf(entry: FunctionImport, query: URLSearchParams): ReadonlyMap<string, Value> {
  const given = new Map<string, Value>();
  for (const { property, optional } of entry.parameters) {
    const text = literalText(query.get(property.name) ?? '', property.kind === 'decimal');
    if (text !== null) given.set(property.name, text);
    else if (!optional || query.has(property.name))
      throw badRequest(`Missing or invalid parameter '${property.name}' of function '${entry.name}'`, '/IWBEP/CM_MGW_RT/154');
  }
  return given;
}

function callFunction(view: View, deps: PlantDeps, entry: FunctionImport, call: PlantCall): Promise<WriteAnswer> {
  const given = argumentsOf(entry, call.query);
  checkLock(deps, '');
  if (entry.name === 'Cancel') return cancelGoods(view, deps, given);
  if (entry.name === 'CancelProdnOrdConf') return cancelConfirmation(view, deps, given);
  if (entry.name === 'CancelItem') throw notImplemented('EXECUTE_ACTION', entry.name);
  return actOnDelivery(view, deps, entry.name, given, call.request);
}

/** A write to goods movements, deliveries or confirmations. Throws SAP's refusals. */
export function writePlant(view: View, deps: PlantDeps, call: PlantCall): Promise<WriteAnswer> {
  const name = call.segments[0]?.name ?? '';
  const entry = view.service.functions.get(name);
  if (entry && call.method === 'POST') return callFunction(view, deps, entry, call);
  if (call.method === 'DELETE') return deleteDelivery(view, deps, call);
  if (call.method !== 'POST') return patchDelivery(view, deps, call);
  const posts: Readonly<Record<string, typeof postGoods>> = {
    A_MaterialDocumentHeader: postGoods,
    A_OutbDeliveryHeader: postDelivery,
    ProdnOrdConf2: postConfirmation,
  };
  const post = call.segments.length === 1 ? posts[name] : undefined;
  if (!post) throw notImplemented('CREATE_ENTITY', name);
  checkLock(deps, '');
  return post(view, deps, call);
}
