import { addMs } from '../../kernel/time.ts';
import { defineJob, type PeriodicJob } from '../../platform/jobs/definition.ts';
import { systemActor } from '../../platform/runtime/ctx.ts';
import { keepTime } from './commands/keep-time.ts';
import { keepTimeJob } from './job-kinds.ts';
import { listForgotten } from './store/case-store.ts';

const exceptions = systemActor('exceptions');

/** The jobs of exceptions: idempotent, each looks at the case and does what time has brought. */
export const exceptionJobs = [
  defineJob<{ readonly caseId: string }>({
    name: keepTimeJob.name,
    concurrency: 4,
    handle: (runtime, { caseId }) => runtime.transaction(exceptions, (ctx) => keepTime(ctx, caseId)),
  }),
];

/** Looks for cases whose clock should have rung: their job got lost. */
export const exceptionSweep: PeriodicJob = {
  name: 'exceptions.sweep',
  everySeconds: 30,
  handle: (runtime) =>
    runtime.transaction(exceptions, async (ctx) => {
      for (const caseId of await listForgotten(ctx, addMs(ctx.now(), -20_000))) await ctx.enqueue(keepTimeJob, { caseId });
    }),
};
