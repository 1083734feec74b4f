import { z } from 'zod';
import { approverMonthSchema } from './contract/price-report.ts';

export * from './contract/price-report.ts';

/** Cases for people: something that somebody must know, acknowledge or decide, with everything needed to do so. */

export const caseKinds = ['price_request', 'credit_hold', 'order_change', 'frozen_plan', 'master_data_task', 'tuning_proposal'] as const;
export const caseKindSchema = z.enum(caseKinds);
export type CaseKind = (typeof caseKinds)[number];

/** RAISED → ACKED → DECIDED → ACTING → VERIFIED → CLOSED; ack is not solved. A lapsed request is `expired`: it was never approved. */
export const caseStates = ['raised', 'acked', 'decided', 'acting', 'verified', 'closed', 'expired', 'withdrawn'] as const;
export const caseStateSchema = z.enum(caseStates);
export type CaseState = (typeof caseStates)[number];

/** What an approver may choose. `approve_until` needs `until`; `counter` needs `terms`; `ask` and `forward` decide nothing. */
export const choices = ['approve', 'approve_until', 'counter', 'decline', 'ask', 'forward', 'accept', 'done', 'dismiss'] as const;
export const choiceSchema = z.enum(choices);
export type Choice = (typeof choices)[number];

/** By which way somebody decided. Free text never does. */
export const decisionWays = ['desk', 'link', 'whatsapp_button', 'system'] as const;
export type DecisionWay = (typeof decisionWays)[number];

/** One step of the ladder: who is asked, and after how many minutes without a decision. Tier 1 at once. At most three. */
export const caseStepSchema = z.object({ tier: z.int().min(1).max(3), roles: z.array(z.string()).min(1), afterMin: z.int().nonnegative() });
export type CaseStep = z.infer<typeof caseStepSchema>;

/** One question to one function: what it is asked, with its own facts. */
export const audienceSchema = z.object({ role: z.string(), question: z.string(), facts: z.record(z.string(), z.unknown()) });
export type Audience = z.infer<typeof audienceSchema>;

/** What one person has been told, and what came of it. */
export const tellingSchema = z.object({
  person: z.string(),
  name: z.string(),
  role: z.string(),
  tier: z.int(),
  /** Stands in for this person, who is away. */
  insteadOf: z.string().nullable(),
  toldAt: z.string(),
  remindedAt: z.string().nullable(),
  ackedAt: z.string().nullable(),
});
export type Telling = z.infer<typeof tellingSchema>;

