import type { Reaction } from '../../platform/runtime/ctx.ts';
import { queueAmendment, queueOrder } from './commands/queue-order.ts';
import type { SyncDeps } from './deps.ts';

/** An accepted order, and an accepted change of one, go into the outbox in the same transaction. */
export const syncReactions = (deps: SyncDeps): readonly Reaction[] => [
  {
    event: 'amendment.accepted',
    when: 'same-transaction',
    name: 'sync.queue-amendment',
    handle: (ctx, event) => queueAmendment(ctx, deps, event.subject, (event.payload as { readonly commandId: string }).commandId),
  },
  { event: 'order.accepted', when: 'same-transaction', name: 'sync.queue-order', handle: (ctx, event) => queueOrder(ctx, deps, event.subject) },
];
