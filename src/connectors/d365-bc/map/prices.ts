import { currencyDigits } from '../../../kernel/money.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import type { PriceRecord } from '../../../modules/pricing/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf } from '../../kit/odata4/codec.ts';
import { mapped, skipped, versionOf, type Mapped } from '../read/reading.ts';
import type { BcSettings } from '../settings.ts';
import { exactAmount, minorOf } from './masters.ts';
import { amountPer, unitsOf, type ItemUnit } from './unit.ts';

const always = { validFrom: '1970-01-01', validTo: '9999-12-31' };

/** What prices of an item are told with. */
export interface PriceContext {
  readonly prefix: string;
  readonly currency: string;
  readonly unitRows: readonly WireRecord[];
  readonly settings: BcSettings;
}

/** The price on the item's card, for everyone: of the base unit, or of another one in which it is a whole minor unit. None when it is zero. */
export function mapCardPrice(item: WireRecord, { prefix, currency, unitRows, settings }: PriceContext): readonly Mapped<PriceRecord>[] {
  const sku = textOf(item, 'number');
  const price = decimalOf(item, 'unitPrice');
  if (price === null || price === '0') return [];
  const key = `${prefix}*/${sku}///${always.validFrom}`;
  const told = exactAmount(price, unitsOf(item, unitRows, settings), currency);
  return [told ? mapped(key, versionOf(item), { sku, priceList: '*', currency, ...told, ...always }) : skipped(key, 'price_not_exact')];
}

/** `customer:X`, `group:X`, `*`; null for others. */
function listOf(row: WireRecord): string | null {
  const code = textOf(row, 'Sales_Code');
  const type = textOf(row, 'Sales_Type');
  return { Customer: `customer:${code}`, 'Customer Price Group': `group:${code}`, 'All Customers': '*' }[type] ?? null;
}

const periodOf = (row: WireRecord) => ({
  validFrom: dayOf(row, 'Starting_Date') ?? always.validFrom,
  validTo: dayOf(row, 'Ending_Date') ?? always.validTo,
});

const tierOf = (row: WireRecord): number => parseMilli(decimalOf(row, 'Minimum_Quantity') ?? '0') ?? 0;

/** Why a price of the published page is not told; null: it is. Campaigns are for contacts and segments that we do not know. */
const untold = (row: WireRecord, list: string | null): string | null =>
  list === null ? 'campaign_price' : textOf(row, 'Variant_Code') === '' ? null : 'variant_price';

/** A price of the published page. Skipped: of a campaign, of a variant, in a unit that the item does not have, or no whole minor unit. */
export function mapPrice(row: WireRecord, item: WireRecord, { prefix, currency: books, unitRows, settings }: PriceContext): Mapped<PriceRecord> {
  const sku = textOf(row, 'Item_No');
  const list = listOf(row);
  const { validFrom, validTo } = periodOf(row);
  const fromMilli = tierOf(row);
  const erpUom = textOf(row, 'Unit_of_Measure_Code') || textOf(item, 'baseUnitOfMeasureCode');
  const key = `${prefix}${list ?? textOf(row, 'Sales_Type')}/${sku}/${erpUom}/${fromMilli === 0 ? '' : fromMilli}/${validFrom}`;
  const why = untold(row, list);
  if (list === null || why !== null) return skipped(key, why ?? 'campaign_price');
  const currency = textOf(row, 'Currency_Code') || books;
  const told = toldIn(row, unitsOf(item, unitRows, settings), erpUom, fromMilli > 0, currency);
  if (typeof told === 'string') return skipped(key, told);
  return mapped(key, textOf(row, '@odata.etag'), { sku, priceList: list, currency, ...told, ...(fromMilli > 0 ? { fromMilli } : {}), validFrom, validTo });
}

interface Told {
  readonly uom: string;
  readonly minor: number;
}

/** The price in its own unit, else in another one in which it is exact; a tier counts in its own unit, so only that one may carry it. */
function toldIn(row: WireRecord, units: readonly ItemUnit[], erpUom: string, tier: boolean, currency: string): Told | string {
  const unit = units.find((one) => one.erpUom === erpUom);
  const price = decimalOf(row, 'Unit_Price');
  if (!unit) return 'unknown_unit';
  if (price === null) return 'price_not_exact';
  return tellIn(price, unit, tier ? [unit] : [unit, ...units.filter((one) => one !== unit)], currency) ?? 'price_not_exact';
}

function tellIn(price: string, from: ItemUnit, units: readonly ItemUnit[], currency: string): Told | null {
  for (const unit of units) {
    const minor = minorOf(amountPer(price, from, unit, currencyDigits(currency)), currency);
    if (minor !== null && minor > 0) return { uom: unit.uom, minor };
  }
  return null;
}
