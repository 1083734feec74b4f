import { jsonNumber } from '../../kit/format.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import { queryOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { rowsOf } from '../../kit/odata4/answer.ts';
import { literalOf } from '../../kit/odata4/codec.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ErpFailure } from '../../kit/types.ts';
import type { CallSink } from '../client.ts';
import type { BcCompany } from '../read/companies.ts';
import type { Reading } from '../read/reading.ts';

/** What writing needs. */
export interface Tools extends Reading {
  readonly record: CallSink;
}

/** Where a document is not as it was asked for. */
export interface Difference {
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
}

/** One difference, or none. */
export const differs = (field: string, ours: string, theirs: string, same: (a: string, b: string) => boolean = (a, b) => a === b): readonly Difference[] =>
  same(ours, theirs) ? [] : [{ field, ours, theirs }];

/** Numbers are compared as numbers. */
export const sameNumber = (a: string, b: string): boolean => sameDecimal(a, b);

/** A decimal as a JSON number. */
export const decimal = (text: string): string => jsonNumber(text);

/** A refusal of ours, before anything was sent. */
export const refused = (code: string, text: string, field: string | null = null): ErpFailure => ({ kind: 'rejected', code, text, field });

/** Runs work whose look-ups may fail; such a failure happened before anything was sent. */
export async function beforeSending<T>(work: () => Promise<T>): Promise<T | ErpFailure> {
  return work().catch((error: unknown) => {
    if (error instanceof ErpReadError) return error.failure;
    throw error;
  });
}

/** The company that the work is for, found by what the settings say of it. */
export async function companyWhere(tools: Tools, fits: (company: BcCompany) => boolean, what: string): Promise<BcCompany | ErpFailure> {
  const companies = await beforeSending(() => tools.companies());
  if ('kind' in companies) return companies;
  return companies.find(fits) ?? refused('unknown_company', `no company of Business Central is set for ${what}`);
}

/** The company and number of a document by the key under which we know it. */
export async function keyOf(tools: Tools, erpKey: string): Promise<{ readonly company: BcCompany; readonly number: string } | ErpFailure> {
  const company = await companyWhere(tools, (one) => one.prefix === '' || erpKey.startsWith(one.prefix), `document ${erpKey}`);
  return 'kind' in company ? company : { company, number: erpKey.slice(company.prefix.length) };
}

/** Rows of a set by an equality; few are expected. */
export async function lookUp(
  step: string,
  set: string,
  field: string,
  value: string,
  { client, record }: Tools,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly kind: 'rows'; readonly rows: readonly WireRecord[] } | ErpFailure> {
  const answer = await client.get(step, `${set}${queryOf({ $filter: `${field} eq ${literalOf('text', value)}`, ...more })}`, record);
  if (answer.kind !== 'ok') return answer;
  const found = rowsOf(answer.json);
  return found ? { kind: 'rows', rows: found.rows } : { kind: 'transient', why: 'no_collection' };
}

/** Reads one order with its lines by its number; null when it is not there (deleted, or invoiced to its end). */
export async function readOrder(
  step: string,
  company: BcCompany,
  number: string,
  tools: Tools,
): Promise<{ readonly kind: 'order'; readonly row: WireRecord | null } | ErpFailure> {
  const found = await lookUp(step, company.api('salesOrders'), 'number', number, tools, { $expand: 'salesOrderLines' });
  return found.kind === 'rows' ? { kind: 'order', row: found.rows.find((row) => textOf(row, 'number') === number) ?? null } : found;
}
