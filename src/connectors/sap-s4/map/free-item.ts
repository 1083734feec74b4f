import { sameDecimal } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { SapSettings } from '../settings.ts';

/** Whether an item of a document went along free of charge: by its category, or because it hangs on another item and costs nothing. */
export const isFreeItem = (item: WireRecord, settings: SapSettings): boolean =>
  textOf(item, 'SalesOrderItemCategory') === (settings.freeItemCategory ?? 'TANN') || (higherItemOf(item) > 0 && sameDecimal(textOf(item, 'NetAmount'), '0'));

/** Number of the item on which an item hangs; 0: on none. */
export const higherItemOf = (item: WireRecord): number => Number(textOf(item, 'HigherLevelItem') || '0');
