import { parseMinor } from '../../../kernel/money.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import type { Bom, Company, CreditRecord, CustomerRecord, Item, Routing } from '../../../modules/masters/contract.ts';
import type { CostRecord, PriceRecord } from '../../../modules/pricing/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import type { Mapped } from '../read/set.ts';
import type { TrytonSettings } from '../settings.ts';
import type { Row } from '../wire.ts';
import { flag, linked, listed, text } from '../wire.ts';

/** Our code of a unit. */
export const unit = (row: Row, settings: TrytonSettings): string => settings.units[text(row, 'symbol')] ?? text(row, 'symbol');

/** Minor units of a decimal that may have more zeros than the currency; null when digits would be lost. */
export function minor(amount: string, currency: string): number | null {
  const plain = normalDecimal(amount);
  return plain === null ? null : parseMinor(plain, currency);
}

/** Thousandths; null when finer or no number. */
export function milli(amount: string): number | null {
  const plain = normalDecimal(amount);
  return plain === null ? null : parseMilli(plain);
}

/** company.company. */
export function mapCompany(row: Row, settings: TrytonSettings): Mapped {
  const data: Company = {
    code: settings.companyCode,
    name: text(linked(row, 'party'), 'name'),
    zone: text(row, 'timezone') || settings.zone,
    currency: text(linked(row, 'currency'), 'code'),
    country: settings.country,
    languages: settings.languages,
  };
  return { data };
}

const fractional = /^(g|kg|t|l|m|cm|mm|km|m²|m³|oz|lb)$/i;

/** product.product: a variant with its template. Units of the same category convert, but a pack size is not kept on the product. */
export function mapItem(row: Row, settings: TrytonSettings): Mapped {
  const sku = text(row, 'code');
  if (sku === '') return { why: 'no_code' };
  const base = linked(row, 'default_uom');
  const sales = linked(row, 'sale_uom');
  const baseUom = unit(base, settings);
  const uoms: Item['uoms'] = [{ uom: baseUom, numerator: 1, denominator: 1, erpUom: text(base, 'symbol') }];
  const ratio = ratioOf(sales, base);
  const salesUom = text(sales, 'symbol') === '' || ratio === null ? baseUom : unit(sales, settings);
  if (salesUom !== baseUom && ratio !== null) uoms.push({ uom: salesUom, ...ratio, erpUom: text(sales, 'symbol') });
  const data: Item = {
    sku,
    name: text(row, 'name') || sku,
    names: {},
    brand: null,
    itemGroup: text(linked(row, 'template', 'account_category'), 'name'),
    attributes: {},
    baseUom,
    salesUom,
    barcode: text(listed(row, 'identifiers').find((one) => /^(ean|upc)/i.test(text(one, 'type'))) ?? {}, 'code') || null,
    active: flag(row, 'active') && flag(row, 'salable'),
    replacedBy: null,
    wholeUnits: !fractional.test(text(sales, 'symbol') || text(base, 'symbol')),
    uoms,
  };
  return { data };
}

/** How many base units one unit is, exactly: Tryton keeps a factor and its inverse, and says which of them is exact. */
function ratioOf(from: Row, to: Row): { readonly numerator: number; readonly denominator: number } | null {
  if (text(from, 'symbol') === text(to, 'symbol')) return { numerator: 1, denominator: 1 };
  const exact = (row: Row): readonly [bigint, bigint] | null => {
    const [factor, rate] = [normalDecimal(text(row, 'factor')), normalDecimal(text(row, 'rate'))];
    if (factor === null || rate === null) return null;
    const useRate = factor.length > rate.length;
    const said = useRate ? rate : factor;
    const digits = (said.split('.')[1] ?? '').length;
    const pair = [BigInt(said.replace('.', '')), 10n ** BigInt(digits)] as const;
    return useRate ? [pair[1], pair[0]] : pair;
  };
  const [a, b] = [exact(from), exact(to)];
  if (a === null || b === null || a[1] * b[0] === 0n) return null;
  const [numerator, denominator] = [a[0] * b[1], a[1] * b[0]];
  const common = (x: bigint, y: bigint): bigint => (y === 0n ? x : common(y, x % y));
  const by = common(numerator, denominator);
  return { numerator: Number(numerator / by), denominator: Number(denominator / by) };
}

/** The cost of a base unit. Skipped: none, or no whole number of minor units. */
export function mapCost(row: Row, currency: string, today: string, settings: TrytonSettings): Mapped {
  const cost = minor(text(row, 'cost_price'), currency);
  if (cost === null || cost <= 0) return { why: cost === null ? 'cost_not_exact' : 'no_cost' };
  const data: CostRecord = { sku: text(row, 'code'), currency, uom: unit(linked(row, 'default_uom'), settings), minor: cost, asOf: today };
  return { data };
}

