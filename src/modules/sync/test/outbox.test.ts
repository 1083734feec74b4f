import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CreateSalesOrder } from '../contract.ts';
import type { SapWorld } from './sap-world.ts';
import { connectionId, sapWorld } from './sap-world.ts';

let world: SapWorld;
let direct: typeof globalThis.fetch;
beforeAll(async () => {
  world = await sapWorld();
  direct = world.fetchOfPeer.current;
});
afterAll(() => world.close());
beforeEach(async () => {
  world.peer.sandbox.habits.reset();
  world.fetchOfPeer.current = direct;
  world.heard.length = 0;
  await world.db.clear();
  await world.connect();
});

const kinds = (orderId: string): string[] => world.heard.filter((one) => one.orderId === orderId).map((one) => one.kind);

describe('an accepted order', () => {
  it('is tried, becomes one document with four calls, and the order hears of it', async () => {
    const order = await world.place();
    await world.settle();
    expect(await world.command(order.commandId)).toMatchObject({ state: 'committed', reference: order.reference, attempts: 1, lease_until: null });
    expect(kinds(order.orderId)).toEqual(['started', 'committed']);
    const [document, ...others] = await world.peer.orders(order.reference);
    expect(others).toEqual([]);
    expect(document?.items.map((item) => [item.material, item.quantity, item.unit])).toEqual([
      ['SEV200', '40', 'CAR'],
      ['CHP5', '25', 'CAR'],
    ]);
    const calls = (await world.db.pool.query('select step, status, outcome from sync.erp_call where command_id = $1 order by at, id', [order.commandId])).rows;
    expect(calls.filter((call) => call.step !== 'csrf').map((call) => `${call.step} ${call.status}`)).toEqual([
      'find 200',
      'simulate 201',
      'create 201',
      'verify 200',
    ]);
  });

  it('is in the outbox in the transaction that accepts it, or not at all', async () => {
    await expect(
      world.db.runtime.transaction({ kind: 'system', id: 'system:test' }, async (ctx) => {
        world.placed.set('0193a000-0000-7000-8000-00000000aaaa', {
          commandId: '0193a000-0000-7000-8000-00000000bbbb',
          payload: [...world.placed.values()][0]!.payload,
        });
        await ctx.publish({ type: 'order.accepted', subject: '0193a000-0000-7000-8000-00000000aaaa', payload: {} });
        throw new Error('the accepting transaction fails');
      }),
    ).rejects.toThrow('fails');
    expect((await world.db.pool.query('select 1 from sync.command')).rowCount).toBe(0);
  });

  it('announced twice is sent once', async () => {
    const order = await world.place();
    await world.db.runtime.transaction({ kind: 'system', id: 'system:test' }, (ctx) =>
      ctx.publish({ type: 'order.accepted', subject: order.orderId, payload: {} }),
    );
    await world.settle();
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
  });

  it('worked on by ten jobs at once is sent once', async () => {
    const order = await world.place();
    const job = world.sync.jobs?.[0];
    await Promise.all(Array.from({ length: 10 }, () => job?.handle(world.db.runtime, { commandId: order.commandId }, new AbortController().signal)));
    await world.settle();
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
  });

  it('without an ERP is told so at once', async () => {
    await world.db.pool.query('delete from sync.connection');
    const order = await world.place();
    expect(world.heard).toMatchObject([{ kind: 'rejected', orderId: order.orderId, facts: { code: 'no_erp_connection' } }]);
  });
});

