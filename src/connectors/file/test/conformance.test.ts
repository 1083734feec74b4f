import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { ChangeSalesOrder as Change, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { FileHabits } from '../../../sandbox/file/index.ts';
import { bookingConformance } from '../../kit/test/booking-conformance.ts';
import type { BookingPeer } from '../../kit/test/booking-conformance.ts';
import { changeConformance, conformance, freeGoodsConformance } from '../../kit/test/conformance.ts';
import type { FreeGoodsPeer, Habit } from '../../kit/test/conformance.ts';
import type { CommandKind, ErpCommand, ErpConnection, ErpObject } from '../../kit/types.ts';
import { fileErp } from '../index.ts';
import type { Peer } from './sandbox-peer.ts';
import { aCommand, aLine, anOrder, closePeers, sandboxPeer } from './sandbox-peer.ts';

afterEach(closePeers);

/**
 * What a lost answer is among files: an acknowledgement that is kept back (the ERP has booked), or a file that the job does not take and
 * that somebody throws out unread in the end (it has not).
 */
const habits: Readonly<Record<Habit, Partial<FileHabits>>> = {
  none: {},
  lose_after_commit: { holdAcks: true },
  timeout_after_commit: { holdAcks: true },
  lose_before_commit: { stopped: true },
  throttle: { stopped: true },
  end_session: {},
  lock: { locked: true },
  lie: { pOtherQuantity: 1 },
  conflict: { pBusy: 1 },
};

function switcher(peer: Peer): (habit: Habit) => void {
  let before: Habit = 'none';
  return (habit) => {
    if (habit === 'lock') writeFileSync(join(peer.folder, 'LOCK'), 'batch job');
    if (habit === 'throttle') for (let i = 0; i < 20; i += 1) writeFileSync(join(peer.folder, 'from-karkhana', `OTHER${i}.csv`), 'x');
    peer.sandbox.habits.reset();
    // what lay there untaken is thrown out by the operator
    peer.habits(habit === 'none' && before === 'lose_before_commit' ? { pThrownOut: 1 } : habits[habit]);
    peer.hurry(['lose_after_commit', 'timeout_after_commit', 'lose_before_commit'].includes(habit));
    before = habit;
  };
}

/** Lets the job run until nothing of ours lies there. */
async function settled(peer: Peer): Promise<void> {
  await peer.sandbox.run();
  if (peer.sandbox.habits.get().pThrownOut === 1) peer.sandbox.habits.reset();
  await peer.sandbox.run();
}

const quick = { maxWaiting: 20 };

/** Each look of the connector comes after the job had its turn, as the next attempt of sync does. */
function patient(peer: Peer, connection: ErpConnection): ErpConnection {
  return {
    ...connection,
    find: async (...args) => {
      await settled(peer);
      return connection.find(...args);
    },
  };
}

async function conformancePeer(): Promise<FreeGoodsPeer> {
  const peer = await sandboxPeer(tinyCompany(5));
  let looks = 0;
  const counted = (connection: ErpConnection): ErpConnection => ({
    ...connection,
    find: (command, record) => connection.find(command, (call) => ((looks += 1), record(call))),
    execute: (command, record) => connection.execute(command, (call) => ((looks += 1), record(call))),
    verify: (command, key, record) => connection.verify(command, key, (call) => ((looks += 1), record(call))),
  });
  const open = (more: Record<string, unknown> = {}): ErpConnection => counted(patient(peer, peer.open({ ...quick, ...more })));
  return {
    capabilities: fileErp.capabilities,
    open,
    openWithWrongSecret: () => {
      writeFileSync(join(peer.folder, 'EXCHANGE.txt'), 'ANOTHER COMPANY\r\n');
      return open({ marker: { file: 'EXCHANGE.txt', text: 'KARKHANA PROD' } });
    },
    openWithPages: (pageSize) => open({ pageSize }),
    habit: switcher(peer),
    command: () => aCommand(),
    refused: () => [
      ['unknown customer', aCommand(anOrder({ customer: 'C-9999' }))],
      ['blocked customer', aCommand(anOrder({ customer: 'C-1300' }))],
      ['unknown item', aCommand(anOrder({ lines: [aLine('NOSUCH')] }))],
      ['item no longer sold', aCommand(anOrder({ lines: [aLine('OLD1')] }))],
      ['unknown unit', aCommand(anOrder({ lines: [aLine('SEV200', { erpUom: 'TIN' })] }))],
      ['credit', aCommand(anOrder({ customer: 'C-1188', lines: [aLine('SEV200', { quantity: '38' })] }))],
    ],
    documents: (reference) =>
      Promise.resolve(
        [...peer.sandbox.world.orders.values()]
          .filter((order) => order.reference === reference)
          .map((order) => ({
            erpKey: order.number,
            lines: order.lines.filter((line) => !line.gone).map((line) => `${line.sku} ${line.milli / 1_000} ${line.uom}`),
          })),
      ),
    linesOf: () => ['SEV200 4 CAR', 'CHP5 2 CAR'],
    changes: (erpKey, command) => changesOf(erpKey, command.payload as CreateSalesOrder),
    freeCommand: () => ({
      command: aCommand(
        anOrder({
          lines: [
            aLine('SEV200', { quantity: '20', price: '1260.00' }),
            aLine('SEV200', { lineNo: 11, quantity: '2', freeWith: 10 }),
            aLine('CHP5', { lineNo: 12, quantity: '1', freeWith: 10 }),
            aLine('CHP5', { lineNo: 20, quantity: '3', price: '960.00' }),
          ],
        }),
      ),
      free: ['SEV200 2 CAR free with 10', 'CHP5 1 CAR free with 10'],
    }),
    freeLines: (reference) =>
      Promise.resolve(
        [...peer.sandbox.world.orders.values()]
          .filter((order) => order.reference === reference)
          .flatMap((order) => order.lines.filter((line) => !line.gone && line.freeWith !== null))
          .map((line) => ({ text: `${line.sku} ${line.milli / 1_000} ${line.uom} free with ${line.freeWith}`, net: String(line.netMinor) })),
      ),
    keys: (object) => keys[object] ?? [],
    objects: Object.keys(keys) as ErpObject[],
    callCount: () => looks,
  };
}

function changesOf(erpKey: string, order: CreateSalesOrder) {
  const before = { requestedDate: order.requestedDate, lines: order.lines.map(({ lineNo, ...line }) => ({ ...line, erpLine: lineNo })) };
  const [sev, chips] = before.lines;
  if (sev === undefined || chips === undefined) throw new Error('the command has two lines');
  const plain = { ...chips, erpLine: 30, sku: 'X00000', quantity: '3', price: '100.00' };
  const to = (kind: CommandKind, lines: Change['after']['lines'], requestedDate = before.requestedDate): ErpCommand =>
    aCommand({ orderNumber: 'K-1', erpNumber: erpKey, customer: 'C-1042', currency: 'INR', before, after: { requestedDate, lines } }, kind);
  return {
    wanted: to('sales_order_change', [{ ...sev, quantity: '6' }, { ...chips, quantity: '1' }, plain], '2026-11-26'),
    lines: ['SEV200 6 CAR', 'CHP5 1 CAR', 'X00000 3 CAR'],
    refused: to('sales_order_change', [{ ...sev, quantity: '5' }, chips, { ...plain, sku: 'OLD1' }], '2026-11-27'),
    cancelled: to('sales_order_cancel', []),
  };
}

const plain = ['X00000', 'X00001', 'X00002', 'X00003', 'X00004'];
const keys: Readonly<Partial<Record<ErpObject, readonly string[]>>> = {
  company: ['VI01', 'VI02'],
  item: ['SEV200', 'CHP5', 'OLD1', 'BULK', ...plain],
  customer: ['C-1042', 'C-1188', 'C-1300', 'C-2001', '900007'],
  credit: ['C-1042', 'C-1188'],
  stock: [
    ...['SEV200/PI01/FG01/L0311/UNR', 'SEV200/PI01/FG01/L1811/UNR', 'SEV200/PI01/FG01/L0311/QI', 'SEV200/RY01/FG01/L0311/UNR'],
    ...['CHP5/PI01/FG01//UNR', 'CHP5/PI01/FG01//BLK', 'BULK/PI01/FG01//UNR'],
  ].map((key) => key.replace('UNR', 'free').replace('QI', 'quality').replace('BLK', 'blocked')),
  work_centre: ['L1/PI01'],
  bom: ['SEV200/PI01'],
  routing: ['SEV200/PI01'],
  past_order: ['3000001'],
  sales_order: ['3000001'],
  delivery: [],
  invoice: ['9000001', '9000002', '9000003'],
  production_order: ['1000001', '1000002'],
  purchase_order: ['4500001'],
};

conformance('file', conformancePeer);
changeConformance('file', conformancePeer);
freeGoodsConformance('file', conformancePeer);

const place = 'PI01/FG01';
const quantity = (amount: string, uom = 'CAR') => ({ quantity: amount, uom, erpUom: uom });
const sev = (lot: string, status = 'free'): string => `stock|SEV200|${place}|${lot}|${status}`;
const receipt = { company: 'VI01', productionOrder: '1000001', sku: 'SEV200', place, lot: 'L2311', postedOn: '2026-11-23', final: false };

async function bookingPeer(): Promise<BookingPeer> {
  const peer = await sandboxPeer(tinyCompany());
  const opened = (): ErpConnection => patient(peer, peer.open(quick));
  const silent = (): void => undefined;
  const made = async (kind: CommandKind, payload: unknown): Promise<string> => {
    const outcome = await peer.open().execute(aCommand(payload, kind), silent);
    if (outcome.kind !== 'committed') throw new Error(JSON.stringify(outcome));
    return outcome.erpKey;
  };
  const shipment = (erpNumber: string) => ({
    ...{ company: 'VI01', customer: 'C-1042', erpNumber, shippedOn: '2026-11-23', carrier: 'Own van' },
    lines: [{ erpLine: 10, sku: 'SEV200', ...quantity('3'), place, lot: 'L0311' }],
  });
  return {
    open: opened,
    habit: switcher(peer),
    reversible: ['stock_movement', 'stock_status', 'production_receipt', 'operation_confirmation', 'delivery', 'proof_of_delivery', 'payment_receipt'],
    bookings: {
      stock_movement: () => ({
        command: aCommand(
          {
            ...{ company: 'VI01', movement: 'transfer', postedOn: '2026-11-23', reason: 'to the van', productionOrder: null },
            lines: [{ sku: 'SEV200', ...quantity('2'), place, placeTo: 'PI01/VAN1', lot: 'L0311' }],
          },
          'stock_movement',
        ),
        moves: { [sev('L0311')]: -60_000, 'stock|SEV200|PI01/VAN1|L0311|free': 60_000 },
      }),
      stock_status: () => ({
        command: aCommand(
          {
            company: 'VI01',
            sku: 'SEV200',
            place,
            lot: 'L0311',
            ...quantity('30', 'PC'),
            from: 'free',
            to: 'quality',
            postedOn: '2026-11-23',
            reason: 'smell',
          },
          'stock_status',
        ),
        moves: { [sev('L0311')]: -30_000, [sev('L0311', 'quality')]: 30_000 },
      }),
      production_receipt: () => ({
        command: aCommand({ ...receipt, ...quantity('10') }, 'production_receipt'),
        moves: { [sev('L2311')]: 300_000, 'done|1000001': 300_000 },
      }),
      operation_confirmation: () => ({
        command: aCommand(
          {
            ...{ company: 'VI01', productionOrder: '1000001', operation: '0010', ...quantity('10'), scrap: '0.5', scrapReason: 'broken' },
            ...{ workMinutes: '42', postedOn: '2026-11-23', final: false },
          },
          'operation_confirmation',
        ),
        moves: { 'operation|1000001|0010': 300_000 },
      }),
      delivery: async () => {
        const order = await made('create_sales_order', anOrder());
        return { command: aCommand(shipment(order), 'delivery'), moves: { [sev('L0311')]: -90_000, [`delivered|${order}|10`]: 3_000 } };
      },
      proof_of_delivery: async () => {
        const delivery = await made('delivery', shipment(await made('create_sales_order', anOrder())));
        return {
          command: aCommand(
            {
              ...{ company: 'VI01', customer: 'C-1042', delivery, receivedAt: '2026-11-23T10:00:00Z', receivedBy: 'Ramesh', note: 'one torn' },
              lines: [{ erpLine: 10, sku: 'SEV200', ...quantity('2') }],
            },
            'proof_of_delivery',
          ),
          moves: { [`proven|${delivery}`]: 1, [`received|${delivery}|10`]: 2_000 },
        };
      },
      payment_receipt: () => ({
        command: aCommand(
          { company: 'VI01', customer: 'C-1042', amount: '1250.50', currency: 'INR', receivedOn: '2026-11-23', method: 'upi', invoice: '9000001', note: '' },
          'payment_receipt',
        ),
        moves: { 'receivables|C-1042': -125_050, 'paid|9000001': 125_050 },
      }),
    },
    refused: () => [
      ['closed period', aCommand({ ...receipt, ...quantity('1'), postedOn: '2026-10-31' }, 'production_receipt')],
      ['unknown production order', aCommand({ ...receipt, ...quantity('1'), productionOrder: '9' }, 'production_receipt')],
      [
        'more than there is',
        aCommand(
          { company: 'VI01', sku: 'SEV200', place, lot: 'L0311', ...quantity('99999'), from: 'free', to: 'blocked', postedOn: '2026-11-23', reason: '' },
          'stock_status',
        ),
      ],
      ['unknown sales order', aCommand(shipment('1'), 'delivery')],
    ],
    figures: () => Promise.resolve(Object.fromEntries(peer.sandbox.world.figures)),
    documents: (reference) => Promise.resolve([...peer.sandbox.world.documents.values()].filter((one) => one.reference === reference).length),
  };
}

bookingConformance('file', bookingPeer);
