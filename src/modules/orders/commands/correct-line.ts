import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import type { AddLine, ChangeReason, CorrectLine, DraftLine, OrderRefusal } from '../contract.ts';
import { runChecks } from '../domain/checks/index.ts';
import { corrections } from '../domain/corrections.ts';
import { settledByDesk } from '../domain/draft.ts';
import { draftStates } from '../domain/order-machine.ts';
import type { Order } from '../domain/order.ts';
import { mayWorkOrders } from '../policy.ts';
import { appendLife, keepResults, keepVersion, listVersionMarks, loadVersion } from '../store/life-store.ts';
import { lockOrder, replaceLines, updateOrder } from '../store/order-store.ts';
import { loadFacts, loadItems } from './load-facts.ts';
import { netOf } from './propose-order.ts';
import { sawOf } from './settle-order.ts';

type Corrected = Result<Order, Refusal<OrderRefusal>>;

/** Loads a draft for a clerk's hand. Refused: `forbidden`, `not_found`, `stale_version`, `wrong_state`. */
async function openDraft(ctx: Ctx, orderId: string, version: number): Promise<Corrected> {
  if (!mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, orderId);
  if (order === null) return refuse('not_found', { orderId });
  if (order.version !== version) return refuse('stale_version', { yours: version, current: order.version });
  return draftStates.has(order.state) ? ok(order) : refuse('wrong_state', { state: order.state });
}

/** Saves changed lines as a new version, priced and checked anew. */
async function saveLines(ctx: Ctx, order: Order, lines: readonly DraftLine[], why: string, facts: Record<string, unknown>): Promise<Order> {
  const unpriced = lines.map((line) => ({ ...line, priceMinor: null, priceTrace: null, netMinor: null }));
  const seen = await loadFacts(ctx, { ...order, lines: unpriced }, null);
  const changed: Order = { ...order, lines: seen.lines, netMinor: netOf(seen.lines), version: order.version + 1, updatedAt: ctx.now() };
  await updateOrder(ctx, changed);
  await replaceLines(ctx, changed);
  await appendLife(ctx, order.id, [{ kind: 'version', why, facts: { version: changed.version, ...facts } }]);
  await keepVersion(ctx, changed, why);
  await ctx.publish({ type: 'order.desk_changed', subject: order.id, payload: { number: order.number, what: why } });
  await keepResults(ctx, changed, runChecks(changed, seen.facts), sawOf(seen.facts));
  return changed;
}

/**
 * A clerk settles one line (item, quantity, unit, or takes it out). An item that was corrected is told to whoever learns.
 * Refused also: `unknown_line`, `unknown_sku`, `unknown_uom`.
 */
export async function correctLine(ctx: Ctx, orderId: string, lineId: string, change: CorrectLine): Promise<Corrected> {
  const draft = await openDraft(ctx, orderId, change.version);
  if (!draft.ok) return draft;
  const order = draft.value;
  const line = order.lines.find((each) => each.lineId === lineId);
  if (line === undefined) return refuse('unknown_line', { lineId });
  if (change.remove === true) {
    const kept = order.lines.filter((each) => each !== line);
    return ok(await saveLines(ctx, order, kept, 'line_removed', { lineId, words: line.words, ...reasonOf(change) }));
  }
  const settled = settledByDesk(line, change);
  const unfit = await unfitItem(ctx, settled);
  if (unfit !== null) return unfit;
  const lines = order.lines.map((each) => (each === line ? settled : each));
  const saved = await saveLines(ctx, order, lines, 'line_corrected', { lineId, words: line.words, from: line.sku, to: settled.sku, ...reasonOf(change) });
  if (change.sku !== undefined) await teach(ctx, order, line, settled);
  return ok(saved);
}

const reasonOf = ({ reason }: { readonly reason?: ChangeReason | undefined }): Record<string, unknown> => (reason === undefined ? {} : { reason });

/** Tells whoever learns what the customer's words mean. */
async function teach(ctx: Ctx, order: Order, before: DraftLine, settled: DraftLine): Promise<void> {
  if (settled.sku === null || settled.words === '') return;
  const wrongSku = before.sku === settled.sku ? null : before.sku;
  const { number, customer } = order;
  const payload = { number, customer, words: settled.words, sku: settled.sku, uom: settled.uom, wrongSku, actor: auditedBy(ctx.actor) };
  await ctx.publish({ type: 'order.line_corrected', subject: order.id, payload });
}

/** Whether the item exists and has the unit; null when all is well. */
async function unfitItem(ctx: Ctx, line: DraftLine): Promise<ReturnType<typeof refuse<'unknown_sku' | 'unknown_uom'>> | null> {
  if (line.sku === null) return null;
  const item = (await loadItems(ctx, [line])).get(line.sku);
  if (item === undefined) return refuse('unknown_sku', { sku: line.sku });
  if (line.uom !== null && !item.uoms.some((unit) => unit.uom === line.uom))
    return refuse('unknown_uom', { uom: line.uom, units: item.uoms.map((unit) => unit.uom) });
  return null;
}

/** A clerk adds a line that the customer said elsewhere. Refused also: `unknown_sku`, `unknown_uom`. */
export async function addLine(ctx: Ctx, orderId: string, input: AddLine): Promise<Corrected> {
  const draft = await openDraft(ctx, orderId, input.version);
  if (!draft.ok) return draft;
  const blank: DraftLine = {
    lineId: ctx.newId(),
    words: '',
    spans: [],
    sku: null,
    quantityMilli: null,
    uom: null,
    decision: 'auto',
    p: 1,
    via: 'desk',
    vetoes: [],
    open: [],
    rivals: [],
    why: [{ code: 'added_by_desk', facts: {} }],
  };
  const line = settledByDesk(blank, input);
  const unfit = await unfitItem(ctx, line);
  if (unfit !== null) return unfit;
  return ok(await saveLines(ctx, draft.value, [...draft.value.lines, line], 'line_added', { sku: input.sku, ...reasonOf(input) }));
}

/** Takes back the clerk's newest correction, as a new version; what it taught is unlearnt. Refused also: `nothing_to_undo`. */
export async function undoCorrection(ctx: Ctx, orderId: string, version: number): Promise<Corrected> {
  const draft = await openDraft(ctx, orderId, version);
  if (!draft.ok) return draft;
  const order = draft.value;
  const marks = await listVersionMarks(ctx, orderId);
  const at = marks.findIndex((mark) => corrections.has(mark.why));
  const before = marks[at + 1];
  const newest = marks[0];
  if (at !== 0 || before === undefined || newest === undefined) return refuse('nothing_to_undo');
  const earlier = await loadVersion(ctx, orderId, before.version);
  if (earlier === null) return refuse('nothing_to_undo');
  const taught = order.lines.find(
    (line) => line.via === 'desk' && earlier.lines.find((each) => each.lineId === line.lineId)?.via !== 'desk' && line.words !== '',
  );
  const saved = await saveLines(ctx, order, earlier.lines, 'correction_undone', { undone: newest.version });
  if (taught?.sku) {
    const payload = { number: order.number, customer: order.customer, words: taught.words, sku: taught.sku, actor: auditedBy(ctx.actor) };
    await ctx.publish({ type: 'order.correction_undone', subject: order.id, payload });
  }
  return ok(saved);
}
