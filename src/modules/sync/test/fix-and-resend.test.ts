import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { deadLetterPageSchema } from '../contract.ts';
import { paperErp } from './paper-erp.ts';
import { paperWorld } from './paper-world.ts';

const id = 'paper';
let world: Awaited<ReturnType<typeof paperWorld>>;
beforeAll(async () => {
  world = await paperWorld([id], () => paperErp({ writes: ['create_sales_order'] }));
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.begin();
  const uoms = [
    { uom: 'PC', numerator: 1, denominator: 1, erpUom: 'ST' },
    { uom: 'CAR', numerator: 12, denominator: 1, erpUom: 'KAR' },
  ];
  world.erp(id).saveItem('I1', 'Item 1', { uoms });
  await world.sync.readAll(world.db.runtime, id);
});

const refuse = (field: string | null) => {
  world.erp(id).state.failure = () => ({ kind: 'rejected', code: 'M7/001', text: 'unknown place', field });
};
const heal = () => {
  world.erp(id).state.failure = () => null;
};
const refusedMovement = async (field: string | null = null): Promise<string> => {
  refuse(field);
  const commandId = world.db.runtime.newId();
  const payload = {
    ...{ company: 'C1', movement: 'scrap', postedOn: '2026-10-31', reason: 'broken', productionOrder: null },
    lines: [{ sku: 'I1', quantity: '2', uom: 'PC', erpUom: 'PCE', place: 'P1', placeTo: null, lot: '' }],
  };
  await world.db.runtime.transaction(systemActor('test'), (ctx) =>
    world.sync.post(ctx, { commandId, kind: 'stock_movement', businessKey: 'x', connection: null, payload }),
  );
  await world.db.drain();
  heal();
  return commandId;
};
const fix = (commandId: string, path: string, value: string, role = 'order_desk') =>
  world.call(`/sync/commands/${commandId}/fix`, role, 'POST', { changes: [{ path, value }], why: 'the store was renamed' });
const letter = async (commandId: string) => deadLetterPageSchema.parse((await world.call(`/sync/dead-letters/${commandId}`, 'order_desk')).body);

describe('a refused command', () => {
  it('is shown with what was sent', async () => {
    const commandId = await refusedMovement();
    const { sent, text, corrections } = await letter(commandId);
    expect(text).toBe('unknown place');
    expect(corrections).toEqual([]);
    expect(sent).toContainEqual({ path: 'lines.0.place', value: 'P1', masked: false, fix: 'place' });
    expect(sent).toContainEqual({ path: 'lines.0.quantity', value: '2', masked: false, fix: null });
    expect((await world.call('/sync/dead-letters/0193a000-0000-7000-8000-00000000ffff', 'it')).status).toBe(404);
  });

  it('is corrected by those who may send it again, goes under the same reference, and keeps who, why and what was there', async () => {
    const commandId = await refusedMovement();
    const { reference } = await letter(commandId);
    expect((await fix(commandId, 'lines.0.place', 'P2', 'operator')).status).toBe(403);
    expect((await fix(commandId, 'lines.0.place', 'P2')).status).toBe(200);
    await world.db.drain();
    expect(world.erp(id).written).toMatchObject([{ reference, payload: { lines: [{ place: 'P2', quantity: '2' }] } }]);
    expect(await world.command(commandId)).toMatchObject({
      state: 'committed',
      ordering_key: 'paper:place:P2',
      corrections: [{ by: 'person:p-order_desk', why: 'the store was renamed', changes: [{ path: 'lines.0.place', before: 'P1', after: 'P2' }] }],
    });
    // what was corrected can still be seen when it is over
    expect((await world.call(`/sync/commands/${commandId}`, 'operator')).body).toMatchObject({
      state: 'committed',
      corrections: [{ why: 'the store was renamed' }],
    });
    expect((await fix(commandId, 'lines.0.place', 'P3')).body).toMatchObject({ refusal: { code: 'wrong_state' } });
  });

  it('is not corrected round a check: quantity, item, what the refusal is not about, what the schema does not take', async () => {
    const commandId = await refusedMovement();
    for (const path of ['lines.0.quantity', 'lines.0.sku', 'company', 'lines.4.place']) {
      expect((await fix(commandId, path, '9')).body).toMatchObject({ refusal: { code: 'not_correctable', facts: { path } } });
    }
    expect((await fix(commandId, 'postedOn', 'yesterday')).body).toMatchObject({ refusal: { code: 'bad_value', facts: { path: 'postedOn' } } });
    const named = await refusedMovement('StorageLocation');
    expect((await fix(named, 'postedOn', '2026-11-23')).body).toMatchObject({ refusal: { code: 'not_correctable' } });
    expect(await world.command(commandId)).toMatchObject({ state: 'rejected', corrections: [] });
    expect(world.erp(id).written).toEqual([]);
  });

  it("takes the ERP's code for its unit, and not that of another unit of the item, which would be twelve times as much", async () => {
    const commandId = await refusedMovement();
    expect((await fix(commandId, 'lines.0.erpUom', 'KAR')).body).toMatchObject({ refusal: { code: 'other_unit', facts: { path: 'lines.0.erpUom' } } });
    expect((await fix(commandId, 'lines.0.erpUom', 'ST')).status).toBe(200);
    await world.db.drain();
    expect(world.erp(id).written).toMatchObject([{ payload: { lines: [{ erpUom: 'ST' }] } }]);
  });

  it('of an order that has gone on without it is not corrected any more', async () => {
    refuse(null);
    const { orderId, commandId } = await world.place({ lines: [{ lineNo: 10, sku: 'I1', words: '', quantity: '2', uom: 'PC', erpUom: 'PCE', price: '1.00' }] });
    await world.db.drain();
    heal();
    await world.db.pool.query('update sync.command set business_key = gen_random_uuid()::text where id = $1', [commandId]);
    expect((await fix(commandId, 'lines.0.erpUom', 'ST')).body).toMatchObject({ refusal: { code: 'superseded' } });
    await world.db.pool.query('update sync.command set business_key = $2 where id = $1', [commandId, orderId]);
    expect((await fix(commandId, 'lines.0.erpUom', 'ST')).status).toBe(200);
  });
});
