import { z } from 'zod';

const branchSettings = z.object({
  /** Our code of the company that the branch is. */
  company: z.string(),
  salesOrg: z.string(),
  /** IANA zone of its customers: Business One holds none. */
  zone: z.string(),
  languages: z.array(z.string()).default(['en']),
  /** Currency of its books; null: the local currency of the database. */
  currency: z.string().length(3).nullable().default(null),
});

const account = z.object({ by: z.enum(['cash', 'transfer', 'cheque']), account: z.string() });

/** Settings of one SAP Business One company database. What a company customises there is a setting here, never code. */
export const b1SettingsSchema = z.object({
  /** Scheme, host, port of the Service Layer. */
  baseUrl: z.url(),
  /** `v2` speaks OData V4. `v1` only where the installation has no v2; batches are not written there. */
  version: z.enum(['v1', 'v2']).default('v2'),
  companyDb: z.string().min(1),
  user: z.string().min(1),
  timeoutMs: z.int().min(1_000).max(600_000).default(60_000),
  maxBodyBytes: z.int().default(64 * 1024 * 1024),
  /** Calls at once: the Service Layer has few worker processes. */
  concurrency: z.int().min(1).max(16).default(4),
  /** One more certificate authority to trust, PEM: many installations sign their own. */
  ca: z.string().nullable().default(null),
  pageSize: z.int().min(1).max(2_000).default(100),
  /** IANA zone of the server's clock: documents are stamped with its local time. */
  serverZone: z.string().default('UTC'),
  /** The company, where the database has no branches. */
  company: branchSettings.nullable().default(null),
  /** Branches (BPLID) to work with; others are left alone. */
  branches: z.record(z.string(), branchSettings).default({}),
  channel: z.string().default(''),
  division: z.string().default(''),
  /** Warehouse → our name of the place (`plant/location`); others keep their code. */
  places: z.record(z.string(), z.string()).default({}),
  /** Warehouses in which held goods of another one lie: they are read as that place with this status, and holds are booked into them. */
  holds: z.record(z.string(), z.object({ of: z.string(), status: z.enum(['quality', 'blocked']) })).default({}),
  /** How holds are booked: by moving goods into the hold warehouse, or by the status of the whole batch. */
  holdBy: z.enum(['warehouse', 'batch']).default('warehouse'),
  batchStatuses: z.object({ quality: z.string(), blocked: z.string() }).default({ quality: 'bdsStatus_NotAccessible', blocked: 'bdsStatus_Locked' }),
  /** Code of an SQL query that an administrator has set up (columns ItemCode, WhsCode, DistNumber, Quantity, Status, ExpDate); null: stock is read without batches. */
  batchQuery: z.string().nullable().default(null),
  /** User field of documents that carries our reference (at least 16 characters, best unique); null: the fields that the README names. */
  referenceField: z.string().nullable().default(null),
  /** User field of order rows that carries our line number; null: rows are told by their place. */
  lineField: z.string().nullable().default(null),
  /** How goods that go along free are charged nothing: a discount of 100 % on their own price, which the paper then shows, or a price of zero. */
  freeBy: z.enum(['discount', 'price']).default('discount'),
  /** Business One unit → our unit. Units that are not here keep their code. */
  units: z.record(z.string(), z.string()).default({}),
  /** User fields of items by language for names in local scripts. */
  itemNames: z.record(z.string(), z.string()).default({}),
  brandField: z.string().nullable().default(null),
  successorField: z.string().nullable().default(null),
  /** Our attribute → field of the item. */
  attributes: z.record(z.string(), z.string()).default({}),
  localNameField: z.string().nullable().default('CardForeignName'),
  zoneField: z.string().nullable().default(null),
  languageField: z.string().nullable().default(null),
  contactLanguageField: z.string().nullable().default(null),
  /** Language numbers of Business One. */
  languages: z.record(z.string(), z.string()).default({ '3': 'en', '8': 'en', '9': 'de', '22': 'fr', '32': 'ar' }),
  contactRoles: z.record(z.string(), z.string()).default({}),
  /** Whether a credit limit of zero means that none is kept. */
  zeroLimitIsNone: z.boolean().default(true),
  /** How money of each kind is booked: on which G/L account, as what. */
  payments: z.partialRecord(z.enum(['cash', 'cheque', 'transfer', 'upi', 'card']), account).default({}),
  /** G/L accounts of goods issues and receipts without order, by movement; left out: the item's own. */
  movementAccounts: z.partialRecord(z.enum(['issue', 'receipt', 'scrap']), z.string()).default({}),
  historyDays: z.int().positive().default(190),
});
export type B1Settings = z.infer<typeof b1SettingsSchema>;
/** A branch, or the company where there are none. */
export type B1Branch = z.infer<typeof branchSettings>;

/** The branch of a BPLID as text; the company where the database has no branches; undefined for one that is not ours. */
export const branchOf = (settings: B1Settings, id: string): B1Branch | undefined =>
  settings.branches[id] ?? (hasBranches(settings) ? undefined : (settings.company ?? undefined));

/** Whether the database works with branches. */
export const hasBranches = (settings: B1Settings): boolean => Object.keys(settings.branches).length > 0;

/** The BPLID of a sales organisation of ours; null without branches. */
export const branchIdOf = (settings: B1Settings, salesOrg: string): number | null => {
  const found = Object.entries(settings.branches).find(([, branch]) => branch.salesOrg === salesOrg);
  return found ? Number(found[0]) : null;
};

/** Our unit of a unit of Business One. */
export const ourUnit = (settings: B1Settings, code: string): string => settings.units[code] ?? code;

/** Our name of a warehouse's place. */
export const placeOf = (settings: B1Settings, warehouse: string): string => settings.places[warehouse] ?? warehouse;

/** The warehouse of a place of ours. */
export const warehouseOf = (settings: B1Settings, place: string): string => Object.entries(settings.places).find(([, ours]) => ours === place)?.[0] ?? place;

/** The plant of a warehouse: what stands before the slash of its place. */
export const plantOf = (settings: B1Settings, warehouse: string): string => placeOf(settings, warehouse).split('/', 1)[0] ?? warehouse;

/** The warehouse into which goods of `warehouse` are moved for a status; itself for free goods, undefined when there is none. */
export function holdOf(settings: B1Settings, warehouse: string, status: 'free' | 'quality' | 'blocked'): string | undefined {
  if (status === 'free') return warehouse;
  return Object.entries(settings.holds).find(([, hold]) => hold.of === warehouse && hold.status === status)?.[0];
}
