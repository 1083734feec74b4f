import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { PriceCardLine } from '../../../exceptions/contract.ts';
import { grantApproval } from '../../../pricing/index.ts';
import type { Order } from '../../domain/order.ts';

/** What is let pass, because of what, by whom. */
export interface Granted {
  /** The case that was decided, or the rule that lets it pass. */
  readonly because: string;
  readonly by: readonly string[];
  readonly line: Pick<PriceCardLine, 'lineId' | 'sku' | 'uom' | 'quantityMilli' | 'askedUnitMinor' | 'askedNetNet'>;
  /** The price is for a quantity, and no smaller one has it. */
  readonly bound?: boolean;
  /** Last day for every order of the customer; null: this order only. */
  readonly until: string | null;
}

/** Keeps that the asked price of a line may pass: once for this order up to its quantity, or until a day. False when pricing refuses it. */
export async function grantLine(ctx: Ctx, order: Order, { because, by, line, until, bound = false }: Granted): Promise<boolean> {
  const terms = {
    caseId: because,
    company: order.company,
    customer: order.customer ?? '',
    sku: line.sku,
    uom: line.uom,
    currency: order.currency ?? '',
    unitMinor: line.askedUnitMinor,
    netNet: line.askedNetNet,
    atMostMilli: until === null ? line.quantityMilli : null,
    atLeastMilli: bound ? line.quantityMilli : null,
    orderId: until === null ? order.id : null,
    validUntil: until,
    approvedBy: [...by],
  };
  return (await grantApproval(ctx, terms, line.lineId)).ok;
}
