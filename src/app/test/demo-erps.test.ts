import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { demoFactory } from '../../../db/seed/index.ts';
import { outboxModule, type PlacedOrder } from '../../../test/chaos/outbox-process.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { reference16 } from '../../connectors/kit/reference.ts';
import { systemActor } from '../../platform/runtime/ctx.ts';
import { demoErpIds } from '../demo-erps/ids.ts';
import { demoErpOf } from '../demo-erps/index.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const today = '2026-11-23';
const company = demoFactory({ today });

/** Starts the stand-in of an ERP with the demo company, and sync connected to it. */
async function connected(id: (typeof demoErpIds)[number]) {
  const erp = demoErpOf(id);
  const stateDir = mkdtempSync(path.join(tmpdir(), 'karkhana-demo-erp-'));
  closing.push(() => rmSync(stateDir, { recursive: true, force: true }));
  const signIn = erp.signIn((purpose) => `secret of ${purpose}`, stateDir);
  const sandbox = await erp.start({ port: 0, stateDir, seed: () => company, signIn });
  closing.push(() => sandbox.stop());
  const orders: Record<string, PlacedOrder> = {};
  const sync = outboxModule('07'.repeat(32), orders);
  const db = await testDatabase({ jobs: sync.jobs ?? [], reactions: sync.reactions ?? [] });
  closing.push(() => db.close());
  closing.push(() => sync.close());
  const made = await sync.createConnection(db.runtime, { id: 'demo', connector: id, settleSeconds: 4, ...erp.connection(sandbox.url, signIn) });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return { sandbox, sync, db, orders };
}

describe.each(demoErpIds)('the demo on %s', (id) => {
  it('has the customers, items and prices of the demo company, and takes an order', { timeout: 120_000 }, async () => {
    const { sandbox, sync, db, orders } = await connected(id);
    const read = await sync.readAll(db.runtime, 'demo');
    expect(read).toMatchObject({ ok: true });
    const texts = async (query: string): Promise<readonly string[]> => (await db.pool.query<{ text: string }>(query)).rows.map((row) => row.text);
    expect(await texts('select code as text from masters.customer order by code')).toEqual(company.customers.map((customer) => customer.code).sort());
    const sold = company.items.filter((item) => item.active && item.salesOrgs.length > 0).map((item) => item.sku);
    expect(await texts('select sku as text from masters.item where active order by sku')).toEqual(expect.arrayContaining(sold));
    expect(Number((await texts('select count(*)::text as text from pricing.price'))[0])).toBeGreaterThan(700);

    const [orderId, commandId] = [db.runtime.newId(), db.runtime.newId()];
    const head = { orderNumber: 'K-1', customer: 'C-1042', salesOrg: 'VS01', channel: '10', division: '00', shipTo: null, currency: 'INR' };
    const line = { lineNo: 10, sku: 'SEV200', words: '4 peti sev', quantity: '4', uom: 'CAR', erpUom: 'CAR', price: null };
    orders[orderId] = { commandId, payload: { ...head, requestedDate: '2026-11-25', customerPo: null, lines: [line] } };
    await db.runtime.transaction(systemActor('test'), (ctx) =>
      ctx.publish({ type: 'order.accepted', subject: orderId, payload: { number: 'K-1', version: 1, commandId } }),
    );
    await expect
      .poll(
        async () => {
          await db.drain({ includeDelayed: true });
          return texts('select state as text from sync.command');
        },
        { timeout: 30_000 },
      )
      .toEqual(['committed']);
    const held = (await (await fetch(`${sandbox.url}/sandbox/orders?reference=${reference16('outbox', commandId)}`)).json()) as { orders: unknown[] };
    expect(held.orders).toEqual([expect.objectContaining({ soldTo: 'C-1042', items: [expect.objectContaining({ material: 'SEV200' })] })]);
  });
});
