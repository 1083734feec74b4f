import { currencyDigits, parseMinor } from '../../../kernel/money.ts';
import type { PriceRecord } from '../../../modules/pricing/contract.ts';
import { divideExact, normalDecimal } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { Mapped } from '../read/pages.ts';
import type { OracleSettings } from '../settings.ts';
import { childRows, dayOf } from '../wire.ts';
import { ourUnit } from './values.ts';

const pattern = (name: string, mark: string): RegExp => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(`\\{${mark}\\}`, '(.+)')}$`);

/** Our code of a price list: `customer:<code>`, `group:<code>`, `*`, or its own name. */
export function priceListCode(name: string, { priceListNames }: OracleSettings): string {
  if (name === priceListNames.everyone) return '*';
  const customer = priceListNames.customer === null ? null : pattern(priceListNames.customer, 'customer').exec(name);
  if (customer?.[1]) return `customer:${customer[1]}`;
  const group = priceListNames.group === null ? null : pattern(priceListNames.group, 'group').exec(name);
  return group?.[1] ? `group:${group[1]}` : name;
}

/** The charges of one item of a price list as prices. Skipped: what is no plain price, is no whole minor unit, or has tiers. */
export function mapPrices(list: WireRecord, item: WireRecord, since: string, settings: OracleSettings): readonly Mapped<PriceRecord>[] {
  const currency = textOf(list, 'CurrencyCode');
  return childRows(item, 'charges').flatMap((charge): readonly Mapped<PriceRecord>[] => {
    const key = textOf(charge, 'PriceListChargeId');
    const validTo = dayOf(charge, 'EndDate') ?? dayOf(list, 'EndDate') ?? '9999-12-31';
    if (validTo < since) return [];
    if (textOf(charge, 'CalculationMethodCode') !== 'PRICE') return [{ kind: 'skipped', key, why: 'not_a_plain_price' }];
    const price = normalDecimal(textOf(charge, 'BasePrice'));
    const exact = price === null ? null : divideExact(price, '1', currencyDigits(currency));
    const minor = exact === null ? null : parseMinor(exact, currency);
    if (minor === null || minor <= 0) return [{ kind: 'skipped', key, why: 'price_not_exact' }];
    const data: PriceRecord = {
      sku: textOf(item, 'Item'),
      priceList: priceListCode(textOf(list, 'PriceListName'), settings),
      currency,
      uom: ourUnit(settings, textOf(item, 'PricingUOMCode')),
      minor,
      validFrom: dayOf(charge, 'StartDate') ?? '0001-01-01',
      validTo,
    };
    return [{ kind: 'mapped', record: { key, version: textOf(charge, 'LastUpdateDate'), data, extra: {} } }];
  });
}
