import type { StockComparison, StockDifference, StockMove } from '../contract.ts';
import type { StockEffect, StockKey } from './stock-moves.ts';

/** So much lies there. */
export interface Lying extends StockKey {
  readonly baseMilli: number;
}

/** A command of ours and what it does to stock. `certain`: it was booked after ours was read and before the ERP was asked. */
export interface OurMove extends Omit<StockMove, 'milli' | 'counted'> {
  readonly certain: boolean;
  /** It has left us, so that it may be in the ERP's figure. */
  readonly left: boolean;
  readonly effects: readonly StockEffect[];
}

const keyOf = ({ sku, place, lot, status }: StockKey): string => JSON.stringify([sku, place, lot, status]);
const mostListed = 200;

type Rows = Pick<StockComparison, 'positions' | 'differing' | 'unexplained' | 'differences'>;

/**
 * What lay there when it was read against what lies there now, position by position. What we booked in between must show: it is reckoned
 * first. What may have been booked in time (under way, or while one of the two was being read, or without a lot) explains a difference where it
 * brings the rest nearer to nothing. What is left over nobody here has done.
 */
export function compareStock(read: readonly Lying[], now: readonly Lying[], moves: readonly OurMove[]): Rows {
  const was = new Map(read.map((one) => [keyOf(one), one]));
  const is = new Map(now.map((one) => [keyOf(one), one]));
  const exact = new Map<string, StockKey>();
  const byLot = new Set([...read, ...now].filter((one) => one.lot !== '').map((one) => one.sku));
  for (const move of moves) {
    if (!move.certain) continue;
    for (const effect of move.effects) if (effect.lot !== '' || !byLot.has(effect.sku)) exact.set(keyOf(effect), effect);
  }
  const keys = new Map<string, StockKey>([...exact, ...was, ...is]);
  const used = new Set<string>();
  const differences = [...keys].flatMap(([key, at]): StockDifference[] => {
    const { sku, place, lot, status } = at;
    const readMilli = was.get(key)?.baseMilli ?? 0;
    const nowMilli = is.get(key)?.baseMilli ?? 0;
    const explained = explain(nowMilli - readMilli, movesAt(at, moves, used));
    if (nowMilli === readMilli && explained.unexplainedMilli === 0) return [];
    return [{ sku, place, lot, status, readMilli, nowMilli, ...explained }];
  });
  const sorted = differences.toSorted((a, b) => Math.abs(b.unexplainedMilli) - Math.abs(a.unexplainedMilli) || (keyOf(a) < keyOf(b) ? -1 : 1));
  return {
    positions: keys.size,
    differing: differences.length,
    unexplained: differences.filter((one) => one.unexplainedMilli !== 0).length,
    differences: sorted.slice(0, mostListed),
  };
}

interface MoveHere {
  readonly move: OurMove;
  readonly milli: number;
  /** Of which lot it is, only the ERP knows: it counts once. */
  readonly once: string | null;
  readonly used: Set<string>;
}

function movesAt(at: StockKey, moves: readonly OurMove[], used: Set<string>): readonly MoveHere[] {
  return moves.flatMap((move) =>
    move.effects.flatMap((effect, index): MoveHere[] => {
      const here = effect.sku === at.sku && effect.place === at.place && effect.status === at.status && (effect.lot === at.lot || effect.lot === '');
      return here ? [{ move, milli: effect.milli, once: effect.lot === at.lot ? null : `${move.commandId} ${index}`, used }] : [];
    }),
  );
}

function explain(difference: number, here: readonly MoveHere[]): Pick<StockDifference, 'moves' | 'unexplainedMilli'> {
  const sure = ({ move, once }: MoveHere): boolean => move.certain && once === null;
  let rest = difference - here.filter(sure).reduce((sum, one) => sum + one.milli, 0);
  const moves = here.map((one): StockMove => {
    const counted = sure(one) || mayCount(one, rest);
    if (counted && !sure(one)) {
      rest -= one.milli;
      if (one.once !== null) one.used.add(one.once);
    }
    const { commandId, kind, reference, state, at: when } = one.move;
    return { commandId, kind, reference, state, at: when, milli: one.milli, counted };
  });
  return { moves, unexplainedMilli: rest };
}

const mayCount = ({ move, milli, once, used }: MoveHere, rest: number): boolean =>
  move.left && !(once !== null && used.has(once)) && Math.abs(rest - milli) < Math.abs(rest);
