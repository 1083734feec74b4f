import type { DeliveryRecord, Invoice, PastOrder, ProductionOrder, PurchaseOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import { markOf, nextNumber, unmarkedWords } from '../../kit/line-mark.ts';
import type { Mapped } from '../read/set.ts';
import type { TrytonSettings } from '../settings.ts';
import type { Row } from '../wire.ts';
import { dayFrom, idOf, linked, listed, text } from '../wire.ts';
import { milli, minor, unit } from './masters.ts';

/** Fields of a line of goods, as they are asked for. */
export const lineFields = (list: string): readonly string[] =>
  ['type', 'product.code', 'quantity', 'unit.symbol', 'unit_price', 'amount', 'description'].map((field) => `${list}.${field}`);

const goods = (row: Row, list: string): readonly Row[] => listed(row, list).filter((line) => text(linked(line, 'product'), 'code') !== '');

/** Lines of goods, numbered by tens as they stand, or as their description says; null when a quantity is finer than thousandths. */
function linesOf(row: Row, list: string, uom: string, settings: TrytonSettings) {
  let last = 0;
  const lines = goods(row, list).map((line) => {
    last = markOf(text(line, 'description'))?.lineNo ?? nextNumber(last);
    const said = {
      lineNo: last,
      sku: text(linked(line, 'product'), 'code'),
      quantityMilli: milli(text(line, 'quantity')) ?? NaN,
      uom: unit(linked(line, uom), settings),
    };
    return { line, said };
  });
  return lines.some(({ said }) => Number.isNaN(said.quantityMilli)) ? null : lines;
}

/** sale.sale as a past order. */
export function mapPastOrder(row: Row, settings: TrytonSettings): Mapped {
  const orderedOn = dayFrom(row, 'sale_date');
  const lines = linesOf(row, 'lines', 'unit', settings);
  if (orderedOn === null || lines === null) return { why: orderedOn === null ? 'no_date' : 'unreadable_quantity' };
  const currency = text(linked(row, 'currency'), 'code');
  const data: PastOrder = {
    ...{ erpNumber: text(row, 'number'), customer: text(linked(row, 'party'), 'code'), orderedOn, currency },
    lines: lines.map(({ line, said }) => {
      const netMinor = minor(text(line, 'amount'), currency);
      const free = said.quantityMilli > 0 && netMinor === 0 ? { free: true } : {};
      return { ...said, netMinor, words: unmarkedWords(text(line, 'description')) || null, ...free };
    }),
  };
  return { data };
}

/** sale.sale with how far it is. */
export function mapSalesOrder(row: Row, settings: TrytonSettings): Mapped {
  const past = mapPastOrder(row, settings);
  if (!('data' in past)) return past;
  const { lines, ...head } = past.data as PastOrder;
  const state = text(row, 'state');
  const data: SalesOrder = {
    ...head,
    reference: text(row, 'reference'),
    requestedOn: dayFrom(row, 'shipping_date'),
    state: state === 'cancelled' ? 'cancelled' : state === 'done' ? 'closed' : 'open',
    block: state === 'draft' || state === 'quotation' ? state : null,
    lines: lines.map(({ words: _words, free: _free, ...line }) => ({ ...line, deliveredMilli: null })),
  };
  return { data };
}

/** stock.shipment.out. */
export function mapDelivery(row: Row, settings: TrytonSettings): Mapped {
  const lines = linesOf(row, 'outgoing_moves', 'uom', settings);
  if (lines === null) return { why: 'unreadable_quantity' };
  const state = text(row, 'state');
  const data: DeliveryRecord = {
    ...{ number: text(row, 'number'), customer: text(linked(row, 'customer'), 'code'), shippedOn: dayFrom(row, 'effective_date') },
    state: state === 'cancelled' ? 'cancelled' : state === 'done' ? 'shipped' : 'planned',
    lines: lines.map(({ line, said }) => ({ ...said, order: text(linked(line, 'sale'), 'number') || null, orderLine: null })),
  };
  return { data };
}

/** account.invoice of a customer. */
export function mapInvoice(row: Row, settings: TrytonSettings): Mapped {
  const issuedOn = dayFrom(row, 'invoice_date');
  const currency = text(linked(row, 'currency'), 'code');
  const total = minor(text(row, 'total_amount'), currency);
  const lines = linesOf(row, 'lines', 'unit', settings);
  if (issuedOn === null || total === null || lines === null) return { why: issuedOn === null ? 'no_date' : 'unreadable_amount' };
  const state = text(row, 'state');
  const data: Invoice = {
    ...{ number: text(row, 'number') || text(row, 'id'), customer: text(linked(row, 'party'), 'code'), issuedOn, dueOn: null, currency, totalMinor: total },
    openMinor: state === 'paid' ? 0 : minor(text(row, 'amount_to_pay') || text(row, 'total_amount'), currency),
    state: state === 'cancelled' ? 'cancelled' : state === 'paid' ? 'paid' : 'open',
    lines: lines.map(({ line, said }) => ({ ...said, netMinor: minor(text(line, 'amount'), currency), order: null })),
  };
  return { data };
}

const productionStates: Readonly<Record<string, ProductionOrder['state']>> = {
  ...{ request: 'planned', draft: 'planned', waiting: 'planned', assigned: 'released', running: 'started', done: 'done', cancelled: 'cancelled' },
};

/** production. */
export function mapProductionOrder(row: Row, settings: TrytonSettings): Mapped {
  const quantityMilli = milli(text(row, 'quantity'));
  const state = productionStates[text(row, 'state')] ?? 'planned';
  if (quantityMilli === null) return { why: 'unreadable_quantity' };
  const data: ProductionOrder = {
    ...{ number: text(row, 'number') || text(row, 'id'), sku: text(linked(row, 'product'), 'code'), plant: settings.companyCode, quantityMilli },
    ...{ doneMilli: state === 'done' ? quantityMilli : 0, uom: unit(linked(row, 'uom'), settings), state },
    startOn: dayFrom(row, 'planned_start_date'),
    dueOn: dayFrom(row, 'planned_date'),
    operations: listed(row, 'works').map((work) => ({
      ...{ operation: text(work, 'id'), name: text(linked(work, 'operation'), 'name'), workCentre: text(linked(work, 'work_center'), 'name') },
      doneMilli: text(work, 'state') === 'finished' || text(work, 'state') === 'done' ? quantityMilli : null,
    })),
  };
  return { data };
}

/** purchase.purchase. */
export function mapPurchaseOrder(row: Row, settings: TrytonSettings): Mapped {
  const orderedOn = dayFrom(row, 'purchase_date') ?? dayFrom(row, 'create_date');
  const lines = linesOf(row, 'lines', 'unit', settings);
  if (orderedOn === null || lines === null) return { why: orderedOn === null ? 'no_date' : 'unreadable_quantity' };
  const state = text(row, 'state');
  const data: PurchaseOrder = {
    ...{
      number: text(row, 'number') || String(idOf(row)),
      supplier: text(linked(row, 'party'), 'code'),
      orderedOn,
      currency: text(linked(row, 'currency'), 'code'),
    },
    state: state === 'cancelled' ? 'cancelled' : state === 'done' ? 'closed' : 'open',
    lines: lines.map(({ line, said }) => ({
      ...said,
      receivedMilli: null,
      place: text(linked(row, 'warehouse'), 'code'),
      dueOn: dayFrom(line, 'delivery_date'),
    })),
  };
  return { data };
}
