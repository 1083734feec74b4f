import { z } from 'zod';
import { priceStepSchema } from '../pricing/contract.ts';

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
  }[];
}
/** GET /api/orders: what the queue shows. */
export const orderSorts = ['urgency', 'newest'] as const;
export const snoozeFilters = ['hide', 'only', 'all'] as const;
export const orderQuerySchema = z.object({
  /** States, comma-separated. */
  state: z.string().max(400).optional(),
  q: z.string().max(100).optional(),
  customer: z.string().max(40).optional(),
  /** `me`, `nobody`, or a person's id. */
  assigned: z.string().max(80).optional(),
  snoozed: z.enum(snoozeFilters).default('hide'),
  sort: z.enum(orderSorts).default('newest'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** POST /api/orders/{id}/assign. `was` is whom the clerk saw it with. */
export const assignOrderSchema = z.object({ to: z.string().max(80).nullable(), was: z.string().max(80).nullable() });
export type AssignOrder = z.infer<typeof assignOrderSchema>;
/** POST /api/orders/{id}/notes. The id comes from the screen, so that a note that is sent twice is one. */
export const addNoteSchema = z.object({ id: z.uuid(), text: z.string().trim().min(1).max(2000) });
export type AddNote = z.infer<typeof addNoteSchema>;
/** POST /api/orders/{id}/snooze: until a time, or (null) until something changes. */
export const snoozeOrderSchema = z.object({ version: z.int(), until: z.iso.datetime({ offset: true }).nullable() });
export type SnoozeOrder = z.infer<typeof snoozeOrderSchema>;
/** POST /api/orders/{id}/presence */
export const presenceSchema = z.object({ lookers: z.array(deskPersonSchema) });
/** POST /api/orders/{id}/reopen: takes back a rejection. */
export const reopenOrderSchema = z.object({ version: z.int() });
/** GET /api/orders-desk/people: whom an order can be given to. */
export const deskPeopleSchema = z.object({ people: z.array(deskPersonSchema) });

/** POST /api/orders/bulk-confirm: each order on its own, with what became of it. */
export const bulkConfirmSchema = z.object({
  orders: z
    .array(z.object({ id: z.uuid(), version: z.int() }))
    .min(1)
    .max(200),
});
export type BulkConfirm = z.infer<typeof bulkConfirmSchema>;
export const bulkOutcomeSchema = z.object({
  id: z.string(),
  number: z.string().nullable(),
  /** `refused` and `failed` left the order as it was. */
  outcome: z.enum(['accepted', 'waiting', 'refused', 'failed']),
  code: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
});
export type BulkOutcome = z.infer<typeof bulkOutcomeSchema>;
export const bulkOutcomesSchema = z.object({ outcomes: z.array(bulkOutcomeSchema) });
export type BulkOutcomes = z.infer<typeof bulkOutcomesSchema>;

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

/** Refusals of order commands. */
export const orderRefusals = [
  'not_found',
  'forbidden',
  'stale_version',
  'wrong_state',
  'needs_customer',
  'needs_desk',
  'credit_hold',
  'duplicate',
  'unknown_sku',
  'unknown_uom',
  'unknown_line',
  'nothing_to_undo',
  'unknown_customer',
  'unknown_check',
  'never_milder',
  'amendment_open',
  'bad_quantity',
  'not_sold',
  'circular_substitute',
  'date_past',
  'nothing_changes',
  'driver_takes_back',
  'new_order_instead',
  'price_missing',
  'already_assigned',
  'unknown_person',
  'in_the_past',
] as const;
export type OrderRefusal = (typeof orderRefusals)[number];

/** Events out. Subject is the order id. */
export interface OrderEvents {
  'order.drafted': { number: string; version: number; conversationId: string | null };
  /** `elsewhere`: the reader's ids of lines that other parts of the same order hold; left out: none. */
  'order.accepted': { number: string; version: number; commandId: string; elsewhere?: readonly string[] };
  'order.confirmed': { number: string; erpNumber: string; conversationId: string | null };
  'order.held': { number: string; state: OrderState; refusal: string; facts: Record<string, unknown> };
  'order.line_corrected': { number: string; customer: string | null; words: string; sku: string; uom: string | null; wrongSku: string | null; actor: string };
  'order.correction_undone': { number: string; customer: string | null; words: string; sku: string; actor: string };
  /** Some lines go to the ERP (subject), the others stay as a second order. */
  'order.parted': { number: string; restId: string; restNumber: string; conversationId: string | null };
  'check_setting.changed': { company: string; customer: string | null; code: string; version: number };
  'order_rule.changed': { company: string; customer: string | null; version: number };
  /** The customer is to say yes or no to our prices. */
  'order.price_offered': PriceOffer;
  /** Somebody took it, put it to sleep, woke it, noted something or changed its lines; `what` as on the life line. */
  'order.desk_changed': { number: string; what: string };
  /** Somebody came to look at an order, or went. */
  'order.presence_changed': Record<string, never>;
  /** A rejection was taken back. */
  'order.reopened': { number: string; state: OrderState };
  'order.ended': { number: string; state: OrderState; reason: string };
  /** A change to an order that the ERP holds moved on; `waiting`: why, when it waits or was refused. */
  'amendment.changed': { number: string; amendmentId: string; state: AmendmentState; conversationId: string | null; waiting: string | null };
  /** It goes to the ERP: the outbox takes it in the same transaction. `release`: what was set aside for the order must be promised anew. */
  'amendment.accepted': { number: string; amendmentId: string; commandId: string; release: boolean };
  /** More than a tenth of an item's day moves. */
  'amendment.plan_touched': { number: string; amendmentId: string; items: readonly { sku: string; deltaBaseMilli: number; dayBaseMilli: number }[] };
  /** Past orders with the customers' words were read from the ERP; subject = `*`. */
  'past_orders.saved': { erpNumbers: readonly string[] };
}

/** How strictly a check is taken for a company or a customer: its own way, or another outcome instead of its own. `pass` switches it off. */
export const checkSettingSchema = z.object({
  company: z.string(),
  /** Null: for every customer of the company. */
  customer: z.string().nullable(),
  code: z.string().regex(/^V\d\d$/),
  /** Null: the check's own way again, after a setting was taken back. */
  outcome: z.enum(checkOutcomes).nullable(),
  version: z.int(),
  changedBy: z.string(),
  changedAt: z.string(),
  why: z.string(),
});
export type CheckSetting = z.infer<typeof checkSettingSchema>;

/** What one customer or a whole company (customer null) wants of its orders. Null in a customer's rule: as the company has it. */
export const orderRuleSchema = z.object({
  partialPolicy: z.enum(['whole_order', 'good_lines']).nullable(),
  minimumMinor: z.int().nonnegative().nullable(),
  poRequired: z.boolean().nullable(),
  overdueDays: z.int().nonnegative().nullable(),
  shelfLifePercent: z.int().min(0).max(100).nullable(),
  /** Weekdays on which goods can be delivered, 0 = Sunday. */
  deliveryDays: z.array(z.int().min(0).max(6)).nullable(),
  /** Local time until which an order still goes on the next delivery day, `HH:MM`. */
  cutOff: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .nullable(),
  leadDays: z.int().nonnegative().nullable(),
  /** Orders for a day nearer than this touch the frozen plan when stock does not cover them. */
  frozenDays: z.int().nonnegative().nullable(),
  licenceRequired: z.boolean().nullable(),
  /** A customer without a tax number goes to the desk. */
  taxNumberRequired: z.boolean().nullable(),
});
export type OrderRule = z.infer<typeof orderRuleSchema>;

/** One version of an order rule as it is kept. */
export const orderRuleVersionSchema = z.object({
  company: z.string(),
  customer: z.string().nullable(),
  version: z.int(),
  rule: orderRuleSchema,
  changedBy: z.string(),
  changedAt: z.string(),
  why: z.string(),
});
export type OrderRuleVersion = z.infer<typeof orderRuleVersionSchema>;

const scope = { company: z.string().min(1).max(20), customer: z.string().min(1).max(40).nullable() };
/** PUT /api/order-rules/checks: `version` is the one that was looked at, 0 when there is none yet. */
export const saveCheckSettingSchema = z.object({
  ...scope,
  code: checkSettingSchema.shape.code,
  outcome: checkSettingSchema.shape.outcome,
  version: z.int().nonnegative(),
  why: z.string().trim().min(1).max(300),
});
export type SaveCheckSetting = z.infer<typeof saveCheckSettingSchema>;
/** PUT /api/order-rules */
export const saveOrderRuleSchema = z.object({ ...scope, rule: orderRuleSchema, version: z.int().nonnegative(), why: z.string().trim().min(1).max(300) });
export type SaveOrderRule = z.infer<typeof saveOrderRuleSchema>;

/** GET /api/order-rules: what counts for a company or one of its customers, and what was set where. */
export const orderRulesPageSchema = z.object({
  company: z.string(),
  customer: z.string().nullable(),
  checks: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      /** What it may say by itself. */
      own: z.array(z.enum(checkOutcomes)),
      /** Nobody may make it milder. */
      fixed: z.boolean(),
      /** Counts here; null: its own way. */
      effective: z.enum(checkOutcomes).nullable(),
      company: checkSettingSchema.nullable(),
      customer: checkSettingSchema.nullable(),
    }),
  ),
  rule: z.object({ effective: orderRuleSchema, company: orderRuleVersionSchema.nullable(), customer: orderRuleVersionSchema.nullable() }),
});
export type OrderRulesPage = z.infer<typeof orderRulesPageSchema>;

