import type { Reading } from '../../../engines/reading/index.ts';
import type { Change } from '../../orders/contract.ts';

/** A line of the order that words of change are about. */
export interface StandingLine {
  readonly lineId: string;
  readonly sku: string | null;
  readonly quantityMilli: number | null;
  readonly uom: string | null;
}

/**
 * The changes that make a standing order what a reading says that it shall be. The reader gives the whole order as it shall be; what it could not
 * read (no item, no quantity) changes nothing here, and makes the whole unsure elsewhere.
 */
export function changesFor(order: { readonly lines: readonly StandingLine[]; readonly requestedDate: string | null }, reading: Reading): readonly Change[] {
  if (reading.intent === 'cancel') return [{ kind: 'cancel_all' }];
  const left = [...order.lines];
  const take = (is: (line: StandingLine) => boolean): StandingLine | undefined => {
    const at = left.findIndex(is);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const changes = reading.lines.flatMap((line): readonly Change[] => {
    const { sku, quantityMilli, uom, words } = line;
    if (sku === null || quantityMilli === null || uom === null) return [];
    const same = take((each) => each.sku === sku && each.uom === uom) ?? take((each) => each.sku === sku);
    if (same === undefined) return [{ kind: 'add', sku, quantityMilli, uom, words }];
    const inUnit: readonly Change[] = same.uom === uom ? [] : [{ kind: 'substitute', lineId: same.lineId, sku, uom }];
    return same.quantityMilli === quantityMilli ? inUnit : [...inUnit, { kind: 'quantity', lineId: same.lineId, quantityMilli }];
  });
  const unread = reading.lines.some((line) => line.sku === null);
  // with something unread nobody knows whether a line that is missing was meant to go
  const gone = unread ? [] : left.map((line): Change => ({ kind: 'cancel_line', lineId: line.lineId }));
  const { requestedDate } = reading;
  const day: readonly Change[] = requestedDate === null || requestedDate === order.requestedDate ? [] : [{ kind: 'date', requestedDate }];
  return [...changes, ...gone, ...day];
}

/** Whether words of change may go to the ERP unseen: every line certain, nothing else in them that a person should see. */
export const isSureChange = (reading: Reading): boolean =>
  reading.disposition === 'auto' && reading.flags.length === 0 && reading.lines.every((line) => line.decision === 'auto');
