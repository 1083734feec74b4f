import { z } from 'zod';

/** Prices, schemes, floors and the quote. Money in minor units, quantities in thousandths, rates in basis points (1 % = 100). */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const currency = z.string().length(3);

/** Where a price may come from, best first. */
export const priceSources = ['contract', 'customer', 'group', 'promotion', 'list'] as const;
export type PriceSource = (typeof priceSources)[number];

/**
 * A price as the ERP or a person keeps it. `priceList` tells its source: `contract:<customer>`, `customer:<customer>`, `group:<price group>`,
 * `promotion:<code>`, else a list's code; `*` is the list of everyone. `fromMilli`: the tier, the quantity in `uom` from which it holds.
 */
export const priceRecordSchema = z.object({
  sku: z.string().min(1).max(40),
  priceList: z.string().min(1).max(60),
  currency,
  uom: z.string().min(1).max(10),
  minor: z.int().positive(),
  fromMilli: z.int().nonnegative().optional(),
  validFrom: day,
  validTo: day,
});
export type PriceRecord = z.infer<typeof priceRecordSchema>;

/** Which items a rule is for. All lists empty: every item. A rule fits when the item is in any list that is not empty. */
export const itemScopeSchema = z.object({ skus: z.array(z.string()), groups: z.array(z.string()), brands: z.array(z.string()) });
export type ItemScope = z.infer<typeof itemScopeSchema>;

/** Which customers a rule is for, in the same manner. */
export const customerScopeSchema = z.object({
  customers: z.array(z.string()),
  priceGroups: z.array(z.string()),
  regions: z.array(z.string()),
  channels: z.array(z.string()),
});
export type CustomerScope = z.infer<typeof customerScopeSchema>;

/**
 * What a scheme gives. `slab`: the rate of the reached band for all volume; `stepped`: each band's rate for its own part.
 * `free_goods`: for each `everyMilli` bought, `freeMilli` of `sku` (null: of the same item). `combo`: all of `needs` in one order.
 */
export const schemeGiftSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('percent_off'),
    basis: z.enum(['quantity', 'value']),
    scale: z.enum(['slab', 'stepped']),
    bands: z.array(z.object({ from: z.int().nonnegative(), bp: z.int().min(0).max(10_000) })).min(1),
  }),
  z.object({
    kind: z.literal('amount_off'),
    basis: z.enum(['quantity', 'value']),
    scale: z.enum(['slab', 'stepped']),
    /** `minor` off one `uom` of the scheme. */
    bands: z.array(z.object({ from: z.int().nonnegative(), minor: z.int().nonnegative() })).min(1),
  }),
  z.object({
    kind: z.literal('free_goods'),
    everyMilli: z.int().positive(),
    freeMilli: z.int().positive(),
    sku: z.string().nullable(),
    freeUom: z.string().nullable(),
    atMostMilli: z.int().positive().nullable(),
  }),
  z.object({
    kind: z.literal('combo'),
    needs: z.array(z.object({ sku: z.string(), uom: z.string(), quantityMilli: z.int().positive() })).min(2),
    bp: z.int().min(0).max(10_000),
  }),
]);
export type SchemeGift = z.infer<typeof schemeGiftSchema>;

/** A trade scheme. Quantities of its bands are in `uom`, values in `currency`. Of one `stackGroup` only the best for the customer counts; different groups add up. */
export const schemeSchema = z.object({
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(120),
  items: itemScopeSchema,
  customers: customerScopeSchema,
  uom: z.string().nullable(),
  currency: currency.nullable(),
  gift: schemeGiftSchema,
  stackGroup: z.string().min(1).max(40),
  validFrom: day,
  validTo: day,
  active: z.boolean(),
});
export type Scheme = z.infer<typeof schemeSchema>;

/** How low a price may go. `last_days`: at most `bp` below the median net price of the last `days` days. Of all floors that fit the strictest wins. */
export const floorLimitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absolute'), minor: z.int().positive(), uom: z.string(), currency }),
  z.object({ kind: z.literal('percent_below_list'), bp: z.int().min(0).max(10_000) }),
  z.object({ kind: z.literal('margin_over_cost'), bp: z.int().min(0).max(9_999) }),
  z.object({ kind: z.literal('last_days'), days: z.int().min(1).max(730), bp: z.int().min(0).max(10_000) }),
]);
export type FloorLimit = z.infer<typeof floorLimitSchema>;
export const floorSchema = z.object({
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(120),
  items: itemScopeSchema,
  customers: customerScopeSchema,
  limit: floorLimitSchema,
  validFrom: day,
  validTo: day,
  active: z.boolean(),
});
export type Floor = z.infer<typeof floorSchema>;

