import { cleanText } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';

/** Who changed a row, and when: the ERP's own bookkeeping, which would make every touched record look new. */
const bookkeeping = /^(Update|Create|Creation)(Date|Time|TS)$|^(odata|@odata)/;

/** Fields that we have no word for and that say something: user fields (U_…) and standard ones that are filled. Collections are left out. */
export function extraOf(row: WireRecord, known: ReadonlySet<string>): Record<string, unknown> {
  const says = (value: unknown): boolean =>
    value !== null && value !== '' && value !== 'tNO' && typeof value !== 'object' && !(typeof value === 'string' && /^0(\.0*)?$/.test(value));
  const kept = Object.entries(row).filter(([name, value]) => !bookkeeping.test(name) && !name.includes('@odata') && !known.has(name) && says(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? cleanText(value) : value]));
}
