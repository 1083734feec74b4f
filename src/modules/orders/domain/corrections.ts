import type { LifeEvent } from '../contract.ts';

/** Why a version was made, when a clerk's hand on the lines made it. */
export const corrections: ReadonlySet<string> = new Set(['line_corrected', 'line_added', 'line_removed']);

/** The reason of the change that made a version: said with it, or the newest one said after it; null when nobody said one. */
export function reasonOfChange(life: readonly LifeEvent[], version: number): string | null {
  const said = life.findLast(
    ({ kind, why, facts }) => facts['version'] === version && typeof facts['reason'] === 'string' && (kind === 'version' || why === 'change_explained'),
  );
  return (said?.facts['reason'] as string | undefined) ?? null;
}
