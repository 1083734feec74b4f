import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { getCustomer, listItems } from '../../masters/index.ts';
import { getAvailability } from '../../stock/index.ts';
import { getSimulation } from '../commands/simulate-order.ts';
import { loadReadStates } from '../store/cursor-store.ts';
import { paperErp } from './paper-erp.ts';
import { paperWorld, person } from './paper-world.ts';

// gamma takes no orders
let world: Awaited<ReturnType<typeof paperWorld>>;
beforeAll(async () => {
  world = await paperWorld(['alpha', 'beta', 'gamma'], (id) =>
    paperErp({ id, reads: ['customer', 'stock'], writes: id === 'gamma' ? [] : ['create_sales_order', 'payment_receipt'] }),
  );
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.begin();
  for (const [id, customer, sku] of [
    ['alpha', 'C-A', 'IA'],
    ['beta', 'C-B', 'IB'],
    ['gamma', 'C-G', 'IG'],
  ] as const) {
    world.erp(id).saveCustomer(customer);
    world.erp(id).saveItem(sku);
    await world.sync.readAll(world.db.runtime, id);
  }
});

const inside = <T>(work: Parameters<typeof world.db.runtime.transaction<T>>[1]): Promise<T> => world.db.runtime.transaction(systemActor('test'), work);
const written = (id: string) => world.erp(id).written.map((one) => one.payload['customer']);

describe('an order', () => {
  it("goes to the ERP from which its customer was read, whatever the ERPs' names", async () => {
    await world.place({ customer: 'C-B' });
    await world.place({ customer: 'C-A' });
    await world.db.drain();
    expect([written('alpha'), written('beta'), written('gamma')]).toEqual([['C-A'], ['C-B'], []]);
    expect(world.refused).toEqual([]);
  });

  it('of a customer whose ERP takes no orders is refused by name, and goes to no other', async () => {
    const { orderId } = await world.place({ customer: 'C-G' });
    await world.db.drain();
    expect(world.refused).toEqual([{ orderId, code: 'no_order_writing', text: 'create_sales_order, gamma' }]);
    expect([...written('alpha'), ...written('beta')]).toEqual([]);
  });

  it('of a customer that no ERP brought is refused while several could take it, and goes to the only one otherwise', async () => {
    const { orderId } = await world.place({ customer: 'C-NEW' });
    expect(world.refused).toEqual([{ orderId, code: 'which_erp', text: 'create_sales_order, alpha, beta' }]);
    await world.db.pool.query(
      "delete from sync.record where connection = 'alpha'; delete from sync.cursor where connection = 'alpha'; delete from sync.connection where id = 'alpha'",
    );
    await world.place({ customer: 'C-NEW' });
    await world.db.drain();
    expect(written('beta')).toEqual(['C-NEW']);
  });

  it('can be tried only where its customer is', async () => {
    const { orderId } = await world.place({ customer: 'C-B' });
    const tried = await inside((ctx) => getSimulation(ctx, { orders: world.orders, connectors: world.connectors }, orderId));
    expect(tried.can).toBe(false);
    const able = world.connectors.map((one) =>
      one.id === 'beta' ? { ...one, capabilities: { ...one.capabilities, simulate: ['create_sales_order' as const] } } : one,
    );
    expect((await inside((ctx) => getSimulation(ctx, { orders: world.orders, connectors: able }, orderId))).can).toBe(true);
  });
});

it('a booking about a customer goes to his ERP; one about nobody is refused where several could book it', async () => {
  const post = (customer: string | null) =>
    world.db.runtime.transaction(person('dispatcher'), (ctx) =>
      world.sync.post(ctx, {
        commandId: ctx.newId(),
        kind: customer === null ? 'stock_movement' : 'payment_receipt',
        businessKey: 'x',
        connection: null,
        payload:
          customer === null ? {} : { company: '', customer, amount: '10', currency: 'INR', receivedOn: '2026-11-23', method: 'cash', invoice: null, note: '' },
      }),
    );
  expect((await post('C-B')).ok).toBe(true);
  expect(await post('C-G')).toMatchObject({ ok: false, refusal: { code: 'not_supported', facts: { connection: 'gamma' } } });
  expect(await post(null)).toMatchObject({ ok: false, refusal: { code: 'which_erp' } });
  await world.db.drain();
  expect(written('beta')).toEqual(['C-B']);
});

describe('the same code in two ERPs', () => {
  const read = (id: string) => world.sync.readAll(world.db.runtime, id);
  const skipped = async (id: string, object: string) => (await inside((ctx) => loadReadStates(ctx, id))).find((one) => one.object === object)?.skippedWhy;

  it('belongs to the ERP that brought it: the other one changes neither customer, item nor stock, and says so', async () => {
    world.erp('alpha').positions.push({ sku: 'IA', place: 'P1', lot: '', status: 'free', baseMilli: 7_000, expiresOn: null });
    await read('alpha');
    world.erp('beta').saveCustomer('C-A', { name: 'Somebody else', blocked: true });
    world.erp('beta').saveItem('IA', 'Something else');
    world.erp('beta').positions.push({ sku: 'IA', place: 'P1', lot: '', status: 'free', baseMilli: 900_000, expiresOn: null });
    expect((await read('beta')).ok).toBe(true);
    expect(await inside((ctx) => getCustomer(ctx, 'C-A'))).toMatchObject({ name: 'Customer C-A', blocked: false });
    expect((await inside((ctx) => listItems(ctx, ['IA'])))[0]).toMatchObject({ name: 'IA' });
    expect((await inside((ctx) => getAvailability(ctx, { skus: ['IA'], owner: null, on: null }))).get('IA')).toMatchObject({ freeMilli: 7_000 });
    for (const object of ['customer', 'item', 'stock']) expect(await skipped('beta', object)).toEqual({ held_by_other_erp: 1 });
    await world.place({ customer: 'C-A' });
    await world.db.drain();
    expect(written('alpha')).toEqual(['C-A']);
  });

  it('is taken over when the first ERP has it no more', async () => {
    world.erp('alpha').saveItem('IA2');
    await read('alpha');
    world.erp('alpha').deleteItem('IA');
    await world.sync.readAll(world.db.runtime, 'alpha', { accept: ['item'] });
    world.erp('beta').saveItem('IA', 'From beta');
    await read('beta');
    expect((await inside((ctx) => listItems(ctx, ['IA'])))[0]).toMatchObject({ name: 'From beta', active: true });
  });
});
