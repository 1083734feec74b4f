import { z } from 'zod';

const chance = z.number().min(0).max(1).default(0);
const range = z.tuple([z.int().min(0).max(600_000), z.int().min(0).max(600_000)]).default([0, 0]);

/** What the stand-in can do wrong, each as the real platform does it now and then. All off by default. */
export const habitsSchema = z.strictObject({
  seed: z.int().default(1),
  /** Chance that a webhook is delivered `copies` times. */
  pDouble: chance,
  copies: z.int().min(2).max(10).default(2),
  /** Each webhook waits a random time up to this, so that they overtake each other. */
  shuffleMs: z.int().min(0).max(600_000).default(0),
  /** Each webhook waits between these first. */
  delayMs: range,
  /** Each answer of the Graph API takes between these. */
  slowMs: range,
  p429: chance,
  pPairRate: chance,
  p500: chance,
  pSendDropBeforeAccept: chance,
  pSendDropAfterAccept: chance,
  /** The message is taken, but no answer comes for `hangMs`; then the connection is cut. */
  pSendTimeoutAfterAccept: chance,
  hangMs: z.int().min(0).max(600_000).default(30_000),
  pDropStatus: chance,
  pStatusDisorder: chance,
  /** When the person's phone gets our message, and when the person reads it (null: never). */
  deliverMs: z.int().min(0).max(600_000).default(150),
  readMs: z.int().min(0).max(600_000).nullable().default(1_200),
  /** The window's error 131047 comes as the answer to the sending, or as a `failed` status after a good answer. */
  windowErrorBy: z.enum(['answer', 'status']).default('answer'),
  /** Until then the Graph API answers 503. */
  downUntil: z.iso.datetime().nullable().default(null),
});

/** The habits as they are at one moment. */
export type WhatsappHabits = z.infer<typeof habitsSchema>;
