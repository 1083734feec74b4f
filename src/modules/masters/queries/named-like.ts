import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { MastersTables } from '../tables.ts';

/** A code and the searched word that its name, in any language, holds. */
export interface NamedLike {
  readonly word: string;
  readonly kind: 'item' | 'customer';
  readonly code: string;
}

const most = 5_000;

/** The items and customers whose names hold the words (lower-cased letters and digits, at least two of them); at most 5,000. */
export async function listNamedLike(ctx: Ctx, words: readonly string[]): Promise<readonly NamedLike[]> {
  const asked = words.filter((word) => /^[\p{L}\p{M}\p{N}]{2,}$/u.test(word));
  if (asked.length === 0) return [];
  const patterns = sql<{ word: string }>`unnest(${asked}::text[])`.as<'w'>(sql`w(word)`);
  const db = on<MastersTables>(ctx);
  const items = db
    .selectFrom('masters.item as thing')
    .innerJoin(patterns, (join) => join.on(sql<boolean>`lower(thing.name || ' ' || thing.names::text) like '%' || w.word || '%'`))
    .select([sql<string>`w.word`.as('word'), sql<NamedLike['kind']>`'item'`.as('kind'), 'thing.sku as code']);
  const customers = db
    .selectFrom('masters.customer as thing')
    .innerJoin(patterns, (join) => join.on(sql<boolean>`lower(thing.name || ' ' || thing.names::text) like '%' || w.word || '%'`))
    .select([sql<string>`w.word`.as('word'), sql<NamedLike['kind']>`'customer'`.as('kind'), 'thing.code as code']);
  return items.unionAll(customers).limit(most).execute();
}
