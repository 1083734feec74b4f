import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { loopbackCors, type Habits, type SseHub } from '../kit/index.ts';
import type { WhatsappHabits } from './habits.ts';
import { shown, type PhoneRefusal, type Phones } from './phones.ts';
import type { Webhooks } from './webhooks.ts';
import type { World } from './world.ts';

const id = z.string().min(1).max(300);
const sending = z
  .object({
    text: z.string().max(65_536).default(''),
    name: z.string().min(1).max(80).optional(),
    replyTo: id.optional(),
    media: z.object({ mimeType: z.string().max(100), base64: z.base64().max(8_000_000), filename: z.string().max(200).optional() }).optional(),
  })
  .refine((value) => value.text !== '' || value.media !== undefined, 'text or media is needed');
const edit = z.object({ id, text: z.string().min(1).max(65_536) });
const removal = z.object({ id });
const reaction = z.object({ id, emoji: z.string().max(32) });

/** The API with which a page plays the people, under `/sandbox`, for pages on this machine. */
export function phoneRoutes(parts: {
  readonly world: World;
  readonly phones: Phones;
  readonly webhooks: Webhooks;
  readonly habits: Habits<WhatsappHabits>;
  readonly hub: SseHub;
}): Hono {
  const { world, phones, habits, hub } = parts;
  const app = new Hono();
  app.use('*', loopbackCors);
  app.use('*', bodyLimit({ maxSize: 9_000_000 }));
  // a page elsewhere may post plain text without asking first, but not JSON
  app.use('*', async (c, next) => {
    if (c.req.method === 'POST' && !c.req.header('content-type')?.startsWith('application/json')) return c.json({ error: 'json_only' }, 415);
    return await next();
  });

  app.get('/phones', (c) => c.json({ phones: Array.from(world.people.values()) }));
  app.get('/phones/:phone/messages', (c) => c.json({ messages: world.messagesOf(c.req.param('phone')).map(shown) }));
  app.get('/events', () => hub.connect());
  app.get('/status', (c) => c.json(parts.webhooks.state()));
  app.get('/habits', (c) => c.json(habits.get()));
  app.post('/habits', async (c) => {
    const problems = habits.change(await c.req.json().catch(() => null));
    if (problems.length > 0) return c.json({ error: 'invalid_habits', problems }, 400);
    hub.publish('habits', habits.get());
    return c.json(habits.get());
  });
  app.post('/phones/:phone{[0-9]{5,15}}/send', async (c) => {
    const body = sending.safeParse(await c.req.json().catch(() => null));
    return body.success ? c.json({ id: await phones.send(c.req.param('phone'), body.data) }) : invalid(c, body.error);
  });
  app.post('/phones/:phone/edit', async (c) => {
    const body = edit.safeParse(await c.req.json().catch(() => null));
    return body.success ? answered(c, await phones.edit(c.req.param('phone'), body.data.id, body.data.text)) : invalid(c, body.error);
  });
  app.post('/phones/:phone/delete', async (c) => {
    const body = removal.safeParse(await c.req.json().catch(() => null));
    return body.success ? answered(c, await phones.remove(c.req.param('phone'), body.data.id)) : invalid(c, body.error);
  });
  app.post('/phones/:phone/react', async (c) => {
    const body = reaction.safeParse(await c.req.json().catch(() => null));
    return body.success ? answered(c, await phones.react(c.req.param('phone'), body.data.id, body.data.emoji)) : invalid(c, body.error);
  });
  return app;
}

const invalid = (c: Context, error: z.ZodError): Response =>
  c.json({ error: 'invalid', problems: error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) }, 400);

const answered = (c: Context, refusal: PhoneRefusal | null): Response =>
  refusal === null ? c.json({ ok: true }) : c.json({ error: refusal }, refusal === 'unknown_message' ? 404 : 409);
