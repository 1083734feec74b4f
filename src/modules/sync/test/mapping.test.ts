import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { listItems } from '../../masters/index.ts';
import type { MappingRule, StockMovement } from '../contract.ts';
import { mappingPageSchema, mappingPreviewSchema } from '../contract.ts';
import { loadReadStates } from '../store/cursor-store.ts';
import { paperErp } from './paper-erp.ts';
import { paperWorld } from './paper-world.ts';

const id = 'paper';
let world: Awaited<ReturnType<typeof paperWorld>>;
beforeAll(async () => {
  world = await paperWorld([id], () => paperErp({ reads: ['stock', 'customer'], writes: ['create_sales_order'] }));
});
afterAll(() => world.close());

const colour: MappingRule = { kind: 'field', object: 'item', field: 'attributes.colour', from: { what: 'extra', name: 'ZZ_COLOUR' } };
const carton: MappingRule = { kind: 'unit', erp: 'KAR', ours: 'CTN' };
const places: MappingRule = {
  kind: 'code',
  side: 'read',
  object: 'stock',
  field: 'place',
  others: 'keep',
  pairs: [{ erp: '1000/0001', ours: 'Main store' }],
};
const units = [
  { uom: 'PC', numerator: 1, denominator: 1, erpUom: 'ST' },
  { uom: 'CAR', numerator: 12, denominator: 1, erpUom: 'KAR' },
];

beforeEach(async () => {
  await world.begin((one) => ({ settings: { baseUrl: `http://${one}.test/${Math.random()}`, units: { ST: 'PC', KAR: 'CAR' } } }));
  const erp = world.erp(id);
  for (let number = 1; number <= 4; number += 1)
    erp.saveItem(`I${number}`, `Item ${number}`, { salesUom: 'CAR', uoms: units }, { ZZ_COLOUR: number === 4 ? ' ' : 'red' });
  erp.positions.push({ sku: 'I1', place: '1000/0001', lot: '', status: 'free', baseMilli: 5_000, expiresOn: null });
  await world.sync.readAll(world.db.runtime, id);
});

const path = `/sync/connections/${id}/mapping`;
const save = (rules: readonly MappingRule[], version = 0, role = 'it') => world.call(path, role, 'PUT', { version, rules, why: 'asked by the works' });
const items = () => world.db.runtime.transaction(systemActor('test'), (ctx) => listItems(ctx));
const inDb = async (text: string) => (await world.db.pool.query<Record<string, unknown>>(text)).rows;

describe('a mapping', () => {
  it('is seen and saved by IT and the owner, and by nobody else', async () => {
    for (const role of ['order_desk', 'operator', 'sales_head']) {
      expect((await world.call(path, role)).status).toBe(403);
      expect((await save([colour], 0, role)).status).toBe(403);
      expect((await world.call(`${path}/preview`, role, 'POST', { rules: [] })).status).toBe(403);
      expect((await world.call(`${path}/preview/0193a000-0000-7000-8000-00000000ffff`, role)).status).toBe(403);
    }
    expect((await world.call('/sync/connections/nope/mapping', 'it')).status).toBe(404);
    expect(await save([colour], 0, 'owner')).toMatchObject({ status: 200, body: { version: 1, objects: ['item'] } });
    const page = mappingPageSchema.parse((await world.call(path, 'it')).body);
    expect(page).toMatchObject({ version: 1, rules: [colour], versions: [{ version: 1, by: 'person:p-owner', why: 'asked by the works', rules: 1 }] });
    expect(page.fields.map((one) => one.object)).not.toContain('bom');
    expect(page.codes).toContainEqual(expect.objectContaining({ side: 'write', object: 'stock_movement', field: 'reason' }));
  });

  it('of which somebody has saved another version since is not overwritten', async () => {
    await save([colour]);
    expect(await save([carton])).toMatchObject({ status: 409, body: { refusal: { code: 'stale', facts: { version: 1 } } } });
    expect((await save([carton], 1)).body).toMatchObject({ version: 2 });
  });

  it('with a rule that cannot be kept is refused, rule by rule', async () => {
    const bad: readonly MappingRule[] = [
      { ...colour, field: 'sku' },
      { kind: 'field', object: 'item', field: 'wholeUnits', from: { what: 'constant', value: 'perhaps' } },
      { ...places, pairs: [...places.pairs, { erp: '1000/0002', ours: 'Main store' }] },
      { ...carton, erp: 'ST' },
      { ...carton, erp: 'ST' },
    ];
    const faults = [
      { index: 0, why: 'unknown_field' },
      { index: 1, why: 'bad_constant' },
      { index: 2, why: 'ambiguous_back', about: 'Main store' },
      { index: 4, why: 'doubled_code', about: 'ST' },
    ];
    expect(await save(bad)).toMatchObject({ status: 409, body: { refusal: { code: 'bad_rule', facts: { rules: faults } } } });
    expect(await inDb('select 1 from sync.mapping')).toEqual([]);
  });
});

