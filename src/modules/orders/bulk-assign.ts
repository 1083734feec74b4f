import type { Actor, Runtime } from '../../platform/runtime/ctx.ts';
import { assignOrder } from './commands/desk/assign-order.ts';
import type { AssignOutcome, BulkAssign } from './contract.ts';

/**
 * Gives each of several orders to somebody or to nobody, one transaction each, and tells what became of it: `assigned`, `refused`
 * (`already_assigned`, `not_found`, `unknown_person`, `forbidden`) or `failed`. What happens to one never stops the others.
 */
export async function bulkAssign(runtime: Runtime, actor: Actor, { orders }: BulkAssign): Promise<readonly AssignOutcome[]> {
  const outcomes: AssignOutcome[] = [];
  for (const { id, to, was } of orders) {
    const assigning = runtime.transaction(actor, (ctx) => assignOrder(ctx, id, { to, was }));
    outcomes.push(
      await assigning.then(
        (done): AssignOutcome =>
          done.ok ? { id, outcome: 'assigned', code: null, facts: {} } : { id, outcome: 'refused', code: done.refusal.code, facts: { ...done.refusal.facts } },
        (fault: unknown): AssignOutcome => {
          runtime.log.error({ err: fault, orderId: id }, 'an order of several could not be given to somebody');
          return { id, outcome: 'failed', code: null, facts: {} };
        },
      ),
    );
  }
  return outcomes;
}
