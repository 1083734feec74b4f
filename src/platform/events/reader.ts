import type { Cursor } from './cursor.ts';
import { pageSize, type FeedEvent, type FeedPage } from './read.ts';

/** Called with the events after its place, in order; one page at a time. */
export type Follower = (events: readonly FeedEvent[]) => void;

/** The one reader of a node: it looks into the feed only while somebody follows. */
export interface Reader {
  /** Everything up to here has been told to the followers; null while nobody follows. */
  position(): Cursor | null;
  /** Adds a follower that is at `place`; with none before, the reader starts there. */
  join(follower: Follower, place: Cursor): void;
  leave(follower: Follower): void;
  /** Looks now. */
  nudge(): void;
  close(): void;
}

/** How often the reader looks although nobody rang, and how soon again when an older transaction holds events back. */
const pollMs = 500;
const heldMs = 20;

/** A reader over `look`, which reads one page after a place. A failing look is reported and repeated. */
export function createReader(look: (from: Cursor) => Promise<FeedPage>, onError: (error: unknown) => void): Reader {
  const followers = new Set<Follower>();
  let position: Cursor | null = null;
  let timer: NodeJS.Timeout | null = null;
  let reading = false;
  let nudged = false;

  const lookIn = (ms: number): void => {
    if (timer) clearTimeout(timer);
    timer = followers.size === 0 ? null : setTimeout(() => void read(), ms);
  };
  const tell = (from: Cursor, page: FeedPage): number => {
    // Nobody, or somebody else, followed in the meantime: what was read belongs to no one.
    if (position !== from) return 0;
    position = page.events.at(-1)?.cursor ?? position;
    if (page.events.length > 0) for (const follower of [...followers]) follower(page.events);
    if (page.events.length === pageSize) return 0;
    return page.held ? heldMs : pollMs;
  };
  const read = async (): Promise<void> => {
    if (reading || position === null) return;
    reading = true;
    nudged = false;
    let next = pollMs;
    try {
      next = tell(position, await look(position));
    } catch (error) {
      onError(error);
    }
    reading = false;
    lookIn(nudged ? 0 : next);
  };

  return {
    position: () => position,
    join(follower, place) {
      followers.add(follower);
      position ??= place;
      this.nudge();
    },
    leave(follower) {
      followers.delete(follower);
      if (followers.size === 0) position = null;
      if (followers.size === 0) lookIn(0);
    },
    nudge() {
      nudged = true;
      if (!reading) void read();
    },
    close() {
      followers.clear();
      position = null;
      lookIn(0);
    },
  };
}
