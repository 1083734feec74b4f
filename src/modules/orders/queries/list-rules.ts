import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { nameActors } from '../../identity/index.ts';
import type { CheckSetting, OrderRulesPage } from '../contract.ts';
import { checks } from '../domain/checks/index.ts';
import { joinRules, neverMilder } from '../domain/settings.ts';
import { loadCheckSettings, loadOrderRules } from '../store/rules-store.ts';

/** Every check and rule as it counts for a company or one of its customers, with what was set where, by whom and why. */
export async function getOrderRules(ctx: Ctx, company: string, customer: string | null): Promise<OrderRulesPage> {
  const settings = await loadCheckSettings(ctx, company, customer);
  const rules = await loadOrderRules(ctx, company, customer);
  const names = await nameActors(
    ctx,
    [...settings, ...rules].map((each) => each.changedBy),
  );
  const named = <T extends { readonly changedBy: string }>(each: T | undefined): T | null =>
    each === undefined ? null : { ...each, changedBy: names.get(each.changedBy) ?? each.changedBy };
  const setting = (code: string, own: boolean): CheckSetting | null => named(settings.find((each) => each.code === code && (each.customer !== null) === own));
  const rule = (own: boolean) => named(rules.find((each) => (each.customer !== null) === own));
  const [companyRule, customerRule] = [rule(false), customer === null ? null : rule(true)];
  return {
    company,
    customer,
    checks: checks.map(({ code, name, own }) => {
      const [ofCompany, ofCustomer] = [setting(code, false), customer === null ? null : setting(code, true)];
      return {
        code,
        name,
        own: [...own],
        fixed: neverMilder(code),
        effective: ofCustomer?.outcome ?? ofCompany?.outcome ?? null,
        company: ofCompany,
        customer: ofCustomer,
      };
    }),
    rule: { effective: joinRules(companyRule?.rule ?? null, customerRule?.rule ?? null), company: companyRule, customer: customerRule },
  };
}
