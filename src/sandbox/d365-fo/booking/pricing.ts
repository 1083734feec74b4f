import type { Row } from '../../kit/odata4/index.ts';
import { over, scaled, times } from '../amount.ts';
import { noDay } from '../seed/companies.ts';
import { rowsBy, type World } from '../world.ts';
import { refusal } from '../messages.ts';

/** How many inventory units one unit of the item is. Refused when no conversion says it. */
export function factorOf(world: World, item: Row, unit: string): bigint {
  const base = String(item['InventoryUnitSymbol']);
  if (unit === base) return scaled('1');
  const own = world.store.table('ProductUnitOfMeasureConversions').by('ProductNumber', item['ProductNumber'] ?? null);
  const all = [...own, ...world.store.table('UnitOfMeasureConversions').all()];
  const rate = (row: Row): bigint => over(times(scaled(row['Factor']), scaled(String(row['Numerator']))), scaled(String(row['Denominator'])));
  const there = all.find((row) => row['FromUnitSymbol'] === unit && row['ToUnitSymbol'] === base);
  if (there) return rate(there);
  const back = all.find((row) => row['FromUnitSymbol'] === base && row['ToUnitSymbol'] === unit);
  if (!back) throw refusal.noConversion(String(item['ItemNumber']), unit, base);
  return over(scaled('1'), rate(back));
}

const holds = (row: Row, day: string): boolean => {
  const [from, to] = [String(row['PriceApplicableFromDate']), String(row['PriceApplicableToDate'])];
  return from.slice(0, 10) <= day && (to === noDay || to.slice(0, 10) >= day);
};

/** The price of one unit of an item for a customer on a day: the customer's own, else the group's, else everybody's, else the item's; zero when there is none. */
export function priceOf(world: World, customer: Row, item: Row, unit: string, currency: string, day: string): bigint {
  const rows = rowsBy(world, 'SalesPriceAgreements', String(customer['dataAreaId']), 'ItemNumber', String(item['ItemNumber'])).filter(
    (row) => row['PriceCurrencyCode'] === currency && holds(row, day),
  );
  const [account, group] = [customer['CustomerAccount'], customer['DiscountPriceGroupId']];
  const found =
    rows.find((row) => row['CustomerAccountNumber'] === account) ??
    rows.find((row) => row['CustomerAccountNumber'] === '' && row['PriceCustomerGroupCode'] === group && group !== '') ??
    rows.find((row) => row['CustomerAccountNumber'] === '' && row['PriceCustomerGroupCode'] === '');
  if (!found) return over(scaled(item['SalesPrice']), scaled(item['SalesPriceQuantity']));
  const each = over(scaled(found['Price']), scaled(found['SalesPriceQuantity']));
  return over(times(each, factorOf(world, item, unit)), factorOf(world, item, String(found['QuantityUnitySymbol'])));
}
