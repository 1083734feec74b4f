/** The jobs of exceptions by name: commands enqueue them, `jobs.ts` says what they do. */
import type { JobKind } from '../../platform/jobs/kind.ts';

/** The clock of a case has something to do: remind, ask the next tier, let it lapse. */
export const keepTimeJob: JobKind<{ readonly caseId: string }> = { name: 'exceptions.keep-time' };
