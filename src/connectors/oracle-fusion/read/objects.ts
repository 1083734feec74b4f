import type { Company } from '../../../modules/masters/contract.ts';
import { addDays, instantFromMs } from '../../../kernel/time.ts';
import type { BusinessDate } from '../../../kernel/time.ts';
import type { Reader } from '../../kit/assemble.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpObject, KeyPage, ReadCapability } from '../../kit/types.ts';
import { mapCredit, mapCustomer } from '../map/customer.ts';
import { mapDelivery, mapInvoice, mapPastOrder, mapPurchaseOrder, mapSalesOrder } from '../map/documents.ts';
import { mapCost, mapItem } from '../map/item.ts';
import { mapBom, mapRouting, mapWorkCentre, mapWorkOrder } from '../map/production.ts';
import { mapStock } from '../map/stock.ts';
import { minorOf } from '../map/values.ts';
import type { OracleSettings } from '../settings.ts';
import { anyOf, childRows, quoted } from '../wire.ts';
import { pageOf, readAll, readRawPage, readWhere } from './pages.ts';
import type { Children, KeyField, Mapped, PagedSet, Reading } from './pages.ts';
import { readPrices } from './prices.ts';

const number = (name: string): readonly KeyField[] => [{ name, type: 'number' }];
const text = (...names: readonly string[]): readonly KeyField[] => names.map((name) => ({ name, type: 'text' }));
/** Address of a collection of supply chain and finance. */
export const scm = (settings: OracleSettings, resource: string): string => `${settings.scmPath}/${resource}`;
/** The day so many days ago. */
export const dayBack = (reading: Reading, days: number): string => addDays(instantFromMs(reading.now()).slice(0, 10) as BusinessDate, -days);

/** What tells one object apart from others: where its rows are, and how they become records. */
interface Source {
  readonly resource: string;
  readonly base?: 'crm';
  readonly key: readonly KeyField[];
  /** Attribute that is the record's key; a sweep reads nothing else. */
  readonly keyField?: string;
  readonly changed?: string;
  readonly children?: Children;
  readonly q?: (reading: Reading) => string;
  readonly map: (rows: readonly WireRecord[], reading: Reading) => Promise<readonly Mapped<unknown>[]> | readonly Mapped<unknown>[];
}

const each =
  (map: (row: WireRecord, settings: OracleSettings) => Mapped<unknown>): Source['map'] =>
  (rows, { settings }) =>
    rows.map((row) => map(row, settings));

async function conversionsOf(reading: Reading, object: string, rows: readonly WireRecord[]): Promise<ReadonlyMap<string, readonly WireRecord[]>> {
  const skus = rows.map((row) => textOf(row, 'ItemNumber'));
  const found = await readWhere(reading, object, scm(reading.settings, 'uomIntraclassConversions'), 'ItemNumber', skus);
  const bySku = new Map<string, WireRecord[]>();
  for (const row of found) bySku.set(textOf(row, 'ItemNumber'), [...(bySku.get(textOf(row, 'ItemNumber')) ?? []), row]);
  return bySku;
}

/** What customers have ordered and not got, minor units by customer; null where an amount cannot be read. */
async function openOrdersOf(reading: Reading, customers: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
  if (!reading.settings.openOrdersInCredit) return new Map();
  const orders = await readWhere(
    reading,
    'credit',
    scm(reading.settings, 'salesOrdersForOrderHub'),
    'BuyingPartyNumber',
    customers,
    "StatusCode = 'OPEN'",
    'totals',
  );
  const sums = new Map<string, number | null>();
  for (const order of orders) {
    const customer = textOf(order, 'BuyingPartyNumber');
    const total = childRows(order, 'totals').find((one) => textOf(one, 'TotalCode') === 'QP_TOTAL_NET_PRICE');
    const minor = total ? minorOf(total, 'TotalAmount', textOf(order, 'TransactionalCurrencyCode')) : null;
    const held = sums.get(customer) ?? 0;
    sums.set(customer, minor === null || sums.get(customer) === null ? null : held + minor);
  }
  return sums;
}

async function mapCredits(rows: readonly WireRecord[], reading: Reading): Promise<readonly Mapped<unknown>[]> {
  const accounts = rows.map((row) => textOf(row, 'AccountNumber'));
  const activities = await readWhere(reading, 'credit', scm(reading.settings, 'receivablesCustomerAccountActivities'), 'AccountNumber', accounts);
  const owed = new Map(activities.map((row) => [textOf(row, 'AccountNumber'), row]));
  const open = await openOrdersOf(reading, accounts);
  const readAt = instantFromMs(reading.now());
  return rows.map((row) => {
    const account = textOf(row, 'AccountNumber');
    const minor = open.get(account);
    return mapCredit(row, owed.get(account), minor === undefined ? 0 : minor, readAt);
  });
}

