import type { DeliveryRecord, Invoice, PastOrder, ProductionOrder, PurchaseOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import type { RowReader } from './row-reader.ts';
import type { ChildShape, Shape } from './shape.ts';

const lines = (key: readonly string[], ...fields: string[]): Readonly<Record<string, ChildShape>> => ({
  lines: { parent: key, own: ['line_no'], fields: [...key, 'line_no', 'sku', 'quantity', 'uom', ...fields] },
});

/** Line numbers that the file does not say are counted by tens. */
const lineOf = (row: RowReader, index: number) => ({
  lineNo: row.whole('line_no') ?? (index + 1) * 10,
  sku: row.need('sku'),
  quantityMilli: row.needMilli('quantity'),
  uom: row.unit('uom'),
});

const orderStates = ['open', 'closed', 'cancelled'] as const;

const pastOrder: Shape = {
  key: ['erp_number'],
  needed: ['erp_number', 'customer', 'ordered_on', 'currency'],
  fields: ['erp_number', 'customer', 'ordered_on', 'currency'],
  children: lines(['erp_number'], 'net', 'words', 'free'),
  build(head, children): PastOrder {
    const currency = head.need('currency');
    return {
      erpNumber: head.need('erp_number'),
      customer: head.need('customer'),
      orderedOn: head.needDay('ordered_on'),
      currency,
      lines: children('lines').map((row, index) => pastLine(row, index, currency)),
    };
  },
};

/** What is marked free, or was charged nothing, went along. */
function pastLine(row: RowReader, index: number, currency: string): PastOrder['lines'][number] {
  const [line, netMinor] = [lineOf(row, index), row.minor('net', currency)];
  const free = row.flag('free', netMinor === 0 && line.quantityMilli > 0);
  return { ...line, netMinor, words: row.orNull('words'), ...(free ? { free } : {}) };
}

const salesOrder: Shape = {
  key: ['erp_number'],
  needed: ['erp_number', 'customer', 'ordered_on', 'currency'],
  fields: ['erp_number', 'reference', 'customer', 'ordered_on', 'requested_on', 'currency', 'state', 'block'],
  children: lines(['erp_number'], 'delivered', 'net'),
  build(head, children): SalesOrder {
    const currency = head.need('currency');
    return {
      erpNumber: head.need('erp_number'),
      reference: head.text('reference').toUpperCase(),
      customer: head.need('customer'),
      orderedOn: head.needDay('ordered_on'),
      requestedOn: head.day('requested_on'),
      currency,
      state: head.oneOf('state', orderStates, 'open'),
      block: head.orNull('block'),
      lines: children('lines').map((row, index) => ({ ...lineOf(row, index), deliveredMilli: row.milli('delivered'), netMinor: row.minor('net', currency) })),
    };
  },
};

const delivery: Shape = {
  key: ['number'],
  needed: ['number', 'customer'],
  fields: ['number', 'customer', 'shipped_on', 'state'],
  children: lines(['number'], 'order', 'order_line'),
  build: (head, children): DeliveryRecord => ({
    number: head.need('number'),
    customer: head.need('customer'),
    shippedOn: head.day('shipped_on'),
    state: head.oneOf('state', ['planned', 'shipped', 'delivered', 'cancelled'], 'shipped'),
    lines: children('lines').map((row, index) => ({ ...lineOf(row, index), order: row.orNull('order'), orderLine: row.whole('order_line') })),
  }),
};

const invoice: Shape = {
  key: ['number'],
  needed: ['number', 'customer', 'issued_on', 'currency', 'total'],
  fields: ['number', 'customer', 'issued_on', 'due_on', 'currency', 'total', 'open', 'state'],
  children: lines(['number'], 'net', 'order'),
  build(head, children): Invoice {
    const currency = head.need('currency');
    const openMinor = head.minor('open', currency);
    return {
      number: head.need('number'),
      customer: head.need('customer'),
      issuedOn: head.needDay('issued_on'),
      dueOn: head.day('due_on'),
      currency,
      totalMinor: head.needMinor('total', currency),
      openMinor,
      state: head.oneOf('state', ['open', 'paid', 'cancelled'], openMinor === 0 ? 'paid' : 'open'),
      lines: children('lines').map((row, index) => ({ ...lineOf(row, index), netMinor: row.minor('net', currency), order: row.orNull('order') })),
    };
  },
};

const productionOrder: Shape = {
  key: ['number'],
  needed: ['number', 'sku', 'quantity', 'uom'],
  fields: ['number', 'sku', 'plant', 'quantity', 'done', 'uom', 'start_on', 'due_on', 'state'],
  children: { operations: { parent: ['number'], own: ['operation'], fields: ['number', 'operation', 'name', 'work_centre', 'done'] } },
  build: (head, children): ProductionOrder => ({
    number: head.need('number'),
    sku: head.need('sku'),
    plant: head.text('plant'),
    quantityMilli: head.needMilli('quantity'),
    doneMilli: head.milli('done') ?? 0,
    uom: head.unit('uom'),
    startOn: head.day('start_on'),
    dueOn: head.day('due_on'),
    state: head.oneOf('state', ['planned', 'released', 'started', 'done', 'cancelled'], 'released'),
    operations: children('operations').map((row) => ({
      operation: row.need('operation'),
      name: row.text('name'),
      workCentre: row.text('work_centre'),
      doneMilli: row.milli('done'),
    })),
  }),
};

const purchaseOrder: Shape = {
  key: ['number'],
  needed: ['number', 'supplier', 'ordered_on', 'currency'],
  fields: ['number', 'supplier', 'ordered_on', 'currency', 'state'],
  children: lines(['number'], 'received', 'place', 'due_on'),
  build: (head, children): PurchaseOrder => ({
    number: head.need('number'),
    supplier: head.need('supplier'),
    orderedOn: head.needDay('ordered_on'),
    currency: head.need('currency'),
    state: head.oneOf('state', orderStates, 'open'),
    lines: children('lines').map((row, index) => ({
      ...lineOf(row, index),
      receivedMilli: row.milli('received'),
      place: row.text('place'),
      dueOn: row.day('due_on'),
    })),
  }),
};

/** Documents, each as sync's contract has it. */
export const documentShapes = {
  past_order: pastOrder,
  sales_order: salesOrder,
  delivery,
  invoice,
  production_order: productionOrder,
  purchase_order: purchaseOrder,
} as const;
