import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { raiseCase, type Raised } from '../../../exceptions/index.ts';
import type { RaiseCase } from '../../../exceptions/contract.ts';

/** Raises a case on which an order waits. A refusal would leave the order waiting for nobody, so it is a mistake of ours and thrown. */
export async function mustRaise(ctx: Ctx, input: RaiseCase): Promise<Raised> {
  const raised = await raiseCase(ctx, input);
  if (!raised.ok) throw new Error(`${input.kind} ${input.key} was not raised: ${raised.refusal.code}`);
  return raised.value;
}
