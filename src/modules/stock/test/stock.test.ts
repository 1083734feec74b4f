import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../test/support/clock.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../test/support/database.ts';
import { instantFromMs } from '../../../kernel/time.ts';
import type { Actor, Ctx } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import type { Position } from '../contract.ts';
import { endStockReading, getAvailability, release, reserve, savePositions } from '../index.ts';

const clock = testClock('2026-11-23T00:00:00.000Z');
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ clock });
});
afterAll(() => db.close());
beforeEach(() => db.clear());

const sync = systemActor('sync');
const asha: Actor = { kind: 'person', id: 'p-asha', name: 'Asha', roles: ['order_desk'] };
const inside = <T>(work: (ctx: Ctx) => Promise<T>, actor: Actor = sync): Promise<T> => db.runtime.transaction(actor, work);

const fg = 'PI01/FG01';
const minute = (minutes: number) => instantFromMs(Date.parse('2026-11-22T20:00:00.000Z') + minutes * 60_000);
const at = (sku: string, baseMilli: number, more: Partial<Position> = {}): Position => ({
  sku,
  place: fg,
  lot: '',
  status: 'free',
  baseMilli,
  expiresOn: null,
  ...more,
});
const save = (minutes: number, positions: readonly Position[], complete = true, place = fg) =>
  inside((ctx) => savePositions(ctx, { connection: 'sap', place, asOf: minute(minutes), positions, complete }));
const line = (sku: string, baseMilli: number, place: string | null = null) => ({ sku, place, baseMilli, neededOn: '2026-11-24' });
const freeOf = async (sku: string, owner: string | null = null) =>
  (await inside((ctx) => getAvailability(ctx, { skus: [sku], owner, on: '2026-11-24' }))).get(sku);
const told = async () =>
  (
    await db.pool.query<{ subject: string; payload: { skus: string[] } }>(
      "select subject, payload from platform.event where type = 'stock.changed' order by seq",
    )
  ).rows;

