import type { PeriodicJob } from '../../../platform/jobs/definition.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { rekeyAliases } from '../commands/aliases/rekey-aliases.ts';

/** Once a day: aliases follow the lexicon, which makes keys of words. */
export const aliasUpkeep = (): PeriodicJob => ({
  name: 'intake.rekey-aliases',
  everySeconds: 86_400,
  handle: async (runtime, signal) => {
    let after: string | null = null;
    do {
      const from: string | null = after;
      after = await runtime.transaction(systemActor('intake'), (ctx) => rekeyAliases(ctx, from));
    } while (after !== null && !signal.aborted);
  },
});
