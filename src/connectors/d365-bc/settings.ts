import { z } from 'zod';

const companySettings = z.object({
  /** Its name or id in Business Central. */
  name: z.string().min(1),
  /** Our code of the company. */
  company: z.string().min(1),
  salesOrg: z.string().min(1),
  /** IANA zone of its customers: Business Central holds none. */
  zone: z.string(),
  languages: z.array(z.string()).min(1).default(['en']),
  /** Currency of its books; null: as its company information says. */
  currency: z.string().length(3).nullable().default(null),
  /** Location code of the lines of our orders; null: Business Central takes the customer's. */
  location: z.string().nullable().default(null),
});

const auth = z.discriminatedUnion('by', [
  /** Online: an application registered in Entra ID, with the secret `clientSecret`. */
  z.object({
    by: z.literal('entra'),
    clientId: z.string().min(1),
    /** `https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token`, or another cloud's. */
    tokenUrl: z.url(),
    scope: z.string().default('https://api.businesscentral.dynamics.com/.default'),
  }),
  /** On premises: a user with a web service access key, the secret `webServiceKey`. */
  z.object({ by: z.literal('basic'), user: z.string().min(1) }),
]);

/** A page or query that an administrator has published as a web service (its service name); null: there is none, and what it would tell is not known. */
const service = z.string().regex(/^\w+$/).nullable().default(null);

/** Settings of one Business Central environment. What a company customises there is a setting here, never code. */
export const bcSettingsSchema = z.object({
  /** Address of the environment: online `https://api.businesscentral.dynamics.com/v2.0/<tenant>/<environment>`, on premises `https://<server>:7048/<instance>`. */
  baseUrl: z.url(),
  auth,
  /** Companies to work with, best known first: items are read from the first one, the others use the same numbers. */
  companies: z.array(companySettings).min(1),
  timeoutMs: z.int().min(1_000).max(600_000).default(120_000),
  maxBodyBytes: z.int().default(64 * 1024 * 1024),
  /** Calls at once: the service begins five of one user. */
  concurrency: z.int().min(1).max(5).default(5),
  /** Requests in five minutes before we stop asking; the service refuses more than 6,000 of one user. */
  requestsIn5Min: z.int().min(1).max(100_000).default(5_800),
  /** One more certificate authority to trust, PEM. */
  ca: z.string().nullable().default(null),
  pageSize: z.int().min(1).max(20_000).default(500),
  channel: z.string().default(''),
  division: z.string().default(''),
  /** Location → our name of the place (`plant/location`); others keep their code. */
  places: z.record(z.string(), z.string()).default({}),
  /** Locations in which held goods of another one lie: they are read as that place with this status. */
  holds: z.record(z.string(), z.object({ of: z.string(), status: z.enum(['quality', 'blocked']) })).default({}),
  published: z
    .object({
      /** Item Units of Measure (page 5404): Item_No, Code, Qty_per_Unit_of_Measure. Without it items have their base unit only. */
      itemUnits: service,
      /** Sales prices (page 7002, or a query with its columns): Item_No, Sales_Type, Sales_Code, Unit_of_Measure_Code, Minimum_Quantity, Starting_Date, Ending_Date, Currency_Code, Unit_Price. Without it only the price of the item card is known. */
      prices: service,
      /** Customer Card (page 21): No, Name_2, Customer_Price_Group, Language_Code, Shipping_Advice. */
      customers: service,
      /** Ship-to Address List (page 301): Customer_No, Code, Name, Address, City, Post_Code, Country_Region_Code. */
      shipTos: service,
      /** Item Ledger Entries (page 38): Entry_No, Item_No, Location_Code, Lot_No, Expiration_Date, Remaining_Quantity, Open. Without it stock is one total an item. */
      stock: service,
    })
    .prefault({}),
  /** Business Central unit → our unit. Units that are not here keep their code. */
  units: z.record(z.string(), z.string()).default({}),
  /** Units that goods are sold in, best first (API v2.0 does not tell an item's sales unit): the first one that an item has; else its base unit. */
  salesUnits: z.array(z.string()).default([]),
  /** Which items are goods for sale, as an OData filter of `items` (`inventoryPostingGroupCode eq 'FINISHED'`); empty: all. API v2.0 does not tell materials apart. */
  itemFilter: z.string().default(''),
  /** Language → field of items with the name in it (`displayName2`). */
  itemNames: z.record(z.string(), z.string()).default({}),
  /** Language codes of Business Central. */
  languages: z.record(z.string(), z.string()).default({ ENU: 'en', ENG: 'en', HIN: 'hi', ARA: 'ar', DEU: 'de', FRA: 'fr', ESP: 'es' }),
  /** What people at customers are to us: API v2.0 does not tell their job. */
  contactRole: z.string().default('contact'),
  /** Whether a credit limit of zero means that none is kept. */
  zeroLimitIsNone: z.boolean().default(true),
  /** How an order carries the customer's own number: as a comment line, or not at all (the external document number is our reference). */
  customerPo: z.enum(['comment', 'none']).default('comment'),
  /** How an order is cancelled: its lines are deleted and the empty order stays, or the order is deleted. */
  cancelBy: z.enum(['lines', 'order']).default('lines'),
  /** Way of payment → cash receipt journal; ways that are not here are a person's. */
  journals: z.partialRecord(z.enum(['cash', 'cheque', 'transfer', 'upi', 'card']), z.string()).default({}),
  historyDays: z.int().positive().default(190),
});
export type BcSettings = z.infer<typeof bcSettingsSchema>;
/** One company of the environment. */
export type BcCompanySettings = z.infer<typeof companySettings>;

/** Our unit of a unit of Business Central. */
export const ourUnit = (settings: BcSettings, code: string): string => settings.units[code] ?? code;

/** Our name of a location's place. */
export const placeOf = (settings: BcSettings, location: string): string => settings.places[location] ?? location;

/** What stands before a number of a document, so that two companies may have the same; empty where there is one company. */
export const prefixOf = (settings: BcSettings, company: BcCompanySettings): string => (settings.companies.length === 1 ? '' : `${company.company}/`);
