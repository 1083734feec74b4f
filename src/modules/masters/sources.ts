import { retireCustomers, retireItems } from './commands/retire-masters.ts';
import { listHolders } from './queries/holders.ts';

/** Which ERP records come from, and what becomes of those that it has no more; one part of the face. Each function says itself what it promises. */
export const sources = { listHolders, retireCustomers, retireItems } as const;
