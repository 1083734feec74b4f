import { instantFromMs } from '../../../kernel/time.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ErpObject, KeyPage } from '../../kit/types.ts';
import { mapDelivery, mapInvoice, mapPastOrder, mapPurchaseOrder, mapSalesOrder, type DocumentContext } from '../map/documents.ts';
import { mapCompany, mapCost, mapCredit, mapCustomer, mapItem, type CustomerContext } from '../map/masters.ts';
import { mapCardPrice, mapPrice } from '../map/prices.ts';
import { mapLedgerStock, mapTotalStock } from '../map/stock.ts';
import { placeOf } from '../settings.ts';
import type { BcCompany } from './companies.ts';
import {
  dayBack,
  eachCompany,
  eachCompanyKeys,
  grouped,
  mapped,
  pageOf,
  rawPage,
  rowsOfKeys,
  type CompanyPage,
  type Mapped,
  type Reading,
  type ReadPage,
} from './reading.ts';

/** Everything is paged by its number, which is unique in its company. */
const number = [{ name: 'number', type: 'text' as const }];

interface Plan {
  readonly set: string;
  /** What of the set is ours; of a delta (`since`) it may be more, so that what leaves the window is seen to change. */
  readonly filter?: (reading: Reading, company: BcCompany, since: string | null) => string;
  readonly select?: string;
  readonly expand?: string;
}

const filterOf = (plan: Plan, reading: Reading, company: BcCompany, since: string | null): string =>
  [plan.filter?.(reading, company, since), since === null ? '' : `lastModifiedDateTime ge ${since}`]
    .filter((part) => part !== undefined && part !== '')
    .join(' and ');

/** Pages of one set of one company, each row mapped to records. `prepare` reads what the rows of a page need besides. */
function pages<C>(
  object: ErpObject,
  plan: Plan,
  prepare: (reading: Reading, company: BcCompany, rows: readonly WireRecord[]) => Promise<C>,
  map: (row: WireRecord, context: C, reading: Reading, company: BcCompany) => readonly Mapped<unknown>[],
  oneToOne = true,
): CompanyPage {
  return async (reading, company, cursor, since) => {
    const set = { ...plan, step: `read ${object}`, set: company.api(plan.set), key: number, filter: filterOf(plan, reading, company, since) };
    const raw = await rawPage(reading, set, cursor);
    const context = await prepare(reading, company, raw.rows);
    const rows = raw.rows.flatMap((row) => map(row, context, reading, company));
    return pageOf(rows, oneToOne ? raw : { ...raw, total: null });
  };
}

const items: Plan = { set: 'items', filter: ({ settings }) => settings.itemFilter };
const customers: Plan = { set: 'customers' };
const numbersOf = (rows: readonly WireRecord[]): readonly string[] => rows.map((row) => textOf(row, 'number'));

/** Rows of a published web service for these keys, by key; none when there is no such service. */
async function published(reading: Reading, company: BcCompany, service: string | null, field: string, keys: readonly string[], filter?: string) {
  if (service === null) return new Map<string, readonly WireRecord[]>();
  const rows = await rowsOfKeys(reading, `read ${service}`, company.web(service), field, keys, filter === undefined ? {} : { filter });
  return grouped(rows, field);
}

const itemUnits = (reading: Reading, company: BcCompany, rows: readonly WireRecord[]) =>
  published(reading, company, reading.settings.published.itemUnits, 'Item_No', numbersOf(rows));

const booksOf = async ({ tables }: Reading, company: BcCompany): Promise<string> => (await tables.information(company)).currency;

const readCompany: CompanyPage = async (reading, company) =>
  pageOf([mapCompany(company.settings, await reading.tables.information(company))], { nextCursor: null, total: 1 });

