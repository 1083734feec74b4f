import { instantFromMs } from '../../../kernel/time.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { cursorFromText } from '../../kit/odata4/paging.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ErpObject, KeyPage } from '../../kit/types.ts';
import { mapCredit, mapCustomer } from '../map/customers.ts';
import { areaOf } from '../map/fields.ts';
import { mapCompany, mapCost, mapItem } from '../map/items.ts';
import { mapAgreement, mapBasePrice } from '../map/prices.ts';
import { mapWorkCentre } from '../map/production.ts';
import { difference, sumOf } from '../map/sum.ts';
import { dataAreas, setOf } from '../settings.ts';
import { documentReaders } from './documents.ts';
import { itemsByNumber, partsOfItems, unitsOfItems } from './items.ts';
import { none, reader, setNameOf, splitRepeated, type Plan, type ReadPage } from './plan.ts';
import { productionReaders } from './production.ts';
import { readStock } from './stock.ts';
import { optional, orNull } from './optional.ts';
import { both, groupBy, member, ourCompanies, pageOf, rawPage, readAlong, readMany, readWhole, textKey, todayOf, type Reading } from './reading.ts';

const items: Plan = {
  set: 'ReleasedProductsV2',
  key: textKey('ItemNumber', 'dataAreaId'),
  oncePer: true,
  filter: ({ settings }) => (settings.itemFilter === '' ? '' : `(${settings.itemFilter})`),
};
const customers: Plan = { set: 'CustomersV3', key: textKey('CustomerAccount', 'dataAreaId'), oncePer: true };

const readCompany: ReadPage = async (reading) => {
  const [rows, currencies] = await Promise.all([readWhole(reading, 'read company', 'LegalEntities'), reading.tables.currencies()]);
  const ours = new Set(dataAreas(reading.settings));
  const found = rows.filter((row) => ours.has(textOf(row, 'LegalEntityId').toLowerCase()));
  const mapped = found.map((row) => mapCompany(row, currencies.get(textOf(row, 'LegalEntityId').toLowerCase()) ?? '', reading.settings));
  return pageOf(mapped, { nextCursor: null, total: found.length });
};

async function customerParts(reading: Reading, rows: readonly WireRecord[]) {
  const filter = ourCompanies(reading.settings);
  const accounts = rows.map((row) => textOf(row, 'CustomerAccount'));
  const parties = rows.map((row) => textOf(row, 'PartyNumber')).filter((party) => party !== '');
  const [addresses, contacts] = await Promise.all([
    optional(readAlong(reading, { step: 'read customer', set: setOf(reading.settings, 'addresses'), field: 'CustomerAccountNumber', filter }, accounts)),
    optional(readMany(reading, { step: 'read customer', set: setOf(reading.settings, 'contacts'), field: 'AssociatedPartyNumber', filter }, parties)),
  ]);
  return {
    addresses: groupBy(addresses, (row) => `${areaOf(row)}/${textOf(row, 'CustomerAccountNumber')}`),
    contacts: groupBy(contacts, (row) => `${areaOf(row)}/${textOf(row, 'AssociatedPartyNumber')}`),
  };
}

/** Transactions that are not settled, and lines of orders that are not delivered, by customer. */
async function exposures(reading: Reading, rows: readonly WireRecord[]) {
  const { settings } = reading;
  const ours = ourCompanies(settings);
  const accounts = rows.map((row) => textOf(row, 'CustomerAccount'));
  const open = both(ours, `SalesOrderStatus eq ${member('SalesStatus', 'Backorder')}`);
  const owing = {
    step: 'read credit',
    set: setOf(settings, 'transactions'),
    field: 'AccountNum',
    filter: both(ours, 'Closed lt 1901-01-01T00:00:00Z'),
    select: 'dataAreaId,AccountNum,CurrencyCode,AmountCur,SettleAmountCur',
  };
  const ordering = {
    step: 'read credit',
    set: setOf(settings, 'salesOrderHeaders'),
    field: 'InvoiceCustomerAccountNumber',
    filter: open,
    select: 'dataAreaId,SalesOrderNumber,InvoiceCustomerAccountNumber,CurrencyCode,IsSalesProcessingStopped',
  };
  const [transactions, headers] = await Promise.all([orNull(readAlong(reading, owing, accounts)), readAlong(reading, ordering, accounts)]);
  const lineFilter = both(ours, `SalesOrderLineStatus eq ${member('SalesStatus', 'Backorder')}`);
  const numbers = headers.map((row) => textOf(row, 'SalesOrderNumber')).toSorted();
  const lines = await readMany(
    reading,
    {
      step: 'read credit',
      set: setOf(settings, 'salesOrderLines'),
      field: 'SalesOrderNumber',
      filter: lineFilter,
      select: 'dataAreaId,SalesOrderNumber,LineAmount',
    },
    numbers,
  );
  return {
    transactions: transactions && groupBy(transactions, (row) => `${areaOf(row)}/${textOf(row, 'AccountNum')}`),
    headers: groupBy(headers, (row) => `${areaOf(row)}/${textOf(row, 'InvoiceCustomerAccountNumber')}`),
    lines: groupBy(lines, (row) => `${areaOf(row)}/${textOf(row, 'SalesOrderNumber')}`),
  };
}

type Exposures = Awaited<ReturnType<typeof exposures>>;

