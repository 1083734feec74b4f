import { convertMilli, milliToText } from '../../../../kernel/quantity.ts';
import type { Item } from '../../../masters/contract.ts';
import type { PricedLine } from '../order.ts';
import { eachLine, settledByPerson, type Check } from './check.ts';

/** V07: a positive, finite quantity that an ERP can hold. */
export const quantityPositive: Check = {
  code: 'V07',
  name: 'quantity_positive',
  run: (order) =>
    eachLine(order, (line) => {
      if (line.quantityMilli === null) return { outcome: line.decision === 'ask' ? 'ask' : 'desk', facts: { words: line.words } };
      return line.quantityMilli > 0 && line.quantityMilli <= largestMilli
        ? null
        : { outcome: 'block', facts: { words: line.words, quantity: milliToText(line.quantityMilli) } };
    }),
};

/** The ERP's field holds 13 digits, three of them after the point; nobody orders near that. */
const largestMilli = 99_999_999_000;

/** V08: the unit is one of the item's own. */
export const unitKnown: Check = {
  code: 'V08',
  name: 'unit_known',
  run: (order, { items }) =>
    eachLine(order, (line) => {
      const item = line.sku === null ? undefined : items.get(line.sku);
      if (item === undefined) return null;
      const known = item.uoms.some((unit) => unit.uom === line.uom);
      return known ? null : { outcome: line.uom === null ? 'ask' : 'desk', facts: { sku: item.sku, uom: line.uom, units: item.uoms.map((unit) => unit.uom) } };
    }),
};

/** V09: whole units, unless the item may be split. */
export const wholeUnits: Check = {
  code: 'V09',
  name: 'whole_units',
  run: (order, { items }) =>
    eachLine(order, (line) => {
      const item = line.sku === null ? undefined : items.get(line.sku);
      if (item === undefined || !item.wholeUnits || line.quantityMilli === null || line.quantityMilli % 1000 === 0) return null;
      const below = Math.floor(line.quantityMilli / 1000);
      return { outcome: 'ask', facts: { sku: item.sku, quantity: milliToText(line.quantityMilli), below, above: below + 1 } };
    }),
};

/** V12: a quantity far from what this customer ever ordered of the item; a first order may be up to 500 sales units. */
export const quantityUsual: Check = {
  code: 'V12',
  name: 'quantity_usual',
  run: (order, { items, pastUse }) =>
    eachLine(order, (line) => {
      const item = line.sku === null ? undefined : items.get(line.sku);
      const base = item === undefined ? null : baseMilliOf(line, item);
      if (item === undefined || base === null) return null;
      const past = pastUse.get(item.sku);
      if (base <= (past === undefined ? firstOrderLimit(item) : past.maxBaseMilli * 4)) return null;
      const usual = past === undefined ? null : usualText(past.medianBaseMilli, line, item);
      return {
        outcome: settledByPerson(line) ? 'warn' : 'ask',
        facts: { sku: item.sku, quantity: milliToText(line.quantityMilli ?? 0), uom: line.uom, usual },
      };
    }),
};

function firstOrderLimit(item: Item): number {
  const sales = item.uoms.find((unit) => unit.uom === item.salesUom);
  return sales === undefined ? 500_000 : (500_000 * sales.numerator) / sales.denominator;
}

function baseMilliOf(line: PricedLine, item: Item): number | null {
  const unit = item.uoms.find((each) => each.uom === line.uom);
  const base = item.uoms.find((each) => each.uom === item.baseUom);
  if (unit === undefined || base === undefined || line.quantityMilli === null) return null;
  return convertMilli(line.quantityMilli, unit, base);
}

function usualText(medianBaseMilli: number, line: PricedLine, item: Item): string | null {
  const unit = item.uoms.find((each) => each.uom === line.uom);
  const base = item.uoms.find((each) => each.uom === item.baseUom);
  const milli = unit === undefined || base === undefined ? null : convertMilli(medianBaseMilli, base, unit);
  return milli === null ? null : milliToText(milli);
}
