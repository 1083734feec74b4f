import { ODataFault, type Body, type Call, type Dialect, type EntitySet, type Row, type Service, type Written } from '../kit/odata4/index.ts';
import { Digits } from '../kit/odata4/json.ts';
import { toWire } from '../kit/odata4/values.ts';
import { cancelDelivery, createDelivery } from './booking/delivery.ts';
import { createInventory, createTransfer } from './booking/inventory.ts';
import { cancelOrder, changeOrder, closeOrder, createOrder } from './booking/orders.ts';
import { cancelPayment, createPayment } from './booking/payments.ts';
import { save } from './booking/stock.ts';
import { scaled } from './amount.ts';
import { changeSetAnswer, refusal, refuseAs } from './messages.ts';
import { b1Model } from './model.ts';
import { batchQuery, rowOf, type World } from './world.ts';

const isV1 = (call: Call): boolean => call.url.pathname.startsWith('/b1s/v1');
const asks = (call: Call, header: string): boolean => /^true$/i.test(call.headers.get(header) ?? '');

/** Rows of one answer: what `Prefer: odata.maxpagesize` asks for (0: all), else the company's default. */
function pageSizeOf(call: Call, usual: number): number {
  const asked = /(?:odata\.)?maxpagesize=(\d+)/i.exec(call.headers.get('prefer') ?? '')?.[1];
  if (asked === undefined) return usual;
  return Number(asked) === 0 ? Number.MAX_SAFE_INTEGER : Number(asked);
}

/** How the Service Layer speaks for one call: v1 and v2 differ, headers switch. */
function dialectOf(world: World, call: Call): Dialect {
  const habits = world.habits();
  return {
    prefix: isV1(call) ? 'odata.' : '@odata.',
    filter: {
      in: false,
      functions: ['contains', 'startswith', 'endswith', 'substringof'],
      wildcards: false,
      enums: 'text',
      anyCase: !habits.caseSensitive || asks(call, 'b1s-caseinsensitive'),
    },
    next: '$skip',
    nextBase: 'relative',
    pageSize: pageSizeOf(call, habits.pageSize),
    versions: call.inBatch ? 'ignored' : 'honoured',
    batchStatus: 202,
    batchIsOne: false,
  };
}

const creators: Readonly<Record<string, (world: World, body: Body) => Row>> = {
  Orders: createOrder,
  DeliveryNotes: createDelivery,
  InventoryGenEntries: (world, body) => createInventory(world, 'InventoryGenEntries', body),
  InventoryGenExits: (world, body) => createInventory(world, 'InventoryGenExits', body),
  StockTransfers: createTransfer,
  IncomingPayments: createPayment,
};

/** Status of a production order, where it may go from where it is. */
const nextStates: Readonly<Record<string, readonly string[]>> = {
  boposPlanned: ['boposPlanned', 'boposReleased', 'boposCancelled'],
  boposReleased: ['boposReleased', 'boposClosed', 'boposCancelled'],
};

function update(world: World, set: EntitySet, row: Row, body: Body, call: Call): void {
  if (world.chance(world.habits().p412)) throw refusal.modified();
  if (set.name === 'Orders') return void changeOrder(world, row, body, asks(call, 'b1s-replacecollectionsonpatch'));
  if (set.name === 'ProductionOrders') {
    const to = body.values['ProductionOrderStatus'];
    if (typeof to === 'string' && !nextStates[String(row['ProductionOrderStatus'])]?.includes(to)) throw refusal.fixedPlanned();
  }
  const lied = set.name === 'BatchNumberDetails' && world.chance(world.habits().pOtherQuantity);
  save(world, set.name, lied ? row : { ...row, ...body.values });
}

const actions: Readonly<Record<string, (world: World, row: Row) => unknown>> = {
  'Orders/Cancel': cancelOrder,
  'Orders/Close': closeOrder,
  'DeliveryNotes/Cancel': cancelDelivery,
  'IncomingPayments/Cancel': cancelPayment,
};

function functionOf(world: World, name: string): Written | undefined {
  const { name: company, country, currency } = world.company;
  if (name === 'CompanyService_GetAdminInfo')
    return {
      status: 200,
      body: { Code: 1, CompanyName: company, Country: country, LocalCurrency: currency, SystemCurrency: currency, EnableBranches: 'tYES' },
    };
  if (name === 'CompanyService_GetCompanyInfo') return { status: 200, body: { Version: 1_000_250, CompanyName: company, Localization: country } };
  return undefined;
}

/** The rows of the administrator's query, paged as collections are. */
function queryList(world: World, call: Call): Written {
  const size = pageSizeOf(call, world.habits().pageSize);
  const skip = Number(call.url.searchParams.get('$skip') ?? 0);
  const expiry = b1Model.sets.get('BatchNumberDetails')?.fields.get('ExpirationDate');
  const all = world.store
    .table('Stock')
    .all()
    .filter((row) => row['Batch'] !== '' && scaled(row['Quantity']) !== 0n)
    .map((row) => {
      const batch = world.store
        .table('BatchNumberDetails')
        .by('ItemCode', row['ItemCode'] ?? null)
        .find((one) => one['Batch'] === row['Batch']);
      const status = { bdsStatus_Released: '0', bdsStatus_NotAccessible: '1', bdsStatus_Locked: '2' }[String(batch?.['Status'])] ?? '0';
      return {
        ItemCode: row['ItemCode'],
        WhsCode: row['WarehouseCode'],
        DistNumber: row['Batch'],
        Quantity: new Digits(String(row['Quantity'])),
        Status: status,
        // queries give days without dashes
        ExpDate: expiry && batch?.['ExpirationDate'] ? String(toWire(expiry, batch['ExpirationDate'])).slice(0, 10).replaceAll('-', '') : null,
      };
    });
  const page = all.slice(skip, skip + size);
  const next = skip + page.length < all.length ? { '@odata.nextLink': `SQLQueries('${batchQuery.SqlCode}')/List?$skip=${skip + page.length}` } : {};
  return { status: 200, body: { SqlText: batchQuery.SqlText, value: page, ...next } };
}

/** The service behind the OData face. */
export function createService(world: World): Service {
  const locked = (): void => {
    if (world.chance(world.habits().pLocked)) throw refusal.locked();
  };
  return {
    model: b1Model,
    store: world.store,
    sourceOf: world.sourceOf,
    dialect: (call) => dialectOf(world, call),
    create: (set, body, call) => {
      const create = creators[set.name];
      if (!create) throw new ODataFault(405, 'method', `POST is not supported for '${set.name}'`, { resource: set.name });
      locked();
      const row = create(world, body);
      const quiet = /return-no-content/i.test(call.headers.get('prefer') ?? '');
      return { status: quiet ? 204 : 201, entity: { set, row } };
    },
    update: (set, row, body, call) => {
      locked();
      update(world, set, row, body, call);
      return { status: 204 };
    },
    remove: (set) => {
      throw new ODataFault(405, 'method', `DELETE is not supported for '${set.name}'`, { resource: set.name });
    },
    action: (name, target, _json, call) => {
      if (!target) return functionOf(world, name);
      if (target.kind !== 'entity') return undefined;
      if (target.set.name === 'SQLQueries' && name === 'List') return queryList(world, call);
      const run = actions[`${target.set.name}/${name}`];
      if (!run) return undefined;
      locked();
      const row = rowOf(world, target.set.name, target.row);
      if (row && !world.chance(world.habits().pOtherQuantity)) run(world, row);
      return { status: 204 };
    },
    refuse: refuseAs,
    refuseChangeSet: changeSetAnswer,
  };
}
