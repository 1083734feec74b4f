import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Calendar, CustomerTerms, ItemRule, Route, TermsRefusal } from '../contract.ts';
import { mayKeepCalendar, mayKeepTerms } from '../policy.ts';
import { companyOfCustomer, isCompany, isRoute, replaceCalendar, updateCustomerTerms, updateItemRule, upsertRoute } from '../store/terms-store.ts';
import { noteMastersChange } from './save-masters.ts';

type Kept<T> = Promise<Result<T, Refusal<TermsRefusal>>>;

/** Says how an item may be ordered. Refused: `forbidden`, `unknown_sku`. */
export async function saveItemRule(ctx: Ctx, rule: ItemRule): Kept<ItemRule> {
  if (!mayKeepTerms(ctx.actor)) return refuse('forbidden');
  if (!(await updateItemRule(ctx, rule))) return refuse('unknown_sku', { sku: rule.sku });
  await noteMastersChange(ctx, 'item_rule');
  return ok(rule);
}

/** Says by which route a customer is served, which licence they hold and what is overdue. Refused: `forbidden`, `unknown_customer`, `unknown_route`. */
export async function saveCustomerTerms(ctx: Ctx, terms: CustomerTerms): Kept<CustomerTerms> {
  if (!mayKeepTerms(ctx.actor)) return refuse('forbidden');
  const company = await companyOfCustomer(ctx, terms.customer);
  if (company === null) return refuse('unknown_customer', { customer: terms.customer });
  if (terms.route !== null && !(await isRoute(ctx, company, terms.route))) return refuse('unknown_route', { route: terms.route });
  await updateCustomerTerms(ctx, terms);
  await noteMastersChange(ctx, 'customer_terms');
  return ok(terms);
}

/** Makes or changes a route. Refused: `forbidden`, `unknown_company`. */
export async function saveRoute(ctx: Ctx, route: Route): Kept<Route> {
  if (!mayKeepCalendar(ctx.actor)) return refuse('forbidden');
  if (!(await isCompany(ctx, route.company))) return refuse('unknown_company', { company: route.company });
  const kept = { ...route, weekdays: [...new Set(route.weekdays)].toSorted((left, right) => left - right) };
  await upsertRoute(ctx, kept);
  await noteMastersChange(ctx, 'route');
  return ok(kept);
}

/** Replaces weekend and holidays of a company. Refused: `forbidden`, `unknown_company`. */
export async function saveCalendar(ctx: Ctx, calendar: Calendar): Kept<Calendar> {
  if (!mayKeepCalendar(ctx.actor)) return refuse('forbidden');
  if (!(await isCompany(ctx, calendar.company))) return refuse('unknown_company', { company: calendar.company });
  await replaceCalendar(ctx, calendar);
  await noteMastersChange(ctx, 'calendar');
  return ok(calendar);
}