/** One decision, kept for ever. `terms`: e.g. `{ unitMinor, quantityMilli }` of a counter-offer. */
export const decisionSchema = z.object({
  seq: z.int(),
  at: z.string(),
  by: z.string(),
  name: z.string(),
  way: z.enum(decisionWays),
  choice: choiceSchema,
  until: z.string().nullable(),
  terms: z.record(z.string(), z.unknown()),
  reason: z.string(),
  /** The content version that was looked at: a change of the case asks anew for what has changed. */
  caseVersion: z.int(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** An entry of the case's own story: `raised`, `told`, `reminded`, `acked`, `escalated`, `decided`, `expired`, `no_one_on_duty`, … */
export const caseEventSchema = z.object({ seq: z.int(), at: z.string(), actor: z.string(), what: z.string(), facts: z.record(z.string(), z.unknown()) });
export type CaseEvent = z.infer<typeof caseEventSchema>;

/** A row of a list of cases. */
export const caseRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  kind: caseKindSchema,
  state: caseStateSchema,
  version: z.int(),
  company: z.string(),
  /** `order`, … and its id: what the case is about. Its key keeps two cases about the same thing from existing. */
  subject: z.object({ noun: z.string(), id: z.string(), label: z.string() }),
  customer: z.string().nullable(),
  /** Null: nobody there, or not known to the master data. */
  customerName: z.string().nullable(),
  amountMinor: z.int().nullable(),
  currency: z.string().nullable(),
  requestedBy: z.string(),
  requestedByName: z.string(),
  /** When it lapses (a price request: never approved then). */
  deadlineAt: z.string().nullable(),
  tier: z.int(),
  /** How many different people must agree, and how many have. */
  personsNeeded: z.int(),
  personsAgreed: z.int(),
  raisedAt: z.string(),
  ackedAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** For this viewer: may decide now, and why not when not. */
  mayDecide: z.boolean(),
  mayNotWhy: z.string().nullable(),
});
export type CaseRow = z.infer<typeof caseRowSchema>;

/** The whole case. `card` is in the form of its kind: see `priceCardSchema`. */
export const casePageSchema = caseRowSchema.extend({
  card: z.unknown(),
  /** For this viewer: floors, costs and margins are told. */
  seesMargins: z.boolean(),
  audiences: z.array(audienceSchema),
  steps: z.array(caseStepSchema),
  choices: z.array(choiceSchema),
  tellings: z.array(tellingSchema),
  decisions: z.array(decisionSchema),
  story: z.array(caseEventSchema),
  /** Of a price request, for whoever may have to decide it: what they have let pass this month. Null for others. */
  approverMonth: approverMonthSchema.nullable().default(null),
});
export type CasePage = z.infer<typeof casePageSchema>;

/** GET /api/links/{token}: the case, with the name of the person for whom the link was made and the instant after which it decides nothing. */
export const linkPageSchema = casePageSchema.extend({ decider: z.string(), linkEndsAt: z.string() });
export type LinkPage = z.infer<typeof linkPageSchema>;

/** GET /api/cases: open ones first, by deadline. */
export const caseListSchema = z.object({ rows: z.array(caseRowSchema), counts: z.record(z.string(), z.int()), nextCursor: z.string().nullable() });
export type CaseList = z.infer<typeof caseListSchema>;

/** One line of a price request as the approver sees it. Unit prices in minor units of one `uom`; net-net, floor and cost as decimal texts of minor units. */
export const priceCardLineSchema = z.object({
  lineId: z.string(),
  lineNo: z.int(),
  sku: z.string(),
  itemName: z.string(),
  uom: z.string(),
  quantityMilli: z.int(),
  listMinor: z.int(),
  ourUnitMinor: z.int(),
  askedUnitMinor: z.int(),
  askedNetNet: z.string(),
  askedDiscountBp: z.int(),
  floor: z.string().nullable(),
  floorRule: z.string().nullable(),
  cost: z.string().nullable(),
  costAsOf: z.string().nullable(),
  marginAskBp: z.int().nullable(),
  marginListBp: z.int().nullable(),
  /** Given away against list on this line. */
  givenMinor: z.int(),
  verdict: z.string(),
  /** What moved our price in this quantity: its tier, and the schemes that it has earned, in their order. */
  grounds: z.array(z.object({ rule: z.string(), source: z.string() })).default([]),
  /** Already let pass by an earlier decision and unchanged since: needs nobody again. */
  settled: z.boolean(),
});
export type PriceCardLine = z.infer<typeof priceCardLineSchema>;

/** POST /api/cases/{id}/requote, and by link: the lines in other quantities. */
export const requoteSchema = z.object({
  quantities: z
    .array(z.object({ lineId: z.string(), quantityMilli: z.int().positive() }))
    .min(1)
    .max(200),
});
export type Requote = z.infer<typeof requoteSchema>;

/** The lines of a price request as its card would show them in those quantities, as the rules stand now. */
export const requotedSchema = z.object({ lines: z.array(priceCardLineSchema) });
export type Requoted = z.infer<typeof requotedSchema>;

/** Everything that feature map 2.2 names, for one request. */
export const priceCardSchema = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  currency: z.string(),
  lines: z.array(priceCardLineSchema),
  /** Rules that were hit: code with facts. */
  rules: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) })),
  givenMinor: z.int(),
  /** If it became normal: this request over the customer's orders of a year. */
  givenYearMinor: z.int().nullable(),
  customer: z.object({
    code: z.string(),
    name: z.string(),
    sales12Minor: z.int(),
    margin12Bp: z.int().nullable(),
    /** Sales of the last three months against the three before, in basis points. */
    trendBp: z.int().nullable(),
    overdueMinor: z.int().nullable(),
    overdueDays: z.int().nullable(),
    creditLimitMinor: z.int().nullable(),
    exposureMinor: z.int().nullable(),
  }),
  /** The last discounts of this customer; `promisedOnce` was said to be the only time; `repeated`: it was given again afterwards. */
  before: z.array(z.object({ on: z.string(), sku: z.string(), discountBp: z.int(), givenMinor: z.int(), promisedOnce: z.boolean(), repeated: z.boolean() })),
  /** Discounts of customers of the same group on the same items, last 90 days. */
  peers: z.object({ customers: z.int(), medianBp: z.int().nullable(), p80Bp: z.int().nullable() }),
  why: z.object({ reason: z.string(), text: z.string() }),
  /** Free stock of the items against the ask: is there a reason to sell? */
  stock: z.array(z.object({ sku: z.string(), freeMilli: z.int().nullable(), uom: z.string() })),
});
export type PriceCard = z.infer<typeof priceCardSchema>;