async function customerContext(reading: Reading, company: BcCompany, rows: readonly WireRecord[]): Promise<CustomerContext> {
  const { settings } = reading;
  const wanted = rows.flatMap((row) => expandedOf(row, 'contactsInformation').map((one) => textOf(one, 'contactNumber')));
  const contacts = await rowsOfKeys(reading, 'read contacts', company.api('contacts'), 'number', wanted);
  return {
    company: company.settings,
    currency: await booksOf(reading, company),
    contacts: new Map(contacts.map((row) => [textOf(row, 'number'), row])),
    cards: await published(reading, company, settings.published.customers, 'No', numbersOf(rows)),
    shipTos: await published(reading, company, settings.published.shipTos, 'Customer_No', numbersOf(rows)),
  };
}

async function creditContext(reading: Reading, company: BcCompany, rows: readonly WireRecord[]) {
  const orders = await rowsOfKeys(reading, 'read open orders', company.api('salesOrders'), 'customerNumber', numbersOf(rows), { expand: 'salesOrderLines' });
  return { currency: await booksOf(reading, company), orders: grouped(orders, 'customerNumber'), readAt: instantFromMs(reading.now()) };
}

async function priceContext(reading: Reading, company: BcCompany, rows: readonly WireRecord[]) {
  const prices = await published(reading, company, reading.settings.published.prices, 'Item_No', numbersOf(rows));
  return { prices, units: await itemUnits(reading, company, rows), currency: await booksOf(reading, company) };
}

const readPrices = pages(
  'price',
  items,
  priceContext,
  (item, { prices, units, currency }, { settings }, { prefix }) => {
    const sku = textOf(item, 'number');
    const context = { prefix, currency, unitRows: units.get(sku) ?? [], settings };
    return [...mapCardPrice(item, context), ...(prices.get(sku) ?? []).map((row) => mapPrice(row, item, context))];
  },
  false,
);

/** Open ledger entries by location and lot where the page is published; else one total an item. */
const readStock = pages(
  'stock',
  { ...items, filter: () => "type eq 'Inventory'" },
  (reading, company, rows) => published(reading, company, reading.settings.published.stock, 'Item_No', numbersOf(rows), 'Open eq true'),
  (item, entries, { settings }, { prefix, settings: company }) =>
    settings.published.stock === null
      ? mapTotalStock(item, placeOf(settings, company.location ?? company.company), prefix)
      : prefixed(prefix, mapLedgerStock(entries.get(textOf(item, 'number')) ?? [], settings)),
  false,
);

const prefixed = <T>(prefix: string, rows: readonly Mapped<T>[]): readonly Mapped<T>[] =>
  rows.map((row) =>
    row.kind === 'mapped'
      ? mapped(`${prefix}${row.record.key}`, row.record.version, row.record.data, row.record.extra)
      : { ...row, key: `${prefix}${row.key}` },
  );

async function documentContext(reading: Reading, company: BcCompany): Promise<DocumentContext> {
  const [currency, locations] = await Promise.all([booksOf(reading, company), reading.tables.locations(company)]);
  return { prefix: company.prefix, currency, settings: reading.settings, locations };
}

const document = (object: ErpObject, plan: Plan, map: (row: WireRecord, context: DocumentContext) => Mapped<unknown>): CompanyPage =>
  pages(object, plan, documentContext, (row, context) => [map(row, context)]);

const since = (field: string) => (reading: Reading, company: BcCompany) => `${field} ge ${dayBack(reading, company, reading.settings.historyDays)}`;
const before = (field: string) => (reading: Reading, company: BcCompany) => `${field} lt ${dayBack(reading, company, reading.settings.historyDays)}`;

const orders: Plan = { set: 'salesOrders', expand: 'salesOrderLines' };
const invoices: Plan = { set: 'salesInvoices', expand: 'salesInvoiceLines' };
const recentInvoices: Plan = { ...invoices, filter: (reading, company) => `${since('postingDate')(reading, company)} and status ne 'Draft'` };
/** A delta takes all of them: an old one that is paid at last must be seen. */
const changedInvoices: Plan = {
  ...invoices,
  filter: (reading, company, delta) => (delta === null ? (recentInvoices.filter?.(reading, company, delta) ?? '') : "status ne 'Draft'"),
};
const shipments: Plan = { set: 'salesShipments', expand: 'salesShipmentLines', filter: since('postingDate') };