/** What one `uom` of an item costs us. */
export const costRecordSchema = z.object({ sku: z.string(), currency, uom: z.string(), minor: z.int().positive(), asOf: day });
export type CostRecord = z.infer<typeof costRecordSchema>;

/** Tax of a country on items: `bp` of the net. The ERP's own figure wins on the invoice. */
export const taxRuleSchema = z.object({
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(120),
  country: z.string().length(2),
  items: itemScopeSchema,
  bp: z.int().min(0).max(10_000),
  validFrom: day,
  validTo: day,
  active: z.boolean(),
});
export type TaxRule = z.infer<typeof taxRuleSchema>;

/**
 * Who may give what. A discount off list up to `autoUpToBp`, at or above the floor, passes by itself and is logged. Above that the first tier
 * whose `upToBp` covers it decides; only tiers with `belowFloor` decide under the floor, and then `personsBelowFloor` of them are needed.
 */
export const approvalPolicySchema = z.object({
  autoUpToBp: z.int().min(0).max(10_000),
  tiers: z
    .array(
      z.object({
        tier: z.int().min(1).max(3),
        roles: z.array(z.string()).min(1),
        upToBp: z.int().min(0).max(10_000),
        belowFloor: z.boolean(),
        /** Minutes to decide before the next tier is asked too. */
        minutes: z.int().min(1),
      }),
    )
    .min(1)
    .max(3),
  personsBelowFloor: z.int().min(1).max(3),
  /** A price asked that differs from ours by less than this is no request. */
  toleranceBp: z.int().min(0).max(1_000),
});
export type ApprovalPolicy = z.infer<typeof approvalPolicySchema>;

