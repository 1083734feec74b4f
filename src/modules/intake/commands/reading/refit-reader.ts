import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import { addMs, msBetween, type BusinessDate } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { listItemNames, listItems } from '../../../masters/index.ts';
import { listNewestPastLines } from '../../../orders/index.ts';
import { upper95, type LexiconPatch, type Trained, type Training } from '../../../../engines/reading/index.ts';
import type { ReadingRefusal } from '../../contract/reading.ts';
import { keepModel, splitByAge } from '../../domain/reading/keep-model.ts';
import { proposeWords } from '../../domain/reading/proposals.ts';
import { measuredLines, nextThreshold, provingLines, type CheckedLine } from '../../domain/reading/threshold.ts';
import { refitJob, type RefitCause } from '../../job-kinds.ts';
import { mayTuneReading } from '../../policy.ts';
import { listCompanies } from '../../queries/companies.ts';
import { loadReaderData } from '../../reading/reader-data.ts';
import { loadCheckedLines, loadJudgedLines, loadUnexplained } from '../../store/outcome-store.ts';
import { insertFitting, loadCatalogueVersion, loadNewestFitting, loadPresentFitting, raiseCatalogueVersion } from '../../store/reading-model-store.ts';
import { upsertProposals } from '../../store/words-store.ts';

/** Real lines that a fitting learns from, and past lines that it is shown. */
const mostJudged = 2_000;
const mostPast = 20_000;
/** After a change of the catalogue: wait for its end, and do not fit all day while an ERP sends item by item. */
const settleMs = 60_000;
const restMs = 15 * 60_000;
const sameSeed = 1;

/** Somebody wants the reader fitted now. Refused: `forbidden`. */
export async function requestRefit(ctx: Ctx, company: string): Promise<Result<{ readonly queued: true }, Refusal<ReadingRefusal>>> {
  if (!mayTuneReading(ctx.actor)) return refuse('forbidden');
  await ctx.enqueue(refitJob, { company, cause: 'asked', catalogueVersion: 0 });
  return ok({ queued: true });
}

/** Items changed: readers of the former catalogue are not used any more, and each company's is fitted when the change has come to its end. */
export async function noteCatalogueChange(ctx: Ctx, objects: readonly string[]): Promise<void> {
  if (!objects.includes('item')) return;
  const catalogueVersion = await raiseCatalogueVersion(ctx);
  for (const company of await listCompanies(ctx)) await ctx.enqueue(refitJob, { company, cause: 'catalogue', catalogueVersion }, { delayMs: settleMs });
}

/** What the next fitting is made from; null when there is nothing to fit, or a later job does it. */
export async function prepareRefit(ctx: Ctx, company: string, cause: RefitCause, installed: LexiconPatch | null): Promise<Training | null> {
  const newest = await loadNewestFitting(ctx, company);
  // the first fitting follows the catalogue, and a night that comes soon after another fitting brings nothing new
  if (cause.cause === 'nightly' && (newest === null || addMs(newest.trainedAt, restMs) > ctx.now())) return null;
  if (cause.cause === 'catalogue' && newest !== null) {
    if (newest.catalogueVersion >= cause.catalogueVersion) return null;
    const waitMs = msBetween(ctx.now(), addMs(newest.trainedAt, restMs));
    if (waitMs > 0) {
      await ctx.enqueue(refitJob, { company, ...cause }, { delayMs: waitMs });
      return null;
    }
  }
  const { items, aliases, lexicon } = await loadReaderData(ctx, company, installed);
  if (items.length === 0) return null;
  const past = await listNewestPastLines(ctx, mostPast);
  const judged = (await loadJudgedLines(ctx, company, mostJudged)).toReversed();
  const { older, newest: latest } = splitByAge(judged);
  return {
    items,
    aliases,
    lexicon: lexicon ?? {},
    pastLines: past.map((line) => ({ ...line, orderRef: line.erpNumber, on: line.orderedOn as BusinessDate })),
    seed: sameSeed,
    older,
    newest: latest,
    present: (await loadPresentFitting(ctx, company)).model,
  };
}

/**
 * Keeps what a fitting brought: the model where it is not worse than the present one, the threshold that the audits allow, and
 * words that somebody may want to take up. A fitting that failed leaves the present model and says so.
 */
export async function saveRefit(ctx: Ctx, company: string, input: Training, trained: Trained | null): Promise<void> {
  const present = await loadPresentFitting(ctx, company);
  const keeping = trained === null ? { kept: false, reason: 'failed' } : keepModel(input.newest.length, trained.loss);
  await insertFitting(ctx, {
    company,
    catalogueVersion: await loadCatalogueVersion(ctx),
    ...keeping,
    threshold: thresholdOf(
      await loadCheckedLines(ctx, company, measuredLines),
      keeping.kept && trained !== null ? trained.model.threshold : null,
      present.threshold,
    ),
    report: trained === null ? {} : { ...trained.report, loss: trained.loss, judged: input.newest.length, learntFrom: input.older.length },
    model: keeping.kept && trained !== null ? trained.model : null,
  });
  await keepProposals(ctx, company);
  await ctx.publish({ type: 'reading.changed', subject: company, payload: { what: 'model' } });
}

/** While too few lines were audited to prove anything, the fitting's own idea of a safe probability is the best there is. */
const thresholdOf = (checked: readonly CheckedLine[], fitted: number | null, present: number): number =>
  nextThreshold(checked, checked.length < provingLines ? (fitted ?? present) : present, upper95);

async function keepProposals(ctx: Ctx, company: string): Promise<void> {
  const lines = await loadUnexplained(ctx, company, mostJudged);
  if (lines.length === 0) return;
  const items = (await listItems(ctx)).map((item) => item.name);
  const names = await listItemNames(ctx, [...new Set(lines.map((line) => line.sku))]);
  const settled = lines.map((line) => ({ ...line, itemName: names.get(line.sku) ?? '' }));
  await upsertProposals(ctx, company, proposeWords(settled, items));
}
