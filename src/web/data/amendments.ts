import { queryOptions, skipToken } from '@tanstack/react-query';
import { amendmentListSchema, amendmentSchema, type AmendmentList, type Change } from '../../modules/orders/contract.ts';
import { ask } from './client.ts';
import { keys } from './stale-keys.ts';

const placeOf = (orderId: string): string => `/api/orders/${encodeURIComponent(orderId)}/amendments`;

/** Every change to an order since the ERP holds it, oldest first; read again whenever the order is. */
export const amendmentsQuery = (orderId: string) =>
  queryOptions({ queryKey: [...keys.order(orderId), 'amendments'], queryFn: ({ signal }) => ask(amendmentListSchema, placeOf(orderId), { signal }) });

/** What changes would come to; nothing is asked while there are none. */
export const amendmentPreviewQuery = (orderId: string, version: number, changes: readonly Change[]) =>
  queryOptions({
    queryKey: [...keys.order(orderId), 'amendment-preview', version, JSON.stringify(changes)],
    queryFn:
      changes.length === 0
        ? skipToken
        : ({ signal }) => ask(amendmentSchema, `${placeOf(orderId)}/preview`, { method: 'POST', body: { version, changes }, signal }),
    gcTime: 0,
    retry: false,
  });

/** Asks for changes; `us`: our own wish, which the customer must accept. */
export const requestAmendment = (orderId: string, version: number, changes: readonly Change[], wantedBy: 'desk' | 'us'): Promise<AmendmentList> =>
  ask(amendmentListSchema, placeOf(orderId), { method: 'POST', body: { version, changes, wantedBy } });

/** Lets a waiting amendment go, with the findings that the clerk has seen. */
export const confirmAmendment = (orderId: string, amendmentId: string, accept: readonly string[]): Promise<AmendmentList> =>
  ask(amendmentListSchema, `${placeOf(orderId)}/${encodeURIComponent(amendmentId)}/confirm`, { method: 'POST', body: { accept } });

/** Takes a waiting amendment back. */
export const withdrawAmendment = (orderId: string, amendmentId: string): Promise<AmendmentList> =>
  ask(amendmentListSchema, `${placeOf(orderId)}/${encodeURIComponent(amendmentId)}/withdraw`, { method: 'POST', body: {} });
