import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { orderPageSchema, type AddLine, type AskPrice, type CorrectLine, type OrderPage, type RejectOrder } from '../../modules/orders/contract.ts';
import { ask } from './client.ts';
import { orderChangesOf } from './order-changes.ts';
import { keys } from './stale-keys.ts';

/** What came of a command: done, or an error to show beside what the person typed. */
export type Outcome =
  { readonly ok: true; readonly order: OrderPage | null } | { readonly ok: false; readonly error: unknown } | { readonly ok: false; readonly error: null };

type Unversioned<T> = Omit<T, 'version'>;

/** What can be done to an order. Each ends as an `Outcome`, never as a rejected promise. */
export interface OrderCommands {
  /** True while a command of this order is under way: a second click or key does nothing. */
  readonly busy: boolean;
  confirm(version: number, accept: readonly string[]): Promise<Outcome>;
  reject(version: number, why: Unversioned<RejectOrder>): Promise<Outcome>;
  undo(version: number): Promise<Outcome>;
  correct(version: number, lineId: string, change: Unversioned<CorrectLine>): Promise<Outcome>;
  addLine(version: number, line: Unversioned<AddLine>): Promise<Outcome>;
  /** Asks for other prices than ours: the order goes through its checks and waits for whoever may decide. */
  askPrice(version: number, ask: Unversioned<AskPrice>): Promise<Outcome>;
  sendQuestion(conversationId: string): Promise<Outcome>;
  /** The conversation needs nobody any more; it made no order. */
  finishConversation(conversationId: string): Promise<Outcome>;
  linkCustomer(conversationId: string, customer: string, contactName: string): Promise<Outcome>;
}

/**
 * The commands on an order. One at a time: while one is under way others are dropped (`error: null`), so double
 * clicks and held keys are harmless. Whatever the outcome, the order is read again afterwards.
 */
export function useOrderCommands(orderId: string | null): OrderCommands {
  const client = useQueryClient();
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    async (path: string, method: 'POST' | 'PATCH', body: unknown, conversationId: string | null): Promise<Outcome> => {
      if (running.current) return { ok: false, error: null };
      running.current = true;
      setBusy(true);
      try {
        const answer = await ask(z.unknown(), path, { method, body });
        return { ok: true, order: keepOrder(client, answer) };
      } catch (error) {
        return { ok: false, error };
      } finally {
        running.current = false;
        setBusy(false);
        await reread(client, orderId, conversationId);
      }
    },
    [client, orderId],
  );
  return useMemo(() => {
    const order = `/api/orders/${encodeURIComponent(orderId ?? '')}`;
    const conversation = (id: string): string => `/api/conversations/${encodeURIComponent(id)}`;
    return {
      busy,
      confirm: (version, accept) => run(`${order}/confirm`, 'POST', { version, accept }, null),
      reject: (version, why) => run(`${order}/reject`, 'POST', { version, ...why }, null),
      undo: (version) => run(`${order}/undo`, 'POST', { version }, null),
      correct: (version, lineId, change) => run(`${order}/lines/${encodeURIComponent(lineId)}`, 'PATCH', { version, ...change }, null),
      addLine: (version, line) => run(`${order}/lines`, 'POST', { version, ...line }, null),
      askPrice: (version, asked) => run(`${order}/price-request`, 'POST', { version, ...asked }, null),
      sendQuestion: (id) => run(`${conversation(id)}/ask`, 'POST', {}, id),
      finishConversation: (id) => run(`${conversation(id)}/done`, 'POST', {}, id),
      linkCustomer: (id, customer, contactName) => run(`${conversation(id)}/customer`, 'POST', { customer, contactName }, id),
    };
  }, [busy, run, orderId]);
}

/** When the answer is the order itself, the page shows it at once instead of asking again first. */
function keepOrder(client: QueryClient, answer: unknown): OrderPage | null {
  const parsed = orderPageSchema.safeParse(answer);
  if (!parsed.success) return null;
  client.setQueryData(keys.order(parsed.data.id), parsed.data);
  return parsed.data;
}

async function reread(client: QueryClient, orderId: string | null, conversationId: string | null): Promise<void> {
  const changes = orderChangesOf(client);
  if (orderId !== null) changes.changed([orderId]);
  if (conversationId !== null) changes.changedTalk(conversationId);
  if (conversationId !== null) {
    void client.invalidateQueries({ queryKey: keys.conversations });
    void client.invalidateQueries({ queryKey: keys.conversation(conversationId) });
  }
  if (orderId !== null) await client.invalidateQueries({ queryKey: keys.order(orderId) });
}
