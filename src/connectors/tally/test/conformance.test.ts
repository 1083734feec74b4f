import type { ChangeSalesOrder as Change, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { BookingPeer } from '../../kit/test/booking-conformance.ts';
import { bookingConformance } from '../../kit/test/booking-conformance.ts';
import type { FreeGoodsPeer, Habit } from '../../kit/test/conformance.ts';
import { changeConformance, conformance, freeGoodsConformance } from '../../kit/test/conformance.ts';
import type { DeltaPeer } from '../../kit/test/delta-conformance.ts';
import { deltaConformance } from '../../kit/test/delta-conformance.ts';
import type { ErpCommand, ErpObject } from '../../kit/types.ts';
import { tally } from '../index.ts';
import { aCommand, anOrder, india, line, sandboxPeer, sideOf } from './sandbox-peer.ts';
import type { Peer } from './sandbox-peer.ts';

const habits: Readonly<Record<Habit, Parameters<Peer['habits']>[0]>> = {
  none: {},
  lose_after_commit: { pDropAfterCommit: 1 },
  lose_before_commit: { pDropBeforeCommit: 1 },
  timeout_after_commit: { pHangAfterCommit: 1 },
  throttle: { p429: 1 },
  // Tally has no sessions
  end_session: {},
  lock: { pLocked: 1 },
  lie: { pOtherQuantity: 1 },
  // Tally checks no version; somebody who has the voucher open keeps others from saving it
  conflict: { pLocked: 1 },
};

const apply = (peer: Peer, habit: Habit): void => {
  peer.sandbox.habits.reset();
  peer.habits(habits[habit]);
};

/** GUIDs of the sandbox's objects of a type. */
const guids = (
  peer: Peer,
  type: string,
  pick: (entity: { fields: Readonly<Record<string, unknown>> }) => boolean,
  companies = peer.sandbox.companies,
): string[] => companies.flatMap((company) => [...(company.entities.get(type)?.values() ?? [])].filter(pick).map((entity) => entity.guid));

const debtors = ['Sundry Debtors', 'Blocked Debtors'];
const isDebtor = ({ fields }: { fields: Readonly<Record<string, unknown>> }): boolean => debtors.includes(String(fields['PARENT']));
const isOf =
  (type: string) =>
  ({ fields }: { fields: Readonly<Record<string, unknown>> }): boolean =>
    fields['VOUCHERTYPENAME'] === type;

function keysOf(peer: Peer, object: ErpObject): readonly string[] {
  const [first] = peer.sandbox.companies;
  const items = guids(peer, 'stockitem', () => true, first ? [first] : []);
  const vouchers = (type: string): string[] => guids(peer, 'voucher', isOf(type));
  const all: Partial<Record<ErpObject, readonly string[]>> = {
    company: ['VI01', 'VI02'],
    item: items,
    cost: items,
    customer: guids(peer, 'ledger', isDebtor),
    credit: guids(peer, 'ledger', isDebtor),
    bom: guids(peer, 'stockitem', ({ fields }) => 'MULTICOMPONENTLIST.LIST' in fields, first ? [first] : []).map((guid) => `${guid}/bom`),
    past_order: vouchers('Sales Order'),
    sales_order: vouchers('Sales Order'),
    delivery: vouchers('Delivery Note'),
    invoice: vouchers('Sales'),
    purchase_order: vouchers('Purchase Order'),
  };
  return all[object] ?? [];
}

async function conformancePeer(): Promise<FreeGoodsPeer> {
  const peer = await sandboxPeer(tinyCompany(5));
  return {
    capabilities: tally.capabilities,
    open: () => peer.open(),
    openWithWrongSecret: () => peer.open({}, 'wrong'),
    openWithPages: (pageSize) => peer.open({ pageSize }),
    habit: (habit) => apply(peer, habit),
    command: () => aCommand(),
    refused: () => [
      ['unknown customer', aCommand(anOrder({ customer: 'C-9999' }))],
      ['unknown item', aCommand(anOrder({ lines: [line('NOSUCH')] }))],
      ['unknown unit', aCommand(anOrder({ lines: [line('SEV200', { erpUom: 'TIN', price: '1' })] }))],
      ['no price', aCommand(anOrder({ lines: [line('BULK', { erpUom: 'KG' }), line('OLD1')] }))],
      ['credit', aCommand(anOrder({ customer: 'C-1188', lines: [line('SEV200', { quantity: '38' })] }))],
      ['another currency', aCommand(anOrder({ currency: 'USD' }))],
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
      const plain = { ...chips, erpLine: 30, sku: 'X00000', quantity: '3', price: '100.00' };
      const to = (kind: ErpCommand['kind'], lines: Change['after']['lines'], requestedDate = before.requestedDate): ErpCommand => ({
        ...command,
        id: `${command.id}c`,
        kind,
        payload: { orderNumber: 'K-1', erpNumber: erpKey, customer: 'C-1042', currency: 'INR', before, after: { requestedDate, lines } },
      });
      return {
        wanted: to('sales_order_change', [{ ...sev, quantity: '6' }, { ...chips, quantity: '1' }, plain], '2026-11-26'),
        lines: ['SEV200 6 CAR', 'CHP5 1 CAR', 'X00000 3 CAR'],
        refused: to('sales_order_change', [{ ...sev, quantity: '500' }, chips], '2026-11-27'),
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
          const mark = /(free with \d+)\)$/.exec(item.words)?.[1];
          return mark === undefined || item.rejected ? [] : [{ text: `${item.material} ${item.quantity} ${item.unit} ${mark}`, net: item.net }];
        }),
      ),
    keys: (object) => keysOf(peer, object),
    objects: ['company', 'item', 'cost', 'bom', 'customer', 'credit', 'past_order', 'sales_order', 'delivery', 'invoice', 'purchase_order'],
    callCount: () => peer.calls.length,
  };
}

