import type { Insertable, Selectable } from 'kysely';
import type { BusinessDate, Instant } from '../../../kernel/time.ts';
import type { DraftLine, OrderState } from '../contract.ts';
import type { FreeGood } from '../domain/free-goods.ts';
import type { Order, PricedLine, Waiting } from '../domain/order.ts';
import type { OrdersTables } from '../tables.ts';

/** Rows to the aggregate. */
export const orderFromRows = (row: Selectable<OrdersTables['orders.order']>, lines: readonly PricedLine[]): Order => ({
  id: row.id,
  number: row.number,
  version: row.version,
  state: row.state as OrderState,
  conversationId: row.conversation_id,
  customer: row.customer,
  company: row.company,
  shipTo: row.ship_to,
  currency: row.currency,
  language: row.language,
  requestedDate: row.requested_date as BusinessDate | null,
  poNumber: row.po_number,
  netMinor: row.net_minor,
  waiting: row.waiting as Waiting | null,
  commandId: row.command_id,
  erpReference: row.erp_reference,
  erpNumber: row.erp_number,
  sender: row.sender,
  preview: row.preview,
  splitFrom: row.split_from,
  createdAt: row.created_at as Instant,
  updatedAt: row.updated_at as Instant,
  lines,
});

/** The aggregate's head as a row. */
export const orderToRow = (order: Order): Insertable<OrdersTables['orders.order']> & { id: string; created_at: string } => ({
  id: order.id,
  number: order.number,
  version: order.version,
  state: order.state,
  conversation_id: order.conversationId,
  customer: order.customer,
  company: order.company,
  ship_to: order.shipTo,
  currency: order.currency,
  language: order.language,
  requested_date: order.requestedDate,
  po_number: order.poNumber,
  net_minor: order.netMinor,
  waiting: order.waiting === null ? null : JSON.stringify(order.waiting),
  command_id: order.commandId,
  erp_reference: order.erpReference,
  erp_number: order.erpNumber,
  sender: order.sender,
  preview: order.preview,
  split_from: order.splitFrom,
  created_at: order.createdAt,
  updated_at: order.updatedAt,
});

type ReadingFacts = Pick<DraftLine, 'lineId' | 'decision' | 'p' | 'via' | 'vetoes' | 'open' | 'rivals' | 'why' | 'askedMinor'>;

/** Lines kept by an older version hold English sentences. */
const asReason = (kept: DraftLine['why'][number] | string): DraftLine['why'][number] =>
  typeof kept === 'string' ? { code: 'note', facts: { text: kept } } : kept;

/** A row to a line. */
export function lineFromRow(row: Selectable<OrdersTables['orders.order_line']>): PricedLine {
  const reading = row.reading as ReadingFacts;
  return {
    ...reading,
    why: reading.why.map(asReason),
    words: row.words,
    spans: row.spans as DraftLine['spans'],
    sku: row.sku,
    quantityMilli: row.quantity_milli,
    uom: row.uom,
    priceMinor: row.price_minor,
    priceTrace: row.price_trace,
    netMinor: row.net_minor,
    ...(row.free === null ? {} : { free: row.free as readonly FreeGood[] }),
    tax: row.tax_bp === null || row.tax_minor === null ? null : { bp: row.tax_bp, minor: row.tax_minor },
    ...(row.erp_line === null ? {} : { erpLine: row.erp_line }),
  };
}

/** A line to a row. */
export const lineToRow = (orderId: string, lineNo: number, line: PricedLine): Insertable<OrdersTables['orders.order_line']> => ({
  order_id: orderId,
  line_no: lineNo,
  words: line.words,
  spans: JSON.stringify(line.spans),
  sku: line.sku,
  quantity_milli: line.quantityMilli,
  uom: line.uom,
  price_minor: line.priceMinor,
  price_trace: line.priceTrace === null || line.priceTrace === undefined ? null : JSON.stringify(line.priceTrace),
  net_minor: line.netMinor,
  free: line.free === undefined ? null : JSON.stringify(line.free),
  tax_bp: line.tax?.bp ?? null,
  tax_minor: line.tax?.minor ?? null,
  erp_line: line.erpLine ?? null,
  reading: JSON.stringify({
    lineId: line.lineId,
    decision: line.decision,
    p: line.p,
    via: line.via,
    vetoes: line.vetoes,
    open: line.open,
    rivals: line.rivals,
    why: line.why,
    askedMinor: line.askedMinor ?? null,
  } satisfies ReadingFacts),
});
