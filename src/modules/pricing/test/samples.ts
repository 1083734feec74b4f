import type { Approval, CostRecord, Floor, LineQuote, OrderQuote, PricedCustomer, PriceRecord, QuoteLine, QuoteRequest, Scheme } from '../contract.ts';
import type { ItemFacts, PriceWorld } from '../domain/index.ts';
import { defaultApprovalPolicy } from '../domain/index.ts';

/** A distributor of the demo factory. */
export const balaji: PricedCustomer = {
  code: 'C-1033',
  company: 'VS01',
  priceList: '01',
  priceGroup: 'DIST',
  region: 'MP',
  channel: '10',
  country: 'IN',
  currency: 'INR',
};

export const today = '2026-11-17';
const always = { validFrom: '2026-01-01', validTo: '9999-12-31' };

/** SKU: pieces a carton, list and cost of a carton in paise. */
const factory: Readonly<Record<string, readonly [number, number, number]>> = {
  SEV200: [30, 126_000, 100_800],
  ALU150: [36, 129_600, 105_000],
  MIX400: [20, 190_000, 159_600],
  KHA200: [30, 117_000, 96_000],
};

export const items: ReadonlyMap<string, ItemFacts> = new Map(
  Object.entries(factory).map(([sku, [pieces]]) => [
    sku,
    {
      sku,
      group: 'NAMKEEN',
      brand: 'Vindhya',
      units: [
        { uom: 'PC', numerator: 1, denominator: 1 },
        { uom: 'CAR', numerator: pieces, denominator: 1 },
      ],
    },
  ]),
);

export const price = (sku: string, minor: number, more: Partial<PriceRecord> = {}): PriceRecord => ({
  sku,
  priceList: '01',
  currency: 'INR',
  uom: 'CAR',
  minor,
  ...always,
  ...more,
});

export const everyItem = { skus: [], groups: [], brands: [] };
export const everyCustomer = { customers: [], priceGroups: [], regions: [], channels: [] };

export const scheme = (code: string, gift: Scheme['gift'], more: Partial<Scheme> = {}): Scheme => ({
  code,
  name: code,
  items: everyItem,
  customers: everyCustomer,
  uom: 'CAR',
  currency: 'INR',
  gift,
  stackGroup: code,
  active: true,
  ...always,
  ...more,
});

/** So many percent off from a quantity on. */
export const percentOff = (bp: number, from = 0): Scheme['gift'] => ({ kind: 'percent_off', basis: 'quantity', scale: 'slab', bands: [{ from, bp }] });

/** Ten bought, one given. */
export const tenPlusOne: Scheme['gift'] = { kind: 'free_goods', everyMilli: 10_000, freeMilli: 1_000, sku: null, freeUom: null, atMostMilli: null };

export const floor = (code: string, limit: Floor['limit'], more: Partial<Floor> = {}): Floor => ({
  code,
  name: code,
  items: everyItem,
  customers: everyCustomer,
  limit,
  active: true,
  ...always,
  ...more,
});

/** The factory's floor: 12 % margin over cost. */
export const twelvePercent = floor('F12', { kind: 'margin_over_cost', bp: 1_200 });

const costs: readonly CostRecord[] = Object.entries(factory).map(([sku, [, , minor]]) => ({ sku, currency: 'INR', uom: 'CAR', minor, asOf: '2026-11-01' }));

/** The factory's list, costs and floor; `more` changes parts. */
export function world(more: Partial<Omit<PriceWorld, 'rules'>> & { readonly rules?: Partial<PriceWorld['rules']> } = {}): PriceWorld {
  return {
    items,
    prices: Object.entries(factory).map(([sku, [, minor]]) => price(sku, minor)),
    costs,
    medians: [],
    approvals: [],
    ...more,
    rules: { schemes: [], floors: [twelvePercent], taxes: [], policy: defaultApprovalPolicy, version: 7, ...more.rules },
  };
}

export const line = (sku: string, cartons: number, more: Partial<QuoteLine> = {}): QuoteLine => ({
  lineId: sku,
  sku,
  uom: 'CAR',
  quantityMilli: cartons * 1_000,
  askedMinor: null,
  ownBp: 0,
  ...more,
});

export const request = (lines: readonly QuoteLine[], more: Partial<QuoteRequest> = {}): QuoteRequest => ({
  customer: balaji,
  on: today,
  orderId: 'o-1',
  lines,
  cashDiscountBp: 0,
  freightMinor: 0,
  ...more,
});

export const approval = (more: Partial<Approval> = {}): Approval & { readonly uses: readonly { readonly orderId: string; readonly lineId: string }[] } => ({
  id: 'a-1',
  caseId: 'k-1',
  company: 'VS01',
  customer: 'C-1033',
  sku: 'ALU150',
  uom: 'CAR',
  currency: 'INR',
  unitMinor: 119_232,
  netNet: '119232',
  atMostMilli: 100_000,
  atLeastMilli: null,
  orderId: 'o-1',
  validUntil: null,
  approvedBy: ['p-1', 'p-2'],
  at: '2026-11-17T02:45:00.000Z',
  uses: [],
  ...more,
});

/** The lines that have a price. */
export const priced = (answer: OrderQuote): readonly LineQuote[] => answer.lines.filter((one): one is LineQuote => 'unitMinor' in one);
