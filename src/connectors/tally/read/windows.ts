import { ErpReadError } from '../../kit/read-error.ts';
import type { KeyPage, SnapshotPage } from '../../kit/types.ts';
import type { Mapped } from '../map/mapped.ts';
import type { TallyCompany } from '../settings.ts';
import { textOf } from '../wire/node.ts';
import type { TemplateName } from '../wire/templates.ts';
import type { XmlNode } from '../wire/xml-format.ts';
import { readState } from './book.ts';
import { periodOf } from './period.ts';
import type { CompanyTools, Reading } from './reading.ts';

/** What is read window by window of ids. Tally has no pages: a window that may hold a page of objects is asked for, and grows where ids are sparse. */
export interface WindowedSet {
  readonly object: string;
  readonly template: TemplateName;
  /** Whether ids and changes are those of masters or of vouchers. */
  readonly of: 'masters' | 'vouchers';
  /** Vouchers only: days back from today. */
  readonly days: number | null;
  /** Companies that are read. */
  readonly from: (company: TallyCompany) => boolean;
  readonly map: (rows: readonly XmlNode[], tools: CompanyTools) => Promise<readonly Mapped[]>;
  /** Whether a delta may follow. */
  readonly delta: boolean;
}

/** Where a reading stands: company, id, size of window, where it ends, and what each company's last change was when it began. */
interface Cursor {
  readonly c: number;
  readonly at: number;
  readonly window: number;
  readonly end: number | null;
  readonly by: 'master' | 'alter';
  readonly marks: Readonly<Record<string, string>>;
}

const start: Cursor = { c: 0, at: 0, window: 0, end: null, by: 'master', marks: {} };