describe('what is read', () => {
  it('is read anew in full with a saved mapping: fields from elsewhere, units, places', async () => {
    await save([colour, carton, places]);
    await world.db.drain();
    const all = await items();
    expect(all.map((item) => item.attributes['colour'])).toEqual(['red', 'red', 'red', undefined]);
    expect(all[0]).toMatchObject({ salesUom: 'CTN', baseUom: 'PC' });
    expect(all[0]?.uoms.map(({ uom, erpUom }) => [uom, erpUom])).toEqual(
      expect.arrayContaining([
        ['CTN', 'KAR'],
        ['PC', 'ST'],
      ]),
    );
    expect(await inDb('select place from stock.position')).toEqual([{ place: 'Main store' }]);
  });

  it('and cannot be said whole is skipped with the reason and the field, and what we hold of it stays', async () => {
    world.erp(id).saveItem('I2', 'Item 2', { uoms: units }, { ZZ_PIECES: 'perhaps' });
    await save([{ kind: 'field', object: 'item', field: 'wholeUnits', from: { what: 'extra', name: 'ZZ_PIECES' } }, colour]);
    await world.db.drain();
    expect((await items()).map((item) => [item.sku, item.attributes['colour'] ?? null, item.active])).toEqual([
      ['I1', 'red', true],
      ['I2', null, true],
      ['I3', 'red', true],
      ['I4', null, true],
    ]);
    const states = await world.db.runtime.transaction(systemActor('test'), (ctx) => loadReadStates(ctx, id));
    expect(states.find((one) => one.object === 'item')).toMatchObject({ skipped: 1, skippedWhy: { 'bad_value:wholeUnits': 1 }, trouble: null });
  });

  it('and names a company that nobody knows is skipped, and the rest of the page is saved; the preview tells before', async () => {
    world.erp(id).saveCustomer('C-1');
    world.erp(id).saveCustomer('C-2', { company: 'C9' });
    const rule: MappingRule = { kind: 'code', side: 'read', object: 'customer', field: 'company', others: 'keep', pairs: [{ erp: 'C9', ours: 'Nowhere' }] };
    const asked = (await world.call(`${path}/preview`, 'it', 'POST', { rules: [rule] })).body as { id: string };
    await world.db.drain();
    expect((await world.call(`${path}/preview/${asked.id}`, 'it')).body).toMatchObject({
      objects: [{ object: 'customer', invalid: 1, refused: [{ key: 'C-2', why: 'unknown_company', value: 'Nowhere' }] }],
    });
    await save([rule]);
    await world.db.drain();
    expect(await inDb('select code from masters.customer')).toEqual([{ code: 'C-1' }]);
  });

  it('as changes goes through it too', async () => {
    await save([colour]);
    await world.db.drain();
    world.erp(id).saveItem('I9', 'Nine', {}, { ZZ_COLOUR: 'blue' });
    await world.db.pool.query("update sync.cursor set finished_at = finished_at - interval '2 minutes'");
    await world.sync.periodic?.find((job) => job.name === 'sync.keep-current')?.handle(world.db.runtime, new AbortController().signal);
    expect((await items()).find((item) => item.sku === 'I9')?.attributes).toEqual({ colour: 'blue' });
  });

  it('begins anew when the mapping changes in its middle, so that no half is said otherwise', async () => {
    const erp = world.erp(id);
    let pages = 0;
    erp.state.failure = async () => {
      pages += 1;
      if (pages === 2) await world.db.pool.query('insert into sync.mapping values ($1, 1, now(), $2, $2, $3)', [id, 'test', JSON.stringify([colour])]);
      return null;
    };
    await world.sync.readAll(world.db.runtime, id, { only: ['item'] });
    expect(pages).toBe(4);
    expect((await items()).map((item) => item.attributes['colour'])).toEqual(['red', 'red', 'red', undefined]);
  });
});

