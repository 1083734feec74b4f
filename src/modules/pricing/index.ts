/** Server face of pricing: what an item costs a customer, and why. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';

export { grantApproval, spendApproval } from './commands/approvals.ts';
export { recordSales, saveCosts, savePrices } from './commands/save-prices.ts';
export { getPriceHistory } from './queries/price-history.ts';
export { findOrderQuote as quoteOrder } from './queries/quote-order.ts';
export { getApprovalPolicy } from './queries/rules.ts';
export { loadRules } from './store/load-rules.ts';

/** The module as the composition root gets it. */
export const pricingModule = (): ModuleParts => ({ name: 'pricing' });
