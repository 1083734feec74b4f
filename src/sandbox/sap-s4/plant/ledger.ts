import type { CompanySeed, SeedItem, SeedStock } from '../../kit/company-seed.ts';
import type { GoodsDocument, StockType } from './types.ts';

/** Goods of one batch in one place and state. `salesOrder`: kept for it (special stock), empty for anybody's. */
export interface Position {
  readonly sku: string;
  readonly plant: string;
  readonly location: string;
  readonly batch: string;
  readonly stock: StockType;
  readonly salesOrder: string;
  readonly baseMilli: number;
}

/** A batch and its days. */
export interface Batch {
  readonly sku: string;
  readonly batch: string;
  readonly madeOn: string | null;
  readonly expiresOn: string | null;
}

/** What lies where. */
export interface Ledger {
  /** Positions with something in them, in the order of the ERP's key. */
  list(): readonly Position[];
  of(sku: string): readonly Position[];
  /** Freely usable or not, of nobody's order. */
  quantity(sku: string, plant: string, location: string, batch: string, stock: StockType): number;
  batches(): readonly Batch[];
  batch(sku: string, batch: string): Batch | undefined;
  keepsBatches(sku: string): boolean;
  hasPlace(plant: string, location: string): boolean;
  enterBatch(batch: Batch): void;
  apply(document: GoodsDocument): void;
}

const stockTypes: Readonly<Record<SeedStock['status'], StockType>> = { free: '01', quality: '02', blocked: '07' };

const keyOf = (at: Omit<Position, 'baseMilli'>): string => [at.sku, at.plant, at.location, at.batch, at.salesOrder, at.stock].join('\u0000');

const fromSeed = (stock: SeedStock): Position => ({
  sku: stock.sku,
  plant: stock.plant,
  location: stock.location,
  batch: stock.batch,
  stock: stockTypes[stock.status],
  salesOrder: stock.salesOrder ?? '',
  baseMilli: stock.baseMilli,
});

function placesOf(seed: CompanySeed): ReadonlySet<string> {
  const places = [...seed.stocks, ...seed.productionOrders, ...seed.purchaseOrders].map((one) => `${one.plant}/${one.location}`);
  // every plant has room for materials and for finished goods
  const plants = new Set([...places.map((place) => place.split('/')[0] ?? ''), ...seed.salesOrgs.map((org) => org.plant)]);
  return new Set([...places, ...[...plants].flatMap((plant) => [`${plant}/FG01`, `${plant}/RM01`])]);
}

/** The stock of the seed, moved by documents. */
export function createLedger(seed: CompanySeed): Ledger {
  const positions = new Map<string, Position>();
  const bySku = new Map<string, Set<string>>();
  const batches = new Map<string, Batch>();
  const places = placesOf(seed);
  let sorted: readonly Position[] | null = null;

  const add = (at: Omit<Position, 'baseMilli'>, baseMilli: number): void => {
    const key = keyOf(at);
    positions.set(key, { ...at, baseMilli: (positions.get(key)?.baseMilli ?? 0) + baseMilli });
    bySku.set(at.sku, (bySku.get(at.sku) ?? new Set()).add(key));
    sorted = null;
  };
  const enterBatch = (batch: Batch): void => {
    const key = `${batch.sku}\u0000${batch.batch}`;
    if (!batches.has(key)) batches.set(key, batch);
  };
  for (const stock of seed.stocks) {
    add(fromSeed(stock), stock.baseMilli);
    if (stock.batch !== '') enterBatch({ sku: stock.sku, batch: stock.batch, madeOn: stock.madeOn, expiresOn: stock.expiresOn });
  }
  const of = (sku: string): readonly Position[] =>
    [...(bySku.get(sku) ?? [])].sort().flatMap((key) => {
      const position = positions.get(key);
      return position && position.baseMilli !== 0 ? [position] : [];
    });
  return {
    list: () =>
      (sorted ??= [...positions.keys()]
        .sort()
        .flatMap((key) => positions.get(key) ?? [])
        .filter((position) => position.baseMilli !== 0)),
    of,
    quantity: (sku, plant, location, batch, stock) => positions.get(keyOf({ sku, plant, location, batch, stock, salesOrder: '' }))?.baseMilli ?? 0,
    batches: () => [...batches.values()].sort((a, b) => (`${a.sku}\u0000${a.batch}` < `${b.sku}\u0000${b.batch}` ? -1 : 1)),
    batch: (sku, batch) => batches.get(`${sku}\u0000${batch}`),
    keepsBatches: (sku) => [...(bySku.get(sku) ?? [])].some((key) => positions.get(key)?.batch !== ''),
    hasPlace: (plant, location) => places.has(`${plant}/${location}`),
    enterBatch,
    apply: (document) => {
      for (const line of document.lines)
        add({ sku: line.sku, plant: line.plant, location: line.location, batch: line.batch, stock: line.stock, salesOrder: '' }, line.sign * line.baseMilli);
    },
  };
}

/** A quantity in base units; null when the item has no such unit or the outcome is finer than thousandths. */
export function toBase(item: SeedItem | undefined, milli: number, unit: string): number | null {
  const known = item?.uoms.find((candidate) => candidate.uom === unit);
  if (!known) return null;
  const exact = (milli * known.numerator) / known.denominator;
  return Number.isInteger(exact) ? exact : null;
}
