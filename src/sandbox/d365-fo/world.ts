import type { CompanySeed } from '../kit/index.ts';
import { createRowStore, sourceOf, tableOf, type Row, type RowStore } from '../kit/odata4/index.ts';
import type { RowSource } from '../kit/odata4/render.ts';
import type { Table, TableSpec } from '../kit/odata4/store.ts';
import { minus, scaled, sum } from './amount.ts';
import type { FoHabits } from './habits.ts';
import { foModel, tableName } from './model/index.ts';
import { areaOfCompany, ledgerRows, legalEntityRows, statusRows, warehouseRows } from './seed/companies.ts';
import { addressRows, contactRows, customerRows, transactionRows } from './seed/customers.ts';
import { invoiceLineRows, invoiceRows, orderLineRows, orderRows, purchaseLineRows, purchaseRows } from './seed/documents.ts';
import {
  bomLineRows,
  bomRows,
  bomVersionRows,
  operationRows,
  productionOperationRows,
  productionRows,
  resourceGroupRows,
  resourceRows,
  routeOperationRows,
  routePropertyRows,
  routeRows,
  routeVersionRows,
} from './seed/production.ts';
import {
  agreementRows,
  barcodeRows,
  batchRows,
  conversionRows,
  productConversionRows,
  productRows,
  stockRows,
  translationRows,
  unitRows,
} from './seed/products.ts';

/** Everything that the environment holds, and its clock. */
export interface World {
  readonly store: RowStore;
  readonly today: string;
  readonly companies: readonly string[];
  readonly habits: () => FoHabits;
  readonly now: () => number;
  /** Moves by chance: whether a booking lies (habit). */
  readonly chance: (p: number) => boolean;
  readonly sourceOf: (set: string) => RowSource;
  /** The company that the call being answered sees; null: all of them. */
  scope: string | null;
  /** The next number of a number sequence: of a table's field, behind a prefix. Numbers of what was undone are not given again. */
  readonly next: (table: string, field: string, prefix: string) => number;
  /** The entity that is being written, for the words of a refusal. */
  writing: string;
}

const seeds: Readonly<Record<string, (seed: CompanySeed) => readonly Row[]>> = {
  LegalEntities: legalEntityRows,
  Ledgers: ledgerRows,
  CustomersV3: customerRows,
  CustomerPostalAddresses: addressRows,
  ContactPersons: contactRows,
  CustTransactions: transactionRows,
  ReleasedProductsV2: productRows,
  ProductTranslations: translationRows,
  ProductBarcodesV3: barcodeRows,
  UnitsOfMeasure: unitRows,
  UnitOfMeasureConversions: conversionRows,
  ProductUnitOfMeasureConversions: productConversionRows,
  SalesPriceAgreements: agreementRows,
  Warehouses: warehouseRows,
  InventoryStatuses: statusRows,
  ItemBatches: batchRows,
  SalesOrderHeadersV2: orderRows,
  SalesOrderLinesV2: orderLineRows,
  SalesInvoiceHeadersV2: invoiceRows,
  SalesInvoiceLinesV2: invoiceLineRows,
  PurchaseOrderHeadersV2: purchaseRows,
  PurchaseOrderLinesV2: purchaseLineRows,
  BillOfMaterialsHeaders: bomRows,
  BillOfMaterialsVersionsV3: bomVersionRows,
  BillOfMaterialsLinesV3: bomLineRows,
  RouteHeaders: routeRows,
  RouteVersionsV2: routeVersionRows,
  RouteOperations: routeOperationRows,
  Operations: operationRows,
  RouteOperationPropertiesV2: routePropertyRows,
  OperationsResources: resourceRows,
  OperationsResourceGroups: resourceGroupRows,
  ProductionOrderHeaders: productionRows,
  ProductionOrderRouteOperations: productionOperationRows,
};

