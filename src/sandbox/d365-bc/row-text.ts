import type { Row, Value } from '../kit/odata4/index.ts';

/** A field as text; empty when there is none. */
export function textOf(row: Row | undefined, field: string): string {
  const value = row?.[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A field as it is held; null when there is none. */
export const valueIn = (row: Row | undefined, field: string): Value => row?.[field] ?? null;
