import { nextState } from '../../../../kernel/machine.ts';
import type { Instant } from '../../../../kernel/time.ts';
import type { AmendmentState, Change, OrderState } from '../../contract.ts';
import type { Waiting } from '../order.ts';
import { amendmentMachine, type AmendmentEventName } from './amendment-machine.ts';
import type { Amendable } from './after-state.ts';

/** Whose wish an amendment is. */
export type WantedBy = 'customer' | 'desk' | 'us';

/** One side of an amendment, as kept. */
export interface AmendmentSide extends Amendable {
  readonly netMinor: number | null;
}

/** A change to an order that the ERP holds; kept for ever, whatever came of it. */
export interface AmendmentRecord {
  readonly id: string;
  readonly orderId: string;
  readonly state: AmendmentState;
  readonly wantedBy: WantedBy;
  readonly changes: readonly Change[];
  readonly before: AmendmentSide;
  readonly after: AmendmentSide;
  readonly lastErpLine: number;
  readonly orderState: OrderState | null;
  readonly waiting: Waiting | null;
  readonly commandId: string | null;
  readonly conversationId: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly decidedBy: string | null;
}

/** The amendment one step on; as it was when its state does not know the event. */
export const moved = (amendment: AmendmentRecord, event: AmendmentEventName): AmendmentRecord => ({
  ...amendment,
  state: nextState(amendmentMachine, amendment.state, event) ?? amendment.state,
});
