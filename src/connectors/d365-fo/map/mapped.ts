import type { CanonicalRecord } from '../../kit/types.ts';

/** One row in our words, or why it is none. */
export type Mapped<T> =
  { readonly kind: 'mapped'; readonly record: CanonicalRecord<T> } | { readonly kind: 'skipped'; readonly key: string; readonly why: string };

/** A row that cannot be said in our words. */
export const skipped = <T>(key: string, why: string): Mapped<T> => ({ kind: 'skipped', key, why });

/** A row in our words. */
export const mapped = <T>(key: string, version: string, data: T, extra: Readonly<Record<string, unknown>> = {}): Mapped<T> => ({
  kind: 'mapped',
  record: { key, version, data, extra },
});
