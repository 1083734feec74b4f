import type { z } from 'zod';
import type { CommandKind, ErpObject } from '../../connectors/kit/types.ts';
import { bomSchema, companySchema, creditRecordSchema, customerRecordSchema, itemSchema, routingSchema, workCentreSchema } from '../masters/contract.ts';
import { costRecordSchema, priceRecordSchema } from '../pricing/contract.ts';
import { positionSchema } from '../stock/contract.ts';
import {
  changeSalesOrderSchema,
  createSalesOrderSchema,
  deliveryRecordSchema,
  invoiceSchema,
  pastOrderSchema,
  postingSchemas,
  productionOrderSchema,
  purchaseOrderSchema,
  salesOrderSchema,
} from './contract.ts';

/** What a record of each kind must be, to be saved. */
export const objectSchemas: Readonly<Record<ErpObject, z.ZodType>> = {
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

/** What a command of each kind must be, to be sent. */
export const commandSchemas: Readonly<Record<CommandKind, z.ZodType>> = {
  create_sales_order: createSalesOrderSchema,
  sales_order_change: changeSalesOrderSchema,
  sales_order_cancel: changeSalesOrderSchema,
  ...postingSchemas,
};
