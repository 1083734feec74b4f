import { z } from 'zod';
import { priceStepSchema } from '../../pricing/contract.ts';

/** The order life; RECEIVED and NOT_ORDER are states of a conversation, before there is an order. See domain/order-machine.ts. */
export const orderStates = [
  'assembling',
  'needs_customer',
  'needs_desk',
  'price_hold',
  'credit_hold',
  'stock_decision',
  'posting',
  'post_unknown',
  'confirmed',
  'amending',
  'allocated',
  'picked',
  'loaded',
  'delivered',
  'part_delivered',
  'delivery_failed',
  'invoiced',
  'closed',
  'cancelled',
  'rejected',
  'duplicate',
] as const;
export const orderStateSchema = z.enum(orderStates);
export type OrderState = z.infer<typeof orderStateSchema>;

/** Who the clock runs for. */
export const clockOwners = ['ours', 'customer', 'approver', 'erp'] as const;
export type ClockOwner = (typeof clockOwners)[number];
export const clockSchema = z.object({
  /** Milliseconds each party has held the order so far. */
  ours: z.int(),
  customer: z.int(),
  approver: z.int(),
  erp: z.int(),
  /** Who holds it now; null when the order has ended. */
  running: z.enum(clockOwners).nullable(),
  /** Milliseconds of `ours` that were the quiet window. */
  quietWindow: z.int(),
});
export type Clock = z.infer<typeof clockSchema>;

export const spanSchema = z.object({ turn: z.string(), start: z.int(), end: z.int() });
export const rivalSchema = z.object({ sku: z.string(), name: z.string(), p: z.number(), differsBy: z.array(z.string()) });

/** One fact that led to a line: a snake_case code with the facts that its sentence names. */
export const reasonSchema = z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) });
export type Reason = z.infer<typeof reasonSchema>;

/** How the price of a line came about, as of when it was priced. Margin only for those who may see it; absent: not known or not theirs. */
export const linePriceSchema = z.object({
  /** Of one unit, before discounts. */
  listMinor: z.int().nullable(),
  /** What the customer or a clerk asks for one unit. */
  askedMinor: z.int().nullable(),
  steps: z.array(priceStepSchema),
  /** Of one unit, decimal texts of minor units. */
  margin: z.object({ floor: z.string().nullable(), cost: z.string().nullable(), marginBp: z.int().nullable() }).optional(),
});
export type LinePrice = z.infer<typeof linePriceSchema>;

/** What goes along free with a line, by which scheme. */
export const freeGoodSchema = z.object({
  sku: z.string(),
  itemName: z.string().nullable(),
  quantityMilli: z.int(),
  uom: z.string(),
  scheme: z.string(),
});
export type FreeGoodRow = z.infer<typeof freeGoodSchema>;

/** What an order comes to, in minor units. `taxes` null: the tax of a line is not known. */
export const orderSumsSchema = z.object({
  netMinor: z.int(),
  taxes: z.array(z.object({ bp: z.int(), netMinor: z.int(), taxMinor: z.int() })).nullable(),
  taxMinor: z.int().nullable(),
  grossMinor: z.int().nullable(),
});
export type OrderSums = z.infer<typeof orderSumsSchema>;

