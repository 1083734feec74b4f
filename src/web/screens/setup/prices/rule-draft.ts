import type { RuleKind } from '../../../../modules/pricing/contract.ts';
import { bodyOfCells, cellsOfRule, readRule, ruleColumns } from '../../../../modules/pricing/domain/index.ts';

/** A rule as its editor holds it: the text of each column of a file of rules. Lists are parted by commas. */
export type Draft = Readonly<Record<string, string>>;

/** The columns that hold lists of codes. */
export const listColumns: ReadonlySet<string> = new Set(['skus', 'groups', 'brands', 'customers', 'price_groups', 'regions', 'channels']);

/** Where a rule is not in order: the column, and what is wrong there. */
export interface DraftProblem {
  readonly code: string;
  readonly column: string;
  readonly problem: string;
}

/** The draft of a kept rule; empty when it is not in order. */
export function draftOf(kind: RuleKind, code: string, body: unknown): Draft {
  const read = readRule(kind, code, body);
  const cells = read.ok ? cellsOfRule(read.value) : [];
  return Object.fromEntries(ruleColumns[kind].map((column, i) => [column, textOf(column, cells[i] ?? '')]));
}

const textOf = (column: string, cell: string): string => {
  if (column === 'valid_to' && cell === '9999-12-31') return '';
  return listColumns.has(column) ? cell.split('|').join(', ') : cell;
};

/** A rule that is begun: everything that can be guessed is filled in. */
export function newDraft(kind: RuleKind, currency: string, today: string): Draft {
  const always = { valid_from: today, active: 'yes' };
  switch (kind) {
    case 'scheme':
      return { ...always, gift: 'percent_off', basis: 'quantity', scale: 'slab', currency, bands: '10:2', stack_group: 'standard' };
    case 'floor':
      return { ...always, limit: 'percent_below_list', percent: '10', currency };
    case 'tax':
      return { ...always };
    case 'policy':
      return { code: 'approval', auto_percent: '5', tiers: '1:sales_head:10:above:10|2:owner:30:below:20', persons_below_floor: '2', tolerance_percent: '0.5' };
  }
}

/** The body that a draft stands for. */
export function bodyOf(kind: RuleKind, draft: Draft): Record<string, unknown> {
  return bodyOfCells(kind, (column) => {
    const text = (draft[column] ?? '').trim();
    return listColumns.has(column) ? text.replaceAll(/[,،\n]/g, '|') : text;
  });
}

/** The code under which a draft is to be kept. */
export const codeOf = (kind: RuleKind, draft: Draft): string => (kind === 'policy' ? 'approval' : (draft['code'] ?? '').trim());

/** What is wrong with a draft, as far as the page can tell; null: the server may judge it. */
export function problemOf(kind: RuleKind, draft: Draft): DraftProblem | null {
  const read = readRule(kind, codeOf(kind, draft), bodyOf(kind, draft));
  if (read.ok) return null;
  const { field, problem } = read.refusal.facts;
  return { code: read.refusal.code, column: columnOf(kind, String(field ?? '')), problem: String(problem ?? '') };
}

const columns: readonly (readonly [RegExp, string])[] = [
  [/^(items|customers)\.(skus|groups|brands|customers|regions|channels)/, '$2'],
  [/^customers\.priceGroups/, 'price_groups'],
  [/bands/, 'bands'],
  [/needs/, 'needs'],
  [/tiers/, 'tiers'],
  [/everyMilli/, 'every'],
  [/freeMilli/, 'free'],
  [/atMostMilli/, 'at_most'],
  [/freeUom/, 'free_uom'],
  [/^gift\.sku/, 'free_sku'],
  [/\.kind$/, 'limit'],
  [/\.minor$/, 'amount'],
  [/autoUpToBp/, 'auto_percent'],
  [/toleranceBp/, 'tolerance_percent'],
  [/personsBelowFloor/, 'persons_below_floor'],
  [/(^|\.)bp$/, 'percent'],
  [/days$/, 'days'],
  [/uom$/, 'uom'],
  [/currency$/, 'currency'],
  [/validFrom/, 'valid_from'],
  [/validTo/, 'valid_to'],
  [/stackGroup/, 'stack_group'],
];

/** The column of a field of a rule's body; a field without a column of its own is told as the code. */
export function columnOf(kind: RuleKind, field: string): string {
  if (ruleColumns[kind].includes(field)) return field;
  const found = columns.find(([form]) => form.test(field));
  const column = found === undefined ? '' : found[1] === '$2' ? (field.split('.')[1] ?? '') : found[1];
  return ruleColumns[kind].includes(column) ? column : 'code';
}

/** The rows of a column that holds several: bands, tiers, needs. */
export const rowsOf = (text: string): readonly (readonly string[])[] => (text === '' ? [] : text.split('|').map((row) => row.split(':')));

/** Rows as the text of their column. Signs that part rows and cells are left out of cells. */
export const textOfRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => cell.replaceAll(/[|:]/g, '')).join(':')).join('|');

/** A column in which two versions differ. */
export interface Change {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** What the later version changed. */
export function changesOf(kind: RuleKind, code: string, before: unknown, after: unknown): readonly Change[] {
  const [was, is] = [draftOf(kind, code, before), draftOf(kind, code, after)];
  return ruleColumns[kind].flatMap((column) => {
    const [old, now] = [was[column] ?? '', is[column] ?? ''];
    return old === now ? [] : [{ column, before: old, after: now }];
  });
}
