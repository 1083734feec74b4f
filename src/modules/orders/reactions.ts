import type { Reaction } from '../../platform/runtime/ctx.ts';
import type { ExceptionEvents } from '../exceptions/contract.ts';
import { lapseHold, releaseCredit, settleHold } from './commands/holds/settle-hold.ts';

/** What orders do because something was decided, or because money came in. */
export const orderReactions: readonly Reaction[] = [
  {
    event: 'case.decided',
    when: 'same-transaction',
    name: 'orders.settle-hold',
    handle: (ctx, event) => settleHold(ctx, event.subject, event.payload as ExceptionEvents['case.decided']),
  },
  {
    event: 'case.expired',
    when: 'same-transaction',
    name: 'orders.lapse-hold',
    handle: (ctx, event) => lapseHold(ctx, event.subject, event.payload as ExceptionEvents['case.expired']),
  },
  {
    event: 'masters.changed',
    when: 'after',
    name: 'orders.release-credit',
    handle: async (ctx, event) => {
      const { objects } = event.payload as { readonly objects: readonly string[] };
      if (objects.includes('credit') || objects.includes('customer')) await releaseCredit(ctx);
    },
  },
];
