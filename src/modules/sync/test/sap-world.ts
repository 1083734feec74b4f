import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { sapS4 } from '../../../connectors/sap-s4/index.ts';
import { reference16 } from '../../../connectors/kit/reference.ts';
import { anOrder, peerSettings, sandboxPeer, sideOf } from '../../../connectors/sap-s4/test/sandbox-peer.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import type { ChangeSalesOrder, CreateSalesOrder } from '../contract.ts';
import type { OrdersFace } from '../deps.ts';
import { syncModule, type ConnectionInput } from '../index.ts';

export const connectionId = 'sap-test';
export const settleSeconds = 0.4;

/** What the order was told, in order. */
export interface Heard {
  readonly kind: 'started' | 'committed' | 'unknown' | 'rejected' | 'change_sent' | 'applied' | 'change_unknown' | 'refused';
  readonly orderId: string;
  readonly facts: Record<string, unknown>;
}

/** Sync on a real database, with the SAP sandbox in process and orders played by a list. */
export async function sapWorld(options: { readonly settleSeconds?: number; readonly extraItems?: number; readonly working?: boolean } = {}) {
  const peer = await sandboxPeer(tinyCompany(options.extraItems ?? 0), { creditCheck: 'off' });
  const placed = new Map<string, { commandId: string; payload: CreateSalesOrder }>();
  const changes = new Map<string, ChangeSalesOrder>();
  const heard: Heard[] = [];
  const dryRuns: Record<string, unknown>[] = [];
  const pastLines: { erpNumber: string; words: string | null }[] = [];
  // as orders itself: only the machine says what the ERP has done
  const note =
    (kind: Heard['kind']) =>
    async ({ actor }: Ctx, facts: { orderId: string; commandId: string }) => {
      if (actor.kind !== 'system' || placed.get(facts.orderId)?.commandId !== facts.commandId) return { ok: false };
      heard.push({ kind, orderId: facts.orderId, facts });
      return { ok: true };
    };
  const noteChange = (kind: Heard['kind']) => async (_ctx: Ctx, facts: { orderId: string; commandId: string }) => {
    if (!changes.has(facts.commandId)) return { ok: false };
    heard.push({ kind, orderId: facts.orderId, facts });
    return { ok: true };
  };
  const orders: OrdersFace = {
    getAmendmentForErp: async (_ctx, commandId) => {
      const payload = changes.get(commandId);
      return payload === undefined ? null : { kind: payload.after.lines.length === 0 ? 'sales_order_cancel' : 'sales_order_change', payload };
    },
    recordAmendmentSent: noteChange('change_sent'),
    recordAmendmentApplied: noteChange('applied'),
    recordAmendmentUnknown: noteChange('change_unknown'),
    recordAmendmentRefused: noteChange('refused'),
    getOrderForErp: async (_ctx, orderId) => placed.get(orderId) ?? null,
    getOrderToSimulate: async (_ctx, orderId) => {
      const order = placed.get(orderId);
      return order === undefined ? null : { version: 1, payload: order.payload };
    },
    recordDryRun: async (_ctx, { orderId, outcome }) => {
      dryRuns.push({ orderId, ...outcome });
      return { version: 1 };
    },
    recordErpStarted: note('started'),
    recordErpCommitted: note('committed'),
    recordErpUnknown: note('unknown'),
    recordErpRejected: note('rejected'),
    waitsForCredit: async () => false,
    savePastLines: async (_ctx, lines) => void pastLines.push(...lines),
  };
  const fetchOfPeer: { current: typeof globalThis.fetch } = {
    current: (input, init) => peer.sandbox.fetch(input instanceof Request ? input.url : input, init),
  };
  const sync = syncModule({
    connectors: [sapS4],
    secretKey: Buffer.alloc(32, 7),
    orders,
    referenceOf: (id) => reference16('test', id),
    connectorDeps: { now: Date.now, randomHex: (bytes) => '0'.repeat(bytes * 2), fetch: (input, init) => fetchOfPeer.current(input, init) },
  });
  const db = await testDatabase({ jobs: sync.jobs ?? [], periodic: sync.periodic ?? [], reactions: sync.reactions ?? [] });
  const connect = (password = 'sandbox-secret', more: Record<string, unknown> = {}, dryRun: ConnectionInput['dryRun'] = {}) =>
    sync.createConnection(db.runtime, {
      id: connectionId,
      connector: 'sap-s4',
      settings: { ...peerSettings, ...more },
      secrets: { password },
      settleSeconds: options.settleSeconds ?? settleSeconds,
      dryRun,
    });

  const place = async (more: Partial<CreateSalesOrder> = {}): Promise<{ orderId: string; commandId: string; reference: string }> => {
    const orderId = db.runtime.newId();
    const commandId = db.runtime.newId();
    placed.set(orderId, { commandId, payload: anOrder(more) });
    await db.runtime.transaction(systemActor('test'), (ctx) =>
      ctx.publish({ type: 'order.accepted', subject: orderId, payload: { number: 'K-1', version: 1, commandId } }),
    );
    return { orderId, commandId, reference: reference16('test', commandId) };
  };
  /** Accepts a change of a placed order that the ERP holds. */
  const change = async (orderId: string, erpNumber: string, after: ChangeSalesOrder['after'], before?: ChangeSalesOrder['before']): Promise<string> => {
    const commandId = db.runtime.newId();
    const order = placed.get(orderId)?.payload ?? anOrder();
    changes.set(commandId, {
      orderNumber: order.orderNumber,
      erpNumber,
      customer: order.customer,
      currency: order.currency,
      before: before ?? sideOf(order),
      after,
    });
    await db.runtime.transaction(systemActor('test'), (ctx) =>
      ctx.publish({ type: 'amendment.accepted', subject: orderId, payload: { number: 'K-1', amendmentId: commandId, commandId, release: false } }),
    );
    return commandId;
  };
  const command = async (commandId: string) =>
    (await db.pool.query('select * from sync.command where id = $1', [commandId])).rows[0] as Record<string, unknown> | undefined;
  /** Runs jobs until every command has ended, or the time is over. */
  const settle = async (ms = 10_000): Promise<void> => {
    const until = Date.now() + ms;
    while (Date.now() < until) {
      await db.drain();
      const open = await db.pool.query("select 1 from sync.command where state in ('new', 'sending', 'unknown') limit 1");
      if (open.rowCount === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  };
  return {
    peer,
    db,
    sync,
    orders,
    placed,
    heard,
    dryRuns,
    pastLines,
    fetchOfPeer,
    connect,
    place,
    change,
    command,
    settle,
    close: async () => {
      await sync.close();
      await db.close();
      await peer.sandbox.close();
    },
  };
}

export type SapWorld = Awaited<ReturnType<typeof sapWorld>>;
