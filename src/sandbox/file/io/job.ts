import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Habits, Journal } from '../../kit/index.ts';
import type { ImportRow, Posted, PostRules } from '../erp/post.ts';
import { postFile } from '../erp/bookings.ts';
import type { ErpWorld } from '../erp/world.ts';
import type { FileHabits } from '../habits.ts';
import { exportFiles } from './exports.ts';
import { createExportWriter } from './write.ts';

/** One file that was booked or refused; kept, so that a restart books the same and no file twice. */
export interface JobRecord {
  readonly file: string;
  readonly kind: string;
  readonly rows: readonly ImportRow[];
  readonly rules: PostRules;
}

/** Folders of the exchange. */
export const folders = { incoming: 'to-karkhana', outgoing: 'from-karkhana', acks: 'acknowledgements', failed: 'failed', taken: 'taken' } as const;

/** The batch job behind the folder. */
export interface BatchJob {
  /** One run: take what is there, answer it, export what has changed. Runs wait for each other. */
  run(): Promise<void>;
  /** Books a record of the journal again. */
  replay(record: JobRecord): void;
  readonly records: readonly JobRecord[];
}

interface JobDeps {
  readonly folder: string;
  readonly world: ErpWorld;
  readonly habits: Habits<FileHabits>;
  readonly journal: () => Journal<JobRecord>;
  readonly now: () => number;
  readonly tell: (event: string, subject: string) => void;
}

/** The rows of an import, CSV or workbook, whatever its separator and mark; null when it is no table with a reference. */
function importRows(bytes: Buffer): readonly ImportRow[] | null {
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const letters = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const book = zip ? read(bytes, { type: 'buffer' }) : read(new TextDecoder(letters, { fatal: true }).decode(bytes), { type: 'string', raw: true });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    const rows: Record<string, unknown>[] = sheet === undefined ? [] : utils.sheet_to_json(sheet, { raw: true, defval: '' });
    const texts = rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value : String(value)])));
    const whole = texts.length > 0 && String(texts.length) === texts[0]?.['rows'] && texts.every((row) => row['reference'] !== '');
    return whole ? texts : null;
  } catch {
    return null;
  }
}

const cells = (values: readonly string[]): string => values.map((value) => (/[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(';');

/** The rows of an acknowledgement: one for each booked line, at least one. */
function ackRows(record: JobRecord, posted: Posted | { readonly status: 'RETRY'; readonly message: string }): readonly string[] {
  const [head = {}] = record.rows;
  const said = 'key' in posted ? posted : { ...posted, key: '', code: '', lines: [] };
  const common = [head['reference'] ?? '', head['attempt'] ?? '', said.status, said.key, said.code, said.message];
  const lines = said.lines.length === 0 ? [{ line: '', sku: '', quantity: '', uom: '', price: '' }] : said.lines;
  return lines.map((line) =>
    cells([...common, line.line, line.sku, line.quantity, line.uom, line.price, ('freeWith' in line ? line.freeWith : undefined) ?? '']),
  );
}

const ackHeading = 'EXT_REF;ATTEMPT;STATUS;DOC_NO;ERR_CODE;MESSAGE;LINE;ITEM_CODE;QTY;UOM;PRICE;FREE_WITH';

const eventOf = (kind: string): string =>
  kind === 'create_sales_order' ? 'order.created' : kind.startsWith('sales_order') ? 'order.changed' : 'document.posted';

/** Writes acknowledgements, file by file; kept back as long as the habit says so. */
function createAnswers(folder: string, habits: Habits<FileHabits>): (lines: readonly string[]) => Promise<void> {
  let held: string[] = [];
  let number = 0;
  const nextName = (): string => {
    number += 1;
    const name = `ACK${String(number).padStart(8, '0')}.csv`;
    return existsSync(join(folder, name)) ? nextName() : name;
  };
  return async (lines) => {
    held.push(...lines);
    if (habits.get().holdAcks || held.length === 0) return;
    const text = `${ackHeading}\r\n${held.join('\r\n')}\r\n`;
    held = [];
    const name = nextName();
    // the careless way: readers see the beginning before there is an end
    if (habits.dice.chance(habits.get().pTornAck)) {
      await writeFile(join(folder, name), text.slice(0, Math.floor(text.length * 0.8)));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await writeFile(join(folder, `~${name}.tmp`), text);
    await rename(join(folder, `~${name}.tmp`), join(folder, name));
  };
}

/** The batch job over one folder. */
export function createBatchJob(deps: JobDeps): BatchJob {
  const { folder, world, habits } = deps;
  const at = (name: keyof typeof folders, file = ''): string => join(folder, folders[name], file);
  const exporter = createExportWriter(at('incoming'));
  const answer = createAnswers(at('acks'), habits);
  const records: JobRecord[] = [];
  const answered = new Map<string, Posted>();
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  const replay = (record: JobRecord): void => {
    if (answered.has(record.file)) return;
    records.push(record);
    answered.set(record.file, postFile(world, record.kind, record.rows, record.rules));
  };

  /** Books a file once, however often it is taken; a busy document is not booked. */
  const book = async (record: JobRecord): Promise<Parameters<typeof ackRows>[1] | undefined> => {
    if (answered.has(record.file)) return answered.get(record.file);
    if (habits.dice.chance(habits.get().pBusy)) return { status: 'RETRY', message: 'The document is being changed by user SHARMA' };
    await deps.journal().append(record);
    replay(record);
    return answered.get(record.file);
  };

  const takeOne = async (file: string): Promise<readonly string[]> => {
    const { dice } = habits;
    const said = habits.get();
    const rows = dice.chance(said.pThrownOut) ? null : importRows(await readFile(at('outgoing', file)));
    if (rows === null) {
      await rename(at('outgoing', file), at('failed', file));
      return [];
    }
    const periodOpenFrom = said.periodOpenFrom ?? `${world.seed.today.slice(0, 7)}-01`;
    const rules = { nowMs: deps.now(), creditCheck: said.creditCheck, periodOpenFrom, otherQuantity: dice.chance(said.pOtherQuantity) };
    const record = { file, kind: rows[0]?.['kind'] ?? '', rows, rules };
    const posted = await book(record);
    if (posted === undefined) return [];
    deps.tell(eventOf(record.kind), 'key' in posted ? posted.key : file);
    const lines = ackRows(record, posted);
    return dice.chance(said.pAckTwice) ? [...lines, ...lines] : lines;
  };

  const once = async (): Promise<void> => {
    for (const name of Object.keys(folders) as (keyof typeof folders)[]) await mkdir(at(name), { recursive: true });
    const { locked, stopped } = habits.get();
    if (locked) return writeFile(join(folder, 'LOCK'), 'batch job');
    await rm(join(folder, 'LOCK'), { force: true });
    const files = stopped ? [] : (await readdir(at('outgoing'))).filter((name) => !name.startsWith('.')).sort();
    for (const file of files) {
      await answer(await takeOne(file));
      // after the answer, so that a crash in between answers again
      if (existsSync(at('outgoing', file))) await rename(at('outgoing', file), at('taken', file));
    }
    await answer([]);
    await exporter.run(exportFiles(world), habits.get(), habits.dice);
  };

  return {
    replay,
    records,
    run: () => {
      // who asks while a run goes on gets the next one, all of them the same
      next ??= running.then(
        () => ((next = null), once()),
        () => ((next = null), once()),
      );
      running = next;
      return next;
    },
  };
}
