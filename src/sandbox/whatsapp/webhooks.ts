import { randomUUID } from 'node:crypto';
import type { Habits } from '../kit/index.ts';
import type { WhatsappHabits } from './habits.ts';
import { createCaller, post, provesItself, type Caller } from './receiver.ts';
import { createSlots, type Slots } from './slots.ts';
import type { Ticks, Webhook, World } from './world.ts';

/** How long and how often a webhook that nobody takes is tried again. */
export interface RetryPlan {
  readonly firstMs: number;
  readonly maxMs: number;
  /** After this it is given up, as the platform does after days. */
  readonly giveUpMs: number;
}

/** What goes out and for which bubble. */
export interface Outgoing {
  readonly body: string;
  readonly phone: string;
  readonly messageId: string;
  readonly afterMs?: number;
  readonly onOut?: Ticks;
  readonly onTaken?: Ticks;
}

/** State of the receiver, for pages and tests. */
export interface ReceiverState {
  readonly url: string | null;
  readonly verified: boolean;
  readonly waiting: number;
  readonly taken: number;
  readonly lastError: string | null;
}

/** Delivers webhooks at least once: signed, each tried until the receiver answers 2xx, also after a restart. */
export interface Webhooks {
  /** Resolves when the webhook cannot be lost any more, not when it is delivered. */
  queue(outgoing: Outgoing): Promise<void>;
  /** Sets the receiver and asks it to prove itself; webhooks wait until it has. True when it did so at once. */
  setUrl(url: string | null): Promise<boolean>;
  state(): ReceiverState;
  stop(): Promise<void>;
}

/** Everything that delivering needs. */
export interface WebhooksSettings {
  readonly world: World;
  readonly habits: Habits<WhatsappHabits>;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly retry: RetryPlan;
  readonly now: () => number;
  /** A bubble got new ticks. */
  readonly onTicks: (messageId: string, ticks: Ticks) => void;
}

const parallel = 16;

/** Deliveries under way. What must outlive a crash is in the world; the rest is rebuilt from it. */
interface Round {
  readonly settings: WebhooksSettings;
  readonly timers: Map<string, NodeJS.Timeout>;
  /** The last delivery of each phone. */
  readonly lanes: Map<string, Promise<void>>;
  readonly busy: Set<string>;
  readonly caller: Caller;
  readonly slots: Slots;
  receiver: { readonly url: string; verified: boolean } | null;
  taken: number;
  lastError: string | null;
}

/** Webhooks that wait in the world since an earlier run go out as soon as the receiver has verified itself. */
export function createWebhooks(settings: WebhooksSettings): Webhooks {
  const round: Round = {
    ...{ settings, timers: new Map(), lanes: new Map(), busy: new Set(), caller: createCaller(), slots: createSlots(parallel) },
    ...{ receiver: null, taken: 0, lastError: null },
  };
  return {
    queue: async (outgoing) => {
      const all = copiesOf(settings, outgoing);
      // not before it is on the disk, even if the receiver verifies itself meanwhile
      all.forEach((webhook) => round.busy.add(webhook.id));
      await Promise.all(all.map((webhook) => settings.world.putWebhook(webhook)));
      all.forEach((webhook) => {
        round.busy.delete(webhook.id);
        schedule(round, webhook);
      });
    },
    setUrl: async (url) => {
      clearTimeout(round.timers.get('verify'));
      round.receiver = url === null ? null : { url, verified: false };
      if (url === null) return false;
      const good = await verify(round, url);
      if (!good) verifySoon(round, url, 0);
      return good;
    },
    state: () => ({
      url: round.receiver?.url ?? null,
      verified: round.receiver?.verified ?? false,
      waiting: settings.world.webhooks.size,
      taken: round.taken,
      lastError: round.lastError,
    }),
    stop: async () => {
      round.caller.stop();
      round.timers.forEach((timer) => clearTimeout(timer));
      await Promise.allSettled(round.lanes.values());
    },
  };
}

