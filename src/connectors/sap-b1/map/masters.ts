import { currencyDigits, parseMinor } from '../../../kernel/money.ts';
import type { Company, ContactRecord, CreditRecord, CustomerRecord, Item } from '../../../modules/masters/contract.ts';
import type { CostRecord } from '../../../modules/pricing/contract.ts';
import { divideExact, multiplyExact, multiplyRounded, normalDecimal } from '../../kit/decimal.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf, intOf } from '../../kit/odata4/codec.ts';
import { mapped, skipped, versionOf, type Mapped } from '../read/reading.ts';
import { branchOf, hasBranches, type B1Branch, type B1Settings } from '../settings.ts';
import { extraOf } from './extra.ts';
import { unitsOf, type ItemUnit, type UnitTables } from './unit.ts';

/** Amount with as many digits as the currency has; null when it has more or is none. */
export const minorOf = (amount: string | null, currency: string): number | null => (amount === null ? null : parseMinor(amount, currency));

const yes = (row: WireRecord, field: string): boolean => textOf(row, field) === 'tYES';
const own = (row: WireRecord, field: string | null): string => (field === null ? '' : textOf(row, field));

/** The company, or one of its branches. */
export function mapCompany(branch: B1Branch, name: string, country: string, localCurrency: string): Mapped<Company> {
  const data: Company = { code: branch.company, name, zone: branch.zone, currency: branch.currency ?? localCurrency, country, languages: branch.languages };
  return mapped(branch.company, '', data);
}

const itemKnown = new Set([
  'ItemCode',
  'ItemName',
  'ForeignName',
  'ItemsGroupCode',
  'BarCode',
  'SalesItem',
  'InventoryItem',
  'Valid',
  'Frozen',
  'UoMGroupEntry',
  'InventoryUoMEntry',
  'InventoryUOM',
  'DefaultSalesUoMEntry',
  'QuantityOnStock',
  'AvgStdPrice',
  'MovingAveragePrice',
  'ProdStdCost',
  'CostAccountingMethod',
  'ManageBatchNumbers',
  'DefaultWarehouse',
  'PricingUnit',
]);

/** Weights, lengths and volumes are sold in parts. */
const fractional = new Set(['KG', 'G', 'GM', 'TO', 'MT', 'L', 'LTR', 'ML', 'M', 'CM', 'LB', 'OZ']);

/** An item with its units. Skipped: no unit that can be told. */
export function mapItem(row: WireRecord, tables: UnitTables & { readonly itemGroups: ReadonlyMap<number, string> }, settings: B1Settings): Mapped<Item> {
  const sku = textOf(row, 'ItemCode');
  const units = unitsOf(row, tables, settings);
  const base = units.find((unit) => unit.entry === intOf(row, 'InventoryUoMEntry'));
  if (!base) return skipped(sku, 'no_base_unit');
  const sales = units.find((unit) => unit.entry === intOf(row, 'DefaultSalesUoMEntry')) ?? base;
  const texts = (fields: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => (textOf(row, field) === '' ? [] : [[name, textOf(row, field)]])));
  const group = intOf(row, 'ItemsGroupCode');
  const data: Item = {
    sku,
    name: textOf(row, 'ItemName') || sku,
    names: texts(settings.itemNames),
    brand: own(row, settings.brandField) || null,
    itemGroup: tables.itemGroups.get(group ?? -1) ?? String(group ?? ''),
    attributes: texts(settings.attributes),
    baseUom: base.uom,
    salesUom: sales.uom,
    barcode: textOf(row, 'BarCode') || null,
    active: !yes(row, 'Frozen') && textOf(row, 'Valid') !== 'tNO',
    replacedBy: own(row, settings.successorField) || null,
    wholeUnits: !fractional.has(sales.erpUom.toUpperCase()),
    uoms: units.map(({ uom, erpUom, numerator, denominator }) => ({ uom, erpUom, numerator, denominator })),
  };
  return mapped(sku, versionOf(row), data, extraOf(row, itemKnown));
}

/**
 * What one unit costs, by the item's way of valuation. Told for the base unit, else the sales unit, else the smallest unit in which it is a
 * whole number of minor units. Averages are rounded to six digits by Business One itself (33.333333 a piece of a carton of 30 for 1000.00), so
 * where none is exact, that of the sales unit is told to the nearest minor unit.
 */
