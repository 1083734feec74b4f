import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { anOrder } from '../../../connectors/sap-s4/test/sandbox-peer.ts';
import { askSimulation, getSimulation } from '../commands/simulate-order.ts';
import { sapS4 } from '../../../connectors/sap-s4/index.ts';
import { sapWorld, type SapWorld } from './sap-world.ts';

let world: SapWorld;
let direct: SapWorld['fetchOfPeer']['current'];
beforeAll(async () => {
  world = await sapWorld();
  direct = world.fetchOfPeer.current;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.clear();
  world.peer.sandbox.habits.reset();
  world.peer.habits({ creditCheck: 'off' });
  world.fetchOfPeer.current = direct;
  world.heard.length = 0;
  world.dryRuns.length = 0;
  await world.connect();
});

const isTry = (input: unknown): boolean => String(input).includes('API_SALES_ORDER_SIMULATION_SRV');
const steps = async (commandId: string): Promise<readonly string[]> =>
  (await world.db.pool.query<{ step: string }>('select step from sync.erp_call where command_id = $1 order by at, id', [commandId])).rows
    .map((call) => call.step)
    .filter((step) => step !== 'csrf');
const kinds = (orderId: string): string[] => world.heard.filter((one) => one.orderId === orderId).map((one) => one.kind);
/** Lets the ERP answer a try with other nets than asked for. */
const chargeMore = (net: string): void => {
  world.fetchOfPeer.current = async (input, init) => {
    const answer = await direct(input, init);
    if (!isTry(input)) return answer;
    const body = (await answer.json()) as { d: { to_Item: { results: { NetAmount: string }[] } } };
    const [first] = body.d.to_Item.results;
    if (first !== undefined) first.NetAmount = net;
    return Response.json(body, { status: 201 });
  };
};

describe('an order that the ERP can try', () => {
  it('is tried before it is written, and what the ERP said of prices and tax is kept', async () => {
    const order = await world.place();
    await world.settle();
    expect(await steps(order.commandId)).toEqual(['find', 'simulate', 'create', 'verify']);
    expect(world.dryRuns).toEqual([{ orderId: order.orderId, kind: 'passed' }]);
    const kept = (await world.db.pool.query('select order_version, answer from sync.simulation where order_id = $1', [order.orderId])).rows[0];
    expect(kept).toMatchObject({
      order_version: 1,
      answer: { kind: 'simulated', lines: [{ lineNo: 10, unitPrice: '1260', ownPrice: '1260', net: '50400' }, {}] },
    });
  });

  it("that the ERP would refuse is refused in the ERP's words before anything was written", async () => {
    const order = await world.place({ customer: 'C-1300' });
    await world.settle();
    expect(kinds(order.orderId)).toEqual(['started', 'rejected']);
    expect(world.heard.at(-1)?.facts).toMatchObject({ code: 'V1/027', text: 'Customer C-1300 is blocked for sales orders', facts: { dryRun: true } });
    expect(await steps(order.commandId)).toEqual(['find', 'simulate']);
    expect(await world.command(order.commandId)).toMatchObject({ state: 'rejected', sent_at: null });
  });

  it('that the ERP would charge otherwise than we ask for waits for a person, nothing written', async () => {
    chargeMore('50904.000');
    const order = await world.place();
    await world.settle();
    expect(world.heard.at(-1)).toMatchObject({ kind: 'rejected', facts: { code: 'dry_run_differs', text: 'line 10 net: 50400.00 ≠ 50904' } });
    expect(await world.peer.orders(order.reference)).toEqual([]);
  });

  it('may be charged otherwise within the tolerance of the connection', async () => {
    await world.connect('sandbox-secret', {}, { toleranceMinor: 50_400 });
    chargeMore('50904.000');
    const order = await world.place();
    await world.settle();
    expect(kinds(order.orderId)).toEqual(['started', 'committed']);
  });

  it.each(['is cut off', 'is throttled', 'is not switched on', 'fails inside'] as const)('goes all the same when the try %s', async (how) => {
    world.fetchOfPeer.current = async (input, init) => {
      if (!isTry(input)) return direct(input, init);
      if (how === 'is cut off') throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
      if (how === 'is throttled') return new Response('{}', { status: 429, headers: { 'retry-after': '1' } });
      if (how === 'fails inside') return new Response('{}', { status: 500, headers: { 'content-type': 'application/json' } });
      const error = { code: '/IWFND/MED/170', message: { lang: 'en', value: "No service found for namespace '/SAP/'" } };
      return Response.json({ error }, { status: 403 });
    };
    const order = await world.place();
    await world.settle();
    expect(kinds(order.orderId)).toEqual(['started', 'committed']);
    expect(world.dryRuns).toMatchObject([{ orderId: order.orderId, kind: 'not_known' }]);
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
  });

  it('does not wait longer for the try than the setting says', async () => {
    await world.connect('sandbox-secret', {}, { seconds: 0.2 });
    world.fetchOfPeer.current = async (input, init) => {
      if (isTry(input)) await new Promise((resolve) => setTimeout(resolve, 1_500));
      return direct(input, init);
    };
    const order = await world.place();
    await world.settle();
    expect(kinds(order.orderId)).toEqual(['started', 'committed']);
    expect(world.dryRuns).toEqual([{ orderId: order.orderId, kind: 'not_known', why: 'timeout' }]);
  });

  it('is not tried where the setting is off, nor when somebody wants it posted whatever the ERP says', async () => {
    const wanted = await world.place({ dryRun: false });
    await world.settle();
    expect(await steps(wanted.commandId)).toEqual(['find', 'create', 'verify']);
    await world.connect('sandbox-secret', {}, { on: false });
    const order = await world.place();
    await world.settle();
    expect(await steps(order.commandId)).toEqual(['find', 'create', 'verify']);
    expect(world.dryRuns).toEqual([]);
  });

  it('is not tried again while a lost answer is looked up', async () => {
    world.peer.habits({ pDropAfterCommit: 1 });
    const order = await world.place();
    await world.settle(300);
    world.peer.sandbox.habits.reset();
    await world.settle();
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
    expect((await steps(order.commandId)).filter((step) => step === 'simulate')).toHaveLength(1);
  });

  it('reaches the ERP once with what goes along free, whatever gets lost', async () => {
    const [line] = anOrder().lines;
    if (line === undefined) throw new Error('a line');
    const lines = [
      { ...line, quantity: '20' },
      { ...line, lineNo: 11, words: '', quantity: '2', price: null, freeWith: 10 },
    ];
    world.peer.habits({ pDropAfterCommit: 1 });
    const order = await world.place({ lines });
    await world.settle(300);
    world.peer.sandbox.habits.reset();
    await world.settle();
    const documents = await world.peer.orders(order.reference);
    expect(documents.map((each) => each.items.map((item) => [item.item, item.quantity, item.net, item.freeWith]))).toEqual([
      [
        [10, '20', '25200.00', null],
        [11, '2', '0.00', 10],
      ],
    ]);
    expect(await world.command(order.commandId)).toMatchObject({ state: 'committed' });
  });
});

