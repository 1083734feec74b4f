/** A worker with nothing but the outbox, to be killed: sends the commands that are in the database to the ERP of the plan. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { reference16 } from '../../src/connectors/kit/reference.ts';
import { connectors } from '../../src/app/connectors.ts';
import type { CreateSalesOrder } from '../../src/modules/sync/contract.ts';
import { syncModule } from '../../src/modules/sync/index.ts';
import type { OrdersFace } from '../../src/modules/sync/index.ts';
import { silentLogger } from '../../src/platform/runtime/log.ts';
import { createPlatform } from '../../src/platform/runtime/platform.ts';

/** An order as the outbox asks for it. */
export interface PlacedOrder {
  readonly commandId: string;
  readonly payload: CreateSalesOrder;
}

/** What the worker is told in a file. */
export interface OutboxPlan {
  readonly databaseUrl: string;
  readonly secretKey: string;
  /** By order id. */
  readonly orders: Readonly<Record<string, PlacedOrder>>;
}

const nobody = async (): Promise<{ ok: boolean }> => ({ ok: true });

/** Sync as the product wires it, with orders read from a list. */
export function outboxModule(secretKey: string, orders: OutboxPlan['orders']): ReturnType<typeof syncModule> {
  const face: OrdersFace = {
    getAmendmentForErp: async () => null,
    recordAmendmentSent: nobody,
    recordAmendmentApplied: nobody,
    recordAmendmentUnknown: nobody,
    recordAmendmentRefused: nobody,
    getOrderForErp: async (_ctx, orderId) => orders[orderId] ?? null,
    getOrderToSimulate: async () => null,
    recordDryRun: async () => null,
    recordErpStarted: nobody,
    recordErpCommitted: nobody,
    recordErpUnknown: nobody,
    recordErpRejected: nobody,
    waitsForCredit: async () => false,
    savePastLines: async () => undefined,
  };
  return syncModule({
    connectors,
    secretKey: Buffer.from(secretKey, 'hex'),
    orders: face,
    referenceOf: (commandId) => reference16('outbox', commandId),
    connectorDeps: { now: () => Date.now(), randomHex: (bytes) => randomBytes(bytes).toString('hex'), fetch: globalThis.fetch },
  });
}

async function work(planFile: string): Promise<void> {
  const plan = JSON.parse(readFileSync(planFile, 'utf8')) as OutboxPlan;
  const sync = outboxModule(plan.secretKey, plan.orders);
  // the outbox alone: nothing is read, so that all calls are of commands
  const periodic = (sync.periodic ?? []).filter((job) => job.name === 'sync.requeue-forgotten');
  const platform = createPlatform({
    url: plan.databaseUrl,
    log: silentLogger,
    jobs: sync.jobs ?? [],
    periodic,
    reactions: sync.reactions ?? [],
    soleNode: true,
    connections: 8,
  });
  await platform.prepare();
  await sync.recover(platform.runtime);
  await platform.startWorking();
  process.stdout.write('works\n');
}

if (process.argv[2] !== undefined && process.argv[1]?.endsWith('outbox-process.ts')) await work(process.argv[2]);
