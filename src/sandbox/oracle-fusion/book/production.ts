import type { Movement, Put, WorkOrder } from '../records.ts';
import { baseMilliOf, counterPut, todayOf, type World } from '../world.ts';
import { dayIn, listIn, milliIn, textIn, type Body } from './body.ts';
import { openLedger, post, type Ledger } from './inventory.ts';
import type { Desk } from './orders.ts';

/** An answer with the errors of its details, and what it changes. A detail with an error does nothing; the status is 201 all the same. */
export interface Reported {
  readonly json: object;
  readonly puts: readonly Put[];
}

const truthy = (yes: boolean): string => (yes ? 'true' : 'false');

function orderOf(world: World, body: Body): WorkOrder | string {
  const number = textIn(body, 'WorkOrderNumber');
  const order = world.store.get('workOrder', number);
  if (order?.organization !== textIn(body, 'OrganizationCode'))
    return `WIE_WO_NOT_FOUND: Work order ${number} isn't valid for organization ${textIn(body, 'OrganizationCode')}.`;
  if (order.status !== 'ORA_RELEASED')
    return `WIE_WO_STATUS_INVALID: You can't report transactions for work order ${number} because its status doesn't allow them.`;
  return order;
}

const newer = (world: World, order: WorkOrder, more: Partial<WorkOrder>): WorkOrder => ({
  ...order,
  ...more,
  changedMs: Math.max(world.now(), order.changedMs + 1),
});

function answer(
  body: Body,
  name: string,
  details: readonly { readonly sent: Body; readonly error: string | null; readonly more: object }[],
  puts: readonly Put[],
): Reported {
  return {
    puts,
    json: {
      SourceSystemCode: textIn(body, 'SourceSystemCode') || null,
      SourceSystemType: textIn(body, 'SourceSystemType') || null,
      ErrorsExistFlag: truthy(details.some((one) => one.error !== null)),
      [name]: details.map(({ sent, error, more }) => ({
        ...sent,
        ...more,
        TransactionSuccessfulFlag: error === null,
        ErrorMessages: error === null ? null : error.slice(error.indexOf(':') + 2),
        ErrorMessageNames: error === null ? null : (error.split(':')[0] ?? null),
      })),
    },
  };
}

const states: Readonly<Record<string, { readonly field: 'completedMilli' | 'scrappedMilli'; readonly sign: 1 | -1 }>> = {
  'READY>COMPLETE': { field: 'completedMilli', sign: 1 },
  'READY>SCRAP': { field: 'scrappedMilli', sign: 1 },
  'COMPLETE>READY': { field: 'completedMilli', sign: -1 },
  'SCRAP>READY': { field: 'scrappedMilli', sign: -1 },
};

function operate(world: World, order: WorkOrder, detail: Body, milli: number): WorkOrder | string {
  const item = world.items.get(order.sku);
  const unit = textIn(detail, 'TransactionUnitOfMeasure');
  const base = item ? baseMilliOf(item, milli, unit) : null;
  if (base === null || milli <= 0) return `WIE_UOM_INVALID: The quantity or unit of measure ${unit} isn't valid for the work order.`;
  const state = states[`${textIn(detail, 'FromDispatchState')}>${textIn(detail, 'ToDispatchState')}`];
  if (!state) return 'WIE_DISPATCH_STATE_INVALID: The dispatch states are not valid for an operation transaction.';
  const sequence = Number(detail['WoOperationSequenceNumber']);
  const operation = order.operations.find((one) => one.sequence === sequence);
  if (!operation) return `WIE_OP_NOT_FOUND: Operation ${sequence} isn't valid for work order ${order.number}.`;
  const ready = order.milli - operation.completedMilli - operation.scrappedMilli;
  if (state.sign > 0 ? base > ready : base > operation[state.field])
    return `WIE_QTY_EXCEEDS: The transaction quantity is more than the quantity in dispatch state ${textIn(detail, 'FromDispatchState')}.`;
  const operations = order.operations.map((one) => (one === operation ? { ...one, [state.field]: one[state.field] + state.sign * base } : one));
  return newer(world, order, { operations });
}

/** Reports operations. Each detail stands or falls for itself. */
export function reportOperations(desk: Desk, body: Body): Reported {
  const { world } = desk;
  const orders = new Map<string, WorkOrder>();
  const puts: Put[] = [];
  const details = listIn(body, 'OperationTransactionDetail').map((sent) => {
    const found = orders.get(textIn(sent, 'WorkOrderNumber')) ?? orderOf(world, sent);
    const asked = milliIn(sent, 'TransactionQuantity') ?? 0;
    const milli = desk.dice.chance(world.habits().pOtherQuantity) ? asked + 1000 : asked;
    const on = dayIn(sent, 'TransactionDate') ?? todayOf(world);
    const closed = on < world.openFrom || on > todayOf(world) ? `WIE_PERIOD_CLOSED: The transaction date ${on} isn't in an open period.` : null;
    const next = closed ?? (typeof found === 'string' ? found : operate(world, found, sent, milli));
    if (typeof next === 'string') return { sent, error: next, more: {} };
    orders.set(next.number, next);
    const id = world.nextId('movement');
    puts.push({
      table: 'report',
      key: String(id),
      row: {
        id,
        workOrder: next.number,
        organization: next.organization,
        sequence: Number(sent['WoOperationSequenceNumber']),
        from: textIn(sent, 'FromDispatchState'),
        to: textIn(sent, 'ToDispatchState'),
        milli,
        unit: textIn(sent, 'TransactionUnitOfMeasure'),
        note: textIn(sent, 'TransactionNote'),
        atMs: Date.parse(`${on}T00:00:00Z`),
      },
    });
    puts.push(counterPut(world, 'movement', id));
    return { sent, error: null, more: { WoOperationTransactionId: id } };
  });
  for (const order of orders.values()) puts.push({ table: 'workOrder', key: order.number, row: order });
  return answer(body, 'OperationTransactionDetail', details, puts);
}

