import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import { addDays, businessDateIn } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { getCompany } from '../../../masters/index.ts';
import type { AskBackTest, BackTest, PricingRefusal, RuleKind } from '../../contract.ts';
import { testFloor, testPolicy, type RunningBackTest, type TestedDays } from '../../domain/back-test/back-test.ts';
import type { History } from '../../domain/back-test/history.ts';
import { approvalPolicyCode } from '../../domain/policy-default.ts';
import { readRule } from '../../domain/rules/read-rule.ts';
import type { Rule } from '../../domain/rules/rule.ts';
import { getHistory } from './get-history.ts';
import { listSales } from './list-sales.ts';

/**
 * What a floor or an approval policy that is not yet saved would have done to the sales of the last days, today left out.
 * Refuses what `readRule` refuses, `not_found` for an unknown company, `bad_rule` for kinds that block nothing.
 */
export async function getBackTest(ctx: Ctx, kind: RuleKind, asked: AskBackTest): Promise<Result<BackTest, Refusal<PricingRefusal>>> {
  const code = kind === 'policy' ? approvalPolicyCode : String(asked.body['code'] ?? '');
  const rule = readRule(kind, code, asked.body);
  if (!rule.ok) return rule;
  const company = await getCompany(ctx, asked.company);
  if (company === null) return refuse('not_found', { company: asked.company });
  const to = addDays(businessDateIn(company.zone, ctx.now()), -1);
  const from = addDays(to, 1 - asked.days);
  const running = start(rule.value, await getHistory(ctx, company), { from, days: asked.days });
  if (running === null) return refuse('bad_rule', { field: 'kind', problem: 'blocks_nothing' });
  await listSales(ctx, { from: addDays(from, -lookBack(rule.value)), to, skus: onlySkus(rule.value) }, (sale) => running.tell(sale));
  return ok(running.result());
}

function start(rule: Rule, history: History, tested: TestedDays): RunningBackTest | null {
  if (rule.kind === 'floor') return testFloor(rule.body, history, tested);
  return rule.kind === 'policy' ? testPolicy(rule.body, history, tested) : null;
}

const lookBack = (rule: Rule): number => (rule.kind === 'floor' && rule.body.limit.kind === 'last_days' ? rule.body.limit.days : 0);

/** The items that a rule is for, where it names nothing but items; none: all are to be read. */
function onlySkus(rule: Rule): readonly string[] {
  if (rule.kind !== 'floor') return [];
  const { skus, groups, brands } = rule.body.items;
  return groups.length + brands.length === 0 ? skus : [];
}
