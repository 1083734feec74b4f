import { cleanText } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';

/** Who changed a row and when, and the ids of what is named beside them: bookkeeping that would make every touched record look new. */
const bookkeeping = /@odata|^id$|Id$|^(lastModified|system(Created|Modified))/;
const empty = new Set<unknown>([null, '', '0', false, '0001-01-01', '_x0020_', '00000000-0000-0000-0000-000000000000']);

/** Fields that we have no word for and that say something. Collections and objects are left out. */
export function extraOf(row: WireRecord, known: ReadonlySet<string>): Record<string, unknown> {
  const kept = Object.entries(row).filter(([name, value]) => !bookkeeping.test(name) && !known.has(name) && typeof value !== 'object' && !empty.has(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? cleanText(value) : value]));
}
