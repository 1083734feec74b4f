import { z } from 'zod';

/** A week of reading, from its Monday (UTC). `wrong`: lines booked unasked of which somebody said that they were wrong. */
export const readingWeekSchema = z.object({
  from: z.string(),
  lines: z.int(),
  auto: z.int(),
  asked: z.int(),
  human: z.int(),
  wrong: z.int(),
  audited: z.int(),
});
export type ReadingWeek = z.infer<typeof readingWeekSchema>;

const word = z.string().trim().min(1).max(80).regex(/^[^,\p{Cc}]*$/u, 'a comma or control character'); // prettier-ignore
const wordList = z.array(word).max(2_000);

/** PUT /api/reading/words: the company's own words, all of them. Unit words by class (`case`, `piece`, `bag`, …). */
export const companyWordsSchema = z.strictObject({
  fillers: wordList.default([]),
  sameThing: z.array(z.array(word).min(2).max(100)).max(2_000).default([]),
  units: z.record(z.string().regex(/^[a-z]{1,20}$/), wordList).default({}),
});
export type CompanyWords = z.infer<typeof companyWordsSchema>;

/** A word that the reader would add if somebody says yes. `same_thing`: the customers' word, then ours. */
export const wordProposalSchema = z.object({
  id: z.string(),
  kind: z.enum(['filler', 'same_thing']),
  words: z.array(z.string()),
  seen: z.int(),
  customers: z.int(),
  example: z.string(),
});
export type WordProposal = z.infer<typeof wordProposalSchema>;

/** POST /api/reading/proposals/{id} */
export const decideProposalSchema = z.strictObject({ accept: z.boolean() });

/** GET /api/reading: how well the reader does, true figures from what became of its lines. */
export const readingFiguresSchema = z.object({
  /** Share of lines booked unasked in the last four weeks; null without lines. */
  autoRate: z.number().nullable(),
  /** Wrong lines among the newest 1,000 audited lines, and the rate below which the true one is with 95 % certainty. */
  wrongAuto: z.number().nullable(),
  upper95: z.number().nullable(),
  audited: z.int(),
  weeks: z.array(readingWeekSchema),
  model: z
    .object({ version: z.int(), trainedAt: z.string(), keptBecause: z.string(), calibrationError: z.number().nullable(), threshold: z.number() })
    .nullable(),
  /** The newest fitting, kept or not. */
  lastRefit: z.object({ at: z.string(), kept: z.boolean(), reason: z.string() }).nullable(),
  auditsDue: z.int(),
  /** Null: no language model is set. `learning`: its choices are only measured and put first. `trusted`: they may settle a line. */
  llm: z.object({ provider: z.string(), model: z.string(), state: z.enum(['learning', 'trusted']), judged: z.int(), agreed: z.int() }).nullable(),
  words: companyWordsSchema,
  proposals: z.array(wordProposalSchema),
});
export type ReadingFigures = z.infer<typeof readingFiguresSchema>;

/** A line that was booked unasked, for a clerk to look at. */
export const readingAuditSchema = z.object({
  id: z.string(),
  orderId: z.string(),
  lineId: z.string(),
  customerName: z.string().nullable(),
  /** What the customer wrote, all of it. */
  said: z.string(),
  words: z.string(),
  sku: z.string().nullable(),
  itemName: z.string().nullable(),
  quantityMilli: z.int().nullable(),
  uom: z.string().nullable(),
  decidedAt: z.string(),
});
export type ReadingAudit = z.infer<typeof readingAuditSchema>;

/** POST /api/reading/audits/{id}: with the right item, the words are learnt for that customer. */
export const answerAuditSchema = z.strictObject({
  verdict: z.enum(['right', 'wrong']),
  sku: z.string().max(60).optional(),
  note: z.string().max(500).optional(),
});
export type AnswerAudit = z.infer<typeof answerAuditSchema>;

export const readingRefusals = ['not_found', 'forbidden', 'already_answered', 'unknown_sku'] as const;
export type ReadingRefusal = (typeof readingRefusals)[number];

/** Events out. Subject is the company. */
export interface ReadingEvents {
  /** Figures, audits, words or the fitting changed. */
  'reading.changed': { what: 'audit' | 'model' | 'words' | 'proposals' };
}
