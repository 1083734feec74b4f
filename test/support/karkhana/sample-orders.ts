import { createDice, type Dice } from '../../../src/sandbox/kit/dice.ts';
import type { InboundText } from './webhooks.ts';

/** An order as it is sent from a phone, and the lines that the ERP must hold for it. */
export interface SampleOrder extends InboundText {
  readonly customer: string;
  /** `SKU quantity unit`, sorted. */
  readonly lines: readonly string[];
}

/** What the extra customers of the demo company order, in words that leave no doubt, and around which quantity. */
const goods = [
  { sku: 'SEV200', words: 'ratlami sev 200g', from: 60, span: 41 },
  { sku: 'ALU150', words: 'aloo bhujia 150g', from: 90, span: 47 },
  { sku: 'MIX400', words: 'navratan mix 400g', from: 30, span: 29 },
  { sku: 'DMX400', words: 'dal moth 400g', from: 20, span: 17 },
] as const;

type Pair = readonly [string, string];
const wordings: readonly ((a: Pair, b: Pair) => string)[] = [
  ([a, x], [b, y]) => `Please send ${a} cartons ${x} and ${b} cartons ${y}`,
  ([a, x], [b, y]) => `${a} cartons ${x}\n${b} cartons ${y}`,
  ([a, x], [b, y]) => `Good morning, we need ${a} cartons ${x}, ${b} cartons ${y}.`,
];

export interface SampleOptions {
  readonly count: number;
  /** Extra customers of the demo company; each orders in turn. */
  readonly customers: number;
  readonly seed: number;
  /** Orders of these customers that were made before, by an earlier call with the same seed. */
  readonly skip?: number;
}

/**
 * Orders of the extra customers, every one with other quantities than all others of its customer, so that each can be told apart
 * in the ERP and none looks like a repetition. The same options give the same orders.
 */
export function sampleOrders({ count, customers, seed, skip = 0 }: SampleOptions): SampleOrder[] {
  const dice = createDice(seed + skip);
  return Array.from({ length: count }, (_, at) => sampleOrder(skip + at, customers, seed, dice));
}

function sampleOrder(index: number, customers: number, seed: number, dice: Dice): SampleOrder {
  const digits = String(5001 + (index % customers));
  // the customer's own running number, which no two of its orders share
  const turn = Math.floor(index / customers);
  const first = turn % goods.length;
  const chosen = [goods[first], goods[(first + 1 + (Math.floor(turn / goods.length) % (goods.length - 1))) % goods.length]];
  const lines = chosen.flatMap((good) => (good ? [{ ...good, quantity: good.from + (turn % good.span) }] : []));
  const [a, b] = lines.map((line): Pair => [String(line.quantity), line.words]);
  const wording = wordings[dice.between(0, wordings.length - 1)];
  if (!a || !b || !wording) throw new Error('a sample order has two lines');
  return {
    id: `wamid.CHAOS-${seed}-${String(index).padStart(6, '0')}`,
    phone: `9100000${digits}1`,
    text: wording(a, b),
    customer: `C-${digits}`,
    lines: lines.map((line) => `${line.sku} ${line.quantity} CAR`).sort(),
  };
}
