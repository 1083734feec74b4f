import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { CommandState, DoneByHand, SyncRefusal } from '../contract.ts';
import type { OrdersFace } from '../deps.ts';
import { sendCommandKind } from '../job-kinds.ts';
import { auditOf, machineCtx, mayResend } from '../policy.ts';
import type { LockedCommand } from '../store/command-store.ts';
import { lockCommand, nextInLine, settleCommand } from '../store/command-store.ts';
import { listenerOf } from './tell-orders.ts';

type Outcome = Result<{ id: string }, Refusal<SyncRefusal>>;

/**
 * A person has done in the ERP what the ERP had refused from us, and says under which number. Refused: not by this actor, unknown, not a
 * refused command, or its order has gone on without it.
 */
export async function settleByHand(ctx: Ctx, orders: OrdersFace, commandId: string, { erpKey, why }: DoneByHand): Promise<Outcome> {
  const held = await refusedCommand(ctx, commandId);
  if (!held.ok) return held;
  const by = auditOf(ctx.actor);
  const told = await listenerOf(machineCtx(ctx), orders, held.value).committed({
    kind: 'committed',
    erpKey,
    warnings: [],
    document: { erpNumber: erpKey, settledBy: by, why },
  });
  if (!told.ok) return refuse('superseded', { commandId });
  return settle(ctx, held.value, 'committed', { erpKey, by, why });
}

/** What the ERP refused is no longer wanted. Its order, if it waits for it still, is for the desk. Refused: as `settleByHand`. */
export async function cancelCommand(ctx: Ctx, commandId: string, why: string): Promise<Outcome> {
  const held = await refusedCommand(ctx, commandId);
  return held.ok ? settle(ctx, held.value, 'cancelled', { erpKey: held.value.erpKey, by: auditOf(ctx.actor), why }) : held;
}

async function refusedCommand(ctx: Ctx, commandId: string): Promise<Result<LockedCommand, Refusal<SyncRefusal>>> {
  if (!mayResend(ctx.actor)) return refuse('forbidden');
  const command = await lockCommand(ctx, commandId);
  if (!command) return refuse('not_found', { commandId });
  return command.state === 'rejected' ? ok(command) : refuse('wrong_state', { state: command.state });
}

async function settle(
  ctx: Ctx,
  command: LockedCommand,
  state: Extract<CommandState, 'committed' | 'cancelled'>,
  settled: { readonly erpKey: string | null; readonly by: string; readonly why: string },
): Promise<Outcome> {
  await settleCommand(ctx, command.id, { state, ...settled });
  await ctx.publish({
    type: 'erp_command.changed',
    subject: command.businessKey,
    payload: { commandId: command.id, reference: command.reference, state, why: settled.why },
  });
  const next = await nextInLine(ctx, command.orderingKey);
  if (next !== null) await ctx.enqueue(sendCommandKind, { commandId: next });
  return ok({ id: command.id });
}