describe('a lost answer', () => {
  it.each(['pDropAfterCommit', 'p504AfterCommit'] as const)('%s: is unknown, is looked up, and is committed once', async (habit) => {
    world.peer.habits({ [habit]: 1 });
    const order = await world.place();
    await world.db.drain();
    expect(await world.command(order.commandId)).toMatchObject({ state: 'unknown' });
    expect(kinds(order.orderId)).toEqual(['started', 'unknown']);
    world.peer.habits({ [habit]: 0 });
    await world.settle();
    expect(await world.command(order.commandId)).toMatchObject({ state: 'committed' });
    expect(kinds(order.orderId)).toEqual(['started', 'unknown', 'committed']);
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
  });

  it('before the commit is sent again only after the settling time, and ends committed once', async () => {
    world.peer.habits({ pDropBeforeCommit: 1 });
    const order = await world.place();
    await world.db.drain();
    const lostAt = Date.now();
    world.peer.habits({ pDropBeforeCommit: 0 });
    await world.settle();
    expect(await world.command(order.commandId)).toMatchObject({ state: 'committed' });
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
    const [second] = (
      await world.db.pool.query("select at from sync.erp_call where command_id = $1 and step = 'create' order by at desc limit 1", [order.commandId])
    ).rows;
    expect(Date.parse(String(second.at)) - lostAt).toBeGreaterThanOrEqual(350);
  });

  it('that the ERP still works on is not doubled: its late commit is found', async () => {
    // The first create hangs inside the ERP: our side gives up, the ERP commits 250 ms later.
    let late: Promise<unknown> = Promise.resolve();
    world.fetchOfPeer.current = (input, init) => {
      if (init?.method !== 'POST') return direct(input, init);
      late = new Promise((resolve) => setTimeout(resolve, 250)).then(() => direct(input, { ...init, signal: null }));
      return Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }));
    };
    const order = await world.place();
    await world.db.drain();
    world.fetchOfPeer.current = direct;
    await world.settle();
    await late;
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
    expect(await world.command(order.commandId)).toMatchObject({ state: 'committed' });
  });

  it('at 30 % of all creates, before and after the commit: sixty orders become sixty documents', async () => {
    world.peer.habits({ pDropAfterCommit: 0.3, pDropBeforeCommit: 0.1, seed: 42 });
    const orders = [];
    for (let i = 0; i < 60; i += 1)
      orders.push(
        await world.place({
          customer: i % 2 ? 'C-1042' : '900007',
          lines: [{ lineNo: 10, sku: 'SEV200', words: '', quantity: '1', uom: 'CAR', erpUom: 'CAR', price: '1260.00' }],
        }),
      );
    await world.settle(30_000);
    for (const order of orders) {
      expect(await world.peer.orders(order.reference)).toHaveLength(1);
      expect(kinds(order.orderId).at(-1)).toBe('committed');
    }
  }, 60_000);
});

