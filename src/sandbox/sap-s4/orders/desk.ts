import type { Journal } from '../../kit/index.ts';
import { saved } from './book.ts';
import type { JournalRecord, Order } from './types.ts';
import type { World } from './world.ts';

/** Enters orders so that they outlive a crash: in the book at once, so that two at a time see each other, then on the disk before anyone is told. */
export interface OrderDesk {
  /** Resolves when the order is kept. When it cannot be kept the book goes back to what it was, and the fault is thrown. */
  keep(order: Order): Promise<void>;
  remove(order: Order): Promise<void>;
  /** Lowers what a customer owes by a payment; answers what is left. */
  pay(customer: string, minor: number): Promise<number>;
}

/** What open pages are told. */
export type OrderListener = (event: 'order.created' | 'order.changed' | 'order.deleted' | 'payment', number: string) => void;

/** A desk over a book and its journal. */
export function createOrderDesk(world: World, journal: Journal<JournalRecord>, tell: OrderListener): OrderDesk {
  const { book } = world;
  return {
    keep: async (order) => {
      const before = book.byNumber(order.number);
      book.put(order);
      try {
        await journal.append({ t: 'order', order: saved(order) });
      } catch (error) {
        if (before) book.put(before);
        else book.remove(order.number);
        throw error;
      }
      tell(before ? 'order.changed' : 'order.created', order.number);
    },
    remove: async (order) => {
      book.remove(order.number);
      await journal.append({ t: 'deleted', number: order.number });
      tell('order.deleted', order.number);
    },
    pay: async (customer, minor) => {
      const left = (world.receivables.get(customer) ?? 0) - minor;
      world.receivables.set(customer, left);
      await journal.append({ t: 'receivables', customer, minor: left });
      tell('payment', customer);
      return left;
    },
  };
}