/** How each object is read, page by page, through all companies. Throws `ErpReadError`. */
export const readers: Readonly<Partial<Record<ErpObject, ReadPage>>> = {
  company: eachCompany([readCompany], { delta: false }),
  item: eachCompany([pages('item', items, itemUnits, (row, units, { settings }) => [mapItem(row, units.get(textOf(row, 'number')) ?? [], settings)])], {
    delta: true,
    first: true,
  }),
  cost: eachCompany(
    [
      pages(
        'cost',
        items,
        async (reading, company, rows) => ({
          units: await itemUnits(reading, company, rows),
          currency: await booksOf(reading, company),
          today: dayBack(reading, company, 0),
        }),
        (row, { units, currency, today }, { settings }) => [mapCost(row, units.get(textOf(row, 'number')) ?? [], settings, currency, today)],
      ),
    ],
    { delta: false, first: true },
  ),
  customer: eachCompany(
    [
      pages('customer', { ...customers, expand: 'contactsInformation' }, customerContext, (row, context, { settings }) => [
        mapCustomer(row, context, settings),
      ]),
    ],
    {
      delta: true,
    },
  ),
  credit: eachCompany(
    [
      pages('credit', { ...customers, expand: 'customerFinancialDetail' }, creditContext, (row, { currency, orders: open, readAt }, { settings }) => [
        mapCredit(row, open.get(textOf(row, 'number')) ?? [], settings, currency, readAt),
      ]),
    ],
    { delta: false },
  ),
  price: eachCompany([readPrices], { delta: false }),
  stock: eachCompany([readStock], { delta: false }),
  past_order: eachCompany([document('past_order', recentInvoices, mapPastOrder)], { delta: true }),
  sales_order: eachCompany([document('sales_order', orders, mapSalesOrder)], { delta: true }),
  delivery: eachCompany([document('delivery', shipments, mapDelivery)], { delta: true }),
  invoice: eachCompany(
    [
      document('invoice', changedInvoices, mapInvoice),
      document('invoice', { ...invoices, filter: (reading, company) => `${before('postingDate')(reading, company)} and status eq 'Open'` }, mapInvoice),
    ],
    { delta: true },
  ),
  purchase_order: eachCompany([document('purchase_order', { set: 'purchaseOrders', expand: 'purchaseOrderLines' }, mapPurchaseOrder)], { delta: true }),
};

/** Objects that say when a row was changed. */
export const deltas: ReadonlySet<ErpObject> = new Set<ErpObject>(['item', 'customer', 'past_order', 'sales_order', 'delivery', 'invoice', 'purchase_order']);

/** Objects whose rows vanish in Business Central (orders with their last invoice, too), with the plan by which their keys are read. */
export const sweeps: Readonly<Partial<Record<ErpObject, Plan>>> = {
  item: items,
  customer: customers,
  sales_order: { set: 'salesOrders' },
  purchase_order: { set: 'purchaseOrders' },
};

/** A page of the keys that exist. Throws `ErpReadError`. */
export function readKeys(object: ErpObject, reading: Reading, cursor: string | null): Promise<KeyPage> {
  const plan = sweeps[object];
  if (!plan) return Promise.reject(new ErpReadError({ kind: 'rejected', code: 'not_supported', text: `no sweep of ${object}`, field: null }));
  const named = object === 'item' || object === 'customer';
  return eachCompanyKeys(
    [
      async (from, company, at) => {
        const raw = await rawPage(
          from,
          { step: `keys ${object}`, set: company.api(plan.set), key: number, filter: filterOf(plan, from, company, null), select: 'number', count: false },
          at,
        );
        return { keys: raw.rows.map((row) => `${named ? '' : company.prefix}${textOf(row, 'number')}`), nextCursor: raw.nextCursor };
      },
    ],
    object === 'item',
  )(reading, cursor);
}
