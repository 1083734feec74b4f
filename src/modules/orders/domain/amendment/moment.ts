import type { OrderState } from '../../contract.ts';

/** How far the goods of an order are: what may still be changed hangs on it. */
export type Moment = 'not_allocated' | 'allocated' | 'on_its_way' | 'over';

const moments: Readonly<Partial<Record<OrderState, Moment>>> = {
  confirmed: 'not_allocated',
  allocated: 'allocated',
  picked: 'on_its_way',
  loaded: 'on_its_way',
  delivery_failed: 'on_its_way',
  part_delivered: 'over',
  delivered: 'over',
  invoiced: 'over',
  closed: 'over',
};

/** The moment of an order; null when the ERP does not hold it, or is being asked about another change. */
export const momentOf = (state: OrderState): Moment | null => moments[state] ?? null;
