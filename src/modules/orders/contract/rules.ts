import { z } from 'zod';
import { checkOutcomes } from './order.ts';

/** How strictly a check is taken for a company or a customer: its own way, or another outcome instead of its own. `pass` switches it off. */
export const checkSettingSchema = z.object({
  company: z.string(),
  /** Null: for every customer of the company. */
  customer: z.string().nullable(),
  code: z.string().regex(/^V\d\d$/),
  /** Null: the check's own way again, after a setting was taken back. */
  outcome: z.enum(checkOutcomes).nullable(),
  version: z.int(),
  changedBy: z.string(),
  changedAt: z.string(),
  why: z.string(),
});
export type CheckSetting = z.infer<typeof checkSettingSchema>;

/** What one customer or a whole company (customer null) wants of its orders. Null in a customer's rule: as the company has it. */
export const orderRuleSchema = z.object({
  partialPolicy: z.enum(['whole_order', 'good_lines']).nullable(),
  minimumMinor: z.int().nonnegative().nullable(),
  poRequired: z.boolean().nullable(),
  overdueDays: z.int().nonnegative().nullable(),
  shelfLifePercent: z.int().min(0).max(100).nullable(),
  /** Weekdays on which goods can be delivered, 0 = Sunday. */
  deliveryDays: z.array(z.int().min(0).max(6)).nullable(),
  /** Local time until which an order still goes on the next delivery day, `HH:MM`. */
  cutOff: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .nullable(),
  leadDays: z.int().nonnegative().nullable(),
  /** Orders for a day nearer than this touch the frozen plan when stock does not cover them. */
  frozenDays: z.int().nonnegative().nullable(),
  licenceRequired: z.boolean().nullable(),
  /** A customer without a tax number goes to the desk. */
  taxNumberRequired: z.boolean().nullable(),
});
export type OrderRule = z.infer<typeof orderRuleSchema>;

/** One version of an order rule as it is kept. */
export const orderRuleVersionSchema = z.object({
  company: z.string(),
  customer: z.string().nullable(),
  version: z.int(),
  rule: orderRuleSchema,
  changedBy: z.string(),
  changedAt: z.string(),
  why: z.string(),
});
export type OrderRuleVersion = z.infer<typeof orderRuleVersionSchema>;

const scope = { company: z.string().min(1).max(20), customer: z.string().min(1).max(40).nullable() };
/** PUT /api/order-rules/checks: `version` is the one that was looked at, 0 when there is none yet. */
export const saveCheckSettingSchema = z.object({
  ...scope,
  code: checkSettingSchema.shape.code,
  outcome: checkSettingSchema.shape.outcome,
  version: z.int().nonnegative(),
  why: z.string().trim().min(1).max(300),
});
export type SaveCheckSetting = z.infer<typeof saveCheckSettingSchema>;
/** PUT /api/order-rules */
export const saveOrderRuleSchema = z.object({ ...scope, rule: orderRuleSchema, version: z.int().nonnegative(), why: z.string().trim().min(1).max(300) });
export type SaveOrderRule = z.infer<typeof saveOrderRuleSchema>;

/** GET /api/order-rules: what counts for a company or one of its customers, and what was set where. */
export const orderRulesPageSchema = z.object({
  company: z.string(),
  customer: z.string().nullable(),
  checks: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      /** What it may say by itself. */
      own: z.array(z.enum(checkOutcomes)),
      /** Nobody may make it milder. */
      fixed: z.boolean(),
      /** Counts here; null: its own way. */
      effective: z.enum(checkOutcomes).nullable(),
      company: checkSettingSchema.nullable(),
      customer: checkSettingSchema.nullable(),
    }),
  ),
  rule: z.object({ effective: orderRuleSchema, company: orderRuleVersionSchema.nullable(), customer: orderRuleVersionSchema.nullable() }),
});
export type OrderRulesPage = z.infer<typeof orderRulesPageSchema>;
