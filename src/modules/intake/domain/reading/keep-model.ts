/** Why a new fitting is used, or not. */
export type Keeping = { readonly kept: boolean; readonly reason: 'first' | 'not_worse' | 'worse' | 'too_few_judged' };

/** Judged lines below which a comparison says nothing. */
const enoughJudged = 50;

/**
 * Whether a fresh fitting replaces the present one: not when its log-loss on the newest judged lines is worse. Without a
 * present one, or with too few lines to compare, the fresh one is taken, because it knows the present catalogue.
 */
export function keepModel(judged: number, loss: { readonly fresh: number; readonly present: number | null }): Keeping {
  if (loss.present === null) return { kept: true, reason: 'first' };
  if (judged < enoughJudged) return { kept: true, reason: 'too_few_judged' };
  return loss.fresh <= loss.present ? { kept: true, reason: 'not_worse' } : { kept: false, reason: 'worse' };
}

/** Older lines to fit on, and the newest fifth to judge the fitting by. */
export function splitByAge<T>(oldestFirst: readonly T[]): { readonly older: readonly T[]; readonly newest: readonly T[] } {
  const at = Math.floor(oldestFirst.length * 0.8);
  return { older: oldestFirst.slice(0, at), newest: oldestFirst.slice(at) };
}