conformance('tally', conformancePeer);
changeConformance('tally', conformancePeer);
freeGoodsConformance('tally', conformancePeer);

/** A thousand of one kind beside what the tiny company has. */
function bigCompany(object: ErpObject) {
  const seed = tinyCompany(object === 'item' ? 1_000 : 0);
  const [customer] = seed.customers;
  const [order] = seed.pastOrders;
  if (customer === undefined || order === undefined) throw new Error('the tiny company has a customer and an order');
  const many = Array.from({ length: 1_000 }, (_none, index) => index);
  const customers = many.map((index) => ({ ...customer, code: `N-${index}`, name: `Shop ${index}`, localName: '' }));
  const pastOrders = many.map((index) => ({ ...order, number: `4${String(index).padStart(6, '0')}`, open: true, lines: order.lines.slice(0, 1) }));
  return {
    ...seed,
    ...(object === 'customer' ? { customers: [...seed.customers, ...customers] } : {}),
    ...(object === 'past_order' ? { pastOrders: [...seed.pastOrders, ...pastOrders] } : {}),
  };
}

async function deltaPeer(only: ErpObject): Promise<DeltaPeer> {
  const peer = await sandboxPeer(bigCompany(only));
  const [company] = peer.sandbox.companies;
  if (company === undefined) throw new Error('no company');
  const typeOf = (object: ErpObject): string => (object === 'customer' ? 'ledger' : object === 'past_order' || object === 'delivery' ? 'voucher' : 'stockitem');
  const wanted = (object: ErpObject) => {
    const pick = object === 'customer' ? isDebtor : object === 'past_order' ? isOf('Sales Order') : object === 'delivery' ? isOf('Delivery Note') : () => true;
    return [...(company.entities.get(typeOf(object))?.values() ?? [])].filter(pick);
  };
  let added = 0;
  return {
    open: () => peer.open({ pageSize: 500 }),
    openWithPages: (pageSize) => peer.open({ pageSize }),
    objects: [only],
    change: (object, count) =>
      wanted(object)
        .slice(0, count)
        .map((entity) => peer.sandbox.user.alter(india, entity, { DESCRIPTION: `changed ${count}` }).guid),
    add: (object) => {
      added += 1;
      const [model] = wanted(object);
      if (model === undefined) throw new Error(object);
      const names = typeOf(object) === 'voucher' ? {} : { NAME: `New ${added}`, ONLYALIAS: `NEW${added}` };
      return peer.sandbox.user.add(india, model.type, { ...model.fields, ...names }).guid;
    },
    remove: (object) => {
      const gone = wanted(object).at(-1);
      if (gone === undefined) throw new Error(object);
      peer.sandbox.user.remove(india, gone);
      return gone.guid;
    },
    // changes have numbers in Tally, not times
    skew: () => undefined,
  };
}

for (const object of ['item', 'customer', 'past_order'] as const) deltaConformance(`tally ${object}`, () => deltaPeer(object));

