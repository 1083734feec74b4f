import { z } from 'zod';

const companySettings = z.object({
  /** Our code of the company. */
  company: z.string(),
  salesOrg: z.string(),
  /** IANA zone, where a customer's address says none. */
  zone: z.string(),
  languages: z.array(z.string()).min(1).default(['en']),
  /** Site that things of no site belong to. */
  site: z.string().default(''),
  /** Site and warehouse that orders are delivered from; null: the customer's or the item's own. One of them must be there, or the ERP refuses. */
  shipFrom: z.object({ site: z.string(), warehouse: z.string() }).nullable().default(null),
});

/** Names of entity sets: newer versions of a set, or a company's own. */
const setNames = {
  salesOrderHeaders: 'SalesOrderHeadersV2',
  salesOrderLines: 'SalesOrderLinesV2',
  salesInvoiceHeaders: 'SalesInvoiceHeadersV2',
  salesInvoiceLines: 'SalesInvoiceLinesV2',
  /** Any set with `ItemNumber`, `InventorySiteId`, `InventoryWarehouseId`, `OnHandQuantity`, `AvailableOnHandQuantity`; `InventoryStatusId` and `ItemBatchNumber` where it has them. */
  stock: 'WarehouseInventoryStatusesOnHandV2',
  statuses: 'InventoryStatuses',
  contacts: 'ContactPersons',
  addresses: 'CustomerPostalAddresses',
  transactions: 'CustTransactions',
} as const;
/** What a set is for. */
export type SetName = keyof typeof setNames;

/** Settings of one Finance and Operations environment. What a company customises there is a setting here, never code. */
export const foSettingsSchema = z.object({
  /** Scheme and host of the environment: `https://contoso.operations.dynamics.com`. */
  baseUrl: z.url(),
  /** Where tokens come from: `https://login.microsoftonline.com/TENANT/oauth2/v2.0/token`. */
  tokenUrl: z.url(),
  /** Application that is registered in Microsoft Entra ID, and in the ERP under "Microsoft Entra ID applications" with a user. */
  clientId: z.string().min(1),
  /** Null: `baseUrl/.default`. */
  scope: z.string().nullable().default(null),
  timeoutMs: z.int().min(1_000).max(600_000).default(120_000),
  maxBodyBytes: z.int().default(64 * 1024 * 1024),
  concurrency: z.int().min(1).max(16).default(8),
  /** One more certificate authority to trust, PEM: installations on premises. */
  ca: z.string().nullable().default(null),
  pageSize: z.int().min(1).max(10_000).default(1_000),
  /** Legal entities (dataAreaId, small letters) to work with; others are left alone. */
  companies: z.record(z.string().regex(/^[0-9a-z_-]{1,4}$/), companySettings).refine((all) => Object.keys(all).length > 0, 'name a company'),
  /** Whether document keys are told as `company/number`; null: when there are several companies. */
  qualifyKeys: z.boolean().nullable().default(null),
  channel: z.string().default(''),
  division: z.string().default(''),
  /** Entity sets that are named otherwise here. */
  sets: z.partialRecord(z.enum(Object.keys(setNames) as [SetName, ...SetName[]]), z.string()).default({}),
  /** Warehouse, or `company/warehouse` where two companies have one of that name → our name of the place (`plant/location`); others are `site/warehouse`. */
  places: z.record(z.string(), z.string()).default({}),
  /** Inventory status → ours; others block or do not as the ERP says of them. */
  statuses: z.record(z.string(), z.enum(['free', 'quality', 'blocked'])).default({}),
  /** What counts as stock: all that is on hand, or what of it the ERP has not reserved for its own documents. */
  stockCounts: z.enum(['on_hand', 'available']).default('available'),
  /** Unit symbol → our unit. Units that are not here keep their symbol. */
  units: z.record(z.string(), z.string()).default({}),
  /** Language of the ERP → ours; others are cut at the hyphen (`en-us` → `en`). */
  languages: z.record(z.string(), z.string()).default({}),
  /** Time zone of an address → IANA zone. */
  timeZones: z.record(z.string(), z.string()).default({
    GMTPLUS0530CHENNAI_KOLKATA_MUMBAI_NEWDELHI: 'Asia/Kolkata',
    GMTPLUS0300KUWAIT_RIYADH: 'Asia/Riyadh',
    GMTPLUS0400ABUDHABI_MUSCAT: 'Asia/Dubai',
    GMT_COORDINATEDUNIVERSALTIME: 'UTC',
  }),
  /** What price groups are to us: groups whose prices come before lists, or the price lists themselves. */
  priceGroupsAre: z.enum(['group', 'list']).default('group'),
  /** Fields of released products that the company has added or uses so. */
  /** Which released products are items to sell, as an OData filter (`ItemModelGroupId eq 'FG'`); empty: all. */
  itemFilter: z.string().default(''),
  itemGroupField: z.string().default('ProductGroupId'),
  brandField: z.string().nullable().default(null),
  /** Our attribute → field of the released product. */
  attributes: z.record(z.string(), z.string()).default({}),
  /** Lifecycle states in which an item is no longer sold. */
  inactiveStates: z.array(z.string()).default([]),
  localNameField: z.string().nullable().default('KnownAs'),
  /** Field of contact persons that says what they do, and our role for what stands there. */
  contactRoleField: z.string().default('EmploymentProfession'),
  contactRoles: z.record(z.string(), z.string()).default({}),
  /** Sites of resources: the ERP has them in groups that change with time. Others belong to the company's site. */
  resourceSites: z.record(z.string(), z.string()).default({}),
  /** Whether a credit limit of zero that is not mandatory means that none is kept. */
  zeroLimitIsNone: z.boolean().default(true),
  /** Field of order headers that carries our reference (at least 16 characters). */
  referenceField: z.string().default('CustomersOrderReference'),
  /** Field of order headers for the customer's own number; null: it is not written. */
  poField: z.string().nullable().default('CustomerRequisitionNumber'),
  poLength: z.int().positive().default(20),
  /** Field of order lines that carries our line number. */
  lineField: z.string().default('CustomersLineNumber'),
  /** Field of order lines for the customer's own words for the item; null: they are not written. */
  wordsField: z.string().nullable().default('ExternalItemNumber'),
  wordsLength: z.int().positive().default(20),
  /** Field of order lines (at least 20 characters) that says with which line goods go along free; null: none does, and they are told by what they cost alone. */
  freeField: z.string().nullable().default('OrderLineReference'),
  /** `sequence`: the ERP numbers orders, header first. `reference`: its number sequence is manual, so our reference is the number and an order is one transaction. */
  orderNumbers: z.enum(['sequence', 'reference']).default('sequence'),
  /** Whether the lines of a new order are one transaction or a call each. */
  linesBy: z.enum(['changeset', 'each']).default('changeset'),
  /** How long a busy ERP (429) is waited for between the calls of one order before it is put off. */
  waitForBusyMs: z.int().min(0).max(120_000).default(20_000),
  /** Field in which a receipt's message and its journal line carry our reference (`LicensePlateNumber`, an inventory dimension); null: none does. */
  receiptReference: z.string().nullable().default(null),
  /** A receipt or confirmation of the same day with the same figures and no reference: is it ours (`same`), or does a person look (`ask`). */
  equalBookings: z.enum(['same', 'ask']).default('ask'),
  /** How long the message processor is waited for after a message was sent. */
  messageWaitMs: z.int().min(0).max(120_000).default(10_000),
  historyDays: z.int().positive().default(190),
});
export type FoSettings = z.infer<typeof foSettingsSchema>;
/** A legal entity of ours. */
export type FoCompany = z.infer<typeof companySettings>;

