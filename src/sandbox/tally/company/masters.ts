import { scaledToText } from '../../../kernel/money.ts';
import type { CompanySeed } from '../../kit/index.ts';
import type { Fields } from '../program/xml.ts';
import type { Company } from './company.ts';
import { create, folded, masterOf, positionOf } from './company.ts';

/** Words that stand for nothing have this before them, which is no legal XML. */
export const none = { primary: '\u0004 Primary', notApplicable: '\u0004 Not Applicable' } as const;

/** The part of the group of companies that one company of the program holds. */
export interface CompanyPart {
  readonly seed: CompanySeed;
  readonly orgs: ReadonlySet<string>;
  readonly plants: ReadonlySet<string>;
  /** Whether raw materials are kept here. */
  readonly materials: boolean;
}

const compact = (day: string): string => day.replaceAll('-', '');
const money = (minor: number): string => scaledToText(minor, 2, true);

/** Voucher types that a company starts with. */
const voucherTypes = ['Sales Order', 'Delivery Note', 'Sales', 'Purchase Order', 'Receipt Note', 'Stock Journal', 'Manufacturing Journal', 'Receipt'];

const groups: readonly (readonly [string, string])[] = [
  ['Current Assets', none.primary],
  ['Current Liabilities', none.primary],
  ['Sales Accounts', none.primary],
  ['Sundry Debtors', 'Current Assets'],
  ['Blocked Debtors', 'Sundry Debtors'],
  ['Sundry Creditors', 'Current Liabilities'],
  ['Cash-in-Hand', 'Current Assets'],
  ['Bank Accounts', 'Current Assets'],
];

function buildFrame(company: Company, { seed, plants }: CompanyPart): void {
  for (const [NAME, PARENT] of groups) create(company, 'Group', { NAME, PARENT });
  for (const NAME of voucherTypes) create(company, 'VoucherType', { NAME, PARENT: NAME, NUMBERINGMETHOD: 'Automatic' });
  for (const [NAME, PARENT] of [
    ['Sales', 'Sales Accounts'],
    ['Cash', 'Cash-in-Hand'],
    ['Bank', 'Bank Accounts'],
  ] as const)
    create(company, 'Ledger', { NAME, PARENT });
  const units = new Set(seed.items.flatMap((item) => [item.baseUom, item.salesUom]));
  for (const NAME of units) create(company, 'Unit', { NAME, ISSIMPLEUNIT: 'Yes', DECIMALPLACES: /^(KG|G|L)$/.test(NAME) ? '3' : '0' });
  create(company, 'Godown', { NAME: 'Main Location', PARENT: none.primary });
  const places = new Set(seed.stocks.filter((row) => plants.has(row.plant)).map((row) => `${row.plant}/${row.location}`));
  for (const order of seed.purchaseOrders.filter((row) => plants.has(row.plant))) places.add(`${order.plant}/${order.location}`);
  for (const place of ['Main Location', ...places]) {
    if (place !== 'Main Location') create(company, 'Godown', { NAME: place, PARENT: none.primary });
    for (const hold of ['Quality Hold', 'Blocked']) create(company, 'Godown', { NAME: `${place} ${hold}`, PARENT: place });
  }
}

type SeedItem = CompanySeed['items'][number];

/** Base units in one unit of an item, as the program can hold it: its base unit and its sales unit. */
export function perUnit(item: SeedItem, uom: string): number | null {
  const unit = item.uoms.find((one) => one.uom === uom);
  return unit ? unit.numerator / unit.denominator : null;
}

/** A rate for one unit of those that the program holds, exactly; empty when there is none. */
function rateText(item: SeedItem, minor: number, per: number, uom: string): string {
  const factor = perUnit(item, uom) ?? 1;
  const unit = uom === item.baseUom || uom === item.salesUom ? uom : item.baseUom;
  const value = unit === uom ? minor / per : minor / per / factor;
  return `${(value / 100).toFixed(6).replace(/0{1,4}$/, '')}/${unit}`;
}

const languages = (...names: readonly (string | null)[]): Fields => ({
  'LANGUAGENAME.LIST': [{ 'NAME.LIST': names.filter((name) => name !== null && name !== '').map((name) => ({ NAME: name ?? '' })), LANGUAGEID: '1033' }],
});

