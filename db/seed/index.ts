import { buildInvoices, buildProductionOrders, buildPurchaseOrders } from './documents.ts';
import { extraCustomers } from './extra-customers.ts';
import { buildHistory } from './history.ts';
import { buildCatalogue, type PriceList, type Style } from './items.ts';
import { buildBoms, buildLines, buildMaterials } from './production.ts';
import { buildStocks } from './stock.ts';
import { readJson, readTable, type DataRow } from './tables.ts';
import type {
  DemoContact,
  DemoCustomer,
  DemoFactory,
  DemoOrder,
  DemoPerson,
  DemoPhone,
  DemoPriceRules,
  DemoRota,
  DemoSalesOrg,
  DemoShipTo,
  DemoVan,
} from './types.ts';

export type { DemoContact, DemoCustomer, DemoFactory, DemoItem, DemoOrder, DemoPerson, DemoPhone, DemoPriceRules, DemoRota, DemoVan } from './types.ts';

/** The day whose history the tests and the acceptance day stand on. */
export const demoDay = '2026-11-17';

/** How the demo factory is built. */
export interface DemoOptions {
  /** `YYYY-MM-DD`: history is the six months before it. Default: the acceptance day. */
  readonly today?: string;
  /** Default 7. */
  readonly seed?: number;
  /** Number of past orders; null or left out: as the customers' habits give (about 1,100). */
  readonly pastOrders?: number | null;
  /** More customers without a credit limit, for load and fault tests (see extra-customers.ts). Default 0. */
  readonly extraCustomers?: number;
}

interface CompanyFile {
  readonly name: string;
  readonly companies: DemoFactory['companies'];
  readonly salesOrgs: readonly DemoSalesOrg[];
  readonly priceLists: readonly PriceList[];
}
interface PeopleFile {
  readonly password: string;
  readonly people: readonly Omit<DemoPerson, 'password'>[];
  readonly rotas: readonly DemoRota[];
  readonly vans: readonly DemoVan[];
}

const zones: Readonly<Record<string, { readonly zone: string; readonly utcOffsetH: number }>> = {
  IN: { zone: 'Asia/Kolkata', utcOffsetH: 5.5 },
  SA: { zone: 'Asia/Riyadh', utcOffsetH: 3 },
  AE: { zone: 'Asia/Dubai', utcOffsetH: 4 },
};

type BuiltCustomer = DemoCustomer & { readonly ordersPerWeek: number; readonly style: Style; readonly habitsOf?: string };

function shipTosOf(code: string, self: Omit<DemoShipTo, 'code' | 'isDefault'>, rows: readonly DataRow[]): readonly DemoShipTo[] {
  const own = rows
    .filter((row) => row.text('customer') === code)
    .map((row): DemoShipTo => ({
      code: `${code}-${row.text('suffix')}`,
      name: row.text('name'),
      city: row.text('city'),
      street: row.text('street'),
      postalCode: row.text('pin'),
      isDefault: row.text('default') === 'default',
    }));
  return own.some((shipTo) => shipTo.isDefault) ? own : [{ code, ...self, isDefault: true }, ...own];
}

function contactsOf(code: string, rows: readonly DataRow[]): readonly DemoContact[] {
  const roles = ['owner', 'buyer', 'accounts', 'store'] as const;
  return rows
    .filter((row) => row.text('customer') === code)
    .map((row, index) => ({
      id: `7${code.slice(2)}${String(index + 1).padStart(2, '0')}`,
      firstName: row.text('first_name'),
      lastName: row.text('last_name'),
      phone: row.text('phone'),
      role: roles.find((known) => known === row.text('role')) ?? 'buyer',
      language: row.text('language'),
    }));
}

/** An invented tax number in the form of the country; the state code 00 and the all-zero VAT body do not exist. */
const taxNumber = (code: string, country: string): string => (country === 'IN' ? `00VINDH${code.slice(2)}A1Z0` : `0000000000${code.slice(2)}0`);

function creditOf(row: DataRow): DemoCustomer['credit'] {
  if (row.maybe('limit') === null) return null;
  const exposureMinor = row.number('exposure') * 100;
  return { limitMinor: row.number('limit') * 100, exposureMinor, receivablesMinor: exposureMinor };
}

function buildCustomer(row: DataRow, orgs: readonly DemoSalesOrg[], shipTos: readonly DataRow[], contacts: readonly DataRow[]): BuiltCustomer {
  const code = row.text('code');
  const country = row.text('country');
  const place = { name: row.text('name'), city: row.text('city'), street: row.text('street'), postalCode: row.text('pin') };
  return {
    code,
    ...place,
    localName: row.text('local_name'),
    language: row.text('language'),
    salesOrg: row.text('org'),
    priceList: row.text('list'),
    currency: orgs.find((org) => org.code === row.text('org'))?.currency ?? 'INR',
    country,
    region: row.text('region'),
    zone: zones[country]?.zone ?? 'Asia/Kolkata',
    taxNumber: taxNumber(code, country),
    blocked: row.text('blocked') === 'blocked',
    partial: row.text('partial') === 'whole_order' ? 'whole_order' : 'good_lines',
    credit: creditOf(row),
    shipTos: shipTosOf(code, place, shipTos),
    contacts: contactsOf(code, contacts),
    ordersPerWeek: row.number('per_week'),
    style: row.text('style') as Style,
  };
}

