import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { Rule, RuleName } from '../../domain/rules/rule.ts';
import { auditOf } from '../../policy.ts';
import { insertRuleVersion } from '../../store/rule-store.ts';

/** A version to be kept, already judged. */
export interface VersionToKeep {
  readonly rule: Rule;
  readonly version: number;
  readonly why: string;
}

/** Keeps a version with who, when and why, and tells. False, and nothing changed: another version than the one before it is the newest. */
export async function keepVersion(ctx: Ctx, name: RuleName, { rule, version, why }: VersionToKeep): Promise<boolean> {
  const changed = { changedBy: auditOf(ctx.actor), changedAt: ctx.now(), why };
  const kept = await insertRuleVersion(ctx, { ...name, ...changed, version, body: rule.body });
  if (kept === null) return false;
  await ctx.publish({ type: 'price_rule.changed', subject: name.code, payload: { kind: name.kind, company: name.company, version } });
  return true;
}
