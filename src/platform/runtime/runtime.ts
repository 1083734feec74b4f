import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from '../../kernel/ids.ts';
import { instantFromMs, type Instant } from '../../kernel/time.ts';
import type { Database } from '../db/database.ts';
import { isRetryable } from '../db/errors.ts';
import { appendEvent } from '../events/append.ts';
import type { Doorbell } from '../events/doorbell.ts';
import { feedTopic } from '../events/feed.ts';
import type { JobDefinition } from '../jobs/definition.ts';
import type { Enqueued, Jobs } from '../jobs/jobs.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Actor, Ctx, Logger, Reaction, Runtime } from './ctx.ts';
import { eventsPublished, transactions } from './metrics.ts';
import { reactJob, reactionsByEvent, type ReactData } from './reactions.ts';
import { currentRequestId } from './request.ts';

/** What the runtime stands on. */
export interface RuntimeOptions {
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly jobs: Jobs;
  /** In the order in which they are to run. */
  readonly reactions: readonly Reaction[];
  readonly log: Logger;
  readonly clock?: Clock;
}

/** A transaction is begun at most this often before its serialization failure or deadlock is thrown. */
const mostAttempts = 5;

/** The runtime of a node. Defines the job that carries `after` reactions, so create it before `jobs.prepare()`. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const { database, doorbell, jobs, log } = options;
  const clock = options.clock ?? systemClock;
  const reactions = reactionsByEvent(options.reactions);
  const reacting = reactJob(options.reactions);
  jobs.define([reacting]);
  const world: World = {
    jobs,
    reacting,
    log,
    reactions,
    now: () => instantFromMs(clock.nowMs()),
    newId: () => uuidv7(clock.nowMs(), randomBytes(10)),
  };
  return {
    log,
    now: world.now,
    newId: world.newId,
    async transaction(actor, work) {
      const requestId = currentRequestId() ?? world.newId();
      for (let attempt = 1; ; attempt += 1) {
        const outbox: Outbox = { enqueued: [], events: 0 };
        try {
          const value = await database.kysely.transaction().execute((trx) => work(contextOf(world, trx, actor, requestId, outbox)));
          transactions.inc({ outcome: 'committed' });
          jobs.committed(outbox.enqueued);
          if (outbox.events > 0) doorbell.ring(feedTopic);
          return value;
        } catch (error) {
          if (!isRetryable(error) || attempt === mostAttempts) {
            transactions.inc({ outcome: 'rolled_back' });
            throw error;
          }
          transactions.inc({ outcome: 'retried' });
          log.debug({ attempt, error }, 'transaction run again');
          await sleep(2 ** attempt * 5 * (0.5 + Math.random()));
        }
      }
    },
  };
}

interface World {
  readonly jobs: Jobs;
  readonly reacting: JobDefinition<ReactData>;
  readonly log: Logger;
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>;
  now(): Instant;
  newId(): string;
}

/** What is to be told once the transaction is committed. */
interface Outbox {
  readonly enqueued: Enqueued[];
  events: number;
}

function contextOf(world: World, trx: Ctx['trx'], actor: Actor, requestId: string, outbox: Outbox): Ctx {
  const ctx: Ctx = {
    trx,
    actor,
    requestId,
    log: world.log,
    now: world.now,
    newId: world.newId,
    async enqueue(job, data, options) {
      outbox.enqueued.push(await world.jobs.enqueueIn(trx, job, data, options));
    },
    async publish(event) {
      await appendEvent(trx, event, { at: world.now(), actor: actorText(actor), requestId });
      outbox.events += 1;
      eventsPublished.inc({ type: event.type });
      for (const reaction of world.reactions.get(event.type) ?? []) {
        if (reaction.when === 'same-transaction') await reaction.handle(ctx, event);
        else await ctx.enqueue(world.reacting, { reaction: reaction.name, event }, { key: `${reaction.name} ${event.subject}` });
      }
    },
  };
  return ctx;
}

/** Who acted, as it is kept: `person:<id>`, `system:intake`, `customer:<phone>`. */
export const actorText = (actor: Actor): string => (actor.kind === 'system' ? actor.id : `${actor.kind}:${actor.id}`);
