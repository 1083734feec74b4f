import { Hono } from 'hono';
import { createHabits, createSseHub, listenOnLoopback } from '../kit/index.ts';
import { graphRoutes } from './graph.ts';
import { habitsSchema, type WhatsappHabits } from './habits.ts';
import type { BusinessLine } from './payloads.ts';
import { phoneRoutes } from './phone-routes.ts';
import { createPhones } from './phones.ts';
import type { ApprovedTemplate } from './send-request.ts';
import { createWebhooks, type RetryPlan } from './webhooks.ts';
import { openWorld, type Person } from './world.ts';

/** How the stand-in is set up. The secrets are those that the receiver is set up with. */
export interface WhatsappSandboxOptions {
  /** Wanted port; the next free one when it is busy, any for 0. */
  readonly port: number;
  /** Loopback only. */
  readonly host?: string;
  /** Folder for what must outlive a crash; null keeps it in memory. */
  readonly stateDir: string | null;
  /** Where webhooks go; null until `setWebhook`. */
  readonly webhookUrl: string | null;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly accessToken: string;
  readonly phoneNumberId: string;
  readonly displayPhoneNumber?: string;
  readonly people: readonly Person[];
  /** Templates that count as approved; none by default. */
  readonly templates?: readonly ApprovedTemplate[];
  readonly habits?: Partial<WhatsappHabits>;
  readonly retry?: Partial<RetryPlan>;
  /** For tests; the clock of the machine by default. */
  readonly now?: () => number;
}

/** A running stand-in. */
export interface WhatsappSandbox {
  /** Also the `graphUrl` of the business. */
  readonly url: string;
  readonly port: number;
  /** Sets the receiver and asks it to verify itself; keeps asking until it does. True when it did at once. */
  setWebhook(url: string): Promise<boolean>;
  /** Ends all, keeping what was not delivered for the next start. */
  stop(): Promise<void>;
}

const retryDefaults: RetryPlan = { firstMs: 250, maxMs: 10_000, giveUpMs: 7 * 24 * 3_600_000 };

/** Starts the stand-in for the WhatsApp Business Platform. Throws when no port is free, the host is not loopback, or the folder cannot be used. */
export async function startWhatsappSandbox(options: WhatsappSandboxOptions): Promise<WhatsappSandbox> {
  const now = options.now ?? Date.now;
  const habits = createHabits(habitsSchema, options.habits);
  const hub = createSseHub();
  const line: BusinessLine = {
    accountId: '102290129340398',
    phoneNumberId: options.phoneNumberId,
    displayPhoneNumber: options.displayPhoneNumber ?? '917312345678',
  };
  const world = await openWorld(options.stateDir, options.people);
  const late: { url?: string } = {};
  const phones = createPhones({ world, hub, line, now, webhooks: () => webhooks });
  const webhooks = createWebhooks({
    ...{ world, habits, now, appSecret: options.appSecret, verifyToken: options.verifyToken },
    retry: { ...retryDefaults, ...options.retry },
    onTicks: phones.setTicks,
  });
  const app = new Hono();
  app.route('/sandbox', phoneRoutes({ world, phones, webhooks, habits, hub }));
  app.route(
    '/',
    graphRoutes({ world, phones, habits, line, accessToken: options.accessToken, templates: options.templates ?? [], now, baseUrl: () => late.url ?? '' }),
  );
  app.get('/', (c) => c.json({ sandbox: 'whatsapp', phones: '/sandbox/phones', status: '/sandbox/status', habits: '/sandbox/habits' }));
  const listening = await listenOnLoopback((request, env) => app.fetch(request, env), options.port, options.host).catch(async (error: unknown) => {
    hub.close();
    await world.close();
    throw error;
  });
  late.url = listening.url;
  const verified = webhooks.setUrl(options.webhookUrl);
  return {
    url: listening.url,
    port: listening.port,
    setWebhook: (url) => webhooks.setUrl(url),
    stop: async () => {
      hub.close();
      await Promise.all([webhooks.stop(), listening.stop()]);
      await verified;
      await world.close();
    },
  };
}
