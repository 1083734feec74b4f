/** Server face of pricing: what an item costs a customer, and why. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';

export { savePrices } from './commands/save-prices.ts';
export { listQuotes as quoteLines } from './queries/list-quotes.ts';
export { getApprovalPolicy } from './queries/rules.ts';
export { loadRules } from './store/load-rules.ts';

/** The module as the composition root gets it. */
export const pricingModule = (): ModuleParts => ({ name: 'pricing' });
