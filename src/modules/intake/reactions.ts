import type { Reaction } from '../../platform/runtime/ctx.ts';
import type { OrderEvents } from '../orders/contract.ts';
import { queueHistory } from './commands/aliases/learn-history.ts';
import { confirmToCustomer, endWithOrder, followRest, tellChecking } from './commands/confirm-to-customer.ts';
import { learnFromDesk, unlearnFromDesk } from './commands/learn-alias.ts';
import { settleDecisions } from './commands/reading/note-decisions.ts';
import { noteCatalogueChange } from './commands/reading/refit-reader.ts';
import type { IntakePolicy } from './domain/quiet-window.ts';
import { offerPrice } from './commands/offer-price.ts';
import { tellAmendment } from './commands/tell-amendment.ts';
import { closeUses } from './store/aliases/uses.ts';

/** Our prices are put to the customer, who has as long for the answer as for any question. */
export const offerReaction = (policy: Pick<IntakePolicy, 'answerWithinMs'>): Reaction => ({
  event: 'order.price_offered',
  when: 'same-transaction',
  name: 'intake.offer-price',
  handle: (ctx, event) => offerPrice(ctx, event.payload as OrderEvents['order.price_offered'], policy.answerWithinMs),
});

/** What intake does because something happened to an order; all of it atomic with the cause. */
export const intakeReactions: readonly Reaction[] = [
  {
    event: 'past_orders.saved',
    when: 'same-transaction',
    name: 'intake.queue-history',
    handle: (ctx, event) => queueHistory(ctx, (event.payload as OrderEvents['past_orders.saved']).erpNumbers),
  },
  { event: 'order.confirmed', when: 'same-transaction', name: 'intake.close-alias-uses', handle: (ctx, event) => closeUses(ctx, event.subject) },
  { event: 'order.ended', when: 'same-transaction', name: 'intake.forget-alias-uses', handle: (ctx, event) => closeUses(ctx, event.subject) },
  {
    event: 'order.accepted',
    when: 'same-transaction',
    name: 'intake.settle-decisions',
    handle: (ctx, event) => settleDecisions(ctx, event.subject, (event.payload as OrderEvents['order.accepted']).elsewhere ?? []),
  },
  {
    event: 'masters.changed',
    when: 'same-transaction',
    name: 'intake.note-catalogue-change',
    handle: (ctx, event) => noteCatalogueChange(ctx, (event.payload as { readonly objects: readonly string[] }).objects),
  },
  { event: 'order.accepted', when: 'same-transaction', name: 'intake.end-conversation', handle: (ctx, event) => endWithOrder(ctx, event.subject) },
  {
    event: 'order.parted',
    when: 'same-transaction',
    name: 'intake.follow-rest',
    handle: async (ctx, event) => {
      const { conversationId, restId } = event.payload as OrderEvents['order.parted'];
      if (conversationId !== null) await followRest(ctx, conversationId, restId);
    },
  },
  { event: 'order.confirmed', when: 'same-transaction', name: 'intake.confirm-to-customer', handle: (ctx, event) => confirmToCustomer(ctx, event.subject) },
  {
    event: 'order.held',
    when: 'same-transaction',
    name: 'intake.tell-checking',
    handle: async (ctx, event) => {
      if ((event.payload as OrderEvents['order.held']).refusal === 'erp_rejected') await tellChecking(ctx, event.subject);
    },
  },
  {
    event: 'amendment.changed',
    when: 'same-transaction',
    name: 'intake.tell-amendment',
    handle: (ctx, event) => tellAmendment(ctx, event.subject, event.payload as OrderEvents['amendment.changed']),
  },
  {
    event: 'order.line_corrected',
    when: 'same-transaction',
    name: 'intake.learn-alias',
    handle: (ctx, event) => learnFromDesk(ctx, event.subject, event.payload as OrderEvents['order.line_corrected']),
  },
  {
    event: 'order.correction_undone',
    when: 'same-transaction',
    name: 'intake.unlearn-alias',
    handle: (ctx, event) => unlearnFromDesk(ctx, event.subject, event.payload as OrderEvents['order.correction_undone']),
  },
];
