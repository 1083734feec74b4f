import { createHash } from 'node:crypto';
import type { Reading } from '../../../../engines/reading/index.ts';
import type { LlmProvider } from '../../../../platform/ai/index.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { advisableLines, applyAdvice, isTrusted, type AdvisedLine } from '../../domain/reading/advice.ts';
import { consultJob } from '../../job-kinds.ts';
import { loadAdvice, loadAgreement } from '../../store/advice-store.ts';

/** The question about one line, as one short text: the same words, quantity and candidates are asked once. */
export const adviceHash = (line: AdvisedLine): string =>
  createHash('sha256')
    .update(JSON.stringify([line.words, line.quantityMilli, line.candidates]))
    .digest('hex');

/** Lays what is known from the language model over a reading, and asks for the lines of which nothing is known. */
export async function adviseReading(ctx: Ctx, conversationId: string, company: string, reading: Reading, llm: LlmProvider): Promise<Reading> {
  const lines = advisableLines(reading);
  if (lines.length === 0) return reading;
  const known = await loadAdvice(ctx, conversationId);
  const keyOf = (line: AdvisedLine): string => `${line.lineId} ${adviceHash(line)}`;
  if (lines.some((line) => !known.has(keyOf(line)))) await ctx.enqueue(consultJob, { conversationId, company });
  const choices = new Map(lines.map((line) => [line.lineId, known.get(keyOf(line)) ?? null]));
  return applyAdvice(reading, choices, isTrusted(await loadAgreement(ctx, company, llm.kind, llm.model)));
}
