import { z } from 'zod';

/** A JSON schema, as it is written for forms: its settings are inputs, so that what has a default may be left out. */
const jsonSchema = z.record(z.string(), z.unknown());

/** One connector: what it can, what it cannot, and what it asks for. */
export const connectorRowSchema = z.object({
  id: z.string(),
  vendor: z.string(),
  product: z.string(),
  /** Names of secrets that it may ask for. */
  secretNames: z.array(z.string()),
  settings: jsonSchema,
  reads: z.array(z.string()),
  /** What it has no way to read: it comes by files, or is entered here. */
  readsNot: z.array(z.string()),
  /** `route`: what it is written by; `none`: a person does it in the ERP. */
  writes: z.array(z.object({ kind: z.string(), how: z.enum(['none', 'native', 'companion', 'file']) })),
  /** Whether an order can be tried in it without being written. */
  triesOrders: z.boolean(),
});
export type ConnectorRow = z.infer<typeof connectorRowSchema>;

/** GET /api/sync/connectors. `own`: schema of what every connection has beside the settings of its connector. */
export const connectorsSchema = z.object({ rows: z.array(connectorRowSchema), own: jsonSchema });
export type Connectors = z.infer<typeof connectorsSchema>;

/** GET /api/sync/connections/{id}/setup. Of secrets only the names that are held. `revision`: what a change must name. */
export const connectionSetupSchema = z.object({
  id: z.string(),
  connector: z.string(),
  settings: z.record(z.string(), z.unknown()),
  own: z.record(z.string(), z.unknown()),
  secretsHeld: z.array(z.string()),
  revision: z.string(),
});
export type ConnectionSetup = z.infer<typeof connectionSetupSchema>;

const secrets = z.record(z.string(), z.string().min(1).max(20_000)).default({});

/** PUT /api/sync/connections/{id}. Secrets that are not given stay as they are held. */
export const changeConnectionSchema = z.object({
  connector: z.string(),
  settings: z.record(z.string(), z.unknown()),
  own: z.record(z.string(), z.unknown()).default({}),
  secrets,
  /** Of the setup that was changed; null: a new connection. */
  revision: z.string().nullable(),
});
export type ChangeConnection = z.infer<typeof changeConnectionSchema>;

/** Short name of a connection: it stands in addresses and reports. */
export const connectionIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** POST /api/sync/connection-test: whether an ERP would answer with these settings. `id`: whose held secrets are used for those not given. */
export const testConnectionSchema = z.object({ id: z.string().nullable(), connector: z.string(), settings: z.record(z.string(), z.unknown()), secrets });
export type TestConnection = z.infer<typeof testConnectionSchema>;

/** What a test gives. `text`: in the connector's own words, for IT; empty when nobody answered in time. */
export const connectionTestSchema = z.object({ outcome: z.enum(['works', 'fails', 'no_answer']), text: z.string(), ms: z.int() });
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

/** Refusals of setting up. `secrets_again`: the settings name another host, and held secrets go to no host that they were not given for. */
export const setupRefusals = [
  'unknown_connector',
  'other_connector',
  'invalid_settings',
  'missing_secret',
  'secrets_again',
  'already_there',
  'stale_connection',
] as const;
export type SetupRefusal = (typeof setupRefusals)[number];

/** One command that is not over yet. */
export const openCommandSchema = z.object({
  id: z.string(),
  connection: z.string(),
  kind: z.string(),
  businessKey: z.string(),
  reference: z.string(),
  customer: z.string().nullable(),
  state: z.enum(['new', 'sending', 'unknown']),
  since: z.string(),
  attempts: z.int(),
  /** When it is tried again, at the earliest. */
  notBefore: z.string(),
});
export type OpenCommand = z.infer<typeof openCommandSchema>;

/** GET /api/sync/outbox: commands that are not over, the oldest first. `total`: of all, also those that are not listed. */
export const outboxSchema = z.object({ rows: z.array(openCommandSchema), total: z.int() });
export type Outbox = z.infer<typeof outboxSchema>;
