import { extendPrice } from '../../../../kernel/quantity.ts';
import { fromText, multiply, ratio, rounded, subtract, zero, type Ratio } from '../../../../kernel/ratio.ts';
import type { LineQuote, PricedCustomer, PriceRecord, QuoteLine, Sale, Scheme, SchemeTest } from '../../contract.ts';
import { basePrice } from '../base-price.ts';
import { quote } from '../quote.ts';
import { ruleBook, type RuleBook } from '../rule-book.ts';
import type { MedianPrice, PriceWorld, Rules } from '../world.ts';
import type { History } from './history.ts';
import type { TestedDays } from './back-test.ts';

/** What past orders are priced with: every price of every list, the rules that stand now, and the usual prices of items. */
export interface SchemePast {
  readonly history: History;
  readonly prices: ReadonlyMap<string, readonly PriceRecord[]>;
  readonly rules: Rules;
  readonly medians: ReadonlyMap<string, readonly MedianPrice[]>;
}

/** A test under way. Sales must be told order by order. */
export interface RunningSchemeTest {
  tell(order: readonly Sale[]): void;
  result(): SchemeTest;
}

const shownExamples = 5;
const always = { validFrom: '0001-01-01', validTo: '9999-12-31', active: true } as const;

interface Sums {
  orders: number;
  qualifiedOrders: number;
  qualifiedLines: number;
  unpriced: number;
  beforeMinor: number;
  givenMinor: number;
  underFloorOrders: number;
  underFloorLines: number;
}

/** What a scheme would have given over past orders, whatever its own days are, in the place of the version of it that stands. */
export function testScheme(scheme: Scheme, past: SchemePast, { days }: TestedDays): RunningSchemeTest {
  const others = past.rules.schemes.filter((one) => one.code !== scheme.code);
  const bookOf = (schemes: readonly Scheme[]): RuleBook => ruleBook({ ...past.rules, schemes });
  const tried = { ...scheme, ...always };
  const [without, withIt, alone] = [bookOf(others), bookOf([...others, tried]), bookOf([tried])] as const;
  const sums: Sums = { orders: 0, qualifiedOrders: 0, qualifiedLines: 0, unpriced: 0, beforeMinor: 0, givenMinor: 0, underFloorOrders: 0, underFloorLines: 0 };
  const goods = new Map<string, { sku: string; uom: string; quantityMilli: number; valueMinor: number }>();
  const months = new Map<string, { orders: number; givenMinor: number }>();
  let examples: readonly SchemeTest['examples'][number][] = [];
  const tell = (order: readonly Sale[]): void => {
    const [first] = order;
    const customer = past.history.customers.get(first?.customer ?? '');
    if (first === undefined || customer === undefined || !mayFit(alone, past, customer, order)) return;
    sums.orders += 1;
    const before = quoteOf(past, without, customer, order);
    const after = quoteOf(past, withIt, customer, order);
    sums.unpriced += order.length - before.size;
    const told = compare(past, scheme.code, customer, first.on, { before, after });
    if (told.lines === 0) return;
    sums.qualifiedOrders += 1;
    sums.qualifiedLines += told.lines;
    sums.beforeMinor += told.beforeMinor;
    sums.givenMinor += told.givenMinor;
    sums.underFloorLines += told.underFloorLines;
    sums.underFloorOrders += told.underFloorLines > 0 ? 1 : 0;
    for (const one of told.goods) {
      const key = `${one.sku}\u0000${one.uom}`;
      const sum = goods.get(key) ?? { sku: one.sku, uom: one.uom, quantityMilli: 0, valueMinor: 0 };
      goods.set(key, { ...sum, quantityMilli: sum.quantityMilli + one.quantityMilli, valueMinor: sum.valueMinor + one.valueMinor });
    }
    const month = months.get(first.on.slice(0, 7)) ?? { orders: 0, givenMinor: 0 };
    months.set(first.on.slice(0, 7), { orders: month.orders + 1, givenMinor: month.givenMinor + told.givenMinor });
    const example = { ...placeOf(first, customer.name), givenMinor: told.givenMinor, underFloor: told.underFloorLines > 0 };
    examples = [...examples, example].sort((a, b) => b.givenMinor - a.givenMinor).slice(0, shownExamples);
  };
  return {
    tell,
    result: () => ({
      test: 'scheme',
      days,
      currency: past.history.currency,
      ...sums,
      freeGoods: [...goods.values()]
        .map((one) => ({ ...one, name: past.history.items.get(one.sku)?.name ?? one.sku }))
        .sort((a, b) => b.valueMinor - a.valueMinor || (a.sku < b.sku ? -1 : 1)),
      months: [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, sum]) => ({ month, ...sum })),
      examples: [...examples],
    }),
  };
}

