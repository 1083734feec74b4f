import type { Style } from './items.ts';
import { createRandom, seedOf, type Random } from './random.ts';
import { readTable } from './tables.ts';
import type { DemoCustomer, DemoItem, DemoOrder, DemoOrderLine, DemoPrice } from './types.ts';

const dayMs = 86_400_000;
const months = 6;
/** Orders of the last days that are not delivered yet. */
const openDays = 2;
const firstNumber = 4_500_000_001;

interface Habit {
  readonly sku: string;
  readonly quantity: number;
  readonly uom: string;
  readonly share: number;
  readonly words: readonly string[];
}

/** What building history needs. */
export interface HistoryInput {
  readonly today: string;
  readonly seed: number;
  readonly customers: readonly (DemoCustomer & {
    readonly ordersPerWeek: number;
    readonly style: Style;
    /** Orders what that customer orders. */
    readonly habitsOf?: string;
  })[];
  readonly items: readonly DemoItem[];
  readonly prices: readonly DemoPrice[];
  readonly words: (sku: string, style: Style) => readonly string[];
  /** Zone offset of a customer's business day in hours. */
  readonly utcOffsetH: (customer: DemoCustomer) => number;
  /** Null: as many as the customers' habits give. */
  readonly count: number | null;
}

type Draft = Omit<DemoOrder, 'number'>;

function habitsByCustomer(): ReadonlyMap<string, readonly Habit[]> {
  const byCustomer = new Map<string, Habit[]>();
  for (const row of readTable('habits.tsv')) {
    const words = row.maybe('words')?.split('|') ?? [];
    const habit = { sku: row.text('sku'), quantity: row.number('quantity'), uom: row.text('unit'), share: row.number('share'), words };
    byCustomer.set(row.text('customer'), [...(byCustomer.get(row.text('customer')) ?? []), habit]);
  }
  return byCustomer;
}

/** Looks up the list price of a day and extends it to a line, in minor units. */
function netOf(input: HistoryInput): (customer: DemoCustomer, sku: string, quantityMilli: number, uom: string, on: string) => number {
  const items = new Map(input.items.map((item) => [item.sku, item]));
  const prices = new Map<string, DemoPrice[]>();
  for (const price of input.prices) {
    const key = `${price.salesOrg}/${price.priceList}/${price.sku}`;
    prices.set(key, [...(prices.get(key) ?? []), price]);
  }
  return (customer, sku, quantityMilli, uom, on) => {
    const price = prices.get(`${customer.salesOrg}/${customer.priceList}/${sku}`)?.find((candidate) => candidate.validFrom <= on && on <= candidate.validTo);
    const units = items.get(sku)?.uoms ?? [];
    const from = units.find((unit) => unit.uom === uom);
    const to = units.find((unit) => unit.uom === price?.uom);
    if (!price || !from || !to) throw new Error(`history: no price for ${sku} in ${uom} for ${customer.code} on ${on}`);
    return Math.round((price.minor * quantityMilli * from.numerator * to.denominator) / (from.denominator * to.numerator * price.per * 1000));
  };
}

/** A quantity near the habit: half of the time the habit itself, else up to a quarter off, in steps that people use. */
function quantityNear(habit: number, random: Random): number {
  if (random.chance(0.5)) return habit;
  const off = Math.round(habit * (0.75 + random.next() * 0.5));
  const step = habit >= 40 ? 10 : habit >= 20 ? 5 : 1;
  return Math.max(step, Math.round(off / step) * step);
}

type NetOf = ReturnType<typeof netOf>;
type HistoryCustomer = HistoryInput['customers'][number];

