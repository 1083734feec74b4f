import type { OutboundMessage } from '../../../platform/channels/whatsapp/index.ts';
import { defineJob } from '../../../platform/jobs/definition.ts';
import { systemActor, type Reaction, type Runtime } from '../../../platform/runtime/ctx.ts';
import { writeTelling } from '../commands/cases/tell-person.ts';
import { answerPressJob, tellPersonJob, type PressAnswer, type TellPerson } from '../job-kinds.ts';
import type { CaseChannel, IntakeSettings } from '../settings.ts';

const intake = systemActor('intake');

type Whatsapp = IntakeSettings['whatsapp'];

/** Sends once; what may succeed later fails the job, which comes again with back-off. What never will is a line of the log: the desk has the case. */
async function sendOnce(runtime: Runtime, whatsapp: Whatsapp, line: string, message: OutboundMessage, signal: AbortSignal): Promise<'done' | 'outside_window'> {
  const sender = whatsapp.senderFor(line);
  if (sender === null) {
    runtime.log.warn({ line }, 'message to a colleague not sent: unknown line');
    return 'done';
  }
  const outcome = await sender.send(message, signal);
  if (outcome.kind === 'sent' || outcome.kind === 'outside_window') return outcome.kind === 'sent' ? 'done' : 'outside_window';
  if (outcome.kind === 'rejected') {
    runtime.log.warn({ code: outcome.code }, 'message to a colleague not sent: rejected');
    return 'done';
  }
  throw new Error(`message to a colleague not sent: ${outcome.kind}`);
}

/** Messages to colleagues who are asked to decide. A lost answer may send one twice; each has its own link, and one decision ends them all. */
export const caseJobs = (whatsapp: Whatsapp, channel: CaseChannel) => [
  defineJob<TellPerson>({
    name: tellPersonJob.name,
    concurrency: 4,
    handle: async (runtime, told, signal) => {
      const send = async (windowClosed: boolean): Promise<'done' | 'outside_window'> => {
        const message = await runtime.transaction(intake, (ctx) => writeTelling(ctx, told, channel, windowClosed));
        return message === null ? 'done' : sendOnce(runtime, whatsapp, channel.line, message, signal);
      };
      if ((await send(false)) === 'outside_window') await send(true);
    },
  }),
  defineJob<PressAnswer>({
    name: answerPressJob.name,
    concurrency: 4,
    handle: async (runtime, { line, to, text }, signal) => {
      await sendOnce(runtime, whatsapp, line, { kind: 'text', to, text, reference: `KA-${runtime.newId()}` }, signal);
    },
  }),
];

const told = (event: string, isReminder: boolean): Reaction => ({
  event,
  when: 'same-transaction',
  name: `intake.${event.replace('.', '-')}`,
  handle: (ctx, { subject, payload }) => ctx.enqueue(tellPersonJob, { caseId: subject, person: (payload as { readonly person: string }).person, isReminder }),
});

/** Whoever is told of a case, or reminded, gets a message on their phone. */
export const caseReactions: readonly Reaction[] = [told('case.told', false), told('case.reminded', true)];
