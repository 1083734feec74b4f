import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCustomer } from '../../masters/index.ts';
import { numbered } from '../domain/erp-numbers.ts';
import type { AmendmentSide } from '../domain/amendment/amendment.ts';
import { loadAmendmentOfCommand } from '../store/amendment-store.ts';
import { loadOrder } from '../store/order-store.ts';
import { listErpLines, type ErpLine } from './erp-lines.ts';

interface ErpSide {
  readonly requestedDate: string | null;
  readonly lines: readonly ErpLine[];
}

/** An accepted amendment as connectors get it: what the document should be, and what it was. */
export interface AmendmentForErp {
  readonly kind: 'sales_order_change' | 'sales_order_cancel';
  readonly payload: {
    readonly orderNumber: string;
    readonly erpNumber: string;
    readonly customer: string;
    readonly currency: string;
    readonly before: ErpSide;
    readonly after: ErpSide;
  };
}

/** The amendment of a command for the ERP; null when there is none or something that an ERP needs is missing (a fault of ours: the kinds' checks guard it). */
export async function getAmendmentForErp(ctx: Ctx, commandId: string): Promise<AmendmentForErp | null> {
  const amendment = await loadAmendmentOfCommand(ctx, commandId);
  const order = amendment === null ? null : await loadOrder(ctx, amendment.orderId);
  const customer = !order?.customer ? null : await getCustomer(ctx, order.customer);
  if (amendment === null || !order?.erpNumber || customer === null) return null;
  const before = await sideFor(ctx, amendment.before, customer.currency);
  const after = await sideFor(ctx, amendment.after, customer.currency);
  if (before === null || after === null) return null;
  return {
    kind: amendment.after.lines.length === 0 ? 'sales_order_cancel' : 'sales_order_change',
    payload: { orderNumber: order.number, erpNumber: order.erpNumber, customer: customer.code, currency: customer.currency, before, after },
  };
}

async function sideFor(ctx: Ctx, side: AmendmentSide, currency: string): Promise<ErpSide | null> {
  const lines = await listErpLines(ctx, numbered(side.lines).lines, currency);
  return lines === null ? null : { requestedDate: side.requestedDate, lines };
}
