import type { Item } from '../../../masters/contract.ts';

/** Where the chain of successors of an item ends: at one that is sold, at none, or at itself again. */
export type Successor =
  | { readonly kind: 'sold'; readonly sku: string }
  | { readonly kind: 'none'; readonly sku: string }
  | { readonly kind: 'circular'; readonly chain: readonly string[] };

/** Follows `replacedBy` from an item; the chain of the masters may be wrong, so it may never end. */
export function successorOf(sku: string, items: ReadonlyMap<string, Item>): Successor {
  const chain: string[] = [];
  for (let at: string | null = sku; at !== null;) {
    if (chain.includes(at)) return { kind: 'circular', chain: [...chain, at] };
    chain.push(at);
    const item: Item | undefined = items.get(at);
    if (item?.active === true) return { kind: 'sold', sku: at };
    at = item?.replacedBy ?? null;
  }
  return { kind: 'none', sku };
}
