import type { z } from 'zod';
import type { ErpObject } from '../../connectors/kit/types.ts';
import {
  bomSchema,
  companySchema,
  creditRecordSchema,
  customerRecordSchema,
  itemSchema,
  routingSchema,
  workCentreSchema,
} from '../../modules/masters/contract.ts';
import { costRecordSchema, priceRecordSchema } from '../../modules/pricing/contract.ts';
import { positionSchema } from '../../modules/stock/contract.ts';
import {
  deliveryRecordSchema,
  invoiceSchema,
  pastOrderSchema,
  productionOrderSchema,
  purchaseOrderSchema,
  salesOrderSchema,
} from '../../modules/sync/contract.ts';

/** What each kind of record must look like when a connector gives it. */
export const recordSchemas: Readonly<Record<ErpObject, z.ZodType>> = {
  company: companySchema,
  item: itemSchema,
  cost: costRecordSchema,
  customer: customerRecordSchema,
  credit: creditRecordSchema,
  price: priceRecordSchema,
  stock: positionSchema,
  work_centre: workCentreSchema,
  bom: bomSchema,
  routing: routingSchema,
  past_order: pastOrderSchema,
  sales_order: salesOrderSchema,
  delivery: deliveryRecordSchema,
  invoice: invoiceSchema,
  production_order: productionOrderSchema,
  purchase_order: purchaseOrderSchema,
};
