import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { CompanyWords, ReadingRefusal } from '../../contract/reading.ts';
import { mayTuneReading } from '../../policy.ts';
import { decideProposal as decide, insertWords, loadWords, lockProposal, lockWords } from '../../store/words-store.ts';

/** Replaces the company's own words; the reader has them from its next reading on. Refused: `forbidden`. */
export async function saveWords(ctx: Ctx, company: string, words: CompanyWords): Promise<Result<CompanyWords, Refusal<ReadingRefusal>>> {
  if (!mayTuneReading(ctx.actor)) return refuse('forbidden');
  await lockWords(ctx);
  await insertWords(ctx, company, words);
  await ctx.publish({ type: 'reading.changed', subject: company, payload: { what: 'words' } });
  return ok(words);
}

/** Takes up or dismisses a proposed word; it is not proposed again. Refused: `forbidden`, `not_found`, `already_answered`. */
export async function decideProposal(ctx: Ctx, id: string, accept: boolean): Promise<Result<CompanyWords, Refusal<ReadingRefusal>>> {
  if (!mayTuneReading(ctx.actor)) return refuse('forbidden');
  const proposal = await lockProposal(ctx, id);
  if (proposal === null) return refuse('not_found', { proposalId: id });
  if (proposal.state !== 'open') return refuse('already_answered', { state: proposal.state });
  await decide(ctx, id, accept ? 'accepted' : 'dismissed');
  await lockWords(ctx);
  const words = await loadWords(ctx, proposal.company);
  if (accept) await insertWords(ctx, proposal.company, withProposal(words, proposal));
  await ctx.publish({ type: 'reading.changed', subject: proposal.company, payload: { what: 'proposals' } });
  return ok(accept ? withProposal(words, proposal) : words);
}

function withProposal(words: CompanyWords, { kind, words: said }: { readonly kind: string; readonly words: readonly string[] }): CompanyWords {
  return kind === 'filler' ? { ...words, fillers: [...new Set([...words.fillers, ...said])] } : { ...words, sameThing: [...words.sameThing, [...said]] };
}
