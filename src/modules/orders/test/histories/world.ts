import fc from 'fast-check';
import type { UomFactor } from '../../../../kernel/quantity.ts';
import type { Viewer } from '../../../exceptions/domain/case.ts';
import type { Customer, Item } from '../../../masters/contract.ts';
import type { ApprovalPolicy, Floor, PriceRecord, Scheme } from '../../../pricing/contract.ts';
import { defaultApprovalPolicy, type PriceWorld } from '../../../pricing/domain/index.ts';
import { everyCustomer, everyItem, floor, price, scheme } from '../../../pricing/test/samples.ts';
import { sev, shree } from '../samples.ts';

export const skus = ['SEV200', 'ALU150', 'MIX400'] as const;
export const units = ['CAR', 'PC', 'BOX'] as const;
const uoms: readonly (UomFactor & { readonly erpUom: string })[] = [
  { uom: 'PC', numerator: 1, denominator: 1, erpUom: 'PC' },
  { uom: 'CAR', numerator: 30, denominator: 1, erpUom: 'CAR' },
  { uom: 'BOX', numerator: 7, denominator: 2, erpUom: 'BOX' },
];

/** What is sold; a box is three and a half pieces, so that prices do not come out even. */
export const items: ReadonlyMap<string, Item> = new Map(skus.map((sku) => [sku, { ...sev, sku, name: sku, uoms: [...uoms], wholeUnits: false }]));

/** Who decides, who asks, and who has no business to. Neha looks after the customer. */
export const people: readonly Viewer[] = [
  { id: 'asha', name: 'asha', roles: ['order_desk'], customers: [] },
  { id: 'vikram', name: 'vikram', roles: ['sales_head'], customers: [] },
  { id: 'neha', name: 'neha', roles: ['sales_head'], customers: [shree.code] },
  { id: 'anand', name: 'anand', roles: ['owner'], customers: [] },
  { id: 'meera', name: 'meera', roles: ['owner'], customers: [] },
  { id: 'kavita', name: 'kavita', roles: ['owner', 'sales_head'], customers: [] },
  { id: 'rohit', name: 'rohit', roles: ['planner'], customers: [] },
];

const bands = fc.record({ from: fc.constantFrom(0, 10_000, 50_000), bp: fc.integer({ min: 0, max: 2_500 }) });
const scale = fc.constantFrom('slab' as const, 'stepped' as const);
const basis = fc.constantFrom('quantity' as const, 'value' as const);

/** Gifts of every kind. */
export const giftArbitrary: fc.Arbitrary<Scheme['gift']> = fc.oneof(
  fc.record({
    kind: fc.constant('percent_off' as const),
    basis,
    scale,
    bands: bands.map((band) => [
      { from: 0, bp: 100 },
      { ...band, from: band.from + 1 },
    ]),
  }),
  fc.record({ kind: fc.constant('amount_off' as const), basis, scale, bands: bands.map((band) => [{ from: band.from, minor: band.bp * 2 }]) }),
  fc.record({
    kind: fc.constant('free_goods' as const),
    everyMilli: fc.constantFrom(5_000, 10_000),
    freeMilli: fc.constantFrom(500, 1_000),
    sku: fc.constantFrom(null, ...skus),
    freeUom: fc.constantFrom(null, 'PC'),
    atMostMilli: fc.constantFrom(null, 3_000),
  }),
  fc.record({
    kind: fc.constant('combo' as const),
    needs: fc.constant(['SEV200', 'ALU150'].map((sku) => ({ sku, uom: 'CAR', quantityMilli: 5_000 }))),
    bp: fc.integer({ min: 100, max: 2_000 }),
  }),
);

/** Floors of every kind, from one that nothing meets to one that everything does. */
export const limitArbitrary: fc.Arbitrary<Floor['limit']> = fc.oneof(
  fc.record({
    kind: fc.constant('absolute' as const),
    minor: fc.integer({ min: 20_000, max: 70_000 }),
    uom: fc.constant('CAR'),
    currency: fc.constantFrom('INR', 'USD'),
  }),
  fc.record({ kind: fc.constant('percent_below_list' as const), bp: fc.integer({ min: 300, max: 2_500 }) }),
  fc.record({ kind: fc.constant('margin_over_cost' as const), bp: fc.integer({ min: 0, max: 2_000 }) }),
  fc.record({ kind: fc.constant('last_days' as const), days: fc.constantFrom(30, 90), bp: fc.integer({ min: 0, max: 2_000 }) }),
);

