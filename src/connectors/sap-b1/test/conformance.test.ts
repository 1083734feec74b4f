import { vi } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { ChangeSalesOrder as Change, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { bookingConformance, type Booking, type BookingPeer } from '../../kit/test/booking-conformance.ts';
import type { FreeGoodsPeer, Habit } from '../../kit/test/conformance.ts';
import { changeConformance, conformance, freeGoodsConformance } from '../../kit/test/conformance.ts';
import { deltaConformance, type DeltaPeer } from '../../kit/test/delta-conformance.ts';
import type { ErpCommand, ErpObject } from '../../kit/types.ts';
import { sapB1 } from '../index.ts';
import type { Peer } from './sandbox-peer.ts';
import { aCommand, anOrder, sandboxPeer, sideOf } from './sandbox-peer.ts';

// a thousand changes are read in pages of one: seconds on a quiet machine
vi.setConfig({ testTimeout: 90_000 });

const habits: Readonly<Record<Habit, Parameters<Peer['habits']>[0]>> = {
  none: {},
  lose_after_commit: { pDropAfterCommit: 1 },
  lose_before_commit: { pDropBeforeCommit: 1 },
  timeout_after_commit: { p502AfterCommit: 1 },
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

const behave = (peer: Peer, habit: Habit): void => {
  peer.sandbox.habits.reset();
  peer.habits(habits[habit]);
};

const plain = ['X00000', 'X00001', 'X00002', 'X00003', 'X00004'];
const keys: Readonly<Record<string, readonly string[]>> = {
  company: ['VI01', 'VI02'],
  item: ['BULK', 'CHP5', 'OLD1', 'SEV200', ...plain],
  cost: ['BULK', 'CHP5', 'OLD1', 'SEV200', ...plain],
  customer: ['900007', 'C-1042', 'C-1188', 'C-1300', 'C-2001'],
  credit: ['900007', 'C-1042', 'C-1188', 'C-1300', 'C-2001'],
  price: [
    '1/BULK///1970-01-01',
    '1/CHP5/1//1970-01-01',
    '1/SEV200/1//1970-01-01',
    '1/SEV200/1//2025-04-01',
    '2/SEV200/1//1970-01-01',
    'customer:C-1188/SEV200/1//2026-04-01',
    ...plain.map((sku) => `1/${sku}/1//1970-01-01`),
  ],
  stock: [
    'SEV200/PI01FG01/L0311',
    'SEV200/PI01FG01/L1811',
    'SEV200/PI01QC01/L0311',
    'SEV200/RY01FG01/L0311',
    'CHP5/PI01FG01/',
    'CHP5/PI01BL01/',
    'BULK/PI01FG01/',
  ],
  work_centre: ['L1'],
  bom: ['SEV200'],
  routing: ['SEV200'],
  past_order: ['1'],
  sales_order: ['1'],
  delivery: [],
  invoice: ['1', '2', '3'],
  production_order: ['1', '2'],
  purchase_order: ['1'],
};

async function conformancePeer(): Promise<FreeGoodsPeer> {
  const peer = await sandboxPeer(tinyCompany(5));
  return {
    capabilities: sapB1.capabilities,
    open: () => peer.open(),
    openWithWrongSecret: () => peer.open({}, 'wrong'),
    openWithPages: (pageSize) => peer.open({ pageSize }),
    habit: (habit) => behave(peer, habit),
    command: () => aCommand(anOrder({ lines: [line('SEV200', { quantity: '4', price: '1260.00' }), line('CHP5', { lineNo: 20, quantity: '2.000' })] })),
    refused: () => [
      ['unknown customer', aCommand(anOrder({ customer: 'C-9999' }))],
      ['blocked customer', aCommand(anOrder({ customer: 'C-1300' }))],
      ['unknown item', aCommand(anOrder({ lines: [line('NOSUCH')] }))],
      ['item no longer sold', aCommand(anOrder({ lines: [line('OLD1')] }))],
      ['unknown unit', aCommand(anOrder({ lines: [line('SEV200', { erpUom: 'TIN' })] }))],
      ['unit of another item', aCommand(anOrder({ lines: [line('SEV200', { erpUom: 'KG' })] }))],
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
      const added = { ...chips, erpLine: 30, sku: 'X00000', quantity: '3', price: '100.00' };
      const to = (kind: ErpCommand['kind'], lines: Change['after']['lines'], requestedDate = before.requestedDate): ErpCommand => ({
        ...command,
        id: `${command.id}c`,
        kind,
        payload: { orderNumber: 'K-1', erpNumber: erpKey, customer: 'C-1042', currency: 'INR', before, after: { requestedDate, lines } },
      });
      return {
        wanted: to('sales_order_change', [{ ...sev, quantity: '6' }, { ...chips, quantity: '1' }, added], '2026-11-26'),
        lines: ['SEV200 6 CAR', 'CHP5 1 CAR', 'X00000 3 CAR'],
        refused: to('sales_order_change', [{ ...sev, quantity: '5' }, chips, { ...added, sku: 'OLD1' }], '2026-11-27'),
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
            line('CHP5', { lineNo: 20, quantity: '3', price: '960.00', words: '3 chips' }),
          ],
        }),
      ),
      free: ['SEV200 2 CAR free with 10', 'CHP5 1 CAR free with 10'],
    }),
    freeLines: async (reference) =>
      (await peer.orders(reference)).flatMap((order) =>
        order.items.flatMap((item) => {
          const mark = / (free with \d+)\)$/.exec(item.words ?? '')?.[1];
          return mark === undefined || item.rejected ? [] : [{ text: `${item.material} ${item.quantity} ${item.unit} ${mark}`, net: item.net }];
        }),
      ),
    objects: Object.keys(keys) as ErpObject[],
    keys: (object) => keys[object] ?? [],
    callCount: () => peer.calls.length,
  };
}

