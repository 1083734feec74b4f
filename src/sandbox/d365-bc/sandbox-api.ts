import { Hono } from 'hono';
import { z } from 'zod';
import { loopbackCors, type Habits, type SocketEnv, type SseHub } from '../kit/index.ts';
import type { Row } from '../kit/odata4/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { scaled, unscaled } from './amount.ts';
import { openAmount } from './booking/orders.ts';
import { payAtDesk, postJournal } from './booking/payments.ts';
import type { BcHabits } from './habits.ts';
import { documentPage } from './page.ts';
import { balanceOf, linesOf, rowBy, type Company, type World } from './world.ts';

/** What the sandbox's own pages and scripts may call. */
export interface SandboxApiDeps {
  readonly world: World;
  readonly habits: Habits<BcHabits>;
  readonly hub: SseHub;
  readonly keep: (company: Company, changes: readonly Change[]) => Promise<void>;
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const money = (value: unknown): string => {
  const [whole = '0', fraction = ''] = unscaled(scaled(value)).split('.');
  return `${whole}.${fraction.padEnd(2, '0').slice(0, 2)}`;
};
const goods = (company: Company, set: string, row: Row): readonly Row[] => linesOf(company, set, row).filter((line) => line['lineType'] === 'Item');

/** A sales order as the order page and the phone simulator show it. */
function presentOrder(company: Company, row: Row): object {
  const lines = goods(company, 'salesOrderLines', row);
  return {
    number: text(row['number']),
    company: company.name,
    soldTo: text(row['customerNumber']),
    soldToName: text(row['customerName']),
    shipTo: text(row['shipToName']),
    reference: text(row['externalDocumentNumber']),
    createdAt: text(row['lastModifiedDateTime']),
    requestedOn: text(row['requestedDeliveryDate']),
    net: money(row['totalAmountExcludingTax']),
    currency: text(row['currencyCode']),
    status: lines.length === 0 ? 'cancelled' : row['fullyShipped'] === true ? 'closed' : 'open',
    items: lines.map((line) => ({
      material: text(line['lineObjectNumber']),
      text: text(line['description']),
      words: text(line['description2']) || null,
      quantity: text(line['quantity']),
      unit: text(line['unitOfMeasureCode']),
      net: money(line['netAmount']),
      rejected: scaled(line['quantity']) === 0n,
    })),
  };
}

const bookings = [
  ['salesShipments', 'salesShipmentLines'],
  ['salesInvoices', 'salesInvoiceLines'],
] as const;

/** A posted document, with its lines. */
function presentDocument(company: Company, kind: string, lines: string, row: Row): object {
  return {
    kind,
    number: text(row['number']),
    reference: text(row['externalDocumentNumber']),
    partner: text(row['customerNumber']),
    on: text(row['postingDate']),
    status: kind === 'salesInvoices' ? text(row['status']).toLowerCase() : 'booked',
    amount: kind === 'salesInvoices' ? money(row['totalAmountIncludingTax']) : null,
    items: goods(company, lines, row).map((line) => ({
      material: text(line['lineObjectNumber']),
      quantity: text(line['quantity']),
      unit: text(line['unitOfMeasureCode']),
      from: null,
      place: '',
      batches: [],
    })),
  };
}

const presentPayment = (row: Row): object => ({
  kind: 'customerPayments',
  number: `${text(row['journalDisplayName'])} ${text(row['lineNumber'])}`,
  reference: text(row['documentNumber']),
  partner: text(row['customerNumber']),
  on: text(row['postingDate']),
  status: 'in journal',
  amount: money(unscaled(-scaled(row['amount']))),
  items: [],
});

const paymentSchema = z.strictObject({ customer: z.string(), amount: z.string().regex(/^\d{1,12}(?:\.\d{1,2})?$/) });

function documentsOf(company: Company, reference: string | undefined): readonly object[] {
  const posted = bookings.flatMap(([kind, lines]) => {
    const table = company.store.table(kind);
    const rows = reference === undefined ? table.all() : table.by('externalDocumentNumber', reference);
    return latest(rows).map((row) => presentDocument(company, kind, lines, row));
  });
  const payments = company.store.table('customerPayments');
  const entered = reference === undefined ? payments.all() : payments.by('documentNumber', reference);
  return [...entered.map(presentPayment), ...posted];
}

const latest = (rows: readonly Row[], count = 100): readonly Row[] =>
  rows.toSorted((a, b) => (text(a['lastModifiedDateTime']) < text(b['lastModifiedDateTime']) ? 1 : -1)).slice(0, count);

type App = Hono<{ Bindings: SocketEnv }>;

/** The company that has the customer, with its row. */
function customerIn(world: World, number: string): { readonly company: Company; readonly row: Row } | undefined {
  return world.companies.flatMap((company) => {
    const row = rowBy(company, 'customers', 'number', number);
    return row ? [{ company, row }] : [];
  })[0];
}

function orderRoutes(app: App, { world }: SandboxApiDeps): void {
  app.get('/sandbox/orders', (c) => {
    const limit = Math.min(500, Math.max(1, Number(c.req.query('limit')) || 100));
    const { customer, reference } = c.req.query();
    const found = world.companies.flatMap((company) =>
      ordersOf(company, reference, customer).map((row) => ({ company, row, at: text(row['lastModifiedDateTime']) })),
    );
    const newest = found.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit);
    return c.json({ orders: newest.map(({ company, row }) => presentOrder(company, row)), total: found.length });
  });
  app.get('/sandbox/orders/:number', (c) => {
    const found = world.companies.flatMap((company) => {
      const row = rowBy(company, 'salesOrders', 'number', c.req.param('number'));
      return row ? [presentOrder(company, row)] : [];
    })[0];
    return found ? c.json(found) : c.json({ error: 'unknown order' }, 404);
  });
  app.get('/sandbox/documents', (c) => c.json({ documents: world.companies.flatMap((company) => documentsOf(company, c.req.query('reference'))) }));
}

