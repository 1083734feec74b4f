import type { AliasScope } from '../../contract/aliases.ts';

interface Keyed {
  readonly id: string;
  readonly scope: AliasScope;
  readonly key: string;
  readonly sku: string;
  readonly negative: boolean;
}

/** The narrowest scope speaks first. */
const narrowness: Readonly<Record<AliasScope, number>> = { customer: 0, region: 1, company: 2 };

/** Parts that two keys share, spelling slips at the end of a word aside. */
const shared = (left: readonly string[], right: readonly string[]): number =>
  left.filter((part) => right.some((other) => part.slice(0, 4) === other.slice(0, 4))).length;

/**
 * The alias that made the reader take words for an item; null when none can have. The reader may have left parts of the words out (a size
 * that the item has anyway, a unit) or seen past a slip: then the alias of the item that is nearest to the words.
 */
export function aliasBehind<A extends Keyed>(line: { readonly key: string; readonly sku: string }, known: readonly A[]): A | null {
  const parts = line.key.split(' ');
  const nearness = (alias: A): number => (alias.key === line.key ? parts.length + 1 : shared(alias.key.split(' '), parts));
  const ranked = known
    .filter((alias) => alias.sku === line.sku && !alias.negative)
    .map((alias) => ({ alias, near: nearness(alias) }))
    .filter(({ near }) => near > 0)
    .toSorted((left, right) => right.near - left.near || narrowness[left.alias.scope] - narrowness[right.alias.scope]);
  return ranked[0]?.alias ?? null;
}