describe('a crash', () => {
  const abandon = async (commandId: string, sentAt: string | null): Promise<void> => {
    await world.db.pool.query(
      "update sync.command set state = 'sending', attempts = 1, fence = fence + 1, lease_until = now() + interval '4 minutes', sent_at = $2 where id = $1",
      [commandId, sentAt],
    );
    await world.db.pool.query('delete from pgboss.job');
  };

  it('between mark and create: nothing was sent; after the lease ends it is looked up, and created after the settling time', async () => {
    const order = await world.place();
    await abandon(order.commandId, new Date().toISOString());
    await world.db.drain();
    expect(await world.peer.orders(order.reference)).toHaveLength(0);
    expect(await world.sync.recover(world.db.runtime)).toBe(1);
    await world.settle();
    expect(kinds(order.orderId)).toEqual(['unknown', 'committed']);
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
  });

  it('after the create: the document is found, not made again', async () => {
    const order = await world.place();
    await world.settle();
    await world.db.pool.query('update sync.command set erp_key = null, finished_at = null where id = $1', [order.commandId]);
    await abandon(order.commandId, new Date().toISOString());
    await world.sync.recover(world.db.runtime);
    await world.settle();
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
    expect(await world.command(order.commandId)).toMatchObject({ state: 'committed' });
  });

  it('of the job queue: the sweep finds what was forgotten', async () => {
    const order = await world.place();
    await world.db.pool.query('delete from pgboss.job');
    await world.db.pool.query("update sync.command set not_before = now() - interval '1 minute'");
    const sweep = world.sync.periodic?.[0];
    await sweep?.handle(world.db.runtime, new AbortController().signal);
    await world.settle();
    expect(await world.command(order.commandId)).toMatchObject({ state: 'committed' });
  });

  it('of a node that froze: its late word changes nothing', async () => {
    const order = await world.place();
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => (thaw = resolve));
    world.fetchOfPeer.current = async (input, init) => {
      const answer = await direct(input, init);
      if (init?.method === 'POST' && !String(input).includes('SIMULATION')) await frozen;
      return answer;
    };
    const first = world.sync.jobs?.[0]?.handle(world.db.runtime, { commandId: order.commandId }, new AbortController().signal);
    await expect.poll(async () => (await world.peer.orders(order.reference)).length).toBe(1);
    world.fetchOfPeer.current = direct;
    await world.sync.recover(world.db.runtime);
    await world.settle();
    const before = await world.command(order.commandId);
    expect(before).toMatchObject({ state: 'committed' });
    thaw();
    await first;
    expect(await world.command(order.commandId)).toEqual(before);
    expect(kinds(order.orderId).filter((kind) => kind === 'committed')).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it("for credit keeps the ERP's words, is not repeated, and can be sent again by a person", async () => {
    world.peer.habits({ creditCheck: 'refuse' });
    const order = await world.place({
      customer: 'C-1188',
      lines: [{ lineNo: 10, sku: 'SEV200', words: '', quantity: '38', uom: 'CAR', erpUom: 'CAR', price: '1199.00' }],
    });
    await world.settle();
    expect(await world.command(order.commandId)).toMatchObject({ state: 'rejected', attempts: 1 });
    const [rejected] = world.heard.filter((one) => one.kind === 'rejected');
    expect(rejected?.facts['code']).toMatch(/^VKM\//);
    expect(String(rejected?.facts['text'])).toMatch(/credit/i);
    expect(await world.peer.orders(order.reference)).toHaveLength(0);
    world.peer.habits({ creditCheck: 'off' });
    const { resendCommand } = await import('../commands/manage-commands.ts');
    const denied = await world.db.runtime.transaction({ kind: 'person', id: 'p1', name: 'Op', roles: ['operator'] }, (ctx) =>
      resendCommand(ctx, world.orders, order.commandId),
    );
    expect(denied).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    const sent = await world.db.runtime.transaction({ kind: 'person', id: 'p2', name: 'IT', roles: ['it'] }, (ctx) =>
      resendCommand(ctx, world.orders, order.commandId),
    );
    expect(sent.ok).toBe(true);
    await world.settle();
    expect(await world.command(order.commandId)).toMatchObject({ state: 'committed', reference: order.reference });
  });

  it("of one order does not hold up the same customer's next one", async () => {
    const bad = await world.place({ lines: [{ lineNo: 10, sku: 'NOSUCH', words: '', quantity: '1', uom: 'CAR', erpUom: 'CAR', price: null }] });
    const good = await world.place();
    await world.settle();
    expect(await world.command(bad.commandId)).toMatchObject({ state: 'rejected' });
    expect(await world.command(good.commandId)).toMatchObject({ state: 'committed' });
  });

  it('a success that lies (another quantity) is never committed; the next command of the order takes its document over instead of making another', async () => {
    world.peer.habits({ pOtherQuantity: 1 });
    const order = await world.place();
    await world.settle();
    expect(await world.command(order.commandId)).toMatchObject({ state: 'rejected' });
    expect(world.heard.at(-1)).toMatchObject({ kind: 'rejected', facts: { code: 'document_differs' } });
    world.peer.habits({ pOtherQuantity: 0 });
    const accept = async (change: Partial<CreateSalesOrder>): Promise<string> => {
      const commandId = world.db.runtime.newId();
      world.placed.set(order.orderId, { commandId, payload: { ...world.placed.get(order.orderId)!.payload, ...change } });
      await world.db.runtime.transaction({ kind: 'system', id: 'system:test' }, (ctx) =>
        ctx.publish({ type: 'order.accepted', subject: order.orderId, payload: {} }),
      );
      await world.settle();
      return commandId;
    };
    await accept({ customer: '900007' });
    expect(world.heard.at(-1)).toMatchObject({ kind: 'rejected', facts: { code: 'document_exists' } });
    await accept({ customer: 'C-1042' });
    expect(world.heard.at(-1)).toMatchObject({ kind: 'rejected', facts: { code: 'document_differs' } });
    const [document] = await world.peer.orders(order.reference);
    const lines = world.placed.get(order.orderId)!.payload.lines.map((line, index) => ({ ...line, quantity: document?.items[index]?.quantity ?? '' }));
    expect(await world.command(await accept({ lines }))).toMatchObject({ state: 'committed', reference: order.reference, erp_key: document?.number });
    expect((await world.db.pool.query('select 1 from sync.command')).rowCount).toBe(3);
    expect(await world.peer.orders(order.reference)).toHaveLength(1);
  });
});

describe('order per customer', () => {
  it('a command in doubt holds back only its own customer', async () => {
    world.peer.habits({ pDropBeforeCommit: 1 });
    const stuck = await world.place();
    await world.db.drain();
    world.peer.habits({ pDropBeforeCommit: 0 });
    const behind = await world.place();
    const other = await world.place({ customer: '900007' });
    await world.db.drain();
    expect(await world.command(other.commandId)).toMatchObject({ state: 'committed' });
    expect(await world.command(behind.commandId)).toMatchObject({ state: 'new', attempts: 0 });
    await world.settle();
    expect(await world.command(stuck.commandId)).toMatchObject({ state: 'committed' });
    expect(await world.command(behind.commandId)).toMatchObject({ state: 'committed' });
    const [first] = await world.peer.orders(stuck.reference);
    const [second] = await world.peer.orders(behind.reference);
    expect(Number(first?.number)).toBeLessThan(Number(second?.number));
  });
});

describe('the connection', () => {
  it('throttled: waits as long as it is told, then all is done', async () => {
    world.peer.habits({ p429: 0.3, retryAfterS: 1, seed: 3 });
    const orders = [];
    for (let i = 0; i < 6; i += 1) orders.push(await world.place({ customer: i % 2 ? 'C-1042' : '900007' }));
    await world.settle(40_000);
    for (const order of orders) expect(await world.peer.orders(order.reference)).toHaveLength(1);
    const calls = (await world.db.pool.query('select status from sync.erp_call')).rows;
    expect(calls.some((call) => call.status === 429)).toBe(true);
  }, 60_000);

  it('with a wrong password is paused after one call, and goes on when it is right', async () => {
    await world.connect('wrong');
    const order = await world.place();
    const before = world.peer.calls.length;
    await world.db.drain({ includeDelayed: true });
    await world.db.drain({ includeDelayed: true });
    const [connection] = (await world.db.pool.query('select state, paused_why from sync.connection')).rows;
    expect(connection).toMatchObject({ state: 'paused' });
    expect(world.peer.calls.length - before).toBeLessThanOrEqual(1);
    expect(await world.command(order.commandId)).toMatchObject({ state: 'new' });
    await world.connect();
    const { resumeConnection } = await import('../commands/manage-commands.ts');
    await world.db.runtime.transaction({ kind: 'person', id: 'p2', name: 'IT', roles: ['it'] }, (ctx) => resumeConnection(ctx, connectionId));
    await world.settle();
    expect(await world.command(order.commandId)).toMatchObject({ state: 'committed' });
  });

  it('that is refused five times rests', async () => {
    world.fetchOfPeer.current = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }));
    await world.place();
    for (let i = 0; i < 5; i += 1) {
      await world.db.pool.query('update sync.command set not_before = now()');
      await world.sync.jobs?.[0]?.handle(
        world.db.runtime,
        { commandId: String((await world.db.pool.query('select id from sync.command')).rows[0].id) },
        new AbortController().signal,
      );
    }
    const [connection] = (await world.db.pool.query('select failures, breaker_until > now() as resting from sync.connection')).rows;
    world.fetchOfPeer.current = direct;
    expect(connection).toMatchObject({ failures: 5, resting: true });
  });

  it('keeps its secret encrypted', async () => {
    const [row] = (await world.db.pool.query('select secrets, settings::text as settings from sync.connection')).rows;
    expect(Buffer.from(row.secrets).toString('latin1')).not.toContain('sandbox-secret');
    expect(row.settings).not.toContain('sandbox-secret');
  });
});
