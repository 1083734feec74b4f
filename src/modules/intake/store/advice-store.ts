import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Agreement } from '../domain/reading/advice.ts';
import type { IntakeTables } from '../tables.ts';

/** What a language model said about one line. */
export interface Advice {
  readonly conversationId: string;
  readonly lineId: string;
  readonly promptHash: string;
  readonly company: string;
  readonly provider: string;
  readonly model: string;
  readonly state: 'answered' | 'refused' | 'failed';
  readonly problem: string | null;
  readonly choice: string | null;
  readonly answer: string | null;
}

/** Keeps advice; the same question about a line is kept once. */
export async function insertAdvice(ctx: Ctx, advice: readonly Advice[]): Promise<void> {
  if (advice.length === 0) return;
  const rows = advice.map((one) => ({
    conversation_id: one.conversationId,
    line_id: one.lineId,
    prompt_hash: one.promptHash,
    company: one.company,
    provider: one.provider,
    model: one.model,
    asked_at: ctx.now(),
    state: one.state,
    problem: one.problem,
    choice: one.choice,
    answer: one.answer === null ? null : one.answer.replaceAll('\u0000', '').slice(0, 4_000),
  }));
  await on<IntakeTables>(ctx)
    .insertInto('intake.llm_advice')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['conversation_id', 'line_id', 'prompt_hash']).doNothing())
    .execute();
}

/** What was said about the lines of a conversation, by line and question: the choice, or null. */
export async function loadAdvice(ctx: Ctx, conversationId: string): Promise<ReadonlyMap<string, string | null>> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.llm_advice')
    .select(['line_id', 'prompt_hash', 'choice'])
    .where('conversation_id', '=', conversationId)
    .execute();
  return new Map(rows.map((row) => [`${row.line_id} ${row.prompt_hash}`, row.choice]));
}

/** The line was accepted with this item. */
export async function judgeAdvice(ctx: Ctx, line: { readonly conversationId: string; readonly lineId: string }, sku: string): Promise<void> {
  await on<IntakeTables>(ctx)
    .updateTable('intake.llm_advice')
    .set({ final_sku: sku })
    .where('conversation_id', '=', line.conversationId)
    .where('line_id', '=', line.lineId)
    .where('choice', 'is not', null)
    .execute();
}

/** How often the newest 1,000 judged choices of a model came true in a company. */
export async function loadAgreement(ctx: Ctx, company: string, provider: string, model: string): Promise<Agreement> {
  const row = await on<IntakeTables>(ctx)
    .selectFrom((eb) =>
      eb
        .selectFrom('intake.llm_advice')
        .select(['choice', 'final_sku'])
        .where('company', '=', company)
        .where('provider', '=', provider)
        .where('model', '=', model)
        .where('choice', 'is not', null)
        .where('final_sku', 'is not', null)
        .orderBy('asked_at', 'desc')
        .limit(1_000)
        .as('newest'),
    )
    .select([sql<number>`count(*)::int`.as('judged'), sql<number>`count(*) filter (where choice = final_sku)::int`.as('agreed')])
    .executeTakeFirst();
  return row ?? { judged: 0, agreed: 0 };
}