describe('asking what an order would come to', () => {
  const asha: Actor = { kind: 'person', id: 'asha', name: 'Asha', roles: ['order_desk'] };
  const driver: Actor = { kind: 'person', id: 'raju', name: 'Raju', roles: ['driver'] };
  const deps = () => ({ connectors: [sapS4], orders: world.orders });
  const ask = (actor: Actor, orderId: string) => world.db.runtime.transaction(actor, (ctx) => askSimulation(ctx, deps(), orderId));
  const seen = (orderId: string) => world.db.runtime.transaction(asha, (ctx) => getSimulation(ctx, deps(), orderId));
  const draft = (customer = 'C-1042'): string => {
    const orderId = world.db.runtime.newId();
    world.placed.set(orderId, { commandId: world.db.runtime.newId(), payload: anOrder({ customer }) });
    return orderId;
  };

  it('is answered by a job, once for one version, and writes nothing', async () => {
    const orderId = draft();
    expect(await seen(orderId)).toEqual({ can: true, orderVersion: null, answeredAt: null, answer: null });
    expect([(await ask(asha, orderId)).ok, (await ask(asha, orderId)).ok]).toEqual([true, true]);
    const before = world.peer.calls.length;
    let tries = 0;
    world.fetchOfPeer.current = (input, init) => {
      if (isTry(input)) tries += 1;
      return direct(input, init);
    };
    await world.db.drain();
    expect([tries, world.peer.calls.length - before]).toEqual([1, 0]);
    expect(await seen(orderId)).toMatchObject({ orderVersion: 1, answer: { kind: 'simulated', lines: [{ ownPrice: '1260' }, { ownPrice: '960' }] } });
  });

  it("that the ERP refuses tells the order so, in the ERP's words", async () => {
    const orderId = draft('C-1300');
    await ask(asha, orderId);
    await world.db.drain();
    expect(await seen(orderId)).toMatchObject({ answer: { kind: 'refused', code: 'V1/027' } });
    expect(world.dryRuns).toMatchObject([{ orderId, kind: 'refused', text: 'Customer C-1300 is blocked for sales orders' }]);
  });

  it('is refused to whoever does not work with orders, of an unknown order, and while the connection is paused', async () => {
    expect(await ask(driver, draft())).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    expect(await ask(asha, world.db.runtime.newId())).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    await world.db.pool.query("update sync.connection set state = 'paused'");
    expect(await ask(asha, draft())).toMatchObject({ ok: false, refusal: { code: 'wrong_state' } });
    expect(await seen(draft())).toMatchObject({ can: false });
  });
});
