import { aliasKey, type ReadLine } from '../../../../engines/reading/index.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { aliasBehind } from '../../domain/aliases/behind.ts';
import { loadAliasesOfKeys } from '../../store/aliases/alias-rows.ts';
import type { LearntAlias } from '../../store/aliases/for-reader.ts';
import { replaceUses, type AliasUse } from '../../store/aliases/uses.ts';

/**
 * Notes which aliases decided lines of a draft, so that undoing one can name the orders that it touched. `known`: the customer's aliases and
 * its region's; those of the company are looked up where none of these explains a line.
 */
export async function noteUses(ctx: Ctx, orderId: string, company: string, lines: readonly ReadLine[], known: readonly LearntAlias[]): Promise<void> {
  const decided = lines.flatMap(({ id, words, sku, via }) => (via === 'alias' && sku !== null ? [{ id, words, sku, key: aliasKey(words) }] : []));
  const unexplained = decided.filter((line) => aliasBehind(line, known) === null);
  const shared = await loadAliasesOfKeys(
    ctx,
    unexplained.map((line) => ({ scope: 'company', scopeId: company, key: line.key })),
  );
  const uses = decided.flatMap((line): AliasUse[] => {
    const alias = aliasBehind(line, known) ?? aliasBehind(line, shared);
    return alias === null ? [] : [{ lineId: line.id, aliasId: alias.id, words: line.words.slice(0, 200) }];
  });
  await replaceUses(ctx, orderId, uses);
}
