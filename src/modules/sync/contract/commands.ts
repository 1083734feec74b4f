import { z } from 'zod';

/** What is written to an ERP, in our words. Quantities and prices are decimal texts; a unit comes as ours and as the ERP's code. Days are `YYYY-MM-DD`. */

const day = z.iso.date();
const decimal = z.string().regex(/^\d+(\.\d+)?$/);
const quantity = { quantity: decimal, uom: z.string(), erpUom: z.string() };
/** `plant/storage location`, a warehouse, a godown: as the stock of the ERP names it. */
const place = z.string().min(1);
const lot = z.string();
/** Company, plant or organisation that books; empty where the ERP has only one. */
const company = z.string();

export const createSalesOrderSchema = z.object({
  orderNumber: z.string(),
  customer: z.string(),
  salesOrg: z.string(),
  channel: z.string(),
  division: z.string(),
  shipTo: z.string().nullable(),
  currency: z.string(),
  requestedDate: z.string().nullable(),
  customerPo: z.string().nullable(),
  lines: z.array(
    z.object({
      lineNo: z.int(),
      sku: z.string(),
      /** The customer's words, cut to what the ERP field holds. */
      words: z.string(),
      quantity: z.string(),
      uom: z.string(),
      erpUom: z.string(),
      /** Price of one `uom`, decimal text; null: the ERP prices. */
      price: z.string().nullable(),
      /** `lineNo` of the line with which it goes along free of charge; left out: it is bought. */
      freeWith: z.int().positive().nullish(),
    }),
  ),
  /** False: the ERP's objections are known and it is to be posted all the same, so it is not tried first. */
  dryRun: z.boolean().optional(),
});
/** Canonical sales order, as every connector gets it. */
export type CreateSalesOrder = z.infer<typeof createSalesOrderSchema>;

/** One side of a change: what the document holds, line by line. `erpLine`: the item of the document; a line keeps its own. */
const documentSideSchema = z.object({
  requestedDate: z.string().nullable(),
  lines: z.array(createSalesOrderSchema.shape.lines.element.omit({ lineNo: true }).extend({ erpLine: z.int().positive() })),
});
/** Canonical change of a sales order: what the document was when it was asked for, and what it shall be. Without lines it is cancelled. */
export const changeSalesOrderSchema = z.object({
  orderNumber: z.string(),
  erpNumber: z.string(),
  customer: z.string(),
  currency: z.string(),
  before: documentSideSchema,
  after: documentSideSchema,
});
export type ChangeSalesOrder = z.infer<typeof changeSalesOrderSchema>;

/** Goods that move: `transfer` between two places, `issue` (used up, also by a production order), `receipt` (found or bought without order), `scrap`. */
export const stockMovementSchema = z.object({
  company,
  movement: z.enum(['transfer', 'issue', 'receipt', 'scrap']),
  postedOn: day,
  reason: z.string(),
  /** Production order that uses an issue up; null for others. */
  productionOrder: z.string().nullable(),
  lines: z.array(z.object({ sku: z.string(), ...quantity, place, /** Of a transfer only. */ placeTo: place.nullable(), lot })).min(1),
});
export type StockMovement = z.infer<typeof stockMovementSchema>;

/** A quality hold or its end: goods of one place change their status. */
export const stockStatusChangeSchema = z.object({
  company,
  sku: z.string(),
  place,
  lot,
  ...quantity,
  from: z.enum(['free', 'quality', 'blocked']),
  to: z.enum(['free', 'quality', 'blocked']),
  postedOn: day,
  reason: z.string(),
});
export type StockStatusChange = z.infer<typeof stockStatusChangeSchema>;

/** Finished goods of a production order go into stock. `final`: nothing more will come. */
export const productionReceiptSchema = z.object({
  company,
  productionOrder: z.string(),
  sku: z.string(),
  ...quantity,
  place,
  lot,
  postedOn: day,
  final: z.boolean(),
});
export type ProductionReceipt = z.infer<typeof productionReceiptSchema>;

/** What one operation of a production order has done. `scrap` in the same unit; `workMinutes` null: not measured. */
export const operationConfirmationSchema = z.object({
  company,
  productionOrder: z.string(),
  operation: z.string(),
  ...quantity,
  scrap: decimal,
  scrapReason: z.string(),
  workMinutes: decimal.nullable(),
  postedOn: day,
  final: z.boolean(),
});
export type OperationConfirmation = z.infer<typeof operationConfirmationSchema>;

/** Goods of one sales order leave. */
export const deliverySchema = z.object({
  company,
  customer: z.string(),
  erpNumber: z.string(),
  shippedOn: day,
  carrier: z.string(),
  lines: z.array(z.object({ erpLine: z.int().positive(), sku: z.string(), ...quantity, place, lot })).min(1),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** The customer has the goods: `delivered` may be less than what left. */
export const proofOfDeliverySchema = z.object({
  company,
  customer: z.string(),
  delivery: z.string(),
  receivedAt: z.iso.datetime(),
  receivedBy: z.string(),
  note: z.string(),
  lines: z.array(z.object({ erpLine: z.int().positive(), sku: z.string(), ...quantity })),
});
export type ProofOfDelivery = z.infer<typeof proofOfDeliverySchema>;

/** Money taken from a customer, on the road or at the desk. `invoice` null: on account. */
export const paymentReceiptSchema = z.object({
  company,
  customer: z.string(),
  amount: decimal,
  currency: z.string().length(3),
  receivedOn: day,
  method: z.enum(['cash', 'cheque', 'transfer', 'upi', 'card']),
  invoice: z.string().nullable(),
  note: z.string(),
});
export type PaymentReceipt = z.infer<typeof paymentReceiptSchema>;

/** Bookings beside orders, by kind. */
export const postingSchemas = {
  stock_movement: stockMovementSchema,
  stock_status: stockStatusChangeSchema,
  production_receipt: productionReceiptSchema,
  operation_confirmation: operationConfirmationSchema,
  delivery: deliverySchema,
  proof_of_delivery: proofOfDeliverySchema,
  payment_receipt: paymentReceiptSchema,
} as const;
/** A kind of booking beside orders. */
export type PostingKind = keyof typeof postingSchemas;
