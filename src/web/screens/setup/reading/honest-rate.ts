/** Audited lines of which none is wrong, from which the bound falls below the 0.5 % that is promised. */
export const enoughAudited = 600;

/** What may honestly be said about wrong lines: nothing, only a ceiling, or a rate with its ceiling. */
export type HonestRate =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ceiling'; readonly upper: number; readonly missing: number }
  | { readonly kind: 'rate'; readonly rate: number; readonly upper: number };

/** A rate from few lines is no rate: until enough have been audited, only what it is certainly below is said. */
export function honestRate(wrongAuto: number | null, upper95: number | null, audited: number): HonestRate {
  if (wrongAuto === null || upper95 === null || audited === 0) return { kind: 'nothing' };
  return audited < enoughAudited ? { kind: 'ceiling', upper: upper95, missing: enoughAudited - audited } : { kind: 'rate', rate: wrongAuto, upper: upper95 };
}
