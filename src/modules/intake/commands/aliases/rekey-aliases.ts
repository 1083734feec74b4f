import { aliasKey } from '../../../../engines/reading/index.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { loadAliasBatch, lockOwners, moveAlias } from '../../store/aliases/alias-rows.ts';
import { refoldKeys } from './keep-lessons.ts';

/** Aliases that one transaction looks at. */
const batch = 500;

/**
 * A newer lexicon makes other keys of the same words: an alias under an old key would never be found again. Looks at the next aliases after
 * `after` (by id), gives those whose key has changed their new one, and weighs the words anew. Gives where to go on; null at the end.
 */
export async function rekeyAliases(ctx: Ctx, after: string | null): Promise<string | null> {
  const aliases = await loadAliasBatch(ctx, after, batch);
  const moved = aliases.map((alias) => ({ alias, key: aliasKey(alias.example) })).filter(({ alias, key }) => key !== '' && key !== alias.key);
  await lockOwners(
    ctx,
    moved.map(({ alias }) => alias),
  );
  for (const { alias, key } of moved) await moveAlias(ctx, alias, key);
  await refoldKeys(
    ctx,
    moved.flatMap(({ alias: { scope, scopeId, key: old }, key }) => [old, key].map((each) => ({ scope, scopeId, key: each }))),
  );
  return aliases.length < batch ? null : (aliases.at(-1)?.id ?? null);
}
