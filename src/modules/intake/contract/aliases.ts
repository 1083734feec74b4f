import { z } from 'zod';

/** Who an alias speaks for: one customer, everybody of a region, the whole company. */
export const aliasScopes = ['customer', 'region', 'company'] as const;
export const aliasScopeSchema = z.enum(aliasScopes);
export type AliasScope = z.infer<typeof aliasScopeSchema>;

/** Where a lesson came from. */
export const aliasSources = ['history', 'answer', 'desk', 'import', 'delivery', 'promotion'] as const;
export const aliasSourceSchema = z.enum(aliasSources);
export type AliasSource = z.infer<typeof aliasSourceSchema>;

/** What a lesson did. */
export const aliasChanges = ['taught', 'confirmed', 'weakened', 'ruled_out', 'promoted', 'undone', 'imported'] as const;
export const aliasChangeSchema = z.enum(aliasChanges);
export type AliasChange = z.infer<typeof aliasChangeSchema>;

/**
 * How an alias stands: it decides, it only helps, it is one of two meanings that are always asked (conflict), nobody has used it
 * for a year (stale), or it says "never this item" (ruled_out).
 */
export const aliasStates = ['deciding', 'helping', 'conflict', 'stale', 'ruled_out'] as const;
export const aliasStateSchema = z.enum(aliasStates);
export type AliasState = z.infer<typeof aliasStateSchema>;

export const aliasRowSchema = z.object({
  id: z.string(),
  scope: aliasScopeSchema,
  scopeId: z.string(),
  scopeName: z.string(),
  /** An example of the words. */
  words: z.string(),
  key: z.string(),
  sku: z.string(),
  itemName: z.string().nullable(),
  itemActive: z.boolean(),
  /** The successor of an item that is no longer sold: it is offered, it does not decide. */
  replacedBy: z.string().nullable(),
  /** The unit that is meant when none is said; null when no unit stands out. */
  uom: z.string().nullable(),
  /** Confirmations, decayed to now. */
  weight: z.number(),
  /** Of all meanings of these words in this scope, 0…1. */
  share: z.number(),
  negative: z.boolean(),
  source: aliasSourceSchema,
  createdBy: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  timesUsed: z.int(),
  state: aliasStateSchema,
});
export type AliasRow = z.infer<typeof aliasRowSchema>;

export const aliasLessonSchema = z.object({
  id: z.string(),
  /** When it happened (of a past order: its day). */
  at: z.string(),
  by: z.string(),
  source: aliasSourceSchema,
  change: aliasChangeSchema,
  words: z.string(),
  orderId: z.string().nullable(),
  conversationId: z.string().nullable(),
  /** `order_number` of a past order, `customers` behind a promotion, `reason` of an undoing. */
  facts: z.record(z.string(), z.unknown()),
  undoneAt: z.string().nullable(),
});
export type AliasLesson = z.infer<typeof aliasLessonSchema>;

/** An open order with a line that an alias decided. */
export const touchedOrderSchema = z.object({
  orderId: z.string(),
  number: z.string(),
  customer: z.string().nullable(),
  customerName: z.string().nullable(),
  state: z.string(),
  lineId: z.string(),
  words: z.string(),
  decidedAt: z.string(),
});
export type TouchedOrder = z.infer<typeof touchedOrderSchema>;

export const aliasPageSchema = aliasRowSchema.extend({
  /** Newest first, at most 200. */
  lessons: z.array(aliasLessonSchema),
  openOrders: z.array(touchedOrderSchema),
  /** Other meanings of the same words, in this scope and in the wider ones. */
  rivals: z.array(aliasRowSchema),
});
export type AliasPage = z.infer<typeof aliasPageSchema>;

/** GET /api/aliases. `state` may name several, with commas. */
export const aliasQuerySchema = z.object({
  scope: aliasScopeSchema.optional(),
  /** A customer's code: its own aliases. */
  customer: z.string().max(40).optional(),
  q: z.string().max(100).optional(),
  state: z
    .string()
    .max(100)
    .regex(/^[a-z_]+(,[a-z_]+)*$/)
    .optional(),
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z\|[0-9a-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AliasQuery = z.infer<typeof aliasQuerySchema>;
export const aliasListSchema = z.object({ rows: z.array(aliasRowSchema), next: z.string().nullable() });
export type AliasList = z.infer<typeof aliasListSchema>;

/** POST /api/aliases */
export const teachAliasSchema = z.object({
  scope: aliasScopeSchema,
  /** Customer code, region name or company code. */
  scopeId: z.string().min(1).max(80),
  words: z.string().min(1).max(200),
  sku: z.string().min(1).max(40),
  uom: z.string().max(10).nullable().default(null),
  negative: z.boolean().default(false),
});
export type TeachAlias = z.infer<typeof teachAliasSchema>;

/** POST /api/aliases/{id}/remove: undoes everything that taught it. */
export const removeAliasSchema = z.object({ reason: z.string().max(500).default('') });
/** What an undoing left for the desk to look at: open orders are flagged, never changed. */
export const aliasUndoneSchema = z.object({ openOrders: z.array(touchedOrderSchema) });
export type AliasUndone = z.infer<typeof aliasUndoneSchema>;

/** POST /api/aliases/{id}/promote */
export const promoteAliasSchema = z.object({ scope: z.enum(['region', 'company']) });

/** Most characters of an imported file: the bodies of the API end at 1 MB. Larger lists come in parts. */
export const importCharacters = 900_000;
/** POST /api/aliases/import. Without `apply` nothing is changed: the answer says what would be. */
export const importAliasesSchema = z.object({ csv: z.string().min(1).max(importCharacters), apply: z.boolean().default(false) });
export const aliasImportSchema = z.object({
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  /** `line` counts from 1, the header included. Codes: `empty_words`, `unknown_sku`, `unknown_uom`, `unknown_scope`, `unknown_customer`, … */
  refused: z.array(z.object({ line: z.int(), code: z.string(), facts: z.record(z.string(), z.unknown()) })),
});
export type AliasImport = z.infer<typeof aliasImportSchema>;

/** Why an alias command, or a line of an import, is refused. */
export const aliasRefusals = [
  'not_found',
  'forbidden',
  'unknown_customer',
  'unknown_scope',
  'unknown_sku',
  'unknown_uom',
  'empty_words',
  'others_disagree',
  'no_region',
  'already_wider',
  'unreadable_file',
  'too_many_lines',
] as const;
export type AliasRefusal = (typeof aliasRefusals)[number];

/** Events out. Subject is the alias; of several that changed at once, the first. */
export interface AliasEvents {
  /** Something was learnt, confirmed, weakened, ruled out, promoted, imported or taken back. */
  'alias.changed': { aliases: number; what: 'learnt' | 'undone' };
}