/** What lies where, who owes what, and what is unpaid, as the program itself has it. */
function figuresOf(peer: Peer): Record<string, number> {
  const [company] = peer.sandbox.companies;
  if (company === undefined) throw new Error('no company');
  const name = (item: string): string => (item === 'Ratlami sev' ? 'SEV200' : item);
  const stock = [...company.stock.values()].map((one) => [`${name(one.item)} ${one.godown} ${one.batch}`, one.milli] as const);
  const ledgers = [...(company.entities.get('ledger')?.values() ?? [])].map(({ fields }) => String(fields['NAME']));
  const owed = ledgers.map((ledger) => [`owed ${ledger}`, company.owed.get(ledger.toLowerCase()) ?? 0] as const);
  const bills = [...company.bills.values()].map((bill) => [`bill ${bill.name}`, bill.minor] as const);
  return Object.fromEntries([...stock, ...owed, ...bills].filter(([, figure]) => figure !== 0));
}

async function bookingPeer(): Promise<BookingPeer> {
  const peer = await sandboxPeer(tinyCompany());
  const company = 'VI01';
  const goods = { sku: 'SEV200', quantity: '2', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', lot: 'L0311' };
  const postedOn = '2026-11-23';
  const move = (movement: string, more: object = {}) =>
    aCommand(
      {
        company,
        movement,
        postedOn,
        reason: 'test',
        productionOrder: null,
        lines: [{ ...goods, placeTo: movement === 'transfer' ? 'Main Location' : null, ...more }],
      },
      'stock_movement',
    );
  const milli = 60_000;
  const order = async (): Promise<string> => {
    const made = await peer.open().execute(aCommand(), () => undefined);
    if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
    return made.erpKey;
  };
  const pay = (more: object = {}) =>
    aCommand(
      { company, customer: 'C-1042', amount: '1500.50', currency: 'INR', receivedOn: postedOn, method: 'cash', invoice: '9000001', note: '', ...more },
      'payment_receipt',
    );
  return {
    open: () => peer.open(),
    habit: (habit) => apply(peer, habit),
    bookings: {
      stock_movement: () => ({ command: move('transfer'), moves: { 'SEV200 PI01/FG01 L0311': -milli, 'SEV200 Main Location L0311': milli } }),
      stock_status: () => ({
        command: aCommand({ company, ...goods, from: 'free', to: 'quality', postedOn, reason: 'smell' }, 'stock_status'),
        moves: { 'SEV200 PI01/FG01 L0311': -milli, 'SEV200 PI01/FG01 Quality Hold L0311': milli },
      }),
      production_receipt: () => ({
        command: aCommand({ company, productionOrder: '1000001', ...goods, lot: 'L2311', postedOn, final: false }, 'production_receipt'),
        moves: { 'SEV200 PI01/FG01 L2311': milli },
      }),
      delivery: async () => ({
        command: aCommand(
          { company, customer: 'C-1042', erpNumber: await order(), shippedOn: postedOn, carrier: 'own van', lines: [{ erpLine: 10, ...goods }] },
          'delivery',
        ),
        moves: { 'SEV200 PI01/FG01 L0311': -milli },
      }),
      payment_receipt: () => ({ command: pay(), moves: { 'owed Shree Traders': -150_050, 'owed Cash': 150_050, 'bill 9000001': -150_050 } }),
    },
    reversible: ['stock_movement', 'stock_status', 'production_receipt', 'delivery', 'payment_receipt'],
    refused: () => [
      ['a godown that is not there', move('transfer', { placeTo: 'Nowhere' })],
      ['an item that is not there', move('issue', { sku: 'NOSUCH' })],
      ['before the books begin', aCommand({ ...(move('issue').payload as object), postedOn: '2020-01-01' }, 'stock_movement')],
      [
        'an order that is not there',
        aCommand({ company, customer: 'C-1042', erpNumber: '1#VI01.999999', shippedOn: postedOn, carrier: '', lines: [{ erpLine: 10, ...goods }] }, 'delivery'),
      ],
      ['a customer that is not there', pay({ customer: 'C-9' })],
      ['a company that is not connected', pay({ company: 'VI09' })],
    ],
    figures: () => Promise.resolve(figuresOf(peer)),
    documents: async (reference) => (await peer.documents(reference)).length,
  };
}

bookingConformance('tally', bookingPeer);
