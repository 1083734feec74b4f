import { jsonNumber } from '../../kit/format.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { FoSettings } from '../settings.ts';
import { own } from './fields.ts';

const pattern = /^free with (\d{1,9})$/;

/** What makes a line free of charge: a price of zero, and all of it taken off should an agreement put a price there again. */
export const freeValues = (freeWith: number, settings: FoSettings): Record<string, unknown> => ({
  SalesPrice: jsonNumber('0'),
  SalesPriceQuantity: jsonNumber('1'),
  LineDiscountPercentage: jsonNumber('100'),
  ...(settings.freeField === null ? {} : { [settings.freeField]: `free with ${freeWith}` }),
});

/** The number of the line with which a line of the ERP goes along free, as text; empty for one that says none. */
export const freeWithOf = (row: WireRecord, settings: FoSettings): string => pattern.exec(own(row, settings.freeField))?.[1] ?? '';
