import { z } from 'zod';
import { parseBusinessDate, parseInstant } from '../../kernel/time.ts';

/** The shapes of the intake format. What they do not name is let through and not looked at. */

const name = z.string().trim().min(1);
const quantity = z.number().positive().max(1e9);
const day = z.string().refine((text) => parseBusinessDate(text) !== null, 'must be a day, YYYY-MM-DD');
const moment = z.string().refine((text) => parseInstant(text) !== null, 'must be a time with its offset, such as 2026-11-03T09:30:00+05:30');
const absent = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

const orElse = <T extends z.ZodType, D extends z.output<T>>(type: T, otherwise: D) => type.nullish().transform((value) => value ?? otherwise);
const text = orElse(z.string(), '');

/** Attributes that are no text, figure or switch say nothing that a customer could write. */
const attributes = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((all) => {
    const plain = z.union([z.string(), z.number(), z.boolean()]);
    const read = Object.entries(all ?? {}).flatMap(([key, value]) => {
      const known = plain.safeParse(value);
      return known.success ? [[key, known.data] as const] : [];
    });
    return Object.fromEntries(read);
  });

/** An item of `catalog.json`. */
export const itemShape = z.object({
  sku: name,
  name,
  brand: text,
  category: text,
  attributes,
  base_uom: name,
  uoms: z.array(z.object({ uom: name, factor_to_base: z.number().positive(), aliases: orElse(z.array(z.string()), []) })).min(1),
  default_order_uom: name,
  list_price: orElse(z.number().nonnegative(), 0),
  active: orElse(z.boolean(), true),
  replaced_by: absent(name),
});

const lineShape = z.object({ sku: name, qty: quantity, uom: name });

/** A customer of `customers.json`. */
export const customerShape = z.object({
  id: name,
  contacts: orElse(z.array(z.object({ language: orElse(z.string(), 'en'), person: absent(z.string()), email: absent(z.string()) })), []),
  price_tier: orElse(z.string(), 'T3'),
  ship_to: orElse(z.array(z.object({ id: name, name: text, address: text, city: text })), []),
  usual_order: orElse(z.array(lineShape), []),
});

/** A line of `history.jsonl`. */
export const historyShape = lineShape.extend({ order_id: name, date: day, customer_id: name, customer_text: text });

const expectShape = z.object({
  intent: name,
  disposition: z.enum(['auto', 'clarify', 'human']),
  lines: orElse(z.array(lineShape.extend({ ship_to: absent(z.string()), price_asked: absent(z.union([z.number(), z.string()])) })), []),
  requested_date: absent(z.string()),
  ship_to: absent(z.string()),
  refers_to: absent(z.string()),
  clarify_about: absent(z.array(z.string())),
});

/** A line of `messages.jsonl`; without a customer it comes from nobody that is known. */
export const messageShape = z.object({
  id: name,
  customer_id: text,
  received_at: moment,
  messages: z.array(z.object({ at: moment, text: z.string() })).min(1),
  expect: absent(expectShape),
});
