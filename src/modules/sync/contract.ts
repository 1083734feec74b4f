import { z } from 'zod';

export * from './contract/commands.ts';
export * from './contract/documents.ts';

export const commandStates = ['new', 'sending', 'unknown', 'committed', 'rejected'] as const;
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
  'erp_connection.paused': { why: string };
  'erp_connection.resumed': { by: string };
}
