import { z } from 'zod';
import type { AnswerAudit, CompanyWords } from '../../modules/intake/contract.ts';
import { ask } from './client.ts';

/** Asks for a new fitting; it is done in the background, and the live feed says when. */
export const refitReader = (): Promise<unknown> => ask(z.unknown(), '/api/reading/refit', { method: 'POST', body: {} });

/** Says whether a line that was booked unasked was read rightly. */
export const answerAudit = (id: string, answer: AnswerAudit): Promise<unknown> =>
  ask(z.unknown(), `/api/reading/audits/${encodeURIComponent(id)}`, { method: 'POST', body: answer });

/** Replaces the company's own words. */
export const saveWords = (words: CompanyWords): Promise<unknown> => ask(z.unknown(), '/api/reading/words', { method: 'PUT', body: words });

/** Takes up or dismisses a proposed word. */
export const decideProposal = (id: string, accept: boolean): Promise<unknown> =>
  ask(z.unknown(), `/api/reading/proposals/${encodeURIComponent(id)}`, { method: 'POST', body: { accept } });