const inOurUnits = ({ settings }: Reading): string => anyOf('BusinessUnitName', Object.keys(settings.businessUnits));
const recentOrders = (reading: Reading): string =>
  `${inOurUnits(reading)} and TransactionOn >= ${quoted(`${dayBack(reading, reading.settings.historyDays)}T00:00:00+00:00`)}`;

const sources: Readonly<Partial<Record<ErpObject, Source>>> = {
  item: {
    resource: 'itemsV2',
    key: number('ItemId'),
    keyField: 'ItemNumber',
    changed: 'LastUpdateDateTime',
    children: { ItemDFF: {} },
    q: ({ settings }) => `OrganizationCode = ${quoted(settings.itemOrganization)}`,
    map: async (rows, reading) => {
      const conversions = await conversionsOf(reading, 'item', rows);
      return rows.map((row) => mapItem(row, conversions.get(textOf(row, 'ItemNumber')) ?? [], reading.settings));
    },
  },
  cost: {
    resource: 'itemCosts',
    key: number('ItemCostId'),
    q: ({ settings }) => (settings.costOrganization === null ? '' : `CostOrganizationCode = ${quoted(settings.costOrganization)}`),
    map: async (rows, reading) => {
      const conversions = await conversionsOf(reading, 'cost', rows);
      return rows.map((row) => mapCost(row, conversions.get(textOf(row, 'ItemNumber')) ?? [], reading.settings));
    },
  },
  customer: {
    resource: 'accounts',
    base: 'crm',
    key: number('PartyId'),
    keyField: 'PartyNumber',
    changed: 'LastUpdateDate',
    children: { Address: {}, OrganizationContact: {} },
    map: each(mapCustomer),
  },
  credit: { resource: 'customerProfiles', key: number('CustomerAccountProfileId'), map: mapCredits },
  stock: {
    resource: 'inventoryOnhandBalances',
    key: text('OrganizationCode', 'ItemNumber', 'SubinventoryCode'),
    children: { lots: {} },
    q: ({ settings }) => (settings.inventoryOrganizations.length === 0 ? '' : anyOf('OrganizationCode', settings.inventoryOrganizations)),
    map: (rows, { settings }) => rows.flatMap((row) => mapStock(row, settings)),
  },
  work_centre: { resource: 'workCenters', key: number('WorkCenterId'), map: (rows) => rows.map(mapWorkCentre) },
  bom: { resource: 'itemStructures', key: number('BillSequenceId'), children: { Component: {} }, q: () => "StructureName = 'Primary'", map: each(mapBom) },
  routing: {
    resource: 'workDefinitions',
    key: number('WorkDefinitionId'),
    children: { WorkDefinitionOperation: { WorkDefinitionOperationResource: {} } },
    map: each(mapRouting),
  },
  past_order: {
    resource: 'salesOrdersForOrderHub',
    key: number('HeaderId'),
    keyField: 'OrderNumber',
    changed: 'LastUpdateDate',
    children: { lines: {} },
    q: recentOrders,
    map: each(mapPastOrder),
  },
  sales_order: {
    resource: 'salesOrdersForOrderHub',
    key: number('HeaderId'),
    keyField: 'OrderNumber',
    changed: 'LastUpdateDate',
    children: { lines: {} },
    q: recentOrders,
    map: each(mapSalesOrder),
  },
  delivery: {
    resource: 'shipments',
    key: number('ShipmentId'),
    keyField: 'Shipment',
    changed: 'LastUpdateDate',
    children: { unpackedShipmentLines: {} },
    q: (reading) => `(ActualShipDate is null or ActualShipDate >= ${quoted(dayBack(reading, reading.settings.historyDays))})`,
    map: each(mapDelivery),
  },
  invoice: {
    resource: 'receivablesInvoices',
    key: number('CustomerTransactionId'),
    keyField: 'TransactionNumber',
    changed: 'LastUpdateDate',
    children: { receivablesInvoiceLines: {} },
    q: (reading) => `(TransactionDate >= ${quoted(dayBack(reading, reading.settings.historyDays))} or InvoiceBalanceAmount > 0)`,
    map: each(mapInvoice),
  },
  production_order: {
    resource: 'workOrders',
    key: number('WorkOrderId'),
    keyField: 'WorkOrderNumber',
    changed: 'LastUpdateDate',
    children: { WorkOrderOperation: {} },
    map: each(mapWorkOrder),
  },
  purchase_order: {
    resource: 'purchaseOrders',
    key: number('POHeaderId'),
    keyField: 'OrderNumber',
    changed: 'LastUpdateDate',
    children: { lines: { schedules: {} } },
    map: each(mapPurchaseOrder),
  },
};

