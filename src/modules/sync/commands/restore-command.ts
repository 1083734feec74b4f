import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncRefusal } from '../contract.ts';
import { mayResend } from '../policy.ts';
import { lockCommand } from '../store/command-store.ts';
import { uncancelCommand } from '../store/setup-store.ts';

/** Takes the cancelling of a command back: it waits for a person again, as the ERP refused it. Refused: not by this actor, unknown, not cancelled. */
export async function restoreCommand(ctx: Ctx, commandId: string): Promise<Result<{ id: string }, Refusal<SyncRefusal>>> {
  if (!mayResend(ctx.actor)) return refuse('forbidden');
  const command = await lockCommand(ctx, commandId);
  if (!command) return refuse('not_found', { commandId });
  if (command.state !== 'cancelled') return refuse('wrong_state', { state: command.state });
  await uncancelCommand(ctx, commandId);
  await ctx.publish({
    type: 'erp_command.changed',
    subject: command.businessKey,
    payload: { commandId, reference: command.reference, state: 'rejected', why: 'restored' },
  });
  return ok({ id: commandId });
}