export const orderLineSchema = z.object({
  lineNo: z.int(),
  /** The reader's id of the line; corrections refer to it. */
  lineId: z.string(),
  words: z.string(),
  spans: z.array(spanSchema),
  sku: z.string().nullable(),
  itemName: z.string().nullable(),
  quantityMilli: z.int().nullable(),
  uom: z.string().nullable(),
  priceMinor: z.int().nullable(),
  netMinor: z.int().nullable(),
  /** Null: not priced. */
  price: linePriceSchema.nullish(),
  /** Tax on its net; left out: not known. */
  tax: z.object({ bp: z.int(), minor: z.int() }).optional(),
  /** Item of the ERP's document that it is, or will be. */
  erpLine: z.int().optional(),
  /** Left out: nothing. */
  free: z.array(freeGoodSchema).optional(),
  decision: z.enum(['auto', 'ask', 'human']),
  p: z.number(),
  via: z.string(),
  vetoes: z.array(z.string()),
  open: z.array(z.string()),
  rivals: z.array(rivalSchema),
  why: z.array(reasonSchema),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

/** A line as a reading or a clerk made it, before prices and names. */
export interface DraftLine {
  readonly lineId: string;
  readonly words: string;
  readonly spans: readonly { readonly turn: string; readonly start: number; readonly end: number }[];
  readonly sku: string | null;
  readonly quantityMilli: number | null;
  readonly uom: string | null;
  readonly decision: 'auto' | 'ask' | 'human';
  readonly p: number;
  /** How it was found: code, alias, history, match, answer, … or `desk`. */
  readonly via: string;
  readonly vetoes: readonly string[];
  readonly open: readonly string[];
  readonly rivals: readonly { readonly sku: string; readonly p: number; readonly differsBy: readonly string[] }[];
  readonly why: readonly { readonly code: string; readonly facts: Readonly<Record<string, string | number>> }[];
  /** The price of one `uom` that the customer names, in minor units of their currency; never an instruction. */
  readonly askedMinor?: number | null;
}

/**
 * What a check may say, mildest first: nothing, shown only, the customer can settle it, a person must look, somebody must say how stock is
 * split, somebody with authority must let it pass (price or plan), credit must be released, cannot be posted at all.
 */
export const checkOutcomes = ['pass', 'warn', 'ask', 'desk', 'stock', 'approval', 'hold', 'block'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];
export const checkResultSchema = z.object({
  /** V01 … as in the catalogue of checks. */
  code: z.string(),
  name: z.string(),
  outcome: z.enum(checkOutcomes),
  lineNo: z.int().nullable(),
  facts: z.record(z.string(), z.unknown()),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

export const lifeEventSchema = z.object({
  seq: z.int(),
  at: z.string(),
  /** `state` (a change of state), `version`, or `milestone`. */
  kind: z.enum(['state', 'version', 'milestone']),
  fromState: orderStateSchema.nullable(),
  toState: orderStateSchema.nullable(),
  actor: z.string(),
  /** Snake_case: `message_received`, `quiet_window_ended`, `checks_passed`, `erp_committed`, `line_corrected`, `reply_sent`, … */
  why: z.string(),
  facts: z.record(z.string(), z.unknown()),
});
export type LifeEvent = z.infer<typeof lifeEventSchema>;

/** A person as the desk names one. */
export const deskPersonSchema = z.object({ id: z.string(), name: z.string() });
export type DeskPerson = z.infer<typeof deskPersonSchema>;

/** What a clerk noted on an order. */
export const noteSchema = z.object({ id: z.string(), at: z.string(), actor: z.string(), text: z.string() });
export type Note = z.infer<typeof noteSchema>;

/** A row of the desk's queue. */
export const orderRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  version: z.int(),
  state: orderStateSchema,
  customer: z.string().nullable(),
  customerName: z.string().nullable(),
  sender: z.string().nullable(),
  conversationId: z.string().nullable(),
  netMinor: z.int().nullable(),
  currency: z.string().nullable(),
  lineCount: z.int(),
  /** First words of the newest message, for recognition. */
  preview: z.string(),
  waiting: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
  erpNumber: z.string().nullable(),
  requestedDate: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  clock: clockSchema,
  /** Until when it must be settled to go on its day. */
  cutOffAt: z.string().nullable(),
  assignedTo: deskPersonSchema.nullable(),
  /** Sleeps until that time (null: until something changes); null: awake. */
  snoozed: z.object({ until: z.string().nullable() }).nullable(),
  noteCount: z.int(),
  /** Who is looking at it now. */
  lookers: z.array(deskPersonSchema),
});
export type OrderRow = z.infer<typeof orderRowSchema>;

export const orderPageSchema = orderRowSchema.extend({
  company: z.string().optional(),
  shipTo: z.string().nullable(),
  shipToName: z.string().nullable(),
  language: z.string(),
  poNumber: z.string().nullable(),
  erpReference: z.string().nullable(),
  commandId: z.string().nullable(),
  lines: z.array(orderLineSchema),
  /** Null: a line has no price. */
  sums: orderSumsSchema.nullish(),
  checks: z.array(checkResultSchema),
  life: z.array(lifeEventSchema),
  notes: z.array(noteSchema),
  versions: z.array(z.object({ version: z.int(), at: z.string(), actor: z.string(), why: z.string(), lines: z.array(orderLineSchema) })),
  /** Stage → milliseconds, for the stages that have ended: door, read, quiet_window, checks, erp_wait, erp, reply. */
  stages: z.record(z.string(), z.int()),
  /** The other orders into which the same order was parted. */
  family: z.array(z.object({ id: z.string(), number: z.string(), state: orderStateSchema })),
});
export type OrderPage = z.infer<typeof orderPageSchema>;

export const orderListSchema = z.object({
  rows: z.array(orderRowSchema),
  /** How many orders are in each state, those asleep left out. */
  counts: z.record(z.string(), z.int()),
  /** Of the open orders: how many are mine, nobody's, asleep. */
  desk: z.object({ mine: z.int(), unassigned: z.int(), snoozed: z.int() }),
  nextCursor: z.string().nullable(),
  /** When it was read. */
  asOf: z.string(),
});
export type OrderList = z.infer<typeof orderListSchema>;

/** Why a clerk changes what the machine read or the customer said. */
export const changeReasons = [
  'misread',
  'wrong_item',
  'wrong_quantity',
  'wrong_unit',
  'customer_changed',
  'out_of_stock',
  'substitute_agreed',
  'not_sold_here',
  'said_elsewhere',
  'other',
] as const;
export const changeReasonSchema = z.enum(changeReasons);
export type ChangeReason = z.infer<typeof changeReasonSchema>;

/** PATCH /api/orders/{id}/lines/{lineId}: a correction by the desk. It teaches the alias. */
export const correctLineSchema = z.object({
  version: z.int(),
  sku: z.string().optional(),
  quantityMilli: z.int().positive().optional(),
  uom: z.string().optional(),
  remove: z.boolean().optional(),
  reason: changeReasonSchema.optional(),
});
export type CorrectLine = z.infer<typeof correctLineSchema>;

/** POST /api/orders/{id}/lines: a line that the desk adds by hand. */
export const addLineSchema = z.object({
  version: z.int(),
  sku: z.string(),
  quantityMilli: z.int().positive(),
  uom: z.string(),
  reason: changeReasonSchema.optional(),
});
export type AddLine = z.infer<typeof addLineSchema>;
/** POST /api/orders/{id}/change-reason: why the lines were changed last, said after the change. */
export const explainChangeSchema = z.object({ version: z.int(), reason: changeReasonSchema });
export type ExplainChange = z.infer<typeof explainChangeSchema>;
/** POST /api/orders/{id}/undo: takes back the newest correction by the desk, and what it taught. */
export const undoSchema = z.object({ version: z.int() });

/** POST /api/orders/{id}/confirm, /reject */
export const confirmOrderSchema = z.object({
  version: z.int(),
  /** Codes of desk-level checks that the clerk has seen and accepts. */
  accept: z.array(z.string()).default([]),
  /** Why, by code; kept on the life line. */
  reasons: z.record(z.string().regex(/^V\d\d$/), z.string().max(200)).optional(),
});
export type ConfirmOrder = z.infer<typeof confirmOrderSchema>;
export const rejectOrderSchema = z.object({
  version: z.int(),
  reason: z.enum(['not_an_order', 'duplicate', 'customer_withdrew', 'cannot_supply', 'other']),
  note: z.string().max(500).default(''),
});
export type RejectOrder = z.infer<typeof rejectOrderSchema>;

/** POST /api/orders/{id}/price-request: other prices than ours for some lines, in minor units of one unit; null takes the ask back. */
export const askPriceSchema = z.object({
  version: z.int(),
  lines: z
    .array(z.object({ lineId: z.string().max(80), unitMinor: z.int().positive().nullable() }))
    .min(1)
    .max(500),
  reason: z.enum(['competitor', 'volume', 'new_customer', 'promised', 'near_expiry', 'complaint', 'other']),
  note: z.string().max(500).default(''),
});
export type AskPrice = z.infer<typeof askPriceSchema>;

/** Prices put to the customer: a counter-offer, or our own price because another one was declined. */
export interface PriceOffer {
  readonly number: string;
  readonly conversationId: string;
  readonly kind: 'counter' | 'declined';
  readonly currency: string;
  readonly lines: readonly {
    readonly lineId: string;
    readonly words: string;
    readonly itemName: string;
    readonly uom: string;
    readonly unitMinor: number;
    readonly askedMinor: number;
    /** The price is for this quantity; null: for the one that was ordered. */
    readonly quantityMilli: number | null;
  }[];
}

/** A line of a past ERP order. `words`: the customer's own, where the ERP holds them. */
export interface PastOrderLine {
  readonly erpNumber: string;
  readonly lineNo: number;
  readonly customer: string;
  readonly orderedOn: string;
  readonly sku: string;
  readonly quantityMilli: number;
  readonly uom: string;
  readonly netMinor: number | null;
  readonly words: string | null;
}
