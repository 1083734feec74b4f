import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../../../test/support/database.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { reference16 } from '../../../connectors/kit/reference.ts';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { listItems } from '../../masters/index.ts';
import { askLook } from '../commands/ask-look.ts';
import { getConnectionPage } from '../connection-page.ts';
import type { Look, StockMovement } from '../contract.ts';
import type { OrdersFace } from '../deps.ts';
import type { SyncParts } from '../index.ts';
import { listDocuments, syncModule } from '../index.ts';
import { paperErp } from './paper-erp.ts';

const connectionId = 'paper-1';
const nobody = async (): Promise<{ ok: boolean }> => ({ ok: true });
const noOrders: OrdersFace = {
  getAmendmentForErp: async () => null,
  recordAmendmentSent: nobody,
  recordAmendmentApplied: nobody,
  recordAmendmentUnknown: nobody,
  recordAmendmentRefused: nobody,
  getOrderForErp: async () => null,
  getOrderToSimulate: async () => null,
  recordDryRun: async () => null,
  recordErpStarted: nobody,
  recordErpCommitted: nobody,
  recordErpUnknown: nobody,
  recordErpRejected: nobody,
  waitsForCredit: async () => false,
  savePastLines: async () => undefined,
};

let erp: ReturnType<typeof paperErp>;
let db: TestDatabase;
let sync: SyncParts;
/** The module whose connector is the paper ERP of the running test. */
beforeAll(async () => {
  sync = syncModule({
    connectors: [{ ...paperErp().connector, open: (...given) => erp.connector.open(...given) }],
    secretKey: Buffer.alloc(32, 7),
    orders: noOrders,
    referenceOf: (id) => reference16('test', id),
    connectorDeps: { now: Date.now, randomHex: () => '', fetch: () => Promise.reject(new Error('no network here')) },
  });
  db = await testDatabase({ jobs: sync.jobs ?? [], periodic: sync.periodic ?? [], reactions: [] });
});
afterAll(async () => {
  await sync.close();
  await db.close();
});
let round = 0;
beforeEach(async () => {
  await db.clear();
  erp = paperErp();
  round += 1;
  // another address is another connection to the pool
  await sync.createConnection(db.runtime, { id: connectionId, connector: 'paper', settings: { baseUrl: `http://paper.test/${round}` }, secrets: {} });
  for (let number = 1; number <= 12; number += 1) erp.saveItem(`I${String(number).padStart(2, '0')}`);
  erp.saveInvoice('9001', 'C-1');
  await sync.readAll(db.runtime, connectionId);
  erp.asked.length = 0;
});

const inside = <T>(work: Parameters<typeof db.runtime.transaction<T>>[1], actor: Actor = systemActor('test')): Promise<T> =>
  db.runtime.transaction(actor, work);
const age = (minutes: number) =>
  db.pool.query('update sync.cursor set finished_at = finished_at - make_interval(mins => $1), swept_at = swept_at - make_interval(mins => $1)', [minutes]);
const keepCurrent = () => sync.periodic?.find((job) => job.name === 'sync.keep-current')?.handle(db.runtime, new AbortController().signal);
const page = () => inside((ctx) => getConnectionPage(ctx, [erp.connector], connectionId));
const skus = async (active: boolean) => (await inside((ctx) => listItems(ctx))).filter((one) => one.active === active).map((one) => one.sku);

