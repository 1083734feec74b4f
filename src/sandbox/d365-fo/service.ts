import { ODataFault, type Body, type Call, type Dialect, type EntitySet, type Row, type Service } from '../kit/odata4/index.ts';
import { changeHeader, changeLine, createHeader, createLine, removeHeader, removeLine } from './booking/orders.ts';
import { refusal, refuseAs } from './messages.ts';
import { foModel, tableName } from './model/index.ts';
import type { World } from './world.ts';

const crosses = (call: Call): boolean => /^true$/i.test(call.url.searchParams.get('cross-company') ?? '');

/** What a call sees, and how this ERP speaks. Each call, those inside a batch too, asks for its dialect first. */
function dialectOf(world: World, call: Call): Dialect {
  const habits = world.habits();
  const all = habits.crossCompany === 'ignored' || crosses(call);
  // bodies name their company themselves
  world.scope = all || call.method === 'POST' ? null : (world.companies[0] ?? '');
  return {
    prefix: '@odata.',
    filter: { in: false, functions: [], wildcards: true, enums: 'typed', anyCase: habits.anyCase },
    next: '$skiptoken',
    nextBase: 'absolute',
    pageSize: habits.pageSize,
    versions: 'honoured',
    batchStatus: 200,
    batchIsOne: false,
  };
}

const creators: Readonly<Record<string, (world: World, values: Row) => Row>> = { SalesOrderHeadersV2: createHeader, SalesOrderLinesV2: createLine };
const changers: Readonly<Record<string, (world: World, row: Row, values: Row) => Row>> = { SalesOrderHeadersV2: changeHeader, SalesOrderLinesV2: changeLine };
const removers: Readonly<Record<string, (world: World, row: Row) => void>> = { SalesOrderHeadersV2: removeHeader, SalesOrderLinesV2: removeLine };

const notAllowed = (set: EntitySet, method: string): ODataFault =>
  new ODataFault(405, 'method', `${method} is not supported for '${set.name}'`, { resource: set.name });

/** The service behind the OData face. */
export function createService(world: World): Service {
  const begin = (set: EntitySet): void => {
    world.writing = set.typeName;
    if (world.chance(world.habits().pLocked)) throw refusal.locked();
  };
  return {
    model: foModel,
    store: world.store,
    sourceOf: world.sourceOf,
    dialect: (call) => dialectOf(world, call),
    create: (set: EntitySet, body: Body) => {
      const create = creators[tableName(set.name)];
      if (!create) throw notAllowed(set, 'POST');
      begin(set);
      return { status: 201, entity: { set, row: create(world, body.values) } };
    },
    update: (set, row, body) => {
      const change = changers[tableName(set.name)];
      if (!change) throw notAllowed(set, 'PATCH');
      begin(set);
      if (world.chance(world.habits().p412)) throw new ODataFault(412, 'stale', 'The record was changed since it was read', { resource: set.name });
      change(world, row, body.values);
      return { status: 204 };
    },
    remove: (set, row) => {
      const remove = removers[tableName(set.name)];
      if (!remove) throw notAllowed(set, 'DELETE');
      begin(set);
      remove(world, row);
      return { status: 204 };
    },
    action: () => undefined,
    refuse: (fault, call) => refuseAs(fault, call, world.writing, world.chance(world.habits().pRefusal500) ? 500 : 400),
  };
}
