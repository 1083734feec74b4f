import type { Database } from '../db/database.ts';
import type { Logger } from '../runtime/ctx.ts';
import { compareCursors, type Cursor } from './cursor.ts';
import type { Doorbell } from './doorbell.ts';
import { readEvents, readTail, type FeedEvent } from './read.ts';
import { createReader, type Follower, type Reader } from './reader.ts';

/** The doorbell's topic for the feed. */
export const feedTopic = 'events';

/** What a follower wants to hear; without any field everything from now on. */
export interface Subscription {
  /** Events after this place; without it those that commit from now on. */
  readonly from?: Cursor;
  /** Only these types. */
  readonly types?: readonly string[];
  /** Only this subject. */
  readonly subject?: string;
}

/** Reads the event feed once per node for all who follow it. */
export interface Feed {
  /**
   * Calls `onEvents` with every matching event exactly once, in order, until the returned function is called. Resolves
   * when the subscription stands: an event that commits later than the call is not missed.
   */
  subscribe(subscription: Subscription, onEvents: (events: readonly FeedEvent[]) => void): Promise<() => void>;
  close(): void;
}

/** What the feed needs. */
export interface FeedOptions {
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly log: Logger;
}

/** The feed of this node. It costs nothing while nobody follows. */
export function createFeed({ database, doorbell, log }: FeedOptions): Feed {
  const look = (from: Cursor): ReturnType<typeof readEvents> => readEvents(database.pool, from);
  const reader = createReader(look, (error) => log.debug({ error }, 'event feed not read'));
  const stopHearing = doorbell.on(feedTopic, () => reader.nudge());
  return {
    async subscribe(subscription, onEvents) {
      const tail = await readTail(database.pool);
      const { from } = subscription;
      // A place beyond the tail is from another database (a backup was restored): it would never be reached.
      const follower = createFollower(subscription, from && compareCursors(from, tail) < 0 ? from : tail, onEvents);
      await catchUp(reader, look, follower);
      reader.join(follower.follow, follower.place());
      return () => {
        follower.stop();
        reader.leave(follower.follow);
      };
    },
    close() {
      stopHearing();
      reader.close();
    },
  };
}

interface PlacedFollower {
  readonly follow: Follower;
  place(): Cursor;
  skipTo(place: Cursor): void;
  stop(): void;
}

function createFollower(subscription: Subscription, from: Cursor, onEvents: (events: readonly FeedEvent[]) => void): PlacedFollower {
  let place = from;
  let stopped = false;
  return {
    follow(events) {
      const before = place;
      const fresh = events.filter((event) => compareCursors(event.cursor, before) > 0 && matches(event, subscription));
      const last = events.at(-1)?.cursor;
      if (last && compareCursors(last, place) > 0) place = last;
      if (!stopped && fresh.length > 0) onEvents(fresh);
    },
    place: () => place,
    skipTo: (to) => void (place = to),
    stop: () => void (stopped = true),
  };
}

const matches = (event: FeedEvent, { types, subject }: Subscription): boolean =>
  (types === undefined || types.includes(event.type)) && (subject === undefined || subject === event.subject);

/** Reads alone until the shared reader's place is reached. After the last comparison nothing is awaited, so the reader cannot have moved on. */
async function catchUp(reader: Reader, look: (from: Cursor) => ReturnType<typeof readEvents>, follower: PlacedFollower): Promise<void> {
  for (let goal = reader.position(); goal !== null && compareCursors(follower.place(), goal) < 0; goal = reader.position()) {
    const page = await look(follower.place());
    follower.follow(page.events);
    // All up to `goal` had been told before this look began: an empty page means that nothing lies between.
    if (page.events.length === 0) follower.skipTo(goal);
  }
}
