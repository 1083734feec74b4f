import { saveCalendar, saveCustomerTerms, saveItemRule, saveRoute } from './commands/save-order-terms.ts';
import { getMastersVersion } from './queries/masters-queries.ts';
import { getOrderTerms } from './queries/order-terms.ts';

/** How items may be ordered, by which route and on which days: what an order needs beside the ERP's own records. Part of the face. */
export const orderTerms = { getMastersVersion, getOrderTerms, saveCalendar, saveCustomerTerms, saveItemRule, saveRoute } as const;
