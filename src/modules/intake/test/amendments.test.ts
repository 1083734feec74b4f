import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { people, phones } from '../../../../test/world/small-factory.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { amendments } from '../../orders/index.ts';
import type { Amendment, Change } from '../../orders/contract.ts';
import { readingWorld, type ReadingWorld } from './reading-world.ts';

let world: ReadingWorld;
beforeAll(async () => {
  world = await readingWorld({});
});
afterAll(() => world.db.close());
beforeEach(() => world.reset());

const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');
const texts = (): readonly string[] => world.sent.map((message) => plain(message.kind === 'text' ? message.text : JSON.stringify(message)));
const orders = async (): Promise<readonly { id: string; state: string; net_minor: number }[]> =>
  (await world.db.pool.query('select id, state, net_minor from orders."order" order by created_at')).rows;
const onlyOrder = async (): Promise<string> => {
  const [order, second] = await orders();
  if (order === undefined || second !== undefined) throw new Error('there is not one order');
  return order.id;
};
const linesNow = async (): Promise<readonly string[]> =>
  (await world.db.pool.query('select sku, quantity_milli from orders.order_line where order_id = $1 order by line_no', [await onlyOrder()])).rows.map(
    (row) => `${row.sku} ${Number(row.quantity_milli) / 1000}`,
  );
const asked = async (): Promise<readonly Amendment[]> => {
  const id = await onlyOrder();
  return world.db.runtime.transaction(people.asha, (ctx) => amendments.listAmendments(ctx, id));
};

/** Krishna has ordered 40 sev and 30 aloo, and the ERP holds it. */
async function ordered(): Promise<void> {
  await world.say(phones.krishna, 'ratlami 200 40 peti, aloo 30 peti');
  await world.silence();
  world.sent.length = 0;
}
async function says(text: string): Promise<void> {
  await world.say(phones.krishna, text);
  await world.silence();
}