describe('what the ERP says lies where', () => {
  it('is kept, and saying the same again changes nothing', async () => {
    const said = [at('SEV200', 500), at('SEV200', 20, { status: 'quality' }), at('CHP5', 60)];
    expect(await save(0, said)).toEqual({ ok: true, value: { skus: ['CHP5', 'SEV200'] } });
    expect(await save(1, said)).toEqual({ ok: true, value: { skus: [] } });
    expect(await freeOf('SEV200')).toEqual({
      sku: 'SEV200',
      freeMilli: 500,
      heldMilli: 20,
      reservedMilli: 0,
      lots: [{ lot: '', baseMilli: 500, expiresOn: null }],
      asOf: minute(1),
    });
    expect(await told()).toEqual([{ subject: '*', payload: { skus: ['CHP5', 'SEV200'] } }]);
  });

  it('is replaced by a complete snapshot of the place, and of that place only', async () => {
    await save(0, [at('SEV200', 500), at('CHP5', 60)]);
    await save(0, [at('SEV200', 7, { place: 'RY01/FG01' })], true, 'RY01/FG01');
    expect(await save(1, [at('SEV200', 400)])).toEqual({ ok: true, value: { skus: ['CHP5', 'SEV200'] } });
    expect(await freeOf('SEV200')).toMatchObject({ freeMilli: 407, asOf: minute(0) });
    expect(await freeOf('CHP5')).toMatchObject({ freeMilli: 0, lots: [], asOf: minute(0) });
  });

  it('may come in parts, and what the whole reading did not see is gone at its end', async () => {
    await save(0, [at('SEV200', 500), at('CHP5', 60)]);
    await save(0, [at('KHA200', 9, { place: 'RY01/FG01' })], true, 'RY01/FG01');
    await save(5, [at('SEV200', 450)], false);
    expect(await freeOf('CHP5')).toMatchObject({ freeMilli: 60, asOf: minute(0) });
    await save(5, [at('ALU150', 150)], false);
    expect(await inside((ctx) => endStockReading(ctx, { connection: 'sap', asOf: minute(5) }))).toEqual({ ok: true, value: { skus: ['CHP5', 'KHA200'] } });
    expect(await freeOf('SEV200')).toMatchObject({ freeMilli: 450, asOf: minute(5) });
    expect(await freeOf('CHP5')).toMatchObject({ freeMilli: 0, asOf: minute(5) });
  });

  it('loses nothing to an older reading that ends during a newer one', async () => {
    await save(5, [at('SEV200', 450), at('CHP5', 60)], false);
    expect(await save(3, [at('SEV200', 999)], false)).toEqual({ ok: true, value: { skus: [] } });
    await inside((ctx) => endStockReading(ctx, { connection: 'sap', asOf: minute(3) }));
    await inside((ctx) => endStockReading(ctx, { connection: 'sap', asOf: minute(5) }));
    await inside((ctx) => endStockReading(ctx, { connection: 'sap', asOf: minute(3) }));
    expect(await freeOf('SEV200')).toMatchObject({ freeMilli: 450, asOf: minute(5) });
    expect(await freeOf('CHP5')).toMatchObject({ freeMilli: 60 });
  });

  it('is refused when a place that held something is suddenly empty', async () => {
    await save(0, [at('SEV200', 500), at('CHP5', 60)]);
    expect(await save(1, [])).toEqual({ ok: false, refusal: { code: 'suddenly_empty', facts: { place: fg, previous: 2 } } });
    expect(await freeOf('SEV200')).toMatchObject({ freeMilli: 500, asOf: minute(0) });
    expect((await save(1, [], true, 'PI01/NEW')).ok).toBe(true);
  });

  it('is not for people to say', async () => {
    const mine = { connection: 'sap', place: fg, asOf: minute(0), positions: [at('SEV200', 1)], complete: true };
    expect(await inside((ctx) => savePositions(ctx, mine), asha)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    expect(await inside((ctx) => endStockReading(ctx, mine), asha)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    expect(await freeOf('SEV200')).toMatchObject({ asOf: null, freeMilli: 0 });
  });
});

describe('availability', () => {
  it('answers for every item that was asked, with two statements whatever their number', async () => {
    const skus = Array.from({ length: 300 }, (_unused, index) => `X${String(index).padStart(3, '0')}`);
    await save(
      0,
      skus.map((sku, index) => at(sku, index + 1)),
    );
    let statements = 0;
    const answer = await inside((ctx) => {
      const counted = ctx.trx.withPlugin({
        transformQuery: ({ node }) => {
          statements += 1;
          return node;
        },
        transformResult: ({ result }) => Promise.resolve(result),
      });
      return getAvailability({ ...ctx, trx: counted }, { skus: [...skus, 'NOSUCH'], owner: null, on: null });
    });
    expect(answer.size).toBe(301);
    expect(answer.get('X299')?.freeMilli).toBe(300);
    expect(answer.get('NOSUCH')).toMatchObject({ freeMilli: 0, asOf: minute(0) });
    expect(statements).toBe(2);
  });

  it('counts what the owner itself has reserved as free', async () => {
    await save(0, [at('SEV200', 500)]);
    await inside((ctx) => reserve(ctx, { owner: 'order:1', lines: [line('SEV200', 380)] }));
    expect(await freeOf('SEV200', 'order:1')).toMatchObject({ freeMilli: 500, reservedMilli: 0 });
    expect(await freeOf('SEV200', 'order:2')).toMatchObject({ freeMilli: 120, reservedMilli: 380 });
  });
});

describe('a reservation', () => {
  it('takes what there is and says what is short', async () => {
    await save(0, [at('SEV200', 100), at('CHP5', 60)]);
    const asked = { owner: 'order:1', lines: [line('SEV200', 130), line('CHP5', 10)] };
    expect(await inside((ctx) => reserve(ctx, asked), asha)).toEqual({
      ok: true,
      value: { lines: [line('SEV200', 100), line('CHP5', 10)], short: [{ sku: 'SEV200', askedMilli: 130, shortMilli: 30 }] },
    });
    expect(await freeOf('SEV200')).toMatchObject({ freeMilli: 0, reservedMilli: 100 });
    const kept = await db.pool.query("select distinct reserved_by from stock.reservation where owner = 'order:1'");
    expect(kept.rows).toEqual([{ reserved_by: 'person:p-asha' }]);
  });

  it('of all or nothing takes nothing when something is short, and leaves what the owner had', async () => {
    await save(0, [at('SEV200', 100), at('CHP5', 60)]);
    await inside((ctx) => reserve(ctx, { owner: 'order:1', lines: [line('CHP5', 5)] }));
    const asked = { owner: 'order:1', lines: [line('SEV200', 130), line('CHP5', 10)] };
    expect(await inside((ctx) => reserve(ctx, asked, { allOrNothing: true }))).toEqual({
      ok: false,
      refusal: { code: 'short', facts: { short: [{ sku: 'SEV200', askedMilli: 130, shortMilli: 30 }] } },
    });
    expect(await freeOf('SEV200')).toMatchObject({ freeMilli: 100 });
    expect(await freeOf('CHP5')).toMatchObject({ freeMilli: 55 });
  });

  it('replaces all that the owner had, and repeating it changes and tells nothing', async () => {
    await save(0, [at('SEV200', 100), at('CHP5', 60)]);
    await inside((ctx) => reserve(ctx, { owner: 'order:1', lines: [line('SEV200', 80), line('CHP5', 5)] }));
    const again = { owner: 'order:1', lines: [line('SEV200', 90)] };
    await inside((ctx) => reserve(ctx, again));
    const before = await told();
    expect(before.at(-1)).toEqual({ subject: '*', payload: { skus: ['CHP5', 'SEV200'] } });
    await inside((ctx) => reserve(ctx, again));
    expect(await told()).toEqual(before);
    expect(await freeOf('SEV200')).toMatchObject({ freeMilli: 10, reservedMilli: 90 });
    expect(await freeOf('CHP5')).toMatchObject({ freeMilli: 60 });
  });

  it('that overbooks takes more than is there, and never makes less than nothing of what is free', async () => {
    await save(0, [at('SEV200', 100)]);
    const asked = { owner: 'order:1', lines: [line('SEV200', 130)] };
    expect(await inside((ctx) => reserve(ctx, asked, { overbook: true }))).toMatchObject({ ok: true, value: { lines: [line('SEV200', 130)] } });
    expect(await freeOf('SEV200')).toMatchObject({ freeMilli: 0, reservedMilli: 130 });
  });

  it('of an item whose stock was never read is taken as asked', async () => {
    expect(await inside((ctx) => reserve(ctx, { owner: 'order:1', lines: [line('SEV200', 130)] }, { allOrNothing: true }))).toMatchObject({ ok: true });
    expect(await freeOf('SEV200')).toMatchObject({ reservedMilli: 130, asOf: null });
  });

  it('is given back by its owner, and only its own', async () => {
    await save(0, [at('SEV200', 100)]);
    await inside((ctx) => reserve(ctx, { owner: 'order:1', lines: [line('SEV200', 40)] }));
    await inside((ctx) => reserve(ctx, { owner: 'order:2', lines: [line('SEV200', 50)] }));
    expect(await inside((ctx) => release(ctx, 'order:1'))).toEqual({ ok: true, value: { skus: ['SEV200'] } });
    expect(await inside((ctx) => release(ctx, 'order:1'))).toEqual({ ok: true, value: { skus: [] } });
    expect(await freeOf('SEV200')).toMatchObject({ freeMilli: 50 });
    expect((await told()).at(-1)).toEqual({ subject: 'SEV200', payload: { skus: ['SEV200'] } });
  });

  it('is not for customers nor for an operator', async () => {
    await save(0, [at('SEV200', 100)]);
    for (const actor of [
      { kind: 'customer', id: '+911' },
      { kind: 'person', id: 'p2', name: 'Raju', roles: ['operator'] },
    ] as const) {
      expect(await inside((ctx) => reserve(ctx, { owner: 'order:1', lines: [line('SEV200', 1)] }), actor)).toMatchObject({ refusal: { code: 'forbidden' } });
      expect(await inside((ctx) => release(ctx, 'order:1'), actor)).toMatchObject({ refusal: { code: 'forbidden' } });
    }
    expect(await freeOf('SEV200')).toMatchObject({ reservedMilli: 0 });
  });
});
