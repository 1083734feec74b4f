import { minorToText } from '../../../kernel/money.ts';
import { milliToText } from '../../../kernel/quantity.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCustomer, listItems } from '../../masters/index.ts';
import type { Customer, Item } from '../../masters/contract.ts';
import type { AmendmentSide } from '../domain/amendment/amendment.ts';
import type { PricedLine } from '../domain/order.ts';
import { loadAmendmentOfCommand } from '../store/amendment-store.ts';
import { loadOrder } from '../store/order-store.ts';

/** A line of the document in the canonical form that every connector gets: decimal texts, our unit and the ERP's. */
interface ErpLine {
  readonly erpLine: number;
  readonly sku: string;
  readonly words: string;
  readonly quantity: string;
  readonly uom: string;
  readonly erpUom: string;
  readonly price: string | null;
}

/** An accepted amendment as connectors get it: what the document should be, and what it was. */
export interface AmendmentForErp {
  readonly kind: 'sales_order_change' | 'sales_order_cancel';
  readonly payload: {
    readonly orderNumber: string;
    readonly erpNumber: string;
    readonly customer: string;
    readonly currency: string;
    readonly before: { readonly requestedDate: string | null; readonly lines: readonly ErpLine[] };
    readonly after: { readonly requestedDate: string | null; readonly lines: readonly ErpLine[] };
  };
}

/** The amendment of a command for the ERP; null when there is none or something that an ERP needs is missing (a fault of ours: the kinds' checks guard it). */
export async function getAmendmentForErp(ctx: Ctx, commandId: string): Promise<AmendmentForErp | null> {
  const amendment = await loadAmendmentOfCommand(ctx, commandId);
  const order = amendment === null ? null : await loadOrder(ctx, amendment.orderId);
  const customer = !order?.customer ? null : await getCustomer(ctx, order.customer);
  if (amendment === null || !order?.erpNumber || customer === null) return null;
  const { before, after } = amendment;
  const skus = [...new Set([...before.lines, ...after.lines].flatMap((line) => line.sku ?? []))];
  const items = new Map((await listItems(ctx, skus)).map((item) => [item.sku, item]));
  const sides = { before: sideFor(before, items, customer), after: sideFor(after, items, customer) };
  if (sides.before.lines.length !== before.lines.length || sides.after.lines.length !== after.lines.length) return null;
  return {
    kind: after.lines.length === 0 ? 'sales_order_cancel' : 'sales_order_change',
    payload: { orderNumber: order.number, erpNumber: order.erpNumber, customer: customer.code, currency: customer.currency, ...sides },
  };
}

const sideFor = (side: AmendmentSide, items: ReadonlyMap<string, Item>, customer: Customer) => ({
  requestedDate: side.requestedDate,
  lines: side.lines.flatMap((line) => lineFor(line, items, customer)),
});

function lineFor(line: PricedLine, items: ReadonlyMap<string, Item>, customer: Customer): readonly ErpLine[] {
  const { sku, quantityMilli, uom, erpLine } = line;
  const unit = sku === null ? undefined : items.get(sku)?.uoms.find((each) => each.uom === uom);
  if (sku === null || quantityMilli === null || erpLine === undefined || unit === undefined) return [];
  const price = line.priceMinor === null ? null : minorToText(line.priceMinor, customer.currency);
  return [{ erpLine, sku, words: line.words, quantity: milliToText(quantityMilli), uom: unit.uom, erpUom: unit.erpUom, price }];
}
