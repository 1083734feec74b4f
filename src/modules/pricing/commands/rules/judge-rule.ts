import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { getCompany, listItems } from '../../../masters/index.ts';
import type { PricingRefusal } from '../../contract.ts';
import { unknownRefusal, type KnownThings } from '../../domain/rules/known-things.ts';
import { namedItems } from '../../domain/rules/named-things.ts';
import { readRule } from '../../domain/rules/read-rule.ts';
import type { Rule, RuleName } from '../../domain/rules/rule.ts';
import { listPriceCurrencies } from '../../store/price-currencies.ts';

/** What rules of a company may name, as far as these rules name it; null when there is no such company. */
export async function loadKnown(ctx: Ctx, company: string, rules: readonly Rule[]): Promise<KnownThings | null> {
  const found = await getCompany(ctx, company);
  if (found === null) return null;
  const skus = rules.flatMap((rule) => namedItems(rule).map((named) => named.sku));
  const items = await listItems(ctx, [...new Set(skus)]);
  return {
    currency: found.currency,
    currencies: new Set(await listPriceCurrencies(ctx)),
    units: new Map(items.map((item) => [item.sku, item.uoms.map((unit) => unit.uom)])),
  };
}

/** A body as a rule that can be kept. Refuses what `readRule` and `unknownRefusal` refuse, and `not_found` for an unknown company. */
export async function judgeRule(ctx: Ctx, name: RuleName, body: unknown): Promise<Result<Rule, Refusal<PricingRefusal>>> {
  const read = readRule(name.kind, name.code, body);
  if (!read.ok) return read;
  const known = await loadKnown(ctx, name.company, [read.value]);
  if (known === null) return refuse('not_found', { company: name.company });
  const refusal = unknownRefusal(read.value, known);
  return refusal === null ? ok(read.value) : { ok: false, refusal };
}
