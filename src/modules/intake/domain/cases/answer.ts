import type { Refusal, Result } from '../../../../kernel/result.ts';
import { fill, isolate } from '../replies/compose.ts';
import { caseTextsFor } from './texts.ts';

const byCode = {
  expired: 'late',
  used_token: 'used',
  stale_version: 'changed',
  already_agreed: 'used',
  never_in_chat: 'belowCost',
} as const;

/** What the person who pressed a button is told: what it did, or why it did nothing. */
export function pressAnswer(language: string, number: string, settled: Result<{ readonly kind: string }, Refusal>): string {
  const texts = caseTextsFor(language);
  if (settled.ok) return fill(settled.value.kind === 'agreed' ? texts.agreed : texts.decided, { number: isolate(number) });
  const { code } = settled.refusal;
  return texts[Object.hasOwn(byCode, code) ? byCode[code as keyof typeof byCode] : 'notTaken'];
}
