import type { BusinessDate, Instant } from '../../../kernel/time.ts';
import type { DraftLine, OrderState } from '../contract.ts';
import type { FreeGood } from './free-goods.ts';

/** A draft line with its price, once it has one. */
export interface PricedLine extends DraftLine {
  readonly priceMinor: number | null;
  /** How the price came about: see price-trace.ts. */
  readonly priceTrace: unknown;
  readonly netMinor: number | null;
  /** What goes along free by schemes, named on the first line of those that earn it; absent: nothing. */
  readonly free?: readonly FreeGood[];
  /** Tax on its net: rate in basis points, amount in minor units; absent or null: not known. */
  readonly tax?: { readonly bp: number; readonly minor: number } | null;
  /** Item of the ERP's document; absent: as `numbered` counts them, as it was created. */
  readonly erpLine?: number;
}

/** Why an order waits: the refusal that stopped it. */
export interface Waiting {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The aggregate. `version` rises with every change of what is ordered or decided. */
export interface Order {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly state: OrderState;
  readonly conversationId: string | null;
  readonly customer: string | null;
  readonly company: string;
  readonly shipTo: string | null;
  readonly currency: string | null;
  readonly language: string;
  readonly requestedDate: BusinessDate | null;
  readonly poNumber: string | null;
  readonly netMinor: number | null;
  readonly waiting: Waiting | null;
  readonly commandId: string | null;
  readonly erpReference: string | null;
  readonly erpNumber: string | null;
  readonly sender: string | null;
  readonly preview: string;
  /** The first order of those into which one was parted; null: not parted off. */
  readonly splitFrom: string | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly lines: readonly PricedLine[];
}

/** What intake proposes each time that it has read a conversation anew. */
export interface Proposal {
  readonly conversationId: string;
  readonly customer: string | null;
  readonly company: string;
  readonly sender: string;
  readonly preview: string;
  readonly language: string;
  readonly shipTo: string | null;
  readonly requestedDate: BusinessDate | null;
  readonly poNumber: string | null;
  readonly lines: readonly DraftLine[];
  /** When the newest message of it reached our door. */
  readonly receivedAt: Instant;
  /** `message_received`, `message_edited`, `message_deleted`, `answer_received`, `customer_linked`. */
  readonly why: string;
}
