/** A step of a rising map. */
export interface Step {
  readonly raw: number;
  readonly p: number;
}

interface Block {
  from: number;
  to: number;
  right: number;
  weight: number;
}

/**
 * The rising step map that is nearest to the outcomes (pool adjacent violators, Ayer et al. 1955). A quarter of a
 * right and of a wrong line is added to each block, so that no block of few lines claims certainty.
 */
export function fitIsotonic(points: readonly { readonly raw: number; readonly right: boolean; readonly weight: number }[]): Step[] {
  const blocks: Block[] = [];
  for (const point of [...points].sort((a, b) => a.raw - b.raw)) {
    blocks.push({ from: point.raw, to: point.raw, right: point.right ? point.weight : 0, weight: point.weight });
    for (let last = blocks.at(-1), before = blocks.at(-2); last && before; last = blocks.at(-1), before = blocks.at(-2)) {
      if (before.right / before.weight < last.right / last.weight) break;
      blocks.splice(-2, 2, { from: before.from, to: last.to, right: before.right + last.right, weight: before.weight + last.weight });
    }
  }
  const steps = blocks.map((block) => ({ raw: (block.from + block.to) / 2, p: (block.right + 0.25) / (block.weight + 0.5) }));
  return steps.filter((step, i) => i === 0 || step.p >= (steps[i - 1]?.p ?? 0));
}
