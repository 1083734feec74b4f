/** One server-sent event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
}

/** Takes a stream in pieces and gives its events. */
export interface SseParser {
  /** Takes the next piece of the stream, cut anywhere; gives the events that it completed. */
  push(chunk: string): readonly ServerEvent[];
}

/** Reads the `text/event-stream` format; comments (heartbeats) give no event. */
export function sseParser(): SseParser {
  let rest = '';
  let event = '';
  let data: string[] = [];
  let id: string | null = null;
  const take = (line: string): ServerEvent | null => {
    if (line === '') {
      const done = data.length > 0 ? { event: event === '' ? 'message' : event, data: data.join('\n'), id } : null;
      event = '';
      data = [];
      return done;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\u0000')) id = value;
    return null;
  };
  return {
    push(chunk) {
      // A carriage return at the very end may be half of a pair: it waits for the next piece.
      const text = rest + chunk;
      const lines = text.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      return lines.map(take).filter((done) => done !== null);
    },
  };
}

/** Milliseconds before the next attempt: doubling from half a second to fifteen seconds, with up to a third of chance on top. */
export function backoffMs(attempt: number, chance: number): number {
  const base = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(base * (1 + chance / 3));
}
