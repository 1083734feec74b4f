import { Hono } from 'hono';
import { answerVerification, parseWebhook, verifySignature } from '../../platform/channels/whatsapp/index.ts';
import { systemActor, type Runtime } from '../../platform/runtime/ctx.ts';
import { receiveEvents } from './commands/receive-events.ts';
import type { IntakeSettings } from './settings.ts';

const door = systemActor('door');

/**
 * The WhatsApp webhook: GET proves to the provider that we are we; POST is believed only with its signature over the raw
 * bytes (401), must be JSON (400), and is stored before it is answered. Work comes later, in jobs.
 */
export const intakeDoor = (runtime: Runtime, settings: IntakeSettings): Hono =>
  new Hono()
    .get('/webhooks/whatsapp', (c) => {
      const challenge = answerVerification(c.req.query(), settings.whatsapp.verifyToken);
      return challenge === null ? c.json({ refusal: { code: 'wrong_verify_token', facts: {} } }, 403) : c.text(challenge);
    })
    .post('/webhooks/whatsapp', async (c) => {
      const raw = new Uint8Array(await c.req.arrayBuffer());
      if (!verifySignature(settings.whatsapp.appSecret, raw, c.req.header('x-hub-signature-256'))) {
        return c.json({ refusal: { code: 'wrong_signature', facts: {} } }, 401);
      }
      const parsed = parseWebhook(raw, runtime.now());
      if (parsed.kind === 'malformed') return c.json({ refusal: { code: 'malformed_json', facts: {} } }, 400);
      return c.json(await runtime.transaction(door, (ctx) => receiveEvents(ctx, parsed.events, settings.cases)));
    });
