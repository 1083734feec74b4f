import type { JobDefinition } from '../../../platform/jobs/definition.ts';
import { defineJob } from '../../../platform/jobs/definition.ts';
import { keepDryRun, loadTrialConnection } from '../commands/simulate-order.ts';
import { connectionSettingsSchema, type ConnectionPool } from '../connections.ts';
import type { SyncDeps } from '../deps.ts';
import { notKnown } from '../domain/dry-run.ts';
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
        return { order, connection: await loadTrialConnection(ctx, pool) };
      });
      if (found.order === null) return;
      const { order, connection } = found;
      const erp = { id: orderId, reference: deps.referenceOf(orderId), kind: 'create_sales_order', payload: order.payload } as const;
      const tried =
        connection === null
          ? notKnown('cannot')
          : await tryOrder(pool.open(connection), erp, connectionSettingsSchema.parse(connection.settings).dryRun, () => undefined);
      await runtime.transaction(syncActor, (ctx) => keepDryRun(ctx, deps.orders, orderId, tried));
    },
  });
