import type { CommandKind } from '../../../connectors/kit/model.ts';

/** What of a payload tells behind which others its command must wait. */
interface About {
  readonly customer?: string;
  readonly productionOrder?: string | null;
  readonly lines?: readonly { readonly place?: string }[];
  readonly place?: string;
}

/**
 * Commands with the same key go to the ERP one after the other: all of one customer (the order before its delivery, the delivery before its
 * proof), all of one production order (the receipt before the confirmation that ends it), all that leaves one place.
 */
export function orderingKeyOf(connection: string, kind: CommandKind, payload: object): string {
  const about: About = payload;
  if (about.customer !== undefined) return `${connection}:${about.customer}`;
  if (about.productionOrder) return `${connection}:production:${about.productionOrder}`;
  return `${connection}:place:${about.place ?? about.lines?.[0]?.place ?? kind}`;
}