export function mapCost(row: WireRecord, tables: UnitTables, settings: B1Settings, currency: string, today: string): Mapped<CostRecord> {
  const sku = textOf(row, 'ItemCode');
  const standard = textOf(row, 'CostAccountingMethod') === 'bis_Standard' ? decimalOf(row, 'ProdStdCost') : null;
  const cost = standard ?? decimalOf(row, 'AvgStdPrice') ?? decimalOf(row, 'MovingAveragePrice');
  if (cost === null || cost === '0' || cost.startsWith('-')) return skipped(sku, 'no_cost');
  const units = costUnits(row, unitsOf(row, tables, settings));
  const told = exactCost(cost, units, currency) ?? nearCost(cost, units[1], currency);
  return told ? mapped(sku, versionOf(row), { sku, currency, ...told, asOf: today }) : skipped(sku, 'cost_not_exact');
}

type Told = Pick<CostRecord, 'uom' | 'minor'>;

function exactCost(cost: string, units: readonly ItemUnit[], currency: string): Told | null {
  for (const unit of units) {
    const whole = multiplyExact(cost, String(unit.numerator));
    const minor = minorOf(whole === null ? null : divideExact(whole, String(unit.denominator), currencyDigits(currency)), currency);
    if (minor !== null && minor > 0) return { uom: unit.uom, minor };
  }
  return null;
}

function nearCost(cost: string, sales: ItemUnit | undefined, currency: string): Told | null {
  const minor = sales?.denominator === 1 ? minorOf(multiplyRounded(cost, String(sales.numerator), currencyDigits(currency)), currency) : null;
  return sales && minor !== null && minor > 0 ? { uom: sales.uom, minor } : null;
}

/** The base unit, the sales unit, then the others by size. */
function costUnits(row: WireRecord, units: readonly ItemUnit[]): readonly ItemUnit[] {
  const first = [intOf(row, 'InventoryUoMEntry'), intOf(row, 'DefaultSalesUoMEntry')];
  const rank = ({ entry }: ItemUnit): number => (first.includes(entry) ? first.indexOf(entry) : first.length);
  return units.toSorted((a, b) => rank(a) - rank(b) || a.numerator / a.denominator - b.numerator / b.denominator);
}

const partnerKnown = new Set([
  'CardCode',
  'CardName',
  'CardForeignName',
  'CardType',
  'Currency',
  'CreditLimit',
  'MaxCommitment',
  'CurrentAccountBalance',
  'OpenOrdersBalance',
  'OpenDeliveryNotesBalance',
  'PriceListNum',
  'Frozen',
  'Valid',
  'FrozenRemarks',
  'FederalTaxID',
  'Country',
  'City',
  'LanguageCode',
  'PartialDelivery',
  'ShipToDefault',
]);

/** The first branch of ours that the partner is assigned to; the company where there are no branches. */
function branchOfPartner(row: WireRecord, settings: B1Settings): B1Branch | undefined {
  if (!hasBranches(settings)) return branchOf(settings, '');
  const ids = expandedOf(row, 'BPBranchAssignment').filter((one) => textOf(one, 'DisabledForBP') !== 'tYES');
  return ids.flatMap((one) => branchOf(settings, textOf(one, 'BPLID')) ?? [])[0];
}

function localNames(row: WireRecord, settings: B1Settings): Record<string, string> {
  const name = own(row, settings.localNameField);
  const language = /\p{Script=Devanagari}/u.test(name) ? 'hi' : /\p{Script=Arabic}/u.test(name) ? 'ar' : null;
  return language === null ? {} : { [language]: name };
}

/** A customer with addresses and contacts. Skipped: in no branch of ours, or in all currencies at once (`##`). */
export function mapCustomer(row: WireRecord, settings: B1Settings, localCurrency: string): Mapped<CustomerRecord> {
  const code = textOf(row, 'CardCode');
  const branch = branchOfPartner(row, settings);
  if (!branch) return skipped(code, 'no_branch');
  const currency = currencyOf(row, branch.currency ?? localCurrency);
  if (currency.length !== 3) return skipped(code, 'no_currency');
  const addresses = expandedOf(row, 'BPAddresses');
  const data: CustomerRecord = {
    code,
    name: textOf(row, 'CardName') || code,
    names: localNames(row, settings),
    company: branch.company,
    salesOrg: branch.salesOrg,
    channel: settings.channel,
    division: settings.division,
    priceList: textOf(row, 'PriceListNum'),
    priceGroup: '',
    currency,
    language: languageOf(row, settings, branch),
    zone: own(row, settings.zoneField) || branch.zone,
    ...regionOf(row, addresses),
    taxNumber: textOf(row, 'FederalTaxID') || null,
    ...blockOf(row),
    partialPolicy: textOf(row, 'PartialDelivery') === 'tNO' ? 'whole_order' : 'good_lines',
    shipTos: shipTosOf(row, addresses),
    contacts: contactsOf(row, settings),
  };
  return mapped(code, versionOf(row), data, extraOf(row, partnerKnown));
}