function buildCustomers(orgs: readonly DemoSalesOrg[]): readonly BuiltCustomer[] {
  const shipTos = readTable('ship-tos.tsv');
  const contacts = readTable('contacts.tsv');
  return readTable('customers.tsv').map((row) => buildCustomer(row, orgs, shipTos, contacts));
}

/** Receivables are what is left of the exposure of the day after the open orders. */
function withReceivables(customer: BuiltCustomer, openMinor: number): DemoCustomer {
  const { ordersPerWeek: _perWeek, style: _style, habitsOf: _habitsOf, ...rest } = customer;
  if (!rest.credit) return rest;
  return { ...rest, credit: { ...rest.credit, receivablesMinor: rest.credit.exposureMinor - openMinor } };
}

function openByCustomer(orders: readonly DemoOrder[]): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const order of orders)
    if (order.open) open.set(order.customer, (open.get(order.customer) ?? 0) + order.lines.reduce((sum, line) => sum + line.netMinor, 0));
  return open;
}

/**
 * Open orders are at most half of a customer's exposure, so that receivables are never negative; older ones count as delivered.
 * A customer without a limit keeps all of them.
 */
function limitOpen(orders: readonly DemoOrder[], customers: readonly BuiltCustomer[]): readonly DemoOrder[] {
  const left = new Map(customers.map((customer) => [customer.code, customer.credit ? customer.credit.exposureMinor / 2 : Infinity]));
  const decided = orders.toReversed().map((order): DemoOrder => {
    if (!order.open) return order;
    const room = (left.get(order.customer) ?? 0) - order.lines.reduce((sum, line) => sum + line.netMinor, 0);
    left.set(order.customer, room);
    return room < 0 ? { ...order, open: false } : order;
  });
  return decided.reverse();
}

/** First and last day of the prices: valid from the start of the month seven months before today, the old ones until the day before. */
function priceDays(today: string): { readonly since: string; readonly before: string } {
  const since = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  since.setUTCMonth(since.getUTCMonth() - 7);
  return { since: since.toISOString().slice(0, 10), before: new Date(since.getTime() - 86_400_000).toISOString().slice(0, 10) };
}

const phonesOf = (customers: readonly DemoCustomer[]): readonly DemoPhone[] =>
  customers.flatMap((customer) =>
    customer.contacts.map((contact) => ({
      phone: contact.phone,
      name: `${contact.firstName} ${contact.lastName}`,
      customer: customer.code,
      customerName: customer.name,
      language: contact.language,
    })),
  );

/**
 * Vindhya Snacks & Foods: the one company that demo, tests, docs and screenshots share. Built from the files in `data/`;
 * the same options always build the same company.
 */
export function demoFactory(options: DemoOptions = {}): DemoFactory {
  const today = options.today ?? demoDay;
  const company = readJson('company.json') as CompanyFile;
  const peopleFile = readJson('people.json') as PeopleFile;
  const { since, before } = priceDays(today);
  const catalogue = buildCatalogue(company.priceLists, company.salesOrgs, since, before);
  const written = buildCustomers(company.salesOrgs);
  const built = [...written, ...extraCustomers(written, options.extraCustomers ?? 0)];
  const history = buildHistory({
    today,
    seed: options.seed ?? 7,
    customers: built,
    items: catalogue.items,
    prices: catalogue.prices,
    words: catalogue.words,
    utcOffsetH: (customer) => zones[customer.country]?.utcOffsetH ?? 5.5,
    count: options.pastOrders ?? null,
  });
  const pastOrders = limitOpen(history, built);
  const open = openByCustomer(pastOrders);
  const customers = built.map((customer) => withReceivables(customer, open.get(customer.code) ?? 0));
  const materials = buildMaterials();
  const boms = buildBoms(catalogue.items);
  const lines = buildLines(catalogue.items);
  return {
    today,
    name: company.name,
    companies: company.companies,
    salesOrgs: company.salesOrgs,
    items: [...catalogue.items, ...materials],
    customers,
    prices: catalogue.prices,
    pastOrders,
    stocks: buildStocks(catalogue.items, today, options.extraCustomers ?? 0),
    boms,
    ...lines,
    productionOrders: buildProductionOrders(catalogue.items, lines.routings, today),
    purchaseOrders: buildPurchaseOrders(materials, boms, today),
    invoices: buildInvoices(customers, pastOrders, today),
    people: peopleFile.people.map((person) => ({ ...person, password: peopleFile.password })),
    rotas: peopleFile.rotas,
    priceRules: readJson('price-rules.json') as DemoPriceRules,
    vans: peopleFile.vans,
    phones: phonesOf(customers),
  };
}
