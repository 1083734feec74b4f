import type { Result } from '../../kernel/result.ts';
import type { Actor, Runtime } from '../../platform/runtime/ctx.ts';
import type { BulkConfirm, BulkOutcome } from './contract.ts';
import { confirmOrder } from './commands/confirm-order.ts';
import type { Settled } from './commands/settle-order.ts';

/**
 * Accepts each of several orders that has nothing open, one transaction each, and tells what became of it: `accepted`, `waiting`
 * with its reason, `refused` (`stale_version`, `wrong_state`, …) or `failed`. What happens to one never stops the others.
 */
export async function bulkConfirm(runtime: Runtime, actor: Actor, input: BulkConfirm): Promise<readonly BulkOutcome[]> {
  const outcomes: BulkOutcome[] = [];
  for (const { id, version } of input.orders) {
    const settling = runtime.transaction(actor, (ctx) => confirmOrder(ctx, { orderId: id, version, accept: [] }));
    outcomes.push(
      await settling.then(
        (result) => outcomeOf(id, result),
        (fault: unknown) => failed(runtime, id, fault),
      ),
    );
  }
  return outcomes;
}

function outcomeOf(id: string, result: Result<Settled>): BulkOutcome {
  if (!result.ok) return { id, number: null, outcome: 'refused', code: result.refusal.code, facts: { ...result.refusal.facts } };
  const { number, state, waiting } = result.value;
  if (waiting === null && state === 'posting') return { id, number, outcome: 'accepted', code: null, facts: {} };
  return { id, number, outcome: 'waiting', code: waiting?.code ?? state, facts: { ...waiting?.facts } };
}

function failed(runtime: Runtime, id: string, fault: unknown): BulkOutcome {
  runtime.log.error({ err: fault, orderId: id }, 'an order of a bulk acceptance failed');
  return { id, number: null, outcome: 'failed', code: null, facts: {} };
}