/** POST /api/cases/{id}/decide, and by link. */
export const decideCaseSchema = z.object({
  version: z.int(),
  choice: choiceSchema,
  until: z.string().nullable().default(null),
  terms: z.record(z.string(), z.unknown()).default({}),
  reason: z.string().max(500).default(''),
  forwardTo: z.string().nullable().default(null),
});
export type DecideCase = z.infer<typeof decideCaseSchema>;

/** What a module raises. The same `key` while a case is open renews that case instead: version + 1, and what had been agreed to counts only where `keeps` says so. */
export interface RaiseCase {
  readonly kind: CaseKind;
  readonly key: string;
  readonly company: string;
  readonly subject: { readonly noun: string; readonly id: string; readonly label: string };
  readonly customer: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** Person, customer or system who asks: may never decide it. */
  readonly requestedBy: string;
  readonly card: unknown;
  readonly audiences: readonly Audience[];
  readonly steps: readonly CaseStep[];
  readonly choices: readonly Choice[];
  readonly personsNeeded: number;
  readonly deadlineAt: string | null;
}

/** Who stands in for whom, and who is on duty. Times are instants. */
export const absenceSchema = z.object({ person: z.string(), delegate: z.string().nullable(), from: z.string(), to: z.string() });
export type Absence = z.infer<typeof absenceSchema>;

export const exceptionRefusals = [
  'forbidden',
  'not_found',
  'stale_version',
  'wrong_state',
  'own_request',
  'own_customer',
  'not_your_tier',
  'already_agreed',
  'expired',
  'bad_token',
  'used_token',
  'bad_terms',
  'choice_not_offered',
  'never_in_chat',
] as const;
export type ExceptionRefusal = (typeof exceptionRefusals)[number];

/** Events out. Subject is the case id. */
export interface ExceptionEvents {
  'case.raised': { kind: CaseKind; number: string; subject: { noun: string; id: string } };
  'case.told': { kind: CaseKind; person: string; tier: number };
  'case.reminded': { kind: CaseKind; person: string };
  'case.escalated': { kind: CaseKind; tier: number };
  'case.decided': {
    kind: CaseKind;
    subject: { noun: string; id: string };
    choice: Choice;
    until: string | null;
    terms: Record<string, unknown>;
    by: readonly string[];
    caseVersion: number;
  };
  'case.expired': { kind: CaseKind; subject: { noun: string; id: string } };
  'case.changed': { kind: CaseKind; state: CaseState };
}