/** `##`: all currencies; then the branch's own counts. */
const currencyOf = (row: WireRecord, usual: string): string => {
  const currency = textOf(row, 'Currency');
  return currency === '##' || currency === '' ? usual : currency;
};

const languageOf = (row: WireRecord, settings: B1Settings, branch: B1Branch): string =>
  own(row, settings.languageField) || (settings.languages[textOf(row, 'LanguageCode')] ?? branch.languages[0] ?? 'en');

function regionOf(row: WireRecord, addresses: readonly WireRecord[]): Pick<CustomerRecord, 'country' | 'region'> {
  const bill = addresses.find((one) => textOf(one, 'AddressType') === 'bo_BillTo') ?? addresses[0] ?? {};
  const country = textOf(row, 'Country') || textOf(bill, 'Country');
  return { country, region: textOf(bill, 'State') || country };
}

function blockOf(row: WireRecord): Pick<CustomerRecord, 'blocked' | 'blockReason'> {
  const blocked = yes(row, 'Frozen') || textOf(row, 'Valid') === 'tNO';
  return { blocked, blockReason: blocked ? textOf(row, 'FrozenRemarks') || 'inactive' : null };
}

function shipTosOf(row: WireRecord, addresses: readonly WireRecord[]): CustomerRecord['shipTos'] {
  return addresses
    .filter((one) => textOf(one, 'AddressType') === 'bo_ShipTo')
    .map((one) => ({
      code: textOf(one, 'AddressName'),
      name: textOf(one, 'AddressName2') || textOf(one, 'AddressName'),
      city: textOf(one, 'City'),
      address: ['Street', 'StreetNo', 'ZipCode', 'City']
        .map((field) => textOf(one, field))
        .filter((part) => part !== '')
        .join(', '),
      isDefault: textOf(one, 'AddressName') === textOf(row, 'ShipToDefault'),
    }));
}

/** People who can be reached: an international number (with its plus). A number without its country cannot be matched to a sender. */
function contactsOf(row: WireRecord, settings: B1Settings): ContactRecord[] {
  const found = expandedOf(row, 'ContactEmployees')
    .filter((one) => textOf(one, 'Active') !== 'tNO')
    .flatMap((one) => {
      const number = [textOf(one, 'MobilePhone'), textOf(one, 'Phone1')].find((text) => /^\s*(\+|00)/.test(text));
      if (number === undefined) return [];
      const position = textOf(one, 'Position');
      const name = [textOf(one, 'FirstName'), textOf(one, 'LastName')].filter((part) => part !== '').join(' ') || textOf(one, 'Name');
      const phone = number.trim().replace(/^00/, '').replace(/\D/g, '');
      return [{ name, phone, role: settings.contactRoles[position] ?? (position || 'contact'), language: own(one, settings.contactLanguageField) || null }];
    })
    .filter((one) => /^\d{5,20}$/.test(one.phone));
  return found.filter((one, index) => found.findIndex((other) => other.phone === one.phone) === index);
}

/** Credit of a customer: what is owed, and what is ordered or delivered and not billed. */
export function mapCredit(row: WireRecord, settings: B1Settings, localCurrency: string, readAt: string): Mapped<CreditRecord> {
  const customer = textOf(row, 'CardCode');
  const currency = currencyOf(row, localCurrency);
  const amount = (field: string): number | null => minorOf(rounded(decimalOf(row, field) ?? '0', currency), currency);
  const [limit, account, orders, deliveries] = [
    amount('CreditLimit'),
    amount('CurrentAccountBalance'),
    amount('OpenOrdersBalance'),
    amount('OpenDeliveryNotesBalance'),
  ];
  if (limit === null || account === null || orders === null || deliveries === null) return skipped(customer, 'unreadable_amount');
  const data: CreditRecord = {
    customer,
    currency,
    creditLimitMinor: limit === 0 && settings.zeroLimitIsNone ? null : limit,
    receivablesMinor: account + deliveries,
    openOrdersMinor: orders,
    creditAsOf: readAt,
  };
  return mapped(customer, '', data);
}

/** Balances are sums of rounded rows, told with six digits: what is beyond the currency's digits is cut. */
function rounded(amount: string, currency: string): string {
  const [whole = '0', fraction = ''] = (normalDecimal(amount) ?? '').split('.');
  return `${whole}.${fraction.slice(0, currencyDigits(currency)) || '0'}`;
}
