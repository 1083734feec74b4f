/** What happens in the plant beside sales orders: goods movements, deliveries, confirmations. Quantities in thousandths; each record says the whole state of its subject. */

/** 01 free, 02 in quality inspection, 07 blocked. */
export type StockType = '01' | '02' | '07';

/** One line of a material document: goods that go into a position or out of it. A transfer has two. */
export interface GoodsLine {
  readonly no: number;
  readonly sku: string;
  readonly plant: string;
  readonly location: string;
  readonly batch: string;
  readonly stock: StockType;
  readonly sign: 1 | -1;
  /** Movement type, `311`. */
  readonly type: string;
  readonly milli: number;
  readonly unit: string;
  readonly baseMilli: number;
  /** Made by the ERP beside a line that was sent: where a transfer arrives. */
  readonly auto: boolean;
  readonly toPlant: string;
  readonly toLocation: string;
  readonly toBatch: string;
  readonly order: string;
  /** Kind of the document it belongs to: B purchase order, F production order, R reservation, else empty. */
  readonly refType: string;
  readonly purchase: string;
  readonly delivery: string;
  readonly deliveryItem: string;
  readonly costCentre: string;
  readonly reason: string;
  readonly text: string;
  readonly reservation: string;
  readonly reservationItem: string;
  readonly final: boolean;
  /** Number of the line that this one takes back, in the document `reverses` of its document; 0: none. */
  readonly reversesLine: number;
}

/** A material document. It never changes; it is taken back by another one. */
export interface GoodsDocument {
  readonly year: string;
  readonly number: string;
  readonly postedOn: string;
  readonly documentOn: string;
  readonly createdMs: number;
  readonly user: string;
  readonly reference: string;
  readonly text: string;
  /** GoodsMovementCode; empty when a delivery posted it. */
  readonly code: string;
  readonly requestId: string;
  readonly reverses: string | null;
  readonly lines: readonly GoodsLine[];
  /** Came with the seed: not in the journal, and what it moved is in the seed's stock already. */
  readonly pristine: boolean;
}

/** One item of a delivery. */
export interface DeliveryLine {
  readonly no: number;
  readonly orderItem: number;
  readonly sku: string;
  readonly milli: number;
  readonly unit: string;
  readonly plant: string;
  readonly location: string;
  readonly batch: string;
  readonly pickedMilli: number;
  /** The item of which this is a part in another batch; 0: none. */
  readonly higher: number;
}

/** An outbound delivery. */
export interface Delivery {
  readonly number: string;
  readonly order: string;
  readonly soldTo: string;
  readonly shipTo: string;
  readonly org: string;
  readonly user: string;
  readonly createdMs: number;
  readonly changedMs: number;
  /** Never changed since it was made: SAP shows no day of change then. */
  readonly untouched: boolean;
  readonly version: number;
  readonly reference: string;
  readonly means: string;
  readonly plannedOn: string;
  /** Day of the goods issue, wished or real. */
  readonly movedOn: string | null;
  readonly issued: boolean;
  readonly extra: Readonly<Record<string, string | number | boolean | null>>;
  readonly lines: readonly DeliveryLine[];
  readonly pristine: boolean;
}

/** A confirmation of an operation. */
export interface Confirmation {
  readonly group: string;
  readonly count: string;
  readonly order: string;
  readonly operation: string;
  readonly externalKey: string;
  readonly text: string;
  readonly yieldMilli: number;
  /** The yield in base units. */
  readonly yieldBase: number;
  readonly scrapMilli: number;
  readonly unit: string;
  readonly reason: string;
  readonly postedOn: string;
  readonly createdMs: number;
  readonly user: string;
  readonly final: boolean;
  readonly isReversed: boolean;
  readonly isReversal: boolean;
  /** Further properties that were sent, as they are. */
  readonly extra: Readonly<Record<string, string | number | boolean | null>>;
}

/** What the journal holds of the plant. */
export type PlantRecord =
  | { readonly t: 'goods'; readonly document: GoodsDocument }
  | { readonly t: 'delivery'; readonly delivery: Delivery }
  | { readonly t: 'delivery_gone'; readonly number: string }
  | { readonly t: 'confirmation'; readonly confirmation: Confirmation };
