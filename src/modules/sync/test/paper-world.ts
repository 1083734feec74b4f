import { Hono } from 'hono';
import { testDatabase } from '../../../../test/support/database.ts';
import { reference16 } from '../../../connectors/kit/reference.ts';
import type { HttpEnv } from '../../../platform/http/env.ts';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import type { CreateSalesOrder } from '../contract.ts';
import type { OrdersFace } from '../deps.ts';
import { syncModule, type ConnectionInput } from '../index.ts';
import type { paperErp } from './paper-erp.ts';

type Paper = ReturnType<typeof paperErp>;

/** A person of the company with one role. */
export const person = (role: string): Actor => ({ kind: 'person', id: `p-${role}`, name: role, roles: [role] });

/** Sync on a real database with paper ERPs, one a connector; orders are a list that notes what it was told. */
export async function paperWorld(ids: readonly string[], make: (id: string) => Paper) {
  const erps = new Map<string, Paper>();
  const placed = new Map<string, { commandId: string; payload: CreateSalesOrder }>();
  const refused: { readonly orderId: string; readonly code: string; readonly text: string }[] = [];
  const took = async () => ({ ok: true });
  const orders: OrdersFace = {
    getAmendmentForErp: async () => null,
    recordAmendmentSent: took,
    recordAmendmentApplied: took,
    recordAmendmentUnknown: took,
    recordAmendmentRefused: took,
    getOrderForErp: async (_ctx, orderId) => placed.get(orderId) ?? null,
    getOrderToSimulate: async (_ctx, orderId) => {
      const order = placed.get(orderId);
      return order === undefined ? null : { version: 1, payload: order.payload };
    },
    recordDryRun: async () => null,
    recordErpStarted: took,
    recordErpCommitted: took,
    recordErpUnknown: took,
    recordErpRejected: async (_ctx, { orderId, code, text }) => {
      refused.push({ orderId, code, text });
      return { ok: true };
    },
    waitsForCredit: async () => false,
    savePastLines: async () => undefined,
  };
  const erpOf = (id: string): Paper => {
    const erp = erps.get(id);
    if (!erp) throw new Error(`no ERP ${id}`);
    return erp;
  };
  for (const id of ids) erps.set(id, make(id));
  const connectors = ids.map((id) => ({
    ...make(id).connector,
    id,
    open: (...given: Parameters<Paper['connector']['open']>) => erpOf(id).connector.open(...given),
  }));
  const sync = syncModule({
    connectors,
    secretKey: Buffer.alloc(32, 7),
    orders,
    referenceOf: (id) => reference16('test', id),
    connectorDeps: { now: Date.now, randomHex: () => '', fetch: () => Promise.reject(new Error('no network here')) },
  });
  const db = await testDatabase({ jobs: sync.jobs ?? [], periodic: sync.periodic ?? [], reactions: sync.reactions ?? [] });
  let round = 0;
  /** An empty database, and every ERP connected anew under its own name, with nothing in it. */
  const begin = async (more: (id: string) => Partial<ConnectionInput> = () => ({})): Promise<void> => {
    await db.clear();
    await db.pool.query(
      "insert into masters.company (code, name, zone, currency, country, languages) values ('C1', 'One', 'Asia/Kolkata', 'INR', 'IN', '{en}')",
    );
    placed.clear();
    refused.length = 0;
    round += 1;
    for (const id of ids) {
      erps.set(id, make(id));
      const { settings = {}, ...rest } = more(id);
      await sync.createConnection(db.runtime, { id, connector: id, settings: { baseUrl: `http://${id}.test/${round}`, ...settings }, secrets: {}, ...rest });
    }
  };
  const place = async (payload: Partial<CreateSalesOrder>): Promise<{ orderId: string; commandId: string }> => {
    const [orderId, commandId] = [db.runtime.newId(), db.runtime.newId()];
    placed.set(orderId, { commandId, payload: { ...anOrder, ...payload } });
    await db.runtime.transaction(systemActor('test'), (ctx) => ctx.publish({ type: 'order.accepted', subject: orderId, payload: {} }));
    return { orderId, commandId };
  };
  const call = async (path: string, role: string, method = 'GET', body?: object): Promise<{ readonly status: number; readonly body: unknown }> => {
    const app = new Hono<HttpEnv>();
    app.use(async (c, next) => {
      c.set('actor', person(role));
      return next();
    });
    const routes = sync.routes;
    if (routes) app.route('/api', routes(db.runtime));
    const answer = await app.request(`/api${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const command = async (id: string) => (await db.pool.query('select * from sync.command where id = $1', [id])).rows[0] as Record<string, unknown> | undefined;
  return {
    db,
    sync,
    connectors,
    orders,
    refused,
    erp: erpOf,
    begin,
    place,
    call,
    command,
    close: async () => {
      await sync.close();
      await db.close();
    },
  };
}

const anOrder: CreateSalesOrder = {
  orderNumber: 'K-1',
  customer: 'C-1',
  salesOrg: 'S1',
  channel: '10',
  division: '00',
  shipTo: null,
  currency: 'INR',
  requestedDate: null,
  customerPo: null,
  lines: [{ lineNo: 10, sku: 'I1', words: '', quantity: '2', uom: 'PC', erpUom: 'PC', price: '10.00' }],
};
