import { tableOf } from '../stats.ts';
import { grownTo } from './distractors.ts';
import { decideAll, findAll, type Decided, type Found } from './measure.ts';
import { phraseSets, type PhraseSet } from './phrase-sets.ts';
import { miniSearch, ours, trigrams } from './rivals.ts';

/** What is measured. */
export interface MatchingPlan {
  readonly data: string | null;
  readonly sizes: readonly number[];
  readonly seed: number;
}

/** Everything that was measured. */
export interface MatchingResult {
  readonly found: readonly Found[];
  readonly decided: readonly Decided[];
}

function allSets(plan: MatchingPlan): PhraseSet[] {
  const sets = phraseSets(plan.data);
  const grown = sets
    .filter((set) => set.grows)
    .flatMap((set) => plan.sizes.filter((size) => size > set.items.length).map((size) => ({ ...set, items: grownTo(set.items, size, plan.seed) })));
  return [...sets, ...grown].sort((a, b) => a.items.length - b.items.length);
}

/** Asks ours, MiniSearch and pg_trgm for the same phrases in the same catalogues. */
export async function benchMatching(plan: MatchingPlan, tell: (line: string) => void): Promise<MatchingResult> {
  const own = ours();
  const rivals = [own, miniSearch(), await trigrams()];
  const found: Found[] = [];
  const decided: Decided[] = [];
  try {
    for (const set of allSets(plan)) {
      tell(`${set.name}, ${set.items.length} items, ${set.phrases.length} phrases`);
      for (const rival of rivals) found.push(await findAll(set, rival, rival.name !== 'pg_trgm'));
      decided.push(decideAll(set, own.reader()));
    }
  } finally {
    for (const rival of rivals) await rival.close();
  }
  return { found, decided };
}

const percent = (share: number): string => (share * 100).toFixed(1);

/** The result as tables. */
export function matchingText({ found, decided }: MatchingResult): string {
  const rows = found.map((one) => [
    one.set,
    one.items,
    one.phrases,
    one.rival,
    percent(one.first),
    percent(one.firstFive),
    one.p50,
    one.p95,
    Math.round(one.indexMs),
    one.heapMb === null ? 'database' : Math.round(one.heapMb),
  ]);
  const decisions = decided.map((one) => [
    one.set,
    one.items,
    one.lines,
    percent(one.autoRight / Math.max(1, one.lines)),
    one.autoWrong,
    `${one.absentBooked} of ${one.absent}`,
    one.p50,
    one.p95,
  ]);
  return [
    'Finding: the phrase alone, no customer known',
    tableOf(['set', 'items', 'phrases', 'with', 'first %', 'in five %', 'ms p50', 'p95', 'index ms', 'heap MB'], rows),
    '',
    'Deciding: what our reader books when somebody without a past orders the phrase',
    tableOf(['set', 'items', 'lines', 'auto and right %', 'auto and wrong', 'not made here, booked', 'ms a line p50', 'p95'], decisions),
  ].join('\n');
}
