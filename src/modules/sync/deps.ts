import type { Connector, ConnectorDeps } from '../../connectors/kit/types.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import type { ChangeSalesOrder, CreateSalesOrder, PastOrderLine } from './contract.ts';

/** Whether the order took the news; an order that has moved on to another command refuses it. */
export interface Told {
  readonly ok: boolean;
}

interface AboutOrder {
  readonly orderId: string;
  readonly commandId: string;
}

/** What sync needs of orders: handed in, so that it can be tested without. Each call is part of the caller's transaction. */
export interface OrdersFace {
  getOrderForErp(ctx: Ctx, orderId: string): Promise<{ readonly commandId: string; readonly payload: CreateSalesOrder } | null>;
  /** The first call is about to leave. A refusal means that the order has another command by now: nothing is sent. */
  recordErpStarted(ctx: Ctx, facts: AboutOrder & { readonly reference: string }): Promise<Told>;
  recordErpCommitted(
    ctx: Ctx,
    facts: AboutOrder & { readonly erpNumber: string; readonly warnings: readonly string[]; readonly document: Readonly<Record<string, unknown>> },
  ): Promise<Told>;
  recordErpUnknown(ctx: Ctx, facts: AboutOrder & { readonly why: string }): Promise<Told>;
  recordErpRejected(
    ctx: Ctx,
    facts: AboutOrder & {
      readonly code: string;
      readonly text: string;
      readonly field: string | null;
      readonly erpNumber: string | null;
      readonly facts: Readonly<Record<string, unknown>>;
    },
  ): Promise<Told>;
  /** Any order as it would be sent now; null while it lacks what an ERP needs. */
  getOrderToSimulate(ctx: Ctx, orderId: string): Promise<{ readonly version: number; readonly payload: CreateSalesOrder } | null>;
  /** What trying an order in the ERP came to; answers its version, null when there is no such order. */
  recordDryRun(
    ctx: Ctx,
    facts: {
      readonly orderId: string;
      readonly outcome:
        | { readonly kind: 'passed' }
        | { readonly kind: 'refused'; readonly code: string; readonly text: string }
        | { readonly kind: 'not_known'; readonly why: string };
    },
  ): Promise<{ readonly version: number } | null>;
  /** Whether an order waits for its customer's credit. */
  waitsForCredit(ctx: Ctx): Promise<boolean>;
  /** A change to an order that the ERP holds; null when the command carries none. */
  getAmendmentForErp(
    ctx: Ctx,
    commandId: string,
  ): Promise<{ readonly kind: 'sales_order_change' | 'sales_order_cancel'; readonly payload: ChangeSalesOrder } | null>;
  recordAmendmentSent(ctx: Ctx, facts: AboutOrder): Promise<Told>;
  recordAmendmentApplied(ctx: Ctx, facts: AboutOrder & { readonly warnings: readonly string[] }): Promise<Told>;
  recordAmendmentUnknown(ctx: Ctx, facts: AboutOrder & { readonly why: string }): Promise<Told>;
  recordAmendmentRefused(ctx: Ctx, facts: AboutOrder & { readonly code: string; readonly text: string }): Promise<Told>;
  savePastLines(ctx: Ctx, lines: readonly PastOrderLine[]): Promise<unknown>;
}

/** What the composition root hands in. */
export interface SyncDeps {
  readonly connectors: readonly Connector[];
  /** 32 bytes; encrypts the secrets of connections at rest. */
  readonly secretKey: Uint8Array;
  readonly orders: OrdersFace;
  /** The reference that an ERP document carries for a command: `reference16` of the connector kit, with the tenant. */
  readonly referenceOf: (commandId: string) => string;
  /** Clock, chance and fetch for connectors; tests hand in their own. */
  readonly connectorDeps: ConnectorDeps;
}
