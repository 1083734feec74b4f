import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { ChangeSalesOrder as Change, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import type { ErpCommand } from '../../kit/types.ts';
import type { Habit, SimulatePeer } from '../../kit/test/conformance.ts';
import { changeConformance, conformance, freeGoodsConformance, simulateConformance } from '../../kit/test/conformance.ts';
import { sapS4 } from '../index.ts';
import { sapSettingsSchema } from '../settings.ts';
import { mapCost } from '../map/cost.ts';
import { mapStock } from '../map/stock.ts';
import type { Peer } from './sandbox-peer.ts';
import { aCommand, anOrder, peerSettings, sandboxPeer, sideOf } from './sandbox-peer.ts';

const habits: Readonly<Record<Habit, Parameters<Peer['habits']>[0]>> = {
  none: {},
  lose_after_commit: { pDropAfterCommit: 1 },
  lose_before_commit: { pDropBeforeCommit: 1 },
  timeout_after_commit: { p504AfterCommit: 1 },
  throttle: { p429: 1 },
  end_session: { p401Session: 1 },
  lock: { pLocked: 1 },
  lie: { pOtherQuantity: 1 },
  conflict: { p412: 1 },
};

const line = (sku: string, more: Partial<CreateSalesOrder['lines'][number]> = {}) => ({
  lineNo: 10,
  sku,
  words: '',
  quantity: '1',
  uom: 'CAR',
  erpUom: 'CAR',
  price: null,
  ...more,
});

async function conformancePeer(): Promise<SimulatePeer> {
  const peer = await sandboxPeer(tinyCompany(5));
  return {
    capabilities: sapS4.capabilities,
    open: () => peer.open(),
    openWithWrongSecret: () => peer.open({}, 'wrong'),
    openWithPages: (pageSize) => peer.open({ pageSize }),
    habit: (habit) => {
      peer.sandbox.habits.reset();
      peer.habits(habits[habit]);
    },
    command: () => aCommand(anOrder({ lines: [line('SEV200', { quantity: '4', price: '1260.00' }), line('CHP5', { lineNo: 20, quantity: '2.000' })] })),
    refused: () => [
      ['unknown customer', aCommand(anOrder({ customer: 'C-9999' }))],
      ['blocked customer', aCommand(anOrder({ customer: 'C-1300' }))],
      ['unknown item', aCommand(anOrder({ lines: [line('NOSUCH')] }))],
      ['item no longer sold', aCommand(anOrder({ lines: [line('OLD1')] }))],
      ['unknown unit', aCommand(anOrder({ lines: [line('SEV200', { erpUom: 'TIN' })] }))],
      ['credit', aCommand(anOrder({ customer: 'C-1188', lines: [line('SEV200', { quantity: '38' })] }))],
    ],
    documents: async (reference) =>
      (await peer.orders(reference)).map((order) => ({
        erpKey: order.number,
        lines: order.items.filter((item) => !item.rejected).map((item) => `${item.material} ${item.quantity} ${item.unit}`),
      })),
    linesOf: () => ['SEV200 4 CAR', 'CHP5 2 CAR'],
    changes: (erpKey, command) => {
      const before = sideOf(command.payload as CreateSalesOrder);
      const [sev, chips] = before.lines;
      if (sev === undefined || chips === undefined) throw new Error('the command has two lines');
      const more = { ...sev, quantity: '6' };
      const less = { ...chips, quantity: '1' };
      const plain = { ...chips, erpLine: 30, sku: 'X00000', quantity: '3', price: '100.00' };
      const to = (kind: ErpCommand['kind'], lines: Change['after']['lines'], requestedDate = before.requestedDate): ErpCommand => ({
        ...command,
        id: `${command.id}c`,
        kind,
        payload: { orderNumber: 'K-1', erpNumber: erpKey, customer: 'C-1042', currency: 'INR', before, after: { requestedDate, lines } },
      });
      return {
        wanted: to('sales_order_change', [more, less, plain], '2026-11-26'),
        lines: ['SEV200 6 CAR', 'CHP5 1 CAR', 'X00000 3 CAR'],
        refused: to('sales_order_change', [{ ...sev, quantity: '5' }, chips, { ...plain, sku: 'OLD1' }], '2026-11-27'),
        cancelled: to('sales_order_cancel', []),
      };
    },
    freeCommand: () => ({
      command: aCommand(
        anOrder({
          lines: [
            line('SEV200', { quantity: '20', price: '1260.00' }),
            line('SEV200', { lineNo: 11, quantity: '2', freeWith: 10 }),
            line('CHP5', { lineNo: 12, quantity: '1', freeWith: 10 }),
            line('CHP5', { lineNo: 20, quantity: '3', price: '960.00' }),
          ],
        }),
      ),
      free: ['SEV200 2 CAR free with 10', 'CHP5 1 CAR free with 10'],
    }),
    freeLines: async (reference) =>
      (await peer.orders(reference)).flatMap((order) =>
        order.items.flatMap((item) =>
          item.freeWith === null || item.rejected ? [] : [{ text: `${item.material} ${item.quantity} ${item.unit} free with ${item.freeWith}`, net: item.net }],
        ),
      ),
    state: async () => {
      const ask = async (path: string): Promise<unknown> => (await peer.sandbox.fetch(`http://sap.test:4320/sandbox/${path}`)).json();
      return [await ask('orders?limit=500'), await ask('credit/C-1042'), await ask('credit/C-1188')];
    },
    keys: (object) => {
      const plain = ['X00000', 'X00001', 'X00002', 'X00003', 'X00004'];
      const all: Partial<Record<typeof object, string[]>> = {
        company: ['VI01', 'VI02'],
        item: ['SEV200', 'CHP5', 'OLD1', 'BULK', ...plain],
        cost: ['SEV200', 'CHP5', 'OLD1', 'BULK', ...plain],
        customer: ['C-1042', 'C-1188', 'C-1300', 'C-2001', '900007'],
        credit: ['C-1042/1000', 'C-1188/1000'],
        stock: [
          'SEV200/PI01/FG01/L0311/01',
          'SEV200/PI01/FG01/L1811/01',
          'SEV200/PI01/FG01/L0311/02',
          'SEV200/RY01/FG01/L0311/01',
          'CHP5/PI01/FG01//01',
          'CHP5/PI01/FG01//07',
          'BULK/PI01/FG01//01',
        ],
        work_centre: ['10000001'],
        past_order: ['3000001'],
      };
      return all[object] ?? [];
    },
    objects: ['company', 'item', 'cost', 'customer', 'credit', 'stock', 'work_centre', 'past_order'],
    callCount: () => peer.calls.length,
  };
}

conformance('sap-s4', conformancePeer);
changeConformance('sap-s4', conformancePeer);
freeGoodsConformance('sap-s4', conformancePeer);
simulateConformance('sap-s4', conformancePeer);

describe('the SAP connector', () => {
  it('keeps words of every script within the field, and never cuts a letter in two', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ lines: [line('SEV200', { words: 'रतलामी सेव की चालीस पेटियाँ जल्दी से भेज दीजिए भाई साहब' })] }));
    expect(await peer.open().execute(command, () => undefined)).toMatchObject({ kind: 'committed' });
    const words = (await peer.orders(command.reference))[0]?.items[0]?.words ?? '';
    expect(words.length).toBeLessThanOrEqual(35);
    expect('रतलामी सेव की चालीस पेटियाँ जल्दी से भेज दीजिए भाई साहब').toContain(words);
  });

  it('finds two living documents with one reference ambiguous', async () => {
    const peer = await sandboxPeer();
    const command = aCommand();
    await peer.open().execute(command, () => undefined);
    await peer.open().execute(command, () => undefined);
    expect(await peer.open().find(command, () => undefined)).toMatchObject({ kind: 'ambiguous', erpKeys: { length: 2 } });
  });

  it('sees another ship-to, price or date than was asked for', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ shipTo: 'C-1042-1' }));
    const made = await peer.open().execute(command, () => undefined);
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await peer.open().verify(command, made.erpKey, () => undefined)).toMatchObject({ kind: 'equal' });
    const fields = async (order: CreateSalesOrder): Promise<string[]> => {
      const seen = await peer.open().verify({ ...command, payload: order }, made.erpKey, () => undefined);
      return seen.kind === 'different' ? seen.fields.map((one) => one.field) : [];
    };
    const order = command.payload as CreateSalesOrder;
    expect(await fields({ ...order, shipTo: 'C-1042' })).toEqual(['ship_to']);
    expect(await fields({ ...order, requestedDate: '2026-11-25' })).toEqual(['requested_date']);
    expect(await fields({ ...order, currency: 'SAR' })).toContain('currency');
    expect(await fields({ ...order, lines: order.lines.map((one) => ({ ...one, price: '1.00' })) })).toEqual(['line 10 price', 'line 20 price']);
    expect(await fields({ ...order, lines: [...order.lines].reverse() })).toEqual(expect.arrayContaining(['line 20 item', 'line 10 item']));
    expect(await fields({ ...order, lines: order.lines.slice(0, 1) })).toEqual(['line_count']);
  });

  it('reports a credit block as a fact: the order exists', async () => {
    const peer = await sandboxPeer(tinyCompany(), { creditCheck: 'block' });
    const command = aCommand(anOrder({ customer: 'C-1188', lines: [line('SEV200', { quantity: '38' })] }));
    const made = await peer.open().execute(command, () => undefined);
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await peer.open().verify(command, made.erpKey, () => undefined)).toMatchObject({
      kind: 'equal',
      document: { creditBlocked: true, deliveryBlock: '01' },
    });
  });

  it('keeps the warnings that come with a success', async () => {
    const peer = await sandboxPeer();
    const unpriced = aCommand(anOrder({ customer: 'C-2001', salesOrg: 'VS02', currency: 'SAR', lines: [line('CHP5')] }));
    expect(await peer.open().execute(unpriced, () => undefined)).toMatchObject({ kind: 'committed', warnings: [expect.stringContaining('PPR0')] });
  });

  it('shares one session among twenty orders at once', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await Promise.all(
      Array.from({ length: 20 }, () => connection.execute(aCommand(anOrder({ customer: '900007', lines: [line('SEV200')] })), () => undefined)),
    );
    expect(peer.calls.filter((call) => call.endsWith('/API_SALES_ORDER_SRV/'))).toHaveLength(1);
  });

  it('maps odd names, bulk prices per ten and blocks', async () => {
    const peer = await sandboxPeer();
    const items = await peer.open().readPage('item', null);
    expect(items.records.find((record) => record.key === 'CHP5')?.data).toMatchObject({
      name: "Chips O'Masala ₹5 & <b>",
      attributes: { price_point: '5', flavour: 'masala' },
    });
    const prices = await peer.open().readPage('price', null);
    expect(prices.records.map((record) => record.data)).toContainEqual(expect.objectContaining({ sku: 'BULK', uom: 'KG', minor: 18_505 }));
    const customers = await peer.open().readPage('customer', null);
    expect(customers.records.find((record) => record.key === 'C-2001')?.data).toMatchObject({ zone: 'Asia/Riyadh', language: 'ar', company: 'VI02' });
    expect(customers.records.find((record) => record.key === 'C-1300')?.data).toMatchObject({
      blocked: true,
      blockReason: 'order_block_01',
      partialPolicy: 'good_lines',
    });
  });

  it('reads stock by place, lot and status with the last day of use, and leaves out what is kept for one order', async () => {
    const peer = await sandboxPeer();
    const read = async (more: Record<string, unknown> = {}) => (await peer.open(more).readPage('stock', null)).records.map((record) => record.data);
    const at = { place: 'PI01/FG01', lot: '', status: 'free', expiresOn: null };
    expect(await read({ stockPlants: ['PI01'] })).toEqual([
      { ...at, sku: 'BULK', baseMilli: 12_500 },
      { ...at, sku: 'CHP5', baseMilli: 14_400_000 },
      { ...at, sku: 'CHP5', baseMilli: 240_000, status: 'blocked' },
      { ...at, sku: 'SEV200', lot: 'L0311', baseMilli: 9_000_000, expiresOn: '2027-03-03' },
      { ...at, sku: 'SEV200', lot: 'L0311', baseMilli: 600_000, expiresOn: '2027-03-03', status: 'quality' },
      { ...at, sku: 'SEV200', lot: 'L1811', baseMilli: 6_000_000, expiresOn: '2027-03-18' },
    ]);
    expect(await read()).toContainEqual({ ...at, place: 'RY01/FG01', sku: 'SEV200', lot: 'L0311', baseMilli: 900_000, expiresOn: '2027-03-03' });
    const before = peer.calls.length;
    expect(await read({ batchExpiry: false })).toContainEqual({ ...at, sku: 'SEV200', lot: 'L1811', baseMilli: 6_000_000 });
    expect(peer.calls.slice(before).filter((call) => call.includes('API_BATCH_SRV'))).toEqual([]);
  });

  it('skips stock that is neither free nor held, and quantities that are no thousandths', () => {
    const row = {
      Material: 'SEV200',
      Plant: 'PI01',
      StorageLocation: 'FG01',
      Batch: '',
      InventoryStockType: '01',
      MatlWrhsStkQtyInMatlBaseUnit: '7.00000000000000',
    };
    expect(mapStock(row, new Map())).toMatchObject({ kind: 'mapped', record: { data: { baseMilli: 7_000 } } });
    expect(mapStock({ ...row, MatlWrhsStkQtyInMatlBaseUnit: '-2.5' }, new Map())).toMatchObject({ record: { data: { baseMilli: -2_500 } } });
    expect(mapStock({ ...row, StorageLocation: '' }, new Map())).toMatchObject({ record: { data: { place: 'PI01' } } });
    expect(mapStock({ ...row, InventoryStockType: '06' }, new Map())).toMatchObject({ kind: 'skipped', why: 'stock_type_06' });
    expect(mapStock({ ...row, MatlWrhsStkQtyInMatlBaseUnit: '7.00000000000001' }, new Map())).toMatchObject({ kind: 'skipped', why: 'unreadable_quantity' });
  });

  it('reads what a base unit costs, or the sales unit where only that is a whole number of paise, and counts what has no such cost', async () => {
    const peer = await sandboxPeer();
    const page = await peer.open().readPage('cost', null);
    const asOf = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string;
    expect(page.records.map((record) => record.data)).toEqual([
      { sku: 'CHP5', currency: 'INR', uom: 'CAR', minor: 80_600, asOf },
      { sku: 'SEV200', currency: 'INR', uom: 'PC', minor: 3_360, asOf },
    ]);
    expect(page.skipped).toEqual([
      { key: 'BULK', why: 'cost_not_exact' },
      { key: 'OLD1', why: 'no_valuation' },
    ]);
    expect(page.total).toBe(4);
    expect((await peer.open({ valuationArea: 'PI99' }).readPage('cost', null)).records).toEqual([]);
  });

  it('takes the cost that controls the price, of the whole product, as of its last change', () => {
    const unit = (AlternativeUnit: string, QuantityNumerator: string) => ({ AlternativeUnit, QuantityNumerator, QuantityDenominator: '1' });
    const valuation = { ValuationArea: 'PI01', ValuationType: '', StandardPrice: '10.000', PriceUnitQty: '1', Currency: 'INR' };
    const mapped = (...valuations: object[]) =>
      mapCost(
        {
          Product: 'SEV200',
          BaseUnit: 'PC',
          to_SalesDelivery: { results: [{ ProductSalesOrg: 'VS01', SalesMeasureUnit: 'CAR' }] },
          to_ProductUnitsOfMeasure: { results: [unit('PC', '1'), unit('CAR', '30'), unit('BOX', '16'), unit('PAL', '1200')] },
          to_Valuation: { results: valuations },
        },
        '2026-11-17',
        sapSettingsSchema.parse(peerSettings),
      );
    expect(mapped(valuation)).toMatchObject({ record: { data: { uom: 'PC', minor: 1_000, asOf: '2026-11-17' } } });
    const moving = { ...valuation, InventoryValuationProcedure: 'V', MovingAveragePrice: '11.500', PriceLastChangeDate: '/Date(1790812800000)/' };
    expect(mapped(moving)).toMatchObject({ record: { data: { uom: 'PC', minor: 1_150, asOf: '2026-10-01' } } });
    expect(mapped({ ...valuation, ValuationType: 'OWN', StandardPrice: '9.000' }, valuation)).toMatchObject({ record: { data: { minor: 1_000 } } });
    expect(mapped({ ...valuation, IsMarkedForDeletion: true })).toMatchObject({ kind: 'skipped', why: 'no_valuation' });
    expect(mapped({ ...valuation, StandardPrice: '0.000' })).toMatchObject({ kind: 'skipped', why: 'no_valuation' });
    // 1.00 for 16 pieces: a piece and a carton of 30 are no whole paise, a box of 16 is
    expect(mapped({ ...valuation, StandardPrice: '1.000', PriceUnitQty: '16' })).toMatchObject({ record: { data: { uom: 'BOX', minor: 100 } } });
    expect(mapped({ ...valuation, StandardPrice: '1.000', PriceUnitQty: '7' })).toMatchObject({ kind: 'skipped', why: 'cost_not_exact' });
  });

  it('has a reference field that holds our reference', () => {
    expect(sapS4.capabilities.write.create_sales_order?.referenceLength).toBeGreaterThanOrEqual(16);
  });
});
