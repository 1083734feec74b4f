import type { ErpObject } from '../../../connectors/kit/model.ts';

/** What depends on what: companies before customers, items before prices and bills of material, masters before documents. */
export const readingOrder: readonly ErpObject[] = [
  'company',
  'item',
  'cost',
  'customer',
  'credit',
  'price',
  'stock',
  'work_centre',
  'bom',
  'routing',
  'past_order',
  'sales_order',
  'delivery',
  'invoice',
  'production_order',
  'purchase_order',
];

/** Kept by reading, not by record: a complete reading says by itself what is not there any more, or nothing ever goes. */
const untracked: ReadonlySet<ErpObject> = new Set(['company', 'cost', 'credit', 'stock', 'past_order']);

/** Whether each record is remembered, so that one which is gone in the ERP is noticed. */
export const isTracked = (object: ErpObject): boolean => !untracked.has(object);
