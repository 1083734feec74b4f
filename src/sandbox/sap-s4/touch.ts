import { restored, saved } from './orders/book.ts';
import type { Order } from './orders/types.ts';
import type { World } from './orders/world.ts';
import type { Plant } from './plant/plant.ts';

/** Objects whose records can be changed by hand. */
export type Touchable = 'item' | 'sales_order' | 'delivery' | 'invoice' | 'production_order' | 'purchase_order';

/** Changes made by hand in the ERP, all in one instant; answers the keys. */
export interface Touch {
  change(object: Touchable, count: number, keys: readonly string[]): readonly string[];
  addOrder(): string;
  removeOrder(): string;
}

/** Hands of somebody in the ERP. `keys`: records to choose from, where the books do not know them. */
export function createTouch(world: World, plant: Plant): Touch {
  const changeOrders = (count: number): readonly string[] =>
    world.book
      .list()
      .slice(0, count)
      .map((order) => {
        const next = restored(saved(order));
        next.changedMs = world.now();
        world.book.put(next);
        return order.number;
      });
  const changeDeliveries = (count: number): readonly string[] =>
    plant.deliveries
      .list()
      .slice(0, count)
      .map((delivery) => {
        plant.deliveries.put({ ...delivery, changedMs: world.now(), untouched: false });
        return delivery.number;
      });
  return {
    change: (object, count, keys) => {
      if (object === 'sales_order') return changeOrders(count);
      if (object === 'delivery') return changeDeliveries(count);
      const chosen = keys.slice(0, count);
      for (const key of chosen) world.touched.set(`${object}/${key}`, world.now());
      return chosen;
    },
    addOrder: () => {
      const last = world.book.list().at(-1);
      if (!last) return '';
      const order: Order = { ...last, number: String(Number(last.number) + 1), createdMs: world.now(), changedMs: world.now(), lines: [] };
      order.lines = last.lines.map((line) => ({ ...line, order }));
      world.book.put(order);
      return order.number;
    },
    removeOrder: () => {
      const number = world.book.list().at(-1)?.number ?? '';
      world.book.remove(number);
      return number;
    },
  };
}
