import { addDays, businessDateIn, instantFromMs } from '../../../kernel/time.ts';
import type { Reader } from '../../kit/assemble.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ErpObject, SnapshotPage } from '../../kit/types.ts';
import type { Company } from '../../../modules/masters/contract.ts';
import { mapCredit, mapCustomer } from '../map/customer.ts';
import { mapDelivery, mapInvoice, mapPastOrder, mapPurchase, mapSalesOrder } from '../map/documents.ts';
import type { Telling } from '../map/documents.ts';
import { mapBom, mapCost, mapItem, mapPrices } from '../map/item.ts';
import type { Mapped } from '../map/mapped.ts';
import { mapStock } from '../map/stock.ts';
import { voucherOf } from '../map/voucher.ts';
import type { Voucher } from '../map/voucher.ts';
import type { TallyCompany } from '../settings.ts';
import { textOf } from '../wire/node.ts';
import type { XmlNode } from '../wire/xml-format.ts';
import { codeOf } from './book.ts';
import type { Book } from './book.ts';
import { createOpenBills, createReceived } from './lookups.ts';
import { bookOf } from './reading.ts';
import type { CompanyTools, Reading } from './reading.ts';
import { pageOf, readKeysWindowed, readWindowed } from './windows.ts';
import type { WindowedSet } from './windows.ts';

type Map = WindowedSet['map'];
type Row<T> = (row: XmlNode, book: Book, company: TallyCompany) => T;

const everywhere = (): boolean => true;
const withItems = (company: TallyCompany): boolean => company.items;
const today = (reading: Reading, company: TallyCompany) => businessDateIn(company.zone, instantFromMs(reading.now()));

const each =
  (map: Row<Mapped | readonly Mapped[]>): Map =>
  async (rows, tools) => {
    const book = await bookOf(tools);
    return rows.flatMap((row) => map(row, book, tools.company));
  };

const vouchers =
  (reading: Reading, map: (voucher: Voucher, telling: Telling, tools: CompanyTools) => Mapped | Promise<Mapped>): Map =>
  async (rows, tools) => {
    const book = await bookOf(tools);
    const telling: Telling = { book, company: tools.company, settings: reading.settings };
    const mapped: Mapped[] = [];
    for (const row of rows) mapped.push(await map(voucherOf(row, book), telling, tools));
    return mapped;
  };

const masters = { of: 'masters', days: null } as const;

/** Items and what hangs on them. */
function itemSets(reading: Reading): Readonly<Partial<Record<ErpObject, WindowedSet>>> {
  const { settings } = reading;
  const items = { ...masters, from: withItems, delta: true } as const;
  return {
    item: { ...items, object: 'item', template: 'items', map: each((row, book) => mapItem(row, book, settings)) },
    cost: {
      ...items,
      object: 'cost',
      template: 'itemCosts',
      map: each((row, book, company) => mapCost(row, book, company, settings, today(reading, company))),
    },
    bom: { ...items, object: 'bom', template: 'itemBoms', map: each((row, book, company) => mapBom(row, book, company, settings)) },
    price: {
      ...items,
      from: everywhere,
      object: 'price',
      template: 'itemPrices',
      map: each((row, book, company) => mapPrices(row, book, company, settings, addDays(today(reading, company), -settings.priceHistoryDays))),
    },
    stock: {
      ...masters,
      from: everywhere,
      delta: false,
      object: 'stock',
      template: 'stock',
      map: each((row, book, company) => mapStock(row, book, company.code, settings)),
    },
  };
}

function customerSets(reading: Reading): Readonly<Partial<Record<ErpObject, WindowedSet>>> {
  const { settings } = reading;
  const all = { ...masters, from: everywhere } as const;
  return {
    customer: { ...all, delta: true, object: 'customer', template: 'customers', map: each((row, _book, company) => mapCustomer(row, company, settings)) },
    credit: {
      ...all,
      delta: false,
      object: 'credit',
      template: 'credit',
      map: async (rows, tools) => {
        const open = await tools.openOrders();
        return rows.map((row) => mapCredit(row, tools.company, settings, open.openMinor, reading.now()));
      },
    },
  };
}

