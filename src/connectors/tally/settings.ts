import { z } from 'zod';

const companySchema = z.object({
  /** Our code of the company: bookings name it. */
  code: z.string().min(1).max(10),
  /** The company's name in Tally, to the letter, as its title bar shows it. It must be open in Tally. */
  name: z.string().min(1),
  /** Country, currency and zone: Tally keeps none that can be read safely. */
  country: z.string().length(2).default('IN'),
  currency: z.string().length(3).default('INR'),
  zone: z.string().default('Asia/Kolkata'),
  languages: z.array(z.string()).default(['en']),
  /** Sales organisation that orders of its customers name; empty: the code. */
  salesOrg: z.string().default(''),
  /** Plant that bills of material belong to; empty: the code. */
  plant: z.string().default(''),
  /** Whether items, costs and bills of material are read from here. Where companies of one group share their items, only one says yes. */
  items: z.boolean().default(true),
});
export type TallyCompany = z.infer<typeof companySchema>;

/** Settings of one Tally connection: one program, one or several companies that are open in it. What a company customises in Tally is a setting here, never code. */
export const tallySettingsSchema = z.object({
  /** Scheme, host, port of the machine that Tally runs on (`http://192.168.1.5:9000`), of a gateway before it, or `http://NAME.tally-agent.invalid` for an agent. */
  baseUrl: z.url(),
  companies: z.array(companySchema).min(1),
  /** UTF-16 where the rupee sign or other scripts come back as question marks. */
  encoding: z.enum(['utf-8', 'utf-16']).default('utf-8'),
  timeoutMs: z.int().min(50).max(600_000).default(30_000),
  maxBodyBytes: z.int().default(32 * 1024 * 1024),
  /** One more certificate authority to trust, PEM, for a gateway with TLS. */
  ca: z.string().nullable().default(null),
  /** Objects wanted with one request; Tally answers them all at once and does nothing else meanwhile. */
  pageSize: z.int().min(1).max(5_000).default(200),
  /** What is our code of an item or customer: its alias (its name where it has none), or its name. Codes longer than 40 letters are not read. */
  itemCode: z.enum(['alias', 'name']).default('alias'),
  customerCode: z.enum(['alias', 'name']).default('alias'),
  /** Groups whose customers are blocked, and whose items are no longer sold: Tally has no switch for either. */
  blockedGroups: z.array(z.string()).default(['Blocked Debtors']),
  inactiveGroups: z.array(z.string()).default(['Discontinued']),
  /** Tally unit → our unit. Units that are not here keep their Tally symbol. */
  units: z.record(z.string(), z.string()).default({ Nos: 'PC', Pcs: 'PC', Box: 'CAR', Ctn: 'CAR' }),
  /** Units that come in fractions; an item sold in another one is sold whole. */
  fractionalUnits: z.array(z.string()).default(['KG', 'G', 'L', 'ML', 'M', 'Kgs', 'Ltr']),
  /** True where the first figure of alternate units is the base unit's (our reading is: CONVERSION base units are DENOMINATOR additional ones). */
  turnedConversion: z.boolean().default(false),
  /** Voucher types to book with: the reserved ones, or types derived from them. */
  voucherTypes: z
    .object({
      order: z.string().default('Sales Order'),
      delivery: z.string().default('Delivery Note'),
      stockJournal: z.string().default('Stock Journal'),
      manufacturing: z.string().default('Manufacturing Journal'),
      receipt: z.string().default('Receipt'),
    })
    .prefault({}),
  /** Ledger that sales are credited to, and those that payments of each kind go into. */
  salesLedger: z.string().default('Sales'),
  paymentLedgers: z
    .object({
      cash: z.string().default('Cash'),
      cheque: z.string().default('Bank'),
      transfer: z.string().default('Bank'),
      upi: z.string().default('Bank'),
      card: z.string().default('Bank'),
    })
    .prefault({}),
  /** Godown of ordered goods, which Tally wants with the order already. */
  orderGodown: z.string().default('Main Location'),
  /** Godowns of goods on hold. `{place}` is the godown that they come from; without it one godown holds what is on hold everywhere. */
  holdGodowns: z.object({ quality: z.string().default('{place} Quality Hold'), blocked: z.string().default('{place} Blocked') }).prefault({}),
  /** ISDEEMEDPOSITIVE of goods that come in by a journal: public code disagrees, the customer's Tally decides. */
  inwardDeemedPositive: z.boolean().default(true),
  historyDays: z.int().positive().default(190),
  /** Orders older than this are not looked at for what is still open. */
  openOrderDays: z.int().positive().default(120),
  /** How far back a voucher of ours is looked for, in days. Its date may have been changed by hand. */
  findDays: z.int().positive().default(60),
  priceHistoryDays: z.int().nonnegative().default(400),
  /** Changes that are read again with each delta, because several writers may number them before they are all saved. */
  overlap: z.int().nonnegative().default(20),
});
export type TallySettings = z.infer<typeof tallySettingsSchema>;
