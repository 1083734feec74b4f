import { parseMilli } from '../../../kernel/quantity.ts';
import { divideExact, multiplyExact, normalDecimal } from '../../kit/decimal.ts';
import { parseMinor } from '../../../kernel/money.ts';
import type { Measure } from '../wire/amounts.ts';
import type { ItemUnits } from './item-units.ts';

/** A decimal as thousandths; null when it is finer or no number. */
export function milliOf(amount: string | null): number | null {
  const number = amount === null ? null : normalDecimal(amount);
  return number === null ? null : parseMilli(number);
}

/** A decimal as minor units of a currency; null when digits would be lost. */
export function minorOf(amount: string | null, currency: string): number | null {
  const number = amount === null ? null : normalDecimal(amount);
  return number === null ? null : parseMinor(number, currency);
}

/** A quantity in base units of the item, in thousandths, by any of the measures it is told in; null when none can be turned into it exactly. */
export function baseMilliOf(measures: readonly Measure[], units: ItemUnits | null): number | null {
  if (units === null) return milliOf(measures[0]?.amount ?? null);
  for (const measure of measures) {
    const unit = units.uoms.find((one) => one.erpUom === measure.unit);
    const whole = unit ? multiplyExact(measure.amount, String(unit.numerator)) : null;
    const base = unit && whole !== null ? divideExact(whole, String(unit.denominator), 3) : null;
    const milli = milliOf(base);
    if (milli !== null) return milli;
  }
  return null;
}

/** The measure that people used: the one in the item's sales unit when the quantity is told in it without a rest, else the first. */
export function spokenMeasure(measures: readonly Measure[], units: ItemUnits | null): Measure | null {
  const sales = units?.uoms.find((one) => one.uom === units.sales)?.erpUom;
  const inSales = measures.find((one) => one.unit === sales);
  return (inSales && milliOf(inSales.amount) !== null ? inSales : measures[0]) ?? null;
}
