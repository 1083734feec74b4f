import { z } from 'zod';
import { parseInstant } from '../../kernel/time.ts';

export const roles = [
  'order_desk',
  'sales_head',
  'planner',
  'stores',
  'operator',
  'quality',
  'maintenance',
  'dispatcher',
  'driver',
  'finance',
  'owner',
  'it',
] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(roleSchema),
  language: z.string(),
  company: z.string(),
});
export type Me = z.infer<typeof meSchema>;

/** A person as colleagues see them. */
export const personNameSchema = z.object({ id: z.string(), name: z.string(), roles: z.array(roleSchema), company: z.string() });
export type PersonName = z.infer<typeof personNameSchema>;

/** A person to be added, with the password of the first sign-in. */
export const newPersonSchema = z.object({
  email: z.email().max(200).toLowerCase(),
  name: z.string().min(1).max(100),
  password: z.string().min(10).max(128),
  roles: z.array(roleSchema).min(1),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/),
  company: z.string().min(1).max(10),
  /** Digits of the phone that is theirs alone, with the country code (E.164 without the plus). */
  phone: z
    .string()
    .regex(/^[1-9]\d{6,14}$/)
    .nullable()
    .default(null),
  /** Codes of customers whom this person looks after: may not decide on their requests. */
  customers: z.array(z.string().min(1).max(40)).max(5_000).default([]),
});
export type NewPerson = z.input<typeof newPersonSchema>;

const moment = z.iso.datetime({ offset: true });

/** POST /api/absences: somebody is away, and who stands in. */
export const newAbsenceSchema = z
  .object({ person: z.string().min(1), delegate: z.string().min(1).nullable(), from: moment, to: moment })
  .refine((one) => (parseInstant(one.from) ?? '') < (parseInstant(one.to) ?? ''), { path: ['to'], error: 'ends before it begins' });
export type NewAbsence = z.infer<typeof newAbsenceSchema>;
export const keptAbsenceSchema = z.object({ id: z.string(), person: z.string(), delegate: z.string().nullable(), from: z.string(), to: z.string() });
export type KeptAbsence = z.infer<typeof keptAbsenceSchema>;

/** A shift of the rota: a person, on these weekdays (0 = Sunday), from a minute of the day to another; over midnight when `toMin` is not after `fromMin`. */
export const rotaShiftSchema = z.object({
  person: z.string().min(1),
  weekdays: z.array(z.int().min(0).max(6)).min(1).max(7),
  fromMin: z.int().min(0).max(1439),
  toMin: z.int().min(1).max(1440),
});
export type RotaShift = z.infer<typeof rotaShiftSchema>;

/** PUT /api/rotas: who of a role is on duty for a company, on the wall clock of `zone`. No shifts: everybody of the role, always. */
export const rotaSchema = z.object({
  company: z.string().min(1).max(10),
  role: roleSchema,
  zone: z.string().min(1).max(60),
  shifts: z.array(rotaShiftSchema).max(500),
});
export type Rota = z.infer<typeof rotaSchema>;

/** Refusals of identity's commands. */
export const identityRefusals = ['forbidden', 'not_found', 'bad_zone', 'own_delegate'] as const;
export type IdentityRefusal = (typeof identityRefusals)[number];
