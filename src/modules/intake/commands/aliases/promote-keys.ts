import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { listCustomerPlaces } from '../../../masters/index.ts';
import { promotionLesson } from '../../domain/aliases/lesson.ts';
import { companyAgrees, nowDisputed, regionAgrees, tallyVotes, type Tally, type Vote } from '../../domain/aliases/promotion.ts';
import { stateOf } from '../../domain/aliases/standing.ts';
import { loadAliasesOfKeys, loadCustomerAliases, type Alias, type AliasOwner } from '../../store/aliases/alias-rows.ts';
import { findTouchedLines } from '../../queries/touched-lines.ts';
import { flagOrders } from './flag-orders.ts';
import { keepLessons } from './keep-lessons.ts';
import { withdrawAlias } from './withdraw-alias.ts';

/** What the customers of a region or company mean by some words. */
export interface Poll extends AliasOwner {
  readonly key: string;
  readonly example: string;
  readonly tallies: readonly Tally[];
}

type PlacedVote = Vote & { readonly company: string; readonly example: string };

async function votesOn(ctx: Ctx, keys: readonly string[]): Promise<ReadonlyMap<string, readonly PlacedVote[]>> {
  const aliases = await loadCustomerAliases(ctx, keys);
  const places = await listCustomerPlaces(ctx, [...new Set(aliases.map((alias) => alias.scopeId))]);
  const votes = new Map<string, PlacedVote[]>();
  for (const alias of aliases) {
    const { company = '', region = '' } = places.get(alias.scopeId) ?? {};
    const { scopeId: customer, sku, share, byClerk, example } = alias;
    const list = votes.get(alias.key) ?? [];
    list.push({ customer, region, company, sku, share, byClerk, example, state: stateOf(alias, ctx.now()) });
    votes.set(alias.key, list);
  }
  return votes;
}

/** Counts what customers mean by some words, for each of their regions and companies. */
export async function pollKeys(ctx: Ctx, keys: readonly string[]): Promise<readonly Poll[]> {
  const polls: Poll[] = [];
  for (const [key, votes] of await votesOn(ctx, keys)) {
    const example = votes[0]?.example ?? '';
    for (const scope of ['region', 'company'] as const)
      for (const scopeId of new Set(votes.map((vote) => vote[scope])))
        if (scopeId !== '') polls.push({ scope, scopeId, key, example, tallies: tallyVotes(votes.filter((vote) => vote[scope] === scopeId)) });
  }
  return polls;
}

const agrees = (poll: Poll, tally: Tally): boolean => (poll.scope === 'region' ? regionAgrees(tally) : companyAgrees(tally));

/** A shared alias that still holds is confirmed at most so often; without that it would grow stale. */
const renewAfterMs = 30 * 86_400_000;

/**
 * Lets regions and the company have what enough of their customers mean, and takes back what at least two of them no longer mean. What a
 * person took back is not promoted again by itself. Aliases that people taught for a region or the company are left alone.
 */
export async function promoteKeys(ctx: Ctx, keys: readonly string[]): Promise<void> {
  const polls = await pollKeys(ctx, keys);
  const standing = await loadAliasesOfKeys(ctx, polls);
  const of = (poll: Poll): readonly Alias[] =>
    standing.filter((alias) => alias.scope === poll.scope && alias.scopeId === poll.scopeId && alias.key === poll.key);
  for (const poll of polls)
    for (const alias of of(poll)) {
      const tally = poll.tallies.find((each) => each.sku === alias.sku);
      if (tally !== undefined && alias.source === 'promotion' && alias.removedAt === null && nowDisputed(tally)) await withdrawPromoted(ctx, alias, tally);
    }
  const lessons = polls.flatMap((poll) =>
    poll.tallies.filter((tally) => agrees(poll, tally) && mayPromote(ctx, of(poll), tally.sku)).map((tally) => promotionLesson(poll, tally, ctx.now())),
  );
  await keepLessons(ctx, lessons);
}

async function withdrawPromoted(ctx: Ctx, alias: Alias, tally: Tally): Promise<void> {
  const touched = await findTouchedLines(ctx, [alias]);
  await withdrawAlias(ctx, alias, { reason: 'customers_disagree', customers: tally.dissenters });
  await flagOrders(ctx, touched, 'alias_undone');
}

/** A promotion is told once, and again when the last word on it is old. */
function mayPromote(ctx: Ctx, standing: readonly Alias[], sku: string): boolean {
  const alias = standing.find((each) => each.sku === sku);
  if (alias === undefined) return true;
  if (alias.removedAt !== null) return alias.removedBy?.startsWith('system:') === true;
  return alias.source === 'promotion' && !alias.negative && Date.parse(ctx.now()) - Date.parse(alias.lastUsedAt) > renewAfterMs;
}