/** What a customer or clerk wants changed in an order that the ERP holds. One amendment may hold several. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), sku: z.string(), quantityMilli: z.int().positive(), uom: z.string(), words: z.string().default('') }),
  z.object({ kind: z.literal('quantity'), lineId: z.string(), quantityMilli: z.int().positive() }),
  z.object({ kind: z.literal('substitute'), lineId: z.string(), sku: z.string(), uom: z.string().optional() }),
  z.object({ kind: z.literal('cancel_line'), lineId: z.string() }),
  z.object({ kind: z.literal('date'), requestedDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  z.object({ kind: z.literal('cancel_all') }),
]);
export type Change = z.infer<typeof changeSchema>;

export const amendmentStates = ['proposed', 'needs_desk', 'needs_planner', 'sending', 'unknown', 'applied', 'refused', 'withdrawn'] as const;
export type AmendmentState = (typeof amendmentStates)[number];

/** An amendment with what it changes, line by line, before and after. */
export const amendmentSchema = z.object({
  id: z.string(),
  orderId: z.string(),
  state: z.enum(amendmentStates),
  changes: z.array(changeSchema),
  before: z.array(orderLineSchema),
  after: z.array(orderLineSchema),
  netBeforeMinor: z.int().nullable(),
  netAfterMinor: z.int().nullable(),
  dateBefore: z.string().nullable(),
  dateAfter: z.string().nullable(),
  requestedBy: z.string(),
  at: z.string(),
  /** Why it waits or was refused: a code and facts. */
  waiting: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
  commandId: z.string().nullable(),
  wantedBy: z.enum(['customer', 'desk', 'us']),
});
export type Amendment = z.infer<typeof amendmentSchema>;

/** POST /api/orders/{id}/amendments (and …/preview). `us`: our own wish, which the customer must accept first. */
export const requestAmendmentSchema = z.object({
  version: z.int(),
  changes: z.array(changeSchema).min(1).max(200),
  wantedBy: z.enum(['desk', 'us']).default('desk'),
  /** Codes of findings that the clerk has seen and accepts. */
  accept: z.array(z.string()).default([]),
});
export type RequestAmendment = z.infer<typeof requestAmendmentSchema>;
/** POST /api/orders/{id}/amendments/{amendmentId}/confirm, /withdraw */
export const confirmAmendmentSchema = z.object({ accept: z.array(z.string()).default([]) });
export const amendmentListSchema = z.object({ rows: z.array(amendmentSchema) });
export type AmendmentList = z.infer<typeof amendmentListSchema>;
