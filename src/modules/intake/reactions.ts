import type { Reaction } from '../../platform/runtime/ctx.ts';
import type { OrderEvents } from '../orders/contract.ts';
import { confirmToCustomer, endWithOrder, tellChecking } from './commands/confirm-to-customer.ts';
import { learnFromDesk, unlearnFromDesk } from './commands/learn-alias.ts';

/** What intake does because something happened to an order; all of it atomic with the cause. */
export const intakeReactions: readonly Reaction[] = [
  { event: 'order.accepted', when: 'same-transaction', name: 'intake.end-conversation', handle: (ctx, event) => endWithOrder(ctx, event.subject) },
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
    event: 'order.line_corrected',
    when: 'same-transaction',
    name: 'intake.learn-alias',
    handle: (ctx, event) => learnFromDesk(ctx, event.payload as OrderEvents['order.line_corrected']),
  },
  {
    event: 'order.correction_undone',
    when: 'same-transaction',
    name: 'intake.unlearn-alias',
    handle: (ctx, event) => unlearnFromDesk(ctx, event.payload as OrderEvents['order.correction_undone']),
  },
];