const movement = (kind: 'transfer' | 'issue' | 'receipt' | 'scrap', more: object = {}) => ({
  company: 'VI01',
  movement: kind,
  postedOn: '2026-11-22',
  reason: 'count',
  productionOrder: null,
  lines: [{ sku: 'SEV200', quantity: '2', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', placeTo: kind === 'transfer' ? 'PI01/RM01' : null, lot: 'L0311' }],
  ...more,
});
const hold = {
  company: 'VI01',
  sku: 'SEV200',
  place: 'PI01/FG01',
  lot: 'L1811',
  quantity: '60',
  uom: 'PC',
  erpUom: 'PC',
  from: 'free',
  to: 'blocked',
  postedOn: '2026-11-22',
  reason: 'smell',
};
const receipt = {
  company: 'VI01',
  productionOrder: '1',
  sku: 'SEV200',
  quantity: '10',
  uom: 'CAR',
  erpUom: 'CAR',
  place: 'PI01/FG01',
  lot: 'L2211',
  postedOn: '2026-11-22',
  final: false,
};
const payment = {
  company: 'VI01',
  customer: 'C-1042',
  amount: '1000.50',
  currency: 'INR',
  receivedOn: '2026-11-22',
  method: 'cash',
  invoice: '1',
  note: 'van 3',
};

async function bookingPeer(): Promise<BookingPeer> {
  const peer = await sandboxPeer(tinyCompany());
  const delivery = async (): Promise<Booking> => {
    const order = aCommand(anOrder({ lines: [line('SEV200', { quantity: '5', price: '1260.00' })] }));
    const made = await peer.open().execute(order, () => undefined);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const lines = [{ erpLine: 10, sku: 'SEV200', quantity: '3', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', lot: 'L0311' }];
    const command = aCommand({ company: 'VI01', customer: 'C-1042', erpNumber: made.erpKey, shippedOn: '2026-11-22', carrier: 'MP09', lines }, 'delivery');
    return { command, moves: { 'SEV200 PI01FG01 L0311': -90_000, 'open orders C-1042': -378_000, 'deliveries C-1042': 378_000 } };
  };
  return {
    open: () => peer.open(),
    habit: (habit) => behave(peer, habit),
    bookings: {
      stock_movement: () => ({
        command: aCommand(movement('transfer'), 'stock_movement'),
        moves: { 'SEV200 PI01FG01 L0311': -60_000, 'SEV200 PI01RM01 L0311': 60_000 },
      }),
      stock_status: () => ({ command: aCommand(hold, 'stock_status'), moves: { 'SEV200 PI01FG01 L1811': -60_000, 'SEV200 PI01BL01 L1811': 60_000 } }),
      production_receipt: () => ({ command: aCommand(receipt, 'production_receipt'), moves: { 'SEV200 PI01FG01 L2211': 300_000, 'made 1': 300_000 } }),
      delivery,
      payment_receipt: () => ({ command: aCommand(payment, 'payment_receipt'), moves: { 'owed C-1042': -100_050, 'unpaid 1': -100_050 } }),
    },
    reversible: ['stock_movement', 'stock_status', 'delivery', 'payment_receipt'],
    refused: () => [
      ['negative stock', aCommand(movement('issue', { lines: [{ ...movement('issue').lines[0], quantity: '9000' }] }), 'stock_movement')],
      ['closed period', aCommand(movement('issue', { postedOn: '2026-01-05' }), 'stock_movement')],
      ['unknown lot', aCommand(movement('issue', { lines: [{ ...movement('issue').lines[0], lot: 'NOSUCH' }] }), 'stock_movement')],
      ['unknown place', aCommand(movement('issue', { lines: [{ ...movement('issue').lines[0], place: 'NOWHERE' }] }), 'stock_movement')],
      ['production order not released', aCommand({ ...receipt, productionOrder: '2', sku: 'CHP5', lot: '' }, 'production_receipt')],
      ['unknown production order', aCommand({ ...receipt, productionOrder: '99' }, 'production_receipt')],
      [
        'unknown order',
        aCommand(
          {
            company: 'VI01',
            customer: 'C-1042',
            erpNumber: '999',
            shippedOn: '2026-11-22',
            carrier: '',
            lines: [{ erpLine: 10, sku: 'SEV200', quantity: '1', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', lot: 'L0311' }],
          },
          'delivery',
        ),
      ],
      ['more than the invoice', aCommand({ ...payment, amount: '99999.00' }, 'payment_receipt')],
      ['no account', aCommand({ ...payment, method: 'card' }, 'payment_receipt')],
    ],
    figures: () => figuresOf(peer),
    documents: async (reference) => ((await peer.ask(`/sandbox/documents?reference=${reference}`)) as { documents: unknown[] }).documents.length,
  };
}

/** Stock, debts and progress, read in the ERP. */
async function figuresOf(peer: Peer): Promise<Record<string, number>> {
  const milli = (text: string): number => Math.round(Number(text) * 1000);
  const out: Record<string, number> = {};
  for (const sku of ['SEV200', 'CHP5']) {
    const { stock } = (await peer.ask(`/sandbox/stock?item=${sku}`)) as { stock: { place: string; batch: string; quantity: string }[] };
    // a place that is empty again is as one that never was
    for (const row of stock) if (milli(row.quantity) !== 0) out[`${sku} ${row.place} ${row.batch}`] = milli(row.quantity);
  }
  const credit = (await peer.ask('/sandbox/credit/C-1042')) as Record<string, string>;
  out['owed C-1042'] = Math.round(Number(credit['CurrentAccountBalance']) * 100);
  out['open orders C-1042'] = Math.round(Number(credit['OpenOrdersBalance']) * 100);
  out['deliveries C-1042'] = Math.round(Number(credit['OpenDeliveryNotesBalance']) * 100);
  const progress = (await peer.ask('/sandbox/progress')) as { made: Record<string, string>; unpaid: Record<string, string> };
  out['made 1'] = milli(progress.made['1'] ?? '0');
  out['unpaid 1'] = Math.round(Number(progress.unpaid['1'] ?? '0') * 100);
  return out;
}

const tables = { item: 'Items', customer: 'BusinessPartners', sales_order: 'Orders', invoice: 'Invoices' } as const;
const tableOf = (object: ErpObject) => tables[object as keyof typeof tables];

async function deltaPeer(objects: readonly ErpObject[]): Promise<DeltaPeer> {
  const peer = await sandboxPeer(tinyCompany(1_000));
  return {
    open: () => peer.open({ pageSize: 2_000 }),
    openWithPages: (pageSize) => peer.open({ pageSize }),
    objects,
    change: (object, count) => peer.sandbox.touch({ set: tableOf(object), count }).changed,
    add: (object) => peer.sandbox.touch({ set: tableOf(object), add: true }).added ?? '',
    skew: (skewMs) => peer.habits({ skewMs }),
  };
}

async function mastersPeer(): Promise<DeltaPeer> {
  const peer = await sandboxPeer(tinyCompany(1_000));
  return {
    open: () => peer.open({ pageSize: 2_000 }),
    openWithPages: (pageSize) => peer.open({ pageSize }),
    objects: ['item', 'customer'],
    change: (object, count) => peer.sandbox.touch({ set: tableOf(object), count }).changed,
    add: (object) => peer.sandbox.touch({ set: tableOf(object), add: true }).added ?? '',
    remove: (object) => peer.sandbox.touch({ set: tableOf(object), remove: true }).removed ?? '',
    skew: (skewMs) => peer.habits({ skewMs }),
  };
}

conformance('SAP Business One', conformancePeer);
changeConformance('SAP Business One', conformancePeer);
freeGoodsConformance('SAP Business One', conformancePeer);
bookingConformance('SAP Business One', bookingPeer);
deltaConformance('SAP Business One masters', mastersPeer);
deltaConformance('SAP Business One documents', () => deltaPeer(['sales_order', 'invoice']));
