import type { AliasScope } from '../../contract/aliases.ts';
import type { CsvRow } from '../../../../kernel/csv.ts';

/** A line of an imported file, not yet compared with what is known. */
export interface ImportLine {
  readonly line: number;
  readonly scope: AliasScope;
  readonly scopeId: string;
  readonly words: string;
  readonly sku: string;
  readonly uom: string | null;
  readonly negative: boolean;
}

/** A line that cannot be taken. */
export interface RefusedLine {
  readonly line: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const names: Readonly<Record<string, string>> = { customer: 'scope_id', item: 'sku', unit: 'uom', text: 'words' };
/** The columns of a file, in the order in which they are written. Others are read over. */
export const importColumns = ['scope', 'scope_id', 'words', 'sku', 'uom', 'negative'] as const;

/** Most lines of one file. */
export const importLines = 10_000;

const yes = new Set(['1', 'true', 'yes', 'y', 'never']);

/** Reads the columns by their names; null when `words` or `sku` is missing among them. */
export function readImport(rows: readonly CsvRow[]): { readonly lines: readonly ImportLine[]; readonly refused: readonly RefusedLine[] } | null {
  const [head, ...body] = rows;
  const columns = (head?.cells ?? []).map((cell) => cell.toLowerCase().replaceAll(' ', '_')).map((name) => names[name] ?? name);
  if (!columns.includes('words') || !columns.includes('sku')) return null;
  const lines: ImportLine[] = [];
  const refused: RefusedLine[] = [];
  for (const row of body) {
    const cell = (name: string): string => row.cells[columns.indexOf(name)] ?? '';
    const scope = cell('scope').toLowerCase() || 'customer';
    const scopeId = cell('scope_id');
    const words = cell('words').slice(0, 200);
    if (scope !== 'customer' && scope !== 'region' && scope !== 'company') refused.push({ line: row.line, code: 'unknown_scope', facts: { scope } });
    else if (words === '') refused.push({ line: row.line, code: 'empty_words', facts: {} });
    else lines.push({ line: row.line, scope, scopeId, words, sku: cell('sku'), uom: cell('uom') || null, negative: yes.has(cell('negative').toLowerCase()) });
  }
  return { lines, refused };
}
