/** The shape of the demo factory. What the ERP holds of it has the shape that every ERP sandbox takes; people and vans are ours. */

/** A company code of the ERP. */
export interface DemoCompany {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly currency: string;
  readonly language: string;
}

/** A sales organisation with its time zone. */
export interface DemoSalesOrg {
  readonly code: string;
  readonly name: string;
  readonly company: string;
  readonly currency: string;
  readonly channel: string;
  readonly division: string;
  readonly plant: string;
  readonly creditSegment: string;
  readonly zone: string;
  /** Tax on what is sold: of an item group, or (null) of everything else. */
  readonly taxes: readonly { readonly group: string | null; readonly bp: number }[];
}

/** A finished good or a material. */
export interface DemoItem {
  readonly sku: string;
  readonly type: 'FERT' | 'ROH' | 'VERP';
  readonly names: { readonly en: string; readonly hi: string | null; readonly ar: string | null };
  readonly group: string;
  readonly brand: string;
  readonly size: string;
  readonly pricePoint: number | null;
  readonly flavour: string;
  readonly netWeightG: number;
  readonly baseUom: string;
  readonly salesUom: string;
  readonly uoms: readonly { readonly uom: string; readonly numerator: number; readonly denominator: number; readonly barcode: string | null }[];
  readonly active: boolean;
  readonly successor: string | null;
  readonly salesOrgs: readonly string[];
  readonly cost: { readonly minor: number; readonly perBase: number; readonly currency: string } | null;
}

/** A list price. */
export interface DemoPrice {
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

/** A place of delivery. */
export interface DemoShipTo {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly street: string;
  readonly postalCode: string;
  readonly isDefault: boolean;
}

/** A person at a customer; the phone number cannot exist. */
export interface DemoContact {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly role: 'owner' | 'buyer' | 'accounts' | 'store';
  readonly language: string;
}

/** A customer. */
export interface DemoCustomer {
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
  /** `exposureMinor` is receivables plus open orders on the morning of the first day. */
  readonly credit: { readonly limitMinor: number; readonly exposureMinor: number; readonly receivablesMinor: number } | null;
  readonly shipTos: readonly DemoShipTo[];
  readonly contacts: readonly DemoContact[];
}

/** A line of a past order with the customer's own words. */
export interface DemoOrderLine {
  readonly sku: string;
  readonly quantityMilli: number;
  readonly uom: string;
  readonly words: string | null;
  readonly netMinor: number;
}

/** A past order. */
export interface DemoOrder {
  readonly number: string;
  readonly salesOrg: string;
  readonly customer: string;
  readonly shipTo: string;
  readonly at: number;
  readonly requestedOn: string;
  readonly customerPo: string | null;
  readonly open: boolean;
  readonly lines: readonly DemoOrderLine[];
}

/** What lies in a storage location, in one batch, in base units. */
export interface DemoStock {
  readonly sku: string;
  readonly plant: string;
  readonly location: string;
  readonly batch: string;
  readonly status: 'free' | 'quality' | 'blocked';
  readonly baseMilli: number;
  readonly madeOn: string | null;
  readonly expiresOn: string | null;
  readonly salesOrder: string | null;
}

/** A bill of material. */
export interface DemoBom {
  readonly sku: string;
  readonly plant: string;
  readonly baseMilli: number;
  readonly items: readonly { readonly component: string; readonly quantityMilli: number; readonly uom: string; readonly scrapPercent: number }[];
}

/** A routing. */
export interface DemoRouting {
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

/** An order of the shop floor, in base units. */
export interface DemoProductionOrder {
  readonly number: string;
  readonly sku: string;
  readonly plant: string;
  readonly location: string;
  readonly baseMilli: number;
  readonly doneBaseMilli: number;
  readonly startOn: string;
  readonly dueOn: string;
  readonly released: boolean;
}

/** An order at a supplier, in base units. */
export interface DemoPurchaseOrder {
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

/** An invoice and what of it is unpaid. */
export interface DemoInvoice {
  readonly number: string;
  readonly customer: string;
  readonly order: string | null;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly openMinor: number;
}

/** A sign-in of the demo. */
export interface DemoPerson {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly language: string;
  /** A number that cannot exist. */
  readonly phone: string;
}

/** Who of a role is on duty when: people by e-mail address, minutes of the day on the wall clock of `zone`. */
export interface DemoRota {
  readonly company: string;
  readonly role: string;
  readonly zone: string;
  readonly shifts: readonly { readonly email: string; readonly weekdays: readonly number[]; readonly fromMin: number; readonly toMin: number }[];
}

/** The rules with which the company sells, in the forms of pricing and orders: every item is judged by them from the first order on. */
export interface DemoPriceRules {
  readonly company: string;
  readonly why: string;
  readonly rules: readonly {
    readonly kind: 'scheme' | 'floor' | 'tax' | 'policy';
    readonly code: string;
    readonly body: Readonly<Record<string, unknown>>;
    /** Left out: the company of all the others. */
    readonly company?: string;
  }[];
  /** What is wanted of orders: of all (null) or of one customer. */
  readonly orderRules: readonly { readonly customer: string | null; readonly wants: Readonly<Record<string, unknown>> }[];
}

/** A van. */
export interface DemoVan {
  readonly code: string;
  readonly registration: string;
  readonly salesOrg: string;
  readonly driver: string;
  readonly capacityKg: number;
}

/** A phone of the simulator. */
export interface DemoPhone {
  readonly phone: string;
  readonly name: string;
  readonly customer: string;
  readonly customerName: string;
  readonly language: string;
}

/** Everything. */
export interface DemoFactory {
  readonly today: string;
  readonly name: string;
  readonly companies: readonly DemoCompany[];
  readonly salesOrgs: readonly DemoSalesOrg[];
  readonly items: readonly DemoItem[];
  readonly customers: readonly DemoCustomer[];
  readonly prices: readonly DemoPrice[];
  readonly pastOrders: readonly DemoOrder[];
  readonly stocks: readonly DemoStock[];
  readonly boms: readonly DemoBom[];
  readonly routings: readonly DemoRouting[];
  readonly productionOrders: readonly DemoProductionOrder[];
  readonly purchaseOrders: readonly DemoPurchaseOrder[];
  readonly invoices: readonly DemoInvoice[];
  readonly workCentres: readonly { readonly code: string; readonly name: string; readonly plant: string }[];
  readonly people: readonly DemoPerson[];
  readonly rotas: readonly DemoRota[];
  readonly priceRules: DemoPriceRules;
  readonly vans: readonly DemoVan[];
  readonly phones: readonly DemoPhone[];
}
