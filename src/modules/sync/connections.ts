import type { CallLimits, Connector, ErpConnection } from '../../connectors/kit/types.ts';
import type { Instant } from '../../kernel/time.ts';
import { instantFromMs } from '../../kernel/time.ts';
import { createCallGate, gated } from './call-gate.ts';
import type { SyncDeps } from './deps.ts';
import { downUntil } from './domain/downtime.ts';
import { openSecrets } from './secrets.ts';
import { z } from 'zod';

/** A connection as it is kept. */
export interface StoredConnection {
  readonly id: string;
  readonly connector: string;
  readonly settings: unknown;
  readonly secrets: Uint8Array | null;
}

/** What sync itself needs to know of a connection, beside the connector's own settings. */
export const connectionSettingsSchema = z.object({
  connector: z.record(z.string(), z.unknown()),
  /** Seconds after a lost answer in which the ERP may still be working on it; see domain/admission.ts. Longer than the ERP lets one request run. */
  settleSeconds: z.number().min(0).max(86_400).default(60),
  /** Trying an order before it is written, where the ERP can. */
  dryRun: z
    .object({
      on: z.boolean().default(true),
      /** How long its answer is waited for; without one the order goes all the same. */
      seconds: z.number().min(0.1).max(60).default(10),
      /** By how much, in minor units, the ERP may charge a line differently than we ask for. */
      toleranceMinor: z.int().min(0).default(0),
    })
    .prefault({}),
  /** Calls at once and in any minute, of each node; null: as its connector says. */
  limits: z.object({ atOnce: z.int().min(1).max(64).nullable().default(null), perMinute: z.int().min(1).max(100_000).nullable().default(null) }).prefault({}),
  /** When the ERP is known to be away every week: commands wait, nothing is read. */
  downWindows: z
    .array(
      z.object({
        weekdays: z.array(z.int().min(0).max(6)),
        fromMin: z.int().min(0).max(1_439),
        toMin: z.int().min(0).max(1_439),
        zone: z.string(),
      }),
    )
    .default([]),
  /** The same, once: month-end closing, an upgrade. */
  plannedDowntimes: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime() })).default([]),
});
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

/** Whether an ERP can try a new order without writing it. */
export const canSimulate = (connector: Connector | null): boolean => connector?.capabilities.simulate?.includes('create_sales_order') ?? false;

/** Until when the ERP of a connection with these settings is known to be away; null when it should be there. */
export function connectionDownUntil(settings: unknown, now: Instant): Instant | null {
  const parsed = connectionSettingsSchema.safeParse(settings);
  if (!parsed.success) return null;
  const planned = parsed.data.plannedDowntimes.map(({ from, until }) => ({ from: instantFromMs(Date.parse(from)), until: instantFromMs(Date.parse(until)) }));
  return downUntil(parsed.data.downWindows, planned, now);
}

/** What of calls an ERP stands: as its connection says, else its connector. */
const limitsOf = ({ capabilities }: Connector, { limits }: ConnectionSettings): CallLimits => ({
  atOnce: limits.atOnce ?? capabilities.limits?.atOnce ?? null,
  perMinute: limits.perMinute ?? capabilities.limits?.perMinute ?? null,
});

/** Opens connections and keeps them open: one session an ERP and process. */
export interface ConnectionPool {
  open(stored: StoredConnection): ErpConnection;
  connectorOf(id: string): Connector | null;
  close(): Promise<void>;
}

/** A pool over the given connectors. A connection whose settings or secrets have changed is opened anew. */
export function createConnectionPool(deps: Pick<SyncDeps, 'connectors' | 'secretKey' | 'connectorDeps'>): ConnectionPool {
  const held = new Map<string, { readonly mark: string; readonly connection: ErpConnection }>();
  const connectorOf = (id: string): Connector | null => deps.connectors.find((connector) => connector.id === id) ?? null;
  return {
    connectorOf,
    open(stored) {
      const mark = `${stored.connector} ${JSON.stringify(stored.settings)} ${Buffer.from(stored.secrets ?? []).toString('base64')}`;
      const old = held.get(stored.id);
      if (old?.mark === mark) return old.connection;
      const connector = connectorOf(stored.connector);
      if (!connector) throw new Error(`there is no connector ${stored.connector}`);
      const settings = connectionSettingsSchema.parse(stored.settings);
      const opened = connector.open(settings.connector, openSecrets(deps.secretKey, stored.id, stored.secrets), deps.connectorDeps);
      const connection = gated(opened, createCallGate(limitsOf(connector, settings)));
      held.set(stored.id, { mark, connection });
      return connection;
    },
    async close() {
      for (const { connection } of held.values()) await connection.close();
      held.clear();
    },
  };
}
