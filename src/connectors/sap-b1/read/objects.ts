import { instantFromMs } from '../../../kernel/time.ts';
import { isRecord, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { entityOf, rowsOf } from '../../kit/odata4/answer.ts';
import { anyOf, entityPath } from '../../kit/odata4/codec.ts';
import { nextPathOf, readAllRows, readByKeys } from '../../kit/odata4/paging.ts';
import type { KeyField, RawPage } from '../../kit/odata4/paging.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ErpObject, KeyPage, SnapshotPage } from '../../kit/types.ts';
import { mapDelivery, mapInvoice, mapPastOrder, mapPurchaseOrder, mapSalesOrder } from '../map/documents.ts';
import { mapCompany, mapCost, mapCredit, mapCustomer, mapItem } from '../map/masters.ts';
import { mapItemPrices, mapSpecialPrice } from '../map/prices.ts';
import { mapBom, mapProductionOrder, mapRouting, mapWorkCentre } from '../map/production.ts';
import { mapBatchStock, mapWarehouseStock } from '../map/stock.ts';
import type { UnitTables } from '../map/unit.ts';
import { hasBranches } from '../settings.ts';
import { dayBack, pageOf, rawPage, sinceFilter, type Mapped, type Reading } from './reading.ts';

type ReadPage = (reading: Reading, cursor: string | null, since: string | null) => Promise<SnapshotPage>;

const text = (name: string): readonly KeyField[] => [{ name, type: 'text' }];
const number = (name: string): readonly KeyField[] => [{ name, type: 'number' }];

async function unitTables(reading: Reading): Promise<UnitTables> {
  const [units, groups] = await Promise.all([reading.tables.units(), reading.tables.groups()]);
  return { codeOf: units.codeOf, groups };
}

/** Company name, country and currency. */
async function adminInfo({ client }: Reading): Promise<{ readonly name: string; readonly country: string; readonly currency: string }> {
  const answer = await client.get('read company', 'CompanyService_GetAdminInfo');
  if (answer.kind !== 'ok') throw new ErpReadError(answer);
  const row = entityOf(answer.json) ?? {};
  return { name: textOf(row, 'CompanyName'), country: textOf(row, 'Country'), currency: textOf(row, 'LocalCurrency') };
}

const localCurrency = async (reading: Reading): Promise<string> => (await adminInfo(reading)).currency;

const readCompany: ReadPage = async (reading) => {
  const { settings, client } = reading;
  const info = await adminInfo(reading);
  const single = settings.company;
  const rows: Mapped<unknown>[] = [];
  if (hasBranches(settings)) {
    const branches = await readAllRows((step, path) => client.get(step, path), 'read company', 'BusinessPlaces', client.root);
    for (const row of branches) {
      const branch = settings.branches[textOf(row, 'BPLID')];
      if (branch) rows.push(mapCompany(branch, textOf(row, 'BPLName'), textOf(row, 'Country') || info.country, info.currency));
    }
  } else if (single) rows.push(mapCompany(single, info.name, info.country, info.currency));
  return pageOf(rows, { nextCursor: null, total: rows.length, startedMs: reading.now() }, false);
};

interface Plan {
  readonly set: string;
  readonly key: readonly KeyField[];
  readonly filter?: (reading: Reading) => string;
  readonly select?: string;
  /** Whether the set says when a row was changed. */
  readonly delta?: boolean;
}

const filterOf = (plan: Plan, reading: Reading, since: string | null): string =>
  [plan.filter?.(reading), since === null || !plan.delta ? undefined : sinceFilter(reading.settings, since)].filter((part) => part !== undefined).join(' and ');

/** Pages of one set, each row mapped to records. `prepare` reads what the rows of a page need besides. */
function reader<C>(
  object: ErpObject,
  plan: Plan,
  prepare: (reading: Reading, rows: readonly WireRecord[]) => Promise<C>,
  map: (row: WireRecord, context: C, reading: Reading) => readonly Mapped<unknown>[],
  oneToOne = true,
): ReadPage {
  return async (reading, cursor, since) => {
    const raw = await rawPage(reading, { step: `read ${object}`, ...plan, filter: filterOf(plan, reading, since) }, cursor);
    const context = await prepare(reading, raw.rows);
    const rows = raw.rows.flatMap((row) => map(row, context, reading));
    return pageOf(rows, oneToOne ? raw : { ...raw, total: null }, plan.delta === true);
  };
}

const none = (): Promise<null> => Promise.resolve(null);
const recent =
  (open: string) =>
  (reading: Reading): string =>
    `(${open} or DocDate ge '${dayBack(reading, reading.settings.historyDays)}')`;

const items: Plan = { set: 'Items', key: text('ItemCode'), filter: () => "SalesItem eq 'tYES'", delta: true };
const customers: Plan = { set: 'BusinessPartners', key: text('CardCode'), filter: () => "CardType eq 'cCustomer'", delta: true };
const orders: Plan = { set: 'Orders', key: number('DocEntry'), filter: recent("DocumentStatus eq 'bost_Open'"), delta: true };

const itemTables = async (reading: Reading) => ({ ...(await unitTables(reading)), itemGroups: await reading.tables.itemGroups() });
const baseUnits = async (reading: Reading, trees: readonly WireRecord[]): Promise<ReadonlyMap<string, string>> => {
  const { client } = reading;
  const codes = trees.map((tree) => textOf(tree, 'TreeCode'));
  const query = { set: 'Items', field: { name: 'ItemCode', type: 'text' as const }, select: 'ItemCode,InventoryUOM' };
  const rows = await readByKeys((step, path) => client.get(step, path), 'read bom', query, codes, client.root);
  return new Map(rows.map((row) => [textOf(row, 'ItemCode'), textOf(row, 'InventoryUOM')]));
};
const trees: Plan = { set: 'ProductTrees', key: text('TreeCode'), filter: () => "TreeType eq 'iProductionTree'" };

/** Two sets one after the other: the cursor says in which one reading stands. */
function chain(first: ReadPage, second: ReadPage): ReadPage {
  return async (reading, cursor, since) => {
    const at = cursorOf(cursor);
    const page = await (at.part === 0 ? first : second)(reading, at.cursor, since);
    const wrap = (part: number, inner: string | null): string => JSON.stringify({ part, cursor: inner });
    const nextCursor = page.nextCursor !== null ? wrap(at.part, page.nextCursor) : at.part === 0 ? wrap(1, null) : null;
    return { ...page, nextCursor, total: null };
  };
}

function cursorOf(text: string | null): { readonly part: number; readonly cursor: string | null } {
  if (text === null) return { part: 0, cursor: null };
  const value: unknown = JSON.parse(text);
  return isRecord(value)
    ? { part: value['part'] === 1 ? 1 : 0, cursor: typeof value['cursor'] === 'string' ? value['cursor'] : null }
    : { part: 0, cursor: null };
}

const specialPrices = reader(
  'price',
  { set: 'SpecialPrices', key: [...text('ItemCode'), ...text('CardCode')], filter: () => "Valid ne 'tNO'" },
  async (reading, rows) => {
    const { client } = reading;
    const query = { set: 'Items', field: { name: 'ItemCode', type: 'text' as const }, select: 'ItemCode,UoMGroupEntry,InventoryUoMEntry,PricingUnit' };
    const found = await readByKeys(
      (step, path) => client.get(step, path),
      'read price',
      query,
      rows.map((row) => textOf(row, 'ItemCode')),
      client.root,
    );
    return { tables: await unitTables(reading), items: new Map(found.map((row) => [textOf(row, 'ItemCode'), row])) };
  },
  (row, { tables, items: known }, { settings }) => mapSpecialPrice(row, known.get(textOf(row, 'ItemCode')) ?? {}, tables, settings),
  false,
);

/** Pages of the administrator's query; the cursor is the server's own next link. */
const batchStock: ReadPage = async (reading, cursor) => {
  const { client, settings } = reading;
  const answer = await client.get('read stock', cursor ?? `${entityPath('SQLQueries', ['SqlCode', 'text', settings.batchQuery ?? ''])}/List`);
  if (answer.kind !== 'ok') throw new ErpReadError(answer);
  const found = rowsOf(answer.json);
  if (!found) throw new ErpReadError({ kind: 'transient', why: 'no_collection' });
  const raw = { nextCursor: found.next === null ? null : nextPathOf(found.next, client.root), total: null, startedMs: reading.now() };
  return pageOf(
    found.rows.map((row) => mapBatchStock(row, settings)),
    raw,
    false,
  );
};

const warehouseStock = (only: string | null): ReadPage =>
  reader(
    'stock',
    {
      set: 'Items',
      key: text('ItemCode'),
      filter: () => ["InventoryItem eq 'tYES'", ...(only === null ? [] : [only])].join(' and '),
      select: 'ItemCode,ItemWarehouseInfoCollection',
    },
    none,
    (row, _context, { settings }) => mapWarehouseStock(row, settings),
    false,
  );

const readStock: ReadPage = (reading, cursor, since) => {
  const read = reading.settings.batchQuery === null ? warehouseStock(null) : chain(warehouseStock("ManageBatchNumbers eq 'tNO'"), batchStock);
  return read(reading, cursor, since);
};

/** How each object is read, page by page. Throws `ErpReadError`. */
export const readers: Readonly<Partial<Record<ErpObject, ReadPage>>> = {
  company: readCompany,
  item: reader('item', items, itemTables, (row, tables, { settings }) => [mapItem(row, tables, settings)]),
  cost: reader(
    'cost',
    { ...items, delta: false },
    async (reading) => ({ tables: await unitTables(reading), currency: await localCurrency(reading), today: dayBack(reading, 0) }),
    (row, { tables, currency, today }, { settings }) => [mapCost(row, tables, settings, currency, today)],
  ),
  customer: reader('customer', customers, localCurrency, (row, currency, { settings }) => [mapCustomer(row, settings, currency)]),
  credit: reader(
    'credit',
    { ...customers, delta: false, select: 'CardCode,Currency,CreditLimit,CurrentAccountBalance,OpenOrdersBalance,OpenDeliveryNotesBalance' },
    localCurrency,
    (row, currency, { settings, now }) => [mapCredit(row, settings, currency, instantFromMs(now()))],
  ),
  price: chain(
    reader('price', { ...items, delta: false }, unitTables, (row, tables, { settings }) => mapItemPrices(row, tables, settings), false),
    specialPrices,
  ),
  stock: readStock,
  work_centre: reader('work_centre', { set: 'Resources', key: text('Code'), filter: () => "Type eq 'rtMachine'" }, none, (row, _context, { settings }) => [
    mapWorkCentre(row, settings),
  ]),
  bom: reader('bom', trees, baseUnits, (row, units, { settings }) => [mapBom(row, units, settings)]),
  routing: reader('routing', trees, baseUnits, (row, units, { settings }) => [mapRouting(row, units, settings)]),
  past_order: reader(
    'past_order',
    { ...orders, filter: (reading) => `DocDate ge '${dayBack(reading, reading.settings.historyDays)}' and Cancelled eq 'tNO'` },
    none,
    (row, _context, { settings }) => [mapPastOrder(row, settings)],
  ),
  sales_order: reader('sales_order', orders, none, (row, _context, { settings }) => [mapSalesOrder(row, settings)]),
  delivery: reader('delivery', { ...orders, set: 'DeliveryNotes' }, none, (row, _context, { settings }) => [mapDelivery(row, settings)]),
  invoice: reader('invoice', { ...orders, set: 'Invoices' }, none, (row, _context, { settings }) => [mapInvoice(row, settings)]),
  purchase_order: reader('purchase_order', { ...orders, set: 'PurchaseOrders' }, none, (row, _context, { settings }) => [mapPurchaseOrder(row, settings)]),
  production_order: reader(
    'production_order',
    {
      set: 'ProductionOrders',
      key: number('AbsoluteEntry'),
      filter: (reading) =>
        `(${anyOf('ProductionOrderStatus', 'text', ['boposPlanned', 'boposReleased'])} or PostingDate ge '${dayBack(reading, reading.settings.historyDays)}')`,
    },
    none,
    (row, _context, { settings }) => [mapProductionOrder(row, settings)],
  ),
};

/** Objects whose rows can be deleted in Business One, with the plan by which their keys are read. */
export const sweeps: Readonly<Partial<Record<ErpObject, Plan>>> = { item: items, customer: customers };

/** Objects that say when a row was changed. */
export const deltas: ReadonlySet<ErpObject> = new Set<ErpObject>(['item', 'customer', 'past_order', 'sales_order', 'delivery', 'invoice', 'purchase_order']);

/** A page of the keys that exist. Throws `ErpReadError`. */
export async function readKeys(object: ErpObject, reading: Reading, cursor: string | null): Promise<KeyPage> {
  const plan = sweeps[object];
  const field = plan?.key[0]?.name;
  if (!plan || field === undefined) throw new ErpReadError({ kind: 'rejected', code: 'not_supported', text: `no sweep of ${object}`, field: null });
  const raw: RawPage = await rawPage(
    reading,
    { step: `keys ${object}`, set: plan.set, key: plan.key, filter: filterOf(plan, reading, null), select: field, count: false },
    cursor,
  );
  return { keys: raw.rows.map((row) => textOf(row, field)), nextCursor: raw.nextCursor };
}
