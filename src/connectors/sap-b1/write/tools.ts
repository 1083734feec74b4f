import { jsonNumber } from '../../kit/format.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { entityOf, rowsOf } from '../../kit/odata4/answer.ts';
import { entityPath, literalOf } from '../../kit/odata4/codec.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import { queryOf } from '../../kit/odata/codec.ts';
import type { ErpFailure, ExecuteOutcome, FindOutcome } from '../../kit/types.ts';
import type { B1Answer, B1Client, CallSink, Unknown } from '../client.ts';
import type { Tables } from '../read/tables.ts';
import type { B1Settings } from '../settings.ts';

/** What writing needs. */
export interface Tools {
  readonly client: B1Client;
  readonly settings: B1Settings;
  readonly tables: Tables;
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

/** The field that carries our reference: the company's own where it has one. */
export const referenceFieldOf = (settings: B1Settings, standard: string): string => settings.referenceField ?? standard;

/** Runs work whose small look-ups may fail; such a failure happened before anything was sent. */
export async function beforeSending<T>(work: () => Promise<T>): Promise<T | ErpFailure> {
  return work().catch((error: unknown) => {
    if (error instanceof ErpReadError) return error.failure;
    throw error;
  });
}

/** A refusal of ours, before anything was sent. */
export const refused = (code: string, text: string, field: string | null = null): ErpFailure => ({ kind: 'rejected', code, text, field });

/** Reads one document by its number. */
export async function readDocument(
  step: string,
  set: string,
  entry: string,
  { client, record }: Tools,
): Promise<{ readonly kind: 'read'; readonly row: WireRecord } | ErpFailure> {
  const answer = await client.get(step, entityPath(set, ['DocEntry', 'number', entry]), record);
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  return row ? { kind: 'read', row } : { kind: 'transient', why: 'no_entity' };
}

/** What a document is looked for by. */
export interface Look {
  readonly set: string;
  readonly field: string;
  readonly reference: string;
  readonly more?: string;
  /** Whether the set says that a document was cancelled. */
  readonly cancels: boolean;
}

/**
 * The document that carries the reference. Cancelled ones do not count as long as another one lives; one that is alone is found, so that a
 * person's cancelling is never undone by sending again.
 */
export async function findDocument(look: Look, { client, record }: Tools, step = 'find'): Promise<FindOutcome> {
  const filter = [`${look.field} eq ${literalOf('text', look.reference)}`, ...(look.more === undefined ? [] : [look.more])].join(' and ');
  const query = queryOf({ $filter: filter, $select: look.cancels ? 'DocEntry,Cancelled' : 'DocEntry', $orderby: 'DocEntry' });
  // somebody may have typed the reference again in small letters; HANA would not see that it is the same
  const answer = await client.get(step, `${look.set}${query}`, record, { 'b1s-caseinsensitive': 'true' });
  if (answer.kind !== 'ok') return answer;
  const found = rowsOf(answer.json);
  if (!found) return { kind: 'transient', why: 'no_collection' };
  const numbers = (rows: readonly WireRecord[]): string[] => rows.map((row) => textOf(row, 'DocEntry'));
  const alive = numbers(found.rows.filter((row) => textOf(row, 'Cancelled') !== 'tYES'));
  if (alive.length > 1) return { kind: 'ambiguous', erpKeys: alive };
  const erpKey = alive[0] ?? numbers(found.rows).at(-1);
  return erpKey === undefined ? { kind: 'absent' } : { kind: 'found', erpKey };
}

/** A creation's answer as an outcome: its number, or unknown when it does not say one. */
export function createdOf(answer: B1Answer | ErpFailure | Unknown): ExecuteOutcome {
  if (answer.kind !== 'ok') return answer;
  const erpKey = textOf(entityOf(answer.json) ?? {}, 'DocEntry');
  return erpKey === '' ? { kind: 'unknown', why: 'no_number_in_answer' } : { kind: 'committed', erpKey, warnings: [] };
}

/** Cancels a document by its action; one that is cancelled already is done. */
export async function cancelDocument(set: string, entry: string, tools: Tools, step = 'cancel'): Promise<ExecuteOutcome> {
  const read = await readDocument('read', set, entry, tools);
  if (read.kind !== 'read') return read;
  if (textOf(read.row, 'Cancelled') === 'tYES') return { kind: 'committed', erpKey: entry, warnings: [] };
  const answer = await tools.client.send(step, 'POST', `${entityPath(set, ['DocEntry', 'number', entry])}/Cancel`, undefined, {}, tools.record);
  return answer.kind === 'ok' ? { kind: 'committed', erpKey: entry, warnings: [] } : answer;
}
