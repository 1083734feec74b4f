import { ODataFault, type Body, type Call, type Dialect, type EntitySet, type Row, type Service, type Written } from '../kit/odata4/index.ts';
import { changeOrder, changeOrderLine, createOrder, createOrderLine, removeOrder, removeOrderLine } from './booking/orders.ts';
import { createPayment } from './booking/payments.ts';
import { shipAndInvoice } from './booking/posting.ts';
import type { BcHabits } from './habits.ts';
import { refusal, refuseAs } from './messages.ts';
import { apiModel, companiesModel } from './model.ts';
import { publishedModel } from './model/published.ts';
import { save, type Company, type World } from './world.ts';

/** Rows of one answer: what `Prefer: odata.maxpagesize` asks for, within the service's own limit. */
function pageSizeOf(call: Call, most: number): number {
  const asked = Number(/odata\.maxpagesize=(\d{1,9})/i.exec(call.headers.get('prefer') ?? '')?.[1] ?? most);
  return Math.max(1, Math.min(asked, most));
}

/** Whether all of a batch holds or nothing of it. */
const isolated = (call: Call, habits: BcHabits): boolean => /^snapshot$/i.test(call.headers.get('isolation') ?? '') && !habits.batchForgetsIsolation;

function dialectOf(call: Call, habits: BcHabits): Dialect {
  return {
    prefix: '@odata.',
    filter: { in: false, functions: ['contains', 'startswith', 'endswith'], wildcards: false, enums: 'text', anyCase: false },
    next: '$skiptoken',
    nextBase: 'absolute',
    pageSize: pageSizeOf(call, habits.pageSize),
    versions: habits.ifMatch,
    batchStatus: 200,
    batchIsOne: isolated(call, habits),
  };
}

const notAllowed = (method: string, set: EntitySet): ODataFault => new ODataFault(405, 'method', '', { resource: set.name, value: method });

function create(company: Company, set: EntitySet, body: Body, parent: Row | null): Row {
  if (set.name === 'salesOrders') return createOrder(company, body);
  if (set.name === 'salesOrderLines') return createOrderLine(company, body, parent);
  if (set.name === 'customerPayments') return createPayment(company, body, parent);
  throw notAllowed('POST', set);
}

function update(company: Company, set: EntitySet, row: Row, body: Body): Row {
  if (set.name === 'salesOrders') return changeOrder(company, row, body);
  if (set.name === 'salesOrderLines') return changeOrderLine(company, row, body);
  return save(company, set.name, { ...row, ...body.values });
}

function remove(company: Company, set: EntitySet, row: Row): void {
  if (set.name === 'salesOrders') return removeOrder(company, row);
  if (set.name === 'salesOrderLines') return removeOrderLine(company, row);
  if (set.name !== 'customerPayments') throw notAllowed('DELETE', set);
  company.store.table(set.name).remove(JSON.stringify([row['id'] ?? null]));
}

/** The stored row: what is shown of it may hold figures that are worked out. */
const storedOf = (company: Company, set: EntitySet, row: Row): Row =>
  company.store.table(set.name).get(JSON.stringify(set.keys.map((key) => row[key] ?? null))) ?? row;

/** The service behind the OData face of one company. */
export function createService(company: Company): Service {
  const locked = (): void => {
    if (company.chance(company.habits().pLocked)) throw refusal.locked();
  };
  const changed = (): void => {
    if (company.chance(company.habits().pChanged)) throw refusal.changed(company.habits().staleStatus);
  };
  return {
    model: apiModel,
    store: company.store,
    sourceOf: company.sourceOf,
    dialect: (call) => dialectOf(call, company.habits()),
    create: (set, body, _call, parent) => {
      locked();
      return { status: 201, entity: { set, row: create(company, set, body, parent) } };
    },
    update: (set, row, body) => {
      locked();
      changed();
      return { status: 200, entity: { set, row: update(company, set, storedOf(company, set, row), body) } };
    },
    remove: (set, row) => {
      locked();
      changed();
      remove(company, set, storedOf(company, set, row));
      return { status: 204 };
    },
    action: (name, target): Written | undefined => {
      if (name !== 'Microsoft.NAV.shipAndInvoice' || target?.kind !== 'entity' || target.set.name !== 'salesOrders') return undefined;
      locked();
      shipAndInvoice(company, storedOf(company, target.set, target.row));
      return { status: 204 };
    },
    refuse: (fault) => refuseAs(fault, company.habits().staleStatus),
  };
}

const nothing = (set: EntitySet, method: string): never => {
  throw notAllowed(method, set);
};

/** What can only be read. */
const readOnly = {
  create: (set: EntitySet): never => nothing(set, 'POST'),
  update: (set: EntitySet): never => nothing(set, 'PATCH'),
  remove: (set: EntitySet): never => nothing(set, 'DELETE'),
  action: (): undefined => undefined,
};

/** The list of companies. */
export function createCompanyList(world: World, habits: () => BcHabits): Service {
  return {
    model: companiesModel,
    store: world.list,
    sourceOf: () => {
      const table = world.list.table('companies');
      return { list: () => table.all(), byKey: (key) => table.get(JSON.stringify([key.get('id') ?? null])) };
    },
    dialect: (call) => dialectOf(call, habits()),
    ...readOnly,
    refuse: (fault) => refuseAs(fault, habits().staleStatus),
  };
}

/** Pages that an administrator has published as web services. */
export const createPublished = (company: Company): Service => ({
  model: publishedModel,
  store: company.store,
  sourceOf: company.publishedSourceOf,
  dialect: (call) => dialectOf(call, company.habits()),
  ...readOnly,
  refuse: (fault) => refuseAs(fault, company.habits().staleStatus),
});