function linesOn(customer: HistoryCustomer, habits: readonly Habit[], on: string, random: Random, input: HistoryInput, net: NetOf): DemoOrderLine[] {
  const chosen = habits.filter((habit) => random.chance(habit.share));
  const first = habits[0];
  const wanted = chosen.length > 0 || !first ? chosen : [first];
  return wanted.map((habit) => {
    const quantityMilli = quantityNear(habit.quantity, random) * 1000;
    const pool = habit.words.length > 0 ? habit.words : input.words(habit.sku, customer.style);
    // a clerk does not always keep the words
    const words = random.chance(0.88) && pool.length > 0 ? random.pick(pool) : null;
    return { sku: habit.sku, quantityMilli, uom: habit.uom, words, netMinor: net(customer, habit.sku, quantityMilli, habit.uom, on) };
  });
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function orderAt(customer: HistoryCustomer, day: number, lines: readonly DemoOrderLine[], random: Random, input: HistoryInput): Draft {
  const todayMs = Date.parse(`${input.today}T00:00:00Z`);
  const minute = random.between(7 * 60, 20 * 60);
  const shipTo =
    customer.shipTos.length > 1 && random.chance(0.2)
      ? random.pick(customer.shipTos).code
      : (customer.shipTos.find((place) => place.isDefault)?.code ?? customer.code);
  return {
    salesOrg: customer.salesOrg,
    customer: customer.code,
    shipTo,
    at: day + minute * 60_000 - input.utcOffsetH(customer) * 3_600_000,
    requestedOn: isoDay(day + dayMs),
    customerPo: customer.priceList === '03' ? `MB-${random.between(70_000, 87_999)}` : null,
    open: todayMs - day <= openDays * dayMs,
    lines,
  };
}

function fixedOrders(input: HistoryInput, net: NetOf): Draft[] {
  const rows = readTable('fixed-orders.tsv');
  return input.customers.flatMap((customer) => {
    const own = rows.filter((row) => row.text('customer') === customer.code);
    const [first] = own;
    if (!first) return [];
    const day = lastWeekday(input.today, first.number('weekday'));
    const lines = own.map((row): DemoOrderLine => {
      const quantityMilli = row.number('quantity') * 1000;
      const [sku, uom] = [row.text('sku'), row.text('unit')];
      return { sku, quantityMilli, uom, words: row.maybe('words'), netMinor: net(customer, sku, quantityMilli, uom, isoDay(day)) };
    });
    return [orderAt(customer, day, lines, createRandom(seedOf(customer.code, input.seed)), input)];
  });
}

/** Midnight UTC of the last such weekday before `today`. */
function lastWeekday(today: string, weekday: number): number {
  let day = Date.parse(`${today}T00:00:00Z`) - dayMs;
  while (new Date(day).getUTCDay() !== weekday) day -= dayMs;
  return day;
}

/** The days on which a customer orders by habit; Sundays are off. */
function orderDays(customer: HistoryCustomer, fromMs: number, toMs: number, random: Random): number[] {
  const days: number[] = [];
  for (let day = fromMs; day < toMs; day += dayMs) {
    if (new Date(day).getUTCDay() !== 0 && random.chance(customer.ordersPerWeek / 6)) days.push(day);
  }
  return days;
}

/** Past orders of the six months before `today`, numbered by time. The same input gives the same orders. */
export function buildHistory(input: HistoryInput): readonly DemoOrder[] {
  const habits = habitsByCustomer();
  const habitsOf = (customer: HistoryCustomer): readonly Habit[] => habits.get(customer.habitsOf ?? customer.code) ?? [];
  const net = netOf(input);
  const toMs = Date.parse(`${input.today}T00:00:00Z`);
  const from = new Date(toMs);
  from.setUTCMonth(from.getUTCMonth() - months);
  const fixed = fixedOrders(input, net);
  const fixedFrom = new Map(fixed.map((draft) => [draft.customer, Math.floor(draft.at / dayMs) * dayMs]));
  const drafts = input.customers.flatMap((customer): Draft[] => {
    const random = createRandom(seedOf(customer.code, input.seed));
    // a fixed order is the customer's last one, so "last time" means it
    const days = orderDays(customer, from.getTime(), Math.min(toMs, fixedFrom.get(customer.code) ?? toMs), random);
    return days.map((day) => orderAt(customer, day, linesOn(customer, habitsOf(customer), isoDay(day), random, input, net), random, input));
  });
  const all = [...drafts, ...fixed];
  const random = createRandom(input.seed);
  const days = Math.round((toMs - from.getTime()) / dayMs) - openDays - 1;
  while (input.count !== null && all.length < input.count) {
    const customer = random.pick(input.customers);
    const day = from.getTime() + random.between(0, days - 1) * dayMs;
    all.push(orderAt(customer, day, linesOn(customer, habitsOf(customer), isoDay(day), random, input, net), random, input));
  }
  const sorted = all.sort((a, b) => a.at - b.at || (a.customer < b.customer ? -1 : 1));
  // fewer were wanted: the newest stay, so that open orders and credit are as in the day
  const kept = input.count !== null && sorted.length > input.count ? sorted.slice(sorted.length - input.count) : sorted;
  return kept.map((draft, index) => ({ number: String(firstNumber + index), ...draft }));
}
