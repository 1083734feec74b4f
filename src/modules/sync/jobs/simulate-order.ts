import type { JobDefinition } from '../../../platform/jobs/definition.ts';
import { defineJob } from '../../../platform/jobs/definition.ts';
import { activeMapping } from '../active-mapping.ts';
import { keepDryRun, loadTrialConnection } from '../commands/simulate-order.ts';
import { connectionSettingsSchema, type ConnectionPool } from '../connections.ts';
import type { CreateSalesOrder } from '../contract.ts';
import type { SyncDeps } from '../deps.ts';
import { notKnown, type DryRun } from '../domain/dry-run.ts';
import { writeCommand, type Mapping } from '../domain/mapping/mapping.ts';
import type { ConnectionRecord } from '../store/connection-store.ts';
import { simulateOrderKind } from '../job-kinds.ts';
import { tryOrder } from './dry-run.ts';
import { syncActor } from './send-command.ts';

/** The job that asks the ERP what an order would come to: it reads the order, asks without a transaction, and keeps the answer. Repeated, it asks again. */
export const simulateOrderJob = (deps: SyncDeps, pool: ConnectionPool): JobDefinition<{ readonly orderId: string }> =>
  defineJob({
    name: simulateOrderKind.name,
    concurrency: 4,
    expireSeconds: 120,
    handle: async (runtime, { orderId }) => {
      const found = await runtime.transaction(syncActor, async (ctx) => {
        const order = await deps.orders.getOrderToSimulate(ctx, orderId);
        if (order === null) return null;
        const connection = await loadTrialConnection(ctx, deps.connectors, order.payload.customer);
        return { order, connection, mapping: connection && (await activeMapping(ctx, pool.connectorOf(connection.connector), connection)) };
      });
      if (found === null) return;
      const tried = await trial(pool, { id: orderId, reference: deps.referenceOf(orderId), ...found });
      await runtime.transaction(syncActor, (ctx) => keepDryRun(ctx, deps.orders, orderId, tried));
    },
  });

interface Trial {
  readonly id: string;
  readonly reference: string;
  readonly order: { readonly payload: CreateSalesOrder };
  readonly connection: ConnectionRecord | null;
  readonly mapping: Mapping | null;
}

/** What the mapping cannot say is refused as it would be when the order is posted. */
async function trial(pool: ConnectionPool, { id, reference, order, connection, mapping }: Trial): Promise<DryRun> {
  if (connection === null || mapping === null) return notKnown('cannot');
  const said = writeCommand(mapping, 'create_sales_order', order.payload);
  if (!said.ok) {
    const { why: code, value: text, field } = said;
    return { kind: 'refused', answer: { kind: 'refused', code, text }, code, text, field, fields: [] };
  }
  const erp = { id, reference, kind: 'create_sales_order', payload: said.data } as const;
  return tryOrder(pool.open(connection), erp, connectionSettingsSchema.parse(connection.settings).dryRun, () => undefined);
}
