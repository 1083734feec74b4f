import pg from 'pg';

const oid = {
  int8: 20,
  date: 1082,
  timestamptz: 1184,
  numeric: 1700,
  textArray: 1009,
  int8Array: 1016,
  dateArray: 1182,
  timestamptzArray: 1185,
  numericArray: 1231,
};

/** int8 text to number. Throws when the value would not be exact. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer ${text} is too large to be exact`);
  return value;
}

/** `2026-11-17 00:42:00.1234+00` to `2026-11-17T00:42:00.123Z`. `infinity` and years before Christ stay as they are. */
export function parseTimestamptz(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(.*)$/.exec(text);
  if (!match) return text;
  const [, date, time, fraction = '', offset] = match;
  const iso = `${date}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  if (offset === '+00') return `${iso}Z`;
  const ms = Date.parse(`${iso}${offset?.length === 3 ? `${offset}:00` : offset}`);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}

const asText = (text: string): string => text;
const parseTexts = pg.types.getTypeParser(oid.textArray) as (text: string) => (string | null)[];
const arrayOf =
  (parse: (text: string) => unknown) =>
  (text: string): unknown[] =>
    parseTexts(text).map((entry) => (entry === null ? null : parse(entry)));

const ours = new Map<number, (text: string) => unknown>([
  [oid.int8, parseInt8],
  [oid.date, asText],
  [oid.timestamptz, parseTimestamptz],
  [oid.numeric, asText],
  [oid.int8Array, arrayOf(parseInt8)],
  [oid.dateArray, arrayOf(asText)],
  [oid.timestamptzArray, arrayOf(parseTimestamptz)],
  [oid.numericArray, arrayOf(asText)],
]);

/**
 * How values arrive: timestamptz as Instant text, date as `YYYY-MM-DD`, int8 as number, numeric as text. Local to the
 * pool that gets it: libraries that bring their own pool keep the driver's ways.
 */
export const columnParsers: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : ours.get(id)) ?? pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser,
};
