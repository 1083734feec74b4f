import { z } from 'zod';

const salesOrganizationSettings = z.object({
  /** IANA zone of the customers of this organisation: SAP holds none that can be read. */
  zone: z.string(),
  languages: z.array(z.string()).default(['en']),
});

const movementType = z.string().regex(/^[0-9A-Z]{3}$/);
const code = z.string().regex(/^[0-9A-Z]{1,4}$/);

/** What of goods movements, confirmations and deliveries is customised. */
const postingSettings = {
  /** Movement types: within a plant, between plants, use by a cost centre, use by a production order, receipt without order, scrap, receipt of a production order. */
  movementTypes: z
    .object({
      transfer: movementType.default('311'),
      plantTransfer: movementType.default('301'),
      issue: movementType.default('201'),
      orderIssue: movementType.default('261'),
      receipt: movementType.default('501'),
      scrap: movementType.default('551'),
      productionReceipt: movementType.default('101'),
    })
    .prefault({}),
  /** Movement types of a change of status, `from>to`; one that is missing cannot be made. */
  statusTypes: z.record(z.string(), movementType).default({
    'free>quality': '322',
    'quality>free': '321',
    'free>blocked': '344',
    'blocked>free': '343',
    'quality>blocked': '350',
    'blocked>quality': '349',
  }),
  /** Cost centre that bears issues and scrap, by plant; `*` for all others. SAP wants one with movement type 201. */
  costCentres: z.record(z.string(), z.string().max(10)).default({}),
  /** Our reason → reason code of goods movements. Reasons without a code go along as text. */
  movementReasons: z.record(z.string(), code).default({}),
  /** Our scrap reason → reason for variance of confirmations. */
  varianceReasons: z.record(z.string(), code).default({}),
  /** Which of the six activities of an operation takes the minutes worked. */
  confirmActivity: z.int().min(1).max(6).default(2),
  confirmSequence: z.string().max(6).default('0'),
  /** Whether a confirmation books goods as its operation is set up (backflush, automatic receipt); false: goods are booked by commands of their own. */
  confirmMovesGoods: z.boolean().default(false),
  /** Shipping point of deliveries; null: SAP finds it. */
  shippingPoint: z.string().max(4).nullable().default(null),
  /** Whether a delivery is deleted after its goods issue was taken back, so that the order is open again. */
  deleteTakenBack: z.boolean().default(true),
} as const;

/** Settings of one SAP S/4HANA connection. What a company customises in SAP is a setting here, never code. */
export const sapSettingsSchema = z.object({
  /** Scheme, host, port. */
  baseUrl: z.url(),
  /** `sap-client`, on premise only. */
  client: z
    .string()
    .regex(/^\d{3}$/)
    .nullable()
    .default(null),
  /** Technical user: signs in with `password`, and is the one whom SAP names as maker of what this connection books. */
  user: z.string(),
  /** `basic`: user and password (secret `password`). `oauth`: client credentials (secret `clientSecret`), as communication arrangements and OAuth clients of AS ABAP give them. */
  signIn: z.enum(['basic', 'oauth']).default('basic'),
  /** Where tokens come from, of another host too; null: `/sap/bc/sec/oauth2/token` of the base address. */
  tokenUrl: z.url().nullable().default(null),
  clientId: z.string().default(''),
  /** Scopes that are asked for, separated by blanks; empty: none are named. */
  scope: z.string().default(''),
  timeoutMs: z.int().min(1_000).max(600_000).default(30_000),
  maxBodyBytes: z.int().default(32 * 1024 * 1024),
  concurrency: z.int().min(1).max(64).default(8),
  /** One more certificate authority to trust, PEM. */
  ca: z.string().nullable().default(null),
  pageSize: z.int().min(1).max(5_000).default(200),
  /** Sales organisations to work with; the first one that a customer has is used. Others are left alone. */
  salesOrganizations: z.record(z.string(), salesOrganizationSettings),
  channel: z.string().default('10'),
  division: z.string().default('00'),
  orderType: z.string().default('OR'),
  priceCondition: z.string().default('PPR0'),
  /**
   * How free goods are entered: the item category that makes an item free of charge; null: no category, but `freeCondition`, which takes 100 % off.
   */
  freeItemCategory: z
    .string()
    .regex(/^[0-9A-Z]{1,4}$/)
    .nullable()
    .default('TANN'),
  freeCondition: z
    .string()
    .regex(/^[0-9A-Z]{1,4}$/)
    .default('R100'),
  /** Reason with which a line is rejected that the customer no longer wants. */
  rejectionReason: z
    .string()
    .regex(/^[0-9A-Z]{2}$/)
    .default('00'),
  /** Partner function of the ship-to party: `SH` in the API of an English system, `WE` in a German one. */
  shipToFunction: z.string().default('SH'),
  /** Account groups that are customers; empty: every customer with a sales area of ours. */
  accountGroups: z.array(z.string()).default([]),
  productTypes: z.array(z.string()).default(['FERT', 'HAWA']),
  /** SAP unit → our unit. Units that are not here keep their SAP code. */
  units: z.record(z.string(), z.string()).default({ ST: 'PC', EA: 'PC', PCE: 'PC', KAR: 'CAR', CT: 'CAR', CS: 'CAR' }),
  /** Field of the business partner that holds the name in the local script; null when the company keeps none. */
  localNameField: z.string().nullable().default('OrganizationBPName2'),
  contactRoles: z.record(z.string(), z.string()).default({ '0001': 'owner', '0002': 'buyer', '0003': 'accounts', '0004': 'stores' }),
  /** Customising of the sales view: flavour group → word, and the field that holds the price point. */
  flavours: z.record(z.string(), z.string()).default({}),
  flavourField: z.string().nullable().default(null),
  pricePointField: z.string().nullable().default(null),
  /** Plant whose follow-up product is the successor; null: the first one that has one. */
  successorPlant: z.string().nullable().default(null),
  /** Valuation area (a plant or company code) whose cost counts; null: the first one that has a cost. */
  valuationArea: z.string().nullable().default(null),
  /** Plants whose stock is read; empty: all. */
  stockPlants: z.array(z.string()).default([]),
  /** Whether the last day of use of batches is read from the batch master; false where none is kept or shown to us. */
  batchExpiry: z.boolean().default(true),
  historyDays: z.int().positive().default(190),
  /** Prices that ended this many days ago are read too, so that "expired" can be told from "none". */
  priceHistoryDays: z.int().nonnegative().default(400),
  maxCustomerWords: z.int().default(35),
  /** Closed deliveries, invoices, sales and production orders of so many days are read beside the open ones. */
  documentDays: z.int().positive().default(90),
  /** Purchase orders of so many days are read: their header does not say whether all has come. */
  purchaseDays: z.int().positive().default(365),
  ...postingSettings,
});
export type SapSettings = z.infer<typeof sapSettingsSchema>;