describe('words that change an order that the ERP holds', () => {
  it.each([
    ['30 aloo cancel kar do', ['SEV200 40']],
    ['sev 40 ki jagah 50 kar do', ['SEV200 50', 'ALU150 30']],
    ['add 5 peti khatta meetha 200', ['SEV200 40', 'ALU150 30', 'KHA200 5']],
    ['cancel sev', ['ALU150 30']],
    ['change sev to 50', ['SEV200 50', 'ALU150 30']],
    ['sev 50 kar do', ['SEV200 50', 'ALU150 30']],
    ['sev ki jagah khatta meetha 200 g', ['ALU150 30', 'KHA200 40']],
    ['instead of sev send 15 peti khatta meetha 200', ['ALU150 30', 'KHA200 15']],
  ])('“%s” changes it, and the customer gets one message with the difference', async (text, lines) => {
    await ordered();
    await says(text);
    expect(await linesNow()).toEqual(lines);
    expect(await asked()).toMatchObject([{ state: 'applied', wantedBy: 'customer' }]);
    expect(texts()).toHaveLength(1);
    expect(await world.conversation(phones.krishna)).toMatchObject({ state: 'done' });
  });

  it('the difference names before, after, the new total and the day', async () => {
    await ordered();
    await says('sev 40 ki jagah 50 kar do');
    expect(texts()[0]).toContain('Ratlami Sev 200 g: 40 peti → 50 peti');
    expect(texts()[0]).toContain('₹1,01,880.00');
    world.sent.length = 0;
    await says('delivery 20 november ko kar do');
    expect(texts()[0]).toContain('20 November');
    expect(await asked()).toMatchObject([{}, { state: 'applied', dateAfter: '2026-11-20' }]);
  });

  it('in Arabic', async () => {
    await world.say(phones.riyadh, '20 كرتون سيف راتلامي و 4 كرتون بطاطس شيبس');
    await world.silence();
    world.sent.length = 0;
    await world.say(phones.riyadh, 'سيف راتلامي 25 بدل 20');
    await world.silence();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('من 20 كرتون إلى 25 كرتون');
  });

  it('cancel all of it', async () => {
    await ordered();
    await says('cancel the whole order');
    expect((await orders()).map((order) => order.state)).toEqual(['cancelled']);
    expect(texts()).toHaveLength(1);
  });

  it('that the ERP refuses leave the order as it is, with neutral words to the customer and the ERP’s own on the desk', async () => {
    await ordered();
    world.erpSays.current = 'Item 10 is delivered';
    await says('sev 40 ki jagah 50 kar do');
    expect(await linesNow()).toEqual(['SEV200 40', 'ALU150 30']);
    expect(await asked()).toMatchObject([{ state: 'refused', waiting: { facts: { text: 'Item 10 is delivered' } } }]);
    expect(texts().join()).not.toContain('delivered');
    expect(texts()).toHaveLength(1);
    expect(await world.conversation(phones.krishna)).toMatchObject({ state: 'desk' });
  });

  it('that ask a price, too, wait for a clerk with what they would change', async () => {
    await ordered();
    await says('sev 40 ki jagah 50 kar do, rate 1200 lagana');
    const [amendment] = await asked();
    if (amendment !== undefined) expect(amendment).toMatchObject({ state: 'needs_desk' });
    expect(await linesNow()).toEqual(['SEV200 40', 'ALU150 30']);
    expect(await world.conversation(phones.krishna)).toMatchObject({ state: 'desk' });
  });

  it('while another change waits go to the desk, and are not lost', async () => {
    await ordered();
    const id = await onlyOrder();
    const changes: readonly Change[] = [{ kind: 'date', requestedDate: '2026-11-25' }];
    await world.db.runtime.transaction(systemActor('test'), (ctx) => amendments.requestAmendment(ctx, { orderId: id, changes, by: 'customer', sure: false }));
    await says('30 aloo cancel kar do');
    expect(await world.conversation(phones.krishna)).toMatchObject({ state: 'desk', orderId: id, flags: ['change_not_possible'] });
    expect(await linesNow()).toEqual(['SEV200 40', 'ALU150 30']);
  });

  it('a new order stays a new order', async () => {
    await ordered();
    await says('50 ctn ratlami 200');
    expect(await orders()).toHaveLength(2);
  });

  it('of somebody else change nothing here', async () => {
    await ordered();
    await world.say(phones.shree, '30 aloo cancel kar do');
    await world.silence();
    expect(await linesNow()).toEqual(['SEV200 40', 'ALU150 30']);
    expect(await asked()).toEqual([]);
  });
});

describe('what we want to change ourselves', () => {
  const weWant = async (): Promise<void> => {
    const id = await onlyOrder();
    const { lines, version } = await world.order(phones.krishna);
    const changes: readonly Change[] = [{ kind: 'quantity', lineId: lines[0]?.lineId ?? '', quantityMilli: 35_000 }];
    const result = await world.db.runtime.transaction(people.asha, (ctx) => amendments.requestAmendment(ctx, { orderId: id, version, changes, by: 'us' }));
    expect(result).toMatchObject({ ok: true, value: { state: 'proposed' } });
    await world.db.drain();
  };

  it('is put as a numbered question, and goes out when the customer agrees', async () => {
    await ordered();
    await weWant();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('40 peti → 35 peti');
    expect(texts()[0]).toContain('1. Haan');
    await says('1');
    expect(await linesNow()).toEqual(['SEV200 35', 'ALU150 30']);
    expect(await asked()).toMatchObject([{ state: 'applied', wantedBy: 'us' }]);
  });

  it('stands as it was when the customer says no', async () => {
    await ordered();
    await weWant();
    await says('2');
    expect(await asked()).toMatchObject([{ state: 'withdrawn' }]);
    expect(await linesNow()).toEqual(['SEV200 40', 'ALU150 30']);
  });

  it('is agreed to by nothing but an answer to it', async () => {
    await ordered();
    await weWant();
    await says('payment kal karenge');
    expect(await asked()).toMatchObject([{ state: 'proposed' }]);
    expect(await linesNow()).toEqual(['SEV200 40', 'ALU150 30']);
  });
});
