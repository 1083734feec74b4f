import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { Booking, BookingPeer } from '../../kit/test/booking-conformance.ts';
import { bookingConformance } from '../../kit/test/booking-conformance.ts';
import type { Habit } from '../../kit/test/conformance.ts';
import type { ErpCommand } from '../../kit/types.ts';
import type { OracleHabits } from '../../../sandbox/oracle-fusion/index.ts';
import type { StockMovement } from '../../../modules/sync/contract.ts';
import { aCommand, anOrder, line, sandboxPeer } from './sandbox-peer.ts';
import type { Peer } from './sandbox-peer.ts';

const today = new Date().toISOString().slice(0, 10);
const silent = (): void => undefined;
const seed = () => ({ ...tinyCompany(), today });

const habitOf: Readonly<Record<Habit, Partial<OracleHabits>>> = {
  none: {},
  lose_after_commit: { pDropAfterCommit: 1 },
  lose_before_commit: { pDropBeforeCommit: 1 },
  timeout_after_commit: { p504AfterCommit: 1 },
  throttle: { p429: 1 },
  end_session: { p401: 1 },
  lock: { pLocked: 1 },
  lie: { pOtherQuantity: 1 },
  conflict: { p412: 1 },
};

const movement = (more: Partial<StockMovement> = {}): StockMovement => ({
  company: 'PI01',
  movement: 'receipt',
  postedOn: today,
  reason: 'found',
  productionOrder: null,
  lines: [{ sku: 'CHP5', quantity: '5', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', placeTo: null, lot: '' }],
  ...more,
});
const sev = { sku: 'SEV200', quantity: '2', uom: 'CAR', erpUom: 'CAR', lot: 'L0311' };
const status = { company: 'PI01', ...sev, place: 'PI01/FG01', from: 'free', to: 'quality', postedOn: today, reason: 'taste' };
const receipt = {
  company: 'PI01',
  productionOrder: '1000001',
  sku: 'SEV200',
  quantity: '10',
  uom: 'CAR',
  erpUom: 'CAR',
  place: 'PI01/FG01',
  lot: 'L1811',
  postedOn: today,
  final: false,
};
const confirmation = {
  company: 'PI01',
  productionOrder: '1000001',
  operation: '0010',
  quantity: '300',
  uom: 'PC',
  erpUom: 'PC',
  scrap: '30',
  scrapReason: '',
  workMinutes: null,
  postedOn: today,
  final: false,
};
const payment = {
  company: '',
  customer: 'C-1042',
  amount: '1250.50',
  currency: 'INR',
  receivedOn: today,
  method: 'cash',
  invoice: '9000001',
  note: 'at the shop',
};

/** An order of two lines that waits to be shipped; its number. */
async function openOrder(peer: Peer, customer = '900007'): Promise<string> {
  const made = await peer
    .open()
    .execute(aCommand(anOrder({ customer, lines: [line('SEV200', { quantity: '3' }), line('CHP5', { lineNo: 20, quantity: '2' })] })), silent);
  if (made.kind !== 'committed') throw new Error(made.kind);
  return made.erpKey;
}

const delivery = (erpNumber: string) => ({
  company: 'PI01',
  customer: '900007',
  erpNumber,
  shippedOn: today,
  carrier: 'Own van',
  lines: [
    { erpLine: 10, sku: 'SEV200', quantity: '3', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', lot: 'L1811' },
    { erpLine: 20, sku: 'CHP5', quantity: '1', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', lot: '' },
  ],
});

async function shipped(peer: Peer): Promise<string> {
  const made = await peer.open().execute(aCommand(delivery(await openOrder(peer)), 'delivery'), silent);
  if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
  return made.erpKey;
}

const proof = (name: string, sevQuantity = '3') => ({
  company: 'PI01',
  customer: '900007',
  delivery: name,
  receivedAt: `${today}T10:00:00Z`,
  receivedBy: 'R. Gupta',
  note: '',
  lines: [
    { erpLine: 10, sku: 'SEV200', quantity: sevQuantity, uom: 'CAR', erpUom: 'CAR' },
    { erpLine: 20, sku: 'CHP5', quantity: '1', uom: 'CAR', erpUom: 'CAR' },
  ],
});

interface Documents {
  readonly documents: readonly { readonly kind: string; readonly key: string; readonly reference: string; readonly text: string }[];
}
interface Stock {
  readonly stock: readonly {
    readonly organization: string;
    readonly subinventory: string;
    readonly sku: string;
    readonly lot: string;
    readonly milli: number;
  }[];
}

/** What a reported operation adds to the figures of its dispatch states; its reversal takes it away. */
function countOperation(figures: Record<string, number>, text: string): void {
  const match = /(READY|COMPLETE|SCRAP)→(READY|COMPLETE|SCRAP) ([\d.]+)/.exec(text);
  const [, from = '', to = '', quantity = '0'] = match ?? [];
  if (!match) return;
  const key = to === 'READY' ? `READY→${from}` : `${from}→${to}`;
  figures[key] = (figures[key] ?? 0) + (to === 'READY' ? -1 : 1) * Number(quantity) * 1000;
}

async function figuresOf(peer: Peer): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const one of (await peer.get<Stock>('/sandbox/stock')).stock) figures[`${one.organization}/${one.subinventory}/${one.sku}/${one.lot}`] = one.milli;
  const { documents } = await peer.get<Documents>('/sandbox/documents?limit=5000');
  for (const sign of ['READY→COMPLETE', 'READY→SCRAP']) figures[sign] = 0;
  for (const one of documents) countOperation(figures, one.text);
  figures['delivered'] = documents.filter((one) => one.kind === 'shipment' && one.text.includes('delivered')).length;
  for (const customer of ['C-1042'])
    figures[`exposure ${customer}`] = Math.round(Number((await peer.get<{ exposure: string }>(`/sandbox/credit/${customer}`)).exposure) * 100);
  return figures;
}

async function bookingPeer(): Promise<BookingPeer> {
  const peer = await sandboxPeer(seed());
  const proofs = new Map<string, string>();
  const one = (kind: ErpCommand['kind'], payload: unknown, moves: Booking['moves']) => (): Booking => ({ command: aCommand(payload, kind), moves });
  return {
    open: () => peer.open(),
    habit: (habit) => {
      peer.sandbox.habits.reset();
      peer.habits(habitOf[habit]);
    },
    bookings: {
      stock_movement: one('stock_movement', movement(), { 'PI01/FG01/CHP5/': 1_200_000 }),
      stock_status: one('stock_status', status, { 'PI01/FG01/SEV200/L0311': -60_000, 'PI01/FG01-Q/SEV200/L0311': 60_000 }),
      production_receipt: one('production_receipt', receipt, { 'PI01/FG01/SEV200/L1811': 300_000 }),
      operation_confirmation: one('operation_confirmation', confirmation, { 'READY→COMPLETE': 300_000, 'READY→SCRAP': 30_000 }),
      delivery: async () => ({
        command: aCommand(delivery(await openOrder(peer)), 'delivery'),
        moves: { 'PI01/FG01/SEV200/L1811': -90_000, 'PI01/FG01/CHP5/': -240_000 },
      }),
      proof_of_delivery: async () => {
        const name = await shipped(peer);
        const command = aCommand(proof(name), 'proof_of_delivery');
        proofs.set(command.reference, name);
        return { command, moves: { delivered: 1 } };
      },
      payment_receipt: one('payment_receipt', payment, { 'exposure C-1042': -125_050 }),
    },
    reversible: ['stock_movement', 'stock_status', 'production_receipt', 'operation_confirmation', 'payment_receipt'],
    refused: () => [
      ['negative stock', aCommand(movement({ movement: 'issue', lines: [{ ...sev, quantity: '9000', place: 'PI01/FG01', placeTo: null }] }), 'stock_movement')],
      ['closed period', aCommand(movement({ postedOn: '2020-01-01' }), 'stock_movement')],
      ['unknown place', aCommand(movement({ lines: [{ ...sev, place: 'PI01/NOWHERE', placeTo: null }] }), 'stock_movement')],
      ['no subinventory for a hold', aCommand({ ...status, place: 'PI01/RM01' }, 'stock_status')],
      ['unknown work order', aCommand({ ...receipt, productionOrder: '7777' }, 'production_receipt')],
      ['work order not released', aCommand({ ...receipt, productionOrder: '1000002', sku: 'CHP5', lot: '' }, 'production_receipt')],
      ['more than the work order', aCommand({ ...receipt, quantity: '900' }, 'production_receipt')],
      ['operation with good and too much scrap', aCommand({ ...confirmation, quantity: '10', scrap: '900000' }, 'operation_confirmation')],
      ['unknown order', aCommand(delivery('4711'), 'delivery')],
      ['unknown shipment', aCommand(proof('MO00000000000000'), 'proof_of_delivery')],
      ['unknown customer', aCommand({ ...payment, customer: 'C-9999' }, 'payment_receipt')],
      ['invoice that is paid', aCommand({ ...payment, amount: '99999999.00' }, 'payment_receipt')],
    ],
    figures: () => figuresOf(peer),
    documents: async (reference) => {
      const { documents } = await peer.get<Documents>('/sandbox/documents?limit=5000');
      const name = proofs.get(reference);
      if (name !== undefined) return documents.filter((one) => one.kind === 'shipment' && one.reference === name && one.text.includes('delivered')).length;
      const own = documents.filter((one) => one.reference === reference);
      // a transfer has two sides, a confirmation an entry a state, a delivery its shipment beside its issues
      const shipments = own.filter((one) => one.kind === 'shipment').length;
      const sides = own.some((one) => one.text.startsWith('Subinventory Transfer')) || own.some((one) => one.kind === 'operation') ? 2 : 1;
      return shipments > 0 ? shipments : own.length / sides;
    },
  };
}

bookingConformance('oracle-fusion', bookingPeer);

describe('staged transactions', () => {
  it('a row that stays staged after 408 is processed by its header the next time, once', async () => {
    const peer = await sandboxPeer(seed(), { p408Staged: 1 });
    const connection = peer.open();
    const command = aCommand(movement(), 'stock_movement');
    const before = await figuresOf(peer);
    expect(await connection.execute(command, silent)).toEqual({ kind: 'unknown', why: 'status_408' });
    expect(await connection.find(command, silent)).toEqual({ kind: 'absent' });
    expect(await figuresOf(peer)).toEqual(before);
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'committed' });
    expect(peer.calls.filter((call) => call.startsWith('POST') && call.endsWith('/inventoryStagedTransactions'))).toHaveLength(1);
    expect((await figuresOf(peer))['PI01/FG01/CHP5/']).toBe((before['PI01/FG01/CHP5/'] ?? 0) + 1_200_000);
    expect(await connection.verify(command, '', silent)).toMatchObject({ kind: 'equal' });
  });

  it('lines of one movement stand or fall together, and nothing refused stays staged', async () => {
    const peer = await sandboxPeer(seed());
    const connection = peer.open();
    const before = await figuresOf(peer);
    const good = { ...sev, place: 'PI01/FG01', placeTo: 'RY01/FG01' };
    const bad = aCommand(movement({ movement: 'transfer', lines: [good, { ...good, quantity: '9000' }] }), 'stock_movement');
    const outcome = await connection.execute(bad, silent);
    expect(outcome).toMatchObject({ kind: 'rejected', code: expect.stringMatching(/^INV_/) });
    expect(await figuresOf(peer)).toEqual(before);
    expect((await peer.get<Documents>(`/sandbox/documents?reference=${bad.reference}`)).documents).toEqual([]);
    const both = aCommand(movement({ movement: 'transfer', lines: [good, { ...good, sku: 'CHP5', lot: '', quantity: '1' }] }), 'stock_movement');
    expect(await connection.execute(both, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(both, '', silent)).toMatchObject({ kind: 'equal' });
    const after = await figuresOf(peer);
    expect(after['RY01/FG01/SEV200/L0311']).toBe((before['RY01/FG01/SEV200/L0311'] ?? 0) + 60_000);
    expect(await connection.reverse(both, '', silent)).toMatchObject({ kind: 'committed' });
    expect({ ...(await figuresOf(peer)), 'RY01/FG01/CHP5/': undefined }).toEqual({ ...before, 'RY01/FG01/CHP5/': undefined });
  });

  it('a lost answer in the middle of several lines goes on from there', async () => {
    const peer = await sandboxPeer(seed());
    const connection = peer.open();
    const before = await figuresOf(peer);
    const one = { ...sev, place: 'PI01/FG01', placeTo: null };
    const command = aCommand(movement({ movement: 'scrap', lines: [one, { ...one, lot: 'L1811' }, { ...one, quantity: '1' }] }), 'stock_movement');
    peer.habits({ pDropAfterCommit: 0.5, seed: 7 });
    for (let round = 0; round < 12; round += 1) if ((await connection.execute(command, silent)).kind === 'committed') break;
    peer.habits({ pDropAfterCommit: 0 });
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'committed' });
    const after = await figuresOf(peer);
    expect(after['PI01/FG01/SEV200/L0311']).toBe((before['PI01/FG01/SEV200/L0311'] ?? 0) - 90_000);
    expect(after['PI01/FG01/SEV200/L1811']).toBe((before['PI01/FG01/SEV200/L1811'] ?? 0) - 60_000);
  });

  it('material for a work order is issued to it, and refusals come with 201', async () => {
    const peer = await sandboxPeer({
      ...seed(),
      stocks: [
        ...seed().stocks,
        {
          ...seed().stocks[0],
          sku: 'BESAN',
          plant: 'PI01',
          location: 'RM01',
          batch: '',
          status: 'free',
          baseMilli: 500_000,
          madeOn: null,
          expiresOn: null,
          salesOrder: null,
        },
      ],
    });
    const issue = (quantity: string) =>
      aCommand(
        movement({
          movement: 'issue',
          productionOrder: '1000001',
          lines: [{ sku: 'BESAN', quantity, uom: 'KG', erpUom: 'KG', place: 'PI01/RM01', placeTo: null, lot: '' }],
        }),
        'stock_movement',
      );
    const fits = issue('120.5');
    expect(await peer.open().execute(fits, silent)).toMatchObject({ kind: 'committed' });
    expect(await peer.open().verify(fits, '', silent)).toMatchObject({ kind: 'equal' });
    expect((await figuresOf(peer))['PI01/RM01/BESAN/']).toBe(379_500);
    const tooMuch = issue('900');
    expect(await peer.open().execute(tooMuch, silent)).toMatchObject({ kind: 'rejected', code: 'INV_NO_NEG_BALANCES' });
    expect(await peer.open().find(tooMuch, silent)).toEqual({ kind: 'absent' });
  });
});

describe('shipments', () => {
  it('a short delivery is a person’s: the proof is refused by name', async () => {
    const peer = await sandboxPeer(seed());
    const command = aCommand(proof(await shipped(peer), '2'), 'proof_of_delivery');
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'rejected', code: 'short_delivery' });
  });

  it('a delivered order and its shipment are read back', async () => {
    const peer = await sandboxPeer(seed());
    const name = await shipped(peer);
    const page = await peer.open().readPage('delivery', null);
    expect(page.records.map((record) => record.data)).toMatchObject([
      { number: name, customer: '900007', state: 'shipped', lines: [{ sku: 'SEV200', quantityMilli: 3000, orderLine: 10 }, { sku: 'CHP5' }] },
    ]);
    const orders = await peer.open().readPage('sales_order', null);
    expect(orders.records.find((record) => record.key !== '3000001')?.data).toMatchObject({
      lines: [{ deliveredMilli: 3000 }, { deliveredMilli: 1000, quantityMilli: 2000 }],
    });
  });
});
