import { grouped } from './grouped.ts';
import { extendPrice } from '../../../kernel/quantity.ts';
import type { LineQuote, OrderQuote, PriceGap, PriceRecord, PriceStep, QuoteLine, QuoteRequest } from '../contract.ts';
import { covers, openApprovals, type ApprovalDesk } from './approvals.ts';
import { priceFinder, sourceOf, type BasePrice, type PriceFinder } from './base-price.ts';
import { costOf, indexFloors, strictestFloor, type FloorIndex, type StrictestFloor } from './floors.ts';
import { invoicePrice, type InvoicePrice, type QuoteAt } from './invoice-price.ts';
import { divide, lessBp, marginBp, multiply, ratio, rounded, roundedUp, shareBp, subtract, toText, type Ratio } from '../../../kernel/ratio.ts';
import { applySchemes, type Schemed } from './schemes.ts';
import type { BasedLine, PriceOfGift } from './scheme-gifts.ts';
import { indexTaxes, taxBpOf, type TaxIndex } from './taxes.ts';
import { asksLess, needOf } from './verdict.ts';
import type { MedianPrice, PriceWorld } from './world.ts';

/** The world of one call, looked up once. */
interface Scene {
  readonly request: QuoteRequest;
  readonly at: QuoteAt;
  readonly world: PriceWorld;
  readonly find: PriceFinder;
  readonly records: ReadonlyMap<string, readonly PriceRecord[]>;
  readonly costs: ReadonlyMap<string, PriceWorld['costs'][number]>;
  readonly medians: ReadonlyMap<string, readonly MedianPrice[]>;
  readonly floors: FloorIndex;
  readonly taxes: TaxIndex;
  readonly approvals: ApprovalDesk;
}

type Based = BasedLine & { readonly line: QuoteLine; readonly steps: readonly PriceStep[] };
type Invoiced = Based & { readonly schemed: Schemed; readonly invoice: InvoicePrice; readonly netMinor: number };

/**
 * Prices a whole order: a quote or a gap for each line, in the order of the lines. The same request and world always give the same answer.
 * Base price (best source, tier, unit) → schemes → own discount → rounding is what is invoiced; cash discount → free goods → freight off that is
 * the net-net, against which floor, cost and authority are held.
 */
export function quote(request: QuoteRequest, world: PriceWorld, at: QuoteAt = 'ours'): OrderQuote {
  const scene: Scene = {
    request,
    at,
    world,
    find: priceFinder(request.customer, request.on),
    records: grouped(world.prices, (record) => record.sku),
    costs: new Map(world.costs.filter((cost) => cost.currency === request.customer.currency).map((cost) => [cost.sku, cost])),
    medians: grouped(world.medians, (median) => median.sku),
    floors: indexFloors(world.rules.floors, request.customer, request.on),
    taxes: indexTaxes(world.rules.taxes, request.customer, request.on),
    approvals: openApprovals(world.approvals, request),
  };
  const answers = request.lines.map((line, index) => basedLine(scene, line, index));
  const based = answers.filter((answer): answer is Based => 'base' in answer);
  const lines = judged(scene, invoiced(scene, based));
  const all = answers.map((answer, index) => lines.get(index) ?? (answer as PriceGap));
  const sum = (amount: (line: LineQuote) => number): number => [...lines.values()].reduce((total, line) => total + amount(line), 0);
  return { lines: all, netMinor: sum((line) => line.netMinor), taxMinor: sum((line) => line.taxMinor), rulesVersion: world.rules.version };
}

function basedLine({ find, world, records }: Scene, line: QuoteLine, index: number): Based | PriceGap {
  if (line.quantityMilli <= 0) return { lineId: line.lineId, code: 'no_price', sku: line.sku, uom: line.uom };
  const item = world.items.get(line.sku);
  const price = find(line, item, records.get(line.sku) ?? []);
  if ('code' in price) return price;
  const { sku, uom, quantityMilli } = line;
  return { line, index, sku, uom, quantityMilli, item, base: price.unit, steps: price.steps };
}

function invoiced(scene: Scene, based: readonly Based[]): readonly Invoiced[] {
  const { request, world, at, approvals } = scene;
  const schemed = applySchemes(world.rules.schemes, request.customer, request.on, based, priceOfGift(scene));
  return based.flatMap((one) => {
    const after = schemed.get(one.index);
    if (after === undefined) return [];
    const invoice = invoicePrice(one.line, after, request.on, at, approvals);
    // What is left of the approval counts for the lines that follow.
    if (invoice.approval !== null) approvals.take(invoice.approval, one.line);
    return [{ ...one, schemed: after, invoice, netMinor: extendPrice(invoice.unitMinor, one.quantityMilli) }];
  });
}

const priceOfGift =
  ({ find, world, records }: Scene): PriceOfGift =>
  (sku, uom) => {
    const line = { lineId: '', sku, uom, quantityMilli: 1_000 };
    const price = find(line, world.items.get(sku), records.get(sku) ?? []);
    return 'code' in price ? null : price.unit;
  };

