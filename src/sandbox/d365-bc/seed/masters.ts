import type { SeedPrice } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMilli, fromMinor, over, rounded, scaled, times, unscaled } from '../amount.ts';
import { factorOf, locationOf, mainLocation, noDay, type CompanyView } from './view.ts';

const monthStart = (view: CompanyView): string => `${view.seed.today.slice(0, 7)}-01T06:00:00.000Z`;

/** Company information: one row. */
export const informationRows = (view: CompanyView): readonly Row[] => [
  {
    id: view.id('information', ''),
    displayName: view.company.name,
    city: view.company.city,
    country: view.company.country,
    currencyCode: view.company.currency,
    lastModifiedDateTime: monthStart(view),
  },
];

/** Customers, with the price group that the API does not show. */
export const customerRows = (view: CompanyView): readonly Row[] =>
  view.customers.map((one) => ({
    id: view.id('customer', one.code),
    number: one.code,
    displayName: one.name,
    type: 'Company',
    addressLine1: one.street,
    city: one.city,
    state: one.region,
    country: one.country,
    postalCode: one.postalCode,
    creditLimit: fromMinor(one.credit?.limitMinor ?? 0),
    taxLiable: true,
    taxRegistrationNumber: one.taxNumber.slice(0, 20),
    currencyCode: one.currency,
    blocked: one.blocked ? 'All' : '_x0020_',
    lastModifiedDateTime: monthStart(view),
  }));

/** Cards of customers as a published page shows them. */
export const cardRows = (view: CompanyView): readonly Row[] =>
  view.customers.map((one) => ({
    No: one.code,
    Name_2: one.localName.slice(0, 50),
    Customer_Price_Group: one.priceList,
    Language_Code: { hi: 'HIN', ar: 'ARA', en: 'ENG' }[one.language.toLowerCase()] ?? 'ENG',
    Shipping_Advice: one.partial === 'whole_order' ? 'Complete' : 'Partial',
    Location_Code: mainLocation(view),
  }));

/** Ship-to addresses besides the customer's own. */
export const shipToRows = (view: CompanyView): readonly Row[] =>
  view.customers.flatMap((one) =>
    one.shipTos
      .filter((shipTo) => shipTo.code !== one.code)
      .map((shipTo) => ({
        Customer_No: one.code,
        Code: shipTo.code.slice(0, 10),
        Name: shipTo.name,
        Address: shipTo.street,
        City: shipTo.city,
        Post_Code: shipTo.postalCode,
        Country_Region_Code: one.country,
      })),
  );

/** A company contact a customer, and its people. */
export const contactRows = (view: CompanyView): readonly Row[] =>
  view.customers.flatMap((one, index) => {
    const number = contactNumber(index, 0);
    const company = { companyNumber: number, companyName: one.name, contactBusinessRelation: 'Customer', lastModifiedDateTime: monthStart(view) };
    const people = one.contacts.map((person, at) => ({
      ...company,
      id: view.id('contact', contactNumber(index, at + 1)),
      number: contactNumber(index, at + 1),
      type: 'Person',
      displayName: `${person.firstName} ${person.lastName}`.trim(),
      mobilePhoneNumber: `+${person.phone}`,
    }));
    return [{ ...company, id: view.id('contact', number), number, type: 'Company', displayName: one.name, city: one.city, country: one.country }, ...people];
  });

const contactNumber = (customer: number, person: number): string => `CT${String((customer + 1) * 100 + person).padStart(6, '0')}`;

/** Which contacts belong to which customer. */
export const relationRows = (view: CompanyView): readonly Row[] =>
  view.customers.flatMap((one, index) =>
    [0, ...one.contacts.map((_contact, at) => at + 1)].map((person) => {
      const number = contactNumber(index, person);
      const contact = one.contacts[person - 1];
      return {
        contactId: view.id('contact', number),
        contactNumber: number,
        contactName: contact ? `${contact.firstName} ${contact.lastName}`.trim() : one.name,
        contactType: contact ? 'Person' : 'Company',
        relatedId: view.id('customer', one.code),
        relatedType: 'Customer',
      };
    }),
  );

