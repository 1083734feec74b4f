import { z } from 'zod';
import { correctionSchema } from './contract/dead-letters.ts';
import type { SimulationAnswer } from './contract/simulation.ts';
import { stockComparisonSchema } from './contract/stock-differences.ts';

export * from './contract/commands.ts';
export * from './contract/dead-letters.ts';
export * from './contract/documents.ts';
export * from './contract/mapping.ts';
export * from './contract/setup.ts';
export * from './contract/simulation.ts';
export * from './contract/stock-differences.ts';

/** `cancelled`: refused by the ERP, and no longer wanted. */
export const commandStates = ['new', 'sending', 'unknown', 'committed', 'rejected', 'cancelled'] as const;
export type CommandState = (typeof commandStates)[number];

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
  /** The order or other object that wanted it. */
  businessKey: z.string(),
  customer: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  /** When it is tried again at the earliest, while it is not over. */
  notBefore: z.string(),
  /** In the ERP's own words; null: it has refused nothing. */
  refused: z.object({ code: z.string(), text: z.string(), field: z.string().nullable() }).nullable(),
  /** A person has ended it: who, and why. */
  settled: z.object({ by: z.string(), why: z.string() }).nullable(),
  /** What people changed in it after it was refused, oldest first. */
  corrections: z.array(correctionSchema),
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
  /** After failures nothing is sent until then; null: it does not rest. */
  restUntil: z.string().nullable(),
  /** The ERP is known to be away until then. */
  downUntil: z.string().nullable(),
  waiting: z.int(),
  unknown: z.int(),
  rejected: z.int(),
  /** Since when the oldest command that is not over waits. */
  oldestAt: z.string().nullable(),
  /** Whether sales orders go to this one. */
});
export type ConnectionRow = z.infer<typeof connectionRowSchema>;

/**
 * Refusals of what people do with commands, connections and mappings. `superseded`: the order has gone on with another command. `stale`: somebody
 * has saved since. `bad_rule`: facts `rules`. `not_correctable`, `bad_value`, `other_unit`: facts `path`; the last means the ERP's code of another unit of the item.
 */
export const syncRefusals = [
  'not_found',
  'forbidden',
  'wrong_state',
  'superseded',
  'reason_missing',
  'unknown_object',
  'erp_away',
  'stale',
  'bad_rule',
  'not_correctable',
  'bad_value',
  'other_unit',
] as const;
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

/** How one kind of record of a connection is read, and as of when it is true. */
export const objectStandingSchema = z.object({
  object: z.string(),
  how: z.enum(['snapshot', 'delta']),
  by: z.string(),
  deletes: z.enum(['sweep', 'tombstone', 'none']),
  records: z.int(),
  skipped: z.int(),
  /** How many rows were skipped for which reason, as far as it is known here. */
  skippedWhy: z.record(z.string(), z.int()),
  asOf: z.string().nullable(),
  reading: z.boolean(),
  /** Why the last reading stopped: `shrunk` and `suddenly_empty` wait for a person who looks and accepts. */
  trouble: z.object({ code: z.string(), previous: z.int().nullable(), seen: z.int().nullable(), text: z.string(), at: z.string() }).nullable(),
});
export type ObjectStanding = z.infer<typeof objectStandingSchema>;

/** How one kind of command is written. */
export const writeStandingSchema = z.object({
  kind: z.string(),
  how: z.enum(['none', 'native', 'companion', 'file']),
  idempotency: z.string(),
  reversal: z.string(),
});

/** One finding of the doctor. */
export const findingSchema = z.object({ about: z.string(), what: z.string(), state: z.enum(['ok', 'warn', 'bad']), text: z.string() });
export type SyncFinding = z.infer<typeof findingSchema>;

/** A difference between what we wrote and what the ERP holds. */
export const reconcileFindingSchema = z.object({
  kind: z.enum(['missing', 'doubled', 'cancelled_there', 'changed_there', 'unknown_to_us']),
  commandId: z.string().nullable(),
  reference: z.string(),
  erpKeys: z.array(z.string()),
});
export type ReconcileFinding = z.infer<typeof reconcileFindingSchema>;

/** A reconciliation of one connection. `kinds`: what was compared; kinds whose documents the ERP does not list are named in `skipped`. */
export const reconciliationSchema = z.object({
  since: z.string(),
  kinds: z.array(z.object({ kind: z.string(), ours: z.int(), theirs: z.int(), findings: z.array(reconcileFindingSchema) })),
  skipped: z.array(z.object({ kind: z.string(), why: z.string() })),
  /** Null: this ERP's stock is not read. */
  stock: stockComparisonSchema.nullable().default(null),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;

/** POST /api/sync/connections/{id}/look: what to look at now. `read`: these objects anew; `accept`: those whose shrinking a person believes. */
export const lookSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('doctor') }),
  z.object({ what: z.literal('reconcile') }),
  z.object({ what: z.literal('read'), objects: z.array(z.string()).min(1), accept: z.array(z.string()).default([]) }),
]);
export type Look = z.infer<typeof lookSchema>;

/** GET /api/sync/connections/{id} */
export const connectionPageSchema = connectionRowSchema.extend({
  vendor: z.string(),
  product: z.string(),
  objects: z.array(objectStandingSchema),
  writes: z.array(writeStandingSchema),
  doctor: z.object({ at: z.string(), findings: z.array(findingSchema) }).nullable(),
  reconciled: z.object({ at: z.string(), body: reconciliationSchema }).nullable(),
});
export type ConnectionPage = z.infer<typeof connectionPageSchema>;

/** Events out. Subject of a command event is the business key (order id), of a connection event the connection. */
export interface SyncEvents {
  'erp_command.changed': { commandId: string; reference: string; state: CommandState; why: string | null };
  /** Subject: the order. An ERP has said what it would come to. */
  'erp_simulation.answered': { kind: SimulationAnswer['kind'] };
  'erp_connection.paused': { why: string };
  'erp_connection.resumed': { by: string };
  /** It was connected, or how it is connected has changed. */
  'erp_connection.changed': { by: string };
  /** A look that somebody asked for is over; `code` null: it went well. */
  'erp_connection.looked': { what: Look['what'] | 'preview'; code: string | null };
  /** A mapping was saved; its objects are being read anew. */
  'erp_connection.mapped': { version: number };
}
