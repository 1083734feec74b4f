import type { DemoPerson, DemoPriceRules } from '../../db/seed/index.ts';
import type { Refusal } from '../kernel/result.ts';
import { findPersonByPhone } from '../modules/identity/index.ts';
import { saveOrderRuleSchema } from '../modules/orders/contract.ts';
import { saveOrderRule } from '../modules/orders/index.ts';
import { saveRule } from '../modules/pricing/index.ts';
import { systemActor, type Actor, type Runtime } from '../platform/runtime/ctx.ts';
import { Trouble } from './start-trouble.ts';

/** Nothing is wanted of an order but what a rule names. */
const nothing = Object.fromEntries(Object.keys(saveOrderRuleSchema.shape.rule.shape).map((wish) => [wish, null]));

/**
 * Saves the demo company's rules in its owner's name, as nobody else may: a rule that has a version already was saved by an earlier start or changed by
 * people since, and stays. What they name must have been read from the ERP. Throws Trouble when one is refused for another reason.
 */
export async function saveDemoRules(runtime: Runtime, demo: DemoPriceRules, people: readonly DemoPerson[]): Promise<void> {
  const owner = await ownerOf(runtime, people);
  if (owner === null) return;
  const { company, why } = demo;
  await runtime.transaction(owner, async (ctx) => {
    for (const { kind, code, body, company: own } of demo.rules)
      keptOrTrouble(code, await saveRule(ctx, { company: own ?? company, kind, code, body: { ...body }, version: 0, why }));
    for (const { customer, wants } of demo.orderRules) {
      const input = saveOrderRuleSchema.parse({ company, customer, rule: { ...nothing, ...wants }, version: 0, why });
      keptOrTrouble(`orders of ${customer ?? company}`, await saveOrderRule(ctx, input));
    }
  });
}

/** The first owner of the demo company; null when the people were exchanged for others. */
async function ownerOf(runtime: Runtime, people: readonly DemoPerson[]): Promise<Actor | null> {
  const phone = people.find((person) => person.roles.includes('owner'))?.phone ?? '';
  const found = await runtime.transaction(systemActor('set-up'), (ctx) => findPersonByPhone(ctx, phone));
  return found?.roles.includes('owner') === true ? { kind: 'person', id: found.id, name: found.name, roles: found.roles } : null;
}

function keptOrTrouble(what: string, saved: { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }): void {
  if (saved.ok || saved.refusal.code === 'stale_version') return;
  throw new Trouble(`The demo's rule ${what} was refused (${saved.refusal.code} ${JSON.stringify(saved.refusal.facts)}).`);
}