/** Prices that hold on the seed's day for customers of this company, best known list first. */
const listPriceOf = (view: CompanyView, sku: string): SeedPrice | undefined =>
  pricesOf(view)
    .get(sku)
    ?.filter((price) => price.customer === null && price.validFrom <= view.seed.today && view.seed.today <= price.validTo)
    .toSorted((a, b) => ((a.priceList ?? '') < (b.priceList ?? '') ? -1 : 1))[0];

const priceIndexes = new WeakMap<CompanyView, ReadonlyMap<string, readonly SeedPrice[]>>();
function pricesOf(view: CompanyView): ReadonlyMap<string, readonly SeedPrice[]> {
  const known = priceIndexes.get(view);
  if (known) return known;
  const orgs = new Set(view.seed.salesOrgs.filter((org) => org.company === view.company.code).map((org) => org.code));
  const index = new Map<string, SeedPrice[]>();
  for (const price of view.seed.prices.filter((one) => orgs.has(one.salesOrg))) index.set(price.sku, [...(index.get(price.sku) ?? []), price]);
  priceIndexes.set(view, index);
  return index;
}

const perUnit = (price: SeedPrice): bigint => over(scaled(String(price.minor)), scaled(String(price.per * 100)));

/** The price of a base unit on the item card: five digits; none where the list's price cannot be told so. */
function cardPrice(view: CompanyView, sku: string): string {
  const price = listPriceOf(view, sku);
  if (!price) return '0';
  const { numerator, denominator } = factorOf(view.itemBySku.get(sku), price.uom);
  const base = over(times(perUnit(price), scaled(String(denominator))), scaled(String(numerator)));
  const shown = rounded(base, 5);
  return times(shown, scaled(String(numerator))) === times(perUnit(price), scaled(String(denominator))) ? unscaled(shown) : '0';
}

/** Items. What has no field in API v2.0 (brand, size, successor) is not there. */
export const itemRows = (view: CompanyView): readonly Row[] => {
  const tracked = new Set(view.seed.stocks.filter((stock) => stock.batch !== '').map((stock) => stock.sku));
  const sells = new Set(view.seed.salesOrgs.filter((org) => org.company === view.company.code).map((org) => org.code));
  return view.items.map((item) => ({
    id: view.id('item', item.sku),
    number: item.sku,
    displayName: item.names.en,
    displayName2: (item.names.hi ?? item.names.ar ?? '').slice(0, 50),
    type: 'Inventory',
    itemCategoryId: view.id('category', item.group),
    itemCategoryCode: item.group,
    blocked: !item.active,
    gtin: item.uoms.find((one) => one.uom === item.baseUom)?.barcode ?? '',
    unitPrice: cardPrice(view, item.sku),
    unitCost:
      item.cost && item.cost.currency === view.company.currency
        ? unscaled(rounded(over(scaled(String(item.cost.minor)), scaled(String(item.cost.perBase * 100))), 5))
        : '0',
    baseUnitOfMeasureId: view.id('unit', item.baseUom),
    baseUnitOfMeasureCode: item.baseUom,
    inventoryPostingGroupCode: item.type === 'FERT' ? 'FINISHED' : 'RAW MAT',
    lastModifiedDateTime: monthStart(view),
    SalesUnit: item.salesUom,
    Tracked: tracked.has(item.sku),
    Sold: item.type === 'FERT' && item.salesOrgs.some((org) => sells.has(org)),
  }));
};

/** Units of measure. */
export const unitRows = (view: CompanyView): readonly Row[] =>
  [...new Set(view.items.flatMap((item) => [item.baseUom, ...item.uoms.map((one) => one.uom)]))].sort().map((code) => ({
    id: view.id('unit', code),
    code,
    displayName: code,
    internationalStandardCode: { PC: 'EA', KG: 'KGM', CAR: 'CT' }[code] ?? '',
    lastModifiedDateTime: monthStart(view),
  }));

