/** Server face of masters: what the ERP knows, read by everyone, written by sync. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { mastersRoutes } from './routes.ts';

export { orderTerms } from './order-terms.ts';
export { production } from './production.ts';
export { linkContact } from './commands/link-contact.ts';
export { listNamedLike } from './queries/named-like.ts';
export { sources } from './sources.ts';
export { noteMastersChange, saveCompanies, saveCredit, saveCustomers, saveItems } from './commands/save-masters.ts';
export {
  findCustomersByPhone,
  getCompany,
  getCustomer,
  listCustomerNames,
  listCustomerPlaces,
  listItemNames,
  listItems,
  listRegions,
} from './queries/masters-queries.ts';

/** The module as the composition root gets it. */
export const mastersModule = (): ModuleParts => ({ name: 'masters', routes: mastersRoutes });
