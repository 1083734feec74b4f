import { sql } from 'kysely';
import { on } from '../../platform/db/on.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import { connectionDownUntil } from './connections.ts';
import type { CommandPage, ConnectionRow, DeadLetter, DeadLetterPage } from './contract.ts';
import { correctionSchema } from './contract.ts';
import { sentFields } from './domain/sent-fields.ts';
import type { SyncTables } from './tables.ts';

/** One command with its calls, oldest first; null when unknown. */
export async function getCommandPage(ctx: Ctx, id: string): Promise<CommandPage | null> {
  const db = on<SyncTables>(ctx);
  const command = await db.selectFrom('sync.command').selectAll().where('id', '=', id).executeTakeFirst();
  if (!command) return null;
  const calls = await db
    .selectFrom('sync.erp_call')
    .select(['at', 'step', 'method', 'path', 'status', 'ms', 'outcome', 'detail'])
    .where('command_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return {
    id: command.id,
    connection: command.connection,
    reference: command.reference,
    kind: command.kind,
    state: command.state as CommandPage['state'],
    attempts: command.attempts,
    erpKey: command.erp_key,
    businessKey: command.business_key,
    customer: said(command.payload, 'customer'),
    createdAt: command.created_at,
    finishedAt: command.finished_at,
    notBefore: command.not_before,
    refused: refusedOf(command.result),
    settled: command.settled_by === null ? null : { by: command.settled_by, why: command.settled_why ?? '' },
    corrections: correctionSchema.array().parse(command.corrections),
    calls,
  };
}

function said(facts: unknown, name: string): string | null {
  const value: unknown = typeof facts === 'object' && facts !== null ? Reflect.get(facts, name) : null;
  return typeof value === 'string' ? value : null;
}

function refusedOf(result: unknown): CommandPage['refused'] {
  const text = said(result, 'text');
  return text === null ? null : { code: said(result, 'code') ?? '', text, field: said(result, 'field') };
}

const refusedCommands = (ctx: Ctx) =>
  on<SyncTables>(ctx)
    .selectFrom('sync.command')
    .select(['id', 'connection', 'kind', 'business_key', 'reference', 'attempts', 'erp_key', 'finished_at', 'created_at'])
    .select([
      sql<string | null>`payload->>'customer'`.as('customer'),
      sql<string | null>`result->>'code'`.as('code'),
      sql<string | null>`result->>'text'`.as('text'),
      sql<string | null>`result->>'field'`.as('field'),
    ])
    .where('state', '=', 'rejected')
    .where(sql<boolean>`coalesce(result->>'code', '') <> 'superseded'`);

type RefusedRow = Awaited<ReturnType<ReturnType<typeof refusedCommands>['execute']>>[number];

/** Commands that wait for a person, the oldest first; of one connection when it is named. */
export async function listDeadLetters(ctx: Ctx, connection: string | null, most: number): Promise<readonly DeadLetter[]> {
  const query = refusedCommands(ctx).orderBy('finished_at').limit(most);
  return (await (connection === null ? query : query.where('connection', '=', connection)).execute()).map(letterOf);
}

/** One of them with what was sent, masked, and what was corrected before; null when there is none. */
export async function getDeadLetter(ctx: Ctx, id: string): Promise<DeadLetterPage | null> {
  const row = await refusedCommands(ctx).select(['payload', 'corrections']).where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const letter = letterOf(row);
  return { ...letter, sent: [...sentFields(letter.kind, row.payload, letter)], corrections: correctionSchema.array().parse(row.corrections) };
}

function letterOf(row: RefusedRow): DeadLetter {
  return {
    id: row.id,
    connection: row.connection,
    kind: row.kind,
    businessKey: row.business_key,
    reference: row.reference,
    customer: row.customer,
    since: row.finished_at ?? row.created_at,
    attempts: row.attempts,
    code: row.code ?? '',
    text: row.text ?? '',
    field: row.field,
    erpKey: row.erp_key,
  };
}

/** Every connection with what waits on it. Never a secret; of the settings only the host. */
export async function listConnections(ctx: Ctx): Promise<readonly ConnectionRow[]> {
  const count = (states: string) =>
    sql<string>`(select count(*) from sync.command c where c.connection = sync.connection.id and c.state in (${sql.raw(states)}))`;
  const rows = await on<SyncTables>(ctx)
    .selectFrom('sync.connection')
    .select([
      'id',
      'connector',
      'state',
      'settings',
      'paused_why',
      'last_ok_at',
      'breaker_until',
      sql<string | null>`settings->'connector'->>'baseUrl'`.as('base_url'),
    ])
    .select([count("'new', 'sending'").as('waiting'), count("'unknown'").as('unknown'), count("'rejected'").as('rejected')])
    .select(
      sql<
        string | null
      >`(select min(c.created_at) from sync.command c where c.connection = sync.connection.id and c.state in ('new', 'sending', 'unknown'))`.as('oldest_at'),
    )
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    connector: row.connector,
    host: row.base_url !== null && URL.canParse(row.base_url) ? new URL(row.base_url).host : '',
    state: row.state === 'active' ? 'active' : 'paused',
    pausedWhy: row.paused_why,
    lastOkAt: row.last_ok_at,
    restUntil: row.breaker_until !== null && row.breaker_until > ctx.now() ? row.breaker_until : null,
    downUntil: connectionDownUntil(row.settings, ctx.now()),
    waiting: Number(row.waiting),
    unknown: Number(row.unknown),
    rejected: Number(row.rejected),
    oldestAt: row.oldest_at,
  }));
}
