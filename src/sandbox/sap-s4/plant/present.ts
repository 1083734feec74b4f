import { milliToText } from '../../../kernel/quantity.ts';
import type { Plant } from './plant.ts';
import { reversedLines } from './post-goods.ts';
import type { Confirmation, Delivery, GoodsDocument } from './types.ts';

/** A document of the plant as the sandbox's page and scripts see it. */
export interface PlantDocument {
  readonly kind: 'goods movement' | 'delivery' | 'confirmation';
  readonly number: string;
  readonly reference: string;
  readonly at: string;
  readonly status: string;
  readonly title: string;
  readonly lines: readonly string[];
}

const iso = (ms: number): string => new Date(ms).toISOString();

const goods = (plant: Plant, one: GoodsDocument): PlantDocument => ({
  kind: 'goods movement',
  number: `${one.year}/${one.number}`,
  reference: one.reference,
  at: iso(one.createdMs),
  status: one.reverses !== null ? `takes back ${one.reverses}` : reversedLines(plant, `${one.year}/${one.number}`).size > 0 ? 'taken back' : 'posted',
  title: [one.postedOn, one.text].filter(Boolean).join(' · '),
  lines: one.lines.map((line) => {
    const place = [line.plant, line.location, line.batch].filter(Boolean).join(' ');
    return `${line.type} ${line.sign > 0 ? '+' : '−'}${milliToText(line.milli)} ${line.unit} ${line.sku} · ${place}${line.order === '' ? '' : ` · order ${line.order}`}`;
  }),
});

const delivery = (one: Delivery): PlantDocument => ({
  kind: 'delivery',
  number: one.number,
  reference: one.reference,
  at: iso(one.changedMs),
  status: one.issued ? 'goods issued' : 'open',
  title: `${one.soldTo} · order ${one.order}${one.means === '' ? '' : ` · ${one.means}`}`,
  lines: one.lines.map(
    (line) => `${line.no}: ${milliToText(line.milli)} ${line.unit} ${line.sku} · ${[line.plant, line.location, line.batch].filter(Boolean).join(' ')}`,
  ),
});

const confirmation = (one: Confirmation): PlantDocument => ({
  kind: 'confirmation',
  number: `${one.group}/${one.count}`,
  reference: one.text.split(' ')[0] ?? '',
  at: iso(one.createdMs),
  status: one.isReversal ? 'takes back' : one.isReversed ? 'taken back' : one.final ? 'final' : 'part',
  title: `order ${one.order} · operation ${one.operation}`,
  lines: [`${milliToText(one.yieldMilli)} ${one.unit}, scrap ${milliToText(one.scrapMilli)}`],
});

/** Documents that did not come with the seed, newest first; of one reference, or all. */
export function documentsOf(plant: Plant, reference: string | null): readonly PlantDocument[] {
  const documents = [
    ...plant.goods
      .list()
      .filter((one) => !one.pristine)
      .map((one) => goods(plant, one)),
    ...plant.deliveries
      .list()
      .filter((one) => !one.pristine)
      .map(delivery),
    ...plant.confirmations.list().map(confirmation),
  ];
  return documents.filter((one) => reference === null || one.reference === reference).toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** What lies where; of one item, or everything. */
export const stockOf = (plant: Plant, sku: string): readonly object[] =>
  (sku === '' ? plant.ledger.list() : plant.ledger.of(sku)).map((one) => ({
    item: one.sku,
    place: `${one.plant}/${one.location}`,
    batch: one.batch,
    stock: one.stock,
    salesOrder: one.salesOrder,
    quantity: milliToText(one.baseMilli),
  }));

/** How far a production order is, in base units. */
export function progressOf(plant: Plant, number: string): object | null {
  const order = plant.production.get(number);
  if (!order) return null;
  const texts = (map: ReadonlyMap<string, number>): Record<string, string> => Object.fromEntries([...map].map(([name, milli]) => [name, milliToText(milli)]));
  return { received: milliToText(order.receivedBase), done: order.done, confirmed: texts(order.confirmed), issued: texts(order.issued) };
}
