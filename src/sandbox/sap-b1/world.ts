import type { CompanySeed } from '../kit/index.ts';
import { createRowStore, rowKey, sourceOf, tableOf, type EntitySet, type Row, type RowStore } from '../kit/odata4/index.ts';
import type { RowSource } from '../kit/odata4/render.ts';
import type { TableSpec } from '../kit/odata4/store.ts';
import { scaled, sum, unscaled } from './amount.ts';
import type { B1Habits } from './habits.ts';
import { b1Model } from './model.ts';
import { indexOf, invoiceRows, orderRows, purchaseRows } from './seed/documents.ts';
import { batchRows, groupRows, itemRows, specialRows, stockRows } from './seed/items.ts';
import { balanceRows, partnerRows, priceListRows } from './seed/partners.ts';
import { branchRows, warehouseRows } from './seed/places.ts';
import { productionRows, resourceRows, stageRows, treeRows } from './seed/production.ts';
import { unitsOf } from './seed/units.ts';

/** Everything that the company's database holds, and its clock. */
export interface World {
  readonly store: RowStore;
  readonly today: string;
  readonly company: { readonly name: string; readonly country: string; readonly currency: string };
  readonly habits: () => B1Habits;
  /** The server's clock: day and time of day, as it stamps documents. */
  stamp(): { readonly UpdateDate: string; readonly UpdateTime: string };
  readonly sourceOf: (set: string) => RowSource;
  /** Moves by chance: whether a booking lies (habit). */
  readonly chance: (p: number) => boolean;
}