/** Which order and whose. */
export const placeOf = ({ erpNumber, customer, on }: Sale, customerName: string) => ({ erpNumber, customer, customerName, on });

/** Whether the scheme is for this customer and for anything in the order: the others need not be priced. */
function mayFit(alone: RuleBook, { history }: SchemePast, customer: PricedCustomer, order: readonly Sale[]): boolean {
  const items = order.flatMap(({ sku }) => history.items.get(sku) ?? []);
  return order.every((sale) => sale.currency === customer.currency) && alone.fitting(items, customer).schemes.length > 0;
}

type Quotes = ReadonlyMap<string, LineQuote>;

function quoteOf(past: SchemePast, book: RuleBook, customer: PricedCustomer, order: readonly Sale[]): Quotes {
  const { history } = past;
  const rules = book.fitting(
    order.flatMap(({ sku }) => history.items.get(sku) ?? []),
    customer,
  );
  const gifts = rules.schemes.flatMap(({ gift }) => (gift.kind === 'free_goods' && gift.sku !== null ? [gift.sku] : []));
  const skus = [...new Set([...order.map(({ sku }) => sku), ...gifts])];
  const world: PriceWorld = {
    items: history.items,
    rules,
    prices: skus.flatMap((sku) => past.prices.get(sku) ?? []),
    costs: skus.flatMap((sku) => history.costs.get(sku) ?? []),
    medians: skus.flatMap((sku) => past.medians.get(sku) ?? []),
    approvals: [],
  };
  const lines = order.map(({ lineNo, sku, uom, quantityMilli }): QuoteLine => ({
    lineId: String(lineNo),
    sku,
    uom,
    quantityMilli,
    askedMinor: null,
    ownBp: 0,
  }));
  const answer = quote({ customer, on: order[0]?.on ?? '', orderId: null, lines, cashDiscountBp: 0, freightMinor: 0 }, world);
  return new Map(answer.lines.flatMap((line) => ('verdict' in line ? [[line.lineId, line] as const] : [])));
}

const under: ReadonlySet<string> = new Set(['below_floor', 'below_cost']);
const netNetOf = (line: LineQuote): Ratio => fromText(line.netNet) ?? zero;

/** What the scheme did to one order: the lines that it touched, what it gave on all, and the goods that go along because of it. */
function compare(past: SchemePast, code: string, customer: PricedCustomer, on: string, { before, after }: { readonly before: Quotes; readonly after: Quotes }) {
  const goods = [...after.values()].flatMap((line) => line.free.filter((one) => one.scheme === code));
  const worth = (sku: string, uom: string): number => {
    const found = basePrice(customer, on, { lineId: '', sku, uom, quantityMilli: 1_000 }, past.history.items.get(sku), past.prices.get(sku) ?? []);
    return 'code' in found ? 0 : rounded(found.unit);
  };
  let [lines, beforeMinor, givenMinor, underFloorLines] = [0, 0, 0, 0];
  for (const [lineId, line] of after) {
    const was = before.get(lineId);
    if (was === undefined || !line.steps.some((step) => step.source === code && (step.rule === 'scheme' || step.rule === 'free_goods'))) continue;
    lines += 1;
    beforeMinor += was.netMinor;
    givenMinor += rounded(multiply(subtract(netNetOf(was), netNetOf(line)), ratio(line.quantityMilli, 1_000)));
    if (under.has(line.verdict) && !under.has(was.verdict)) underFloorLines += 1;
  }
  const given = goods.map(({ sku, uom, quantityMilli }) => ({ sku, uom, quantityMilli, valueMinor: extendPrice(worth(sku, uom), quantityMilli) }));
  return { lines, beforeMinor, givenMinor, underFloorLines, goods: given };
}
