/** The jobs of intake by name: commands enqueue them, `jobs.ts` says what they do. */
import type { Instant } from '../../kernel/time.ts';
import type { JobKind } from '../../platform/jobs/definition.ts';

/** A person on a line of a channel. */
export interface Who {
  readonly channel: string;
  readonly line: string;
  readonly sender: string;
}

/** Take up what a person wrote. */
export const absorbJob: JobKind<Who> = { name: 'intake.absorb-events' };

/** Apply the ticks that the provider reports. */
export const statusJob: JobKind<{ channel: string; keys: readonly string[] }> = { name: 'intake.apply-statuses' };

/** The quiet window that ended at `quietUntil` may be over: read the conversation as one order. */
export const closeJob: JobKind<{ conversationId: string; quietUntil: Instant }> = { name: 'intake.close-conversation' };

/** A question is still unanswered: the desk takes over. */
export const overdueJob: JobKind<{ conversationId: string; questionsAsked: number }> = { name: 'intake.take-over-question' };

/** Hand a message of ours to the channel. */
export const sendJob: JobKind<{ outboundId: string }> = { name: 'intake.send-message' };

/** Why the reader is fitted anew; `catalogueVersion` of the change that asked for it. */
export interface RefitCause {
  readonly cause: 'asked' | 'nightly' | 'catalogue';
  readonly catalogueVersion: number;
}

/** Fit the reader to a company. */
export const refitJob: JobKind<RefitCause & { readonly company: string }> = { name: 'intake.refit-reader' };

/** Learn the customers' words in past orders of the ERP. */
export const learnHistoryJob: JobKind<{ erpNumbers: readonly string[] }> = { name: 'intake.learn-history' };

/** Something was learnt about these keys: see whether what some customers mean is what their region or the company means. */
export const promoteJob: JobKind<{ keys: readonly string[] }> = { name: 'intake.promote-aliases' };

/** Ask the language model about the lines that would be asked. */
export const consultJob: JobKind<{ readonly conversationId: string; readonly company: string }> = { name: 'intake.consult-model' };

/** Somebody who is asked to decide a case. */
export interface TellPerson {
  readonly caseId: string;
  readonly person: string;
  readonly isReminder: boolean;
}

/** Write to a colleague on their phone that a case waits for them. */
export const tellPersonJob: JobKind<TellPerson> = { name: 'intake.tell-person' };

/** What is said to somebody who pressed a button. */
export interface PressAnswer {
  readonly line: string;
  readonly to: string;
  readonly text: string;
}

/** Tell somebody what came of the button that they pressed. */
export const answerPressJob: JobKind<PressAnswer> = { name: 'intake.answer-press' };
