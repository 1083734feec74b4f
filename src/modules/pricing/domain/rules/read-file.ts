import type { CsvRow } from '../../../../kernel/csv.ts';
import type { Refusal } from '../../../../kernel/result.ts';
import type { PricingRefusal, RuleKind } from '../../contract.ts';
import { bodyOfCells } from './read-cells.ts';
import { readRule } from './read-rule.ts';
import { approvalPolicyCode } from '../policy-default.ts';
import type { Rule } from './rule.ts';
import { neededColumns } from './rule-file.ts';

/** One line of a file: a rule, or why it is none. */
export interface FileLine {
  readonly line: number;
  readonly code: string;
  readonly rule: Rule | null;
  readonly refusal: Refusal<PricingRefusal> | null;
}

/** Reads the rows by the names of their columns; null when a needed one is missing. A code that stands twice is refused the second time. */
export function readFile(kind: RuleKind, rows: readonly CsvRow[]): readonly FileLine[] | null {
  const [head, ...body] = rows;
  const columns = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase().replaceAll(' ', '_'));
  if (!neededColumns[kind].every((column) => columns.includes(column))) return null;
  const seen = new Set<string>();
  return body.map((row) => {
    const cell = (column: string): string => (row.cells[columns.indexOf(column)] ?? '').trim();
    const code = kind === 'policy' ? approvalPolicyCode : cell('code');
    const twice = seen.has(code);
    seen.add(code);
    return { line: row.line, code, ...lineRule(kind, code, twice ? null : bodyOfCells(kind, cell)) };
  });
}

function lineRule(kind: RuleKind, code: string, body: unknown): Pick<FileLine, 'rule' | 'refusal'> {
  if (body === null) return { rule: null, refusal: { code: 'bad_rule', facts: { field: 'code', problem: 'twice' } } };
  const read = readRule(kind, code, body);
  return read.ok ? { rule: read.value, refusal: null } : { rule: null, refusal: read.refusal };
}
