import type { Reaction } from '../../platform/runtime/ctx.ts';
import { queueOrder } from './commands/queue-order.ts';
import type { SyncDeps } from './deps.ts';

/** An accepted order goes into the outbox in the same transaction. */
export const syncReactions = (deps: SyncDeps): readonly Reaction[] => [
  { event: 'order.accepted', when: 'same-transaction', name: 'sync.queue-order', handle: (ctx, event) => queueOrder(ctx, deps, event.subject) },
];
