import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { PricingRefusal, RetireRule, RuleKind, SaveRule } from '../../contract.ts';
import { readRule } from '../../domain/rules/read-rule.ts';
import type { RuleName } from '../../domain/rules/rule.ts';
import { sameBody } from '../../domain/rules/same-body.ts';
import { mayEditRules } from '../../policy.ts';
import { loadNewestRule } from '../../store/rule-store.ts';
import { judgeRule } from './judge-rule.ts';
import { keepVersion, type VersionToKeep } from './keep-version.ts';

/** A change of one rule. `version`: the one that was looked at, 0 when the rule is new. */
export interface RuleChange extends SaveRule {
  readonly kind: RuleKind;
  readonly code: string;
}

/** The version under which a rule now stands. */
export interface SavedRule extends RuleName {
  readonly version: number;
}

type Saved = Result<SavedRule, Refusal<PricingRefusal>>;

/**
 * Keeps a new version of a rule with who, when and why; prices follow it from now on. The same body again keeps nothing new.
 * Refuses `forbidden`, `stale_version` with the current one, and everything that `judgeRule` refuses.
 */
export async function saveRule(ctx: Ctx, change: RuleChange): Promise<Saved> {
  if (!mayEditRules(ctx.actor, change.kind)) return refuse('forbidden', { kind: change.kind });
  const name: RuleName = { company: change.company, kind: change.kind, code: change.code };
  const judged = await judgeRule(ctx, name, change.body);
  if (!judged.ok) return judged;
  const before = await loadNewestRule(ctx, name.company, name.kind, name.code);
  const current = before?.version ?? 0;
  if (change.version !== current) return refuse('stale_version', { current });
  if (before !== null && sameBody(before.body, judged.value.body)) return ok({ ...name, version: current });
  return keep(ctx, name, { rule: judged.value, version: current + 1, why: change.why });
}

/**
 * Switches a rule off by a version that says so; it stays in the history. That it names what is no longer there does not matter.
 * Refuses `forbidden`, `not_found`, `stale_version`, and `bad_rule` for an approval policy, which cannot be missing.
 */
export async function retireRule(ctx: Ctx, name: RuleName, { version, why }: Omit<RetireRule, 'company'>): Promise<Saved> {
  if (!mayEditRules(ctx.actor, name.kind)) return refuse('forbidden', { kind: name.kind });
  const before = await loadNewestRule(ctx, name.company, name.kind, name.code);
  if (before === null) return refuse('not_found', { code: name.code });
  if (name.kind === 'policy') return refuse('bad_rule', { field: 'active', problem: 'always_needed' });
  if (before.version !== version) return refuse('stale_version', { current: before.version });
  const off = readRule(name.kind, name.code, { ...(before.body as object), active: false });
  return off.ok ? keep(ctx, name, { rule: off.value, version: version + 1, why }) : off;
}

async function keep(ctx: Ctx, name: RuleName, next: VersionToKeep): Promise<Saved> {
  return (await keepVersion(ctx, name, next)) ? ok({ ...name, version: next.version }) : refuse('stale_version', { current: next.version });
}
