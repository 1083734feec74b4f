import { minorToText } from '../../../kernel/money.ts';
import { milliToText } from '../../../kernel/quantity.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCustomer, listItems } from '../../masters/index.ts';
import { loadOrder } from '../store/order-store.ts';

/** An accepted order in the canonical form that every connector gets: decimal texts, our unit and the ERP's. */
export interface OrderForErp {
  readonly commandId: string;
  readonly payload: {
    readonly orderNumber: string;
    readonly customer: string;
    readonly salesOrg: string;
    readonly channel: string;
    readonly division: string;
    readonly shipTo: string | null;
    readonly currency: string;
    readonly requestedDate: string | null;
    readonly customerPo: string | null;
    readonly lines: readonly {
      readonly lineNo: number;
      readonly sku: string;
      readonly words: string;
      readonly quantity: string;
      readonly uom: string;
      readonly erpUom: string;
      readonly price: string | null;
    }[];
  };
}

/** The accepted order for the ERP; null when it is not accepted or lacks what an ERP needs (a fault of ours: V04–V18 guard it). */
export async function getOrderForErp(ctx: Ctx, orderId: string): Promise<OrderForErp | null> {
  const order = await loadOrder(ctx, orderId);
  if (order === null || order.commandId === null || order.customer === null) return null;
  const customer = await getCustomer(ctx, order.customer);
  if (customer === null) return null;
  const items = new Map(
    (
      await listItems(
        ctx,
        order.lines.flatMap((line) => (line.sku === null ? [] : [line.sku])),
      )
    ).map((item) => [item.sku, item]),
  );
  const lines = order.lines.flatMap((line, index) => {
    const { sku, quantityMilli, uom } = line;
    const unit = sku === null ? undefined : items.get(sku)?.uoms.find((each) => each.uom === uom);
    if (sku === null || quantityMilli === null || unit === undefined) return [];
    const price = line.priceMinor === null ? null : minorToText(line.priceMinor, customer.currency);
    return [{ lineNo: (index + 1) * 10, sku, words: line.words, quantity: milliToText(quantityMilli), uom: unit.uom, erpUom: unit.erpUom, price }];
  });
  if (lines.length !== order.lines.length) return null;
  const { salesOrg, channel, division, currency } = customer;
  const payload = {
    orderNumber: order.number,
    customer: customer.code,
    salesOrg,
    channel,
    division,
    shipTo: order.shipTo,
    currency,
    requestedDate: order.requestedDate,
    customerPo: order.poNumber,
    lines,
  };
  return { commandId: order.commandId, payload };
}
