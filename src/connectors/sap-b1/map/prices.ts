import type { PriceRecord } from '../../../modules/pricing/contract.ts';
import { currencyDigits } from '../../../kernel/money.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import { divideExact, multiplyExact } from '../../kit/decimal.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf, intOf } from '../../kit/odata4/codec.ts';
import { mapped, skipped, versionOf, type Mapped } from '../read/reading.ts';
import type { B1Settings } from '../settings.ts';
import { minorOf } from './masters.ts';
import { unitsOf, type ItemUnit, type UnitTables } from './unit.ts';

const always = { validFrom: '1970-01-01', validTo: '9999-12-31' };

interface Price {
  readonly list: string;
  readonly price: string | null;
  readonly currency: string;
  /** Unit that the price is for; null: the item's pricing or inventory unit. */
  readonly entry: number | null;
  readonly fromMilli?: number;
  readonly validFrom: string;
  readonly validTo: string;
}

/** A price of one unit: of its own, or where that is no whole minor unit, of another one in which it is exact. */
function priceRecord(sku: string, price: Price, units: readonly ItemUnit[], base: number, version: string): Mapped<PriceRecord> | null {
  if (price.price === null || price.price === '0' || price.currency === '') return null;
  const key = [price.list, sku, price.entry ?? '', price.fromMilli ?? '', price.validFrom].join('/');
  const from = units.find((unit) => unit.entry === (price.entry ?? base));
  if (!from) return skipped(key, 'unknown_unit');
  // a tier counts in its own unit, so only that one may carry it
  const others = price.fromMilli === undefined ? units.filter((one) => one !== from) : [];
  for (const unit of [from, ...others.toSorted((a, b) => a.numerator / a.denominator - b.numerator / b.denominator)]) {
    const minor = minorIn(price.price, price.currency, from, unit);
    if (minor === null) continue;
    const { list: priceList, currency, validFrom, validTo } = price;
    const tier = price.fromMilli ? { fromMilli: price.fromMilli } : {};
    return mapped(key, version, { sku, priceList, currency, uom: unit.uom, minor, ...tier, validFrom, validTo });
  }
  return skipped(key, 'price_not_exact');
}

/** The price of one `unit` in whole minor units; null when it is none. */
function minorIn(price: string, currency: string, from: ItemUnit, unit: ItemUnit): number | null {
  const up = multiplyExact(multiplyExact(price, String(unit.numerator)) ?? '', String(from.denominator));
  const down = multiplyExact(String(unit.denominator), String(from.numerator));
  const minor = up === null || down === null ? null : minorOf(divideExact(up, down, currencyDigits(currency)), currency);
  return minor !== null && minor > 0 ? minor : null;
}

/** The prices that an item has in price lists, by list and unit. */
export function mapItemPrices(item: WireRecord, tables: UnitTables, settings: B1Settings): readonly Mapped<PriceRecord>[] {
  const units = unitsOf(item, tables, settings);
  const base = intOf(item, 'PricingUnit') || intOf(item, 'InventoryUoMEntry') || -1;
  const prices = expandedOf(item, 'ItemPrices').flatMap((row): Price[] => {
    const list = textOf(row, 'PriceList');
    const one = (price: WireRecord, entry: number | null): Price => ({
      list,
      price: decimalOf(price, 'Price'),
      currency: textOf(price, 'Currency'),
      entry,
      ...always,
    });
    return [one(row, null), ...expandedOf(row, 'UoMPrices').map((price) => one(price, intOf(price, 'UoMEntry')))];
  });
  return prices.flatMap((price) => priceRecord(textOf(item, 'ItemCode'), price, units, base, versionOf(item)) ?? []);
}

/** Special prices: of a customer (`customer:<code>`), of a list for a time (`*1`) or of everyone (`*`), with periods and quantities. */
export function mapSpecialPrice(row: WireRecord, item: WireRecord, tables: UnitTables, settings: B1Settings): readonly Mapped<PriceRecord>[] {
  const card = textOf(row, 'CardCode');
  const numbered = /^\*(\d+)$/.exec(card)?.[1];
  const list = numbered ?? (card === '*' ? '*' : `customer:${card}`);
  const currency = textOf(row, 'Currency');
  const period = { validFrom: dayOf(row, 'ValidFrom') ?? always.validFrom, validTo: dayOf(row, 'ValidTo') ?? always.validTo };
  const areas = expandedOf(row, 'SpecialPriceDataAreas').flatMap((area): Price[] => {
    const days = { validFrom: dayOf(area, 'DateFrom') ?? period.validFrom, validTo: dayOf(area, 'Dateto') ?? period.validTo };
    const areaCurrency = textOf(area, 'PriceCurrency') || currency;
    const tiers = expandedOf(area, 'SpecialPriceQuantityAreas').map((tier): Price => {
      const from = parseMilli(decimalOf(tier, 'Quantity') ?? '0') ?? 0;
      const price = decimalOf(tier, 'SpecialPrice');
      return {
        list,
        price,
        currency: textOf(tier, 'PriceCurrency') || areaCurrency,
        entry: intOf(tier, 'UoMEntry'),
        ...(from > 0 ? { fromMilli: from } : {}),
        ...days,
      };
    });
    return [{ list, price: decimalOf(area, 'SpecialPrice'), currency: areaCurrency, entry: null, ...days }, ...tiers];
  });
  const units = unitsOf(item, tables, settings);
  const base = intOf(item, 'PricingUnit') || intOf(item, 'InventoryUoMEntry') || -1;
  const all = [{ list, price: decimalOf(row, 'Price'), currency, entry: null, ...period }, ...areas];
  return all.flatMap((price) => priceRecord(textOf(row, 'ItemCode'), price, units, base, '') ?? []);
}
