import { cleanText } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';

/** Who made or changed a row, and when: the ERP's own bookkeeping, which would make every touched record look new. */
const bookkeeping = /^(Creat(ion|ed)|LastChange)/;

/**
 * Fields of the row that we have no word for and that say something: customers' own fields (YY1_…) and standard ones that are filled.
 * Links and metadata are left out.
 */
export function extraOf(row: WireRecord, known: ReadonlySet<string>): Record<string, unknown> {
  const says = (value: unknown): boolean =>
    value !== null && value !== '' && value !== false && typeof value !== 'object' && !(typeof value === 'string' && /^0?(\.0*)?$/.test(value));
  const kept = Object.entries(row).filter(
    ([name, value]) => !name.startsWith('__') && !name.startsWith('to_') && !bookkeeping.test(name) && !known.has(name) && says(value),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? cleanText(value) : value]));
}
