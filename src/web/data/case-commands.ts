import { casePageSchema, requotedSchema, type CasePage, type DecideCase, type PriceCardLine, type Requote } from '../../modules/exceptions/contract.ts';
import { ask } from './client.ts';

const at = (id: string): string => `/api/cases/${encodeURIComponent(id)}`;

/** Says "I have seen it": others need not be woken, nothing is decided. */
export const acknowledgeCase = (id: string, version: number): Promise<CasePage> => ask(casePageSchema, `${at(id)}/ack`, { method: 'POST', body: { version } });

/** Decides a case, asks about it or hands it on. */
export const decideCase = (id: string, decision: DecideCase): Promise<CasePage> => ask(casePageSchema, `${at(id)}/decide`, { method: 'POST', body: decision });

/** The same by a signed link, without a sign-in. */
export const decideByLink = (token: string, decision: DecideCase): Promise<CasePage> =>
  ask(casePageSchema, `/api/links/${encodeURIComponent(token)}/decide`, { method: 'POST', body: decision });

const linesAt = async (path: string, wanted: Requote): Promise<readonly PriceCardLine[]> =>
  (await ask(requotedSchema, path, { method: 'POST', body: wanted })).lines;

/** The lines of a price request in other quantities. */
export const requoteCase = (id: string, wanted: Requote): Promise<readonly PriceCardLine[]> => linesAt(`${at(id)}/requote`, wanted);

/** The same by a signed link. */
export const requoteByLink = (token: string, wanted: Requote): Promise<readonly PriceCardLine[]> =>
  linesAt(`/api/links/${encodeURIComponent(token)}/requote`, wanted);