describe('an ERP that tells what changed', () => {
  it('is asked for changes every minute, from where the last reading ended', async () => {
    erp.saveItem('I03', 'New name');
    erp.saveItem('I99');
    await keepCurrent();
    expect(erp.asked).toEqual([]);
    await age(2);
    await keepCurrent();
    expect(erp.asked).toEqual(['item - 13', 'invoice - 13']);
    expect((await inside((ctx) => listItems(ctx, ['I03', 'I99']))).map((one) => one.name)).toEqual(['New name', 'I99']);
    await age(2);
    erp.asked.length = 0;
    await keepCurrent();
    expect(erp.asked).toEqual(['item - 15', 'invoice - 15']);
  });

  it('goes on with the changes where it was killed, and loses none', async () => {
    for (let number = 1; number <= 8; number += 1) erp.saveItem(`N${number}`);
    await age(2);
    await db.pool.query(`update sync.cursor set changes_page = '3' where object = 'item'`);
    await keepCurrent();
    expect(erp.asked.slice(0, 2)).toEqual(['item 3 13', 'item 6 13']);
    expect(await skus(true)).toEqual(expect.arrayContaining(['N4', 'N8']));
  });

  it('has its keys compared every six hours: what is gone there cannot be ordered here', async () => {
    erp.deleteItem('I05');
    await age(60 * 7);
    await keepCurrent();
    expect(await skus(false)).toEqual(['I05']);
    erp.saveItem('I05');
    await age(2);
    await keepCurrent();
    expect(await skus(false)).toEqual([]);
  });

  it('is not believed when a fifth of its keys is gone at once; IT sees why, and may believe it', async () => {
    for (const sku of ['I01', 'I02', 'I03', 'I04']) erp.deleteItem(sku);
    await age(60 * 7);
    await keepCurrent();
    expect(await skus(false)).toEqual([]);
    await look({ what: 'read', objects: ['item'], accept: [] });
    expect((await page())?.objects[0]).toMatchObject({ object: 'item', trouble: { code: 'shrunk', previous: 12, seen: 3 } });
    await look({ what: 'read', objects: ['item'], accept: ['item'] });
    expect(await skus(false)).toEqual(['I01', 'I02', 'I03', 'I04']);
    expect((await page())?.objects[0]).toMatchObject({ trouble: null, records: 8 });
  });

  it('gives its documents whole, with the fields that we have no word for, until they are gone there', async () => {
    erp.saveInvoice('9002', 'C-2');
    await age(2);
    await keepCurrent();
    expect((await inside((ctx) => listDocuments(ctx, 'invoice', null, 10))).map((one) => one.key)).toEqual(['9001', '9002']);
    expect(await inside((ctx) => listDocuments(ctx, 'invoice', 'C-2', 10))).toMatchObject([{ key: '9002', data: { openMinor: 100 } }]);
    expect((await db.pool.query("select extra from sync.record where key = '9002'")).rows).toEqual([{ extra: { YY1_Van: 'V1' } }]);
    erp.deleteInvoice('9001');
    await age(60 * 7);
    await keepCurrent();
    expect((await inside((ctx) => listDocuments(ctx, 'invoice', null, 10))).map((one) => one.key)).toEqual(['9002']);
  });

  it('is left in peace while it is known to be away', async () => {
    await db.pool.query(
      `update sync.connection set settings = settings || jsonb_build_object('plannedDowntimes', jsonb_build_array(jsonb_build_object('from', '2020-01-01T00:00:00Z', 'until', '2099-01-01T00:00:00Z')))`,
    );
    await age(60 * 7);
    await keepCurrent();
    expect(erp.asked).toEqual([]);
    expect(await page()).toMatchObject({ downUntil: '2099-01-01T00:00:00.000Z' });
  });
});

const look = async (what: Look): Promise<void> => {
  expect((await inside((ctx) => askLook(ctx, [erp.connector], connectionId, what))).ok).toBe(true);
  await db.drain();
};

const movement: StockMovement = {
  company: '',
  movement: 'transfer',
  postedOn: '2026-11-23',
  reason: 'van load',
  productionOrder: null,
  lines: [{ sku: 'I01', quantity: '2.5', uom: 'PC', erpUom: 'PC', place: 'A', placeTo: 'B', lot: '' }],
};

