import { z } from 'zod';

const salesOrganizationSettings = z.object({
  /** IANA zone of the customers of this organisation: SAP holds none that can be read. */
  zone: z.string(),
  languages: z.array(z.string()).default(['en']),
});

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
  user: z.string(),
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
});
export type SapSettings = z.infer<typeof sapSettingsSchema>;