function exposureOf(row: WireRecord, { transactions, headers, lines }: Exposures) {
  const key = `${areaOf(row)}/${textOf(row, 'CustomerAccount')}`;
  const currency = textOf(row, 'SalesCurrencyCode');
  const foreign = (rows: readonly WireRecord[]): boolean => rows.some((one) => textOf(one, 'CurrencyCode') !== currency);
  const [owing, orders] = [transactions && (transactions.get(key) ?? []), headers.get(key) ?? []];
  const amounts = orders.flatMap((one) => lines.get(`${areaOf(one)}/${textOf(one, 'SalesOrderNumber')}`) ?? []).map((line) => decimalOf(line, 'LineAmount'));
  return {
    owed: owing === null || foreign(owing) ? null : sumOf(owing.map((one) => difference(decimalOf(one, 'AmountCur'), decimalOf(one, 'SettleAmountCur')))),
    ordered: foreign(orders) ? null : sumOf(amounts),
  };
}

const agreements: Plan = { set: 'SalesPriceAgreements', key: [...textKey('ItemNumber'), { name: 'RecordId', type: 'number' }] };

/** Two sets one after the other: the cursor says in which one reading stands. */
function chain(first: ReadPage, second: ReadPage): ReadPage {
  return async (reading, cursor) => {
    const part = cursor?.startsWith('1:') ? 1 : 0;
    const page = await (part === 0 ? first : second)(reading, cursor === null || cursor === '1:' ? null : cursor.slice(2));
    const nextCursor = page.nextCursor !== null ? `${part}:${page.nextCursor}` : part === 0 ? '1:' : null;
    return { ...page, nextCursor, total: null };
  };
}

const readAgreements = reader(
  'price',
  agreements,
  (reading, rows) =>
    itemsByNumber(
      reading,
      'read price',
      rows.map((row) => textOf(row, 'ItemNumber')),
      true,
    ),
  (row, known, { settings }) => {
    const item = known.get(textOf(row, 'ItemNumber'));
    return [mapAgreement(row, item?.units, textOf(item?.row ?? {}, 'SalesUnitSymbol'), settings)];
  },
);

const readBasePrices = reader(
  'price',
  { ...items, filter: (reading) => both(items.filter?.(reading), 'SalesPrice gt 0') },
  async (reading, rows) => ({ units: await unitsOfItems(reading, 'read price', { rows, inOrder: true }), currencies: await reading.tables.currencies() }),
  (row, { units, currencies }) => [mapBasePrice(row, units(row), currencies.get(areaOf(row)) ?? '') ?? []].flat(),
  false,
);

/** How each object is read, page by page. Throws `ErpReadError`. */
export const readers: Readonly<Partial<Record<ErpObject, ReadPage>>> = {
  company: readCompany,
  item: reader('item', items, partsOfItems, (row, parts, { settings }) => [mapItem(row, parts(row), settings)]),
  cost: reader(
    'cost',
    items,
    async (reading, rows) => ({
      units: await unitsOfItems(reading, 'read cost', { rows, inOrder: true }),
      currencies: await reading.tables.currencies(),
      today: todayOf(reading),
    }),
    (row, { units, currencies, today }) => [mapCost(row, units(row), currencies.get(areaOf(row)) ?? '', today)],
  ),
  customer: reader('customer', { ...customers, tellRepeated: true }, customerParts, (row, { addresses, contacts }, { settings }) => [
    mapCustomer(
      row,
      {
        addresses: addresses.get(`${areaOf(row)}/${textOf(row, 'CustomerAccount')}`) ?? [],
        contacts: contacts.get(`${areaOf(row)}/${textOf(row, 'PartyNumber')}`) ?? [],
      },
      settings,
    ),
  ]),
  credit: reader('credit', customers, exposures, (row, context, { settings, now }) => [
    mapCredit(row, exposureOf(row, context), settings, instantFromMs(now())),
  ]),
  price: chain(readAgreements, readBasePrices),
  stock: readStock,
  work_centre: reader(
    'work_centre',
    {
      set: 'OperationsResources',
      key: textKey('ResourceId', 'dataAreaId'),
      oncePer: true,
      filter: () => `OperationsResourceType eq ${member('WrkCtrType', 'Machine')}`,
    },
    none,
    (row, _context, { settings }) => [mapWorkCentre(row, settings)],
  ),
  ...productionReaders,
  ...documentReaders,
};

/** Objects whose rows can be deleted in the ERP, with the plan by which their keys are read. */
export const sweeps: Readonly<Partial<Record<ErpObject, Plan>>> = { item: items, customer: customers };

/** A page of the keys that exist. Throws `ErpReadError`. */
export async function readKeys(object: ErpObject, reading: Reading, cursor: string | null): Promise<KeyPage> {
  const plan = sweeps[object];
  const field = plan?.key[0]?.name;
  if (!plan || field === undefined) throw new ErpReadError({ kind: 'rejected', code: 'not_supported', text: `no sweep of ${object}`, field: null });
  const select = plan.key.map((one) => one.name).join(',');
  const raw = await rawPage(
    reading,
    {
      step: `keys ${object}`,
      set: setNameOf(plan, reading),
      key: plan.key,
      filter: both(ourCompanies(reading.settings), plan.filter?.(reading)),
      select,
      count: false,
    },
    cursor,
  );
  return { keys: splitRepeated(raw.rows, field, cursorFromText(cursor)?.after[0]).fresh.map((row) => textOf(row, field)), nextCursor: raw.nextCursor };
}
