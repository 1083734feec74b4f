/** What a stand-in for an ERP is filled with at its first start, in plain words; each turns it into the tables of its ERP. The demo factory has this shape. */

/** A company code. */
export interface SeedCompany {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly currency: string;
  readonly language: string;
}

/** A sales organisation; channel and division are the same for all of its customers. */
export interface SeedSalesOrg {
  readonly code: string;
  readonly name: string;
  readonly company: string;
  readonly currency: string;
  readonly channel: string;
  readonly division: string;
  readonly plant: string;
  readonly creditSegment: string;
  /** Tax on what is sold: of a material group, or (null) of everything else. Left out: none is worked out. */
  readonly taxes?: readonly { readonly group: string | null; readonly bp: number }[];
}

/** 1 `uom` is `numerator`/`denominator` base units. */
export interface SeedUom {
  readonly uom: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly barcode: string | null;
}

/** A finished good (FERT) or a material for bills of material (ROH raw, VERP packaging). */
export interface SeedItem {
  readonly sku: string;
  readonly type: 'FERT' | 'ROH' | 'VERP';
  readonly names: { readonly en: string; readonly hi: string | null; readonly ar: string | null };
  readonly group: string;
  readonly brand: string;
  /** "200 G", "5 RS"; empty for materials. */
  readonly size: string;
  /** Price printed on the pack in rupees (5, 10, 20); null when the size is a weight. */
  readonly pricePoint: number | null;
  readonly flavour: string;
  readonly netWeightG: number;
  readonly baseUom: string;
  readonly salesUom: string;
  readonly uoms: readonly SeedUom[];
  readonly active: boolean;
  readonly successor: string | null;
  readonly salesOrgs: readonly string[];
  /** Cost of `perBase` base units; null for materials. */
  readonly cost: { readonly minor: number; readonly perBase: number; readonly currency: string } | null;
}

/** A place that a customer is delivered to. Code equal to the customer's: the customer itself. */
export interface SeedShipTo {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly street: string;
  readonly postalCode: string;
  readonly isDefault: boolean;
}

/** A person at a customer. */
export interface SeedContact {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  /** E.164 digits without plus; from ranges that cannot exist. */
  readonly phone: string;
  readonly role: 'owner' | 'buyer' | 'accounts' | 'store';
  readonly language: string;
}

/** A customer with its sales area, credit, ship-tos and people. */
export interface SeedCustomer {
  readonly code: string;
  readonly name: string;
  readonly localName: string;
  readonly language: string;
  readonly salesOrg: string;
  readonly priceList: string;
  readonly currency: string;
  readonly country: string;
  readonly region: string;
  readonly zone: string;
  readonly city: string;
  readonly street: string;
  readonly postalCode: string;
  readonly taxNumber: string;
  readonly blocked: boolean;
  readonly partial: 'whole_order' | 'good_lines';
  /** Null: no credit account is kept. */
  readonly credit: { readonly limitMinor: number; readonly receivablesMinor: number } | null;
  readonly shipTos: readonly SeedShipTo[];
  readonly contacts: readonly SeedContact[];
}

/** A price condition: `minor` for `per` of `uom`, for a price list or for one customer. */
export interface SeedPrice {
  readonly salesOrg: string;
  readonly priceList: string | null;
  readonly customer: string | null;
  readonly sku: string;
  readonly minor: number;
  readonly currency: string;
  readonly per: number;
  readonly uom: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** One line of a past order. */
export interface SeedOrderLine {
  readonly sku: string;
  readonly quantityMilli: number;
  readonly uom: string;
  /** The customer's own words for the item; null when the clerk did not keep them. */
  readonly words: string | null;
  readonly netMinor: number;
}

/** A past order; `open` ones are not delivered yet and count as credit exposure. */
export interface SeedOrder {
  readonly number: string;
  readonly salesOrg: string;
  readonly customer: string;
  readonly shipTo: string;
  /** Moment of creation, epoch ms. */
  readonly at: number;
  readonly requestedOn: string;
  readonly customerPo: string | null;
  readonly open: boolean;
  readonly lines: readonly SeedOrderLine[];
}

/** A bill of material: `quantityMilli` of each component makes `baseMilli` of the item, in its base unit. */
export interface SeedBom {
  readonly sku: string;
  readonly plant: string;
  readonly baseMilli: number;
  readonly items: readonly { readonly component: string; readonly quantityMilli: number; readonly uom: string; readonly scrapPercent: number }[];
}

/** One operation on one line: how many of `uom` it makes in an hour, and the change-over before it. */
export interface SeedRouting {
  readonly sku: string;
  readonly plant: string;
  readonly operations: readonly {
    readonly operation: string;
    readonly name: string;
    readonly workCentre: string;
    readonly perHour: number;
    readonly uom: string;
    readonly setupMin: number;
  }[];
}

/** What lies in one storage location, in one batch (empty: the item is not kept by batches), in base units. */
export interface SeedStock {
  readonly sku: string;
  readonly plant: string;
  readonly location: string;
  readonly batch: string;
  readonly status: 'free' | 'quality' | 'blocked';
  readonly baseMilli: number;
  readonly madeOn: string | null;
  readonly expiresOn: string | null;
  /** Kept for this sales order (special stock E); null: for anybody. */
  readonly salesOrder: string | null;
}

/** An order of the shop floor, in base units. */
export interface SeedProductionOrder {
  readonly number: string;
  readonly sku: string;
  readonly plant: string;
  /** Storage location that the goods go to. */
  readonly location: string;
  readonly baseMilli: number;
  readonly doneBaseMilli: number;
  readonly startOn: string;
  readonly dueOn: string;
  readonly released: boolean;
}

/** An order at a supplier, one item each, in base units. */
export interface SeedPurchaseOrder {
  readonly number: string;
  readonly supplier: string;
  readonly supplierName: string;
  readonly plant: string;
  readonly location: string;
  readonly sku: string;
  readonly baseMilli: number;
  readonly receivedBaseMilli: number;
  readonly currency: string;
  readonly netMinor: number;
  readonly orderedOn: string;
  readonly dueOn: string;
}

/** An invoice of a past order (`order` null: a balance from before); `openMinor` of it is unpaid. The open ones of a customer sum up to its receivables. */
export interface SeedInvoice {
  readonly number: string;
  readonly customer: string;
  readonly order: string | null;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly openMinor: number;
}

/** Everything that the ERP holds at its first start. */
export interface CompanySeed {
  /** The day before which history ends; kept, so that a restart builds the same company. */
  readonly today: string;
  readonly companies: readonly SeedCompany[];
  readonly salesOrgs: readonly SeedSalesOrg[];
  readonly items: readonly SeedItem[];
  readonly customers: readonly SeedCustomer[];
  readonly prices: readonly SeedPrice[];
  readonly pastOrders: readonly SeedOrder[];
  readonly stocks: readonly SeedStock[];
  readonly boms: readonly SeedBom[];
  readonly routings: readonly SeedRouting[];
  readonly productionOrders: readonly SeedProductionOrder[];
  readonly purchaseOrders: readonly SeedPurchaseOrder[];
  readonly invoices: readonly SeedInvoice[];
  readonly workCentres: readonly { readonly code: string; readonly name: string; readonly plant: string }[];
}