/** Fields by whose value rows are looked up often. */
const indexes: Readonly<Record<string, readonly string[]>> = {
  SalesOrderHeadersV2: ['SalesOrderNumber', 'CustomersOrderReference', 'InvoiceCustomerAccountNumber'],
  SalesOrderLinesV2: ['SalesOrderNumber', 'InventoryLotId'],
  CustomersV3: ['CustomerAccount'],
  CustomerPostalAddresses: ['CustomerAccountNumber'],
  CustTransactions: ['AccountNum'],
  ReleasedProductsV2: ['ItemNumber'],
  ProductUnitOfMeasureConversions: ['ProductNumber'],
  SalesPriceAgreements: ['ItemNumber'],
  ProductionOrderHeaders: ['ProductionOrderNumber'],
  ProductionOrderRouteOperations: ['ProductionOrderNumber'],
  ReportAsFinishedProductionJournalEntries: ['ProductionOrderNumber', 'JournalNumber'],
  RouteCardProductionJournalEntries: ['ProductionOrderNumber', 'JournalNumber'],
};

const stockName = (row: Row): string =>
  ['dataAreaId', 'ItemNumber', 'SiteId', 'WarehouseId', 'StatusId', 'Batch'].map((field) => String(row[field] ?? '')).join('\u0000');
