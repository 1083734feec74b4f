import { vi } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { CompanySeed } from '../../../sandbox/kit/index.ts';
import { bookingConformance, type Booking, type BookingPeer } from '../../kit/test/booking-conformance.ts';
import type { Habit } from '../../kit/test/conformance.ts';
import { deltaConformance, type DeltaPeer } from '../../kit/test/delta-conformance.ts';
import type { ErpObject } from '../../kit/types.ts';
import type { Touchable } from '../../../sandbox/sap-s4/touch.ts';
import { confirmation, deliveryOf, hold, movement, receipt } from './posting-samples.ts';
import { aCommand, anOrder, sandboxPeer, type Peer } from './sandbox-peer.ts';

// a thousand changes are read in pages of one: seconds on a quiet machine
vi.setConfig({ testTimeout: 120_000 });

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

async function bookingPeer(): Promise<BookingPeer> {
  const peer = await sandboxPeer(tinyCompany());
  const delivery = async (): Promise<Booking> => {
    const order = aCommand(anOrder({ lines: [{ lineNo: 10, sku: 'SEV200', words: '', quantity: '5', uom: 'CAR', erpUom: 'CAR', price: '1260.00' }] }));
    const made = await peer.open().execute(order, () => undefined);
    if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
    return { command: aCommand(deliveryOf(made.erpKey), 'delivery'), moves: { 'SEV200 PI01/FG01 L0311 01': -90_000 } };
  };
  return {
    open: () => peer.open(),
    habit: (habit) => {
      peer.sandbox.habits.reset();
      peer.habits(habits[habit]);
    },
    bookings: {
      stock_movement: () => ({
        command: aCommand(movement('transfer'), 'stock_movement'),
        moves: { 'SEV200 PI01/FG01 L0311 01': -60_000, 'SEV200 PI01/RM01 L0311 01': 60_000 },
      }),
      stock_status: () => ({ command: aCommand(hold, 'stock_status'), moves: { 'SEV200 PI01/FG01 L1811 01': -60_000, 'SEV200 PI01/FG01 L1811 07': 60_000 } }),
      production_receipt: () => ({
        command: aCommand(receipt, 'production_receipt'),
        moves: { 'SEV200 PI01/FG01 L2211 01': 300_000, 'received 1000001': 300_000 },
      }),
      operation_confirmation: () => ({ command: aCommand(confirmation, 'operation_confirmation'), moves: { 'confirmed 1000001': 240_000 } }),
      delivery,
    },
    reversible: ['stock_movement', 'stock_status', 'production_receipt', 'operation_confirmation', 'delivery'],
    refused: () => [
      ['negative stock', aCommand(movement('issue', { lines: [{ ...movement('issue').lines[0], quantity: '9000' }] }), 'stock_movement')],
      ['closed period', aCommand(movement('issue', { postedOn: '2026-01-05' }), 'stock_movement')],
      ['unknown lot', aCommand(movement('issue', { lines: [{ ...movement('issue').lines[0], lot: 'NOSUCH' }] }), 'stock_movement')],
      ['unknown place', aCommand(movement('issue', { lines: [{ ...movement('issue').lines[0], place: 'PI01/NONE' }] }), 'stock_movement')],
      ['unknown item', aCommand(movement('issue', { lines: [{ ...movement('issue').lines[0], sku: 'NOSUCH' }] }), 'stock_movement')],
      ['unknown unit', aCommand({ ...hold, erpUom: 'TIN' }, 'stock_status')],
      ['no movement type', aCommand({ ...hold, from: 'free', to: 'free' }, 'stock_status')],
      ['production order not released', aCommand({ ...receipt, productionOrder: '1000002', sku: 'CHP5', lot: '' }, 'production_receipt')],
      ['unknown production order', aCommand({ ...receipt, productionOrder: '99' }, 'production_receipt')],
      ['more than was ordered', aCommand({ ...receipt, quantity: '900' }, 'production_receipt')],
      ['unknown operation', aCommand({ ...confirmation, operation: '0990' }, 'operation_confirmation')],
      ['confirmation in a closed period', aCommand({ ...confirmation, postedOn: '2026-01-05' }, 'operation_confirmation')],
      ['unknown sales order', aCommand(deliveryOf('999'), 'delivery')],
      ['delivered already', aCommand(deliveryOf('3000001'), 'delivery')],
    ],
    figures: () => figuresOf(peer),
    documents: async (reference) => ((await peer.ask(`/sandbox/documents?reference=${reference}`)) as { documents: unknown[] }).documents.length,
  };
}

/** Stock and progress, read in the ERP. */
async function figuresOf(peer: Peer): Promise<Record<string, number>> {
  const milli = (text: string): number => Math.round(Number(text) * 1000);
  const out: Record<string, number> = {};
  const { stock } = (await peer.ask('/sandbox/stock')) as {
    stock: { item: string; place: string; batch: string; stock: string; salesOrder: string; quantity: string }[];
  };
  for (const row of stock) if (row.salesOrder === '') out[`${row.item} ${row.place} ${row.batch} ${row.stock}`] = milli(row.quantity);
  const progress = (await peer.ask('/sandbox/progress/1000001')) as { received: string; confirmed: Record<string, string> };
  out['received 1000001'] = milli(progress.received);
  out['confirmed 1000001'] = milli(progress.confirmed['0010'] ?? '0');
  return out;
}

const many = 1_000;

/** A company with so many of each document. */
function busyCompany(): CompanySeed {
  const seed = tinyCompany(many);
  const copies = <T extends { readonly number: string }>(rows: readonly T[], first: number): T[] =>
    Array.from({ length: many }, (_unused, at) => ({ ...(rows[0] as T), number: String(first + at) }));
  return {
    ...seed,
    pastOrders: copies(seed.pastOrders, 3_000_001),
    invoices: copies(seed.invoices, 9_000_001),
    productionOrders: copies(seed.productionOrders, 1_000_001),
  };
}

async function deltaPeer(objects: readonly Touchable[]): Promise<DeltaPeer> {
  const seed = busyCompany();
  const peer = await sandboxPeer(seed);
  const keys: Readonly<Partial<Record<ErpObject, readonly string[]>>> = {
    item: seed.items.filter((item) => item.type === 'FERT').map((item) => item.sku),
    invoice: seed.invoices.map((one) => one.number),
    production_order: seed.productionOrders.map((one) => one.number),
  };
  return {
    open: () => peer.open({ pageSize: 2_000 }),
    openWithPages: (pageSize) => peer.open({ pageSize }),
    objects,
    change: (object, count) => peer.sandbox.touch.change(object as Touchable, count, keys[object] ?? []),
    ...(objects.includes('sales_order') ? { add: () => peer.sandbox.touch.addOrder(), remove: () => peer.sandbox.touch.removeOrder() } : {}),
    skew: (skewMs) => peer.habits({ skewMs }),
  };
}

bookingConformance('SAP S/4HANA', bookingPeer);
deltaConformance('SAP S/4HANA items', () => deltaPeer(['item']));
deltaConformance('SAP S/4HANA orders', () => deltaPeer(['sales_order']));
deltaConformance('SAP S/4HANA documents', () => deltaPeer(['delivery', 'invoice', 'production_order']));
