import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import {
  assignOutcomesSchema,
  bulkOutcomesSchema,
  orderPageSchema,
  type AddNote,
  type AssignOutcome,
  type AssignOrder,
  type BulkAssign,
  type BulkConfirm,
  type BulkOutcome,
  type ExplainChange,
  type OrderPage,
  type SnoozeOrder,
} from '../../modules/orders/contract.ts';
import { ask } from './client.ts';
import { orderChangesOf } from './order-changes.ts';
import { keys } from './stale-keys.ts';
import { useCommand, type Done } from './use-command.ts';

type Ended<T> = Promise<Done<T> | null>;

/** What the desk does around orders. Each ends as `Done`, or null when another one was still under way. */
export interface DeskCommands {
  readonly busy: boolean;
  assign(id: string, input: AssignOrder): Ended<OrderPage>;
  snooze(id: string, input: SnoozeOrder): Ended<OrderPage>;
  wake(id: string): Ended<OrderPage>;
  note(id: string, note: AddNote): Ended<OrderPage>;
  reopen(id: string, version: number): Ended<OrderPage>;
  /** Says why the lines were changed last. */
  explain(id: string, input: ExplainChange): Ended<OrderPage>;
  /** Each order on its own, as above. */
  assignAll(orders: BulkAssign['orders']): Ended<readonly AssignOutcome[]>;
  /** Each order on its own; what became of it is told for each. */
  acceptAll(orders: BulkConfirm['orders']): Ended<readonly BulkOutcome[]>;
}

const mostAtOnce = 200;

/** The commands of the desk; an order that comes back is shown at once. */
export function useDeskCommands(): DeskCommands {
  const client = useQueryClient();
  const { busy, run } = useCommand(null);
  return useMemo(() => {
    const { changed } = orderChangesOf(client);
    const order = (id: string, path: string, body?: unknown, method: 'POST' | 'DELETE' = 'POST'): Ended<OrderPage> =>
      run(async () => {
        const page = await answerOf(orderPageSchema, id, path, body, method).finally(() => changed([id]));
        client.setQueryData(keys.order(id), page);
        return page;
      });
    const inParts = <O extends { readonly id: string }, T>(orders: readonly O[], act: (part: readonly O[]) => Promise<readonly T[]>): Ended<readonly T[]> =>
      run(async () => {
        const outcomes: T[] = [];
        for (let from = 0; from < orders.length; from += mostAtOnce) {
          const part = orders.slice(from, from + mostAtOnce);
          outcomes.push(...(await act(part).finally(() => changed(part.map(({ id }) => id)))));
        }
        return outcomes;
      });
    return {
      busy,
      assign: (id, input) => order(id, 'assign', input),
      snooze: (id, input) => order(id, 'snooze', input),
      wake: (id) => order(id, 'snooze', undefined, 'DELETE'),
      note: (id, note) => order(id, 'notes', note),
      explain: (id, input) => order(id, 'change-reason', input),
      reopen: (id, version) => order(id, 'reopen', { version }),
      assignAll: (orders) => inParts(orders, async (part) => (await askMany(assignOutcomesSchema, 'bulk-assign', part)).outcomes),
      acceptAll: (orders) => inParts(orders, async (part) => (await askMany(bulkOutcomesSchema, 'bulk-confirm', part)).outcomes),
    };
  }, [busy, client, run]);
}

const answerOf = <S extends z.ZodType>(schema: S, id: string, path: string, body: unknown, method: 'POST' | 'DELETE'): Promise<z.output<S>> =>
  ask(schema, `/api/orders/${encodeURIComponent(id)}/${path}`, { method, ...(body === undefined ? {} : { body }) });

const askMany = <S extends z.ZodType>(schema: S, path: string, orders: readonly unknown[]): Promise<z.output<S>> =>
  ask(schema, `/api/orders/${path}`, { method: 'POST', body: { orders } });
