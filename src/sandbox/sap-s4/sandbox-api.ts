import { Hono } from 'hono';
import { z } from 'zod';
import { scaledToText } from '../../kernel/money.ts';
import { milliToText } from '../../kernel/quantity.ts';
import { loopbackCors, type Habits, type SocketEnv, type SseHub } from '../kit/index.ts';
import type { SapHabits } from './habits.ts';
import { isFree } from './orders/lines.ts';
import type { OrderDesk } from './orders/desk.ts';
import type { Order } from './orders/types.ts';
import { exposureMinor, type World } from './orders/world.ts';
import { orderPage } from './page.ts';
import { documentsOf, progressOf, stockOf } from './plant/present.ts';
import type { Plant } from './plant/plant.ts';

/** What the sandbox's own pages and scripts may call. */
export interface SandboxApiDeps {
  readonly world: World;
  readonly plant: Plant;
  readonly desk: OrderDesk;
  readonly habits: Habits<SapHabits>;
  readonly hub: SseHub;
}

const statusText = (order: Order): string =>
  order.credit === 'B' ? 'blocked for credit' : order.lines.every((line) => line.rejected !== '') ? 'rejected' : order.delivery === 'C' ? 'delivered' : 'open';

/** An order as the order page and the phone simulator show it. */
export function presentOrder(world: World, order: Order): object {
  return {
    number: order.number,
    soldTo: order.soldTo,
    soldToName: world.customers.get(order.soldTo)?.name ?? order.soldTo,
    shipTo: order.shipTo,
    reference: order.reference,
    createdAt: new Date(order.createdMs).toISOString(),
    requestedOn: order.requestedOn,
    net: scaledToText(order.netMinor, 2, true),
    currency: order.currency,
    status: statusText(order),
    items: order.lines.map((line) => ({
      material: line.sku,
      text: world.items.get(line.sku)?.names.en ?? line.sku,
      words: line.words,
      quantity: milliToText(line.milli),
      unit: line.unit,
      net: scaledToText(line.netMinor, 2, true),
      rejected: line.rejected !== '',
      item: line.no,
      freeWith: isFree(line) ? line.higher : null,
    })),
  };
}

const paymentSchema = z.strictObject({ customer: z.string(), amount: z.string().regex(/^\d{1,12}(?:\.\d{1,2})?$/) });
const rangeSchema = z.strictObject({
  type: z.string().min(1).max(4),
  next: z.int().positive().max(9_999_999_999),
  last: z.int().positive().max(9_999_999_999),
});

/** The routes under `/sandbox`, and the page at `/`. */
export function sandboxApi(deps: SandboxApiDeps): Hono<{ Bindings: SocketEnv }> {
  const { world, plant, desk, habits, hub } = deps;
  const app = new Hono<{ Bindings: SocketEnv }>();
  app.use('/sandbox/*', loopbackCors);
  app.get('/', (c) => c.html(orderPage));
  app.get('/sandbox/orders', (c) => {
    const limit = Math.min(500, Math.max(1, Number(c.req.query('limit')) || 100));
    const customer = c.req.query('customer');
    const reference = c.req.query('reference');
    const found = reference !== undefined ? world.book.byReference(reference) : customer !== undefined ? world.book.byCustomer(customer) : world.book.list();
    return c.json({
      orders: found
        .slice(-limit)
        .reverse()
        .map((order) => presentOrder(world, order)),
      total: found.length,
    });
  });
  app.get('/sandbox/orders/:number', (c) => {
    const order = world.book.byNumber(c.req.param('number'));
    return order ? c.json(presentOrder(world, order)) : c.json({ error: 'unknown order' }, 404);
  });
  app.get('/sandbox/documents', (c) => {
    const limit = Math.min(500, Math.max(1, Number(c.req.query('limit')) || 100));
    return c.json({ documents: documentsOf(plant, c.req.query('reference') ?? null).slice(0, limit) });
  });
  app.get('/sandbox/stock', (c) => c.json({ stock: stockOf(plant, c.req.query('item') ?? '') }));
  app.get('/sandbox/progress/:order', (c) => {
    const progress = progressOf(plant, c.req.param('order'));
    return progress ? c.json(progress) : c.json({ error: 'unknown order' }, 404);
  });
  app.get('/sandbox/events', () => hub.connect());
  app.get('/sandbox/habits', (c) => c.json(habits.get()));
  app.post('/sandbox/habits', async (c) => {
    const problems = habits.change(await c.req.json().catch(() => null));
    return problems.length > 0 ? c.json({ error: 'bad habits', problems }, 400) : c.json(habits.get());
  });
  app.get('/sandbox/credit/:customer', (c) => {
    const customer = world.customers.get(c.req.param('customer'));
    if (!customer) return c.json({ error: 'unknown customer' }, 404);
    return c.json({
      customer: customer.code,
      limitMinor: customer.credit?.limitMinor ?? null,
      exposureMinor: exposureMinor(world, customer.code),
      openOrdersMinor: world.book.openMinor(customer.code),
      currency: customer.currency,
    });
  });
  app.post('/sandbox/payments', async (c) => {
    const parsed = paymentSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success || !world.customers.has(parsed.data.customer)) return c.json({ error: 'bad payment' }, 400);
    const receivablesMinor = await desk.pay(parsed.data.customer, Math.round(Number(parsed.data.amount) * 100));
    return c.json({ customer: parsed.data.customer, receivablesMinor });
  });
  app.post('/sandbox/number-ranges', async (c) => {
    const parsed = rangeSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: 'bad number range' }, 400);
    world.ranges.set(parsed.data.type, { next: parsed.data.next, last: parsed.data.last });
    return c.json(parsed.data);
  });
  return app;
}
