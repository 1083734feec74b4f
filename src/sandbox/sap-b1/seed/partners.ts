import type { CompanySeed, SeedCustomer } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMinor } from '../amount.ts';
import { branchOf } from './places.ts';

const english = 3;
const arabic = 32;

/** Price lists of the seed, numbered from 1 in the order of their names. */
export function priceListsOf(seed: CompanySeed): ReadonlyMap<string, number> {
  const names = seed.customers.map((customer) => customer.priceList).concat(seed.prices.flatMap((price) => price.priceList ?? []));
  return new Map([...new Set(names)].sort().map((name, index) => [name, index + 1]));
}

/** Price lists with their currency. */
export const priceListRows = (seed: CompanySeed): readonly Row[] =>
  [...priceListsOf(seed)].map(([name, number]) => ({
    PriceListNo: number,
    PriceListName: name,
    Active: 'tYES',
    DefaultPrimeCurrency: seed.prices.find((price) => price.priceList === name)?.currency ?? seed.companies[0]?.currency ?? '',
  }));

function contactRows(customer: SeedCustomer): readonly Row[] {
  return customer.contacts.map((contact, index) => ({
    CardCode: customer.code,
    Name: `${contact.firstName} ${contact.lastName}`.slice(0, 45) + (index > 0 ? ` ${index + 1}` : ''),
    FirstName: contact.firstName,
    LastName: contact.lastName,
    Position: contact.role,
    MobilePhone: `+${contact.phone}`,
    InternalCode: Number(contact.id.replace(/\D/g, '')) || index + 1,
    Active: 'tYES',
    U_Language: contact.language.toLowerCase(),
  }));
}

function addressRows(customer: SeedCustomer): readonly Row[] {
  const bill = { name: 'Bill to', code: 'Bill to', city: customer.city, street: customer.street, postalCode: customer.postalCode };
  return [{ ...bill, type: 'bo_BillTo' }, ...customer.shipTos.map((shipTo) => ({ ...shipTo, type: 'bo_ShipTo' }))].map((one, index) => ({
    AddressName: one.code,
    AddressName2: one.name,
    Street: one.street,
    ZipCode: one.postalCode,
    City: one.city,
    State: customer.region.slice(0, 3),
    Country: customer.country,
    AddressType: one.type,
    BPCode: customer.code,
    RowNum: index,
  }));
}

function customerRow(seed: CompanySeed, customer: SeedCustomer, list: number | null): Row {
  const limit = fromMinor(customer.credit?.limitMinor ?? 0);
  const company = seed.salesOrgs.find((org) => org.code === customer.salesOrg)?.company ?? '';
  return {
    CardCode: customer.code,
    CardName: customer.name,
    CardForeignName: customer.localName || null,
    CardType: 'cCustomer',
    GroupCode: 100,
    Currency: customer.currency,
    CreditLimit: limit,
    MaxCommitment: limit,
    PriceListNum: list,
    ...standing(customer),
    FederalTaxID: customer.taxNumber || null,
    Country: customer.country,
    City: customer.city,
    LanguageCode: customer.language === 'AR' ? arabic : english,
    ShipToDefault: customer.shipTos.find((one) => one.isDefault)?.code ?? null,
    U_Zone: zones[customer.zone] ?? null,
    U_Language: customer.language.toLowerCase(),
    BPAddresses: addressRows(customer),
    ContactEmployees: contactRows(customer),
    BPBranchAssignment: [{ BPCode: customer.code, BPLID: branchOf(seed, company), DisabledForBP: 'tNO' }],
  };
}

const standing = (customer: SeedCustomer): Row => ({
  Frozen: customer.blocked ? 'tYES' : 'tNO',
  Valid: customer.blocked ? 'tNO' : 'tYES',
  PartialDelivery: customer.partial === 'whole_order' ? 'tNO' : 'tYES',
});

/** Customers and suppliers. A balance is kept beside them (`balanceRows`). */
export function partnerRows(seed: CompanySeed): readonly Row[] {
  const lists = priceListsOf(seed);
  const changed = { UpdateDate: `${seed.today.slice(0, 7)}-01`, UpdateTime: '06:00:00' };
  const customers = seed.customers.map((customer) => ({ ...customerRow(seed, customer, lists.get(customer.priceList) ?? null), ...changed }));
  const suppliers = new Map(seed.purchaseOrders.map((order) => [order.supplier, order]));
  return [
    ...customers,
    ...[...suppliers.values()].map((order) => ({
      CardCode: order.supplier,
      CardName: order.supplierName,
      CardType: 'cSupplier',
      GroupCode: 101,
      Currency: order.currency,
      Frozen: 'tNO',
      Valid: 'tYES',
      ...changed,
    })),
  ];
}

/** Zones of the seed as IANA names. */
const zones: Readonly<Record<string, string>> = { INDIA: 'Asia/Kolkata', 'UTC+3': 'Asia/Riyadh', 'UTC+4': 'Asia/Dubai' };

/** What customers owe. */
export const balanceRows = (seed: CompanySeed): readonly Row[] =>
  seed.customers.map((customer) => ({ CardCode: customer.code, Balance: fromMinor(customer.credit?.receivablesMinor ?? 0) }));
