import { convertMilli, parseMilli } from '../../../kernel/quantity.ts';
import type { Delivery, ProductionReceipt, StockMovement, StockStatusChange } from '../contract.ts';

/** Where goods lie: item, place, lot and status. */
export interface StockKey {
  readonly sku: string;
  readonly place: string;
  /** Empty: the ERP says which. */
  readonly lot: string;
  readonly status: string;
}

/** By how much a command changes what lies there, in thousandths of the base unit. */
export interface StockEffect extends StockKey {
  readonly milli: number;
}

/** A unit of an item: `numerator` base units are `denominator` of it. */
export interface UnitOfItem {
  readonly sku: string;
  readonly uom: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** Kinds of commands that change what lies where. */
export const stockKinds = ['stock_movement', 'stock_status', 'production_receipt', 'delivery'] as const;

/** What a booking does to stock, by its own words; quantities in units that the item does not have do nothing that could be said. */
export function effectsOf(kind: string, payload: unknown, units: readonly UnitOfItem[]): readonly StockEffect[] {
  const base = ({ sku, uom, quantity }: { readonly sku: string; readonly uom: string; readonly quantity: string }): number | null => {
    const unit = units.find((one) => one.sku === sku && one.uom === uom);
    const milli = parseMilli(quantity);
    return unit === undefined || milli === null ? null : convertMilli(milli, unit, { uom: '', numerator: 1, denominator: 1 });
  };
  const effect = (key: Omit<StockKey, 'status'>, status: string, milli: number | null): readonly StockEffect[] =>
    milli === null || milli === 0 ? [] : [{ sku: key.sku, place: key.place, lot: key.lot, status, milli }];
  const less = (milli: number | null): number | null => (milli === null ? null : -milli);
  switch (kind) {
    case 'stock_movement':
      return movementEffects(payload as StockMovement, base, effect);
    case 'stock_status': {
      const held = payload as StockStatusChange;
      return [...effect(held, held.from, less(base(held))), ...effect(held, held.to, base(held))];
    }
    case 'production_receipt': {
      const made = payload as ProductionReceipt;
      return effect(made, 'free', base(made));
    }
    case 'delivery':
      return (payload as Delivery).lines.flatMap((line) => effect(line, 'free', less(base(line))));
    default:
      return [];
  }
}

function movementEffects(
  { movement, lines }: StockMovement,
  base: (line: StockMovement['lines'][number]) => number | null,
  effect: (key: Omit<StockKey, 'status'>, status: string, milli: number | null) => readonly StockEffect[],
): readonly StockEffect[] {
  return lines.flatMap((line) => {
    const milli = base(line);
    if (milli === null) return [];
    if (movement === 'receipt') return effect(line, 'free', milli);
    const gone = effect(line, 'free', -milli);
    return movement === 'transfer' && line.placeTo !== null ? [...gone, ...effect({ ...line, place: line.placeTo }, 'free', milli)] : gone;
  });
}
