import { z } from 'zod';

const held = z.object({
  /** Code of the location where the goods lie that are held. */
  location: z.string().min(1),
  /** Code of the location that they count for. */
  of: z.string().min(1),
  status: z.enum(['quality', 'blocked']),
});

/** Settings of one Tryton company. What a company sets up in Tryton is a setting here, never code. */
export const trytonSettingsSchema = z.object({
  /** Scheme, host, port. */
  baseUrl: z.url(),
  /** Name of the database, the first part of every path. */
  database: z.string().regex(/^[\w-]+$/),
  user: z.string().min(1),
  /** Number of the company in Tryton, and its code with us. */
  company: z.int().positive().default(1),
  companyCode: z.string().default('1'),
  /** Tryton keeps no zone that everybody fills in. */
  zone: z.string().default('UTC'),
  country: z.string().default(''),
  languages: z.array(z.string()).default(['en']),
  timeoutMs: z.int().min(1_000).max(600_000).default(60_000),
  maxBodyBytes: z.int().default(32 * 1024 * 1024),
  concurrency: z.int().min(1).max(64).default(4),
  /** One more certificate authority to trust, PEM. */
  ca: z.string().nullable().default(null),
  pageSize: z.int().min(1).max(2_000).default(200),
  /** How far an order is taken: what comes after is done by people in Tryton. */
  orderUpTo: z.enum(['quotation', 'confirmed', 'processing']).default('processing'),
  /** Tryton unit → ours. */
  units: z.record(z.string(), z.string()).default({}),
  /** Locations of held goods: Tryton has no status of stock, it moves what is held to a place of its own. */
  held: z.array(held).default([]),
  /** Code or name of the location that scrap goes to and found goods come from. */
  lostAndFound: z.string().default('Lost and Found'),
  historyDays: z.int().positive().default(190),
  /** Changes of so many seconds before the last known one are read again. */
  overlapS: z.int().min(0).default(300),
});
export type TrytonSettings = z.infer<typeof trytonSettingsSchema>;