const byText =
  (name: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0;

/** Tables that no entity set shows. */
const hidden: Readonly<Record<string, (seed: CompanySeed) => TableSpec>> = {
  Stock: (seed) => ({ key: stockName, compare: byText(stockName), indexes: ['ItemNumber'], seed: stockRows(seed) }),
  Messages: () => ({ key: (row) => String(row['Id'] ?? ''), compare: byText((row) => String(row['Id'] ?? '')), seed: [] }),
};

const noDimensions = { ProductColorId: '', ProductConfigurationId: '', ProductSizeId: '', ProductStyleId: '', ProductVersionId: '' };

/** On-hand figures, summed up from what lies where; `fields`: what they are told by. */
function onHandOf(stock: Table, more: readonly (readonly [shown: string, stored: string])[], dimensions: Row): () => readonly Row[] {
  return () => {
    const sums = new Map<string, { readonly key: Row; quantity: string; reserved: string }>();
    for (const row of stock.all()) {
      const place = {
        dataAreaId: row['dataAreaId'] ?? null,
        ItemNumber: row['ItemNumber'] ?? null,
        ...dimensions,
        InventorySiteId: row['SiteId'] ?? null,
        InventoryWarehouseId: row['WarehouseId'] ?? null,
      };
      const key: Row = { ...place, ...Object.fromEntries(more.map(([shown, stored]) => [shown, row[stored] ?? ''])) };
      const name = JSON.stringify(Object.values(key));
      const before = sums.get(name) ?? { key, quantity: '0', reserved: '0' };
      sums.set(name, { key, quantity: sum(before.quantity, row['Quantity']), reserved: sum(before.reserved, row['Reserved']) });
    }
    return [...sums.values()].map(({ key, quantity, reserved }) => {
      const available = minus(quantity, reserved);
      return {
        ...key,
        ProductName: '',
        OnHandQuantity: quantity,
        ReservedOnHandQuantity: reserved,
        AvailableOnHandQuantity: available,
        OrderedQuantity: '0',
        OnOrderQuantity: '0',
        TotalAvailableQuantity: available,
      };
    });
  };
}

const status = ['InventoryStatusId', 'StatusId'] as const;

/** Sets whose rows are worked out when they are asked for. */
const worked = (stock: Table): Readonly<Record<string, () => readonly Row[]>> => ({
  WarehousesOnHandV2: onHandOf(stock, [], noDimensions),
  WarehouseInventoryStatusesOnHandV2: onHandOf(stock, [status], noDimensions),
  KKBatchOnHands: onHandOf(stock, [status, ['ItemBatchNumber', 'Batch']], {}),
});

/** A source whose rows belong to companies: a call sees those of its own only, unless it crosses them. */
function scoped(source: RowSource, scope: () => string | null): RowSource {
  const seen = (row: Row): boolean => scope() === null || row['dataAreaId'] === undefined || row['dataAreaId'] === scope();
  const only = (rows: readonly Row[]): readonly Row[] => (scope() === null ? rows : rows.filter(seen));
  return {
    list: () => only(source.list()),
    byKey: (key) => {
      const row = source.byKey(key);
      return row && seen(row) ? row : undefined;
    },
    narrow: (equal) => {
      const rows = source.narrow?.(equal) ?? null;
      return rows && only(rows);
    },
  };
}

/** Fills the environment from the seed. */
export function createWorld(seed: CompanySeed, habits: () => FoHabits, now: () => number, chance: (p: number) => boolean): World {
  const sets = [...foModel.sets.values()];
  const tables = Object.fromEntries(
    sets.filter((set) => tableName(set.name) === set.name).map((set) => [set.name, tableOf(set, seeds[set.name]?.(seed) ?? [], indexes[set.name])]),
  );
  const store = createRowStore({ ...tables, ...Object.fromEntries(Object.entries(hidden).map(([name, make]) => [name, make(seed)])) });
  const derived = worked(store.table('Stock'));
  const world: World = {
    store,
    today: seed.today,
    companies: seed.companies.map((one) => areaOfCompany(one.code)),
    habits,
    now: () => now() + habits().skewMs,
    chance,
    scope: null,
    writing: '',
    next: numberSequences(store),
    sourceOf: (name) => {
      const source = sources.get(name);
      if (!source) throw new Error(`no set ${name}`);
      return source;
    },
  };
  const sources = new Map(
    sets.map((set): [string, RowSource] => {
      const rows = derived[set.name];
      const plain: RowSource = rows
        ? { list: rows, byKey: (key) => rows().find((row) => [...key].every(([name, value]) => row[name] === value)) }
        : sourceOf(set, store.table(tableName(set.name)), indexes[tableName(set.name)] ?? []);
      return [set.name, scoped(plain, () => world.scope)];
    }),
  );
  return world;
}

/** Counters that begin behind the highest number that the tables hold. */
function numberSequences(store: RowStore): World['next'] {
  const last = new Map<string, number>();
  const highest = (table: string, field: string, prefix: string): number =>
    store
      .table(table)
      .all()
      .reduce((most, row) => {
        const text = String(row[field] ?? '');
        const serial = text.startsWith(prefix) ? Number(text.slice(prefix.length)) : NaN;
        return Number.isSafeInteger(serial) && serial > most ? serial : most;
      }, 0);
  return (table, field, prefix) => {
    const name = `${table}/${field}/${prefix}`;
    const serial = (last.get(name) ?? highest(table, field, prefix)) + 1;
    last.set(name, serial);
    return serial;
  };
}

/** The row of a key. */
export const rowOf = (world: World, set: string, key: Row): Row | undefined => {
  const names = foModel.sets.get(set)?.keys ?? [];
  return world.store.table(set).get(JSON.stringify(names.map((name) => key[name] ?? null)));
};

/** Rows by an indexed field, of one company. */
export const rowsBy = (world: World, set: string, dataAreaId: string, field: string, value: string): readonly Row[] =>
  world.store
    .table(set)
    .by(field, value)
    .filter((row) => row['dataAreaId'] === dataAreaId);

/** What a customer owes: transactions that are not settled. */
export const owed = (world: World, dataAreaId: string, customer: string): bigint =>
  rowsBy(world, 'CustTransactions', dataAreaId, 'AccountNum', customer).reduce(
    (all, row) => all + scaled(row['AmountCur']) - scaled(row['SettleAmountCur']),
    0n,
  );

/** What a customer has ordered and not got. */
export const ordered = (world: World, dataAreaId: string, customer: string): bigint =>
  rowsBy(world, 'SalesOrderHeadersV2', dataAreaId, 'InvoiceCustomerAccountNumber', customer)
    .filter((row) => row['SalesOrderStatus'] === 'Backorder')
    .flatMap((row) => rowsBy(world, 'SalesOrderLinesV2', dataAreaId, 'SalesOrderNumber', String(row['SalesOrderNumber'])))
    .reduce((all, line) => all + (line['SalesOrderLineStatus'] === 'Backorder' ? scaled(line['LineAmount']) : 0n), 0n);