function judged(scene: Scene, lines: readonly Invoiced[]): ReadonlyMap<number, LineQuote> {
  const total = lines.reduce((sum, line) => sum + line.netMinor, 0);
  return new Map(lines.map((line) => [line.index, lineQuote(scene, line, total)]));
}

/** Off the invoiced price: cash discount, goods given, freight by value. */
function netNetOf({ request }: Scene, { line, schemed, invoice, netMinor, uom }: Invoiced, totalMinor: number): { unit: Ratio; steps: readonly PriceStep[] } {
  const steps: PriceStep[] = [];
  let unit = ratio(invoice.unitMinor);
  const note = (rule: PriceStep['rule'], source: string, asOf: string): void => void steps.push({ rule, source, minor: toText(unit), uom, asOf });
  if (request.cashDiscountBp > 0) {
    unit = lessBp(unit, Math.min(request.cashDiscountBp, 10_000));
    note('cash_discount', `${request.cashDiscountBp} bp`, request.on);
  }
  for (const scheme of schemed.freeSchemes) {
    unit = multiply(unit, scheme.left);
    note('free_goods', scheme.code, scheme.asOf);
  }
  if (request.freightMinor > 0 && totalMinor > 0) {
    const share = multiply(ratio(request.freightMinor), ratio(netMinor, totalMinor));
    unit = subtract(unit, divide(share, ratio(line.quantityMilli, 1_000)));
    note('freight', `${request.freightMinor}`, request.on);
  }
  return { unit, steps };
}

function lineQuote(scene: Scene, line: Invoiced, totalMinor: number): LineQuote {
  const { request } = scene;
  const { item, base, schemed, invoice, netMinor, uom } = line;
  const netNet = netNetOf(scene, line, totalMinor);
  const record = scene.costs.get(line.sku);
  const cost = costOf(record, uom, item);
  const floor = floorOf(scene, line, cost);
  const taxBp = taxBpOf(scene.taxes, item ?? { sku: line.sku, group: '', brand: null });
  return {
    lineId: line.line.lineId,
    sku: line.sku,
    uom,
    quantityMilli: line.quantityMilli,
    currency: request.customer.currency,
    listMinor: rounded(base),
    unitMinor: invoice.unitMinor,
    netMinor,
    taxBp,
    taxMinor: rounded(multiply(ratio(netMinor), ratio(taxBp, 10_000))),
    netNet: toText(netNet.unit),
    discountBp: Math.max(0, roundedUp(shareBp(subtract(base, netNet.unit), base))),
    floor: floor?.shown ?? null,
    cost: cost === null ? null : toText(cost),
    costAsOf: cost === null ? null : (record?.asOf ?? null),
    marginBp: cost === null ? null : marginBp(netNet.unit, cost),
    ...verdictOf(scene, line, { netNet: netNet.unit, byRules: multiply(schemed.unit, schemed.freeLeft), floor: floor?.unit ?? null, cost }),
    steps: [...line.steps, ...schemed.steps, ...invoice.steps, ...netNet.steps],
    free: schemed.free.map((goods) => ({ ...goods })),
  };
}

function floorOf(scene: Scene, line: Invoiced, cost: Ratio | null): StrictestFloor | null {
  const { sku, item, uom } = line;
  return strictestFloor(scene.floors, item ?? { sku, group: '', brand: null }, () => ({
    uom,
    currency: scene.request.customer.currency,
    item,
    list: listPrice(scene, line),
    cost,
    medians: scene.medians.get(sku) ?? [],
  }));
}

/** The floor below list is held against the list, whatever better source the price itself is from. */
function listPrice({ find, records }: Scene, { line, item, base, steps }: Invoiced): Ratio {
  if (sourceOf(steps[0]?.source ?? '') === 'list') return base;
  const list: BasePrice | PriceGap = find(line, item, records.get(line.sku) ?? [], 'list');
  return 'code' in list ? base : list.unit;
}

function verdictOf(scene: Scene, { line, invoice }: Invoiced, weighed: Parameters<typeof needOf>[0]): Pick<LineQuote, 'verdict' | 'approvalId'> {
  const { world, at, approvals } = scene;
  const need = needOf(weighed, world.rules.policy);
  const less = at === 'ours' && asksLess(line.askedMinor, invoice.unitMinor, world.rules.policy);
  const candidates = invoice.approval !== null ? [invoice.approval] : need === null ? [] : approvals.usable(line);
  const cover = candidates.find((approval) => covers(approval, weighed.netNet)) ?? null;
  if (cover === null) return { verdict: need ?? (less ? 'asks_less' : 'ok'), approvalId: null };
  if (invoice.approval === null) approvals.take(cover, line);
  // Let pass is what was decided; whoever asks for less than that has not agreed to it yet.
  return { verdict: less ? 'asks_less' : 'approved', approvalId: cover.id };
}
