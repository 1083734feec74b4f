import type { ApprovalPolicy, CustomerScope, Floor, ItemScope, Scheme, TaxRule } from '../contract.ts';

/** Rules and scopes of tests about rules that people edit. */
export const everyItem: ItemScope = { skus: [], groups: [], brands: [] };
export const everyCustomer: CustomerScope = { customers: [], priceGroups: [], regions: [], channels: [] };
const always = { validFrom: '2026-01-01', validTo: '9999-12-31', active: true };

export const floorSample = (change: Partial<Floor> = {}): Floor => ({
  code: 'F-NAMKEEN',
  name: 'Namkeen',
  items: everyItem,
  customers: everyCustomer,
  limit: { kind: 'percent_below_list', bp: 1_000 },
  ...always,
  ...change,
});

export const schemeSample = (change: Partial<Scheme> = {}): Scheme => ({
  code: 'DIWALI',
  name: 'Diwali cartons',
  items: { ...everyItem, skus: ['SEV200'] },
  customers: everyCustomer,
  uom: 'CAR',
  currency: null,
  gift: {
    kind: 'percent_off',
    basis: 'quantity',
    scale: 'slab',
    bands: [
      { from: 10_000, bp: 200 },
      { from: 50_000, bp: 500 },
    ],
  },
  stackGroup: 'season',
  ...always,
  ...change,
});

export const taxSample = (change: Partial<TaxRule> = {}): TaxRule => ({
  code: 'GST12',
  name: 'GST 12 %',
  country: 'IN',
  items: everyItem,
  bp: 1_200,
  ...always,
  ...change,
});

export const policySample = (change: Partial<ApprovalPolicy> = {}): ApprovalPolicy => ({
  autoUpToBp: 500,
  tiers: [
    { tier: 1, roles: ['sales_head'], upToBp: 1_000, belowFloor: false, minutes: 10 },
    { tier: 2, roles: ['owner'], upToBp: 4_000, belowFloor: true, minutes: 20 },
  ],
  personsBelowFloor: 2,
  toleranceBp: 50,
  ...change,
});