/** The webhook once, or as often as the habits want it, each copy with its own delay. */
function copiesOf({ habits, now }: WebhooksSettings, { afterMs = 0, onOut, onTaken, ...outgoing }: Outgoing): readonly Webhook[] {
  const { dice } = habits;
  const { pDouble, copies, delayMs, shuffleMs } = habits.get();
  const queuedAt = now();
  return Array.from({ length: dice.chance(pDouble) ? copies : 1 }, (_, copy): Webhook => {
    const delay = delayMs[1] > 0 ? dice.between(delayMs[0], Math.max(...delayMs)) : 0;
    const shuffle = shuffleMs > 0 ? dice.between(0, shuffleMs) : 0;
    return {
      ...outgoing,
      id: randomUUID(),
      queuedAt,
      due: queuedAt + afterMs + delay + shuffle,
      attempts: 0,
      onOut: (copy === 0 ? onOut : null) ?? null,
      onTaken: onTaken ?? null,
    };
  });
}

function schedule(round: Round, webhook: Webhook): void {
  if (round.caller.stopped()) return;
  clearTimeout(round.timers.get(webhook.id));
  const wait = Math.max(0, webhook.due - round.settings.now());
  round.timers.set(
    webhook.id,
    setTimeout(() => enterLane(round, webhook), wait),
  );
}

/** One at a time for each phone, unless order is not wanted. */
function enterLane(round: Round, webhook: Webhook): void {
  round.timers.delete(webhook.id);
  if (round.receiver?.verified !== true) return;
  const ordered = round.settings.habits.get().shuffleMs === 0;
  const before = ordered ? (round.lanes.get(webhook.phone) ?? Promise.resolve()) : Promise.resolve();
  round.busy.add(webhook.id);
  const mine = before
    .then(() => round.slots.run(() => deliver(round, webhook)))
    .finally(() => {
      round.busy.delete(webhook.id);
      if (round.lanes.get(webhook.phone) === mine) round.lanes.delete(webhook.phone);
    });
  if (ordered) round.lanes.set(webhook.phone, mine);
}

async function deliver(round: Round, webhook: Webhook): Promise<void> {
  const { settings, caller, receiver } = round;
  if (receiver?.verified !== true || caller.stopped()) return;
  if (webhook.onOut && webhook.attempts === 0) settings.onTicks(webhook.messageId, webhook.onOut);
  const error = await post(caller, receiver.url, webhook.body, settings.appSecret);
  if (caller.stopped()) return;
  if (error !== null) {
    round.lastError = error;
    retryLater(round, webhook);
    return;
  }
  round.taken += 1;
  if (webhook.onTaken) settings.onTicks(webhook.messageId, webhook.onTaken);
  forget(round, webhook);
}

/** The count of attempts need not survive a crash: after one, everything is tried at once. */
function retryLater(round: Round, webhook: Webhook): void {
  const { retry, now } = round.settings;
  if (now() - webhook.queuedAt > retry.giveUpMs) return forget(round, webhook);
  const wait = Math.min(retry.firstMs * 2 ** Math.min(webhook.attempts, 20), retry.maxMs);
  schedule(round, { ...webhook, attempts: webhook.attempts + 1, due: now() + wait });
}

/** Not awaited: a receipt that is lost in a crash only means one more delivery. */
function forget(round: Round, webhook: Webhook): void {
  round.settings.world.webhookTaken(webhook.id).catch(() => undefined);
}

async function verify(round: Round, url: string): Promise<boolean> {
  const { caller, settings } = round;
  const error = await provesItself(caller, url, settings.verifyToken);
  if (caller.stopped() || round.receiver?.url !== url) return false;
  round.lastError = error;
  if (error !== null) return false;
  round.receiver.verified = true;
  for (const webhook of settings.world.webhooks.values()) {
    if (!round.timers.has(webhook.id) && !round.busy.has(webhook.id)) schedule(round, webhook);
  }
  return true;
}

function verifySoon(round: Round, url: string, attempt: number): void {
  if (round.caller.stopped() || round.receiver?.url !== url) return;
  const wait = Math.min(round.settings.retry.firstMs * 2 ** Math.min(attempt, 20), 2_000);
  const again = async (): Promise<void> => {
    if (!(await verify(round, url))) verifySoon(round, url, attempt + 1);
  };
  round.timers.set(
    'verify',
    setTimeout(() => void again(), wait),
  );
}
