import type { LexiconPatch } from '../../../engines/reading/index.ts';
import type { LlmProvider } from '../../../platform/ai/index.ts';
import type { JobDefinition, PeriodicJob } from '../../../platform/jobs/definition.ts';
import { systemActor, type Runtime } from '../../../platform/runtime/ctx.ts';
import { keepAdvice, prepareConsultation } from '../commands/reading/consult-model.ts';
import { prepareRefit, saveRefit } from '../commands/reading/refit-reader.ts';
import { consultJob, refitJob, type RefitCause } from '../job-kinds.ts';
import { listCompanies } from '../queries/companies.ts';
import type { Trainer } from '../reading/trainer.ts';
import type { IntakeDeps } from '../settings.ts';

const intake = systemActor('intake');
const daySeconds = 86_400;

/** Who fits, and with which words of this installation. */
export interface Fitting {
  readonly trainer: Trainer;
  readonly installed: LexiconPatch | null;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of jobs with different data types; each is checked at its own enqueue
type AnyJob = JobDefinition<any>;

/** Fits the reader: what it needs is read in one transaction, the fitting runs outside of any, what it brought is kept in another. */
async function refit(runtime: Runtime, { company, ...cause }: RefitCause & { readonly company: string }, { trainer, installed }: Fitting): Promise<void> {
  const input = await runtime.transaction(intake, (ctx) => prepareRefit(ctx, company, cause, installed));
  if (input === null) return;
  const { trained, error } = await trainer.train(input);
  if (error !== null) runtime.log.error({ company, error }, 'the reader could not be fitted');
  await runtime.transaction(intake, (ctx) => saveRefit(ctx, company, input, trained));
}

/** Asks the language model, outside of any transaction. Whatever comes of it, the order goes on without it. */
async function consult(
  runtime: Runtime,
  data: { conversationId: string; company: string },
  deps: IntakeDeps,
  llm: LlmProvider,
  signal: AbortSignal,
): Promise<void> {
  const consultation = await runtime.transaction(intake, (ctx) => prepareConsultation(ctx, data.conversationId, data.company));
  if (consultation === null) return;
  const answer = await llm.complete(consultation.question, signal);
  await runtime.transaction(intake, (ctx) => keepAdvice(ctx, consultation, answer, { ...deps, llm }));
}

/** The jobs around reading. Both are idempotent: each looks at what is still to be done. */
export function readingJobs(deps: IntakeDeps, fitting: Fitting | null): readonly AnyJob[] {
  const { llm } = deps;
  return [
    {
      name: refitJob.name,
      concurrency: 1,
      retries: 2,
      expireSeconds: 600,
      handle: async (runtime, data: RefitCause & { company: string }) => (fitting === null ? undefined : refit(runtime, data, fitting)),
    },
    {
      name: consultJob.name,
      concurrency: 4,
      retries: 1,
      handle: async (runtime, data: { conversationId: string; company: string }, signal) =>
        llm === undefined ? undefined : consult(runtime, data, deps, llm, signal),
    },
  ];
}

/** Every night (of UTC) each company's reader is fitted anew with what was learnt since. */
export const nightlyRefit = (): PeriodicJob => ({
  name: 'intake.refit-nightly',
  everySeconds: daySeconds,
  handle: (runtime) =>
    runtime.transaction(intake, async (ctx) => {
      for (const company of await listCompanies(ctx)) await ctx.enqueue(refitJob, { company, cause: 'nightly', catalogueVersion: 0 });
    }),
});

/** Builds the reader of a changed catalogue before the next message needs it. */
export const warmReader = (deps: Pick<IntakeDeps, 'readers'>): PeriodicJob => ({
  name: 'intake.warm-reader',
  everySeconds: 20,
  handle: (runtime) =>
    runtime.transaction(intake, async (ctx) => {
      const [first] = await listCompanies(ctx);
      if (first !== undefined) await deps.readers.current(ctx, first);
    }),
});
