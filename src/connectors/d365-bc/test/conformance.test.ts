import { vi } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { ChangeSalesOrder as Change, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { bookingConformance, type BookingPeer } from '../../kit/test/booking-conformance.ts';
import type { FreeGoodsPeer, Habit } from '../../kit/test/conformance.ts';
import { changeConformance, conformance, freeGoodsConformance } from '../../kit/test/conformance.ts';
import { deltaConformance, type DeltaPeer } from '../../kit/test/delta-conformance.ts';
import type { ErpCommand, ErpObject } from '../../kit/types.ts';
import { d365Bc } from '../index.ts';
import type { Peer } from './sandbox-peer.ts';
import { aCommand, anOrder, sandboxPeer, sideOf } from './sandbox-peer.ts';

// a thousand changes are read in pages of one: seconds on a quiet machine
vi.setConfig({ testTimeout: 90_000 });

const habits: Readonly<Record<Habit, Parameters<Peer['habits']>[0]>> = {
  none: {},
  lose_after_commit: { pDropAfterCommit: 1 },
  lose_before_commit: { pDropBeforeCommit: 1 },
  timeout_after_commit: { p504AfterCommit: 1 },
  throttle: { p429: 1 },
  end_session: { p401Token: 1 },
  lock: { pLocked: 1 },
  lie: { pOtherQuantity: 1 },
  conflict: { pChanged: 1 },
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
    'VI01/*/BULK///1970-01-01',
    'VI01/*/CHP5///1970-01-01',
    'VI01/*/SEV200///1970-01-01',
    'VI01/customer:C-1188/SEV200/CAR//2026-04-01',
    'VI01/group:01/BULK/KG//2026-04-01',
    'VI01/group:01/CHP5/CAR//2026-04-01',
    'VI01/group:01/SEV200/CAR//2025-04-01',
    'VI01/group:01/SEV200/CAR//2026-04-01',
    'VI02/group:11/SEV200/CAR//2026-04-01',
    ...plain.map((sku) => `VI01/group:01/${sku}/CAR//2026-04-01`),
  ],
  stock: [
    'VI01/SEV200/PI01FG01/L0311',
    'VI01/SEV200/PI01FG01/L1811',
    'VI01/SEV200/PI01QC01/L0311',
    'VI02/SEV200/RY01FG01/L0311',
    'VI01/CHP5/PI01FG01/',
    'VI01/CHP5/PI01BL01/',
    'VI01/BULK/PI01FG01/',
  ],
  past_order: ['VI01/9000001', 'VI01/9000002', 'VI01/9000003'],
  sales_order: [],
  delivery: ['VI01/SH3000001'],
  invoice: ['VI01/9000001', 'VI01/9000002', 'VI01/9000003'],
  purchase_order: ['VI01/4500001'],
};

