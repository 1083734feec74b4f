import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import type { Dice } from '../../kit/index.ts';
import type { FileHabits } from '../habits.ts';
import type { ExportFile } from './exports.ts';

/** A file as bytes, and what the manifest says of it. */
interface Made {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly totalColumn: string;
  readonly total: string;
}

const quoted = (cell: string, separator: string): string => (cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Puts the same things in another order; the same dice give the same. */
function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  const mixed = [...list];
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = dice.between(0, i);
    const [a, b] = [mixed[i], mixed[j]];
    if (a !== undefined && b !== undefined) [mixed[i], mixed[j]] = [b, a];
  }
  return mixed;
}

/** The habits of this export, thrown once a run. */
function disturbed(file: ExportFile, habits: FileHabits, dice: Dice): ExportFile {
  const order = dice.chance(habits.pColumnOrder) ? shuffled([...file.heading.keys()], dice) : [...file.heading.keys()];
  const rows = dice.chance(habits.pRowOrder) ? shuffled(file.rows, dice) : [...file.rows];
  if (rows[0] !== undefined && dice.chance(habits.pDoubledRow)) rows.push(rows[0]);
  return { ...file, heading: order.map((at) => file.heading[at] ?? ''), rows: rows.map((row) => order.map((at) => row[at] ?? '')) };
}

function bytesOf(file: ExportFile, latin: boolean): Uint8Array {
  if (file.letters === 'xlsx') {
    const sheet = utils.aoa_to_sheet([[...file.heading], ...file.rows.map((row) => [...row])], { UTC: true });
    return new Uint8Array(write({ SheetNames: ['Prices'], Sheets: { Prices: sheet } }, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
  }
  const text = [file.heading, ...file.rows].map((row) => `${row.map((cell) => quoted(String(cell), file.separator)).join(file.separator)}\r\n`).join('');
  if (latin) return Buffer.from(text.replace(/[^\u0020-\u00ff\r\n\t]/g, 'é'), 'latin1');
  if (file.letters === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Buffer.from(file.letters === 'utf-8-bom' ? `\uFEFF${text}` : text, 'utf8');
}

/** The sum as the export writes its numbers: only whole thousandths and cents occur. */
function totalOf(file: ExportFile): string {
  const at = file.heading.indexOf(file.totalColumn);
  if (at < 0) return '';
  let sum = 0;
  for (const row of file.rows) {
    const cell = row[at] ?? '';
    const text = typeof cell === 'number' ? String(cell) : /,\d+$/.test(String(cell)) ? String(cell).replaceAll('.', '').replace(',', '.') : String(cell);
    sum += Math.round(Number(text) * 1_000);
  }
  const text = String(sum / 1_000);
  return /,\d+$/.test(String(file.rows[0]?.[at])) ? text.replace('.', ',') : text;
}

/** Writes the ERP's exports, manifest last. Files whose bytes are as before are left alone. */
export interface ExportWriter {
  run(files: readonly ExportFile[], habits: FileHabits, dice: Dice): Promise<readonly string[]>;
}

/** A writer for one folder. */
export function createExportWriter(folder: string): ExportWriter {
  const last = new Map<string, string>();
  let manifest = '';
  const put = async (name: string, bytes: Uint8Array | string): Promise<void> => {
    await writeFile(join(folder, `~${name}.tmp`), bytes);
    await rename(join(folder, `~${name}.tmp`), join(folder, name));
  };
  return {
    async run(files, habits, dice) {
      await mkdir(folder, { recursive: true });
      const written: string[] = [];
      const promises: string[] = [];
      for (const file of files) {
        const said = disturbed(file, habits, dice);
        const bytes = bytesOf(said, file.letters !== 'xlsx' && dice.chance(habits.pWrongEncoding));
        const made: Made = { name: file.name, bytes, rows: said.rows.length, totalColumn: said.totalColumn, total: totalOf(said) };
        const half = file.letters !== 'xlsx' && dice.chance(habits.pHalfWritten);
        const sum = `${half ? 'half' : ''}${createHash('sha256').update(bytes).digest('hex')}`;
        if (last.get(file.name) !== sum) {
          await put(file.name, half ? bytes.subarray(0, Math.floor(bytes.length * 0.7)) : bytes);
          last.set(file.name, sum);
          written.push(file.name);
        }
        const rows = made.rows + (dice.chance(habits.pWrongCount) ? 1 : 0);
        promises.push([made.name, String(rows), made.totalColumn, made.total].join(';'));
      }
      const text = `FILE;ROWS;TOTAL_OF;TOTAL\r\n${promises.join('\r\n')}\r\n`;
      if (text !== manifest) await put('MANIFEST.csv', text);
      manifest = text;
      return written;
    },
  };
}
