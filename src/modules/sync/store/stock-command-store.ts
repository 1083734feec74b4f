import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncTables } from '../tables.ts';

/** A booking as far as it may have moved stock. */
export interface StockCommand {
  readonly id: string;
  readonly kind: string;
  readonly reference: string;
  readonly state: string;
  readonly payload: unknown;
  readonly sentAt: string | null;
  readonly finishedAt: string | null;
  readonly createdAt: string;
}

/** Bookings of these kinds that were committed since, or that are open. Done by hand counts as committed. */
export async function loadStockCommands(ctx: Ctx, connection: string, kinds: readonly string[], since: Instant): Promise<readonly StockCommand[]> {
  return on<SyncTables>(ctx)
    .selectFrom('sync.command')
    .select(['id', 'kind', 'reference', 'state', 'payload', 'sent_at as sentAt', 'finished_at as finishedAt', 'created_at as createdAt'])
    .where('connection', '=', connection)
    .where('kind', 'in', kinds)
    .where((eb) => eb.or([eb('state', 'in', ['new', 'sending', 'unknown']), eb.and([eb('state', '=', 'committed'), eb('finished_at', '>=', since)])]))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}
