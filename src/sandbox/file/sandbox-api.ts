import { Hono } from 'hono';
import { z } from 'zod';
import { scaledToText } from '../../kernel/money.ts';
import { milliToText } from '../../kernel/quantity.ts';
import { loopbackCors, type Habits, type SocketEnv, type SseHub } from '../kit/index.ts';
import type { ErpOrder, ErpWorld } from './erp/world.ts';
import { exposureMinor, openMinor } from './erp/world.ts';
import type { FileHabits } from './habits.ts';
import type { BatchJob } from './io/job.ts';
import { documentPage } from './page.ts';

/** What the sandbox's own pages and scripts may call. */
export interface SandboxApiDeps {
  readonly world: ErpWorld;
  readonly habits: Habits<FileHabits>;
  readonly hub: SseHub;
  readonly job: BatchJob;
}

const amount = (minor: number): string => scaledToText(minor, 2, true);

/** An order as the order page and the demo show it. */
function presentOrder(world: ErpWorld, order: ErpOrder): object {
  const living = order.lines.filter((line) => !line.gone);
  return {
    number: order.number,
    soldTo: order.customer,
    soldToName: world.customers.get(order.customer)?.name ?? order.customer,
    shipTo: order.shipTo,
    reference: order.reference,
    createdAt: new Date(order.createdMs).toISOString(),
    requestedOn: order.requestedOn,
    net: amount(living.reduce((sum, line) => sum + line.netMinor, 0)),
    currency: order.currency,
    status: living.length === 0 ? 'rejected' : order.closed ? 'delivered' : 'open',
    items: order.lines.map((line) => ({
      material: line.sku,
      text: world.items.get(line.sku)?.names.en ?? line.sku,
      words: line.words,
      quantity: milliToText(line.milli),
      unit: line.uom,
      net: amount(line.netMinor),
      freeWith: line.freeWith,
      rejected: line.gone,
    })),
  };
}

const paymentSchema = z.strictObject({ customer: z.string(), amount: z.string().regex(/^\d{1,12}(?:\.\d{1,2})?$/) });

/** The routes under `/sandbox`, and the page at `/`. */
export function sandboxApi({ world, habits, hub, job }: SandboxApiDeps): Hono<{ Bindings: SocketEnv }> {
  const app = new Hono<{ Bindings: SocketEnv }>();
  app.use('/sandbox/*', loopbackCors);
  app.get('/', (c) => c.html(documentPage));
  app.get('/sandbox/orders', (c) => {
    const limit = Math.min(500, Math.max(1, Number(c.req.query('limit')) || 100));
    const [customer, reference] = [c.req.query('customer'), c.req.query('reference')];
    const found = [...world.orders.values()]
      .filter((order) => (customer === undefined || order.customer === customer) && (reference === undefined || order.reference === reference))
      .sort((a, b) => a.createdMs - b.createdMs || Number(a.number) - Number(b.number));
    const newest = found.slice(-limit).reverse();
    return c.json({ orders: newest.map((order) => presentOrder(world, order)), total: found.length });
  });
  app.get('/sandbox/orders/:number', (c) => {
    const order = world.orders.get(c.req.param('number'));
    return order ? c.json(presentOrder(world, order)) : c.json({ error: 'unknown order' }, 404);
  });
  app.get('/sandbox/documents', (c) => {
    const reference = c.req.query('reference');
    const found = [...world.documents.values()].filter((one) => reference === undefined || one.reference === reference).reverse();
    return c.json({ documents: found.slice(0, 200), total: found.length });
  });
  app.get('/sandbox/figures', (c) => c.json(Object.fromEntries(world.figures)));
  app.get('/sandbox/events', () => hub.connect());
  app.get('/sandbox/habits', (c) => c.json(habits.get()));
  app.post('/sandbox/habits', async (c) => {
    const problems = habits.change(await c.req.json().catch(() => null));
    return problems.length > 0 ? c.json({ error: 'bad habits', problems }, 400) : c.json(habits.get());
  });
  app.post('/sandbox/run', async (c) => {
    await job.run();
    return c.json({ files: job.records.length });
  });
  app.get('/sandbox/credit/:customer', (c) => {
    const customer = world.customers.get(c.req.param('customer'));
    if (!customer) return c.json({ error: 'unknown customer' }, 404);
    return c.json({
      customer: customer.code,
      limitMinor: customer.credit?.limitMinor ?? null,
      exposureMinor: exposureMinor(world, customer.code),
      openOrdersMinor: openMinor(world, customer.code),
      currency: customer.currency,
    });
  });
  app.post('/sandbox/payments', async (c) => {
    const parsed = paymentSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success || !world.customers.has(parsed.data.customer)) return c.json({ error: 'bad payment' }, 400);
    const figure = `receivables|${parsed.data.customer}`;
    const receivablesMinor = (world.figures.get(figure) ?? 0) - Math.round(Number(parsed.data.amount) * 100);
    world.figures.set(figure, receivablesMinor);
    return c.json({ customer: parsed.data.customer, receivablesMinor });
  });
  return app;
}
