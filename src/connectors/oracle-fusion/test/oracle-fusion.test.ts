import { changeConformance, conformance, freeGoodsConformance } from '../../kit/test/conformance.ts';
import type { FreeGoodsPeer, Habit } from '../../kit/test/conformance.ts';
import type { DeltaPeer } from '../../kit/test/delta-conformance.ts';
import { deltaConformance } from '../../kit/test/delta-conformance.ts';
import type { ErpCommand, ErpObject } from '../../kit/types.ts';
import type { ChangeSalesOrder as Change, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { oracleFusion } from '../index.ts';
import type { Peer } from './sandbox-peer.ts';
import { aCommand, anOrder, line, sandboxPeer, sideOf } from './sandbox-peer.ts';

export const habitOf: Readonly<Record<Habit, Parameters<Peer['habits']>[0]>> = {
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

const plain = ['X00000', 'X00001', 'X00002', 'X00003', 'X00004'];
const keys: Partial<Record<ErpObject, readonly string[]>> = {
  company: ['VI01', 'VI02'],
  item: ['SEV200', 'CHP5', 'OLD1', 'BULK', 'BESAN', ...plain],
  cost: ['SEV200', 'CHP5', 'BULK'],
  customer: ['C-1042', 'C-1188', 'C-1300', 'C-2001', '900007'],
  credit: ['C-1042/INR', 'C-1188/INR'],
  stock: [
    'SEV200/PI01/FG01/L0311',
    'SEV200/PI01/FG01/L1811',
    'SEV200/PI01/FG01-Q/L0311',
    'SEV200/RY01/FG01/L0311',
    'CHP5/PI01/FG01/',
    'CHP5/PI01/FG01-B/',
    'BULK/PI01/FG01/',
  ],
  work_centre: ['300000040000001'],
  bom: ['300000041000001'],
  routing: ['300000042000001'],
  past_order: ['3000001'],
  sales_order: ['3000001'],
  delivery: [],
  invoice: ['9000001', '9000002', '9000003'],
  production_order: ['1000001', '1000002'],
  purchase_order: ['4500001'],
};

async function conformancePeer(): Promise<FreeGoodsPeer> {
  const peer = await sandboxPeer(tinyCompany(5));
  return {
    capabilities: oracleFusion.capabilities,
    open: () => peer.open(),
    openWithWrongSecret: () => peer.open({}, 'wrong'),
    openWithPages: (pageSize) => peer.open({ pageSize }),
    habit: (habit) => {
      peer.sandbox.habits.reset();
      peer.habits(habitOf[habit]);
    },
    command: () => aCommand(anOrder({ lines: [line('SEV200', { quantity: '4', price: '1260.00' }), line('CHP5', { lineNo: 20, quantity: '2.000' })] })),
    refused: () => [
      ['unknown customer', aCommand(anOrder({ customer: 'C-9999' }))],
      ['blocked customer', aCommand(anOrder({ customer: 'C-1300' }))],
      ['unknown business unit', aCommand(anOrder({ salesOrg: 'VS09' }))],
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
      const added = { ...chips, erpLine: 30, sku: 'X00000', quantity: '3', price: '100.00' };
      const to = (kind: ErpCommand['kind'], lines: Change['after']['lines'], requestedDate = before.requestedDate): ErpCommand => ({
        ...command,
        id: `${command.id}c`,
        kind,
        payload: { orderNumber: 'K-1', erpNumber: erpKey, customer: 'C-1042', currency: 'INR', before, after: { requestedDate, lines } },
      });
      return {
        wanted: to('sales_order_change', [more, less, added], '2026-11-26'),
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
            line('CHP5', { lineNo: 20, quantity: '3', price: '960.00' }),
          ],
        }),
      ),
      free: ['SEV200 2 CAR free with 10', 'CHP5 1 CAR free with 10'],
    }),
    freeLines: async (reference) =>
      (await peer.orders(reference)).flatMap((order) =>
        order.items.flatMap((item) => {
          const freeWith = /-FREE-(\d+)$/.exec(item.sourceLine)?.[1];
          return freeWith === undefined || item.rejected
            ? []
            : [{ text: `${item.material} ${item.quantity} ${item.unit} free with ${freeWith}`, net: item.net }];
        }),
      ),
    keys: (object) => keys[object] ?? [],
    objects: Object.keys(keys) as ErpObject[],
    callCount: () => peer.calls.length,
  };
}

conformance('oracle-fusion', conformancePeer);
changeConformance('oracle-fusion', conformancePeer);
freeGoodsConformance('oracle-fusion', conformancePeer);

const touched: Partial<Record<ErpObject, { readonly resource: string; readonly keys: readonly string[] }>> = {
  item: { resource: 'itemsV2', keys: Array.from({ length: 1000 }, (_unused, index) => `X${String(index).padStart(5, '0')}`) },
  customer: { resource: 'accounts', keys: ['C-1042', 'C-1188', 'C-1300'] },
  purchase_order: { resource: 'purchaseOrders', keys: ['4500001'] },
};

async function deltaPeer(): Promise<DeltaPeer> {
  const peer = await sandboxPeer(tinyCompany(1000));
  return {
    open: () => peer.open(),
    openWithPages: (pageSize) => peer.open({ pageSize: pageSize < 100 ? pageSize * 50 : 500 }),
    objects: ['item', 'customer', 'purchase_order'],
    change: (object, count) => {
      const { resource, keys: all } = touched[object] ?? { resource: '', keys: [] };
      const changed = all.slice(0, count);
      // in process: the record is saved before the call returns
      void peer.sandbox.fetch('http://oracle.test:4340/sandbox/touch', {
        method: 'POST',
        body: JSON.stringify({ resource, keys: changed }),
        headers: { 'content-type': 'application/json' },
      });
      return changed;
    },
    skew: (ms) => peer.habits({ clockSkewMs: ms }),
  };
}

deltaConformance('oracle-fusion', deltaPeer);
