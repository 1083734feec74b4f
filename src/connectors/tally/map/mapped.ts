import type { CanonicalRecord } from '../../kit/types.ts';

/** A row in our words, or why it cannot be said in them. */
export type Mapped<T = unknown> =
  { readonly kind: 'mapped'; readonly record: CanonicalRecord<T> } | { readonly kind: 'skipped'; readonly key: string; readonly why: string };
