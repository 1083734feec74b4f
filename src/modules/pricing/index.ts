/** Server face of pricing: what an item costs a customer, and why. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import type { NameActors } from './queries/rule-pages.ts';
import { pricingRoutes } from './routes.ts';

export { retireRule, saveRule } from './commands/rules/save-rule.ts';
export { grantApproval, spendApproval } from './commands/approvals.ts';
export { endPrices, recordSales, saveCosts, savePrices } from './commands/save-prices.ts';
export { getPriceHistory } from './queries/price-history.ts';
export { findOrderQuote as quoteOrder } from './queries/quote-order.ts';
export { getApprovalPolicy } from './queries/rules.ts';
export { loadRules } from './store/load-rules.ts';

/** The module as the composition root gets it. `nameActors`: identity's names of people, for the history of rules. */
export const pricingModule = (nameActors: NameActors): ModuleParts => ({ name: 'pricing', routes: pricingRoutes(nameActors) });
