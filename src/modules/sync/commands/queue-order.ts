import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OrdersFace, SyncDeps } from '../deps.ts';
import { sendCommandKind } from '../job-kinds.ts';
import type { ChoiceRefusal } from './choose-connection.ts';
import { chooseConnection } from './choose-connection.ts';
import { auditOf } from '../policy.ts';
import type { LeftDocument, NewCommand } from '../store/command-store.ts';
import { findDocumentOf, freeReference, insertCommand, loadConnectionOf } from '../store/command-store.ts';

/**
 * Puts an accepted order into the outbox, in the transaction that accepts it: there is no moment in which the order is accepted and
 * nobody will send it. It goes to the ERP from which its customer was read. An order that cannot be sent is told so at once: no ERP is connected,
 * its customer's ERP takes no orders (`no_order_writing`), nobody can say which of several ERPs it is for (`which_erp`), or a document of it is in
 * the ERP for another customer (`document_exists`).
 */
export async function queueOrder(ctx: Ctx, deps: Pick<SyncDeps, 'orders' | 'referenceOf' | 'connectors'>, orderId: string): Promise<void> {
  const order = await deps.orders.getOrderForErp(ctx, orderId);
  // Without payload there is no command id to answer with: a fault of ours.
  if (!order) throw new Error(`order ${orderId} was accepted but cannot be put into the form for an ERP`);
  const { commandId, payload } = order;
  const chosen = await chooseConnection(ctx, deps.connectors, { kind: 'create_sales_order', customer: payload.customer });
  if (!chosen.ok) return tell(ctx, deps.orders, { orderId, commandId, code: orderCodes[chosen.refusal.code], erpNumber: null, facts: chosen.refusal.facts });
  const connection = chosen.value.id;
  const left = await findDocumentOf(ctx, orderId);
  const earlier = left?.commandId === commandId ? null : left;
  // It would not be found under the new customer, and a second document made beside it.
  if (earlier && earlier.customer !== payload.customer)
    return tell(ctx, deps.orders, { orderId, commandId, code: 'document_exists', erpNumber: earlier.erpKey });
  const command: NewCommand = {
    id: commandId,
    connection,
    reference: await referenceFor(ctx, deps, commandId, earlier),
    kind: 'create_sales_order',
    businessKey: orderId,
    orderingKey: `${connection}:${payload.customer}`,
    payload,
    createdBy: auditOf(ctx.actor),
    erpKey: earlier?.erpKey ?? null,
  };
  if (await insertCommand(ctx, command)) await ctx.enqueue(sendCommandKind, { commandId });
}

/**
 * A document that differed from an earlier command of this order is there still. The new command takes its reference over, finds it, and is
 * committed when the two agree by now; a reference of its own would make a second document beside it.
 */
async function referenceFor(ctx: Ctx, deps: Pick<SyncDeps, 'referenceOf'>, commandId: string, earlier: LeftDocument | null): Promise<string> {
  if (!earlier) return deps.referenceOf(commandId);
  await freeReference(ctx, earlier.reference);
  return earlier.reference;
}

const orderCodes: Readonly<Record<ChoiceRefusal, string>> = {
  no_erp_connection: 'no_erp_connection',
  not_supported: 'no_order_writing',
  which_erp: 'which_erp',
};

interface Unsent {
  readonly orderId: string;
  readonly commandId: string;
  readonly code: string;
  readonly erpNumber: string | null;
  readonly facts?: Readonly<Record<string, unknown>>;
}

async function tell(ctx: Ctx, orders: OrdersFace, { facts = {}, ...unsent }: Unsent): Promise<void> {
  await orders.recordErpRejected(ctx, { ...unsent, text: Object.values(facts).flat().join(', '), field: null, facts });
}

/**
 * Puts a change of an order that the ERP holds into the outbox, in the transaction that accepts it, behind whatever else its customer has there.
 * Without an ERP connected it is refused at once.
 */
export async function queueAmendment(ctx: Ctx, deps: Pick<SyncDeps, 'orders' | 'referenceOf'>, orderId: string, commandId: string): Promise<void> {
  const amendment = await deps.orders.getAmendmentForErp(ctx, commandId);
  if (!amendment) throw new Error(`a change of order ${orderId} was accepted but cannot be put into the form for an ERP`);
  const { kind, payload } = amendment;
  // the document is where its order was sent
  const connection = await loadConnectionOf(ctx, orderId);
  if (connection === null) return void (await deps.orders.recordAmendmentRefused(ctx, { orderId, commandId, code: 'no_erp_connection', text: '' }));
  const command: NewCommand = {
    id: commandId,
    connection,
    reference: deps.referenceOf(commandId),
    kind,
    businessKey: orderId,
    orderingKey: `${connection}:${payload.customer}`,
    payload,
    createdBy: auditOf(ctx.actor),
    erpKey: payload.erpNumber,
  };
  if (await insertCommand(ctx, command)) await ctx.enqueue(sendCommandKind, { commandId });
}
