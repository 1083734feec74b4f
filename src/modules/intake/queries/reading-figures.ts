import { sql } from 'kysely';
import { upper95 } from '../../../engines/reading/index.ts';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listCustomerNames, listItemNames } from '../../masters/index.ts';
import type { ReadingAudit, ReadingFigures, ReadingWeek } from '../contract/reading.ts';
import { isTrusted } from '../domain/reading/advice.ts';
import { measuredLines } from '../domain/reading/threshold.ts';
import { effectiveMessages } from '../domain/turns.ts';
import { loadAgreement } from '../store/advice-store.ts';
import { loadSpoken } from '../store/inbound-store.ts';
import { loadCheckedLines } from '../store/outcome-store.ts';
import { loadKeptFitting, loadNewestFitting } from '../store/reading-model-store.ts';
import { loadOpenProposals, loadWords } from '../store/words-store.ts';
import type { IntakeTables } from '../tables.ts';

const weeksShown = 12;
const weeksOfRate = 4;

/** Lines decided in each of the last twelve weeks, oldest first; weeks without any are missing. */
async function listWeeks(ctx: Ctx, company: string): Promise<ReadingWeek[]> {
  const count = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`count(*) filter (where ${condition})::int`;
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.reading_outcome')
    .select([
      sql<string>`to_char(date_trunc('week', decided_at at time zone 'UTC'), 'YYYY-MM-DD')`.as('from'),
      sql<number>`count(*)::int`.as('lines'),
      count(sql`decision = 'auto'`).as('auto'),
      count(sql`decision = 'ask'`).as('asked'),
      count(sql`decision = 'human'`).as('human'),
      count(sql`decision = 'auto' and verdict = 'wrong'`).as('wrong'),
      count(sql`decision = 'auto' and sampled and judged_by in ('audit', 'desk')`).as('audited'),
    ])
    .where('company', '=', company)
    .where(
      'decided_at',
      '>',
      sql<string>`date_trunc('week', ${ctx.now()}::timestamptz at time zone 'UTC') at time zone 'UTC' - make_interval(weeks => ${weeksShown - 1})`,
    )
    .groupBy('from')
    .orderBy('from')
    .execute();
  return rows;
}

/** Share booked unasked over the last weeks; null without lines. */
function autoRateOf(weeks: readonly ReadingWeek[]): number | null {
  const last = weeks.slice(-weeksOfRate);
  const sum = (of: (week: ReadingWeek) => number): number => last.reduce((total, week) => total + of(week), 0);
  const all = sum((week) => week.lines);
  return all === 0 ? null : sum((week) => week.auto) / all;
}

async function countAuditsDue(ctx: Ctx, company: string): Promise<number> {
  const row = await on<IntakeTables>(ctx)
    .selectFrom('intake.reading_audit')
    .select(sql<number>`count(*)::int`.as('due'))
    .where('company', '=', company)
    .where('verdict', 'is', null)
    .executeTakeFirst();
  return row?.due ?? 0;
}

async function findModel(ctx: Ctx, company: string): Promise<Pick<ReadingFigures, 'model' | 'lastRefit'>> {
  const newest = await loadNewestFitting(ctx, company);
  const kept = await loadKeptFitting(ctx, company);
  const error = kept?.report['calibrationError'];
  return {
    model:
      kept === null
        ? null
        : {
            version: kept.version,
            trainedAt: kept.trainedAt,
            keptBecause: kept.reason,
            calibrationError: typeof error === 'number' ? error : null,
            threshold: newest?.threshold ?? kept.threshold,
          },
    lastRefit: newest === null ? null : { at: newest.trainedAt, kept: newest.kept, reason: newest.reason },
  };
}

/** How the reader does in a company. `llm`: which language model is set, if one is. */
export async function getReadingFigures(ctx: Ctx, company: string, llm: { readonly kind: string; readonly model: string } | null): Promise<ReadingFigures> {
  const weeks = await listWeeks(ctx, company);
  const checked = await loadCheckedLines(ctx, company, measuredLines);
  const wrong = checked.filter((line) => !line.right).length;
  const agreement = llm === null ? null : await loadAgreement(ctx, company, llm.kind, llm.model);
  return {
    autoRate: autoRateOf(weeks),
    wrongAuto: checked.length === 0 ? null : wrong / checked.length,
    upper95: checked.length === 0 ? null : upper95(wrong, checked.length),
    audited: checked.length,
    weeks,
    ...(await findModel(ctx, company)),
    auditsDue: await countAuditsDue(ctx, company),
    llm:
      llm === null || agreement === null ? null : { provider: llm.kind, model: llm.model, state: isTrusted(agreement) ? 'trusted' : 'learning', ...agreement },
    words: await loadWords(ctx, company),
    proposals: await loadOpenProposals(ctx, company),
  };
}

const auditsShown = 100;

/** Lines that wait for a clerk's look, the oldest first, with all that the customer wrote. */
export async function listReadingAudits(ctx: Ctx, company: string): Promise<ReadingAudit[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.reading_audit as a')
    .innerJoin('intake.reading_outcome as o', (join) => join.onRef('o.conversation_id', '=', 'a.conversation_id').onRef('o.line_id', '=', 'a.line_id'))
    .select(['a.id', 'a.order_id', 'a.line_id', 'a.conversation_id', 'o.customer', 'o.words', 'o.sku', 'o.quantity_milli', 'o.uom', 'o.decided_at'])
    .where('a.company', '=', company)
    .where('a.verdict', 'is', null)
    .orderBy('a.created_at')
    .orderBy('a.id')
    .limit(auditsShown)
    .execute();
  const items = await listItemNames(ctx, [...new Set(rows.flatMap((row) => (row.sku === null ? [] : [row.sku])))]);
  const customers = await listCustomerNames(ctx, [...new Set(rows.flatMap((row) => (row.customer === null ? [] : [row.customer])))]);
  const said = new Map<string, string>();
  for (const id of new Set(rows.map((row) => row.conversation_id))) said.set(id, await getSaid(ctx, id));
  return rows.map((row) => ({
    id: row.id,
    orderId: row.order_id,
    lineId: row.line_id,
    customerName: row.customer === null ? null : (customers.get(row.customer) ?? null),
    said: said.get(row.conversation_id) ?? '',
    words: row.words,
    sku: row.sku,
    itemName: row.sku === null ? null : (items.get(row.sku) ?? null),
    quantityMilli: row.quantity_milli,
    uom: row.uom,
    decidedAt: row.decided_at as Instant,
  }));
}

async function getSaid(ctx: Ctx, conversationId: string): Promise<string> {
  const messages = effectiveMessages(await loadSpoken(ctx, conversationId)).filter((message) => !message.deleted);
  return messages.map((message) => message.text).join('\n');
}