function documentSets(reading: Reading): Readonly<Partial<Record<ErpObject, WindowedSet>>> {
  const { settings } = reading;
  const all = { of: 'vouchers', from: everywhere, days: settings.historyDays } as const;
  const received = createReceived(reading);
  const bills = createOpenBills(reading);
  return {
    past_order: { ...all, delta: true, object: 'past_order', template: 'orders', map: vouchers(reading, mapPastOrder) },
    sales_order: {
      ...all,
      days: settings.openOrderDays,
      delta: false,
      object: 'sales_order',
      template: 'orders',
      map: vouchers(reading, async (voucher, telling, tools) => mapSalesOrder(voucher, telling, await tools.openOrders())),
    },
    delivery: { ...all, delta: true, object: 'delivery', template: 'deliveries', map: vouchers(reading, mapDelivery) },
    invoice: {
      ...all,
      delta: false,
      object: 'invoice',
      template: 'invoices',
      map: vouchers(reading, async (voucher, telling, tools) => mapInvoice(voucher, telling, await bills(tools))),
    },
    purchase_order: {
      ...all,
      delta: false,
      object: 'purchase_order',
      template: 'purchases',
      map: vouchers(reading, async (voucher, telling, tools) => mapPurchase(voucher, telling, await received(tools))),
    },
  };
}

/** Objects whose records have keys of their own, not those of the object they are read from. */
const keysByMapping: readonly ErpObject[] = ['price', 'bom'];

function readerOf(reading: Reading, set: WindowedSet): Reader {
  const page: Reader['page'] = (cursor, since) => readWindowed(reading, set, cursor, set.delta ? since : null);
  if (!set.delta) return { page };
  const byMapping = (keysByMapping as readonly string[]).includes(set.object);
  const template = byMapping
    ? set.template
    : set.template === 'items' || set.template === 'itemCosts'
      ? 'itemKeys'
      : set.template === 'customers'
        ? 'customerKeys'
        : set.template;
  const keysOf = async (rows: readonly XmlNode[], tools: CompanyTools): Promise<readonly string[]> =>
    byMapping ? (await set.map(rows, tools)).map((row) => (row.kind === 'mapped' ? row.record.key : row.key)) : rows.map((row) => textOf(row, 'GUID'));
  return { page, keys: (cursor) => readKeysWindowed(reading, { ...set, template }, keysOf, cursor) };
}

/** The companies of the settings, as far as Tally has them open. */
async function readCompanies(reading: Reading): Promise<SnapshotPage> {
  const mapped: Mapped<Company>[] = [];
  for (const { company } of reading.companies) {
    const answer = await reading.client.read('read company', { name: 'company', company: company.name, wanted: { by: 'all' }, period: null });
    if (answer.kind !== 'ok') throw new ErpReadError(answer);
    const { code, zone, currency, country, languages } = company;
    for (const row of answer.rows) {
      const name = codeOf(row, 'name');
      mapped.push({ kind: 'mapped', record: { key: code, version: '', data: { code, name, zone, currency, country, languages }, extra: {} } });
    }
  }
  return pageOf(mapped, null, { delta: false }, {});
}

/** How each object is read. */
export function readersOf(reading: Reading): Readonly<Partial<Record<ErpObject, Reader>>> {
  const sets = { ...itemSets(reading), ...customerSets(reading), ...documentSets(reading) };
  const entries = Object.entries(sets).map(([object, set]) => [object, readerOf(reading, set)] as const);
  return { ...Object.fromEntries(entries), company: { page: () => readCompanies(reading) } };
}

/** Objects and how each is read, for the capabilities. */
export const deltaObjects: readonly ErpObject[] = ['item', 'cost', 'bom', 'price', 'customer', 'past_order', 'delivery'];
export const snapshotObjects: readonly ErpObject[] = ['company', 'credit', 'stock', 'sales_order', 'invoice', 'purchase_order'];
