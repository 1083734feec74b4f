import { currencyDigits, parseMinor } from '../../../kernel/money.ts';
import type { Company, ContactRecord, CreditRecord, CustomerRecord, Item } from '../../../modules/masters/contract.ts';
import type { CostRecord } from '../../../modules/pricing/contract.ts';
import { multiplyRounded, normalDecimal } from '../../kit/decimal.ts';
import { expandedOf, expandedOneOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { memberOf } from '../messages.ts';
import { mapped, skipped, versionOf, type Mapped } from '../read/reading.ts';
import type { BcCompanySettings, BcSettings } from '../settings.ts';
import { extraOf } from './extra.ts';
import { amountPer, salesUnitOf, unitsOf, type ItemUnit } from './unit.ts';

/** Amount with as many digits as the currency has; null when it has more or is none. */
export const minorOf = (amount: string | null, currency: string): number | null => (amount === null ? null : parseMinor(amount, currency));

/** A company of the environment. */
export function mapCompany(settings: BcCompanySettings, info: { readonly name: string; readonly country: string; readonly currency: string }): Mapped<Company> {
  const { company: code, zone, languages } = settings;
  return mapped(code, '', { code, name: info.name, zone, currency: info.currency, country: info.country, languages });
}

const itemKnown = new Set([
  'number',
  'displayName',
  'displayName2',
  'type',
  'itemCategoryCode',
  'blocked',
  'gtin',
  'inventory',
  'unitPrice',
  'unitCost',
  'baseUnitOfMeasureCode',
]);

/** Weights, lengths and volumes are sold in parts. */
const fractional = new Set(['KG', 'G', 'GR', 'GM', 'TO', 'MT', 'TON', 'L', 'LTR', 'ML', 'M', 'CM', 'LB', 'OZ']);

/** An item with its units. Skipped: without base unit. */
export function mapItem(row: WireRecord, unitRows: readonly WireRecord[], settings: BcSettings): Mapped<Item> {
  const sku = textOf(row, 'number');
  const units = unitsOf(row, unitRows, settings);
  const [base] = units;
  const sales = salesUnitOf(units, settings);
  if (!base || !sales) return skipped(sku, 'no_base_unit');
  const names = Object.entries(settings.itemNames).flatMap(([language, field]) => (textOf(row, field) === '' ? [] : [[language, textOf(row, field)] as const]));
  const data: Item = {
    sku,
    name: textOf(row, 'displayName') || sku,
    names: Object.fromEntries(names),
    brand: null,
    itemGroup: textOf(row, 'itemCategoryCode'),
    attributes: {},
    baseUom: base.uom,
    salesUom: sales.uom,
    barcode: textOf(row, 'gtin') || null,
    active: row['blocked'] !== true,
    replacedBy: null,
    wholeUnits: !fractional.has(sales.erpUom.toUpperCase()),
    uoms: units.map(({ uom, erpUom, numerator, denominator }) => ({ uom, erpUom, numerator, denominator })),
  };
  return mapped(sku, versionOf(row), data, extraOf(row, itemKnown));
}

/**
 * What a base unit costs; where that is no whole minor unit, another unit in which it is exact. The card rounds to five digits (33.33333 a piece
 * of a carton of 30 for 1000.00), so where none is exact, the cost of the sales unit is told to the nearest minor unit.
 */
export function mapCost(row: WireRecord, unitRows: readonly WireRecord[], settings: BcSettings, currency: string, today: string): Mapped<CostRecord> {
  const sku = textOf(row, 'number');
  const cost = decimalOf(row, 'unitCost');
  if (cost === null || cost === '0' || cost.startsWith('-')) return skipped(sku, 'no_cost');
  const units = unitsOf(row, unitRows, settings);
  const told = exactAmount(cost, units, currency) ?? nearAmount(cost, salesUnitOf(units, settings), currency);
  return told ? mapped(sku, versionOf(row), { sku, currency, ...told, asOf: today }) : skipped(sku, 'cost_not_exact');
}

/** An amount for the first of the units, told for the first one in which it is a whole number of minor units; null when there is none. */
export function exactAmount(amount: string, units: readonly ItemUnit[], currency: string): { readonly uom: string; readonly minor: number } | null {
  const [from] = units;
  if (!from) return null;
  for (const unit of units) {
    const minor = minorOf(amountPer(amount, from, unit, currencyDigits(currency)), currency);
    if (minor !== null && minor > 0) return { uom: unit.uom, minor };
  }
  return null;
}

function nearAmount(amount: string, unit: ItemUnit | undefined, currency: string): { readonly uom: string; readonly minor: number } | null {
  const minor = unit?.denominator === 1 ? minorOf(multiplyRounded(amount, String(unit.numerator), currencyDigits(currency)), currency) : null;
  return unit && minor !== null && minor > 0 ? { uom: unit.uom, minor } : null;
}

const customerKnown = new Set([
  'number',
  'displayName',
  'addressLine1',
  'addressLine2',
  'city',
  'state',
  'country',
  'postalCode',
  'balanceDue',
  'creditLimit',
  'taxRegistrationNumber',
  'currencyCode',
  'blocked',
  'type',
]);

/** What is read beside a customer's own row. */
export interface CustomerContext {
  readonly company: BcCompanySettings;
  readonly currency: string;
  /** Contact number → contact. */
  readonly contacts: ReadonlyMap<string, WireRecord>;
  /** Customer → row of the published customer card. */
  readonly cards: ReadonlyMap<string, readonly WireRecord[]>;
  /** Customer → rows of the published ship-to addresses. */
  readonly shipTos: ReadonlyMap<string, readonly WireRecord[]>;
}

function localNames(card: WireRecord): Record<string, string> {
  const name = textOf(card, 'Name_2');
  const language = /\p{Script=Devanagari}/u.test(name) ? 'hi' : /\p{Script=Arabic}/u.test(name) ? 'ar' : null;
  return language === null ? {} : { [language]: name };
}

const addressOf = (row: WireRecord, fields: readonly string[]): string =>
  fields
    .map((field) => textOf(row, field))
    .filter((part) => part !== '')
    .join(', ');

function shipTosOf(row: WireRecord, published: readonly WireRecord[]): CustomerRecord['shipTos'] {
  const own = {
    code: textOf(row, 'number'),
    name: textOf(row, 'displayName') || textOf(row, 'number'),
    city: textOf(row, 'city'),
    address: addressOf(row, ['addressLine1', 'addressLine2', 'postalCode', 'city']),
    isDefault: true,
  };
  const others = published.map((one) => ({
    code: textOf(one, 'Code'),
    name: textOf(one, 'Name') || textOf(one, 'Code'),
    city: textOf(one, 'City'),
    address: addressOf(one, ['Address', 'Post_Code', 'City']),
    isDefault: false,
  }));
  return [own, ...others];
}

/** People who can be reached: an international number (with its plus). A number without its country cannot be matched to a sender. */
function contactsOf(row: WireRecord, context: CustomerContext, settings: BcSettings): ContactRecord[] {
  const found = expandedOf(row, 'contactsInformation').flatMap((one) => {
    const contact = context.contacts.get(textOf(one, 'contactNumber'));
    if (!contact || contact['privacyBlocked'] === true) return [];
    const number = [textOf(contact, 'mobilePhoneNumber'), textOf(contact, 'phoneNumber')].find((text) => /^\s*(\+|00)/.test(text));
    if (number === undefined) return [];
    const phone = number.trim().replace(/^00/, '').replace(/\D/g, '');
    return [{ name: textOf(contact, 'displayName') || textOf(one, 'contactName'), phone, role: settings.contactRole, language: null }];
  });
  const usable = found.filter((one) => /^\d{5,20}$/.test(one.phone));
  return usable.filter((one, index) => usable.findIndex((other) => other.phone === one.phone) === index);
}

function blockOf(row: WireRecord): Pick<CustomerRecord, 'blocked' | 'blockReason'> {
  const how = memberOf(textOf(row, 'blocked')).toLowerCase();
  return { blocked: how !== '', blockReason: how === '' ? null : how };
}

/** A customer with addresses and contacts. Skipped: a currency that is none. */
export function mapCustomer(row: WireRecord, context: CustomerContext, settings: BcSettings): Mapped<CustomerRecord> {
  const code = textOf(row, 'number');
  const currency = textOf(row, 'currencyCode') || context.currency;
  if (currency.length !== 3) return skipped(code, 'no_currency');
  const [card = {}] = context.cards.get(code) ?? [];
  const { company } = context;
  const data: CustomerRecord = {
    code,
    name: textOf(row, 'displayName') || code,
    names: localNames(card),
    company: company.company,
    salesOrg: company.salesOrg,
    channel: settings.channel,
    division: settings.division,
    priceList: '*',
    priceGroup: textOf(card, 'Customer_Price_Group'),
    currency,
    language: settings.languages[textOf(card, 'Language_Code')] ?? company.languages[0] ?? 'en',
    zone: company.zone,
    country: textOf(row, 'country'),
    region: textOf(row, 'state') || textOf(row, 'country'),
    taxNumber: textOf(row, 'taxRegistrationNumber') || null,
    ...blockOf(row),
    partialPolicy: textOf(card, 'Shipping_Advice') === 'Complete' ? 'whole_order' : 'good_lines',
    shipTos: shipTosOf(row, context.shipTos.get(code) ?? []),
    contacts: contactsOf(row, context, settings),
  };
  return mapped(code, versionOf(row), data, extraOf(row, customerKnown));
}

/** Credit of a customer in the currency of the books: what it owes, and what of its orders is not invoiced. */
export function mapCredit(row: WireRecord, orders: readonly WireRecord[], settings: BcSettings, currency: string, readAt: string): Mapped<CreditRecord> {
  const customer = textOf(row, 'number');
  const financials = expandedOneOf(row, 'customerFinancialDetail');
  const limit = minorOf(cutTo(decimalOf(row, 'creditLimit') ?? '0', currency), currency);
  const balance = financials === null ? null : minorOf(cutTo(decimalOf(financials, 'balance') ?? '0', currency), currency);
  if (limit === null || balance === null) return skipped(customer, 'unreadable_amount');
  const open = orders.filter((order) => (textOf(order, 'currencyCode') || currency) === currency).reduce((all, order) => all + openMinorOf(order, currency), 0);
  const data: CreditRecord = {
    customer,
    currency,
    creditLimitMinor: limit === 0 && settings.zeroLimitIsNone ? null : limit,
    receivablesMinor: balance,
    openOrdersMinor: open,
    creditAsOf: readAt,
  };
  return mapped(customer, '', data);
}

/** What of an order's lines is not invoiced, in minor units, each line rounded half up. */
export function openMinorOf(order: WireRecord, currency: string): number {
  return expandedOf(order, 'salesOrderLines').reduce((all, line) => {
    const net = minorOf(cutTo(decimalOf(line, 'netAmountIncludingTax') ?? '0', currency), currency) ?? 0;
    const [quantity, invoiced] = ['quantity', 'invoicedQuantity'].map((field) =>
      BigInt(`${multiplyRounded(decimalOf(line, field) ?? '0', '100000', 0) ?? '0'}`),
    );
    if (quantity === undefined || invoiced === undefined || quantity <= 0n) return all;
    return all + Number((2n * BigInt(net) * (quantity - invoiced) + quantity) / (2n * quantity));
  }, 0);
}

/** Amounts are sums of rounded rows; what is beyond the currency's digits is cut. */
function cutTo(amount: string, currency: string): string {
  const [whole = '0', fraction = ''] = (normalDecimal(amount) ?? '').split('.');
  return `${whole}.${fraction.slice(0, currencyDigits(currency)) || '0'}`;
}