function setOf(object: ErpObject, source: Source, reading: Reading): PagedSet {
  const { settings } = reading;
  return {
    object,
    path: source.base === 'crm' ? `${settings.crmPath}/${source.resource}` : scm(settings, source.resource),
    key: source.key,
    q: source.q?.(reading) ?? '',
    ...(source.children ? { children: source.children } : {}),
    ...(source.changed === undefined ? {} : { changed: source.changed }),
  };
}

function readerOf(object: ErpObject, source: Source, reading: Reading): Reader {
  const set = setOf(object, source, reading);
  const { keyField } = source;
  const keys = async (cursor: string | null): Promise<KeyPage> => {
    const fields = [...new Set([...source.key.map((field) => field.name), keyField ?? ''])];
    const { children: _children, ...bare } = setOf(object, source, reading);
    const raw = await readRawPage(reading, { ...bare, fields }, cursor);
    return { keys: raw.rows.map((row) => textOf(row, keyField ?? '')), nextCursor: raw.nextCursor };
  };
  return {
    page: async (cursor, since) => {
      const { rows, ...raw } = await readRawPage(reading, set, cursor, source.changed === undefined ? null : since);
      const mapped = await source.map(rows, reading);
      // one row may become several records: Oracle's count is of rows
      return pageOf(mapped, { ...raw, total: object === 'stock' ? null : raw.total }, reading.settings);
    },
    ...(keyField === undefined ? {} : { keys }),
  };
}

/** The companies of our business units: each once. */
function companyReader(reading: Reading): Reader {
  return {
    page: async () => {
      const { settings, client } = reading;
      const rows = await readAll(client, settings, 'company', scm(settings, 'finBusinessUnitsLOV'));
      const seen = new Map<string, Mapped<Company>>();
      for (const row of rows) {
        const unit = settings.businessUnits[textOf(row, 'BusinessUnitName')];
        if (!unit || seen.has(unit.company)) continue;
        const data: Company = {
          code: unit.company,
          name: unit.name || textOf(row, 'LegalEntityName') || unit.company,
          zone: unit.zone,
          currency: unit.currency,
          country: unit.country,
          languages: unit.languages,
        };
        seen.set(unit.company, { kind: 'mapped', record: { key: unit.company, version: '', data, extra: {} } });
      }
      return pageOf([...seen.values()], { nextCursor: null, total: null, beganMs: reading.now() }, settings);
    },
  };
}

/** How each object is read. */
export function readersOf(reading: Reading): Readonly<Partial<Record<ErpObject, Reader>>> {
  const paged = Object.entries(sources).map(([object, source]) => [object, readerOf(object as ErpObject, source, reading)]);
  return {
    ...(Object.fromEntries(paged) as Partial<Record<ErpObject, Reader>>),
    company: companyReader(reading),
    price: { page: (cursor) => readPrices(reading, cursor) },
  };
}

const snapshot: ReadCapability = { how: 'snapshot', by: '', deletes: 'none' };

/** How each object can be read, for the capabilities. */
export const readCapabilities: Readonly<Partial<Record<ErpObject, ReadCapability>>> = {
  company: snapshot,
  price: snapshot,
  ...Object.fromEntries(
    Object.entries(sources).map(([object, source]) => [
      object,
      source.changed === undefined ? snapshot : { how: 'delta', by: source.changed, deletes: source.keyField === undefined ? 'none' : 'sweep' },
    ]),
  ),
};

/** Resources that are read and the attributes that we live by, for the doctor. */
export const readNeeds: readonly { readonly resource: string; readonly base: 'scm' | 'crm'; readonly fields: readonly string[] }[] = Object.values(sources).map(
  (source) => ({
    resource: source.resource,
    base: source.base ?? 'scm',
    fields: [
      ...source.key.map((field) => field.name),
      ...(source.keyField === undefined ? [] : [source.keyField]),
      ...(source.changed === undefined ? [] : [source.changed]),
    ],
  }),
);