async function conformancePeer(): Promise<FreeGoodsPeer> {
  const peer = await sandboxPeer(tinyCompany(5));
  return {
    capabilities: d365Bc.capabilities,
    open: () => peer.open(),
    openWithWrongSecret: () => peer.open({}, 'wrong'),
    openWithPages: (pageSize) => peer.open({ pageSize }),
    habit: (habit) => behave(peer, habit),
    command: () => aCommand(anOrder({ lines: [line('SEV200', { quantity: '4', price: '1260.00' }), line('CHP5', { lineNo: 20, quantity: '2.000' })] })),
    refused: () => [
      ['unknown customer', aCommand(anOrder({ customer: 'C-9999' }))],
      ['blocked customer', aCommand(anOrder({ customer: 'C-1300' }))],
      ['unknown sales organisation', aCommand(anOrder({ salesOrg: 'VS99' }))],
      ['unknown item', aCommand(anOrder({ lines: [line('NOSUCH')] }))],
      ['item no longer sold', aCommand(anOrder({ lines: [line('OLD1')] }))],
      ['material', aCommand(anOrder({ lines: [line('BESAN', { erpUom: 'KG' })] }))],
      ['unknown unit', aCommand(anOrder({ lines: [line('SEV200', { erpUom: 'TIN' })] }))],
      ['unit of another item', aCommand(anOrder({ lines: [line('SEV200', { erpUom: 'KG' })] }))],
      ['unknown currency', aCommand(anOrder({ currency: 'XXX' }))],
      ['unknown ship-to', aCommand(anOrder({ shipTo: 'NOWHERE' }))],
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

const payment = {
  company: 'VI01',
  customer: 'C-1042',
  amount: '1000.50',
  currency: 'INR',
  receivedOn: '2026-11-22',
  method: 'cash',
  invoice: 'VI01/9000002',
  note: 'van 3',
};

async function bookingPeer(): Promise<BookingPeer> {
  const peer = await sandboxPeer(tinyCompany());
  return {
    open: () => peer.open(),
    habit: (habit) => behave(peer, habit),
    bookings: { payment_receipt: () => ({ command: aCommand(payment, 'payment_receipt'), moves: { 'in journals C-1042': -100_050 } }) },
    reversible: ['payment_receipt'],
    refused: () => [
      ['unknown customer', aCommand({ ...payment, customer: 'C-9999' }, 'payment_receipt')],
      ['closed period', aCommand({ ...payment, receivedOn: '2026-01-05' }, 'payment_receipt')],
      ['more than the invoice', aCommand({ ...payment, amount: '99999.00' }, 'payment_receipt')],
      ["another customer's invoice", aCommand({ ...payment, invoice: 'VI01/9000003' }, 'payment_receipt')],
      ['no journal', aCommand({ ...payment, method: 'card' }, 'payment_receipt')],
      ['another currency', aCommand({ ...payment, currency: 'USD' }, 'payment_receipt')],
    ],
    figures: async () => {
      const credit = (await peer.ask('/sandbox/credit/C-1042')) as Record<string, string>;
      const minor = (field: string): number => Math.round(Number(credit[field]) * 100);
      return { 'in journals C-1042': minor('inJournals'), 'owed C-1042': minor('balance'), 'open orders C-1042': minor('openOrders') };
    },
    documents: async (reference) => ((await peer.ask(`/sandbox/documents?reference=${reference}`)) as { documents: unknown[] }).documents.length,
  };
}

const tables = {
  item: ['items', ''],
  customer: ['customers', ''],
  sales_order: ['salesOrders', 'VI01/'],
  invoice: ['salesInvoices', 'VI01/'],
  past_order: ['salesInvoices', 'VI01/'],
  delivery: ['salesShipments', 'VI01/'],
  purchase_order: ['purchaseOrders', 'VI01/'],
} as const;
const tableOf = (object: ErpObject) => tables[object as keyof typeof tables];

async function deltaPeer(objects: readonly ErpObject[], removable: boolean): Promise<DeltaPeer> {
  const peer = await sandboxPeer(tinyCompany(1_000));
  for (let made = 0; made < 3; made += 1) await peer.open().execute(aCommand(anOrder({ lines: [line('CHP5')] })), () => undefined);
  const prefixed = (object: ErpObject, number: string | null): string => `${tableOf(object)[1]}${number ?? ''}`;
  return {
    open: () => peer.open({ pageSize: 2_000, itemFilter: '' }),
    openWithPages: (pageSize) => peer.open({ pageSize, itemFilter: '' }),
    objects,
    change: (object, count) => peer.sandbox.touch({ set: tableOf(object)[0], count }).changed.map((number) => prefixed(object, number)),
    add: (object) => prefixed(object, peer.sandbox.touch({ set: tableOf(object)[0], add: true }).added),
    ...(removable ? { remove: (object) => prefixed(object, peer.sandbox.touch({ set: tableOf(object)[0], remove: true }).removed) } : {}),
    skew: (skewMs) => peer.habits({ skewMs }),
  };
}

conformance('Business Central', conformancePeer);
changeConformance('Business Central', conformancePeer);
freeGoodsConformance('Business Central', conformancePeer);
bookingConformance('Business Central', bookingPeer);
deltaConformance('Business Central masters', () => deltaPeer(['item', 'customer'], true));
deltaConformance('Business Central open documents', () => deltaPeer(['sales_order', 'purchase_order'], true));
deltaConformance('Business Central posted documents', () => deltaPeer(['invoice', 'past_order', 'delivery'], false));
