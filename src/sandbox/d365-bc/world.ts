import type { CompanySeed } from '../kit/index.ts';
import { createRowStore, sourceOf, type EntitySet, type Row, type RowStore } from '../kit/odata4/index.ts';
import type { RowSource } from '../kit/odata4/render.ts';
import { rowKey } from '../kit/odata4/source.ts';
import type { TableSpec } from '../kit/odata4/store.ts';
import { scaled, unscaled } from './amount.ts';
import type { BcHabits } from './habits.ts';
import { apiModel, blankRow, companiesModel } from './model.ts';
import { publishedModel } from './model/published.ts';
import { pastDocuments, purchaseDocuments } from './seed/documents.ts';
import * as masters from './seed/masters.ts';
import { noDay, viewsOf, type CompanyView } from './seed/view.ts';

/** What all companies of the environment share. */
export interface Surroundings {
  readonly habits: () => BcHabits;
  /** Whether a habit strikes. */
  readonly chance: (p: number) => boolean;
  readonly now: () => number;
}

/** One company: its tables and its clock. */
export interface Company extends Surroundings {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly currency: string;
  readonly today: string;
  readonly store: RowStore;
  readonly sourceOf: (set: string) => RowSource;
  readonly publishedSourceOf: (set: string) => RowSource;
  /** The service's clock. */
  stamp(): string;
  /** A GUID that was not given before. */
  newId(): string;
}

/** Fields by whose value rows are looked up often. */
const indexes: Readonly<Record<string, readonly string[]>> = {
  customers: ['number'],
  items: ['number'],
  locations: ['code'],
  contacts: ['number'],
  contactsInformation: ['relatedId'],
  salesOrders: ['externalDocumentNumber', 'number', 'customerNumber'],
  salesOrderLines: ['documentId'],
  salesInvoices: ['number', 'externalDocumentNumber', 'customerNumber', 'orderNumber'],
  salesInvoiceLines: ['documentId'],
  salesShipments: ['number', 'externalDocumentNumber', 'orderNumber'],
  salesShipmentLines: ['documentId'],
  purchaseOrderLines: ['documentId'],
  customerPayments: ['documentNumber', 'externalDocumentNumber', 'customerNumber', 'journalId'],
  generalLedgerEntries: ['documentNumber'],
  itemLedgerEntries: ['itemNumber', 'Item_No'],
  ItemUnits: ['Item_No'],
  SalesPrices: ['Item_No'],
  ShipToAddresses: ['Customer_No'],
};

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Sets in whose order their rows are listed; the others go by their key. */
const orders: Readonly<Record<string, readonly string[]>> = {
  salesOrderLines: ['documentId', 'sequence'],
  salesInvoiceLines: ['documentId', 'sequence'],
  salesShipmentLines: ['documentId', 'sequence'],
  purchaseOrderLines: ['documentId', 'sequence'],
  customerPayments: ['journalId', 'lineNumber'],
};

const byFields =
  (fields: readonly string[]) =>
  (a: Row, b: Row): number => {
    for (const field of fields) {
      const [left, right] = [a[field], b[field]];
      const order = typeof left === 'number' && typeof right === 'number' ? left - right : text(left) < text(right) ? -1 : text(left) > text(right) ? 1 : 0;
      if (order !== 0) return order;
    }
    return 0;
  };

function tableSpec(set: EntitySet, seed: readonly Row[]): TableSpec {
  const blank = blankRow(set);
  return {
    key: (row) => rowKey(set, row),
    compare: byFields([...(orders[set.name] ?? []), ...set.keys]),
    indexes: indexes[set.name] ?? [],
    seed: seed.map((row) => ({ ...blank, ...row })),
  };
}

/** Customer → what it has paid on account and not yet for an invoice. A table that no set shows. */
const accounts: TableSpec = { key: (row) => text(row['number']), compare: byFields(['number']), seed: [] };

function seedsOf(view: CompanyView): Readonly<Record<string, readonly Row[]>> {
  const past = pastDocuments(view);
  const purchases = purchaseDocuments(view);
  const customers = masters.customerRows(view);
  return {
    companyInformation: masters.informationRows(view),
    customers,
    customerFinancialDetails: customers.map((row) => ({ id: row['id'] ?? null, number: row['number'] ?? null })),
    contacts: masters.contactRows(view),
    contactsInformation: masters.relationRows(view),
    items: masters.itemRows(view),
    unitsOfMeasure: masters.unitRows(view),
    locations: masters.locationRows(view),
    itemLedgerEntries: masters.ledgerRows(view),
    customerPaymentJournals: masters.journalRows(view),
    salesOrders: past.orders,
    salesOrderLines: past.orderLines,
    salesInvoices: past.invoices,
    salesInvoiceLines: past.invoiceLines,
    salesShipments: past.shipments,
    salesShipmentLines: past.shipmentLines,
    purchaseOrders: purchases.orders,
    purchaseOrderLines: purchases.lines,
    ItemUnits: masters.itemUnitRows(view),
    SalesPrices: masters.priceRows(view),
    CustomerCards: masters.cardRows(view),
    ShipToAddresses: masters.shipToRows(view),
  };
}

/** Published pages that show rows of another table. */
const shownFrom: Readonly<Record<string, string>> = { ItemLedgerEntries: 'itemLedgerEntries' };

