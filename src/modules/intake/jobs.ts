import { addMs } from '../../kernel/time.ts';
import type { SendOutcome, WhatsappSender } from '../../platform/channels/whatsapp/index.ts';
import type { JobDefinition, PeriodicJob } from '../../platform/jobs/definition.ts';
import { systemActor } from '../../platform/runtime/ctx.ts';
import { absorbEvents } from './commands/absorb-events.ts';
import { learnFromHistory } from './commands/aliases/learn-history.ts';
import { promoteKeys } from './commands/aliases/promote-keys.ts';
import { applyStatuses } from './commands/apply-statuses.ts';
import { closeConversation, takeOverQuestion } from './commands/close-conversation.ts';
import { departMessage, noteDeparture, type Departure } from './commands/send-message.ts';
import { absorbJob, closeJob, learnHistoryJob, overdueJob, promoteJob, sendJob, statusJob } from './job-kinds.ts';
import type { IntakeDeps, IntakeSettings } from './settings.ts';
import { listForgotten } from './store/inbound-store.ts';
import { listOverdue } from './store/conversation-store.ts';

const intake = systemActor('intake');

/** Hands a message to the sender of its line. */
const deliver = (departure: Departure, sender: WhatsappSender | null, signal: AbortSignal): Promise<SendOutcome> =>
  sender === null ? Promise.resolve({ kind: 'rejected', code: 'unknown_line', text: departure.line }) : sender.send(departure.message, signal);

// A list of jobs with different data types; each is checked at its own enqueue.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- heterogeneous list, see above
type AnyJob = JobDefinition<any>;

const defined = <D extends object>(kind: { readonly name: string; readonly data?: D }, rest: Omit<JobDefinition<D>, 'name'>): AnyJob => ({
  name: kind.name,
  ...rest,
});

/** The jobs of intake. All are idempotent: each looks at the rows and does only what is still to be done. */
export const intakeJobs = (settings: IntakeSettings, deps: IntakeDeps): readonly AnyJob[] => [
  defined(absorbJob, {
    concurrency: 6,
    handle: async (runtime, who) => {
      await runtime.transaction(intake, (ctx) => absorbEvents(ctx, who, deps));
    },
  }),
  defined(statusJob, { concurrency: 2, handle: (runtime, data) => runtime.transaction(intake, (ctx) => applyStatuses(ctx, data)) }),
  defined(closeJob, { concurrency: 6, handle: (runtime, data) => runtime.transaction(intake, (ctx) => closeConversation(ctx, data, deps)) }),
  defined(learnHistoryJob, { concurrency: 2, handle: (runtime, data) => runtime.transaction(intake, (ctx) => learnFromHistory(ctx, data.erpNumbers)) }),
  defined(promoteJob, { concurrency: 1, handle: (runtime, data) => runtime.transaction(intake, (ctx) => promoteKeys(ctx, data.keys)) }),
  defined(overdueJob, { concurrency: 2, handle: (runtime, data) => runtime.transaction(intake, (ctx) => takeOverQuestion(ctx, data)) }),
  defined(sendJob, {
    concurrency: 8,
    handle: async (runtime, { outboundId }, signal) => {
      const departure = await runtime.transaction(intake, (ctx) => departMessage(ctx, outboundId));
      if (departure === null) return;
      const outcome = await deliver(departure, settings.whatsapp.senderFor(departure.line), signal);
      await runtime.transaction(intake, (ctx) => noteDeparture(ctx, departure, outcome));
    },
  }),
];

/** Looks for work whose job got lost: unabsorbed messages, quiet windows that nobody closed. */
export const intakeSweep = (): PeriodicJob => ({
  name: 'intake.sweep',
  everySeconds: 30,
  handle: (runtime) =>
    runtime.transaction(intake, async (ctx) => {
      const longAgo = addMs(ctx.now(), -20_000);
      for (const who of await listForgotten(ctx, longAgo)) await ctx.enqueue(absorbJob, who);
      for (const { id, quietUntil } of await listOverdue(ctx, longAgo)) await ctx.enqueue(closeJob, { conversationId: id, quietUntil });
    }),
});
