import { z } from 'zod';

/** Master data as the ERP holds it, in our words. Money in minor units, quantities in thousandths. */

export const itemUomSchema = z.object({
  uom: z.string().min(1).max(10),
  numerator: z.int().positive(),
  denominator: z.int().positive(),
  erpUom: z.string().min(1).max(10),
});

export const itemSchema = z.object({
  sku: z.string().min(1).max(40),
  name: z.string().min(1),
  names: z.record(z.string(), z.string()),
  brand: z.string().nullable(),
  itemGroup: z.string(),
  attributes: z.record(z.string(), z.string()),
  baseUom: z.string(),
  salesUom: z.string(),
  barcode: z.string().nullable(),
  active: z.boolean(),
  replacedBy: z.string().nullable(),
  wholeUnits: z.boolean(),
  uoms: z.array(itemUomSchema),
});
export type Item = z.infer<typeof itemSchema>;

export const shipToSchema = z.object({
  code: z.string(),
  name: z.string(),
  city: z.string(),
  address: z.string(),
  isDefault: z.boolean(),
});
export type ShipTo = z.infer<typeof shipToSchema>;

export const contactSchema = z.object({
  id: z.string(),
  customer: z.string(),
  name: z.string(),
  /** E.164 digits without plus. */
  phone: z.string().regex(/^\d{5,20}$/),
  role: z.string(),
  language: z.string().nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

export const customerSchema = z.object({
  code: z.string(),
  name: z.string(),
  names: z.record(z.string(), z.string()),
  company: z.string(),
  salesOrg: z.string(),
  channel: z.string(),
  division: z.string(),
  priceList: z.string(),
  /** Customers that the ERP prices together; empty: none. */
  priceGroup: z.string(),
  currency: z.string().length(3),
  language: z.string(),
  zone: z.string(),
  country: z.string(),
  region: z.string(),
  taxNumber: z.string().nullable(),
  blocked: z.boolean(),
  blockReason: z.string().nullable(),
  /** Null: no limit is kept for this customer. */
  creditLimitMinor: z.int().nullable(),
  receivablesMinor: z.int(),
  openOrdersMinor: z.int(),
  creditAsOf: z.string().nullable(),
  partialPolicy: z.enum(['whole_order', 'good_lines']),
  shipTos: z.array(shipToSchema),
  contacts: z.array(contactSchema),
});
export type Customer = z.infer<typeof customerSchema>;

export const companySchema = z.object({
  code: z.string(),
  name: z.string(),
  zone: z.string(),
  currency: z.string(),
  country: z.string(),
  languages: z.array(z.string()),
});
export type Company = z.infer<typeof companySchema>;

/** What a screen's search box gets. */
export const itemHitSchema = z.object({ sku: z.string(), name: z.string(), salesUom: z.string(), uoms: z.array(z.string()), active: z.boolean() });
export type ItemHit = z.infer<typeof itemHitSchema>;
export const customerHitSchema = z.object({ code: z.string(), name: z.string(), region: z.string(), blocked: z.boolean() });
export type CustomerHit = z.infer<typeof customerHitSchema>;

/** Event: something in the master data changed; readers rebuild. `masters.changed`, subject = company or `*`. */
export const mastersChanged = z.object({ version: z.int(), objects: z.array(z.string()) });

/** Where a record comes from. `hash` is of what was read: a record with the same hash changes nothing. `extra` keeps fields that we have no word for. */
export const sourceSchema = z.object({
  connection: z.string(),
  key: z.string(),
  version: z.string(),
  readAt: z.string(),
  hash: z.string(),
  extra: z.record(z.string(), z.unknown()),
});
export type Source = z.infer<typeof sourceSchema>;

/** A contact as an ERP knows it: without our id. */
export const contactRecordSchema = contactSchema.omit({ id: true, customer: true });
export type ContactRecord = z.infer<typeof contactRecordSchema>;

/** A customer as it is saved. Credit left out stays as it is; it is read on its own. */
export const customerRecordSchema = customerSchema
  .omit({ contacts: true, creditLimitMinor: true, receivablesMinor: true, openOrdersMinor: true, creditAsOf: true })
  .extend({
    contacts: z.array(contactRecordSchema),
    /** Left out: the ERP knows none. */
    priceGroup: z.string().optional(),
    creditLimitMinor: z.int().nullable().optional(),
    receivablesMinor: z.int().optional(),
    openOrdersMinor: z.int().optional(),
    creditAsOf: z.string().nullable().optional(),
  });
export type CustomerRecord = z.infer<typeof customerRecordSchema>;

/** Credit of one customer in one currency; a record in another currency than the customer's is not taken. */
export const creditRecordSchema = z.object({
  customer: z.string(),
  currency: z.string().length(3),
  creditLimitMinor: z.int().nullable(),
  receivablesMinor: z.int(),
  openOrdersMinor: z.int(),
  creditAsOf: z.string(),
});
export type CreditRecord = z.infer<typeof creditRecordSchema>;

export const workCentreSchema = z.object({ code: z.string().min(1), name: z.string(), plant: z.string() });
export type WorkCentre = z.infer<typeof workCentreSchema>;

export const bomSchema = z.object({
  sku: z.string(),
  plant: z.string(),
  /** The item list makes this much of `baseUom`. */
  baseMilli: z.int().positive(),
  baseUom: z.string(),
  items: z.array(z.object({ lineNo: z.int(), component: z.string(), quantityMilli: z.int(), uom: z.string() })),
});
export type Bom = z.infer<typeof bomSchema>;

export const routingSchema = z.object({
  sku: z.string(),
  plant: z.string(),
  operations: z.array(
    z.object({
      operation: z.string(),
      workCentre: z.string(),
      name: z.string(),
      ratePerHourMilli: z.int().positive(),
      uom: z.string(),
      setupMin: z.int().nonnegative(),
    }),
  ),
});
export type Routing = z.infer<typeof routingSchema>;

const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const weekday = z.int().min(0).max(6);

/** How an item may be ordered, in thousandths of its sales unit; null: no such rule. Kept here, never overwritten by the ERP. */
export const itemRuleSchema = z.object({
  sku: z.string(),
  minOrderMilli: z.int().positive().nullable(),
  orderMultipleMilli: z.int().positive().nullable(),
  maxOrderMilli: z.int().positive().nullable(),
  /** Days from making to the last day of use. */
  shelfLifeDays: z.int().positive().nullable(),
  licenceRequired: z.boolean(),
});
export type ItemRule = z.infer<typeof itemRuleSchema>;

/** A delivery route. Weekdays 0 = Sunday; `cutOff` is local time of the customer; `capacity` is orders a day, null: not known. */
export const routeSchema = z.object({
  company: z.string(),
  code: z.string().min(1).max(20),
  name: z.string().min(1).max(80),
  weekdays: z.array(weekday),
  cutOff: timeOfDay.nullable(),
  leadDays: z.int().min(0).max(60),
  capacity: z.int().positive().nullable(),
});
export type Route = z.infer<typeof routeSchema>;

/** What an order must know of its customer beside the ERP's master record. Null: not known, or none. */
export const customerTermsSchema = z.object({
  customer: z.string(),
  route: z.string().nullable(),
  licenceNumber: z.string().nullable(),
  licenceUntil: dayText.nullable(),
  overdueMinor: z.int().nullable(),
  overdueDays: z.int().nullable(),
});
export type CustomerTerms = z.infer<typeof customerTermsSchema>;

/** When a company does not work: weekdays (null: nobody has said) and days. A holiday with `closesAt` is only shorter. */
export const calendarSchema = z.object({
  company: z.string(),
  weekend: z.array(weekday).max(6).nullable(),
  holidays: z.array(z.object({ day: dayText, name: z.string().min(1).max(80), closesAt: timeOfDay.nullable() })).max(400),
});
export type Calendar = z.infer<typeof calendarSchema>;

/** Everything of the above that one order needs, with the version of the master data. */
export interface OrderTerms {
  readonly mastersVersion: number;
  readonly items: ReadonlyMap<string, ItemRule>;
  readonly customer: CustomerTerms | null;
  readonly route: Route | null;
  readonly weekend: readonly number[] | null;
  readonly holidays: Calendar['holidays'];
}

export const termsRefusals = ['forbidden', 'unknown_sku', 'unknown_customer', 'unknown_company', 'unknown_route'] as const;
export type TermsRefusal = (typeof termsRefusals)[number];
