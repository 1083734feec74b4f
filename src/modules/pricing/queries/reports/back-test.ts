import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import { addDays, businessDateIn } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { getCompany } from '../../../masters/index.ts';
import type { AskBackTest, PricingRefusal, RehearsalResult, RuleKind, Scheme, SchemeTest, TaxRule, TaxTest } from '../../contract.ts';
import { testFloor, testPolicy, type RunningBackTest, type TestedDays } from '../../domain/back-test/back-test.ts';
import type { History } from '../../domain/back-test/history.ts';
import { testScheme } from '../../domain/back-test/test-scheme.ts';
import { testTax } from '../../domain/back-test/test-tax.ts';
import { grouped } from '../../domain/grouped.ts';
import { approvalPolicyCode } from '../../domain/policy-default.ts';
import { readRule } from '../../domain/rules/read-rule.ts';
import type { Rule } from '../../domain/rules/rule.ts';
import { loadRules } from '../../store/load-rules.ts';
import { loadMedians } from '../../store/sale-store.ts';
import { getAllPrices, getHistory } from './get-history.ts';
import { listOrders, listSales } from './list-sales.ts';

/** The days that are tested: both included, today left out. */
interface Span extends TestedDays {
  readonly to: string;
}

/**
 * What a rule that is not yet saved would have done to the sales of the last days, today left out.
 * Refuses what `readRule` refuses, and `not_found` for an unknown company.
 */
export async function getBackTest(ctx: Ctx, kind: RuleKind, asked: AskBackTest): Promise<Result<RehearsalResult, Refusal<PricingRefusal>>> {
  const code = kind === 'policy' ? approvalPolicyCode : String(asked.body['code'] ?? '');
  const rule = readRule(kind, code, asked.body);
  if (!rule.ok) return rule;
  const company = await getCompany(ctx, asked.company);
  if (company === null) return refuse('not_found', { company: asked.company });
  const to = addDays(businessDateIn(company.zone, ctx.now()), -1);
  const span = { from: addDays(to, 1 - asked.days), to, days: asked.days };
  const history = await getHistory(ctx, company);
  if (rule.value.kind === 'scheme') return ok(await rehearseScheme(ctx, rule.value.body, history, span));
  if (rule.value.kind === 'tax') return ok(await rehearseTax(ctx, rule.value.body, history, span));
  const running = start(rule.value, history, span);
  await listSales(ctx, { from: addDays(span.from, -lookBack(rule.value)), to, skus: onlySkus(rule.value) }, (sale) => running.tell(sale));
  return ok(running.result());
}

async function rehearseScheme(ctx: Ctx, scheme: Scheme, history: History, span: Span): Promise<SchemeTest> {
  const rules = await loadRules(ctx, history.company);
  const days = [...new Set(rules.floors.flatMap(({ limit }) => (limit.kind === 'last_days' ? [limit.days] : [])))];
  const medians = await loadMedians(ctx, [...history.items.values()], { days, currency: history.currency, on: span.to });
  const past = { history, prices: await getAllPrices(ctx), rules, medians: grouped(medians, (median) => median.sku) };
  const running = testScheme(scheme, past, span);
  await listOrders(ctx, span, (order) => running.tell(order));
  return running.result();
}

async function rehearseTax(ctx: Ctx, tax: TaxRule, history: History, span: Span): Promise<TaxTest> {
  const running = testTax(tax, (await loadRules(ctx, history.company)).taxes, history, span);
  await listSales(ctx, { from: span.from, to: span.to }, (sale) => running.tell(sale));
  return running.result();
}

type Limit = Extract<Rule, { kind: 'floor' | 'policy' }>;

const start = (rule: Limit, history: History, tested: TestedDays): RunningBackTest =>
  rule.kind === 'floor' ? testFloor(rule.body, history, tested) : testPolicy(rule.body, history, tested);

const lookBack = (rule: Limit): number => (rule.kind === 'floor' && rule.body.limit.kind === 'last_days' ? rule.body.limit.days : 0);

/** The items that a rule is for, where it names nothing but items; none: all are to be read. */
function onlySkus(rule: Limit): readonly string[] {
  if (rule.kind !== 'floor') return [];
  const { skus, groups, brands } = rule.body.items;
  return groups.length + brands.length === 0 ? skus : [];
}