const materialTypes: Readonly<Record<string, { readonly type: string; readonly product: 1 | -1 | 0; readonly sign: 1 | -1 }>> = {
  PRODUCT_COMPLETION: { type: 'Work in Process Product Completion', product: 1, sign: 1 },
  PRODUCT_RETURN: { type: 'Work in Process Product Return', product: -1, sign: -1 },
  MATERIAL_ISSUE: { type: 'Work in Process Material Issue', product: 0, sign: -1 },
  MATERIAL_RETURN: { type: 'Work in Process Material Return', product: 0, sign: 1 },
};

function movementOf(world: World, order: WorkOrder, sent: Body, type: string, milli: number): Movement {
  const id = world.nextId('movement');
  return {
    id,
    headerId: id,
    type,
    organization: order.organization,
    subinventory: textIn(sent, 'SubinventoryCode'),
    toOrganization: '',
    toSubinventory: '',
    sku: textIn(sent, 'InventoryItemNumber'),
    lot: textIn(listIn(sent, 'TransactionLot')[0] ?? {}, 'LotNumber'),
    milli,
    unit: textIn(sent, 'TransactionUnitOfMeasure'),
    on: dayIn(sent, 'TransactionDate') ?? todayOf(world),
    reference: textIn(sent, 'TransactionNote'),
    sourceCode: '',
    sourceHeaderId: 0,
    sourceLineId: 0,
    workOrder: order.number,
    error: '',
    createdMs: world.now(),
  };
}

function transact(desk: Desk, ledger: Ledger, order: WorkOrder, sent: Body): { readonly movement: Movement; readonly order: WorkOrder } | string {
  const { world } = desk;
  const kind = materialTypes[textIn(sent, 'TransactionTypeCode')];
  if (!kind) return `WIE_TXN_TYPE_INVALID: Transaction type ${textIn(sent, 'TransactionTypeCode')} isn't valid.`;
  const sku = textIn(sent, 'InventoryItemNumber');
  if (kind.product !== 0 && sku !== order.sku) return `WIE_ITEM_INVALID: Item ${sku} isn't an output of work order ${order.number}.`;
  const asked = milliIn(sent, 'TransactionQuantity') ?? 0;
  const milli = desk.dice.chance(world.habits().pOtherQuantity) ? asked + 1000 : asked;
  const movement = movementOf(world, order, sent, kind.type, milli * kind.sign);
  const item = world.items.get(sku);
  const base = item ? (baseMilliOf(item, milli, movement.unit) ?? 0) : 0;
  const completedMilli = order.completedMilli + kind.product * base;
  if (completedMilli > order.milli || completedMilli < 0) return `WIE_QTY_EXCEEDS: The quantity is more than what work order ${order.number} allows.`;
  return (
    post(world, ledger, movement) ?? {
      movement,
      order: newer(world, order, { completedMilli, ...(completedMilli === order.milli ? { status: 'ORA_COMPLETED' as const } : {}) }),
    }
  );
}

/** Issues material to work orders and takes finished goods from them. Each detail stands or falls for itself. */
export function transactMaterial(desk: Desk, body: Body): Reported {
  const { world } = desk;
  const puts: Put[] = [];
  const orders = new Map<string, WorkOrder>();
  const details = listIn(body, 'MaterialTransactionDetail').map((sent) => {
    const ledger = openLedger();
    const found = orders.get(textIn(sent, 'WorkOrderNumber')) ?? orderOf(world, sent);
    // a return re-opens a work order that is complete
    const kept = world.store.get('workOrder', textIn(sent, 'WorkOrderNumber'));
    const back = typeof found === 'string' && kept?.status === 'ORA_COMPLETED' && textIn(sent, 'TransactionTypeCode') === 'PRODUCT_RETURN';
    const order = back ? { ...kept, status: 'ORA_RELEASED' as const } : found;
    const done = typeof order === 'string' ? order : transact(desk, ledger, order, sent);
    if (typeof done === 'string') return { sent, error: done, more: { InvTransactionId: null } };
    orders.set(done.order.number, done.order);
    puts.push(...ledger.puts, { table: 'completed', key: String(done.movement.id), row: done.movement }, counterPut(world, 'movement', done.movement.id));
    return { sent, error: null, more: { InvTransactionId: done.movement.id } };
  });
  for (const order of orders.values()) puts.push({ table: 'workOrder', key: order.number, row: order });
  return answer(body, 'MaterialTransactionDetail', details, puts);
}
