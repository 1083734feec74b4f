/** Server face of masters: what the ERP knows, read by everyone, written by sync. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { saveBoms, saveRoutings, saveWorkCentres } from './commands/save-masters.ts';
import { mastersRoutes } from './routes.ts';

export { adjustOpenOrders, linkContact } from './commands/link-contact.ts';
export { listNamedLike } from './queries/named-like.ts';
export { noteMastersChange, saveCompanies, saveCredit, saveCustomers, saveItems } from './commands/save-masters.ts';
export {
  findCustomersByPhone,
  getCompany,
  getCustomer,
  getMastersVersion,
  listCustomerNames,
  listCustomerPlaces,
  listItemNames,
  listItems,
  listRegions,
} from './queries/masters-queries.ts';

/** Saves what is made of what, in which steps, and where. */
export const saveMaking = { boms: saveBoms, routings: saveRoutings, workCentres: saveWorkCentres } as const;

/** The module as the composition root gets it. */
export const mastersModule = (): ModuleParts => ({ name: 'masters', routes: mastersRoutes });
