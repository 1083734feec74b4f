import type { Floor, PriceRecord, QuoteLine, QuoteRequest, Scheme } from '../../src/modules/pricing/contract.ts';
import { defaultApprovalPolicy, type ItemFacts, type PriceWorld } from '../../src/modules/pricing/domain/index.ts';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const always = { validFrom: '2026-01-01', validTo: '9999-12-31' };
const everyone = { customers: [], priceGroups: [], regions: [], channels: [] };
const customerCode = 'C-1';

/** What is in the factory's price books. */
export interface PriceBook {
  readonly items: readonly ItemFacts[];
  readonly prices: readonly PriceRecord[];
  readonly schemes: readonly Scheme[];
  readonly floors: readonly Floor[];
}

/** So many price rules (list, tiers, group, other customers' contracts: ten an item) and schemes, from a seed. */
export function priceBook(rules: number, schemeCount: number, seed: number): PriceBook {
  const random = seeded(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const items = Array.from({ length: Math.max(1, Math.ceil(rules / 10)) }, (_, index) => ({
    sku: `SKU${index}`,
    group: `G${index % 20}`,
    brand: `B${index % 5}`,
    units: [
      { uom: 'PC', numerator: 1, denominator: 1 },
      { uom: 'CAR', numerator: 12 + (index % 24), denominator: 1 },
    ],
  }));
  const prices = items.flatMap((item) => {
    const minor = 50_000 + pick(150_000);
    const of = (priceList: string, less: number, fromMilli = 0): PriceRecord => ({
      ...{ sku: item.sku, priceList, currency: 'INR', uom: 'CAR', minor: minor - less, fromMilli },
      ...always,
    });
    const others = Array.from({ length: 6 }, (_, index) => of(`contract:C-${100 + index}`, pick(5_000)));
    return [of('01', 0), of('01', 1_000, 50_000), of('01', 2_000, 200_000), of('group:DIST', 500), ...others];
  });
  const schemes = Array.from({ length: schemeCount }, (_, index): Scheme => {
    const sku = items[pick(items.length)]?.sku ?? 'SKU0';
    const gift: Scheme['gift'] =
      index % 3 === 0
        ? { kind: 'free_goods', everyMilli: 10_000, freeMilli: 1_000, sku: null, freeUom: null, atMostMilli: null }
        : {
            kind: 'percent_off',
            basis: 'quantity',
            scale: index % 3 === 1 ? 'slab' : 'stepped',
            bands: [
              { from: 0, bp: 100 },
              { from: 50_000, bp: 250 },
            ],
          };
    const scope = index % 10 === 0 ? { skus: [], groups: [`G${index % 20}`], brands: [] } : { skus: [sku], groups: [], brands: [] };
    const own = { code: `S${index}`, name: `S${index}`, items: scope, customers: everyone, uom: 'CAR', currency: 'INR', gift };
    return { ...own, stackGroup: `T${index % 3}`, active: true, ...always };
  });
  const floors = items.slice(0, Math.ceil(items.length / 10)).map((item): Floor => {
    const limit: Floor['limit'] = { kind: 'percent_below_list', bp: 1_500 };
    return { code: `F-${item.sku}`, name: item.sku, items: { skus: [item.sku], groups: [], brands: [] }, customers: everyone, limit, active: true, ...always };
  });
  return { items, prices, schemes, floors };
}

/** An order of so many lines over the book, from a seed. */
export function orderOf(book: PriceBook, lines: number, seed: number): QuoteRequest {
  const random = seeded(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const customer = { code: customerCode, company: 'VS01', priceList: '01', priceGroup: 'DIST', region: 'MP', channel: '10', country: 'IN', currency: 'INR' };
  const asked = Array.from({ length: lines }, (_, index): QuoteLine => {
    const sku = book.items[pick(book.items.length)]?.sku ?? 'SKU0';
    return { lineId: `l${index}`, sku, uom: index % 4 === 0 ? 'PC' : 'CAR', quantityMilli: (1 + pick(300)) * 1_000, askedMinor: null, ownBp: pick(3) * 100 };
  });
  return { customer, on: '2026-11-17', orderId: null, lines: asked, cashDiscountBp: 100, freightMinor: 10_000 };
}

/** The whole book as the engine sees it. */
export const worldOf = (book: PriceBook): PriceWorld => ({
  items: new Map(book.items.map((item) => [item.sku, item])),
  prices: book.prices,
  costs: book.items.map(({ sku }) => ({ sku, currency: 'INR', uom: 'CAR', minor: 30_000, asOf: '2026-11-01' })),
  medians: [],
  approvals: [],
  rules: { schemes: book.schemes, floors: book.floors, taxes: [], policy: defaultApprovalPolicy, version: 1 },
});