/** The name of a set in this environment. */
export const setOf = (settings: FoSettings, name: SetName): string => settings.sets[name] ?? setNames[name];

/** The company of a dataAreaId, which the ERP tells in capitals at times; undefined for one that is not ours. */
export const companyOf = (settings: FoSettings, dataAreaId: string): FoCompany | undefined => settings.companies[dataAreaId.toLowerCase()];

/** The dataAreaIds of ours. */
export const dataAreas = (settings: FoSettings): readonly string[] => Object.keys(settings.companies).toSorted();

/** The dataAreaId of a sales organisation or company of ours; the only one there is for an empty code. */
export function dataAreaOf(settings: FoSettings, by: 'salesOrg' | 'company', code: string): string | undefined {
  const found = Object.entries(settings.companies).find(([, company]) => company[by] === code)?.[0];
  const all = dataAreas(settings);
  return found ?? (code === '' && all.length === 1 ? all[0] : undefined);
}

/** Our unit of a unit symbol. */
export const ourUnit = (settings: FoSettings, symbol: string): string => settings.units[symbol] ?? symbol;

/** Our name of a warehouse's place. */
export const placeOf = (settings: FoSettings, dataAreaId: string, site: string, warehouse: string): string =>
  settings.places[`${dataAreaId}/${warehouse}`] ?? settings.places[warehouse] ?? (site === '' ? warehouse : `${site}/${warehouse}`);

/** The warehouse of a place of ours: what stands behind the slash, where the settings name none. */
export function warehouseOf(settings: FoSettings, place: string): string {
  const named = Object.entries(settings.places).find(([, ours]) => ours === place)?.[0] ?? place;
  return named.slice(named.indexOf('/') + 1);
}

/** Our language of a language of the ERP. */
export const ourLanguage = (settings: FoSettings, code: string): string =>
  settings.languages[code] ?? settings.languages[code.toLowerCase()] ?? code.toLowerCase().split('-', 1)[0] ?? code;

const qualified = (settings: FoSettings): boolean => settings.qualifyKeys ?? dataAreas(settings).length > 1;

/** The key of a document: its number, with its company where numbers are each company's own. */
export const documentKey = (settings: FoSettings, dataAreaId: string, number: string): string =>
  qualified(settings) ? `${dataAreaId.toLowerCase()}/${number}` : number;

/** Where a document of this key may be. */
export function parseKey(settings: FoSettings, key: string): { readonly companies: readonly string[]; readonly number: string } {
  const [head = '', ...rest] = key.split('/');
  if (rest.length > 0 && settings.companies[head]) return { companies: [head], number: rest.join('/') };
  return { companies: dataAreas(settings), number: key };
}
