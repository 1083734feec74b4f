/**
 * A place in the event feed: transaction id and sequence number. Sequence numbers alone are given before commit, so a
 * later commit can carry a lower one; the pair is what a reader can follow without missing anything.
 */
export interface Cursor {
  readonly xid: string;
  readonly seq: number;
}

/** `xid:seq`, the id of a server-sent event. */
export const cursorText = (cursor: Cursor): string => `${cursor.xid}:${cursor.seq}`;

/** Null when the text is no cursor. */
export function parseCursor(text: string): Cursor | null {
  const match = /^(\d{1,20}):(\d{1,16})$/.exec(text);
  const [, xid, seq] = match ?? [];
  return xid === undefined || seq === undefined ? null : { xid, seq: Number(seq) };
}

/** Below zero when `a` comes before `b`. */
export function compareCursors(a: Cursor, b: Cursor): number {
  const byXid = BigInt(a.xid) - BigInt(b.xid);
  return byXid === 0n ? a.seq - b.seq : byXid < 0n ? -1 : 1;
}
