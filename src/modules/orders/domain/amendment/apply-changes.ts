import { ok, refuse, type Result } from '../../../../kernel/result.ts';
import type { Change } from '../../contract.ts';
import type { Amendable, ChangeFacts, ChangeRefusal } from './after-state.ts';
import { changeKinds } from './change-kinds.ts';

/**
 * What becomes of what stands when the changes are made one after the other. Lines that must be priced anew come back without a price;
 * all others keep theirs. Refused: what the kinds refuse, a chain of substitutes that comes back to where it began (`circular_substitute`),
 * and changes that change nothing.
 */
export function applyChanges(standing: Amendable, changes: readonly Change[], facts: ChangeFacts): Result<Amendable, ChangeRefusal> {
  const circle = circleOf(standing, changes);
  if (circle !== null) return refuse('circular_substitute', { chain: circle });
  let after = standing;
  for (const [position, change] of changes.entries()) {
    const refusal = checkOne(change, after, facts);
    if (refusal !== null) return { ok: false, refusal };
    after = applyOne(change, after, { ...facts, position });
  }
  return sameGoods(standing, after) ? refuse('nothing_changes') : ok(repriced(standing, after));
}

// each kind's functions take their own change only, which the compiler cannot follow through the table
const checkOne = <C extends Change>(change: C, standing: Amendable, facts: ChangeFacts): ChangeRefusal | null =>
  (changeKinds[change.kind].check as (change: C, standing: Amendable, facts: ChangeFacts) => ChangeRefusal | null)(change, standing, facts);
const applyOne = <C extends Change>(change: C, standing: Amendable, facts: ChangeFacts & { readonly position: number }): Amendable =>
  (changeKinds[change.kind].apply as (change: C, standing: Amendable, facts: ChangeFacts & { readonly position: number }) => Amendable)(
    change,
    standing,
    facts,
  );

/** Substitutions of one amendment that lead back to an item that they replaced; null when there are none. */
function circleOf(standing: Amendable, changes: readonly Change[]): readonly string[] | null {
  const replaced = new Map<string, string>();
  const nowOf = new Map(standing.lines.map((line) => [line.lineId, line.sku]));
  for (const change of changes) {
    if (change.kind !== 'substitute') continue;
    const from = nowOf.get(change.lineId) ?? null;
    if (from === null || from === change.sku) continue;
    replaced.set(from, change.sku);
    nowOf.set(change.lineId, change.sku);
    const chain = [from];
    for (let at = replaced.get(from); at !== undefined && !chain.slice(1).includes(at); at = replaced.get(at)) {
      chain.push(at);
      if (at === from) return chain;
    }
  }
  return null;
}

const goods = (state: Amendable): string =>
  JSON.stringify([state.requestedDate, state.lines.map((line) => [line.lineId, line.sku, line.quantityMilli, line.uom])]);
const sameGoods = (left: Amendable, right: Amendable): boolean => goods(left) === goods(right);

/** A line that came back to what it was keeps its price, as if nothing had been said about it. */
function repriced(standing: Amendable, after: Amendable): Amendable {
  const before = new Map(standing.lines.map((line) => [line.lineId, line]));
  return {
    ...after,
    lines: after.lines.map((line) => {
      const was = before.get(line.lineId);
      return was !== undefined && was.sku === line.sku && was.uom === line.uom && was.quantityMilli === line.quantityMilli ? was : line;
    }),
  };
}