/** Price levels of an item: those of the lists, and for each customer with prices of its own a level that is its list with those. */
function priceLists(item: SeedItem, { seed, orgs }: CompanyPart): readonly Fields[] {
  const prices = seed.prices.filter((price) => price.sku === item.sku && orgs.has(price.salesOrg));
  const special = new Set(seed.prices.filter((price) => price.customer !== null && orgs.has(price.salesOrg)).map((price) => price.customer ?? ''));
  const own = [...special].flatMap((customer) => {
    const list = seed.customers.find((one) => one.code === customer)?.priceList ?? '';
    const mine = prices.filter((price) => price.customer === customer);
    return (mine.length > 0 ? mine : prices.filter((price) => price.priceList === list)).map((price) => ({ ...price, priceList: levelOf(list, customer) }));
  });
  return [...prices.filter((price) => price.customer === null), ...own].map((price) => ({
    DATE: compact(price.validFrom),
    PRICELEVEL: price.priceList ?? '',
    'PRICELEVELLIST.LIST': [{ STARTINGFROM: '', ENDINGAT: '', RATE: rateText(item, price.minor, price.per, price.uom), DISCOUNT: '0' }],
  }));
}

const levelOf = (list: string, customer: string): string => `${list} ${customer}`;

function bomFields(item: SeedItem, part: CompanyPart): Fields {
  const bom = part.materials ? part.seed.boms.find((one) => one.sku === item.sku && part.plants.has(one.plant)) : undefined;
  if (bom === undefined) return {};
  const nameOf = (sku: string): string => part.seed.items.find((one) => one.sku === sku)?.names.en ?? sku;
  const rows = bom.items.map((row) => ({
    NATUREOFITEM: 'Component',
    STOCKITEMNAME: nameOf(row.component),
    GODOWNNAME: 'Main Location',
    ACTUALQTY: `${row.quantityMilli / 1000} ${row.uom}`,
  }));
  const COMPONENTBASICQTY = `${bom.baseMilli / 1000} ${item.baseUom}`;
  return { 'MULTICOMPONENTLIST.LIST': [{ COMPONENTLISTNAME: `BOM ${item.sku}`, COMPONENTBASICQTY, 'MULTICOMPONENTITEMLIST.LIST': rows }] };
}

function itemFields(item: SeedItem, part: CompanyPart, name: string): Fields {
  const per = perUnit(item, item.salesUom) ?? 1;
  const additional: Fields =
    item.salesUom === item.baseUom ? { ADDITIONALUNITS: none.notApplicable } : { ADDITIONALUNITS: item.salesUom, CONVERSION: String(per), DENOMINATOR: '1' };
  const costUnit = item.cost && perUnit(item, item.salesUom) === item.cost.perBase ? item.salesUom : item.baseUom;
  const cost = item.cost ? rateText(item, item.cost.minor, costUnit === item.baseUom ? item.cost.perBase : 1, costUnit) : '';
  return {
    NAME: name,
    ONLYALIAS: item.sku,
    PARENT: item.active ? item.group : 'Discontinued',
    CATEGORY: none.notApplicable,
    BASEUNITS: item.baseUom,
    ...additional,
    PARTNO: item.uoms.find((unit) => unit.barcode !== null)?.barcode ?? '',
    DESCRIPTION: item.size,
    'FULLPRICELIST.LIST': priceLists(item, part),
    ...(cost === '' ? {} : { 'STANDARDCOSTLIST.LIST': [{ DATE: compact(`${part.seed.today.slice(0, 7)}-01`), RATE: cost }] }),
    ...bomFields(item, part),
    ...languages(name, item.sku, item.names.hi, item.names.ar),
  };
}

const unique = (company: Company, type: string, name: string, code: string): string => (masterOf(company, type, name) ? `${name} (${code})` : name);