const policies: readonly ApprovalPolicy[] = [
  defaultApprovalPolicy,
  { ...defaultApprovalPolicy, autoUpToBp: 0, personsBelowFloor: 3, toleranceBp: 0 },
  {
    ...defaultApprovalPolicy,
    personsBelowFloor: 1,
    tiers: [
      { tier: 1, roles: ['order_desk'], upToBp: 700, belowFloor: false, minutes: 5 },
      { tier: 2, roles: ['sales_head'], upToBp: 2_000, belowFloor: true, minutes: 10 },
      { tier: 3, roles: ['owner'], upToBp: 10_000, belowFloor: true, minutes: 20 },
    ],
  },
];

/** Prices of one item: a list price a carton, perhaps a tier, a price a piece, and one of the customer's own. */
const pricesOf = (sku: string): fc.Arbitrary<{ readonly prices: readonly PriceRecord[]; readonly cost: number | null }> =>
  fc
    .record({
      minor: fc.integer({ min: 30_000, max: 130_000 }),
      tier: fc.option(fc.integer({ min: 8_500, max: 9_900 }), { freq: 3 }),
      piece: fc.boolean(),
      own: fc.option(fc.tuple(fc.constantFrom('contract', 'customer', 'promotion'), fc.integer({ min: 7_500, max: 10_500 })), { freq: 4 }),
      costBp: fc.option(fc.oneof(fc.integer({ min: 5_000, max: 8_000 }), fc.integer({ min: 5_000, max: 8_500 }), fc.integer({ min: 7_000, max: 10_200 })), {
        freq: 5,
      }),
    })
    .map(({ minor, tier, piece, own, costBp }) => {
      const at = (bp: number): number => Math.max(1, Math.round((minor * bp) / 10_000));
      const prices = [
        price(sku, minor),
        ...(tier === null ? [] : [price(sku, at(tier), { fromMilli: 20_000 })]),
        ...(piece ? [price(sku, at(10_300 / 30), { uom: 'PC' })] : []),
        ...(own === null ? [] : [price(sku, at(own[1]), { priceList: `${own[0]}:${shree.code}` })]),
      ];
      return { prices, cost: costBp === null ? null : at(costBp) };
    });

/** A company's prices and rules, and how its customer buys. */
export interface Start {
  readonly world: PriceWorld;
  readonly customer: Customer;
}

const scoped = fc.constantFrom(everyItem, { ...everyItem, skus: ['SEV200'] }, { ...everyItem, groups: [sev.itemGroup] });

/** Worlds: prices in several units and tiers, costs, floors and schemes of all kinds, policies, credit. */
export const startArbitrary: fc.Arbitrary<Start> = fc
  .record({
    priced: fc.tuple(...skus.map(pricesOf)),
    floors: fc.array(fc.tuple(limitArbitrary, scoped), { minLength: 1, maxLength: 2 }),
    schemes: fc.array(fc.tuple(giftArbitrary, scoped, fc.constantFrom('a', 'b')), { maxLength: 3 }),
    policy: fc.constantFrom(...policies),
    taxBp: fc.constantFrom(0, 500, 1_250),
    median: fc.integer({ min: 500, max: 2_800 }),
    partialPolicy: fc.constantFrom('whole_order' as const, 'good_lines' as const),
    creditLimitMinor: fc.constantFrom(null, null, 60_000_000),
  })
  .map(({ priced, floors, schemes, policy, taxBp, median, partialPolicy, creditLimitMinor }) => ({
    customer: { ...shree, partialPolicy, creditLimitMinor },
    world: {
      items: new Map([...items.values()].map((item) => [item.sku, { sku: item.sku, group: item.itemGroup, brand: item.brand, units: item.uoms }])),
      prices: priced.flatMap((one) => one.prices),
      costs: priced.flatMap(({ cost }, at) => (cost === null ? [] : [{ sku: skus[at] ?? '', currency: 'INR', uom: 'CAR', minor: cost, asOf: '2026-11-01' }])),
      medians: skus.flatMap((sku) => [30, 90].map((days) => ({ sku, days, minor: `${median}.5` }))),
      approvals: [],
      rules: {
        floors: floors.map(([limit, scope], at) => floor(`F${at}`, limit, { items: scope })),
        schemes: schemes.map(([gift, scope, stackGroup], at) => scheme(`S${at}`, gift, { items: scope, customers: everyCustomer, stackGroup })),
        taxes: [{ code: 'T', name: 'T', country: 'IN', items: everyItem, bp: taxBp, validFrom: '2026-01-01', validTo: '9999-12-31', active: true }],
        policy,
        version: 1,
      },
    },
  }));
