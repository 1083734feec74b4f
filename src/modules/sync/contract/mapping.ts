import { z } from 'zod';

/** How what an ERP says becomes what we say, beyond what its connector does by itself; edited by people, per connection. */

const name = z.string().trim().min(1).max(120);
const code = z.string().trim().min(1).max(120);
/** A field of ours: names joined by dots (`itemGroup`, `attributes.colour`, `lines.place`: of every line). */
const path = z
  .string()
  .max(120)
  .regex(/^[A-Za-z][\w-]*(\.[\w -]+)*$/);

/** A field of an object is taken from an ERP field that nobody else reads, or is always the same. An ERP field that a record lacks leaves what the connector said. */
export const fieldRuleSchema = z.object({
  kind: z.literal('field'),
  object: name,
  field: path,
  from: z.discriminatedUnion('what', [
    z.object({ what: z.literal('extra'), name }),
    /** Empty text: empty, or none where the field may be none. */
    z.object({ what: z.literal('constant'), value: z.string().max(500) }),
  ]),
});
export type FieldRule = z.infer<typeof fieldRuleSchema>;

/** What the ERP calls `erp` we call `ours`, in everything that is read; what is written says the ERP's. */
export const unitRuleSchema = z.object({ kind: z.literal('unit'), erp: code.max(10), ours: code.max(10) });
export type UnitRule = z.infer<typeof unitRuleSchema>;

/**
 * A table of values for one field. `read`: of an object, and the other way round wherever a command says the same thing. `write`: of a command only.
 * `others`: what happens to a value that the table lacks: it stays as it is, or the record is skipped and the command refused (`unknown_code`).
 */
export const codeRuleSchema = z.object({
  kind: z.literal('code'),
  side: z.enum(['read', 'write']),
  /** Kind of record, or kind of command. */
  object: name,
  field: path,
  others: z.enum(['keep', 'refuse']),
  pairs: z
    .array(z.object({ erp: code, ours: code }))
    .min(1)
    .max(500),
});
export type CodeRule = z.infer<typeof codeRuleSchema>;

export const mappingRuleSchema = z.discriminatedUnion('kind', [fieldRuleSchema, unitRuleSchema, codeRuleSchema]);
export type MappingRule = z.infer<typeof mappingRuleSchema>;
export const mappingRulesSchema = z.array(mappingRuleSchema).max(300);

/** What a field takes. `quantity`: in units, kept in thousandths; `money`: in the record's currency, kept in minor units; `day`: YYYY-MM-DD or YYYYMMDD. */
export const fieldTakes = ['text', 'choice', 'whole', 'quantity', 'money', 'yes_no', 'day', 'instant'] as const;
export type FieldTakes = (typeof fieldTakes)[number];

/** A field that a `field` rule may fill. `field` may end with `.*`: any name of one's own. */
export const fieldTargetSchema = z.object({
  object: z.string(),
  field: z.string(),
  takes: z.enum(fieldTakes),
  choices: z.array(z.string()),
  nullable: z.boolean(),
});
export type FieldTarget = z.infer<typeof fieldTargetSchema>;

/** A field that a `code` rule may translate. `written`: where commands say the same thing, so that the table counts both ways. */
export const codeTargetSchema = z.object({ side: z.enum(['read', 'write']), object: z.string(), field: z.string(), written: z.array(z.string()) });
export type CodeTarget = z.infer<typeof codeTargetSchema>;

/** Who saved a mapping, when and why. */
export const mappingVersionSchema = z.object({ version: z.int(), at: z.string(), by: z.string(), why: z.string(), rules: z.int() });
export type MappingVersion = z.infer<typeof mappingVersionSchema>;

/** GET /api/sync/connections/{id}/mapping. `version` 0: nothing was ever mapped. `versions`: newest first. */
export const mappingPageSchema = z.object({
  connection: z.string(),
  version: z.int(),
  rules: mappingRulesSchema,
  versions: z.array(mappingVersionSchema),
  fields: z.array(fieldTargetSchema),
  codes: z.array(codeTargetSchema),
  /** Objects that this connection reads. */
  objects: z.array(z.string()),
});
export type MappingPage = z.infer<typeof mappingPageSchema>;

/** PUT /api/sync/connections/{id}/mapping. `version`: the one that was edited. */
export const saveMappingSchema = z.object({ version: z.int().min(0), rules: mappingRulesSchema, why: z.string().trim().min(1).max(500) });
export type SaveMapping = z.infer<typeof saveMappingSchema>;
/** Its answer: the new version, and the objects that are read anew. */
export const mappingSavedSchema = z.object({ version: z.int(), objects: z.array(z.string()) });
export type MappingSaved = z.infer<typeof mappingSavedSchema>;

/** Why a rule is not taken. Facts of refusal `bad_rule`: `rules`, a list of these. `index`: which rule of the draft. */
export const ruleFaultSchema = z.object({
  index: z.int(),
  why: z.enum(['unknown_object', 'unknown_field', 'bad_constant', 'doubled', 'doubled_code', 'ambiguous_back', 'ambiguous_unit']),
  about: z.string(),
});
export type RuleFault = z.infer<typeof ruleFaultSchema>;

/** POST /api/sync/connections/{id}/mapping/preview; answers the id of the preview. `objects`: looked at although no rule of the draft is about them. */
export const previewMappingSchema = z.object({ rules: mappingRulesSchema, objects: z.array(name).max(20).default([]) });
export type PreviewMapping = z.infer<typeof previewMappingSchema>;

/** Why a mapping makes a record or command invalid. */
export const mappingTroubles = ['bad_value', 'unknown_code', 'doubled_unit', 'invalid_record', 'unknown_company'] as const;
export type MappingTrouble = (typeof mappingTroubles)[number];

/** What the draft does to the first page of one kind of record, read from the ERP just now. `before` is as it would be saved today. Texts are cut. */
export const objectPreviewSchema = z.object({
  object: z.string(),
  records: z.int(),
  /** How many would be saved otherwise than today. */
  changed: z.int(),
  samples: z.array(
    z.object({ key: z.string(), changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })) }),
  ),
  /** How many would be skipped, and why. */
  invalid: z.int(),
  refused: z.array(z.object({ key: z.string(), why: z.enum(mappingTroubles), field: z.string(), value: z.string() })),
  /** ERP fields that nothing reads yet, with values that were seen. */
  extras: z.array(z.object({ name: z.string(), filled: z.int(), values: z.array(z.string()) })),
  /** Values seen in fields that a table may translate. */
  codes: z.array(z.object({ field: z.string(), values: z.array(z.string()) })),
  trouble: z.object({ code: z.string(), text: z.string() }).nullable(),
});
export type ObjectPreview = z.infer<typeof objectPreviewSchema>;

/** GET /api/sync/connections/{id}/mapping/preview/{preview}. `answeredAt` null: the ERP is being asked; `erp_connection.looked` tells the end. */
export const mappingPreviewSchema = z.object({
  id: z.string(),
  askedAt: z.string(),
  answeredAt: z.string().nullable(),
  objects: z.array(objectPreviewSchema),
  /** Units seen: the ERP's code and what its connector calls it. */
  units: z.array(z.object({ erp: z.string(), ours: z.string() })),
});
export type MappingPreview = z.infer<typeof mappingPreviewSchema>;
