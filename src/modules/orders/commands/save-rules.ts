import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCustomer } from '../../masters/index.ts';
import type { OrderRefusal, SaveCheckSetting, SaveOrderRule } from '../contract.ts';
import { checks } from '../domain/checks/index.ts';
import { neverMilder, strictness } from '../domain/settings.ts';
import { mayKeepRules } from '../policy.ts';
import { insertCheckSetting, insertOrderRule, newestVersion } from '../store/rules-store.ts';

type Saved = Result<{ readonly version: number }, Refusal<OrderRefusal>>;

/**
 * Takes a check more or less strictly for a company or one customer (outcome null: its own way again). Every version is kept with who, when, why.
 * Refused: `forbidden`, `unknown_check`, `unknown_customer`, `never_milder`, `stale_version`.
 */
export async function saveCheckSetting(ctx: Ctx, input: SaveCheckSetting): Promise<Saved> {
  const check = checks.find((each) => each.code === input.code);
  if (!mayKeepRules(ctx.actor)) return refuse('forbidden');
  if (check === undefined) return refuse('unknown_check', { code: input.code });
  const strictest = Math.max(...check.own.map(strictness));
  if (input.outcome !== null && neverMilder(check.code) && strictness(input.outcome) < strictest) return refuse('never_milder', { code: check.code });
  const unfit = await unfitScope(ctx, input, await newestVersion(ctx, input));
  if (unfit !== null) return unfit;
  const { company, customer, code, outcome, why } = input;
  const version = input.version + 1;
  if (!(await insertCheckSetting(ctx, { company, customer, code, outcome, why, version }))) return refuse('stale_version', { yours: input.version });
  await ctx.publish({ type: 'check_setting.changed', subject: code, payload: { company, customer, code, version } });
  return ok({ version });
}

/** Says what a company or one customer wants of its orders. Refused: `forbidden`, `unknown_customer`, `stale_version`. */
export async function saveOrderRule(ctx: Ctx, input: SaveOrderRule): Promise<Saved> {
  if (!mayKeepRules(ctx.actor)) return refuse('forbidden');
  const { company, customer, rule, why } = input;
  const unfit = await unfitScope(ctx, input, await newestVersion(ctx, { company, customer }));
  if (unfit !== null) return unfit;
  const version = input.version + 1;
  if (!(await insertOrderRule(ctx, { company, customer, version, body: rule, why }))) return refuse('stale_version', { yours: input.version });
  await ctx.publish({ type: 'order_rule.changed', subject: customer ?? company, payload: { company, customer, version } });
  return ok({ version });
}

/** Why a scope cannot be written: another version came first, or it is no customer of the company. */
async function unfitScope(
  ctx: Ctx,
  input: { readonly company: string; readonly customer: string | null; readonly version: number },
  current: number,
): Promise<ReturnType<typeof refuse<'stale_version' | 'unknown_customer'>> | null> {
  if (current !== input.version) return refuse('stale_version', { yours: input.version, current });
  if (input.customer === null) return null;
  const customer = await getCustomer(ctx, input.customer);
  return customer?.company === input.company ? null : refuse('unknown_customer', { customer: input.customer });
}
