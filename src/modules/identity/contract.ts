import { z } from 'zod';

export const roles = ['order_desk', 'sales_head', 'planner', 'stores', 'operator', 'quality', 'maintenance', 'dispatcher', 'driver', 'owner', 'it'] as const;
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

/** A person to be added, with the password of the first sign-in. */
export const newPersonSchema = z.object({
  email: z.email().max(200).toLowerCase(),
  name: z.string().min(1).max(100),
  password: z.string().min(10).max(128),
  roles: z.array(roleSchema).min(1),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/),
  company: z.string().min(1).max(10),
});
export type NewPerson = z.infer<typeof newPersonSchema>;