function companyOf(view: CompanyView, around: Surroundings): Company {
  const seeds = seedsOf(view);
  const specOf = (set: EntitySet): [string, TableSpec] => [set.name, tableSpec(set, seeds[set.name] ?? [])];
  const published = [...publishedModel.sets.values()].filter((set) => shownFrom[set.name] === undefined);
  const store = createRowStore({ ...Object.fromEntries([...apiModel.sets.values(), ...published].map(specOf)), Accounts: accounts });
  const known = new Map<EntitySet, RowSource>();
  const sourceIn =
    (model: typeof apiModel) =>
    (name: string): RowSource => {
      const set = model.sets.get(name);
      if (!set) throw new Error(`no set ${name}`);
      const table = store.table(shownFrom[name] ?? name);
      const source = known.get(set) ?? sourceOf(set, table, indexes[shownFrom[name] ?? name] ?? [], viewOf(store, set, view.seed.today));
      known.set(set, source);
      return source;
    };
  return {
    ...around,
    id: view.id('company', ''),
    name: view.company.name.slice(0, 30),
    displayName: view.company.name,
    currency: view.company.currency,
    today: view.seed.today,
    store,
    sourceOf: sourceIn(apiModel),
    publishedSourceOf: sourceIn(publishedModel),
    stamp: () => new Date(around.now() + around.habits().skewMs).toISOString(),
    newId: () => crypto.randomUUID(),
  };
}

/** The environment: its companies, and the list of them. */
export interface World {
  readonly companies: readonly Company[];
  readonly today: string;
  readonly list: RowStore;
}

/** Fills the companies from the seed. */
export function createWorld(seed: CompanySeed, around: Surroundings): World {
  const companies = viewsOf(seed).map((view) => companyOf(view, around));
  const set = companiesModel.sets.get('companies');
  if (!set) throw new Error('no set companies');
  const rows = companies.map((one) => ({
    id: one.id,
    systemVersion: '27.0.0.0',
    timestamp: '1',
    name: one.name,
    displayName: one.displayName,
    systemCreatedAt: `${seed.today}T00:00:00.000Z`,
  }));
  return { companies, today: seed.today, list: createRowStore({ companies: { ...tableSpec(set, rows), compare: byFields(['name']) } }) };
}

/** Figures that are worked out when they are asked for. */
function viewOf(store: RowStore, set: EntitySet, today: string): (row: Row) => Row {
  if (set.name === 'items') return lazily(['inventory'], (row) => ({ inventory: unscaled(inventoryOf(store, text(row['number']))) }));
  if (set.name === 'customers') return lazily(['balanceDue'], (row) => ({ balanceDue: unscaled(overdueOf(store, text(row['number']), today)) }));
  if (set.name !== 'customerFinancialDetails') return (row) => row;
  return lazily(['balance', 'totalSalesExcludingTax', 'overdueAmount'], (row) => financialsOf(store, text(row['number']), today));
}

/** Rows with fields that are worked out each time somebody looks at them: a long list that is only filtered costs nothing. */
function lazily(fields: readonly string[], work: (row: Row) => Row): (row: Row) => Row {
  const views = new WeakMap<Row, Row>();
  return (row) => {
    const known = views.get(row);
    if (known) return known;
    const view: Row = { ...row };
    for (const field of fields) Object.defineProperty(view, field, { enumerable: true, configurable: true, get: () => work(row)[field] });
    views.set(row, view);
    return view;
  };
}

/** What lies of an item in all locations. */
const inventoryOf = (store: RowStore, item: string): bigint =>
  store
    .table('itemLedgerEntries')
    .by('itemNumber', item)
    .reduce((all, row) => all + scaled(row['Remaining_Quantity']), 0n);

const invoicesOf = (store: RowStore, customer: string): readonly Row[] => store.table('salesInvoices').by('customerNumber', customer);

const overdueOf = (store: RowStore, customer: string, today: string): bigint =>
  invoicesOf(store, customer)
    .filter((row) => text(row['dueDate']) < today && row['dueDate'] !== noDay)
    .reduce((all, row) => all + scaled(row['remainingAmount']), 0n);

/** What a customer owes: unpaid invoices less what it has paid on account. */
export const balanceOf = (store: RowStore, customer: string): bigint =>
  invoicesOf(store, customer).reduce((all, row) => all + scaled(row['remainingAmount']), 0n) - scaled(store.table('Accounts').get(customer)?.['paid']);

const financialsOf = (store: RowStore, customer: string, today: string): Row => ({
  balance: unscaled(balanceOf(store, customer)),
  totalSalesExcludingTax: unscaled(invoicesOf(store, customer).reduce((all, row) => all + scaled(row['totalAmountExcludingTax']), 0n)),
  overdueAmount: unscaled(overdueOf(store, customer, today)),
});

/** The lines of a document. */
export const linesOf = (company: Company, set: string, document: Row): readonly Row[] => company.store.table(set).by('documentId', document['id'] ?? null);

/** The row of a set with this value of an indexed field. */
export const rowBy = (company: Company, set: string, field: string, value: unknown): Row | undefined =>
  typeof value === 'string' ? company.store.table(set).by(field, value)[0] : undefined;

/** A row put in its table, as changed now; as the set shows it. */
export function save(company: Company, name: string, row: Row): Row {
  const set = apiModel.sets.get(name);
  if (!set) throw new Error(`no set ${name}`);
  const saved: Row = { ...blankRow(set), ...row, ...(set.fields.has('lastModifiedDateTime') ? { lastModifiedDateTime: company.stamp() } : {}) };
  company.store.table(name).put(saved);
  return company.sourceOf(name).byKey(new Map(set.keys.map((key) => [key, saved[key] ?? null]))) ?? saved;
}
