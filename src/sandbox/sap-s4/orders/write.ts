import type { Dice } from '../../kit/index.ts';
import { checkIfMatch } from '../gateway/gate.ts';
import type { SapHabits } from '../habits.ts';
import { message } from '../messages.ts';
import { parseBody } from '../odata/body.ts';
import { badRequest, SapError, sapError, type SapMessage } from '../odata/error.ts';
import { resolve, type Target } from '../odata/read.ts';
import { entityUri, etagOf, renderEntity, wholeShape, type View } from '../odata/render.ts';
import type { Segment } from '../odata/path.ts';
import { addLine, changeHeader, changeLine } from './change.ts';
import { createOrder, type OrderOutcome } from './create.ts';
import type { OrderDesk } from './desk.ts';
import { orderNet } from './lines.ts';
import { simulateOrder } from './simulate.ts';
import type { Line, Order } from './types.ts';
import type { World } from './world.ts';

/** What a write needs. */
export interface WriteDeps {
  readonly world: World;
  readonly desk: OrderDesk;
  readonly habits: SapHabits;
  readonly dice: Dice;
  readonly user: string;
}

/** The answer to a write that is done and kept. */
export interface WriteAnswer {
  readonly status: 200 | 201 | 204;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

function warningHeader(warnings: readonly SapMessage[]): Record<string, string> {
  const [first, ...rest] = warnings;
  if (!first) return {};
  const detail = (entry: SapMessage): object => ({ code: entry.code, message: entry.text, severity: entry.severity, target: entry.target });
  return { 'sap-message': JSON.stringify({ ...detail(first), details: rest.map(detail) }) };
}

function created(
  view: View,
  setName: 'A_SalesOrder' | 'A_SalesOrderItem',
  row: Order | Line,
  warnings: readonly SapMessage[],
  more: Readonly<Record<string, string>> = {},
): WriteAnswer {
  const set = view.service.sets.get(setName);
  if (!set) throw new Error(`no set ${setName}`);
  const etag = etagOf(view, set, row);
  return {
    status: 201,
    body: { d: renderEntity(view, set, row, wholeShape) },
    headers: { location: entityUri(view, set, row), ...(etag === null ? {} : { etag }), ...warningHeader(warnings), ...more },
  };
}

/** W7: the ERP answers as if all were well, and keeps something else. */
function misread(order: Order): void {
  const line = order.lines[0];
  if (!line || line.milli < 2000) return;
  line.netMinor = Math.round((line.netMinor * (line.milli - 1000)) / line.milli);
  line.milli -= 1000;
  order.netMinor = orderNet(order.lines);
}

async function postOrder(view: View, deps: WriteDeps, json: unknown, request: Request): Promise<WriteAnswer> {
  const set = view.service.sets.get('A_SalesOrder');
  if (!set) throw new Error('no set A_SalesOrder');
  const sent = request.headers.get('requestid') ?? '';
  const requestId = deps.habits.repeatable && request.headers.has('repeatabilitycreation') ? sent : '';
  const repeatability: Record<string, string> = sent === '' ? {} : { repeatabilityresult: requestId === '' ? 'unsupported' : 'accepted' };
  const earlier = requestId === '' ? undefined : deps.world.book.byRequestId(requestId);
  if (earlier) return created(view, 'A_SalesOrder', earlier, [], repeatability);
  const { order, warnings } = createOrder(deps.world, parseBody(view.service, set, json, 'create'), deps.user, requestId);
  if (deps.dice.chance(deps.habits.pOtherQuantity)) misread(order);
  await deps.desk.keep(order);
  return created(view, 'A_SalesOrder', order, warnings, repeatability);
}

async function postLine(view: View, deps: WriteDeps, order: Order, json: unknown): Promise<WriteAnswer> {
  const set = view.service.sets.get('A_SalesOrderItem');
  if (!set) throw new Error('no set A_SalesOrderItem');
  const { order: next, warnings, line } = addLine(deps.world, order, parseBody(view.service, set, json, 'create'));
  await deps.desk.keep(next);
  return created(view, 'A_SalesOrderItem', line, warnings);
}

/** Nothing is locked, numbered or kept: this only looks. */
function postSimulation(view: View, deps: WriteDeps, json: unknown): WriteAnswer {
  const { entity, warnings } = simulateOrder(view, deps.world, json, deps.user);
  return { status: 201, body: { d: entity }, headers: warningHeader(warnings) };
}

/** POST: a new order, or a new item of one, or a try of a new order. Anything else cannot be created. */
export async function postEntity(view: View, deps: WriteDeps, segments: readonly Segment[], json: unknown, request: Request): Promise<WriteAnswer> {
  if (segments.length === 1 && segments[0]?.name === 'A_SalesOrderSimulation') return postSimulation(view, deps, json);
  if (deps.dice.chance(deps.habits.pLocked)) throw new SapError(400, [message.locked('')]);
  const target = resolve(view, segments);
  if (target.kind === 'rows' && target.set.name === 'A_SalesOrder') return await postOrder(view, deps, json, request);
  if (target.kind === 'rows' && target.set.name === 'A_SalesOrderItem' && target.parent?.set.name === 'A_SalesOrder')
    return await postLine(view, deps, target.parent.row as Order, json);
  throw sapError(405, '/IWBEP/CM_MGW_RT/175', `Method 'CREATE_ENTITY' not implemented for '${target.set.name}'`);
}

function changedBy(view: View, deps: WriteDeps, target: Target & { kind: 'entity' }, json: unknown): OrderOutcome {
  const body = parseBody(view.service, target.set, json, 'change');
  return target.set.name === 'A_SalesOrder' ? changeHeader(deps.world, target.row as Order, body) : changeLine(deps.world, target.row as Line, body);
}

/** PATCH, PUT, MERGE: changes a header or an item; the header wants `If-Match`. Throws 404, 405, 412, 428 and the refusals of the change. */
export async function patchEntity(view: View, deps: WriteDeps, segments: readonly Segment[], json: unknown, request: Request): Promise<WriteAnswer> {
  const target = resolve(view, segments);
  if (target.kind !== 'entity') throw badRequest('Only a single entity can be changed', '/IWBEP/CM_MGW_RT/154');
  if (!target.set.changeable) throw sapError(405, '/IWBEP/CM_MGW_RT/175', `Method 'UPDATE_ENTITY' not implemented for '${target.set.name}'`);
  checkIfMatch(request, etagOf(view, target.set, target.row), deps.habits, deps.dice);
  if (deps.dice.chance(deps.habits.pLocked)) throw new SapError(400, [message.locked(segments[0]?.predicate ?? '')]);
  const { order, warnings } = changedBy(view, deps, target, json);
  if (deps.dice.chance(deps.habits.pOtherQuantity)) misread(order);
  await deps.desk.keep(order);
  return { status: 204, body: null, headers: warningHeader(warnings) };
}

/** DELETE: an order without deliveries. Throws 404, 405, 412, 428, or V1/216 for a delivered order. */
export async function deleteEntity(view: View, deps: WriteDeps, segments: readonly Segment[], request: Request): Promise<WriteAnswer> {
  const target = resolve(view, segments);
  if (target.kind !== 'entity' || target.set.name !== 'A_SalesOrder')
    throw sapError(405, '/IWBEP/CM_MGW_RT/175', `Method 'DELETE_ENTITY' not implemented for '${target.set.name}'`);
  checkIfMatch(request, etagOf(view, target.set, target.row), deps.habits, deps.dice);
  const order = target.row as Order;
  if (order.delivery !== 'A') throw new SapError(400, [message.orderDelivered(order.number)]);
  await deps.desk.remove(order);
  return { status: 204, body: null, headers: {} };
}
