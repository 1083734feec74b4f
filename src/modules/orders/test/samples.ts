import type { BusinessDate, Instant } from '../../../kernel/time.ts';
import type { Customer, Item, OrderTerms } from '../../masters/contract.ts';
import type { LineQuote } from '../../pricing/contract.ts';
import type { OrderFacts } from '../domain/checks/check.ts';
import type { Order, PricedLine } from '../domain/order.ts';
import { openRule } from '../domain/settings.ts';

/** A moment of the demo day: 17 November 2026, 06:12 in Pithampur. */
export const sixTwelve = '2026-11-17T00:42:00.000Z' as Instant;

/** Ratlami sev: one carton is 30 pouches. */
export const sev: Item = {
  sku: 'SEV200',
  name: 'Ratlami Sev 200 g',
  names: {},
  brand: null,
  itemGroup: 'sev',
  attributes: {},
  baseUom: 'PC',
  salesUom: 'CAR',
  barcode: null,
  active: true,
  replacedBy: null,
  wholeUnits: true,
  uoms: [
    { uom: 'CAR', numerator: 30, denominator: 1, erpUom: 'CAR' },
    { uom: 'PC', numerator: 1, denominator: 1, erpUom: 'PC' },
  ],
};

/** Shree Traders with a limit of five lakh, of which 4,12,300 are used. */
export const shree: Customer = {
  code: 'C-1042',
  name: 'Shree Traders',
  names: {},
  company: 'VS01',
  salesOrg: 'VS01',
  channel: '10',
  division: '00',
  priceList: '01',
  priceGroup: '',
  currency: 'INR',
  language: 'hi-Latn',
  zone: 'Asia/Kolkata',
  country: 'IN',
  region: 'MP',
  taxNumber: null,
  blocked: false,
  blockReason: null,
  creditLimitMinor: 50_000_000,
  receivablesMinor: 41_230_000,
  openOrdersMinor: 0,
  creditAsOf: null,
  partialPolicy: 'whole_order',
  shipTos: [{ code: 'C-1042', name: 'Shree Traders', city: 'Indore', address: '', isDefault: true }],
  contacts: [{ id: 'c1', customer: 'C-1042', name: 'Mahesh', phone: '919999900001', role: 'buyer', language: null }],
};

/** A sure line of forty cartons of sev at ₹1,260. */
export const sevLine: PricedLine = {
  lineId: 'l1',
  words: 'sev',
  spans: [{ turn: 'm1', start: 13, end: 16 }],
  sku: 'SEV200',
  quantityMilli: 40_000,
  uom: 'CAR',
  decision: 'auto',
  p: 0.98,
  via: 'history',
  vetoes: [],
  open: [],
  rivals: [],
  why: [],
  priceMinor: 126_000,
  priceTrace: [],
  netMinor: 5_040_000,
};

/** A draft of Shree Traders with that line. */
export const draft: Order = {
  id: '00000000-0000-7000-8000-000000000001',
  number: 'K-000001',
  version: 1,
  state: 'assembling',
  conversationId: null,
  customer: 'C-1042',
  company: 'VS01',
  shipTo: null,
  currency: 'INR',
  language: 'hi-Latn',
  requestedDate: '2026-11-18' as BusinessDate,
  poNumber: null,
  netMinor: 5_040_000,
  waiting: null,
  commandId: null,
  erpReference: null,
  erpNumber: null,
  sender: '919999900001',
  preview: 'bhai 40 peti sev',
  splitFrom: null,
  createdAt: sixTwelve,
  updatedAt: sixTwelve,
  lines: [sevLine],
};

/** A quote of forty cartons of sev at its list price, as the engine gives it. */
export const sevQuote: LineQuote = {
  lineId: 'l1',
  sku: 'SEV200',
  uom: 'CAR',
  quantityMilli: 40_000,
  currency: 'INR',
  listMinor: 126_000,
  unitMinor: 126_000,
  netMinor: 5_040_000,
  taxBp: 0,
  taxMinor: 0,
  netNet: '126000',
  discountBp: 0,
  floor: null,
  cost: null,
  costAsOf: null,
  marginBp: null,
  verdict: 'ok',
  approvalId: null,
  steps: [],
  free: [],
};

/** Nothing is known beside the ERP's own master records. */
export const noTerms: OrderTerms = { mastersVersion: 7, items: new Map(), customer: null, route: null, weekend: null, holidays: [] };

/** The world in which that draft is fine. */
export const fine: OrderFacts = {
  now: sixTwelve,
  today: '2026-11-17' as BusinessDate,
  rulesVersion: 3,
  customer: shree,
  items: new Map([[sev.sku, sev]]),
  terms: noTerms,
  rule: openRule,
  settings: new Map(),
  quotes: new Map([['l1', sevQuote]]),
  stock: new Map(),
  routeOrders: null,
  unseenMinor: 0,
  pastUse: new Map([['SEV200', { orders: 12, maxBaseMilli: 1_500_000, medianBaseMilli: 1_200_000 }]]),
  usual: [],
  earlier: [],
  erpRefusals: [],
  granted: [],
  repeatMeant: null,
};