function ordersOf(company: Company, reference: string | undefined, customer: string | undefined): readonly Row[] {
  const table = company.store.table('salesOrders');
  if (reference !== undefined) return table.by('externalDocumentNumber', reference);
  return customer === undefined ? table.all() : table.by('customerNumber', customer);
}

function figureRoutes(app: App, { world }: SandboxApiDeps): void {
  app.get('/sandbox/stock', (c) => {
    const rows = world.companies.flatMap((company) => company.store.table('itemLedgerEntries').by('itemNumber', c.req.query('item') ?? ''));
    const open = rows.filter((row) => row['Open'] === true);
    return c.json({ stock: open.map((row) => ({ place: row['Location_Code'], batch: row['Lot_No'], quantity: text(row['Remaining_Quantity']) })) });
  });
  app.get('/sandbox/credit/:customer', (c) => {
    const found = customerIn(world, c.req.param('customer'));
    if (!found) return c.json({ error: 'unknown customer' }, 404);
    const { company, row } = found;
    const number = text(row['number']);
    const open = company.store.table('salesOrders').by('customerNumber', number);
    const entered = company.store.table('customerPayments').by('customerNumber', number);
    return c.json({
      customer: number,
      limit: row['creditLimit'],
      balance: unscaled(balanceOf(company.store, number)),
      openOrders: unscaled(open.reduce((all, order) => all + openAmount(company, order), 0n)),
      inJournals: unscaled(entered.reduce((all, line) => all + scaled(line['amount']), 0n)),
    });
  });
}

/** What clerks do: money at the desk, posting a journal. */
function deskRoutes(app: App, { world, keep }: SandboxApiDeps): void {
  app.post('/sandbox/payments', async (c) => {
    const parsed = paymentSchema.safeParse(await c.req.json().catch(() => null));
    const found = parsed.success ? customerIn(world, parsed.data.customer) : undefined;
    if (!parsed.success || !found) return c.json({ error: 'bad payment' }, 400);
    const { customer, amount } = parsed.data;
    const { changes } = found.company.store.change(() => payAtDesk(found.company, customer, amount));
    await keep(found.company, changes);
    return c.json({ customer, balance: unscaled(balanceOf(found.company.store, customer)) });
  });
  app.post('/sandbox/journals/:code/post', async (c) => {
    let posted = 0;
    for (const company of world.companies) {
      const { result, changes } = company.store.change(() => postJournal(company, c.req.param('code')));
      await keep(company, changes);
      posted += result;
    }
    return c.json({ posted });
  });
}

/** The routes under `/sandbox`, and the page at `/`. */
export function sandboxApi(deps: SandboxApiDeps): App {
  const { habits, hub } = deps;
  const app: App = new Hono<{ Bindings: SocketEnv }>();
  app.use('/sandbox/*', loopbackCors);
  app.get('/', (c) => c.html(documentPage));
  orderRoutes(app, deps);
  figureRoutes(app, deps);
  deskRoutes(app, deps);
  app.get('/sandbox/events', () => hub.connect());
  app.get('/sandbox/habits', (c) => c.json(habits.get()));
  app.post('/sandbox/habits', async (c) => {
    const problems = habits.change(await c.req.json().catch(() => null));
    return problems.length > 0 ? c.json({ error: 'bad habits', problems }, 400) : c.json(habits.get());
  });
  return app;
}
