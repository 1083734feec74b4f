import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { approvalPolicySchema, floorSchema, schemeSchema, taxRuleSchema } from '../contract.ts';
import type { ApprovalPolicy } from '../contract.ts';
import { defaultApprovalPolicy } from '../domain/policy-default.ts';
import { ruleBook, type RuleBook } from '../domain/rule-book.ts';
import type { Rules } from '../domain/world.ts';
import { loadKeptRules, loadRulesStamp, type KeptRules } from './rule-store.ts';

/** The newest book of each company that this process has read. It is used only where the transaction sees the very stamp of it. */
const books = new Map<string, { readonly stamp: string; readonly book: RuleBook }>();

/**
 * All rules of a company as this transaction sees them. They are read again only when they have changed, by whomever: a stamp is never given twice,
 * not even where a change was rolled back, and rules and stamp are read in one statement.
 */
export async function loadRuleBook(ctx: Ctx, company: string): Promise<RuleBook> {
  const stamp = await loadRulesStamp(ctx, company);
  const known = books.get(company);
  if (known !== undefined && known.stamp === stamp) return known.book;
  const kept = await loadKeptRules(ctx, company);
  const book = ruleBook(rulesOf(kept));
  if (kept.stamp !== null) books.set(company, { stamp: kept.stamp, book });
  return book;
}

/** The active rules of a company with the approval policy. */
export const loadRules = async (ctx: Ctx, company: string): Promise<Rules> => (await loadRuleBook(ctx, company)).rules;

function rulesOf({ version, rules }: KeptRules): Rules {
  const bodies = (kind: string): readonly unknown[] => rules.filter((row) => row.kind === kind).map((row) => row.body);
  return {
    schemes: bodies('scheme')
      .map((body) => schemeSchema.parse(body))
      .filter((scheme) => scheme.active),
    floors: bodies('floor')
      .map((body) => floorSchema.parse(body))
      .filter((floor) => floor.active),
    taxes: bodies('tax')
      .map((body) => taxRuleSchema.parse(body))
      .filter((tax) => tax.active),
    policy: policyOf(bodies('policy')[0]),
    version,
  };
}

/** A kept policy, or our default where there is none. */
export const policyOf = (body: unknown): ApprovalPolicy => (body === undefined ? defaultApprovalPolicy : approvalPolicySchema.parse(body));
