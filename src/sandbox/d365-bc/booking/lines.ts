import type { Row } from '../../kit/odata4/index.ts';
import { over, rounded, scaled, times, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { noGuid } from '../seed/view.ts';
import { rowBy, type Company } from '../world.ts';
import { priceOf } from './pricing.ts';
import { factorFor } from './units.ts';

/** What the lines of an order are worked out from. */
export interface Scope {
  readonly company: Company;
  readonly customer: Row;
  readonly currency: string;
  readonly on: string;
}

const given = (values: Row, field: string): boolean =>
  values[field] !== undefined && values[field] !== null && values[field] !== '' && values[field] !== noGuid;

/** The item that a line names, by number or id. */
function itemOf(company: Company, values: Row): Row {
  const table = company.store.table('items');
  const item = given(values, 'lineObjectNumber')
    ? rowBy(company, 'items', 'number', values['lineObjectNumber'])
    : table.get(JSON.stringify([values['itemId'] ?? null]));
  if (!item) throw refusal.unknownItem(String(values['lineObjectNumber'] ?? values['itemId'] ?? ''));
  if (item['blocked'] === true) throw refusal.blockedItem(String(item['number']));
  if (item['Sold'] !== true) throw refusal.notSold(String(item['number']));
  return item;
}

/** Lying by habit: a booking is saved with another quantity than was asked for. */
export const asSaved = (company: Company, quantity: bigint): bigint => (company.chance(company.habits().pOtherQuantity) ? quantity + scaled('1') : quantity);

/** Amounts of a line from its quantity, price and discount, rounded to the currency's two digits. */
export function amountsOf(quantity: bigint, price: bigint, discountPercent: bigint): Row {
  const gross = times(quantity, price);
  const discount = rounded(over(times(gross, discountPercent), scaled('100')), 2);
  const net = unscaled(rounded(gross, 2) - discount);
  return { discountAmount: unscaled(discount), amountExcludingTax: net, amountIncludingTax: net, netAmount: net, netAmountIncludingTax: net };
}

function unitCode(company: Company, values: Row, item: Row): string {
  if (given(values, 'unitOfMeasureCode')) return String(values['unitOfMeasureCode']).toUpperCase();
  const unit = given(values, 'unitOfMeasureId') ? company.store.table('unitsOfMeasure').get(JSON.stringify([values['unitOfMeasureId'] ?? null])) : undefined;
  return String(unit?.['code'] ?? item['SalesUnit']);
}

function locationOf(scope: Scope, values: Row): string {
  const { company, customer } = scope;
  const table = company.store.table('locations');
  if (given(values, 'locationId')) {
    if (!table.get(JSON.stringify([values['locationId'] ?? null]))) throw refusal.unknownLocation();
    return String(values['locationId']);
  }
  const card = company.store.table('CustomerCards').get(JSON.stringify([customer['number'] ?? null]));
  return String(rowBy(company, 'locations', 'code', card?.['Location_Code'])?.['id'] ?? noGuid);
}

/** A line with an item as it is saved: unit, price and amounts found. Quantities of zero are allowed, as there. */
export function itemLine(scope: Scope, values: Row): Row {
  const { company, customer, on } = scope;
  const item = itemOf(company, values);
  const code = unitCode(company, values, item);
  const factor = factorFor(company, item['number'], code);
  const asked = scaled(values['quantity']);
  if (asked < 0n) throw refusal.badQuantity();
  const quantity = rounded(asSaved(company, asked), 5);
  const price = given(values, 'unitPrice') ? scaled(values['unitPrice']) : priceOf(company, customer, item, { code, factor }, on);
  const kept = rounded(price, 5);
  return {
    ...values,
    lineType: 'Item',
    itemId: item['id'] ?? null,
    lineObjectNumber: item['number'] ?? null,
    description: given(values, 'description') ? (values['description'] ?? '') : (item['displayName'] ?? ''),
    unitOfMeasureCode: code,
    unitOfMeasureId:
      company.store
        .table('unitsOfMeasure')
        .all()
        .find((row) => row['code'] === code)?.['id'] ?? noGuid,
    locationId: locationOf(scope, values),
    quantity: unscaled(quantity),
    unitPrice: unscaled(kept),
    ...amountsOf(quantity, kept, scaled(values['discountPercent'])),
  };
}
