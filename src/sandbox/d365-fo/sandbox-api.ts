import { Hono } from 'hono';
import { z } from 'zod';
import { loopbackCors, type Habits, type SocketEnv, type SseHub } from '../kit/index.ts';
import type { Row } from '../kit/odata4/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { minus, scaled, unscaled } from './amount.ts';
import type { FoHabits } from './habits.ts';
import { documentPage } from './page.ts';
import { noon } from './seed/companies.ts';
import { ordered, owed, rowsBy, type World } from './world.ts';

/** What the sandbox's own pages and scripts may call. */
export interface SandboxApiDeps {
  readonly world: World;
  readonly habits: Habits<FoHabits>;
  readonly hub: SseHub;
  readonly keep: (changes: readonly Change[]) => Promise<void>;
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const money = (value: bigint): string => {
  const [whole = '0', fraction = ''] = unscaled(value).split('.');
  return `${whole}.${fraction.padEnd(2, '0').slice(0, 2)}`;
};

const linesOf = (world: World, header: Row): readonly Row[] =>
  rowsBy(world, 'SalesOrderLinesV2', text(header['dataAreaId']), 'SalesOrderNumber', text(header['SalesOrderNumber'])).toSorted(
    (a, b) => Number(a['LineCreationSequenceNumber']) - Number(b['LineCreationSequenceNumber']),
  );

function statusOf(header: Row, lines: readonly Row[]): string {
  if (header['SalesOrderStatus'] === 'Canceled' || (header['IsSalesProcessingStopped'] === 'Yes' && lines.length === 0)) return 'cancelled';
  return header['SalesOrderStatus'] === 'Backorder' ? 'open' : 'closed';
}

const customerOf = (world: World, header: Row): Row | undefined =>
  world.store.table('CustomersV3').get(JSON.stringify([header['dataAreaId'] ?? null, header['OrderingCustomerAccountNumber'] ?? null]));

/** A sales order as the order page and the phone simulator show it. */
function presentOrder(world: World, header: Row): object {
  const lines = linesOf(world, header);
  return {
    number: text(header['SalesOrderNumber']),
    soldTo: text(header['OrderingCustomerAccountNumber']),
    soldToName: text(customerOf(world, header)?.['OrganizationName']),
    shipTo: text(header['DeliveryAddressLocationId']),
    reference: text(header['CustomersOrderReference']),
    createdAt: text(header['OrderCreationDateTime']),
    requestedOn: text(header['RequestedReceiptDate']).slice(0, 10),
    net: money(lines.reduce((all, line) => all + scaled(line['LineAmount']), 0n)),
    currency: text(header['CurrencyCode']),
    status: statusOf(header, lines),
    items: lines.map((line) => ({
      material: text(line['ItemNumber']),
      text: text(line['LineDescription']),
      words: text(line['ExternalItemNumber']) || null,
      quantity: text(line['OrderedSalesQuantity']),
      says: text(line['OrderLineReference']) || null,
      unit: text(line['SalesUnitSymbol']),
      net: money(scaled(line['LineAmount'])),
      rejected: line['SalesOrderLineStatus'] === 'Canceled',
    })),
  };
}

const journals = ['ReportAsFinishedProductionJournalEntries', 'RouteCardProductionJournalEntries'] as const;

/** Another booking. */
const presentDocument = (world: World, kind: string, row: Row): object => ({
  kind,
  number: `${text(row['JournalNumber'])} ${text(row['ProductionOrderNumber'])}`,
  reference: text(row['LicensePlateNumber']),
  partner: '',
  on: text(row['ReportAsFinishedDate'] ?? row['ConsumptionDate']).slice(0, 10),
  status: row['IsPosted'] === 'Yes' ? 'booked' : 'open',
  amount: null,
  items: [
    {
      material: text(row['ItemNumber']) || `operation ${text(row['RouteOperationNumber'])}`,
      quantity: text(row['ReportedGoodInventoryQuantity']),
      unit: text(world.store.table('ReleasedProductsV2').by('ItemNumber', row['ItemNumber'] ?? '')[0]?.['InventoryUnitSymbol']),
      from: null,
      place: text(row['WarehouseId']),
      batches: text(row['ItemBatchNumber']) === '' ? [] : [text(row['ItemBatchNumber'])],
    },
  ],
});

const paymentSchema = z.strictObject({ customer: z.string(), amount: z.string().regex(/^\d{1,12}(?:\.\d{1,2})?$/) });

/** Settles the oldest open transactions of a customer; gives what is owed then. */
function payAtDesk(world: World, customer: string, amount: string): string {
  const table = world.store.table('CustTransactions');
  let left = scaled(amount);
  const open = table.by('AccountNum', customer).filter((row) => scaled(row['AmountCur']) > scaled(row['SettleAmountCur']));
  for (const row of open.toSorted((a, b) => text(a['DueDate']).localeCompare(text(b['DueDate'])))) {
    const unpaid = scaled(minus(row['AmountCur'], row['SettleAmountCur']));
    const paid = left < unpaid ? left : unpaid;
    if (paid <= 0n) break;
    left -= paid;
    const settled = scaled(row['SettleAmountCur']) + paid;
    const closed = settled === scaled(row['AmountCur']) ? { Closed: noon(new Date(world.now()).toISOString()) } : {};
    table.put({ ...row, SettleAmountCur: unscaled(settled), ...closed });
  }
  return money(world.companies.reduce((all, company) => all + owed(world, company, customer), 0n));
}

type App = Hono<{ Bindings: SocketEnv }>;

/** What the environment holds. */
function showDocuments(app: App, world: World): void {
  const headers = world.store.table('SalesOrderHeadersV2');
  app.get('/sandbox/orders', (c) => {
    const limit = Math.min(500, Math.max(1, Number(c.req.query('limit')) || 100));
    const [customer, reference] = [c.req.query('customer'), c.req.query('reference')];
    const all = reference === undefined ? headers.all() : headers.by('CustomersOrderReference', reference);
    const found = all
      .filter((row) => customer === undefined || row['OrderingCustomerAccountNumber'] === customer)
      .toSorted((a, b) => Date.parse(text(a['OrderCreationDateTime'])) - Date.parse(text(b['OrderCreationDateTime'])));
    return c.json({
      orders: found
        .slice(-limit)
        .reverse()
        .map((row) => presentOrder(world, row)),
      total: found.length,
    });
  });
  app.get('/sandbox/orders/:number', (c) => {
    const row = headers.by('SalesOrderNumber', c.req.param('number'))[0];
    return row ? c.json(presentOrder(world, row)) : c.json({ error: 'unknown order' }, 404);
  });
  app.get('/sandbox/documents', (c) => {
    const reference = c.req.query('reference');
    const found = journals.flatMap((kind) =>
      world.store
        .table(kind)
        .all()
        .filter((row) => reference === undefined || row['LicensePlateNumber'] === reference)
        .slice(-100)
        .map((row) => presentDocument(world, kind, row)),
    );
    return c.json({ documents: found.reverse() });
  });
  app.get('/sandbox/messages', (c) =>
    c.json({
      messages: world.store
        .table('Messages')
        .all()
        .slice(-200)
        .reverse()
        .map(({ Id, Company, Type, State, Tries, Log }) => ({ id: Id, company: Company, type: Type, state: State, tries: Tries, log: Log })),
    }),
  );
  app.get('/sandbox/stock', (c) => {
    const rows = world.store.table('Stock').by('ItemNumber', c.req.query('item') ?? '');
    return c.json({ stock: rows.map((row) => ({ place: row['WarehouseId'], batch: row['Batch'], status: row['StatusId'], quantity: text(row['Quantity']) })) });
  });
}

/** The routes under `/sandbox`, and the page at `/`. */
export function sandboxApi({ world, habits, hub, keep }: SandboxApiDeps): Hono<{ Bindings: SocketEnv }> {
  const app: App = new Hono<{ Bindings: SocketEnv }>();
  app.use('/sandbox/*', loopbackCors);
  app.get('/', (c) => c.html(documentPage));
  showDocuments(app, world);
  app.get('/sandbox/events', () => hub.connect());
  app.get('/sandbox/habits', (c) => c.json(habits.get()));
  app.post('/sandbox/habits', async (c) => {
    const problems = habits.change(await c.req.json().catch(() => null));
    return problems.length > 0 ? c.json({ error: 'bad habits', problems }, 400) : c.json(habits.get());
  });
  app.get('/sandbox/credit/:customer', (c) => {
    const row = world.store.table('CustomersV3').by('CustomerAccount', c.req.param('customer'))[0];
    if (!row) return c.json({ error: 'unknown customer' }, 404);
    const [company, account] = [text(row['dataAreaId']), text(row['CustomerAccount'])];
    return c.json({
      customer: account,
      limit: text(row['CreditLimit']),
      owed: money(owed(world, company, account)),
      ordered: money(ordered(world, company, account)),
    });
  });
  app.post('/sandbox/payments', async (c) => {
    const parsed = paymentSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success || world.store.table('CustomersV3').by('CustomerAccount', parsed.data.customer).length === 0)
      return c.json({ error: 'bad payment' }, 400);
    const { customer, amount } = parsed.data;
    const { result, changes } = world.store.change(() => payAtDesk(world, customer, amount));
    await keep(changes);
    return c.json({ customer, balance: result });
  });
  app.get('/sandbox/progress', (c) => {
    const left = world.store.table('ProductionOrderHeaders').all().slice(-500);
    const operations = world.store.table('ProductionOrderRouteOperations').all().slice(-500);
    return c.json({
      made: Object.fromEntries(
        left.map((row) => [text(row['ProductionOrderNumber']), minus(row['ScheduledQuantity'], row['RemainingReportAsFinishedQuantity'])]),
      ),
      percent: Object.fromEntries(
        operations.map((row) => [`${text(row['ProductionOrderNumber'])}/${text(row['OperationNumber'])}`, text(row['ProcessCompletionPercentage'])]),
      ),
    });
  });
  return app;
}
