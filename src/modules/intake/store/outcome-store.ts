import type { Insertable } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { DecidedLine, Outcome } from '../domain/reading/outcome.ts';
import type { SettledLine } from '../domain/reading/proposals.ts';
import type { CheckedLine } from '../domain/reading/threshold.ts';
import type { IntakeTables, ReadingOutcomeTable } from '../tables.ts';

/** A line as decided, with all that the decision stood on. */
export interface LineDecision extends DecidedLine {
  readonly conversationId: string;
  readonly lineId: string;
  readonly orderId: string;
  readonly company: string;
  readonly customer: string | null;
  readonly words: string;
  readonly p: number;
  readonly via: string;
  readonly vetoes: readonly string[];
  readonly features: readonly number[] | null;
  readonly unexplained: readonly string[];
  readonly modelVersion: number;
}

const rowOf = (ctx: Ctx, line: LineDecision): Insertable<ReadingOutcomeTable> => ({
  conversation_id: line.conversationId,
  line_id: line.lineId,
  order_id: line.orderId,
  company: line.company,
  customer: line.customer,
  words: line.words.slice(0, 500),
  decision: line.decision,
  sku: line.sku,
  quantity_milli: line.quantityMilli,
  uom: line.uom,
  p: line.p,
  via: line.via,
  vetoes: JSON.stringify(line.vetoes),
  features: line.features === null ? null : JSON.stringify(line.features),
  unexplained: JSON.stringify(line.unexplained),
  model_version: line.modelVersion,
  decided_at: ctx.now(),
});

/** Keeps decisions, replacing earlier ones of the same lines. */
export async function upsertDecisions(ctx: Ctx, lines: readonly LineDecision[]): Promise<void> {
  if (lines.length === 0) return;
  await on<IntakeTables>(ctx)
    .insertInto('intake.reading_outcome')
    .values(lines.map((line) => rowOf(ctx, line)))
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'line_id']).doUpdateSet((eb) => ({
        words: eb.ref('excluded.words'),
        customer: eb.ref('excluded.customer'),
        decision: eb.ref('excluded.decision'),
        sku: eb.ref('excluded.sku'),
        quantity_milli: eb.ref('excluded.quantity_milli'),
        uom: eb.ref('excluded.uom'),
        p: eb.ref('excluded.p'),
        via: eb.ref('excluded.via'),
        vetoes: eb.ref('excluded.vetoes'),
        features: eb.ref('excluded.features'),
        unexplained: eb.ref('excluded.unexplained'),
        model_version: eb.ref('excluded.model_version'),
      })),
    )
    .execute();
}

/** A kept decision with what is known of its end. */
export interface KeptDecision extends DecidedLine {
  readonly conversationId: string;
  readonly lineId: string;
  readonly orderId: string;
  readonly company: string;
  readonly customer: string | null;
  readonly words: string;
  readonly decidedAt: Instant;
  readonly verdict: string | null;
  readonly judgedBy: string | null;
  readonly sampled: boolean;
}

/** The decisions of a conversation, by line. */
export async function loadDecisions(ctx: Ctx, conversationId: string): Promise<ReadonlyMap<string, KeptDecision>> {
  const rows = await on<IntakeTables>(ctx).selectFrom('intake.reading_outcome').selectAll().where('conversation_id', '=', conversationId).execute();
  return new Map(
    rows.map((row) => [
      row.line_id,
      {
        conversationId: row.conversation_id,
        lineId: row.line_id,
        orderId: row.order_id,
        company: row.company,
        customer: row.customer,
        words: row.words,
        decision: row.decision as DecidedLine['decision'],
        sku: row.sku,
        quantityMilli: row.quantity_milli,
        uom: row.uom,
        decidedAt: row.decided_at as Instant,
        verdict: row.verdict,
        judgedBy: row.judged_by,
        sampled: row.sampled,
      },
    ]),
  );
}

/** Writes down what a decided line came to. */
export async function settleDecision(
  ctx: Ctx,
  line: Pick<KeptDecision, 'conversationId' | 'lineId'>,
  end: Outcome & { readonly finalSku: string | null; readonly sampled: boolean },
): Promise<void> {
  await on<IntakeTables>(ctx)
    .updateTable('intake.reading_outcome')
    .set({ settled_at: ctx.now(), final_sku: end.finalSku, verdict: end.verdict, judged_by: end.judgedBy, sampled: end.sampled })
    .where('conversation_id', '=', line.conversationId)
    .where('line_id', '=', line.lineId)
    .execute();
}

/** The verdict of an audit, which outweighs every other. `sku`: the right item, where the clerk named it. */
export async function judgeDecision(
  ctx: Ctx,
  line: Pick<KeptDecision, 'conversationId' | 'lineId'>,
  verdict: 'right' | 'wrong',
  sku: string | null,
): Promise<void> {
  await on<IntakeTables>(ctx)
    .updateTable('intake.reading_outcome')
    .set({ verdict, judged_by: 'audit', ...(sku === null ? {} : { final_sku: sku }) })
    .where('conversation_id', '=', line.conversationId)
    .where('line_id', '=', line.lineId)
    .execute();
}

/** Lines booked unasked that were drawn for the audit and have a verdict, newest first. */
export async function loadCheckedLines(ctx: Ctx, company: string, limit: number): Promise<readonly CheckedLine[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.reading_outcome')
    .select(['p', 'verdict'])
    .where('company', '=', company)
    .where('sampled', '=', true)
    .where('decision', '=', 'auto')
    .where('judged_by', 'in', ['audit', 'desk'])
    .orderBy('decided_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ p: row.p, right: row.verdict === 'right' }));
}

/** Lines with features and a verdict, newest first: what a fitting learns from. */
export async function loadJudgedLines(
  ctx: Ctx,
  company: string,
  limit: number,
): Promise<readonly { readonly features: readonly number[]; readonly right: boolean }[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.reading_outcome')
    .select(['features', 'verdict'])
    .where('company', '=', company)
    .where('features', 'is not', null)
    .where('verdict', 'in', ['right', 'wrong'])
    .orderBy('decided_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ features: row.features as number[], right: row.verdict === 'right' }));
}

/** Settled lines in which the reader left words unexplained, newest first. Names of items are not known here. */
export async function loadUnexplained(ctx: Ctx, company: string, limit: number): Promise<readonly Omit<SettledLine, 'itemName'>[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.reading_outcome')
    .select(['customer', 'sku', 'final_sku', 'words', 'unexplained', 'judged_by', 'verdict'])
    .where('company', '=', company)
    .where('unexplained', '!=', '[]')
    .where('final_sku', 'is not', null)
    .where('verdict', 'in', ['right', 'wrong'])
    .orderBy('decided_at', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap((row) =>
    row.customer === null || row.final_sku === null
      ? []
      : [
          {
            customer: row.customer,
            sku: row.final_sku,
            words: row.words,
            unexplained: row.unexplained as string[],
            firstWasRight: row.sku === row.final_sku,
          },
        ],
  );
}
