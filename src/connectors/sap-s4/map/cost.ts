import { currencyDigits, parseMinor } from '../../../kernel/money.ts';
import type { CostRecord } from '../../../modules/pricing/contract.ts';
import { divideExact, multiplyExact, normalDecimal } from '../../kit/decimal.ts';
import { dateFromWire, expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { SapSettings } from '../settings.ts';
import { ourUnit } from '../units.ts';
import { salesAreasOf, uomsOf } from './item.ts';
import type { Mapped } from './mapped.ts';

/**
 * The valuation of a product as what one unit costs: the moving average where that controls the price (procedure V), else the standard price.
 * Told for the base unit; where one of them is no whole number of minor units, for the sales unit, else for the smallest unit in which the
 * cost is exact. Nothing is rounded: skipped where no unit does, as is what has no valuation or no cost, and what we do not sell.
 * As of the day on which SAP last changed the price; `today` where it tells none.
 */
export function mapCost(row: WireRecord, today: string, settings: SapSettings): Mapped<CostRecord> {
  const sku = textOf(row, 'Product');
  const skip = (why: string): Mapped<CostRecord> => ({ kind: 'skipped', key: sku, why });
  const [area] = salesAreasOf(row, settings);
  const baseUnit = textOf(row, 'BaseUnit');
  if (area === undefined) return skip('not_sold_by_us');
  if (baseUnit === '') return skip('no_base_unit');
  const valuation = valuationOf(row, settings);
  if (valuation === undefined) return skip('no_valuation');
  const units = unitsByChoice(row, baseUnit, textOf(area, 'SalesMeasureUnit') || baseUnit, settings);
  const cost = units.flatMap((unit) => costIn(valuation, unit) ?? [])[0];
  if (cost === undefined) return skip('cost_not_exact');
  const data: CostRecord = { sku, currency: textOf(valuation, 'Currency'), ...cost, asOf: dateFromWire(valuation['PriceLastChangeDate']) ?? today };
  return { kind: 'mapped', record: { key: sku, version: data.asOf, data, extra: {} } };
}

type Unit = ReturnType<typeof uomsOf>[number];

const priceOf = (valuation: WireRecord): string =>
  textOf(valuation, textOf(valuation, 'InventoryValuationProcedure') === 'V' ? 'MovingAveragePrice' : 'StandardPrice');

/** Of the whole product, not of one of its valuation types (batches, origins): the one of the area that counts. */
function valuationOf(row: WireRecord, { valuationArea }: SapSettings): WireRecord | undefined {
  return expandedOf(row, 'to_Valuation').find(
    (one) =>
      textOf(one, 'ValuationType') === '' &&
      one['IsMarkedForDeletion'] !== true &&
      (valuationArea === null || textOf(one, 'ValuationArea') === valuationArea) &&
      textOf(one, 'Currency') !== '' &&
      Number(normalDecimal(priceOf(one)) ?? NaN) > 0,
  );
}

function unitsByChoice(row: WireRecord, baseUnit: string, salesUnit: string, settings: SapSettings): readonly Unit[] {
  const first = [ourUnit(settings, baseUnit), ourUnit(settings, salesUnit)];
  const rank = ({ uom }: Unit): number => (first.includes(uom) ? first.indexOf(uom) : first.length);
  const size = ({ numerator, denominator }: Unit): number => numerator / denominator;
  return uomsOf(row, baseUnit, settings).toSorted((a, b) => rank(a) - rank(b) || size(a) - size(b));
}

/** What one unit costs in whole minor units; null when that is no whole number. */
function costIn(valuation: WireRecord, unit: Unit): { readonly uom: string; readonly minor: number } | null {
  const currency = textOf(valuation, 'Currency');
  const per = normalDecimal(textOf(valuation, 'PriceUnitQty')) ?? '0';
  const whole = multiplyExact(priceOf(valuation), String(unit.numerator));
  const base = multiplyExact(per === '0' ? '1' : per, String(unit.denominator));
  const amount = whole === null || base === null ? null : divideExact(whole, base, currencyDigits(currency));
  const minor = amount === null ? null : parseMinor(amount, currency);
  return minor !== null && minor > 0 ? { uom: unit.uom, minor } : null;
}
