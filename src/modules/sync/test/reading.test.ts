import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { findCustomersByPhone, getCompany, getCustomer, listItems, orderTerms } from '../../masters/index.ts';
import { quoteOrder } from '../../pricing/index.ts';
import { getAvailability } from '../../stock/index.ts';
import type { SapWorld } from './sap-world.ts';
import { connectionId, sapWorld } from './sap-world.ts';

let world: SapWorld;
let direct: typeof globalThis.fetch;
beforeAll(async () => {
  world = await sapWorld({ extraItems: 60 });
  direct = world.fetchOfPeer.current;
});
afterAll(() => world.close());
beforeEach(async () => {
  world.fetchOfPeer.current = direct;
  world.peer.sandbox.habits.reset();
  await world.db.clear();
  await world.connect('sandbox-secret', { pageSize: 7 });
});

const inside = <T>(work: Parameters<typeof world.db.runtime.transaction<T>>[1]): Promise<T> => world.db.runtime.transaction(systemActor('test'), work);

describe('reading everything', () => {
  it('brings company, items, customers, credit, prices, production and history in our words', async () => {
    const read = await world.sync.readAll(world.db.runtime, connectionId);
    expect(read).toMatchObject({
      ok: true,
      value: { records: { company: 2, item: 64, cost: 64, customer: 5, credit: 2, price: 66, stock: 7, work_centre: 1, bom: 1, routing: 1 } },
    });
    await inside(async (ctx) => {
      expect(await getCompany(ctx)).toMatchObject({ code: 'VI01', zone: 'Asia/Kolkata', languages: ['en', 'hi'] });
      const [sev] = await listItems(ctx, ['SEV200']);
      expect(sev).toMatchObject({ name: 'Ratlami sev', names: { hi: 'रतलामी सेव', ar: 'سيف راتلامي' }, baseUom: 'PC', salesUom: 'CAR', active: true });
      expect(sev?.uoms).toContainEqual({ uom: 'CAR', numerator: 30, denominator: 1, erpUom: 'CAR' });
      expect((await listItems(ctx, ['OLD1']))[0]).toMatchObject({ active: false, replacedBy: 'SEV200' });
      expect(await getCustomer(ctx, 'C-1042')).toMatchObject({
        creditLimitMinor: 50_000_000,
        receivablesMinor: 10_000_000,
        names: { hi: 'श्री ट्रेडर्स' },
        zone: 'Asia/Kolkata',
        blocked: false,
      });
      expect((await getCustomer(ctx, 'C-1042'))?.shipTos.map((place) => [place.code, place.city, place.isDefault])).toEqual([
        ['C-1042', 'Indore', true],
        ['C-1042-1', 'Dewas', false],
      ]);
      expect(await getCustomer(ctx, 'C-1300')).toMatchObject({ blocked: true, creditLimitMinor: null });
      expect((await findCustomersByPhone(ctx, '910000010421')).map((one) => one.code)).toEqual(['C-1042']);
      const ask = async (code: string, priceList: string, currency: string, on: string) => {
        const customer = { code, company: 'VI01', priceList, priceGroup: '', region: '', channel: '10', country: 'IN', currency };
        const line = { lineId: 'a', sku: 'SEV200', uom: 'CAR', quantityMilli: 40_000, askedMinor: null, ownBp: 0 };
        return (await quoteOrder(ctx, { customer, on, orderId: null, lines: [line], cashDiscountBp: 0, freightMinor: 0 })).lines;
      };
      expect(await ask('C-1042', '01', 'INR', '2026-11-24')).toMatchObject([{ unitMinor: 126_000, netMinor: 5_040_000 }]);
      expect(await ask('C-1188', '01', 'INR', '2026-11-24')).toMatchObject([{ unitMinor: 119_900, steps: [{ rule: 'customer_price' }] }]);
      expect(await ask('C-2001', '11', 'SAR', '2026-11-24')).toMatchObject([{ unitMinor: 6_550, cost: null }]);
      expect(await ask('C-1042', '01', 'INR', '2026-11-24')).toMatchObject([{ cost: '100800', marginBp: 2_000 }]);
    });
    await inside(async (ctx) => {
      const stock = await getAvailability(ctx, { skus: ['SEV200', 'X00001'], owner: null, on: '2026-11-24' });
      expect(stock.get('SEV200')).toMatchObject({
        freeMilli: 15_900_000,
        heldMilli: 600_000,
        lots: [{ lot: 'L1811', expiresOn: '2027-03-18' }, { lot: 'L0311' }],
      });
      expect(stock.get('X00001')).toMatchObject({ freeMilli: 0, asOf: stock.get('SEV200')?.asOf });
    });
    expect(world.pastLines.map((line) => line.words)).toContain('PETI SEV');
  });

  it('a second time changes nothing', async () => {
    await world.sync.readAll(world.db.runtime, connectionId);
    const version = await inside((ctx) => orderTerms.getMastersVersion(ctx));
    expect((await world.sync.readAll(world.db.runtime, connectionId)).ok).toBe(true);
    expect(await inside((ctx) => orderTerms.getMastersVersion(ctx))).toBe(version);
  });

  /** As if the last readings were that long ago. */
  const age = (minutes: number) =>
    world.db.pool.query(
      `update sync.cursor set finished_at = finished_at - interval '${minutes} minutes', swept_at = swept_at - interval '${minutes} minutes'`,
    );
  const keepCurrent = () => world.sync.periodic?.find((job) => job.name === 'sync.keep-current')?.handle(world.db.runtime, new AbortController().signal);

  it('what was read a while ago is read anew by itself, history is not, and nothing before its time', async () => {
    await world.sync.readAll(world.db.runtime, connectionId);
    const free = async () => (await inside((ctx) => getAvailability(ctx, { skus: ['SEV200', 'BULK'], owner: null, on: null }))).get('SEV200');
    const before = await free();
    const asked: string[] = [];
    world.fetchOfPeer.current = async (input, init) => {
      const url = decodeURIComponent(String(input instanceof Request ? input.url : input));
      asked.push(url);
      const answer = await direct(input, init);
      // 60 of 300 pieces have left the plant
      const text = (await answer.text()).replace('9000.00000000000000', '7200.00000000000000');
      return new Response(text.replace('"StandardPrice":"1008.000"', '"StandardPrice":"1038.000"'), answer);
    };
    await age(3);
    await keepCurrent();
    // what says when it was changed is asked for its changes only, and more often
    expect(asked.filter((url) => !url.includes('LastChangeDate'))).toEqual([]);
    await age(2);
    await keepCurrent();
    expect(asked.some((url) => url.includes('API_MATERIAL_STOCK_SRV'))).toBe(true);
    expect(asked.some((url) => url.includes('A_SalesOrder?') && !url.includes('LastChangeDate'))).toBe(false);
    expect(await free()).toMatchObject({ freeMilli: 14_100_000 });
    expect(String((await free())?.asOf) > String(before?.asOf)).toBe(true);
    expect((await world.db.pool.query("select minor::int, uom from pricing.cost where sku = 'SEV200'")).rows).toEqual([{ minor: 3_460, uom: 'PC' }]);
  });

  it('an object that somebody else is reading is left to them', async () => {
    await world.sync.readAll(world.db.runtime, connectionId);
    const asked: unknown[] = [];
    world.fetchOfPeer.current = (input, init) => (asked.push(input), direct(input, init));
    await age(60 * 48);
    await world.db.pool.query("update sync.cursor set busy_until = now() + interval '1 minute'");
    await keepCurrent();
    expect(asked).toEqual([]);
  });

  it('what the ERP has no more cannot be ordered any more, and comes back with it', async () => {
    await world.sync.readAll(world.db.runtime, connectionId);
    const hidden =
      (filter: string, set: string): typeof direct =>
      async (input, init) => {
        const url = decodeURIComponent(String(input instanceof Request ? input.url : input));
        return direct(url.includes(set) ? url.replace('$filter=', `$filter=${filter} and `).replace('$inlinecount=allpages', '$inlinecount=none') : url, init);
      };
    world.fetchOfPeer.current = hidden("Product ne 'X00007'", 'A_Product?');
    await world.sync.readAll(world.db.runtime, connectionId, { only: ['item'] });
    expect((await inside((ctx) => listItems(ctx, ['X00007', 'X00008']))).map((item) => [item.sku, item.active])).toEqual([
      ['X00007', false],
      ['X00008', true],
    ]);
    world.fetchOfPeer.current = direct;
    await world.sync.readAll(world.db.runtime, connectionId, { only: ['item'] });
    expect((await inside((ctx) => listItems(ctx, ['X00007'])))[0]).toMatchObject({ active: true });

    world.fetchOfPeer.current = hidden("Customer ne '900007'", 'A_Customer?');
    await world.sync.readAll(world.db.runtime, connectionId, { only: ['customer'] });
    expect(await inside((ctx) => getCustomer(ctx, '900007'))).toMatchObject({ blocked: true, blockReason: 'gone_in_erp' });

    const prices = async () => Number((await world.db.pool.query('select count(*) as n from pricing.price')).rows[0]?.['n']);
    const all = await prices();
    world.fetchOfPeer.current = hidden("Material ne 'X00007'", 'A_SlsPrcgCndnRecdValidity?');
    await world.sync.readAll(world.db.runtime, connectionId, { only: ['price'] });
    expect(await prices()).toBe(all - 1);
  });

  it('a refresh of stock that is suddenly empty changes nothing, and its moment stays', async () => {
    await world.sync.readAll(world.db.runtime, connectionId);
    const free = async () => (await inside((ctx) => getAvailability(ctx, { skus: ['SEV200'], owner: null, on: null }))).get('SEV200');
    const before = await free();
    // a broken authorisation: no plant is visible any more
    world.fetchOfPeer.current = (input, init) =>
      direct(decodeURIComponent(String(input instanceof Request ? input.url : input)).replace("InventorySpecialStockType eq ''", "Plant eq 'NONE'"), init);
    expect(await world.sync.readAll(world.db.runtime, connectionId, { only: ['stock'] })).toMatchObject({ refusal: { code: 'suddenly_empty' } });
    expect(await free()).toEqual(before);
  });

  it('leaves a connection alone whose first reading has not come to its end', async () => {
    const asked: unknown[] = [];
    world.fetchOfPeer.current = (input, init) => (asked.push(input), direct(input, init));
    await keepCurrent();
    expect(asked).toEqual([]);
  });

  it('killed after any page goes on where it was, and nothing is lost or doubled', async () => {
    let pages = 0;
    for (let kill = 1; kill < 60; kill += 6) {
      pages = 0;
      const dying = world.sync.readAll(world.db.runtime, connectionId, {
        onProgress: () => {
          pages += 1;
          if (pages === kill) throw new Error('killed');
        },
      });
      await dying.catch((error: unknown) => expect(String(error)).toContain('killed'));
      if (pages < kill) break;
    }
    const read = await world.sync.readAll(world.db.runtime, connectionId);
    expect(read).toMatchObject({ ok: true, value: { records: { item: 64, price: 66 } } });
    expect((await inside((ctx) => listItems(ctx))).length).toBe(64);
  });

  it('stops when a list is suddenly empty or a fifth shorter, until a person accepts it', async () => {
    await world.sync.readAll(world.db.runtime, connectionId);
    world.fetchOfPeer.current = async (input, init) => {
      const url = decodeURIComponent(String(input instanceof Request ? input.url : input));
      // A broken authorisation: only the first 30 products are visible any more.
      return url.includes('A_Product?') && url.includes('to_Description')
        ? direct(url.replace("ProductType eq 'FERT'", "Product le 'X00030' and ProductType eq 'FERT'"), init)
        : direct(input, init);
    };
    expect(await world.sync.readAll(world.db.runtime, connectionId)).toMatchObject({
      ok: false,
      refusal: { code: 'shrunk', facts: { object: 'item', previous: 64 } },
    });
    expect((await inside((ctx) => listItems(ctx))).length).toBe(64);
    expect((await world.sync.readAll(world.db.runtime, connectionId, { accept: ['item'] })).ok).toBe(true);
    const active = (await inside((ctx) => listItems(ctx))).filter((item) => item.active).map((item) => item.sku);
    expect(active).toContain('X00030');
    expect(active).not.toContain('X00031');
  });

  it('with a wrong password pauses the connection', async () => {
    await world.connect('wrong');
    expect(await world.sync.readAll(world.db.runtime, connectionId)).toMatchObject({ ok: false, refusal: { code: 'unauthorised' } });
    expect((await world.db.pool.query('select state from sync.connection')).rows).toEqual([{ state: 'paused' }]);
  });

  it('waits for an ERP that asks for time', async () => {
    world.peer.habits({ p429: 0.2, retryAfterS: 0, seed: 5 });
    expect((await world.sync.readAll(world.db.runtime, connectionId)).ok).toBe(true);
  });

  it('refuses an unknown connection', async () => {
    expect(await world.sync.readAll(world.db.runtime, 'nope')).toMatchObject({ ok: false, refusal: { code: 'unknown_connection' } });
  });
});
