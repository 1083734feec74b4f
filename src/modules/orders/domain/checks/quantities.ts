import { milliToText } from '../../../../kernel/quantity.ts';
import type { Item, ItemRule } from '../../../masters/contract.ts';
import type { PricedLine } from '../order.ts';
import { baseMilliOf, between } from './base.ts';
import { eachLine, notKnown, ofOrder, passed, settledByPerson, type Check } from './check.ts';

/** V07: a positive, finite quantity that an ERP can hold. */
export const quantityPositive: Check = {
  code: 'V07',
  name: 'quantity_positive',
  own: ['ask', 'desk', 'block'],
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
  own: ['ask', 'desk'],
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
  own: ['ask'],
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
  own: ['warn', 'ask'],
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
        facts: { sku: item.sku, quantity: milliToText(line.quantityMilli ?? 0), uom: line.uom, usual, ...(settledByPerson(line) ? { settled: true } : {}) },
      };
    }),
};

function firstOrderLimit(item: Item): number {
  const sales = item.uoms.find((unit) => unit.uom === item.salesUom);
  return sales === undefined ? 500_000 : (500_000 * sales.numerator) / sales.denominator;
}

const usualText = (medianBaseMilli: number, line: PricedLine, item: Item): string | null => {
  const milli = between(item, medianBaseMilli, item.baseUom, line.uom);
  return milli === null ? null : milliToText(milli);
};

/** V10: minimum, maximum and multiple of the item, in its sales unit. The nearest fitting quantities are offered in the unit ordered. */
export const quantityRules: Check = {
  code: 'V10',
  name: 'quantity_rules',
  own: ['ask'],
  run: (order, { items, terms }) =>
    eachLine(order, (line) => {
      const item = line.sku === null ? undefined : items.get(line.sku);
      const rule = item === undefined ? undefined : terms.items.get(item.sku);
      if (item === undefined || rule === undefined || line.quantityMilli === null || line.quantityMilli <= 0) return null;
      const broken = brokenRule(line.quantityMilli, item, line, rule);
      return broken === null ? null : { outcome: 'ask', facts: { sku: item.sku, quantity: milliToText(line.quantityMilli), uom: line.uom, ...broken } };
    }),
};

/** Which rule a quantity breaks, with what would fit. */
function brokenRule(milli: number, item: Item, line: PricedLine, rule: ItemRule): Record<string, unknown> | null {
  const text = (salesMilli: number): string => milliToText(between(item, salesMilli, item.salesUom, line.uom) ?? salesMilli);
  const compare = (salesMilli: number): bigint => inUnits(milli, item, line.uom) - inUnits(salesMilli, item, item.salesUom);
  if (rule.minOrderMilli !== null && compare(rule.minOrderMilli) < 0n) return { rule: 'minimum', minimum: text(rule.minOrderMilli) };
  if (rule.maxOrderMilli !== null && compare(rule.maxOrderMilli) > 0n) return { rule: 'maximum', maximum: text(rule.maxOrderMilli) };
  const multiple = rule.orderMultipleMilli;
  if (multiple === null) return null;
  const times = inUnits(milli, item, line.uom);
  const step = inUnits(multiple, item, item.salesUom);
  if (step === 0n || times % step === 0n) return null;
  const below = Number(times / step) * multiple;
  return { rule: 'multiple', multiple: text(multiple), ...(below > 0 ? { below: text(below) } : {}), above: text(below + multiple) };
}

/** A quantity on a scale on which all units of the item are whole: exact, for comparing only. */
function inUnits(milli: number, item: Item, uom: string | null): bigint {
  const scale = item.uoms.reduce((product, unit) => product * BigInt(unit.denominator), 1n);
  const unit = item.uoms.find((each) => each.uom === uom);
  return unit === undefined ? 0n : (BigInt(milli) * BigInt(unit.numerator) * scale) / BigInt(unit.denominator);
}

/** V13: an item that is in nearly every order of this customer is missing. Said once for the whole order, never asked. */
export const usualItems: Check = {
  code: 'V13',
  name: 'usual_items',
  own: ['warn'],
  run: (order, { usual }) => {
    if (usual.length === 0) return notKnown;
    const ordered = new Set(order.lines.map((line) => line.sku));
    const missing = usual.filter((each) => each.ofOrders >= 4 && each.orders * 4 >= each.ofOrders * 3 && !ordered.has(each.sku));
    return missing.length === 0 ? passed : ofOrder('warn', { skus: missing.map((each) => each.sku), missing: missing.length });
  },
};
