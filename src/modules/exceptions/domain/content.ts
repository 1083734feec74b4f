import type { RaiseCase } from '../contract.ts';
import { canonical } from './agreement.ts';
import type { Case } from './case.ts';
import { inOrder } from './ladder.ts';

type Content = Pick<Case, 'card' | 'subject' | 'customer' | 'amountMinor' | 'currency' | 'choices' | 'personsNeeded' | 'audiences' | 'steps'>;

const parts = [
  'card',
  'subject',
  'customer',
  'amountMinor',
  'currency',
  'choices',
  'personsNeeded',
  'audiences',
  'steps',
] as const satisfies readonly (keyof Content)[];

/** What of a case is its content, in the order in which it is asked. */
export const contentOf = (raised: RaiseCase): Content => ({
  card: raised.card,
  subject: raised.subject,
  customer: raised.customer,
  amountMinor: raised.amountMinor,
  currency: raised.currency,
  choices: raised.choices,
  personsNeeded: raised.personsNeeded,
  audiences: raised.audiences,
  steps: inOrder(raised.steps),
});

/** Which parts of the content differ; none: the same version, and what people agreed to still counts. */
export const changedParts = (before: Content, after: Content): readonly string[] => parts.filter((part) => canonical(before[part]) !== canonical(after[part]));
