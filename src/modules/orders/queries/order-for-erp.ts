import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCustomer } from '../../masters/index.ts';
import { contentOf } from '../domain/checks/supply.ts';
import { numbered } from '../domain/erp-numbers.ts';
import type { Order } from '../domain/order.ts';
import { loadErpRefusals } from '../store/life-store.ts';
import { loadOrder } from '../store/order-store.ts';
import { listErpLines, type ErpLine } from './erp-lines.ts';

/** An order in the canonical form that every connector gets: decimal texts, our unit and the ERP's. */
export interface ErpOrder {
  readonly orderNumber: string;
  readonly customer: string;
  readonly salesOrg: string;
  readonly channel: string;
  readonly division: string;
  readonly shipTo: string | null;
  readonly currency: string;
  readonly requestedDate: string | null;
  readonly customerPo: string | null;
  readonly lines: readonly (Omit<ErpLine, 'erpLine'> & { readonly lineNo: number })[];
  /** The ERP has said no to exactly this before and somebody wants it posted all the same: it is not tried first. */
  readonly dryRun?: false;
}

/** The accepted order for the ERP; null when it is not accepted or lacks what an ERP needs (a fault of ours: V04–V18 guard it). */
export async function getOrderForErp(ctx: Ctx, orderId: string): Promise<{ readonly commandId: string; readonly payload: ErpOrder } | null> {
  const order = await loadOrder(ctx, orderId);
  if (order === null || order.commandId === null) return null;
  const payload = await erpOrderOf(ctx, order);
  if (payload === null) return null;
  const content = contentOf(order);
  const refused = (await loadErpRefusals(ctx, orderId)).some((refusal) => refusal.content === content);
  return { commandId: order.commandId, payload: refused ? { ...payload, dryRun: false } : payload };
}

/** Any order as it would be sent now, with its version; null while it lacks what an ERP needs. */
export async function getOrderToSimulate(ctx: Ctx, orderId: string): Promise<{ readonly version: number; readonly payload: ErpOrder } | null> {
  const order = await loadOrder(ctx, orderId);
  const payload = order === null || order.lines.length === 0 ? null : await erpOrderOf(ctx, order);
  return order === null || payload === null ? null : { version: order.version, payload };
}

async function erpOrderOf(ctx: Ctx, order: Order): Promise<ErpOrder | null> {
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer);
  if (customer === null) return null;
  const { salesOrg, channel, division, currency } = customer;
  const lines = await listErpLines(ctx, numbered(order.lines).lines, currency);
  if (lines === null) return null;
  return {
    orderNumber: order.number,
    customer: customer.code,
    ...{ salesOrg, channel, division, currency },
    shipTo: order.shipTo,
    requestedDate: order.requestedDate,
    customerPo: order.poNumber,
    lines: lines.map(({ erpLine, ...line }) => ({ lineNo: erpLine, ...line })),
  };
}
