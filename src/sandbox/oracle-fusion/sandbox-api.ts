import { Hono } from 'hono';
import { z } from 'zod';
import { scaledToText } from '../../kernel/money.ts';
import { milliToText } from '../../kernel/quantity.ts';
import { loopbackCors, type Habits, type SocketEnv, type SseHub } from '../kit/index.ts';
import type { OracleHabits } from './habits.ts';
import type { Movement, Order } from './records.ts';
import { exposureMinor, type World } from './world.ts';
import { documentPage } from './page.ts';

/** What the sandbox's own pages and scripts may call. */
export interface SandboxApiDeps {
  readonly world: World;
  readonly habits: Habits<OracleHabits>;
  readonly hub: SseHub;
}

const statusText = (order: Order): string =>
  order.onHold ? 'blocked for credit' : ({ DOO_DRAFT: 'draft', OPEN: 'open', CLOSED: 'delivered', CANCELED: 'rejected' } as const)[order.status];

function presentOrder(world: World, order: Order): object {
  return {
    number: order.number,
    soldTo: order.customer,
    soldToName: world.customers.get(order.customer)?.name ?? order.customer,
    shipTo: order.shipToSite === null ? order.customer : String(order.shipToSite),
    reference: order.sourceSystem === 'OPS' ? order.customerPo : order.sourceId,
    createdAt: new Date(order.orderedMs).toISOString(),
    requestedOn: order.requestedOn,
    net: scaledToText(
      order.lines.reduce((sum, line) => sum + (line.canceled ? 0 : line.netMinor), 0),
      2,
      true,
    ),
    currency: order.currency,
    status: statusText(order),
    items: order.lines.map((line) => ({
      material: line.sku,
      text: world.items.get(line.sku)?.names.en ?? line.sku,
      words: line.words,
      quantity: milliToText(line.milli),
      unit: line.unit,
      net: scaledToText(line.netMinor, 2, true),
      sourceLine: line.sourceLineId,
      rejected: line.canceled,
    })),
  };
}

const movementDocument = (kind: string, one: Movement) => ({
  kind,
  key: String(one.id),
  reference: one.reference,
  at: one.createdMs,
  text: [one.type, one.sku, milliToText(one.milli), one.unit, `${one.organization}/${one.subinventory}`, one.toSubinventory, one.lot, one.error]
    .filter((part) => part !== '')
    .join(' '),
});

/** Bookings beside orders, newest first. */
function documentsOf(
  world: World,
): readonly { readonly kind: string; readonly key: string; readonly reference: string; readonly at: number; readonly text: string }[] {
  const { store } = world;
  return [
    ...store.all('staged').map((one) => movementDocument('staged', one)),
    ...store.all('completed').map((one) => movementDocument('transaction', one)),
    ...store.all('report').map((one) => ({
      kind: 'operation',
      key: String(one.id),
      reference: one.note,
      at: one.atMs,
      text: `${one.workOrder} ${one.sequence} ${one.from}→${one.to} ${milliToText(one.milli)} ${one.unit}`,
    })),
    ...store.all('shipment').map((one) => ({
      kind: 'shipment',
      key: one.name,
      reference: one.name,
      at: one.changedMs,
      text: `${one.customer} ${one.shippedOn}${one.deliveredAt === null ? '' : ` delivered ${one.deliveredAt}`}`,
    })),
    ...store.all('receipt').map((one) => ({
      kind: 'receipt',
      key: String(one.id),
      reference: one.number,
      at: one.createdMs,
      text: `${one.customer} ${scaledToText(one.minor, 2, true)} ${one.currency} ${one.method}${one.reversed ? ' reversed' : ''}`,
    })),
  ].sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1));
}

const touchSchema = z.strictObject({ resource: z.enum(['accounts', 'itemsV2', 'purchaseOrders']), keys: z.array(z.string()).max(5000) });

/** The routes under `/sandbox`, and the page at `/`. */
export function sandboxApi({ world, habits, hub }: SandboxApiDeps): Hono<{ Bindings: SocketEnv }> {
  const app = new Hono<{ Bindings: SocketEnv }>();
  const limitOf = (text: string | undefined): number => Math.min(5000, Math.max(1, Number(text) || 100));
  app.use('/sandbox/*', loopbackCors);
  app.get('/', (c) => c.html(documentPage));
  app.get('/sandbox/orders', (c) => {
    const { customer, reference, limit } = c.req.query();
    const found = world.store
      .all('order')
      .filter(
        (order) =>
          (reference === undefined || order.sourceId === reference || order.customerPo === reference) &&
          (customer === undefined || order.customer === customer),
      );
    const newest = [...found].sort((a, b) => b.orderedMs - a.orderedMs || b.headerId - a.headerId).slice(0, limitOf(limit));
    return c.json({ orders: newest.map((order) => presentOrder(world, order)), total: found.length });
  });
  app.get('/sandbox/orders/:number', (c) => {
    const order = world.store.all('order').find((one) => one.number === c.req.param('number'));
    return order ? c.json(presentOrder(world, order)) : c.json({ error: 'unknown order' }, 404);
  });
  app.get('/sandbox/documents', (c) => {
    const { reference, limit } = c.req.query();
    const found = documentsOf(world).filter((one) => reference === undefined || one.reference === reference);
    return c.json({ documents: found.slice(0, limitOf(limit)), total: found.length });
  });
  app.get('/sandbox/stock', (c) => c.json({ stock: world.store.all('balance') }));
  app.get('/sandbox/events', () => hub.connect());
  app.get('/sandbox/habits', (c) => c.json(habits.get()));
  app.post('/sandbox/habits', async (c) => {
    const problems = habits.change(await c.req.json().catch(() => null));
    return problems.length > 0 ? c.json({ error: 'bad habits', problems }, 400) : c.json(habits.get());
  });
  app.get('/sandbox/credit/:customer', (c) => {
    const customer = world.customers.get(c.req.param('customer'));
    if (!customer) return c.json({ error: 'unknown customer' }, 404);
    const limit = customer.credit === null ? null : scaledToText(customer.credit.limitMinor, 2, true);
    return c.json({ customer: customer.code, currency: customer.currency, limit, exposure: scaledToText(exposureMinor(world, customer.code), 2, true) });
  });
  // somebody in the ERP opens a record and saves it
  app.post('/sandbox/touch', async (c) => {
    const parsed = touchSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: 'bad touch' }, 400);
    const { resource, keys } = parsed.data;
    await world.store.commit(keys.map((key) => ({ table: 'touched' as const, key: `${resource}/${key}`, row: { ms: world.now() } })));
    return c.json({ touched: keys.length });
  });
  return app;
}
