import { vi } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { ChangeSalesOrder as Change, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { bookingConformance, type BookingPeer } from '../../kit/test/booking-conformance.ts';
import { changeConformance, conformance, freeGoodsConformance, type FreeGoodsPeer, type Habit } from '../../kit/test/conformance.ts';
import type { ErpCommand, ErpObject } from '../../kit/types.ts';
import { d365Fo } from '../index.ts';
import { aCommand, anOrder, line, sandboxPeer, sideOf, type Peer } from './sandbox-peer.ts';

vi.setConfig({ testTimeout: 60_000 });

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

const behave = (peer: Peer, habit: Habit): void => {
  peer.sandbox.habits.reset();
  peer.habits(habits[habit]);
};

const plain = ['X00000', 'X00001', 'X00002', 'X00003', 'X00004'];
const sold = ['BULK', 'CHP5', 'OLD1', 'SEV200', ...plain];
const customers = ['900007', 'C-1042', 'C-1188', 'C-1300', 'C-2001'];
const stock = [
  'CHP5/PI01/FG01/free/',
  'CHP5/PI01/FG01/blocked/',
  'BULK/PI01/FG01/free/',
  'SEV200/PI01/FG01/free/L0311',
  'SEV200/PI01/FG01/free/L1811',
  'SEV200/PI01/FG01/quality/L0311',
  'SEV200/RY01/FG01/free/L0311',
];
const keys: Readonly<Record<string, readonly string[]>> = {
  company: ['VI01', 'VI02'],
  item: sold,
  cost: sold,
  customer: customers,
  credit: customers,
  price: Array.from({ length: 6 + plain.length }, (_unused, index) => String(68_719_476_000 + index)),
  stock,
  work_centre: ['L1'],
  bom: ['SEV200/PI01'],
  routing: ['SEV200/PI01'],
  past_order: ['3000001'],
  sales_order: ['3000001'],
  invoice: ['9000001', '9000002', '9000003'],
  production_order: ['1000001', '1000002'],
  purchase_order: ['4500001'],
};

async function conformancePeer(more: Record<string, unknown> = {}): Promise<FreeGoodsPeer> {
  const peer = await sandboxPeer(tinyCompany(5));
  return {
    capabilities: d365Fo.capabilities,
    // header first, then lines: what is lost between them is gone on with
    stepwise: true,
    callsToLook: 2,
    open: () => peer.open(more),
    openWithWrongSecret: () => peer.open(more, 'wrong'),
    openWithPages: (pageSize) => peer.open({ ...more, pageSize }),
    habit: (habit) => behave(peer, habit),
    command: () => aCommand(anOrder({ lines: [line('SEV200', { quantity: '4', price: '1260.00' }), line('CHP5', { lineNo: 20, quantity: '2.000' })] })),
    refused: () => [
      ['unknown customer', aCommand(anOrder({ customer: 'C-9999' }))],
      ['customer of another company', aCommand(anOrder({ customer: 'C-2001' }))],
      ['blocked customer', aCommand(anOrder({ customer: 'C-1300' }))],
      ['unknown item', aCommand(anOrder({ lines: [line('SEV200'), line('NOSUCH', { lineNo: 20 })] }))],
      ['item no longer sold', aCommand(anOrder({ lines: [line('OLD1')] }))],
      ['unknown unit', aCommand(anOrder({ lines: [line('SEV200', { erpUom: 'TIN' })] }))],
      ['unit of another item', aCommand(anOrder({ lines: [line('SEV200', { erpUom: 'KG' })] }))],
      ['credit', aCommand(anOrder({ customer: 'C-1188', lines: [line('SEV200', { quantity: '38' })] }))],
      ['no company', aCommand(anOrder({ salesOrg: 'VS99' }))],
    ],
    documents: async (reference) =>
      (await peer.orders(reference)).map((order) => ({
        erpKey: order.number,
        lines: order.items.map((item) => `${item.material} ${item.quantity} ${item.unit}`),
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
        order.items
          .filter((item) => item.says !== null)
          .map((item) => ({ text: `${item.material} ${item.quantity} ${item.unit} ${item.says ?? ''}`, net: item.net })),
      ),
    objects: Object.keys(keys) as ErpObject[],
    keys: (object) => keys[object] ?? [],
    callCount: () => peer.calls.length,
  };
}

const receipt = {
  company: 'VI01',
  productionOrder: '1000001',
  sku: 'SEV200',
  quantity: '10',
  uom: 'CAR',
  erpUom: 'CAR',
  place: 'PI01/FG01',
  lot: 'L2211',
  postedOn: '2026-11-22',
  final: false,
};
const confirmation = {
  company: 'VI01',
  productionOrder: '1000001',
  operation: '0010',
  quantity: '10',
  uom: 'CAR',
  erpUom: 'CAR',
  scrap: '0',
  scrapReason: '',
  workMinutes: '45',
  postedOn: '2026-11-22',
  final: false,
};

async function bookingPeer(): Promise<BookingPeer> {
  const peer = await sandboxPeer(tinyCompany());
  return {
    open: () => peer.open(),
    habit: (habit) => behave(peer, habit),
    bookings: {
      production_receipt: () => ({ command: aCommand(receipt, 'production_receipt'), moves: { 'SEV200 PI01FG01 L2211': 300_000, 'made 1000001': 300_000 } }),
      operation_confirmation: () => ({ command: aCommand(confirmation, 'operation_confirmation'), moves: { 'percent 1000001/10': 10_000 } }),
    },
    reversible: [],
    refused: () => [
      ['production order not released', aCommand({ ...receipt, productionOrder: '1000002', sku: 'CHP5', lot: '' }, 'production_receipt')],
      ['unknown production order', aCommand({ ...receipt, productionOrder: '99' }, 'production_receipt')],
      ['unknown item', aCommand({ ...receipt, sku: 'NOSUCH' }, 'production_receipt')],
      ['unknown unit', aCommand({ ...receipt, erpUom: 'TIN' }, 'production_receipt')],
      ['unknown operation', aCommand({ ...confirmation, operation: '0099' }, 'operation_confirmation')],
      ['operation without a number', aCommand({ ...confirmation, operation: 'PACK' }, 'operation_confirmation')],
      ['operation of an order not released', aCommand({ ...confirmation, productionOrder: '1000002' }, 'operation_confirmation')],
    ],
    figures: () => figuresOf(peer),
    documents: async (reference) => {
      const { documents } = (await peer.ask('/sandbox/documents')) as { documents: readonly { reference: string; kind: string }[] };
      // route cards carry no reference
      return documents.filter((one) => one.reference === reference || one.kind === 'RouteCardProductionJournalEntries').length;
    },
  };
}

/** Stock and progress, read in the ERP. */
async function figuresOf(peer: Peer): Promise<Record<string, number>> {
  const milli = (text: string): number => Math.round(Number(text) * 1000);
  const out: Record<string, number> = {};
  const { stock: rows } = (await peer.ask('/sandbox/stock?item=SEV200')) as { stock: { place: string; batch: string; quantity: string }[] };
  for (const row of rows) out[`SEV200 ${row.place} ${row.batch}`] = (out[`SEV200 ${row.place} ${row.batch}`] ?? 0) + milli(row.quantity);
  const progress = (await peer.ask('/sandbox/progress')) as { made: Record<string, string>; percent: Record<string, string> };
  out['made 1000001'] = milli(progress.made['1000001'] ?? '0');
  out['percent 1000001/10'] = milli(progress.percent['1000001/10'] ?? '0');
  return out;
}

conformance('Dynamics 365 Finance and Operations', () => conformancePeer());
conformance('Dynamics 365 Finance and Operations, a call for each line', () => conformancePeer({ linesBy: 'each' }));
changeConformance('Dynamics 365 Finance and Operations', () => conformancePeer());
freeGoodsConformance('Dynamics 365 Finance and Operations', () => conformancePeer());
freeGoodsConformance('Dynamics 365 Finance and Operations, a call for each line', () => conformancePeer({ linesBy: 'each' }));
bookingConformance('Dynamics 365 Finance and Operations', bookingPeer);
