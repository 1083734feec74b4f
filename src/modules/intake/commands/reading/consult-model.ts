import { createHash, randomBytes } from 'node:crypto';
import type { LlmAnswer, LlmProvider, LlmQuestion } from '../../../../platform/ai/index.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { listItemNames } from '../../../masters/index.ts';
import { adviceQuestion, advisableLines, checkAdvice, type AdvisedLine } from '../../domain/reading/advice.ts';
import { effectiveMessages } from '../../domain/turns.ts';
import type { IntakeDeps } from '../../settings.ts';
import { insertAdvice, loadAdvice, type Advice } from '../../store/advice-store.ts';
import { lockConversation, type Conversation } from '../../store/conversation-store.ts';
import { loadSpoken } from '../../store/inbound-store.ts';
import { rebuildDraft } from '../rebuild-draft.ts';
import { adviceHash } from './advise-reading.ts';

/** What is asked about a conversation, with all that the answer is checked against. */
export interface Consultation {
  readonly conversationId: string;
  readonly company: string;
  readonly lines: readonly AdvisedLine[];
  readonly message: string;
  readonly question: LlmQuestion;
}

/** What is still to be asked about a conversation; null when it has moved on. */
export async function prepareConsultation(ctx: Ctx, conversationId: string, company: string): Promise<Consultation | null> {
  const conversation = await lockConversation(ctx, conversationId);
  const reading = conversation?.reading ?? null;
  if (conversation === null || reading === null || !isWaiting(conversation)) return null;
  const known = await loadAdvice(ctx, conversationId);
  const lines = advisableLines(reading).filter((line) => !known.has(`${line.lineId} ${adviceHash(line)}`));
  if (lines.length === 0) return null;
  const names = await listItemNames(ctx, [...new Set(lines.flatMap((line) => line.candidates))]);
  const message = await messageOf(ctx, conversation, lines);
  const marker = `=====${randomBytes(16).toString('hex')}=====`;
  return { conversationId, company, lines, message, question: adviceQuestion(lines, message, names, marker) };
}

/** The quiet window still runs: after it the customer is asked as always. */
const isWaiting = (conversation: Conversation): boolean => conversation.closedAt === null && conversation.quietUntil !== null;

const longestMessage = 8_000;

/** The messages from which the lines were read, and no others. */
async function messageOf(ctx: Ctx, conversation: Conversation, lines: readonly AdvisedLine[]): Promise<string> {
  const wanted = new Set(lines.map((line) => line.lineId));
  const turns = new Set(conversation.reading?.lines.filter((line) => wanted.has(line.id)).flatMap((line) => line.spans.map((span) => span.turn)));
  const said = effectiveMessages(await loadSpoken(ctx, conversation.id)).filter((message) => !message.deleted && turns.has(message.id));
  return said
    .map((message) => message.text)
    .join('\n')
    .slice(0, longestMessage);
}

/**
 * Keeps what the language model said, checked, and reads the conversation again with it while its quiet window still runs.
 * Logged are hash and outcome, never words.
 */
export async function keepAdvice(ctx: Ctx, consultation: Consultation, answer: LlmAnswer, deps: IntakeDeps & { readonly llm: LlmProvider }): Promise<void> {
  const { conversationId, company, lines, message, question } = consultation;
  const checked = answer.kind === 'answer' ? checkAdvice(answer.json, lines, message) : null;
  const state = checked === null ? 'failed' : checked.ok ? 'answered' : 'refused';
  const problem = answer.kind === 'failed' ? answer.problem : checked?.ok === false ? checked.refusal.code : null;
  const rows = lines.map((line): Advice => ({
    conversationId,
    lineId: line.lineId,
    promptHash: adviceHash(line),
    company,
    provider: deps.llm.kind,
    model: deps.llm.model,
    state,
    problem,
    choice: checked?.ok === true ? (checked.value.get(line.lineId) ?? null) : null,
    answer: answer.kind === 'answer' ? answer.text : null,
  }));
  await insertAdvice(ctx, rows);
  const promptHash = createHash('sha256').update(question.system).update(JSON.stringify(lines)).update(message).digest('hex');
  ctx.log.info({ conversation: conversationId, promptHash, state, problem, lines: lines.length }, 'language model consulted');
  if (rows.some((row) => row.choice !== null)) await readAgain(ctx, conversationId, deps);
}

async function readAgain(ctx: Ctx, conversationId: string, deps: IntakeDeps): Promise<void> {
  const conversation = await lockConversation(ctx, conversationId);
  if (conversation === null || !isWaiting(conversation)) return;
  await rebuildDraft(ctx, conversation, { receivedAt: conversation.lastMessageAt, why: 'advice_received', keepsWindow: true }, deps);
}
