import { z } from 'zod';

/** GET /api/sync/dead-letters: commands that the ERP refused, with its own words; nothing happens to them before a person decides. */
export const deadLetterSchema = z.object({
  id: z.string(),
  connection: z.string(),
  kind: z.string(),
  /** The order or other object that wanted it. */
  businessKey: z.string(),
  reference: z.string(),
  customer: z.string().nullable(),
  since: z.string(),
  attempts: z.int(),
  code: z.string(),
  text: z.string(),
  field: z.string().nullable(),
  erpKey: z.string().nullable(),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** What a person may correct in a refused command without going round a check. */
export const fixKinds = ['unit', 'place', 'date'] as const;
export type FixKind = (typeof fixKinds)[number];

/** One field of what was sent. `value`: null where it is masked (`masked`) or was null. `fix`: a person may correct it. */
export const sentFieldSchema = z.object({
  path: z.string(),
  value: z.string().nullable(),
  masked: z.boolean(),
  fix: z.enum(fixKinds).nullable(),
});
export type SentField = z.infer<typeof sentFieldSchema>;

/** A correction that was made: who, when, why, and what it changed. */
export const correctionSchema = z.object({
  at: z.string(),
  by: z.string(),
  why: z.string(),
  changes: z.array(z.object({ path: z.string(), before: z.string(), after: z.string() })),
});
export type Correction = z.infer<typeof correctionSchema>;

/** GET /api/sync/dead-letters/{id}: what was sent, in our words, without secrets and personal data, and what was corrected before. */
export const deadLetterPageSchema = deadLetterSchema.extend({ sent: z.array(sentFieldSchema), corrections: z.array(correctionSchema) });
export type DeadLetterPage = z.infer<typeof deadLetterPageSchema>;

/** POST /api/sync/commands/{id}/fix: corrects a refused command and sends it again, under the same reference. */
export const fixCommandSchema = z.object({
  changes: z
    .array(z.object({ path: z.string().min(1).max(120), value: z.string().trim().min(1).max(60) }))
    .min(1)
    .max(50),
  why: z.string().trim().min(1).max(500),
});
export type FixCommand = z.infer<typeof fixCommandSchema>;

/** POST /api/sync/commands/{id}/done and /cancel */
export const doneByHandSchema = z.object({ erpKey: z.string().trim().min(1).max(60), why: z.string().trim().min(1).max(500) });
export type DoneByHand = z.infer<typeof doneByHandSchema>;
export const whySchema = z.object({ why: z.string().trim().min(1).max(500) });