describe('a booking', () => {
  const post = (commandId: string, payload: object = movement, kind: 'stock_movement' | 'delivery' = 'stock_movement') =>
    inside((ctx) => sync.post(ctx, { commandId, kind, businessKey: 'move:1', connection: null, payload }));

  it('goes out once, however often it is asked for', async () => {
    const commandId = db.runtime.newId();
    expect(await post(commandId)).toMatchObject({ ok: true });
    expect(await post(commandId)).toMatchObject({ ok: true });
    await db.drain();
    expect(erp.written).toMatchObject([{ reference: reference16('test', commandId), payload: { lines: [{ quantity: '2.5' }] } }]);
    expect((await db.pool.query('select state, ordering_key from sync.command')).rows).toEqual([{ state: 'committed', ordering_key: 'paper-1:place:A' }]);
  });

  it('that the ERP has no way for is refused at once, and so is one that makes no sense', async () => {
    expect(await post(db.runtime.newId(), {}, 'delivery')).toMatchObject({ ok: false, refusal: { code: 'not_supported' } });
    expect(await post(db.runtime.newId(), { ...movement, lines: [] })).toMatchObject({
      ok: false,
      refusal: { code: 'bad_payload', facts: { fields: ['lines'] } },
    });
  });

  it('waits while the ERP is known to be away', async () => {
    await db.pool.query(
      `update sync.connection set settings = settings || jsonb_build_object('plannedDowntimes', jsonb_build_array(jsonb_build_object('from', '2020-01-01T00:00:00Z', 'until', '2099-01-01T00:00:00Z')))`,
    );
    await post(db.runtime.newId());
    await db.drain();
    expect(erp.written).toEqual([]);
  });
});

describe('reconciliation', () => {
  const document = (reference: string, more: Partial<(typeof erp.documents)[number]> = {}) => ({
    erpKey: `D-${reference}`,
    reference,
    state: 'open' as const,
    digest: 'as ordered',
    changedAt: null,
    ...more,
  });
  const booked = async (): Promise<string> => {
    const commandId = db.runtime.newId();
    await inside((ctx) => sync.post(ctx, { commandId, kind: 'stock_movement', businessKey: `move:${commandId}`, connection: null, payload: movement }));
    await db.drain();
    return reference16('test', commandId);
  };
  const kindsFound = async () => {
    await look({ what: 'reconcile' });
    const report = (await page())?.reconciled?.body.kinds[0];
    return report?.findings.map((finding) => [finding.kind, finding.reference, finding.erpKeys]);
  };

  it('names each difference once, and corrects nothing', async () => {
    const [fine, missing, doubled, cancelled, changed] = [await booked(), await booked(), await booked(), await booked(), await booked()];
    erp.documents.push(document(fine), document(doubled), document(cancelled), document(changed), document(''));
    erp.documents.push(document(missing));
    expect(await kindsFound()).toEqual([]);
    const moves = erp.written.length;
    erp.documents.splice(0);
    erp.documents.push(document(fine), document(doubled), document(doubled, { erpKey: 'D9' }));
    erp.documents.push(document(cancelled, { state: 'cancelled' }), document(changed, { digest: 'two less' }), document('MO00000000000000'), document(''));
    expect(await kindsFound()).toEqual([
      ['missing', missing, []],
      ['doubled', doubled, [`D-${doubled}`, 'D9']],
      ['cancelled_there', cancelled, [`D-${cancelled}`]],
      ['changed_there', changed, [`D-${changed}`]],
      ['unknown_to_us', 'MO00000000000000', ['D-MO00000000000000']],
    ]);
    expect(erp.written.length).toBe(moves);
    expect((await page())?.reconciled?.body.kinds[0]).toMatchObject({ kind: 'stock_movement', ours: 5, theirs: 7 });
  });
});

describe('the doctor', () => {
  it('says how the ERP answers and what the connector found', async () => {
    await look({ what: 'doctor' });
    expect((await page())?.doctor?.findings).toMatchObject([
      { about: 'connect', state: 'ok' },
      { about: 'speed', state: 'ok' },
      { about: 'fields', what: 'GSTIN', state: 'warn' },
    ]);
  });
  it('comes for IT and the owner only, and only to what is there', async () => {
    const clerk: Actor = { kind: 'person', id: 'p1', name: 'Asha', roles: ['order_desk'] };
    expect(await inside((ctx) => askLook(ctx, [erp.connector], connectionId, { what: 'doctor' }), clerk)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await inside((ctx) => askLook(ctx, [erp.connector], 'nope', { what: 'doctor' }))).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await inside((ctx) => askLook(ctx, [erp.connector], connectionId, { what: 'read', objects: ['bom'], accept: [] }))).toMatchObject({
      refusal: { code: 'unknown_object' },
    });
  });
});
