import { createHash } from 'node:crypto';

/** Reads JSON of unknown shape: a wrong type is an empty answer, never an error. */
export type Loose = Readonly<Record<string, unknown>>;

/** The object, or an empty one. */
export const objectIn = (value: unknown): Loose => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {});

/** The array, or an empty one. */
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text with what PostgreSQL and terminals cannot hold (NUL, lone surrogates) replaced; null for no text. */
export const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? storable(value) : null);

/** As `textIn`, for names and ids: numbers count, and very long ones are cut and marked with a hash so that indexes can hold them. */
export function idIn(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : textIn(value);
  return text === null || text.length <= 160 ? text : `${storable(text.slice(0, 100))}#${shortHash(text)}`;
}

/** Replaces NUL and lone surrogates by U+FFFD. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');

/** 160 bits of a text's SHA-256, in hex. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);

const deepest = 60;

/** One text for equal JSON values whatever the order of members or the spacing; what lies deeper than 60 levels is left out. */
export function canonicalText(value: unknown, depth = 0): string {
  if (depth > deepest) return '"…"';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member, depth + 1)}`).join(',')}}`;
}
