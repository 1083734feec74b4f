import { currencyDigits } from '../../../kernel/money.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import type { PriceRecord } from '../../../modules/pricing/contract.ts';
import { divideExact, multiplyExact } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf } from '../../kit/odata4/codec.ts';
import type { FoSettings } from '../settings.ts';
import { minorOf } from './fields.ts';
import { mapped, skipped, type Mapped } from './mapped.ts';
import type { ItemUnit } from './units.ts';

interface Price {
  readonly key: string;
  readonly sku: string;
  readonly list: string;
  readonly amount: string | null;
  /** The amount is for so many of the unit. */
  readonly per: string;
  readonly unit: string;
  readonly currency: string;
  readonly fromMilli: number;
  readonly validFrom: string;
  readonly validTo: string;
}

const always = { validFrom: '1970-01-01', validTo: '9999-12-31' };

/** The price of one `unit` in whole minor units; null when it is none. */
function minorIn(price: Price, from: ItemUnit, unit: ItemUnit): number | null {
  const up = multiplyExact(multiplyExact(price.amount ?? '', String(unit.numerator)) ?? '', String(from.denominator));
  const down = multiplyExact(multiplyExact(price.per, String(unit.denominator)) ?? '', String(from.numerator));
  const minor = up === null || down === null ? null : minorOf(divideExact(up, down, currencyDigits(price.currency)), price.currency);
  return minor !== null && minor > 0 ? minor : null;
}

/** A price of its own unit, or where that is no whole minor unit, of another one in which it is exact. A tier counts in its own unit, so only that one may carry it. */
function recordOf(price: Price, units: readonly ItemUnit[]): Mapped<PriceRecord> {
  const from = units.find((unit) => unit.erpUom === price.unit);
  if (!from) return skipped(price.key, 'unknown_unit');
  const others = price.fromMilli === 0 ? units.filter((one) => one !== from) : [];
  for (const unit of [from, ...others.toSorted((a, b) => a.numerator / a.denominator - b.numerator / b.denominator)]) {
    const minor = minorIn(price, from, unit);
    if (minor === null) continue;
    const { sku, list: priceList, currency, validFrom, validTo } = price;
    return mapped(price.key, '', {
      sku,
      priceList,
      currency,
      uom: unit.uom,
      minor,
      ...(price.fromMilli === 0 ? {} : { fromMilli: price.fromMilli }),
      validFrom,
      validTo,
    });
  }
  return skipped(price.key, 'price_not_exact');
}

/** Whose price it is: a customer's, a group's, everybody's. */
function listOf(row: WireRecord, settings: FoSettings): string {
  const [customer, group] = [textOf(row, 'CustomerAccountNumber'), textOf(row, 'PriceCustomerGroupCode')];
  if (customer !== '') return `customer:${customer}`;
  if (group === '') return '*';
  return settings.priceGroupsAre === 'list' ? group : `group:${group}`;
}

const productDimensions = ['ProductColorId', 'ProductSizeId', 'ProductStyleId', 'ProductconfigurationId', 'ProductVersionId'];

/** Why an agreement cannot be said in our words; null when it can. */
function obstacleOf(row: WireRecord): string | null {
  if (textOf(row, 'ItemNumber') === '') return 'no_item';
  if (productDimensions.some((field) => textOf(row, field) !== '')) return 'product_dimension';
  if (['PriceSiteId', 'PriceWarehouseId'].some((field) => textOf(row, field) !== '')) return 'price_of_a_place';
  return /^[A-Z]{3}$/.test(textOf(row, 'PriceCurrencyCode')) ? null : 'no_currency';
}

const quantityOf = (row: WireRecord, field: string): string => {
  const quantity = decimalOf(row, field) ?? '1';
  return quantity === '0' ? '1' : quantity;
};

/** A trade agreement. Skipped: of no single item (a group's discount), of a product dimension or warehouse, of an unknown unit, no whole minor unit. */
export function mapAgreement(row: WireRecord, units: readonly ItemUnit[] | undefined, base: string, settings: FoSettings): Mapped<PriceRecord> {
  const key = textOf(row, 'RecordId');
  const obstacle = obstacleOf(row);
  const fromMilli = parseMilli(decimalOf(row, 'FromQuantity') ?? '0');
  if (obstacle !== null) return skipped(key, obstacle);
  if (!units) return skipped(key, 'unknown_item');
  if (fromMilli === null) return skipped(key, 'unreadable_quantity');
  const price: Price = {
    key,
    sku: textOf(row, 'ItemNumber'),
    list: listOf(row, settings),
    amount: decimalOf(row, 'Price'),
    per: quantityOf(row, 'SalesPriceQuantity'),
    unit: textOf(row, 'QuantityUnitySymbol') || base,
    currency: textOf(row, 'PriceCurrencyCode'),
    fromMilli,
    validFrom: dayOf(row, 'PriceApplicableFromDate') ?? always.validFrom,
    validTo: dayOf(row, 'PriceApplicableToDate') ?? always.validTo,
  };
  return recordOf(price, units);
}

/** The base sales price of an item, for everybody whom no agreement covers; null when it has none. */
export function mapBasePrice(item: WireRecord, units: readonly ItemUnit[], currency: string): Mapped<PriceRecord> | null {
  const amount = decimalOf(item, 'SalesPrice');
  const sku = textOf(item, 'ItemNumber');
  if (amount === null || amount === '0' || amount.startsWith('-')) return null;
  const unit = textOf(item, 'SalesUnitSymbol') || textOf(item, 'InventoryUnitSymbol');
  return recordOf({ key: `base/${sku}`, sku, list: '*', amount, per: quantityOf(item, 'SalesPriceQuantity'), unit, currency, fromMilli: 0, ...always }, units);
}