/** How many base units each unit of an item is: a published page. */
export const itemUnitRows = (view: CompanyView): readonly Row[] =>
  view.items.flatMap((item) =>
    item.uoms.map((one) => ({
      Item_No: item.sku,
      Code: one.uom,
      Qty_per_Unit_of_Measure: unscaled(rounded(over(scaled(String(one.numerator)), scaled(String(one.denominator))), 5)),
    })),
  );

/** Prices of customers and of price groups: a published page. */
export const priceRows = (view: CompanyView): readonly Row[] =>
  [...pricesOf(view).values()].flat().map((price) => ({
    Item_No: price.sku,
    Sales_Type: price.customer !== null ? 'Customer' : price.priceList !== null ? 'Customer Price Group' : 'All Customers',
    Sales_Code: price.customer ?? price.priceList ?? '',
    Starting_Date: price.validFrom,
    Currency_Code: price.currency === view.company.currency ? '' : price.currency,
    Variant_Code: '',
    Unit_of_Measure_Code: price.uom,
    Minimum_Quantity: '0',
    Unit_Price: unscaled(rounded(perUnit(price), 5)),
    Ending_Date: price.validTo === '9999-12-31' ? noDay : price.validTo,
    Price_Includes_VAT: false,
  }));

/** Every location of the company's plants that goods lie in, are made into or bought for. */
export function locationRows(view: CompanyView): readonly Row[] {
  const codes = new Map<string, string>();
  for (const plant of view.plants) {
    codes.set(locationOf(plant, 'FG01'), `${plant} FG01`);
    codes.set(locationOf(plant, '', 'quality'), `${plant} quality`);
    codes.set(locationOf(plant, '', 'blocked'), `${plant} blocked`);
  }
  for (const { plant, location } of [...view.seed.stocks, ...view.seed.productionOrders, ...view.seed.purchaseOrders])
    if (view.plants.has(plant)) codes.set(locationOf(plant, location), `${plant} ${location}`);
  return [...codes].map(([code, displayName]) => ({
    id: view.id('location', code),
    code,
    displayName,
    country: view.company.country,
    lastModifiedDateTime: monthStart(view),
  }));
}

/** What lies where: one open entry each, as the published page and the API show it. Stock kept for one sales order has no place here and is left out. */
export const ledgerRows = (view: CompanyView): readonly Row[] =>
  view.seed.stocks
    .filter((stock) => view.plants.has(stock.plant) && stock.salesOrder === null)
    .map((stock, index) => ({
      id: view.id('ledger', String(index + 1)),
      entryNumber: index + 1,
      itemNumber: stock.sku,
      postingDate: stock.madeOn ?? view.seed.today,
      entryType: 'Output',
      documentNumber: `OPEN${index + 1}`,
      quantity: fromMilli(stock.baseMilli),
      lastModifiedDateTime: monthStart(view),
      Entry_No: index + 1,
      Item_No: stock.sku,
      Location_Code: locationOf(stock.plant, stock.location, stock.status),
      Lot_No: stock.batch,
      Expiration_Date: stock.expiresOn ?? noDay,
      Quantity: fromMilli(stock.baseMilli),
      Remaining_Quantity: fromMilli(stock.baseMilli),
      Open: true,
    }));

/** Cash receipt journals that a company has by usage. */
export const journalRows = (view: CompanyView): readonly Row[] =>
  [
    ['CASH', 'Cash of vans and desk', '1110'],
    ['BANK', 'Bank receipts', '1120'],
  ].map(([code = '', displayName = '', account = '']) => ({
    id: view.id('journal', code),
    code,
    displayName,
    balancingAccountId: view.id('account', account),
    balancingAccountNumber: account,
    lastModifiedDateTime: monthStart(view),
  }));
