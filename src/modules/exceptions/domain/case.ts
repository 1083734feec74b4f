import type { Instant } from '../../../kernel/time.ts';
import type { Audience, CaseKind, CaseState, CaseStep, Choice, Decision, Telling } from '../contract.ts';

/** A case with who was told of its present version and what was chosen so far. */
export interface Case {
  readonly id: string;
  readonly number: string;
  readonly kind: CaseKind;
  readonly key: string;
  readonly state: CaseState;
  /** Version of the content. */
  readonly version: number;
  readonly versionAt: Instant;
  readonly company: string;
  readonly subject: { readonly noun: string; readonly id: string; readonly label: string };
  readonly customer: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly requestedBy: string;
  /** Everybody who asked for it while it was open, as actor texts. */
  readonly requesters: readonly string[];
  readonly card: unknown;
  readonly audiences: readonly Audience[];
  /** In the order in which they are asked. */
  readonly steps: readonly CaseStep[];
  readonly choices: readonly Choice[];
  readonly personsNeeded: number;
  readonly deadlineAt: Instant | null;
  /** How many steps have been asked, since when the last of them, and whether its people were reminded. */
  readonly stepsAsked: number;
  readonly stepAt: Instant;
  readonly reminded: boolean;
  /** When the clock next has something to do. */
  readonly nextAt: Instant | null;
  readonly outcome: Choice | null;
  readonly raisedAt: Instant;
  readonly ackedAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly tellings: readonly Telling[];
  readonly decisions: readonly Decision[];
}

/** Somebody who looks at a case: their right to decide depends on these. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Customers whom this person looks after. */
  readonly customers: readonly string[];
}

/** The role of a telling by which somebody was only shown the case. */
export const forwardedRole = 'forwarded';

/** The highest tier that has been asked; 0 before anybody was. */
export const tierOf = (file: Pick<Case, 'steps' | 'stepsAsked'>): number => Math.max(0, ...file.steps.slice(0, file.stepsAsked).map((step) => step.tier));

/** The actor text of a person. */
export const actorOf = (person: string): string => `person:${person}`;

/** True for a person who asked for this case, in whichever form the asker was named. */
export const isRequester = (file: Pick<Case, 'requesters' | 'requestedBy'>, person: string): boolean =>
  [file.requestedBy, ...file.requesters].some((one) => one === person || one === actorOf(person));