function cursorOf(text: string | null): Cursor {
  if (text === null) return start;
  const value = parsed(text);
  // ours: written by `pageOf` and kept by who reads
  return typeof value === 'object' && value !== null && 'c' in value && 'marks' in value ? { ...start, ...(value as Partial<Cursor>) } : start;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** What a watermark says of a company: the last change, when it is still the same company and its counter did not start anew; else null, and all is read. */
function changeSince(since: string | null, company: string, guid: string, last: number): number | null {
  const marks = since === null ? null : parsed(since);
  const mark = typeof marks === 'object' && marks !== null ? (marks as Record<string, unknown>)[company] : undefined;
  const match = typeof mark === 'string' ? /^(.*):(\d+)$/.exec(mark) : null;
  return match?.[1] === guid && Number(match[2]) <= last ? Number(match[2]) : null;
}

/** The place where a company's reading begins; an end of -1 when nothing has changed in it. */
async function beginningOf(reading: Reading, set: WindowedSet, tools: CompanyTools, cursor: Cursor, since: string | null): Promise<Cursor> {
  const read = await readState(reading.client, tools.company);
  if (read.kind !== 'state') throw new ErpReadError(read);
  const { guid } = read.state;
  const last = set.of === 'masters' ? read.state.lastMasterChange : read.state.lastVoucherChange;
  const marks = { ...cursor.marks, [tools.company.code]: `${guid}:${last}` };
  const before = changeSince(since, tools.company.code, guid, last);
  const next: Cursor = { ...cursor, marks, at: 0, end: last, by: 'master', window: Math.max(smallest, reading.settings.pageSize) };
  if (before === null) return next;
  return before === last ? { ...next, at: last, end: -1 } : { ...next, by: 'alter', at: Math.max(0, before - reading.settings.overlap) };
}

/** Each window is a request that Tally does nothing else beside, however few objects it gives. */
const smallest = 10;

interface Step {
  readonly rows: readonly XmlNode[];
  readonly cursor: Cursor;
  readonly done: boolean;
}

/** One window. An answer that is too large is asked for again in smaller windows. */
async function stepOf(reading: Reading, set: Pick<WindowedSet, 'object' | 'template' | 'days'>, tools: CompanyTools, cursor: Cursor): Promise<Step> {
  const { settings, client } = reading;
  const end = cursor.end ?? 0;
  // the last window has no end: an id above the counter would else be lost without a word
  const upTo = cursor.at + cursor.window >= end ? null : cursor.at + cursor.window;
  const answer = await client.read(`read ${set.object}`, {
    name: set.template,
    company: tools.company.name,
    wanted: { by: cursor.by, after: cursor.at, upTo },
    period: periodOf(reading, tools.company, set.days),
  });
  if (answer.kind === 'transient' && answer.why === 'too_large' && cursor.window > 1)
    return { rows: [], cursor: { ...cursor, window: Math.max(1, Math.floor(cursor.window / 4)) }, done: false };
  if (answer.kind !== 'ok') throw new ErpReadError(answer);
  const { length } = answer.rows;
  const grown =
    length < settings.pageSize / 2
      ? Math.min(cursor.window * 2, Math.max(smallest, settings.pageSize) * 16)
      : length > settings.pageSize
        ? cursor.window / 2
        : cursor.window;
  const rows = answer.rows.toSorted((a, b) => (Number(textOf(a, 'MASTERID')) || 0) - (Number(textOf(b, 'MASTERID')) || 0));
  return { rows, cursor: { ...cursor, at: upTo ?? end, window: Math.max(1, Math.floor(grown)) }, done: upTo === null };
}

/** One page behind `cursor`, through all companies; with `since` only what changed. Throws `ErpReadError`. */
export async function readWindowed(reading: Reading, set: WindowedSet, cursorText: string | null, since: string | null): Promise<SnapshotPage> {
  const companies = reading.companies.filter(({ company }) => set.from(company));
  let cursor = cursorOf(cursorText);
  for (let tools = companies[cursor.c]; tools !== undefined; tools = companies[cursor.c]) {
    if (cursor.end === null) cursor = await beginningOf(reading, set, tools, cursor, since);
    if (cursor.end === -1) {
      cursor = { ...cursor, c: cursor.c + 1, end: null };
      continue;
    }
    const step = await stepOf(reading, set, tools, cursor);
    cursor = step.done ? { ...step.cursor, c: cursor.c + 1, end: null } : step.cursor;
    if (step.rows.length === 0) continue;
    const mapped = await set.map(step.rows, tools);
    return pageOf(mapped, companies[cursor.c] === undefined ? null : cursor, set, cursor.marks);
  }
  return pageOf([], null, set, cursor.marks);
}

/** Sorts mapped rows into records and skipped ones. */
export function pageOf(mapped: readonly Mapped[], next: object | null, set: Pick<WindowedSet, 'delta'>, marks: Readonly<Record<string, string>>): SnapshotPage {
  return {
    records: mapped.flatMap((row) => (row.kind === 'mapped' ? [row.record] : [])),
    skipped: mapped.flatMap((row) => (row.kind === 'skipped' ? [{ key: row.key, why: row.why }] : [])),
    nextCursor: next === null ? null : JSON.stringify(next),
    total: null,
    watermark: set.delta && next === null ? JSON.stringify(marks) : null,
  };
}

/** One page of the keys that exist now. Throws `ErpReadError`. */
export async function readKeysWindowed(
  reading: Reading,
  set: WindowedSet,
  keysOf: (rows: readonly XmlNode[], tools: CompanyTools) => Promise<readonly string[]>,
  cursorText: string | null,
): Promise<KeyPage> {
  const companies = reading.companies.filter(({ company }) => set.from(company));
  let cursor = cursorOf(cursorText);
  for (let tools = companies[cursor.c]; tools !== undefined; tools = companies[cursor.c]) {
    if (cursor.end === null) {
      cursor = await beginningOf(reading, set, tools, cursor, null);
      cursor = { ...cursor, window: Math.max(cursor.window, Math.min(2_000, reading.settings.pageSize * 16)) };
    }
    const step = await stepOf(reading, set, tools, cursor);
    cursor = step.done ? { ...step.cursor, c: cursor.c + 1, end: null } : step.cursor;
    if (step.rows.length === 0) continue;
    const keys = await keysOf(step.rows, tools);
    return { keys, nextCursor: companies[cursor.c] === undefined ? null : JSON.stringify(cursor) };
  }
  return { keys: [], nextCursor: null };
}