/** Fields by whose value rows are looked up often. */
const indexes: Readonly<Record<string, readonly string[]>> = {
  Orders: ['NumAtCard', 'CardCode'],
  DeliveryNotes: ['NumAtCard', 'CardCode'],
  Invoices: ['CardCode'],
  InventoryGenEntries: ['JournalMemo'],
  InventoryGenExits: ['JournalMemo'],
  StockTransfers: ['JournalMemo'],
  IncomingPayments: ['JournalRemarks'],
  BatchNumberDetails: ['ItemCode'],
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Tables that no entity set shows. */
const hidden: Readonly<Record<string, (seed: CompanySeed) => TableSpec>> = {
  Stock: (seed) => ({
    key: (row) => JSON.stringify([row['ItemCode'], row['WarehouseCode'], row['Batch']]),
    compare: (a, b) => (stockName(a) < stockName(b) ? -1 : stockName(a) > stockName(b) ? 1 : 0),
    indexes: ['ItemCode'],
    seed: stockRows(seed),
  }),
  Balances: (seed) => ({
    key: (row) => text(row['CardCode']),
    compare: (a, b) => (text(a['CardCode']) < text(b['CardCode']) ? -1 : 1),
    seed: balanceRows(seed),
  }),
};

const stockName = (row: Row): string => [row['ItemCode'], row['WarehouseCode'], row['Batch']].map(text).join('\u0000');

/** A query that an administrator has set up so that batches can be read by warehouse; the Service Layer itself shows none. */
export const batchQuery = {
  SqlCode: 'KARKHANA_BATCH_STOCK',
  SqlName: 'Batch quantities by warehouse',
  SqlText:
    'SELECT T1."ItemCode", T0."WhsCode", T1."DistNumber", T0."Quantity", T1."Status", T1."ExpDate" FROM OBTQ T0 INNER JOIN OBTN T1 ON T0."MdAbsEntry" = T1."AbsEntry" WHERE T0."Quantity" <> 0',
};

/** Fills the database from the seed. */
export function createWorld(seed: CompanySeed, habits: () => B1Habits, now: () => number, chance: (p: number) => boolean): World {
  const units = unitsOf(seed);
  const index = indexOf(seed, units);
  const seeds: Readonly<Record<string, readonly Row[]>> = {
    BusinessPartners: partnerRows(seed),
    Items: itemRows(seed, units),
    ItemGroups: groupRows(seed),
    UnitOfMeasurements: units.unitRows,
    UnitOfMeasurementGroups: units.groupRows,
    PriceLists: priceListRows(seed),
    SpecialPrices: specialRows(seed, units),
    Warehouses: warehouseRows(seed),
    BusinessPlaces: branchRows(seed),
    BatchNumberDetails: batchRows(seed),
    ProductTrees: treeRows(seed),
    RouteStages: stageRows(seed),
    Resources: resourceRows(seed),
    ProductionOrders: productionRows(seed),
    Orders: orderRows(index),
    Invoices: invoiceRows(index),
    PurchaseOrders: purchaseRows(index),
    SQLQueries: [batchQuery],
  };
  const tables = Object.fromEntries([...b1Model.sets.values()].map((set) => [set.name, tableOf(set, seeds[set.name] ?? [], indexes[set.name])]));
  const store = createRowStore({ ...tables, ...Object.fromEntries(Object.entries(hidden).map(([name, make]) => [name, make(seed)])) });
  const sources = new Map(
    [...b1Model.sets.values()].map((set) => [set.name, sourceOf(set, store.table(set.name), indexes[set.name] ?? [], viewOf(store, set))]),
  );
  const first = seed.companies[0];
  return {
    store,
    today: seed.today,
    company: { name: first?.name ?? '', country: first?.country ?? '', currency: first?.currency ?? '' },
    habits,
    chance,
    stamp: () => {
      const at = new Date(now() + habits().skewMs).toISOString();
      return { UpdateDate: at.slice(0, 10), UpdateTime: at.slice(11, 19) };
    },
    sourceOf: (name) => {
      const source = sources.get(name);
      if (!source) throw new Error(`no set ${name}`);
      return source;
    },
  };
}

/** Figures that are worked out when they are asked for. */
function viewOf(store: RowStore, set: EntitySet): (row: Row) => Row {
  if (set.name === 'Items') return lazily(['ItemWarehouseInfoCollection', 'QuantityOnStock'], (row) => stockFigures(store, row));
  if (set.name !== 'BusinessPartners') return (row) => row;
  const customers = lazily(['CurrentAccountBalance', 'OpenOrdersBalance', 'OpenDeliveryNotesBalance'], (row) => balances(store, text(row['CardCode'])));
  return (row) => (row['CardType'] === 'cCustomer' ? customers(row) : row);
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

function stockFigures(store: RowStore, item: Row): Row {
  const byWarehouse = new Map<string, bigint>();
  for (const row of store.table('Stock').by('ItemCode', text(item['ItemCode']))) {
    const code = text(row['WarehouseCode']);
    byWarehouse.set(code, (byWarehouse.get(code) ?? 0n) + scaled(row['Quantity']));
  }
  const rows = [...byWarehouse].map(([WarehouseCode, quantity]) => ({
    WarehouseCode,
    InStock: unscaled(quantity),
    Committed: '0',
    Ordered: '0',
    ItemCode: text(item['ItemCode']),
    Locked: 'tNO',
  }));
  return { ItemWarehouseInfoCollection: rows, QuantityOnStock: sum(...rows.map((row) => row.InStock)) };
}

/** The lines of a document. */
export const linesOf = (row: Row): readonly Row[] => (row['DocumentLines'] ?? []) as readonly Row[];

/** What of an order is not delivered, in its currency. */
export function openAmount(order: Row): bigint {
  if (order['DocumentStatus'] !== 'bost_Open' || order['Cancelled'] === 'tYES') return 0n;
  return linesOf(order).reduce((total, line) => {
    const quantity = scaled(line['Quantity']);
    return quantity === 0n ? total : total + (scaled(line['LineTotal']) * scaled(line['RemainingOpenQuantity'])) / quantity;
  }, 0n);
}

/** Account balance, open orders and deliveries not billed of a customer. */
export function balances(store: RowStore, customer: string): Row {
  const total = (set: string): bigint =>
    store
      .table(set)
      .by('CardCode', customer)
      .reduce((all, row) => all + openAmount(row), 0n);
  return {
    CurrentAccountBalance: text(store.table('Balances').get(customer)?.['Balance']) || '0',
    OpenOrdersBalance: unscaled(total('Orders')),
    OpenDeliveryNotesBalance: unscaled(
      store
        .table('DeliveryNotes')
        .by('CardCode', customer)
        .reduce((all, row) => all + (row['Cancelled'] === 'tYES' ? 0n : scaled(row['DocTotal'])), 0n),
    ),
  };
}

/** A row of an entity set by its key; undefined when there is none. */
export function rowOf(world: World, set: string, key: Row): Row | undefined {
  const found = b1Model.sets.get(set);
  return found && world.store.table(set).get(rowKey(found, key));
}

/** The next number of a set's key. */
export function nextEntry(world: World, set: string, key = 'DocEntry'): number {
  const last = world.store.table(set).all().at(-1);
  return Number(last?.[key] ?? 0) + 1;
}
