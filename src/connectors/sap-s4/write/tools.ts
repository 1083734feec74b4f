import { rowsOf } from '../../kit/odata/answer.ts';
import { queryOf, stringLiteral, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { normalDecimal, sameDecimal } from '../../kit/decimal.ts';
import type { ErpCommand, ErpFailure, FindOutcome } from '../../kit/types.ts';
import type { CallSink, SapClient } from '../client.ts';
import { unpadded } from '../map/keys.ts';
import type { SapSettings } from '../settings.ts';

/** What a write needs. */
export interface Tools {
  readonly client: SapClient;
  readonly settings: SapSettings;
  readonly now: () => number;
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

/** Whether two texts are the same number. */
export const sameNumber = sameDecimal;
/** Whether two keys are the same but for the zeros before them. */
export const sameKey = (a: string, b: string): boolean => unpadded(a) === unpadded(b);

/** A refusal of ours, before anything was sent. */
export const refused = (code: string, text: string, field: string | null = null): ErpFailure => ({ kind: 'rejected', code, text, field });

/** `plant/storage location` in its parts. */
export function placeParts(place: string): { readonly plant: string; readonly location: string } {
  const at = place.indexOf('/');
  return at < 0 ? { plant: place, location: '' } : { plant: place.slice(0, at), location: place.slice(at + 1) };
}

/** A decimal in the shortest form, as SAP takes it. */
export const decimalText = (text: string): string => normalDecimal(text) ?? text;

/** Rows of a set by a filter; the failure when they cannot be read. */
export async function rowsBy(
  step: string,
  service: string,
  set: string,
  query: Readonly<Record<string, string | undefined>>,
  { client, record }: Pick<Tools, 'client' | 'record'>,
): Promise<{ readonly kind: 'rows'; readonly rows: readonly WireRecord[] } | ErpFailure> {
  const answer = await client.get(step, service, `${set}${queryOf(query)}`, record);
  if (answer.kind !== 'ok') return answer;
  const found = rowsOf(answer.json);
  return found ? { kind: 'rows', rows: found.rows } : { kind: 'transient', why: 'no_collection' };
}

/** An equality for a filter. */
export const equal = (field: string, value: string): string => `${field} eq ${stringLiteral(value)}`;

/** One of the documents that were found: those that live count before those that were taken back, which are found when they are alone. */
export function chosen(alive: readonly string[], gone: readonly string[]): FindOutcome {
  if (alive.length > 1) return { kind: 'ambiguous', erpKeys: alive };
  const erpKey = alive[0] ?? gone.at(-1);
  return erpKey === undefined ? { kind: 'absent' } : { kind: 'found', erpKey };
}

/**
 * SAP Gateway's repeatable requests, where they are switched on: the same command has the same id, so a gateway that knows it answers
 * what it answered before. Sent always, counted on never. After an answer that nothing was done, the next send is a new request.
 */
export function repeatability(command: Pick<ErpCommand, 'id' | 'round'>, nowMs: number): Record<string, string> {
  const id = command.id.replaceAll('-', '').slice(0, 30).padEnd(30, '0').toUpperCase();
  const round = ((command.round ?? 0) % 256).toString(16).padStart(2, '0').toUpperCase();
  return { RequestID: `${id}${round}`, RepeatabilityCreation: new Date(nowMs).toISOString() };
}

/** A function import's address: name and literals. */
export const functionPath = (name: string, parameters: Readonly<Record<string, string>>): string => `${name}${queryOf(parameters)}`;

/** The ETag of a row; `*` where it has none. */
export function etagOf(row: WireRecord): string {
  const meta = row['__metadata'];
  const etag = typeof meta === 'object' && meta !== null && 'etag' in meta ? meta.etag : '';
  return typeof etag === 'string' && etag !== '' ? etag : '*';
}

/** Text that fits: at most so many characters, on one line. */
export const cut = (text: string, limit: number): string =>
  [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()].reduce((kept, sign) => (kept.length + sign.length <= limit ? kept + sign : kept), '');

/** The text of a field, in upper case: SAP stores references so. */
export const upperOf = (row: WireRecord, field: string): string => textOf(row, field).toUpperCase();