/** The kinds of rules that people edit, and the form of each. Every version is kept. */
export const ruleKinds = ['scheme', 'floor', 'tax', 'policy'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** One version of a rule as it is kept. `policy` has the code `approval`. */
export const ruleVersionSchema = z.object({
  kind: z.enum(ruleKinds),
  company: z.string(),
  code: z.string(),
  version: z.int().positive(),
  body: z.unknown(),
  changedBy: z.string(),
  changedAt: z.string(),
  why: z.string(),
});
export type RuleVersion = z.infer<typeof ruleVersionSchema>;

/** What pricing must know of a customer. */
export interface PricedCustomer {
  readonly code: string;
  readonly company: string;
  readonly priceList: string;
  readonly priceGroup: string;
  readonly region: string;
  readonly channel: string;
  readonly country: string;
  readonly currency: string;
}

/** One line to be priced. `askedMinor`: the price of one `uom` that the customer asks for. */
export interface QuoteLine {
  readonly lineId: string;
  readonly sku: string;
  readonly uom: string;
  readonly quantityMilli: number;
  readonly askedMinor: number | null;
  /** A discount that the rep gives himself, on top of everything. */
  readonly ownBp: number;
}

/** An order to be priced on a business day. `orderId`: approvals that are bound to it count. */
export interface QuoteRequest {
  readonly customer: PricedCustomer;
  readonly on: string;
  readonly orderId: string | null;
  readonly lines: readonly QuoteLine[];
  /** Off invoice: counts for the floor, never for the invoice. */
  readonly cashDiscountBp: number;
  /** Freight that we bear for the whole order; spread over lines by value. */
  readonly freightMinor: number;
}

/** One step of how a price came about: which rule, from which source, what one `uom` cost after it (decimal text of minor units), as of when. */
export const priceStepSchema = z.object({
  rule: z.enum([
    'contract_price',
    'customer_price',
    'group_price',
    'promotion_price',
    'list_price',
    'tier',
    'unit_conversion',
    'scheme',
    'own_discount',
    'approved_price',
    'asked_price',
    'rounding',
    'cash_discount',
    'free_goods',
    'freight',
  ]),
  source: z.string(),
  minor: z.string(),
  uom: z.string(),
  asOf: z.string(),
});
export type PriceStep = z.infer<typeof priceStepSchema>;

/** The floor of a line: the strictest one, per `uom` in decimal minor units, with all that were looked at. */
export const lineFloorSchema = z.object({
  code: z.string(),
  kind: z.enum(['absolute', 'percent_below_list', 'margin_over_cost', 'last_days']),
  minor: z.string(),
  others: z.array(z.object({ code: z.string(), kind: z.string(), minor: z.string() })),
});
export type LineFloor = z.infer<typeof lineFloorSchema>;

/**
 * `ok`: goes by itself. `asks_less`: our price stands, the customer asks another one. `over_authority`: at or above the floor, but people give
 * more than goes by itself; what schemes give is nobody's discount. `below_floor`, `below_cost`. `approved`: would need somebody, and an approval covers it.
 */
export const priceVerdicts = ['ok', 'asks_less', 'over_authority', 'below_floor', 'below_cost', 'approved'] as const;
export type PriceVerdict = (typeof priceVerdicts)[number];

/** A priced line. `unitMinor` × quantity = `netMinor`, rounded once at the line's end: what goes to the ERP. */
export const lineQuoteSchema = z.object({
  lineId: z.string(),
  sku: z.string(),
  uom: z.string(),
  quantityMilli: z.int(),
  currency: z.string(),
  /** The price before discounts, of one `uom`. */
  listMinor: z.int(),
  unitMinor: z.int(),
  netMinor: z.int(),
  taxBp: z.int(),
  taxMinor: z.int(),
  /** What one `uom` brings after cash discount, free goods and freight: decimal text of minor units. The floor is held against this. */
  netNet: z.string(),
  /** Discount off list of the net-net price, in basis points, rounded up. */
  discountBp: z.int(),
  floor: lineFloorSchema.nullable(),
  /** Cost of one `uom`, decimal minor units; null: not known. */
  cost: z.string().nullable(),
  costAsOf: z.string().nullable(),
  marginBp: z.int().nullable(),
  verdict: z.enum(priceVerdicts),
  /** The approval that let it pass. */
  approvalId: z.string().nullable(),
  steps: z.array(priceStepSchema),
  free: z.array(z.object({ sku: z.string(), uom: z.string(), quantityMilli: z.int().positive(), scheme: z.string() })),
});
export type LineQuote = z.infer<typeof lineQuoteSchema>;

/** Why a line has no price: none on file, none valid any more, in a unit that does not convert, or in another currency only. */
export const priceGaps = ['no_price', 'price_expired', 'unit_not_convertible', 'wrong_currency'] as const;
/** A line without a price. */
export type PriceGap = { readonly lineId: string; readonly code: (typeof priceGaps)[number]; readonly sku: string; readonly uom: string };

/** The answer: a quote or a gap a line, in the order of the lines, with the version of the rules that it stands on. */
export interface OrderQuote {
  readonly lines: readonly (LineQuote | PriceGap)[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly rulesVersion: number;
}

/**
 * A price that people have let pass: from `netNet` on for one `uom`, for one order (once) or until a day. Kept for ever. `atLeastMilli`: the price was
 * given for a quantity, and a smaller one does not have it.
 */
export const approvalSchema = z.object({
  id: z.string(),
  caseId: z.string(),
  company: z.string(),
  customer: z.string(),
  sku: z.string(),
  uom: z.string(),
  currency,
  /** The unit price for the ERP. */
  unitMinor: z.int().positive(),
  /** Net-net, decimal minor units: what was let pass. */
  netNet: z.string(),
  atMostMilli: z.int().positive().nullable(),
  atLeastMilli: z.int().positive().nullable(),
  orderId: z.string().nullable(),
  validUntil: day.nullable(),
  approvedBy: z.array(z.string()).min(1),
  at: z.string(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** A line that was sold: what was invoiced or confirmed. For history, peers, leaks and back-tests. */
export interface Sale {
  readonly erpNumber: string;
  readonly lineNo: number;
  readonly customer: string;
  readonly on: string;
  readonly sku: string;
  readonly uom: string;
  readonly quantityMilli: number;
  readonly netMinor: number;
  readonly currency: string;
}

export const pricingRefusals = [
  'forbidden',
  'not_found',
  'stale_version',
  'bad_rule',
  'overlapping_bands',
  'unknown_sku',
  'wrong_currency',
  'not_positive',
] as const;
export type PricingRefusal = (typeof pricingRefusals)[number];

/** Events out. Subject is the rule's code or the approval's id. */
export interface PricingEvents {
  'price_rule.changed': { kind: RuleKind; company: string; version: number };
  'price_approval.granted': { caseId: string; customer: string; sku: string };
}

export * from './contract/rehearsal.ts';
export * from './contract/rules.ts';
export * from './contract/reports.ts';

/** What whoever decides about a price should know of before, in the form of a price card. */
export interface PriceHistory {
  readonly sales12Minor: number;
  /** Margin of those sales over today's costs, where a cost is known. */
  readonly margin12Bp: number | null;
  /** Sales of the last three months against the three before. */
  readonly trendBp: number | null;
  /** The last discounts on these items. `promisedOnce`: let pass for one order only; `repeated`: as cheap again afterwards. */
  readonly before: readonly {
    readonly on: string;
    readonly sku: string;
    readonly discountBp: number;
    readonly givenMinor: number;
    readonly promisedOnce: boolean;
    readonly repeated: boolean;
  }[];
  /** Discounts of customers of the same group on the same items, last 90 days. */
  readonly peers: { readonly customers: number; readonly medianBp: number | null; readonly p80Bp: number | null };
}
