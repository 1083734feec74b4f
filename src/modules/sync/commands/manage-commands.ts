import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { addMs } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncRefusal } from '../contract.ts';
import type { OrdersFace } from '../deps.ts';
import { sendCommandKind } from '../job-kinds.ts';
import { auditOf, mayManageConnections, mayResend } from '../policy.ts';
import type { LockedCommand } from '../store/command-store.ts';
import { endLeases, lockCommand, reopenCommand, takeForgotten } from '../store/command-store.ts';
import { activateConnection, openCommandsOf } from '../store/connection-store.ts';

type Outcome = Result<{ id: string }, Refusal<SyncRefusal>>;

/**
 * Sends a refused command again, with the same reference: what the ERP holds already is found, not doubled.
 * Refused: not by this actor, unknown, not a refused command, or its order has gone on with another command.
 */
export async function resendCommand(ctx: Ctx, orders: OrdersFace, commandId: string): Promise<Outcome> {
  const held = await refusedAndWanted(ctx, orders, commandId);
  if (!held.ok) return held;
  const command = held.value;
  await reopenCommand(ctx, commandId, { tries: 0, round: command.memory.round + 1, why: null });
  await tellReopened(ctx, command, 'resent');
  await ctx.enqueue(sendCommandKind, { commandId });
  return ok({ id: commandId });
}

/** A refused command that may go again, locked. Refused: as `resendCommand`. */
export async function refusedAndWanted(ctx: Ctx, orders: OrdersFace, commandId: string): Promise<Result<LockedCommand, Refusal<SyncRefusal>>> {
  if (!mayResend(ctx.actor)) return refuse('forbidden');
  const command = await lockCommand(ctx, commandId);
  if (!command) return refuse('not_found', { commandId });
  if (command.state !== 'rejected') return refuse('wrong_state', { state: command.state });
  return (await isStillWanted(ctx, orders, command)) ? ok(command) : refuse('superseded', { commandId });
}

/** Tells that a refused command goes again. */
export async function tellReopened(ctx: Ctx, { id: commandId, reference, businessKey }: LockedCommand, why: 'resent' | 'corrected'): Promise<void> {
  await ctx.publish({ type: 'erp_command.changed', subject: businessKey, payload: { commandId, reference, state: 'new', why } });
}

/** An order may have gone on with another command; a change is asked for anew instead of sent again, and a booking stays what it was. */
async function isStillWanted(ctx: Ctx, orders: OrdersFace, { id, kind, businessKey }: LockedCommand): Promise<boolean> {
  if (kind === 'create_sales_order') return (await orders.getOrderForErp(ctx, businessKey))?.commandId === id;
  return kind !== 'sales_order_change' && kind !== 'sales_order_cancel';
}

/** Takes a paused connection up again and lets its commands go. Refused: not by this actor, unknown. */
export async function resumeConnection(ctx: Ctx, connection: string): Promise<Outcome> {
  if (!mayManageConnections(ctx.actor)) return refuse('forbidden');
  if (!(await activateConnection(ctx, connection))) return refuse('not_found', { connection });
  for (const commandId of await openCommandsOf(ctx, connection, 200)) await ctx.enqueue(sendCommandKind, { commandId });
  await ctx.publish({ type: 'erp_connection.resumed', subject: connection, payload: { by: auditOf(ctx.actor) } });
  return ok({ id: connection });
}

/** Queues commands whose job was lost, and those that a rest or pause of the connection has left lying. Gives how many. */
export async function requeueForgotten(ctx: Ctx): Promise<number> {
  const forgotten = await takeForgotten(ctx, addMs(ctx.now(), -15_000), 200);
  for (const commandId of forgotten) await ctx.enqueue(sendCommandKind, { commandId });
  return forgotten.length;
}

/** For a node that knows it is alone, at its start: whoever holds a lease is dead, so nobody needs to wait for it to run out. Gives how many commands are open. */
export async function recoverCommands(ctx: Ctx): Promise<number> {
  const open = await endLeases(ctx);
  for (const commandId of open) await ctx.enqueue(sendCommandKind, { commandId });
  return open.length;
}
