import { childOf, findAll, rawTextOf, textOf } from './wire/node.ts';
import type { XmlNode } from './wire/xml-format.ts';
import type { ErpFailure } from '../kit/types.ts';

/** What Tally counted of an import. It may count wrongly: `lines` are its complaints, and any of them is a failure. */
export interface ImportCounts {
  readonly created: number;
  readonly altered: number;
  readonly cancelled: number;
  readonly errors: number;
  readonly lastVoucher: number;
  readonly lines: readonly string[];
}

/** Tally's complaints anywhere in an answer. */
export const complaintsOf = (root: XmlNode): readonly string[] => {
  const own = findAll(root, 'LINEERROR').map((node) => rawTextOf({ at: node }, 'at').trim());
  const response = rawTextOf(root, 'RESPONSE').trim();
  return [...own, ...(/unknown request|cannot be processed/i.test(response) ? [response] : [])].filter((line) => line !== '');
};

/** The counters of an import, in whichever of its two wrappings; null when the answer has none. */
export function countsOf(root: XmlNode): ImportCounts | null {
  const result = findAll(root, 'IMPORTRESULT')[0] ?? findAll(root, 'RESPONSE')[0] ?? {};
  const lines = complaintsOf(root);
  if (!('CREATED' in result) && lines.length === 0) return null;
  const count = (name: string): number => Number(textOf(result, name)) || 0;
  return {
    created: count('CREATED') + count('COMBINED'),
    altered: count('ALTERED'),
    cancelled: count('CANCELLED'),
    errors: count('ERRORS') + count('EXCEPTIONS'),
    lastVoucher: count('LASTVCHID'),
    lines,
  };
}

/** Whether the header of an answer says that the request failed. */
export const hasFailed = (root: XmlNode): boolean => textOf(childOf(root, 'ENVELOPE', 'HEADER'), 'STATUS') === '0';

const closed = /could not (set|find).*(svcurrentcompany|company)|no company is (open|loaded)/i;
const locked = /in use|being (used|altered|modified|saved)|is locked|another user|try again/i;

/** What a complaint means. A company that is not open pauses the connection: everything else would be refused as well. */
export function classify(line: string): ErpFailure {
  if (closed.test(line)) return { kind: 'unauthorised', text: `the company is not open in Tally: ${line.slice(0, 200)}` };
  if (locked.test(line)) return { kind: 'transient', why: 'locked' };
  const name = /['"]([^'"]+)['"]/.exec(line)?.[1] ?? null;
  return { kind: 'rejected', code: codeOf(line), text: line.slice(0, 500), field: name };
}

const codes: readonly (readonly [RegExp, string])[] = [
  [/credit limit/i, 'credit'],
  [/does not exist|not found|could not find/i, 'unknown_master'],
  [/financial year|period|date/i, 'period'],
  [/licen[cs]e|educational/i, 'licence'],
  [/negative/i, 'negative_stock'],
  [/do not match|difference|debit|credit/i, 'unbalanced'],
  [/unknown request/i, 'unknown_request'],
];
const codeOf = (line: string): string => codes.find(([words]) => words.test(line))?.[1] ?? 'line_error';
