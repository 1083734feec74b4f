import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import type { Position } from '../../stock/contract.ts';
import type { Reconciliation, StockMovement } from '../contract.ts';
import { connectionPageSchema } from '../contract.ts';
import { paperErp } from './paper-erp.ts';
import { paperWorld } from './paper-world.ts';

const id = 'paper';
let world: Awaited<ReturnType<typeof paperWorld>>;
beforeAll(async () => {
  world = await paperWorld([id], () => paperErp({ reads: ['stock'] }));
});
afterAll(() => world.close());

const lying = (place: string, baseMilli: number, lot = ''): Position => ({ sku: 'I1', place, lot, status: 'free', baseMilli, expiresOn: null });
beforeEach(async () => {
  await world.begin();
  const uoms = [
    { uom: 'PC', numerator: 1, denominator: 1, erpUom: 'PC' },
    { uom: 'CTN', numerator: 12, denominator: 1, erpUom: 'KAR' },
  ];
  world.erp(id).saveItem('I1', 'Item 1', { uoms });
  say(lying('P1', 100_000), lying('P2', 5_000));
  await world.sync.readAll(world.db.runtime, id);
  // read some while ago, so that what is booked now was certainly booked since
  await world.db.pool.query("update sync.cursor set started_at = started_at - interval '10 minutes', finished_at = finished_at - interval '10 minutes'");
});

const say = (...positions: Position[]): void => void world.erp(id).positions.splice(0, Infinity, ...positions);
const transfer = async (quantity: string): Promise<string> => {
  const commandId = world.db.runtime.newId();
  const payload: StockMovement = {
    ...{ company: 'C1', movement: 'transfer', postedOn: '2026-11-23', reason: '', productionOrder: null },
    lines: [{ sku: 'I1', quantity, uom: 'CTN', erpUom: 'KAR', place: 'P1', placeTo: 'P2', lot: '' }],
  };
  await world.db.runtime.transaction(systemActor('test'), (ctx) =>
    world.sync.post(ctx, { commandId, kind: 'stock_movement', businessKey: 'x', connection: null, payload }),
  );
  await world.db.drain();
  await world.db.pool.query("update sync.command set finished_at = now() - interval '3 minutes' where id = $1 and finished_at is not null", [commandId]);
  return commandId;
};
const reconciled = async (): Promise<Reconciliation> => {
  const report = await world.sync.reconcile(world.db.runtime, id);
  if (!report.ok) throw new Error(report.refusal.code);
  return report.value;
};

describe('reconciliation', () => {
  it('finds nothing where stock is what it was', async () => {
    expect((await reconciled()).stock).toMatchObject({ positions: 2, differing: 0, unexplained: 0, differences: [] });
  });

  it('names the moves of ours that explain a difference, and the rest that they do not', async () => {
    const commandId = await transfer('2');
    say(lying('P1', 70_000), lying('P2', 29_000));
    const { stock } = await reconciled();
    const moves = (milli: number) => [{ commandId, kind: 'stock_movement', state: 'committed', milli, counted: true }];
    expect(stock).toMatchObject({
      differing: 2,
      unexplained: 1,
      differences: [
        { place: 'P1', readMilli: 100_000, nowMilli: 70_000, moves: moves(-24_000), unexplainedMilli: -6_000 },
        { place: 'P2', readMilli: 5_000, nowMilli: 29_000, moves: moves(24_000), unexplainedMilli: 0 },
      ],
    });
    expect(Date.parse(stock?.nowAt ?? '') - Date.parse(stock?.readAt ?? '')).toBeGreaterThan(500_000);
    const page = connectionPageSchema.parse((await world.call(`/sync/connections/${id}`, 'stores')).body);
    expect(page.reconciled?.body.stock).toEqual(stock);
  });

  it('finds a booking that the ERP says it made and that does not show', async () => {
    await transfer('1');
    expect((await reconciled()).stock?.differences).toMatchObject([
      { place: 'P1', readMilli: 100_000, nowMilli: 100_000, unexplainedMilli: 12_000 },
      { place: 'P2', unexplainedMilli: -12_000 },
    ]);
  });

  it('changes no stock of ours, and says why it could not be compared', async () => {
    say(lying('P1', 1_000), lying('P2', 5_000));
    await reconciled();
    expect((await world.db.pool.query('select sum(base_milli)::int as n from stock.position')).rows).toEqual([{ n: 105_000 }]);
    say();
    expect(await reconciled()).toMatchObject({ stock: null, skipped: [{ kind: 'stock', why: 'suddenly_empty' }] });
    await world.db.pool.query("update sync.cursor set complete = false where object = 'stock'");
    expect(await reconciled()).toMatchObject({ stock: null, skipped: [{ kind: 'stock', why: 'being_read' }] });
  });
});
