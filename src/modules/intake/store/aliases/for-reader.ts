import type { AliasEntry } from '../../../../engines/reading/index.ts';
import type { Instant } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { AliasState } from '../../contract/aliases.ts';
import { stateOf } from '../../domain/aliases/standing.ts';
import { decayed, usualUom } from '../../domain/aliases/weights.ts';
import { loadAliasesOf, loadOwnerVersion, type Alias } from './alias-rows.ts';

/** An alias as the reader gets it: its weight of today, whether it may decide, and its id, so that a line can name it. */
export interface LearntAlias extends AliasEntry {
  readonly id: string;
  readonly state: AliasState;
  /** An example of the words that made the key. */
  readonly words: string;
}

/** What a customer means by words. */
export interface CustomerWords {
  /** The customer's own aliases and those of its region. Never another customer's. */
  readonly aliases: readonly LearntAlias[];
  /** Keys on which aliases say something else than past orders alone would: there the words of past orders must keep silent. */
  readonly disputed: ReadonlySet<string>;
}

function learntOf(alias: Alias, now: Instant): LearntAlias {
  const { id, scope, key, sku, negative, example: words } = alias;
  const weight = decayed(alias.weight, alias.weighedAt, now);
  return { id, scope, key, words, sku, negative, uom: usualUom(alias.uoms), weight, state: stateOf(alias, now) };
}

/** What nobody has used for a year is not given to the reader: it must not decide, and a reader cannot know its age. */
const standing = (aliases: readonly Alias[], now: Instant): readonly LearntAlias[] =>
  aliases.flatMap((alias) => (alias.removedAt === null ? [learntOf(alias, now)] : [])).filter((alias) => alias.state !== 'stale');

/** What a customer means, as of now. */
export async function loadCustomerWords(ctx: Ctx, customer: { readonly code: string; readonly region: string }): Promise<CustomerWords> {
  const own = await loadAliasesOf(ctx, { scope: 'customer', scopeId: customer.code }, 'removed too');
  const region = customer.region === '' ? [] : await loadAliasesOf(ctx, { scope: 'region', scopeId: customer.region });
  const disputed = own.filter((alias) => alias.removedAt !== null || stateOf(alias, ctx.now()) !== 'deciding').map((alias) => alias.key);
  return { aliases: [...standing(own, ctx.now()), ...standing(region, ctx.now())], disputed: new Set(disputed) };
}

/** What the whole company means. */
export async function loadCompanyWords(ctx: Ctx, company: string): Promise<readonly LearntAlias[]> {
  return standing(await loadAliasesOf(ctx, { scope: 'company', scopeId: company }), ctx.now());
}

/** Rises with every change of the company's aliases. */
export const loadCompanyWordsVersion = (ctx: Ctx, company: string): Promise<number> => loadOwnerVersion(ctx, { scope: 'company', scopeId: company });
