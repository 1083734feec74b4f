import type { Instant } from '../../../../kernel/time.ts';
import type { AliasChange, AliasScope, AliasSource } from '../../contract/aliases.ts';

/** Something to be learnt: what an owner's words mean, or do not mean. */
export interface NewLesson {
  readonly scope: AliasScope;
  readonly scopeId: string;
  /** Key of the words, as the reader makes it; empty words teach nothing. */
  readonly key: string;
  readonly words: string;
  readonly sku: string;
  readonly uom: string | null;
  readonly at: Instant;
  readonly source: AliasSource;
  readonly change: AliasChange;
  readonly amount: number;
  /** Our order's id, or a past order's number: one order teaches a meaning once. */
  readonly orderRef: string | null;
  readonly orderId: string | null;
  readonly conversationId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What is the same for most lessons. */
export const noOrder = { orderRef: null, orderId: null, conversationId: null, facts: {} } as const;

/** Does the lesson say what words mean, rather than take something away? */
export const teaches = (change: AliasChange): boolean => change === 'taught' || change === 'confirmed' || change === 'promoted' || change === 'imported';

/** The lesson by which a region or company gets what its customers mean, with where it came from. */
export const promotionLesson = (
  to: { readonly scope: AliasScope; readonly scopeId: string; readonly key: string; readonly example: string },
  by: { readonly sku: string; readonly supporters: readonly string[] },
  at: Instant,
  facts: Readonly<Record<string, unknown>> = {},
): NewLesson => ({
  ...noOrder,
  scope: to.scope,
  scopeId: to.scopeId,
  key: to.key,
  words: to.example,
  sku: by.sku,
  uom: null,
  at,
  source: 'promotion',
  change: 'promoted',
  amount: Math.max(1, by.supporters.length),
  facts: { customers: by.supporters.slice(0, 50), ...facts },
});
