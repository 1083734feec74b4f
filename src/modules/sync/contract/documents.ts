import { z } from 'zod';

/** Documents of the ERP as connectors read them. Money in minor units, quantities in thousandths, days `YYYY-MM-DD`; null: the ERP does not say. */

const milli = z.int();
const day = z.string();

/** A past ERP order. `words`: the customer's own for the item, where the ERP holds them. */
export const pastOrderSchema = z.object({
  erpNumber: z.string(),
  customer: z.string(),
  orderedOn: z.string(),
  currency: z.string(),
  lines: z.array(
    z.object({
      lineNo: z.int(),
      sku: z.string(),
      quantityMilli: z.int(),
      uom: z.string(),
      netMinor: z.int().nullable(),
      words: z.string().nullable(),
      /** It went along free of charge: it says nothing of prices, nor of what the customer asked for. */
      free: z.boolean().optional(),
    }),
  ),
});
export type PastOrder = z.infer<typeof pastOrderSchema>;

/** One line of a past order, the form in which it is handed to the orders module. */
export interface PastOrderLine {
  readonly erpNumber: string;
  readonly lineNo: number;
  readonly customer: string;
  readonly orderedOn: string;
  readonly sku: string;
  readonly quantityMilli: number;
  readonly uom: string;
  readonly netMinor: number | null;
  readonly words: string | null;
}

/** An order of the ERP and how far it is. `reference`: ours, when it came from here. */
export const salesOrderSchema = z.object({
  erpNumber: z.string(),
  reference: z.string(),
  customer: z.string(),
  orderedOn: day,
  requestedOn: day.nullable(),
  currency: z.string(),
  state: z.enum(['open', 'closed', 'cancelled']),
  /** Why the ERP does not deliver it; null: nothing blocks it. */
  block: z.string().nullable(),
  lines: z.array(
    z.object({ lineNo: z.int(), sku: z.string(), quantityMilli: milli, deliveredMilli: milli.nullable(), uom: z.string(), netMinor: z.int().nullable() }),
  ),
});
export type SalesOrder = z.infer<typeof salesOrderSchema>;

/** Goods that left or will leave. `state` `delivered`: the customer has them, where the ERP knows. */
export const deliveryRecordSchema = z.object({
  number: z.string(),
  customer: z.string(),
  shippedOn: day.nullable(),
  state: z.enum(['planned', 'shipped', 'delivered', 'cancelled']),
  lines: z.array(
    z.object({ lineNo: z.int(), sku: z.string(), quantityMilli: milli, uom: z.string(), order: z.string().nullable(), orderLine: z.int().nullable() }),
  ),
});
export type DeliveryRecord = z.infer<typeof deliveryRecordSchema>;

/** An invoice and what of it is unpaid. */
export const invoiceSchema = z.object({
  number: z.string(),
  customer: z.string(),
  issuedOn: day,
  dueOn: day.nullable(),
  currency: z.string(),
  totalMinor: z.int(),
  /** Null: the ERP shows only whether it is paid, and it is not. */
  openMinor: z.int().nullable(),
  state: z.enum(['open', 'paid', 'cancelled']),
  lines: z.array(
    z.object({ lineNo: z.int(), sku: z.string(), quantityMilli: milli, uom: z.string(), netMinor: z.int().nullable(), order: z.string().nullable() }),
  ),
});
export type Invoice = z.infer<typeof invoiceSchema>;

/** A production order and what of it is done. */
export const productionOrderSchema = z.object({
  number: z.string(),
  sku: z.string(),
  plant: z.string(),
  quantityMilli: milli,
  doneMilli: milli,
  uom: z.string(),
  startOn: day.nullable(),
  dueOn: day.nullable(),
  state: z.enum(['planned', 'released', 'started', 'done', 'cancelled']),
  operations: z.array(z.object({ operation: z.string(), name: z.string(), workCentre: z.string(), doneMilli: milli.nullable() })),
});
export type ProductionOrder = z.infer<typeof productionOrderSchema>;

/** A purchase order and what of it has come. */
export const purchaseOrderSchema = z.object({
  number: z.string(),
  supplier: z.string(),
  orderedOn: day,
  currency: z.string(),
  state: z.enum(['open', 'closed', 'cancelled']),
  lines: z.array(
    z.object({
      lineNo: z.int(),
      sku: z.string(),
      quantityMilli: milli,
      receivedMilli: milli.nullable(),
      uom: z.string(),
      place: z.string(),
      dueOn: day.nullable(),
    }),
  ),
});
export type PurchaseOrder = z.infer<typeof purchaseOrderSchema>;
