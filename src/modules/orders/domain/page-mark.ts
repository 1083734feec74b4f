import { parseInstant } from '../../../kernel/time.ts';
import type { Instant } from '../../../kernel/time.ts';

/** Where a page of the queue ended. By urgency the rank is told as of the moment of the first page, so that no row moves between pages. */
export type PageMark =
  | { readonly sort: 'newest'; readonly at: string; readonly id: string }
  | { readonly sort: 'urgency'; readonly asOf: Instant; readonly band: number; readonly score: number; readonly id: string };

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The mark as a cursor. */
export const cursorOf = (mark: PageMark): string =>
  mark.sort === 'newest' ? ['n', mark.at, mark.id].join('|') : ['u', mark.asOf, mark.band, mark.score, mark.id].join('|');

/** A cursor as a mark; null when it is none of ours: the queue then begins at its top. */
export function markOf(cursor: string): PageMark | null {
  const parts = cursor.split('|');
  const id = parts.at(-1) ?? '';
  const at = parseInstant(parts[1] ?? '');
  if (!idPattern.test(id) || at === null) return null;
  if (parts[0] === 'n' && parts.length === 3) return { sort: 'newest', at: parts[1] ?? '', id };
  const [band, score] = [Number(parts[2]), Number(parts[3])];
  if (parts[0] !== 'u' || parts.length !== 5 || !Number.isSafeInteger(band) || !Number.isSafeInteger(score)) return null;
  return { sort: 'urgency', asOf: at, band, score, id };
}
