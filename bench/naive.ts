import { randomBytes, randomUUID } from 'node:crypto';
import type { ErpCommand, ErpConnection } from '../src/connectors/kit/types.ts';
import { sapS4 } from '../src/connectors/sap-s4/index.ts';
import type { CreateSalesOrder } from '../src/modules/sync/contract.ts';
import { openPool } from '../src/platform/db/database.ts';
import type { Karkhana, SampleOrder, SapProcess } from '../test/support/karkhana.ts';

/**
 * The floor: a program that knows the order already and survives nothing. One row in the database, then find, create and read back in
 * the ERP, one order after the other, in one process that does nothing else. Returns milliseconds an order.
 */
export async function naiveHandler(karkhana: Karkhana, sap: SapProcess, orders: readonly SampleOrder[]): Promise<number[]> {
  const pool = openPool(karkhana.databaseUrl(), { max: 1, name: 'bench-naive' });
  const connection = sapS4.open(
    {
      baseUrl: sap.plainUrl,
      client: '100',
      user: decodeURIComponent(new URL(sap.url).username),
      salesOrganizations: { VS01: { zone: 'Asia/Kolkata', languages: ['en'] } },
    },
    { password: decodeURIComponent(new URL(sap.url).password) },
    { now: () => Date.now(), randomHex: (bytes) => randomBytes(bytes).toString('hex'), fetch: globalThis.fetch },
  );
  try {
    await pool.query('create table if not exists public.bench_naive (id uuid primary key, at timestamptz not null default now(), body jsonb not null)');
    const times: number[] = [];
    for (const order of orders) {
      const began = performance.now();
      await pool.query('insert into public.bench_naive (id, body) values ($1, $2)', [randomUUID(), JSON.stringify(order)]);
      await createOne(connection, order);
      times.push(performance.now() - began);
    }
    return times;
  } finally {
    await pool.query('drop table if exists public.bench_naive').catch(() => undefined);
    await pool.end();
    await connection.close();
  }
}

async function createOne(connection: ErpConnection, order: SampleOrder): Promise<void> {
  const command: ErpCommand = {
    id: randomUUID(),
    reference: `NV${randomBytes(7).toString('hex').toUpperCase()}`,
    kind: 'create_sales_order',
    payload: payloadOf(order),
    round: 0,
  };
  const found = await connection.find(command, () => undefined);
  if (found.kind !== 'absent') throw new Error(`naive find: ${found.kind}`);
  const made = await connection.execute(command, () => undefined);
  if (made.kind !== 'committed') throw new Error(`naive create: ${JSON.stringify(made)}`);
  const read = await connection.verify(command, made.erpKey, () => undefined);
  if (read.kind !== 'equal') throw new Error(`naive read back: ${JSON.stringify(read)}`);
}

function payloadOf(order: SampleOrder): CreateSalesOrder {
  const lines = order.lines.map((text, at) => {
    const [sku = '', quantity = '', uom = ''] = text.split(' ');
    return { lineNo: (at + 1) * 10, sku, words: sku, quantity, uom, erpUom: uom, price: null };
  });
  return {
    orderNumber: 'N-1',
    customer: order.customer,
    salesOrg: 'VS01',
    channel: '10',
    division: '00',
    shipTo: null,
    currency: 'INR',
    requestedDate: null,
    customerPo: null,
    lines,
  };
}
