import { recordDryRun } from './commands/record-dry-run.ts';
import { getOrderForErp, getOrderToSimulate } from './queries/order-for-erp.ts';

/** Orders as an ERP gets them, and what trying them came to; one part of the face. Each function says itself what it promises. */
export const erpOrders = { getOrderForErp, getOrderToSimulate, recordDryRun } as const;
