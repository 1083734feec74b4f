import { msBetween, type Instant } from '../../../../kernel/time.ts';
import type { AliasState } from '../../contract/aliases.ts';
import { decayed, type Meaning } from './weights.ts';

/** A meaning decides only with this share of all that its words have meant … */
export const decidingShare = 0.8;
/** … and with this weight left: one confirmation of eight months ago. */
export const decidingWeight = 0.25;
/** Two meanings with this share each are always asked. */
export const conflictShare = 0.35;
/** Unused for so long, an alias only says what the words once meant. */
export const staleDays = 365;

/** How a meaning compares with the others of its words. Does not change with time: all of them fade alike. */
export interface Standing {
  readonly share: number;
  readonly conflict: boolean;
}

/** Compares the meanings of one key, by SKU. What is ruled out has no share. */
export function standings(meanings: ReadonlyMap<string, Meaning>): ReadonlyMap<string, Standing> {
  const newest = [...meanings.values()].reduce<Instant | null>((latest, { weighedAt }) => (latest === null || weighedAt > latest ? weighedAt : latest), null);
  const now = (meaning: Meaning): number => (meaning.negative || newest === null ? 0 : decayed(meaning.weight, meaning.weighedAt, newest));
  const total = [...meanings.values()].reduce((sum, meaning) => sum + now(meaning), 0);
  const shareOf = (meaning: Meaning): number => (total > 0 ? now(meaning) / total : 0);
  const strong = [...meanings.values()].filter((meaning) => shareOf(meaning) >= conflictShare).length;
  return new Map(
    [...meanings].map(([sku, meaning]) => {
      const share = shareOf(meaning);
      return [sku, { share, conflict: strong > 1 && share >= conflictShare }];
    }),
  );
}

/** Whether an alias may decide, now. */
export function stateOf(alias: Meaning & Standing, now: Instant): AliasState {
  if (alias.negative) return 'ruled_out';
  if (msBetween(alias.lastUsedAt, now) > staleDays * 86_400_000) return 'stale';
  if (alias.conflict) return 'conflict';
  return alias.share >= decidingShare && decayed(alias.weight, alias.weighedAt, now) >= decidingWeight ? 'deciding' : 'helping';
}