/** The list price of a base unit, for everyone. Price lists of Tryton are formulas: it prices by them itself when an order names no price. */
export function mapPrice(row: Row, currency: string, settings: TrytonSettings): Mapped {
  const price = minor(text(row, 'list_price'), currency);
  if (price === null || price <= 0) return { why: price === null ? 'price_not_exact' : 'no_price' };
  const uom = unit(linked(row, 'default_uom'), settings);
  const data: PriceRecord = { sku: text(row, 'code'), priceList: '*', currency, uom, minor: price, validFrom: '0001-01-01', validTo: '9999-12-31' };
  return { data };
}

/** party.party with addresses and ways to reach it. */
export function mapCustomer(row: Row, currency: string, settings: TrytonSettings): Mapped {
  const code = text(row, 'code');
  const addresses = listed(row, 'addresses');
  const country = text(linked(addresses[0] ?? {}, 'country'), 'code') || settings.country;
  const active = flag(row, 'active');
  const data: CustomerRecord = {
    ...{ code, name: text(row, 'name') || code, names: {}, company: settings.companyCode, salesOrg: settings.companyCode, channel: '', division: '' },
    ...{ priceList: text(linked(row, 'sale_price_list'), 'name'), priceGroup: '', currency, country, region: country, zone: settings.zone },
    language: text(linked(row, 'lang'), 'code').slice(0, 2) || settings.languages[0] || 'en',
    taxNumber: text(linked(row, 'tax_identifier'), 'code') || null,
    blocked: !active,
    blockReason: active ? null : 'not_active',
    partialPolicy: 'good_lines',
    shipTos: addresses.map((one, index) => ({
      code: text(one, 'id'),
      name: text(one, 'party_name') || text(row, 'name'),
      city: text(one, 'city'),
      address: [text(one, 'street'), text(one, 'postal_code'), text(one, 'city')].filter((part) => part !== '').join(', '),
      isDefault: index === 0,
    })),
    contacts: listed(row, 'contact_mechanisms').flatMap((one) => {
      const phone = text(one, 'value').replace(/\D/g, '');
      const usable = ['mobile', 'phone'].includes(text(one, 'type')) && text(one, 'value').trim().startsWith('+') && /^\d{5,20}$/.test(phone);
      return usable ? [{ name: text(one, 'name') || text(row, 'name'), phone, role: 'contact', language: null }] : [];
    }),
  };
  return { data };
}

/** What a party owes and may owe. Tryton's `credit_amount` has open orders in it already. */
export function mapCredit(row: Row, currency: string, readAt: string): Mapped {
  const limit = text(row, 'credit_limit_amount') === '' ? null : minor(text(row, 'credit_limit_amount'), currency);
  const used = minor(text(row, 'credit_amount') || '0', currency);
  if (used === null || (limit === null && text(row, 'credit_limit_amount') !== '')) return { why: 'unreadable_amount' };
  const data: CreditRecord = { customer: text(row, 'code'), currency, creditLimitMinor: limit, receivablesMinor: used, openOrdersMinor: 0, creditAsOf: readAt };
  return { data };
}

/** production.bom. Skipped: several outputs. */
export function mapBom(row: Row, settings: TrytonSettings): Mapped {
  const [output, ...others] = listed(row, 'outputs');
  if (output === undefined || others.length > 0) return { why: output === undefined ? 'no_output' : 'several_outputs' };
  const baseMilli = milli(text(output, 'quantity'));
  const items: Bom['items'] = [];
  for (const [index, input] of listed(row, 'inputs').entries()) {
    const quantityMilli = milli(text(input, 'quantity'));
    if (quantityMilli === null) return { why: 'unreadable_quantity' };
    items.push({ lineNo: (index + 1) * 10, component: text(linked(input, 'product'), 'code'), quantityMilli, uom: unit(linked(input, 'uom'), settings) });
  }
  if (baseMilli === null || baseMilli <= 0) return { why: 'unreadable_quantity' };
  const data: Bom = {
    sku: text(linked(output, 'product'), 'code'),
    plant: settings.companyCode,
    baseMilli,
    baseUom: unit(linked(output, 'uom'), settings),
    items,
  };
  return { data };
}

/** production.routing for the first product of its bills. Tryton keeps no rate of an operation: one an hour, to be set with us. */
export function mapRouting(row: Row, settings: TrytonSettings): Mapped {
  const output = listed(row, 'boms').flatMap((bom) => listed(bom, 'outputs'))[0];
  if (output === undefined) return { why: 'no_product' };
  const operations = listed(row, 'steps').map((step, index) => ({
    operation: String((index + 1) * 10).padStart(4, '0'),
    workCentre: text(linked(step, 'operation', 'work_center_category'), 'name'),
    name: text(linked(step, 'operation'), 'name'),
    ratePerHourMilli: 1_000,
    uom: unit(linked(output, 'uom'), settings),
    setupMin: 0,
  }));
  const data: Routing = { sku: text(linked(output, 'product'), 'code'), plant: settings.companyCode, operations };
  return { data };
}