describe('what is written', () => {
  const movement = (place: string, reason = 'damage'): StockMovement => ({
    company: 'C1',
    movement: 'scrap',
    postedOn: '2026-11-23',
    reason,
    productionOrder: null,
    lines: [{ sku: 'I1', quantity: '2', uom: 'CTN', erpUom: 'CTN', place, placeTo: null, lot: '' }],
  });
  const post = async (payload: StockMovement): Promise<string> => {
    const commandId = world.db.runtime.newId();
    const posted = await world.db.runtime.transaction(systemActor('test'), (ctx) =>
      world.sync.post(ctx, { commandId, kind: 'stock_movement', businessKey: 'x', connection: id, payload }),
    );
    expect(posted.ok).toBe(true);
    await world.db.drain();
    return commandId;
  };
  const reasons: MappingRule = {
    kind: 'code',
    side: 'write',
    object: 'stock_movement',
    field: 'reason',
    others: 'refuse',
    pairs: [{ erp: '0551', ours: 'damage' }],
  };

  it('says places, reasons and units as the ERP does', async () => {
    await save([carton, places, reasons]);
    const commandId = await post(movement('Main store'));
    expect(world.erp(id).written).toMatchObject([{ payload: { reason: '0551', lines: [{ place: '1000/0001', uom: 'CAR', erpUom: 'KAR', quantity: '2' }] } }]);
    expect(await world.command(commandId)).toMatchObject({ state: 'committed', mapping_version: 1, payload: { reason: 'damage' } });
  });

  it('is refused, without a call, when the table lacks its reason; mapped and sent again it goes', async () => {
    await save([reasons]);
    const commandId = await post(movement('Main store', 'theft'));
    expect(world.erp(id).written).toEqual([]);
    expect(await world.command(commandId)).toMatchObject({ state: 'rejected', result: { code: 'unknown_code', field: 'reason', text: 'theft' } });
    await save([{ ...reasons, pairs: [...reasons.pairs, { erp: '0552', ours: 'theft' }] }], 1);
    expect((await world.call(`/sync/commands/${commandId}/resend`, 'it', 'POST')).status).toBe(200);
    await world.db.drain();
    expect(world.erp(id).written).toMatchObject([{ payload: { reason: '0552' } }]);
  });

  it('and in doubt is looked for in the words in which it was sent', async () => {
    await save([reasons]);
    const erp = world.erp(id);
    const commandId = await post(movement('Main store'));
    await world.db.pool.query("update sync.command set state = 'unknown', finished_at = null where id = $1", [commandId]);
    await save([{ ...reasons, pairs: [{ erp: '9999', ours: 'damage' }] }], 1);
    await world.sync.recover(world.db.runtime);
    await world.db.drain();
    expect(erp.written).toHaveLength(1);
    expect(erp.verified.map((payload) => (payload as StockMovement).reason)).toEqual(['0551', '0551']);
    expect(await world.command(commandId)).toMatchObject({ state: 'committed', mapping_version: 1 });
  });
});

describe('a preview', () => {
  const preview = async (body: object) => {
    const asked = await world.call(`${path}/preview`, 'it', 'POST', body);
    expect(asked.status).toBe(200);
    await world.db.drain();
    return mappingPreviewSchema.parse((await world.call(`${path}/preview/${(asked.body as { id: string }).id}`, 'it')).body);
  };

  it('asks the ERP what a draft would change, and saves nothing', async () => {
    world.erp(id).saveItem('I2', 'Item 2', { uoms: [units[0]!, { ...units[1]!, erpUom: 'X' }, { ...units[1]!, uom: 'CTN' }] }, { ZZ_COLOUR: 'green' });
    const { objects, units: seen, answeredAt } = await preview({ rules: [colour, { ...carton, erp: 'X', ours: 'CTN' }], objects: ['stock'] });
    expect(answeredAt).not.toBeNull();
    const item = objects.find((one) => one.object === 'item');
    expect(item).toMatchObject({ records: 3, changed: 2, invalid: 1, refused: [{ key: 'I2', why: 'doubled_unit' }], trouble: null });
    expect(item?.samples[0]).toEqual({ key: 'I1', changes: [{ field: 'attributes.colour', before: null, after: 'red' }] });
    expect(item?.extras).toEqual([{ name: 'ZZ_COLOUR', filled: 3, values: expect.arrayContaining(['red', 'green']) }]);
    expect(objects.find((one) => one.object === 'stock')?.codes).toEqual([{ field: 'place', values: ['1000/0001'] }]);
    expect(seen).toContainEqual({ erp: 'KAR', ours: 'CAR' });
    expect((await items())[0]?.attributes).toEqual({});
    expect(await inDb('select 1 from sync.mapping')).toEqual([]);
  });

  it('names the trouble where the ERP does not let itself be read', async () => {
    world.erp(id).state.failure = () => ({ kind: 'rejected', code: 'no_right', text: 'S_TABU_DIS', field: null });
    const { objects } = await preview({ rules: [colour], objects: [] });
    expect(objects).toMatchObject([{ object: 'item', records: 0, trouble: { code: 'refused_by_erp', text: 'S_TABU_DIS' } }]);
    expect((await world.call(`${path}/preview`, 'it', 'POST', { rules: [], objects: ['bom'] })).status).toBe(409);
  });
});
