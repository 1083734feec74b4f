import type { z } from 'zod';
import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import { parseBusinessDate } from '../../../../kernel/time.ts';
import { approvalPolicySchema, floorSchema, schemeSchema, taxRuleSchema, type PricingRefusal, type RuleKind } from '../../contract.ts';
import { bandsRefusal } from './bands.ts';
import { giftRefusal } from './gift-needs.ts';
import { approvalPolicyCode } from '../policy-default.ts';
import type { Rule } from './rule.ts';

type RuleRefusal = Refusal<PricingRefusal>;

/**
 * A body as a rule of its kind. Refuses `bad_rule` with the field that is not as it should be, `not_positive` for a number that must be
 * above zero, `overlapping_bands` for bands or tiers that do not rise. Whether what it names exists is for the command to find out.
 */
export function readRule(kind: RuleKind, code: string, body: unknown): Result<Rule, RuleRefusal> {
  const shaped = shapeOf(kind, body);
  if (!shaped.ok) return shaped;
  const refusal = codeRefusal(shaped.value, code) ?? daysRefusal(shaped.value) ?? bandsRefusal(shaped.value) ?? giftRefusal(shaped.value);
  return refusal === null ? shaped : { ok: false, refusal };
}

function shapeOf(kind: RuleKind, body: unknown): Result<Rule, RuleRefusal> {
  switch (kind) {
    case 'scheme':
      return formed(schemeSchema.safeParse(body), (value) => ({ kind, body: value }));
    case 'floor':
      return formed(floorSchema.safeParse(body), (value) => ({ kind, body: value }));
    case 'tax':
      return formed(taxRuleSchema.safeParse(body), (value) => ({ kind, body: value }));
    case 'policy':
      return formed(approvalPolicySchema.safeParse(body), (value) => ({ kind, body: value }));
  }
}

function formed<T>(parsed: z.ZodSafeParseResult<T>, ruleOf: (value: T) => Rule): Result<Rule, RuleRefusal> {
  if (parsed.success) return ok(ruleOf(parsed.data));
  const [issue] = parsed.error.issues;
  const field = (issue?.path ?? []).map(String).join('.');
  const notPositive = issue?.code === 'too_small' && issue.origin !== 'string' && issue.origin !== 'array';
  return notPositive ? refuse('not_positive', { field }) : refuse('bad_rule', { field, problem: issue?.code ?? 'unknown' });
}

const codeForm = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

function codeRefusal(rule: Rule, code: string): RuleRefusal | null {
  const fits = rule.kind === 'policy' ? code === approvalPolicyCode : rule.body.code === code && codeForm.test(code);
  return fits ? null : { code: 'bad_rule', facts: { field: 'code', problem: 'code' } };
}

function daysRefusal(rule: Rule): RuleRefusal | null {
  if (rule.kind === 'policy') return null;
  const { validFrom, validTo } = rule.body;
  if (parseBusinessDate(validFrom) === null) return { code: 'bad_rule', facts: { field: 'validFrom', problem: 'no_day' } };
  if (parseBusinessDate(validTo) === null) return { code: 'bad_rule', facts: { field: 'validTo', problem: 'no_day' } };
  return validFrom <= validTo ? null : { code: 'bad_rule', facts: { field: 'validTo', problem: 'ends_before_it_begins' } };
}
