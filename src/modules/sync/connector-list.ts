import { z } from 'zod';
import type { Connector } from '../../connectors/kit/types.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import { revisionOf } from './commands/change-connection.ts';
import { canSimulate, connectionSettingsSchema } from './connections.ts';
import type { ConnectionSetup, ConnectorRow, Connectors } from './contract.ts';
import { postingSchemas } from './contract.ts';
import type { SyncDeps } from './deps.ts';
import { readingOrder } from './domain/objects.ts';
import { openSecrets } from './secrets.ts';
import { loadConnection } from './store/connection-store.ts';

const writtenKinds = ['create_sales_order', 'sales_order_change', 'sales_order_cancel', ...Object.keys(postingSchemas)] as const;

const formSchema = (schema: z.ZodType): Record<string, unknown> => ({ ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) });

/** All connectors with what they can and what they ask for. Needs no ERP. */
export function listConnectors(connectors: readonly Connector[]): Connectors {
  return { rows: connectors.map(rowOf), own: formSchema(connectionSettingsSchema.omit({ connector: true })) };
}

function rowOf(connector: Connector): ConnectorRow {
  const { id, vendor, product, secretNames, settings, capabilities } = connector;
  const ways = new Map(Object.entries(capabilities.write).map(([kind, { how }]) => [kind, how]));
  return {
    id,
    vendor,
    product,
    secretNames: [...secretNames],
    settings: formSchema(settings),
    reads: readingOrder.filter((object) => capabilities.read[object]),
    readsNot: readingOrder.filter((object) => !capabilities.read[object]),
    writes: writtenKinds.map((kind) => ({ kind, how: ways.get(kind) ?? 'none' })),
    triesOrders: canSimulate(connector),
  };
}

/** How an ERP is connected, for whoever changes it; null when there is no such connection. Of secrets only their names. */
export async function getConnectionSetup(ctx: Ctx, deps: Pick<SyncDeps, 'secretKey'>, id: string): Promise<ConnectionSetup | null> {
  const stored = await loadConnection(ctx, id);
  if (!stored) return null;
  const { connector: settings, ...own } = connectionSettingsSchema.loose().parse(stored.settings);
  const secretsHeld = Object.keys(openSecrets(deps.secretKey, id, stored.secrets));
  return { id, connector: stored.connector, settings, own, secretsHeld, revision: revisionOf(stored) };
}
