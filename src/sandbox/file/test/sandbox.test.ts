import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tinyCompany } from '../../kit/test/tiny-company.ts';
import { createFileSandbox } from '../index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'karkhana-file-erp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = () => createFileSandbox({ folder: join(folder, 'exchange'), stateDir: join(folder, 'state'), seed: tinyCompany() });
const heading = 'kind,reference,attempt,row,rows,customer,currency,line,sku,quantity,erp_uom,price';
const put = (name: string, ...rows: string[]): void => writeFileSync(join(folder, 'exchange', 'from-karkhana', name), [heading, ...rows, ''].join('\r\n'));
const order = 'create_sales_order,MO1,1,1,1,C-1042,INR,10,SEV200,2,CAR,';

describe('the file sandbox', () => {
  it('books a file by its own prices, shows it, and still knows it after a restart', async () => {
    const sandbox = await start();
    put('a.csv', order);
    await sandbox.run();
    const shown = (await (await sandbox.fetch('http://erp/sandbox/orders?reference=MO1')).json()) as { orders: object[] };
    expect(shown.orders).toMatchObject([{ number: '7000001', net: '2520.00', items: [{ material: 'SEV200', quantity: '2', unit: 'CAR' }] }]);
    await sandbox.close();
    const again = await start();
    expect([...again.world.orders.values()].filter((one) => one.reference === 'MO1')).toHaveLength(1);
    put('a.csv', order);
    await again.run();
    expect([...again.world.orders.values()].filter((one) => one.reference === 'MO1')).toHaveLength(1);
    await again.close();
  });

  it('does not watch over references, and throws out what it cannot read', async () => {
    const sandbox = await start();
    put('a.csv', order);
    put('b.csv', order);
    put('c.csv', order.replace(',1,1,C-', ',1,2,C-'));
    await sandbox.run();
    expect([...sandbox.world.orders.values()].filter((one) => one.reference === 'MO1')).toHaveLength(2);
    expect(readdirSync(join(folder, 'exchange', 'failed'))).toEqual(['c.csv']);
    await sandbox.close();
  });

  it('has a page, and habits that can be switched and are checked', async () => {
    const sandbox = await start();
    expect(await (await sandbox.fetch('http://erp/')).text()).toContain('Sandbox file ERP');
    const post = (body: string) => sandbox.fetch('http://erp/sandbox/habits', { method: 'POST', body });
    expect((await post('{"pBusy":2}')).status).toBe(400);
    expect((await post('not json')).status).toBe(400);
    expect(await (await post('{"pBusy":0.5}')).json()).toMatchObject({ pBusy: 0.5 });
    await sandbox.close();
  });
});
