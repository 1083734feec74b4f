import { z } from 'zod';

const businessUnitSettings = z.object({
  /** Company of ours that sells through this business unit. */
  company: z.string(),
  /** Name of the company; empty: that of its legal entity. */
  name: z.string().default(''),
  /** IANA zone of its customers: Oracle keeps none that can be read. */
  zone: z.string(),
  currency: z.string().length(3),
  country: z.string().length(2),
  languages: z.array(z.string()).default(['en']),
});

const holdSettings = z.object({
  /** Inventory organization; `*` for all. */
  organization: z.string(),
  /** Subinventory whose goods are held. */
  subinventory: z.string(),
  status: z.enum(['quality', 'blocked']),
  /** The non-nettable subinventory that they wait in. */
  heldIn: z.string(),
});

const basicSchema = z.object({ kind: z.literal('basic'), user: z.string() });
const oauthSchema = z.object({
  kind: z.literal('oauth'),
  /** Token address of the identity domain; it may be on another host. */
  tokenUrl: z.url(),
  clientId: z.string(),
  scope: z.string(),
});

/** Settings of one Oracle Fusion Cloud connection. What a company customises in Oracle is a setting here, never code. */
export const oracleSettingsSchema = z.object({
  /** Scheme, host, port of the pod. */
  baseUrl: z.url(),
  /** `basic`: secret `password`. `oauth`: client credentials, secret `clientSecret`. */
  auth: z.discriminatedUnion('kind', [basicSchema, oauthSchema]),
  scmPath: z.string().startsWith('/').default('/fscmRestApi/resources/11.13.18.05'),
  crmPath: z.string().startsWith('/').default('/crmRestApi/resources/11.13.18.05'),
  /** Oracle's own limit is five minutes, then 504. */
  timeoutMs: z.int().min(1_000).max(600_000).default(120_000),
  maxBodyBytes: z.int().default(64 * 1024 * 1024),
  concurrency: z.int().min(1).max(64).default(8),
  /** One more certificate authority to trust, PEM. */
  ca: z.string().nullable().default(null),
  pageSize: z.int().min(1).max(500).default(200),
  /** Clocks may differ by less than this: a delta goes back by so much. */
  deltaOverlapMinutes: z.int().min(1).max(120).default(5),
  /** Our code as a source system: it must be enabled for order orchestration in Oracle. */
  sourceSystem: z.string().min(1).max(30).default('MOS'),
  /** Business units to work with, by name. Others are left alone. */
  businessUnits: z.record(z.string(), businessUnitSettings),
  /** Canonical orders carry a channel and a division; Oracle has neither. */
  channel: z.string().default(''),
  division: z.string().default(''),
  /** Organization in which items are defined. */
  itemOrganization: z.string(),
  /** Cost organization whose costs count; null: the first one. */
  costOrganization: z.string().nullable().default(null),
  /** Inventory organizations whose stock is read; empty: all that our user sees. */
  inventoryOrganizations: z.array(z.string()).default([]),
  holds: z.array(holdSettings).default([]),
  /** Oracle's unit codes → our unit. Units that are not here keep their code. */
  units: z.record(z.string(), z.string()).default({ Ea: 'PC', EA: 'PC', PCE: 'PC', CS: 'CAR', CTN: 'CAR' }),
  /** Units in which parts of one may be sold. */
  fractionalUnits: z.array(z.string()).default(['KG', 'G', 'L', 'ML', 'M', 'TO']),
  /** Attributes of the item's flexfield (`ItemDFF`) with what Oracle has no field for; null: none. */
  itemFields: z
    .object({
      brand: z.string().nullable().default(null),
      group: z.string().nullable().default(null),
      salesUom: z.string().nullable().default(null),
      barcode: z.string().nullable().default(null),
      successor: z.string().nullable().default(null),
      names: z.record(z.string(), z.string()).default({}),
      /** Our attribute (`size`, `flavour` …) → flexfield attribute. */
      attributes: z.record(z.string(), z.string()).default({}),
    })
    .prefault({}),
  /** Company fields of the account (`OrganizationDEO_…_c`) with what Oracle has no field for; null: none. */
  customerFields: z
    .object({
      businessUnit: z.string().nullable().default(null),
      priceList: z.string().nullable().default(null),
      priceGroup: z.string().nullable().default(null),
      /** Filled: orders are blocked. */
      orderHold: z.string().nullable().default(null),
      /** Yes: the whole order or nothing. */
      wholeOrder: z.string().nullable().default(null),
      names: z.record(z.string(), z.string()).default({}),
      contactLanguage: z.string().nullable().default(null),
    })
    .prefault({}),
  /** Oracle's language code → ours. */
  languageCodes: z.record(z.string(), z.string()).default({ US: 'en', GB: 'en', HI: 'hi', AR: 'ar', D: 'de', F: 'fr' }),
  contactRoles: z.record(z.string(), z.string()).default({}),
  /** Price lists by name: `{customer}` and `{group}` stand for a code. Others keep their name as code; `everyone` is the list of all. */
  priceListNames: z
    .object({
      customer: z.string().nullable().default('Customer {customer}'),
      group: z.string().nullable().default(null),
      everyone: z.string().nullable().default(null),
    })
    .prefault({}),
  /** How our prices are kept: `freeze` sends full charges when every line has a price; `override` sends manual adjustments. Orders with some prices always take adjustments. */
  fixPricesBy: z.enum(['freeze', 'override']).default('freeze'),
  priceOverrideReason: z.string().default('ORA_SALES_NEGOTIATION'),
  cancelReason: z.string().default('ORA_CUSTOMER_REQUEST'),
  /** Attribute of the order line for the customer's words; null: they are not sent. */
  wordsField: z.string().nullable().default(null),
  maxCustomerWords: z.int().default(240),
  /** Names of transaction types, as the company has them. */
  transactionTypes: z
    .object({
      receipt: z.string().default('Miscellaneous Receipt'),
      issue: z.string().default('Miscellaneous Issue'),
      scrap: z.string().default('Miscellaneous Issue'),
      transfer: z.string().default('Subinventory Transfer'),
      organizationTransfer: z.string().default('Direct Organization Transfer'),
    })
    .prefault({}),
  /** Resource that shows reported operations with their note; Oracle publishes none, so the company (or its integrator) does. Null: operations are not confirmed. */
  operationHistory: z
    .object({ resource: z.string(), noteField: z.string().default('TransactionNote') })
    .nullable()
    .default(null),
  /** Receipt method by the way money was taken; a way that is not here is refused. */
  receiptMethods: z.record(z.string(), z.string()).default({ cash: 'Cash', cheque: 'Check', transfer: 'Bank Transfer', upi: 'UPI', card: 'Card' }),
  remittanceBankAccount: z.string().nullable().default(null),
  /** Whether open orders are added up for a customer's credit; costs a reading of them. */
  openOrdersInCredit: z.boolean().default(true),
  historyDays: z.int().positive().default(190),
  /** Prices that ended this many days ago are read too, so that "expired" can be told from "none". */
  priceHistoryDays: z.int().nonnegative().default(400),
});
export type OracleSettings = z.infer<typeof oracleSettingsSchema>;
