import type { BusinessDate } from '../../../kernel/time.ts';
import { addDays, instantFromMs } from '../../../kernel/time.ts';
import { stringLiteral } from '../../kit/odata/codec.ts';
import type { SnapshotPage } from '../../kit/types.ts';
import type { SapClient } from '../client.ts';
import type { SapSettings } from '../settings.ts';
import type { PagedSet } from './pages.ts';

/** What a reader of one connection works with. Small tables that many pages need are read once per pass over an object. */
export interface Reading {
  readonly client: SapClient;
  readonly settings: SapSettings;
  readonly now: () => number;
  readonly companyOf: () => Promise<ReadonlyMap<string, string>>;
  readonly workCentreOf: () => Promise<ReadonlyMap<string, string>>;
}

/** Reads one page of an object behind `cursor`; of objects that are read as deltas, with `since` what changed after it. Throws `ErpReadError`. */
export type ReadPage = (reading: Reading, cursor: string | null, since: string | null) => Promise<SnapshotPage>;

/** A filter: the field is one of the values. */
export const anyOf = (field: string, values: readonly string[]): string => `(${values.map((value) => `${field} eq ${stringLiteral(value)}`).join(' or ')})`;

/** The day so many days ago. */
export const day = (reading: Reading, back: number): string => addDays(instantFromMs(reading.now()).slice(0, 10) as BusinessDate, -back);

/** A key of text fields. */
export const text = (...names: string[]): PagedSet['key'] => names.map((name) => ({ name, type: 'text' }));
