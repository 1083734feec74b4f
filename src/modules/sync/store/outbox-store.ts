import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OpenCommand, Outbox } from '../contract.ts';
import type { SyncTables } from '../tables.ts';

/** Commands that are not over, the oldest first; of one connection when it is named. */
export async function loadOutbox(ctx: Ctx, connection: string | null, most: number): Promise<Outbox> {
  const open = on<SyncTables>(ctx)
    .selectFrom('sync.command')
    .where('state', 'in', ['new', 'sending', 'unknown'])
    .$if(connection !== null, (query) => query.where('connection', '=', connection ?? ''));
  const counted = await open.select(sql<string>`count(*)`.as('total')).executeTakeFirstOrThrow();
  const rows = await open
    .select(['id', 'connection', 'kind', 'business_key', 'reference', 'state', 'created_at', 'attempts', 'not_before'])
    .select(sql<string | null>`payload->>'customer'`.as('customer'))
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .execute();
  return {
    total: Number(counted.total),
    rows: rows.map((row) => ({
      id: row.id,
      connection: row.connection,
      kind: row.kind,
      businessKey: row.business_key,
      reference: row.reference,
      customer: row.customer,
      // the query asks for these only
      state: row.state as OpenCommand['state'],
      since: row.created_at,
      attempts: row.attempts,
      notBefore: row.not_before,
    })),
  };
}
