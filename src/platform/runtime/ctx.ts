import type { Kysely } from 'kysely';
import type { Instant } from '../../kernel/time.ts';
import type { JobKind, JobOptions } from '../jobs/kind.ts';

/** Who acts. Everything that is kept says who; every command's policy looks at it. */
export type Actor =
  | { readonly kind: 'person'; readonly id: string; readonly name: string; readonly roles: readonly string[] }
  | { readonly kind: 'system'; readonly id: `system:${string}` }
  | { readonly kind: 'customer'; readonly id: string };

/** A fact that happened, told upwards: `noun.past`, with ids and the few facts that a screen or reaction needs. */
export interface DomainEvent<T extends string = string, P = unknown> {
  readonly type: T;
  /** What it is about, e.g. an order id: live screens filter on it. */
  readonly subject: string;
  readonly payload: P;
}

/** Facts first, then a short text. Never a secret among the facts. */
export interface Logger {
  debug(facts: object, text: string): void;
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

/**
 * What every server function gets first: one transaction and the world around it.
 * Nothing of it outlives the transaction; what is enqueued or published is committed with it or not at all.
 */
export interface Ctx {
  /** The open transaction. Stores cast it to their own tables with `on()` of platform/db. */
  readonly trx: Kysely<unknown>;
  readonly actor: Actor;
  readonly requestId: string;
  readonly log: Logger;
  now(): Instant;
  newId(): string;
  /** Puts a job into the queue inside this transaction. */
  enqueue<D extends object>(job: JobKind<D>, data: D, options?: JobOptions): Promise<void>;
  /** Appends the event to the feed and runs same-transaction reactions; after-commit reactions become jobs. */
  publish(event: DomainEvent): Promise<void>;
}

/** Opens transactions. Held by HTTP, jobs and CLI; modules only ever see `Ctx`. */
export interface Runtime {
  readonly log: Logger;
  now(): Instant;
  newId(): string;
  /** One transaction; retried as a whole on serialization failure or deadlock (`work` must have no outside effect). */
  transaction<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T>;
}

/** Something a module does because another module's event happened. */
export interface Reaction {
  readonly event: string;
  /** `same-transaction`: atomic with the cause. `after`: a durable job, at least once. */
  readonly when: 'same-transaction' | 'after';
  /** Unique name, `module.reaction-name`. */
  readonly name: string;
  readonly handle: (ctx: Ctx, event: DomainEvent) => Promise<void>;
}

/** The actor of work that no person asked for, e.g. `system:intake`. */
export const systemActor = (name: string): Actor => ({ kind: 'system', id: `system:${name}` });