function buildItems(company: Company, part: CompanyPart): void {
  const { seed, orgs } = part;
  const items = seed.items.filter((item) => (item.type === 'FERT' ? item.salesOrgs.some((org) => orgs.has(org)) : part.materials));
  for (const NAME of new Set(['Discontinued', ...items.map((item) => item.group)])) create(company, 'StockGroup', { NAME, PARENT: none.primary });
  for (const item of items) create(company, 'StockItem', itemFields(item, part, unique(company, 'StockItem', item.names.en, item.sku)));
  for (const row of seed.stocks) {
    const item = masterOf(company, 'StockItem', row.sku);
    // what is kept for one order has no place of its own in Tally
    if (!item || !part.plants.has(row.plant) || row.salesOrder !== null) continue;
    const suffix = { free: '', quality: ' Quality Hold', blocked: ' Blocked' }[row.status];
    const expiry = row.expiresOn === null ? '' : compact(row.expiresOn);
    const name = item.fields['NAME'];
    const held = positionOf(
      company,
      typeof name === 'string' ? name : row.sku,
      `${row.plant}/${row.location}${suffix}`,
      row.batch || 'Primary Batch',
      compact(row.madeOn ?? ''),
      expiry,
    );
    held.milli += row.baseMilli;
  }
}

function customerFields(customer: CompanySeed['customers'][number], name: string, special: boolean): Fields {
  const main = customer.shipTos.find((one) => one.isDefault) ?? customer.shipTos[0];
  const [contact] = customer.contacts;
  const isd = contact?.phone.slice(0, customer.country === 'IN' ? 2 : 3) ?? '';
  const addressOf = (one: { readonly street: string; readonly postalCode: string; readonly city: string }): readonly Fields[] => [
    { ADDRESS: one.street },
    { ADDRESS: `${one.postalCode} ${one.city}` },
  ];
  return {
    NAME: name,
    ONLYALIAS: customer.code,
    PARENT: customer.blocked ? 'Blocked Debtors' : 'Sundry Debtors',
    MAILINGNAME: customer.name,
    'ADDRESS.LIST': addressOf(main ?? customer),
    LEDSTATENAME: customer.region,
    COUNTRYNAME: customer.country,
    PINCODE: customer.postalCode,
    PARTYGSTIN: customer.taxNumber,
    PRICELEVEL: special ? levelOf(customer.priceList, customer.code) : customer.priceList,
    ...(customer.credit ? { CREDITLIMIT: `-${money(customer.credit.limitMinor)}` } : { CREDITLIMIT: '' }),
    BILLCREDITPERIOD: '30 Days',
    ...(contact
      ? { LEDGERCONTACT: `${contact.firstName} ${contact.lastName}`, LEDGERMOBILE: contact.phone.slice(isd.length), LEDGERCOUNTRYISDCODE: `+${isd}` }
      : {}),
    'CONTACTDETAILS.LIST': customer.contacts
      .slice(1)
      .map((one) => ({ NAME: `${one.firstName} ${one.lastName}`, PHONENUMBER: one.phone.slice(isd.length), COUNTRYISDCODE: `+${isd}` })),
    'LEDMULTIADDRESSLIST.LIST': customer.shipTos.filter((one) => one !== main).map((one) => ({ ADDRESSNAME: one.code, 'ADDRESS.LIST': addressOf(one) })),
    ...languages(name, customer.code, customer.localName),
  };
}

function buildParties(company: Company, { seed, orgs, plants }: CompanyPart): void {
  for (const customer of seed.customers.filter((one) => orgs.has(one.salesOrg))) {
    const special = seed.prices.some((price) => price.customer === customer.code);
    const name = unique(company, 'Ledger', customer.name, customer.code);
    create(company, 'Ledger', customerFields(customer, name, special));
    company.owed.set(folded(name), customer.credit?.receivablesMinor ?? 0);
  }
  const suppliers = new Map(seed.purchaseOrders.filter((one) => plants.has(one.plant)).map((one) => [one.supplier, one.supplierName]));
  for (const [code, NAME] of suppliers) create(company, 'Ledger', { NAME, ONLYALIAS: code, PARENT: 'Sundry Creditors' });
}

/** Fills a company with its masters and what lies in its godowns. */
export function buildMasters(company: Company, part: CompanyPart): void {
  buildFrame(company, part);
  buildItems(company, part);
  buildParties(company, part);
}
