import { Hono } from 'hono';
import { z } from 'zod';
import { loopbackCors, type Habits, type SocketEnv, type SseHub } from '../kit/index.ts';
import type { Row } from '../kit/odata4/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { scaled, unscaled } from './amount.ts';
import { payAtDesk } from './booking/payments.ts';
import type { B1Habits } from './habits.ts';
import { documentPage } from './page.ts';
import { balances, linesOf, rowOf, type World } from './world.ts';

/** What the sandbox's own pages and scripts may call. */
export interface SandboxApiDeps {
  readonly world: World;
  readonly habits: Habits<B1Habits>;
  readonly hub: SseHub;
  readonly keep: (changes: readonly Change[]) => Promise<void>;
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const money = (value: unknown): string => {
  const [whole = '0', fraction = ''] = unscaled(scaled(value)).split('.');
  return `${whole}.${fraction.padEnd(2, '0').slice(0, 2)}`;
};
const referenceOf = (row: Row): string => text(row['U_MOS_ID']) || text(row['NumAtCard']) || text(row['JournalMemo']) || text(row['JournalRemarks']);

const statusOf = (row: Row): string => (row['Cancelled'] === 'tYES' ? 'cancelled' : row['DocumentStatus'] === 'bost_Close' ? 'closed' : 'open');

/** A sales order as the order page and the phone simulator show it. */
function presentOrder(row: Row): object {
  return {
    number: text(row['DocEntry']),
    soldTo: text(row['CardCode']),
    soldToName: text(row['CardName']),
    shipTo: text(row['ShipToCode']),
    reference: referenceOf(row),
    createdAt: `${text(row['UpdateDate'])}T${text(row['UpdateTime'])}.000Z`,
    requestedOn: text(row['DocDueDate']),
    net: money(row['DocTotal']),
    currency: text(row['DocCurrency']),
    status: statusOf(row),
    items: linesOf(row).map((line) => ({
      material: text(line['ItemCode']),
      text: text(line['ItemDescription']),
      words: line['FreeText'] ?? null,
      quantity: text(line['Quantity']),
      unit: text(line['UoMCode']),
      net: money(line['LineTotal']),
      rejected: row['Cancelled'] === 'tYES',
    })),
  };
}

const bookings = ['DeliveryNotes', 'InventoryGenEntries', 'InventoryGenExits', 'StockTransfers', 'IncomingPayments'] as const;

/** Another booking, with its lines. */
function presentDocument(kind: string, row: Row): object {
  const lines = (row['DocumentLines'] ?? row['StockTransferLines'] ?? []) as readonly Row[];
  return {
    kind,
    number: text(row['DocEntry']),
    reference: referenceOf(row),
    partner: text(row['CardCode']),
    on: text(row['DocDate']),
    status: row['Cancelled'] === 'tYES' ? 'cancelled' : 'booked',
    amount: kind === 'IncomingPayments' ? money(unscaled(scaled(row['CashSum']) + scaled(row['TransferSum']))) : null,
    items: lines.map((line) => ({
      material: text(line['ItemCode']),
      quantity: text(line['Quantity']),
      unit: text(line['UoMCode']),
      from: text(line['FromWarehouseCode']) || null,
      place: text(line['WarehouseCode']),
      batches: ((line['BatchNumbers'] ?? []) as readonly Row[]).map((batch) => text(batch['BatchNumberProperty'])),
    })),
  };
}

const paymentSchema = z.strictObject({ customer: z.string(), amount: z.string().regex(/^\d{1,12}(?:\.\d{1,2})?$/) });

/** The routes under `/sandbox`, and the page at `/`. */
export function sandboxApi({ world, habits, hub, keep }: SandboxApiDeps): Hono<{ Bindings: SocketEnv }> {
  const app = new Hono<{ Bindings: SocketEnv }>();
  const orders = world.store.table('Orders');
  app.use('/sandbox/*', loopbackCors);
  app.get('/', (c) => c.html(documentPage));
  app.get('/sandbox/orders', (c) => {
    const limit = Math.min(500, Math.max(1, Number(c.req.query('limit')) || 100));
    const customer = c.req.query('customer');
    const reference = c.req.query('reference');
    const all = customer !== undefined && reference === undefined ? orders.by('CardCode', customer) : orders.all();
    const found = reference === undefined ? all : all.filter((row) => referenceOf(row) === reference || row['NumAtCard'] === reference);
    return c.json({ orders: found.slice(-limit).reverse().map(presentOrder), total: found.length });
  });
  app.get('/sandbox/orders/:number', (c) => {
    const row = rowOf(world, 'Orders', { DocEntry: Number(c.req.param('number')) });
    return row ? c.json(presentOrder(row)) : c.json({ error: 'unknown order' }, 404);
  });
  app.get('/sandbox/documents', (c) => {
    const reference = c.req.query('reference');
    const found = bookings.flatMap((kind) =>
      world.store
        .table(kind)
        .all()
        .filter((row) => reference === undefined || referenceOf(row) === reference)
        .slice(-100)
        .map((row) => presentDocument(kind, row)),
    );
    return c.json({ documents: found.reverse() });
  });
  app.get('/sandbox/stock', (c) => {
    const rows = world.store.table('Stock').by('ItemCode', c.req.query('item') ?? '');
    return c.json({ stock: rows.map((row) => ({ place: row['WarehouseCode'], batch: row['Batch'], quantity: text(row['Quantity']) })) });
  });
  app.get('/sandbox/events', () => hub.connect());
  app.get('/sandbox/habits', (c) => c.json(habits.get()));
  app.post('/sandbox/habits', async (c) => {
    const problems = habits.change(await c.req.json().catch(() => null));
    return problems.length > 0 ? c.json({ error: 'bad habits', problems }, 400) : c.json(habits.get());
  });
  app.get('/sandbox/credit/:customer', (c) => {
    const row = rowOf(world, 'BusinessPartners', { CardCode: c.req.param('customer') });
    if (!row) return c.json({ error: 'unknown customer' }, 404);
    const { CurrentAccountBalance, OpenOrdersBalance, OpenDeliveryNotesBalance } = balances(world.store, c.req.param('customer'));
    return c.json({ customer: row['CardCode'], limit: row['CreditLimit'], CurrentAccountBalance, OpenOrdersBalance, OpenDeliveryNotesBalance });
  });
  app.post('/sandbox/payments', async (c) => {
    const parsed = paymentSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success || !rowOf(world, 'BusinessPartners', { CardCode: parsed.data.customer })) return c.json({ error: 'bad payment' }, 400);
    const { customer, amount } = parsed.data;
    const { result, changes } = world.store.change(() => payAtDesk(world, customer, amount));
    await keep(changes);
    return c.json({ customer, balance: result });
  });
  app.get('/sandbox/progress', (c) => {
    const figures = (set: string, key: string, figure: (row: Row) => string): Record<string, string> =>
      Object.fromEntries(
        world.store
          .table(set)
          .all()
          .slice(-500)
          .map((row) => [text(row[key]), figure(row)]),
      );
    return c.json({
      made: figures('ProductionOrders', 'AbsoluteEntry', (row) => text(row['CompletedQuantity'])),
      unpaid: figures('Invoices', 'DocEntry', (row) => unscaled(scaled(row['DocTotal']) - scaled(row['PaidToDate']))),
    });
  });
  return app;
}
