import { casePageSchema, type CasePage, type DecideCase } from '../../modules/exceptions/contract.ts';
import { ask } from './client.ts';

const at = (id: string): string => `/api/cases/${encodeURIComponent(id)}`;

/** Says "I have seen it": others need not be woken, nothing is decided. */
export const acknowledgeCase = (id: string, version: number): Promise<CasePage> => ask(casePageSchema, `${at(id)}/ack`, { method: 'POST', body: { version } });

/** Decides a case, asks about it or hands it on. */
export const decideCase = (id: string, decision: DecideCase): Promise<CasePage> => ask(casePageSchema, `${at(id)}/decide`, { method: 'POST', body: decision });

/** The same by a signed link, without a sign-in. */
export const decideByLink = (token: string, decision: DecideCase): Promise<CasePage> =>
  ask(casePageSchema, `/api/links/${encodeURIComponent(token)}/decide`, { method: 'POST', body: decision });
