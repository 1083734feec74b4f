import { z } from 'zod';

/** Rules as people edit them: what a screen, a file and a rehearsal speak. Bodies are in the forms of `schemeSchema`, `floorSchema`, `taxRuleSchema`, `approvalPolicySchema`. */

/** POST /api/pricing/rules/{kind}/{code}. `version`: the one that was looked at, 0 for a rule that is new. */
export const saveRuleSchema = z.object({
  company: z.string().min(1).max(10),
  version: z.int().nonnegative(),
  body: z.record(z.string(), z.unknown()),
  why: z.string().trim().min(3).max(500),
});
export type SaveRule = z.infer<typeof saveRuleSchema>;

/** POST /api/pricing/rules/{kind}/{code}/retire. */
export const retireRuleSchema = saveRuleSchema.omit({ body: true });
export type RetireRule = z.infer<typeof retireRuleSchema>;

/** How a rule stands on a day: it works, will work, has worked, or was switched off. */
export const ruleStandings = ['works', 'will_work', 'over', 'off'] as const;
export type RuleStanding = (typeof ruleStandings)[number];

/** The newest version of a rule. `validFrom` and `validTo` are null where a rule always holds. */
export const ruleRowSchema = z.object({
  kind: z.string(),
  company: z.string(),
  code: z.string(),
  version: z.int(),
  name: z.string(),
  standing: z.enum(ruleStandings),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  body: z.record(z.string(), z.unknown()),
  changedBy: z.string(),
  changedByName: z.string().nullable(),
  changedAt: z.string(),
  why: z.string(),
});
export type RuleRow = z.infer<typeof ruleRowSchema>;

/** GET /api/pricing/rules. `mayEdit`: the kinds that the person may change. */
export const ruleListSchema = z.object({
  company: z.string(),
  companies: z.array(z.object({ code: z.string(), name: z.string(), currency: z.string() })),
  today: z.string(),
  mayEdit: z.array(z.string()),
  rows: z.array(ruleRowSchema),
});
export type RuleList = z.infer<typeof ruleListSchema>;

/** GET /api/pricing/rules/{kind}/{code}: every version, newest first. */
export const ruleHistorySchema = z.object({ versions: z.array(ruleRowSchema) });
export type RuleHistory = z.infer<typeof ruleHistorySchema>;

/** POST /api/pricing/rules/{kind}/back-test: a rule that is not yet saved, over so many days of sales. */
export const askBackTestSchema = z.object({
  company: z.string().min(1).max(10),
  body: z.record(z.string(), z.unknown()),
  days: z.int().min(1).max(730).default(91),
});
export type AskBackTest = z.infer<typeof askBackTestSchema>;

/** Most characters of an imported file: the bodies of the API end at 1 MB. */
export const ruleFileCharacters = 900_000;
/** Most lines of one file, without its header. */
export const ruleFileLines = 2_000;

/** POST /api/pricing/rules/{kind}/import. Without `apply` nothing is changed. With it all lines are taken, or none when one is refused. */
export const importRulesSchema = z.object({
  company: z.string().min(1).max(10),
  csv: z.string().min(1).max(ruleFileCharacters),
  apply: z.boolean().default(false),
  why: z.string().trim().min(3).max(500),
});
export type ImportRules = z.infer<typeof importRulesSchema>;

/** What a file does, or would do. `line` counts from 1, the header included. `applied`: it was done. */
export const ruleImportSchema = z.object({
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  applied: z.boolean(),
  refused: z.array(z.object({ line: z.int(), code: z.string(), facts: z.record(z.string(), z.unknown()) })),
});
export type RuleImport = z.infer<typeof ruleImportSchema>;

/** Why the file of an import is refused as a whole. */
export const ruleFileRefusals = ['unreadable_file', 'too_many_lines'] as const;
