/** Server face of orders: the order life from draft to the ERP's confirmation. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { orderReactions } from './reactions.ts';
import { orderRoutes } from './routes.ts';

export { amendments } from './amendments.ts';
export { holds } from './holds.ts';
export { proposeOrder } from './commands/propose-order.ts';
export { confirmOrder } from './commands/confirm-order.ts';
export { withdrawOrder } from './commands/end-order.ts';
export { recordErpCommitted, recordErpRejected, recordErpStarted, recordErpUnknown, recordMilestone } from './commands/record-erp.ts';
export { saveOrderRule } from './commands/save-rules.ts';
export { erpOrders } from './erp-orders.ts';
export { getOrderPage } from './queries/get-order-page.ts';
export { loadOrder as getOrder } from './store/order-store.ts';
export { savePastLines, listNewestPastLines, listPastLines, listPastWords } from './commands/past-lines.ts';
export type { Order } from './domain/order.ts';

/** The module for `app/wire.ts`. */
export const ordersModule = (): ModuleParts => ({ name: 'orders', routes: orderRoutes, reactions: orderReactions });
