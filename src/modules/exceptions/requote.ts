import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import type { CasePage, ExceptionRefusal, PriceCardLine, Requote, Requoted } from './contract.ts';
import { isOpen } from './domain/case-machine.ts';

/** Prices the lines of a request in other quantities; handed in, because prices and orders are above this module. Null: no such request. */
export type RequoteLines = (ctx: Ctx, caseId: string, wanted: Requote) => Promise<readonly PriceCardLine[] | null>;

/** Where nobody hands in prices. */
export const cannotRequote: RequoteLines = () => Promise.resolve(null);

/**
 * The lines of an open price request in other quantities, for whoever may decide it: nobody else learns what our prices would be.
 * Refuses why this viewer may not decide, `wrong_state`, and `not_found` for cases of other kinds.
 */
export async function requoteCase(ctx: Ctx, page: CasePage, wanted: Requote, requote: RequoteLines): Promise<Result<Requoted, Refusal<ExceptionRefusal>>> {
  if (!isOpen(page.state)) return refuse('wrong_state', { state: page.state });
  if (!page.mayDecide) return refuse((page.mayNotWhy ?? 'forbidden') as ExceptionRefusal);
  const lines = page.kind === 'price_request' ? await requote(ctx, page.id, wanted) : null;
  return lines === null ? refuse('not_found', { caseId: page.id }) : ok({ lines: [...lines] });
}
