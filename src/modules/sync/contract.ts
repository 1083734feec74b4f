import { z } from 'zod';

export const commandStates = ['new', 'sending', 'unknown', 'committed', 'rejected'] as const;
export type CommandState = (typeof commandStates)[number];

/** Canonical sales order, as every connector gets it. Decimal texts, our unit and the ERP's unit. */
export const createSalesOrderSchema = z.object({
  orderNumber: z.string(),
  customer: z.string(),
  salesOrg: z.string(),
  channel: z.string(),
  division: z.string(),
  shipTo: z.string().nullable(),
  currency: z.string(),
  requestedDate: z.string().nullable(),
  customerPo: z.string().nullable(),
  lines: z.array(
    z.object({
      lineNo: z.int(),
      sku: z.string(),
      /** The customer's words, cut to what the ERP field holds. */
      words: z.string(),
      quantity: z.string(),
      uom: z.string(),
      erpUom: z.string(),
      /** Price of one `uom`, decimal text; null: the ERP prices. */
      price: z.string().nullable(),
      /** `lineNo` of the line with which it goes along free of charge; left out: it is bought. */
      freeWith: z.int().positive().nullish(),
    }),
  ),
  /** False: the ERP's objections are known and it is to be posted all the same, so it is not tried first. */
  dryRun: z.boolean().optional(),
});
export type CreateSalesOrder = z.infer<typeof createSalesOrderSchema>;

/** One side of a change: what the document holds, line by line. `erpLine`: the item of the document; a line keeps its own. */
const documentSideSchema = z.object({
  requestedDate: z.string().nullable(),
  lines: z.array(createSalesOrderSchema.shape.lines.element.omit({ lineNo: true }).extend({ erpLine: z.int().positive() })),
});
/** Canonical change of a sales order: what the document was when it was asked for, and what it shall be. Without lines it is cancelled. */
export const changeSalesOrderSchema = z.object({
  orderNumber: z.string(),
  erpNumber: z.string(),
  customer: z.string(),
  currency: z.string(),
  before: documentSideSchema,
  after: documentSideSchema,
});
export type ChangeSalesOrder = z.infer<typeof changeSalesOrderSchema>;

/** What an ERP said when an order was tried in it without being written. Decimal texts in the order's currency. */
export const simulationAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('simulated'),
    currency: z.string(),
    lines: z.array(
      z.object({ lineNo: z.int(), unitPrice: z.string().nullable(), ownPrice: z.string().nullable(), net: z.string(), tax: z.string().nullable() }),
    ),
    creditStatus: z.enum(['fine', 'blocked']).nullable(),
    warnings: z.array(z.string()),
  }),
  /** In the ERP's own words. */
  z.object({ kind: z.literal('refused'), code: z.string(), text: z.string() }),
  /** It did not answer, or not in time. */
  z.object({ kind: z.literal('not_known'), why: z.string() }),
]);
export type SimulationAnswer = z.infer<typeof simulationAnswerSchema>;

/** GET /api/sync/orders/{id}/simulation. `can` false: no ERP is connected that can try an order. */
export const simulationSchema = z.object({
  can: z.boolean(),
  /** The version of the order that the answer, or the question under way, is about; null: never asked. */
  orderVersion: z.int().nullable(),
  answeredAt: z.string().nullable(),
  answer: simulationAnswerSchema.nullable(),
});
export type Simulation = z.infer<typeof simulationSchema>;

export const erpCallSchema = z.object({
  at: z.string(),
  step: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.int().nullable(),
  ms: z.int(),
  outcome: z.string(),
  detail: z.string().nullable(),
});
export type ErpCall = z.infer<typeof erpCallSchema>;

/** GET /api/sync/commands/{id} */
export const commandPageSchema = z.object({
  id: z.string(),
  connection: z.string(),
  reference: z.string(),
  kind: z.string(),
  state: z.enum(commandStates),
  attempts: z.int(),
  erpKey: z.string().nullable(),
  calls: z.array(erpCallSchema),
});
export type CommandPage = z.infer<typeof commandPageSchema>;

/** GET /api/sync/connections */
export const connectionRowSchema = z.object({
  id: z.string(),
  connector: z.string(),
  host: z.string(),
  state: z.enum(['active', 'paused']),
  pausedWhy: z.string().nullable(),
  lastOkAt: z.string().nullable(),
  waiting: z.int(),
  unknown: z.int(),
  rejected: z.int(),
});
export type ConnectionRow = z.infer<typeof connectionRowSchema>;

/** A past ERP order, as a connector reads it. `words`: the customer's own for the item, where the ERP holds them. */
export const pastOrderSchema = z.object({
  erpNumber: z.string(),
  customer: z.string(),
  orderedOn: z.string(),
  currency: z.string(),
  lines: z.array(
    z.object({
      lineNo: z.int(),
      sku: z.string(),
      quantityMilli: z.int(),
      uom: z.string(),
      netMinor: z.int().nullable(),
      words: z.string().nullable(),
      /** It went along free of charge: it says nothing of prices, nor of what the customer asked for. */
      free: z.boolean().optional(),
    }),
  ),
});
export type PastOrder = z.infer<typeof pastOrderSchema>;

/** One line of a past order, the form in which it is handed to the orders module. */
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

/** POST /api/sync/commands/{id}/resend, POST /api/sync/connections/{id}/resume */
export const syncRefusals = ['not_found', 'forbidden', 'wrong_state'] as const;
export type SyncRefusal = (typeof syncRefusals)[number];

/** Why reading stopped. `count_mismatch`: fewer records than the ERP counted; `suddenly_empty`, `shrunk`: a person must look first. */
export const readRefusals = ['unknown_connection', 'unauthorised', 'erp_away', 'suddenly_empty', 'shrunk', 'count_mismatch', 'refused_by_erp'] as const;
export type ReadRefusal = (typeof readRefusals)[number];

/** How far reading is: one call a page. */
export interface ReadProgress {
  readonly object: string;
  readonly records: number;
  readonly skipped: number;
  readonly total: number | null;
  readonly done: boolean;
}

/** Events out. Subject of a command event is the business key (order id), of a connection event the connection. */
export interface SyncEvents {
  'erp_command.changed': { commandId: string; reference: string; state: CommandState; why: string | null };
  /** Subject: the order. An ERP has said what it would come to. */
  'erp_simulation.answered': { kind: SimulationAnswer['kind'] };
  'erp_connection.paused': { why: string };
  'erp_connection.resumed': { by: string };
}
