import type { Kysely } from 'kysely';
import type { Instant } from '../../kernel/time.ts';
import type { DomainEvent } from '../runtime/ctx.ts';
import type { PlatformTables } from '../tables.ts';

/** What is kept beside an event. */
export interface EventOrigin {
  readonly at: Instant;
  /** As kept in every actor column: `person:<id>`, `system:intake`, `customer:<phone>`. */
  readonly actor: string;
  readonly requestId: string;
}

/** Appends the event to the feed inside the caller's transaction: it is told when that commits, or never. */
export async function appendEvent(trx: Kysely<unknown>, event: DomainEvent, origin: EventOrigin): Promise<void> {
  const row = {
    at: origin.at,
    type: event.type,
    subject: event.subject,
    actor: origin.actor,
    request_id: origin.requestId,
    payload: JSON.stringify(event.payload ?? null),
  };
  await (trx as Kysely<PlatformTables>).insertInto('platform.event').values(row).execute();
}
