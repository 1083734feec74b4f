import type { Selectable } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import type { Ask } from '../../../engines/reading/index.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { AskedQuestion } from '../domain/turns.ts';
import type { IntakeTables, OutboundTable } from '../tables.ts';

/** How a message may leave: as text inside the 24-hour window, else as this template. */
export interface OutboundBody {
  readonly template: { readonly name: 'orderConfirmed' | 'orderQuestion' | 'orderHeld'; readonly values: Readonly<Record<string, string>> } | null;
  /** Questions only: what was asked, and which messages had been read when asking. */
  readonly asks?: readonly Ask[];
  readonly known?: readonly string[];
  /** `confirmation` of an order: noted on its life line when it has left. */
  readonly orderId?: string;
}

/** A message of ours on its way. `state`: new, sending, sent, delivered, read, failed. */
export interface Outbound {
  readonly id: string;
  readonly conversationId: string;
  readonly kind: 'confirmation' | 'question' | 'notice';
  readonly body: OutboundBody;
  readonly text: string;
  readonly language: string;
  readonly state: string;
  readonly reference: string;
  readonly providerId: string | null;
  readonly attempts: number;
  /** The provider has refused it as text: its window is closed, whatever we reckoned. */
  readonly windowClosed: boolean;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
}

const outboundOf = (row: Selectable<OutboundTable>): Outbound => ({
  id: row.id,
  conversationId: row.conversation_id,
  kind: row.kind as Outbound['kind'],
  body: row.body as OutboundBody,
  text: row.text,
  language: row.language,
  state: row.state,
  reference: row.reference,
  providerId: row.provider_id,
  attempts: row.attempts,
  windowClosed: (row.error as { readonly kind?: string } | null)?.kind === 'outside_window',
  createdAt: row.created_at as Instant,
  sentAt: row.sent_at as Instant | null,
});

/** Keeps a message to be sent. */
export async function insertOutbound(
  ctx: Ctx,
  message: Pick<Outbound, 'id' | 'conversationId' | 'kind' | 'body' | 'text' | 'language' | 'reference'>,
): Promise<void> {
  await on<IntakeTables>(ctx)
    .insertInto('intake.outbound')
    .values({
      id: message.id,
      conversation_id: message.conversationId,
      kind: message.kind,
      body: JSON.stringify(message.body),
      text: message.text,
      language: message.language,
      state: 'new',
      reference: message.reference,
      created_at: ctx.now(),
    })
    .execute();
}

/** Loads and locks a message of ours. */
export async function lockOutbound(ctx: Ctx, id: string): Promise<Outbound | null> {
  const row = await on<IntakeTables>(ctx).selectFrom('intake.outbound').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? null : outboundOf(row);
}

/** Everything that we said in a conversation, oldest first. */
export async function listOutbound(ctx: Ctx, conversationId: string): Promise<readonly Outbound[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.outbound')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(outboundOf);
}

/** The questions of a conversation, as its turns need them. */
export const questionsOf = (messages: readonly Outbound[]): readonly AskedQuestion[] =>
  messages
    .filter((message) => message.kind === 'question')
    .map((message) => ({ id: message.id, at: message.createdAt, asks: message.body.asks ?? [], known: message.body.known ?? [] }));

/** Notes how sending went. */
export async function markOutbound(
  ctx: Ctx,
  id: string,
  change: { state: string; providerId?: string; attempts?: number; error?: unknown; sentAt?: Instant },
): Promise<void> {
  await on<IntakeTables>(ctx)
    .updateTable('intake.outbound')
    .set({
      state: change.state,
      ...(change.providerId === undefined ? {} : { provider_id: change.providerId }),
      ...(change.attempts === undefined ? {} : { attempts: change.attempts }),
      ...(change.sentAt === undefined ? {} : { sent_at: change.sentAt }),
      ...(change.error === undefined ? {} : { error: JSON.stringify(change.error) }),
    })
    .where('id', '=', id)
    .execute();
}

const rank: Readonly<Record<string, number>> = { new: 0, sending: 0, sent: 1, delivered: 2, read: 3, played: 3, failed: 1 };

/** Applies a provider's status, found by its id or our reference; ticks never go backwards. Null when it is not ours. */
export async function applyStatus(
  ctx: Ctx,
  status: { providerId: string; reference: string | null; status: string; at: Instant; errors: readonly unknown[] },
): Promise<Outbound | null> {
  const row = await on<IntakeTables>(ctx)
    .selectFrom('intake.outbound')
    .selectAll()
    .where((eb) => eb.or([eb('provider_id', '=', status.providerId), ...(status.reference === null ? [] : [eb('reference', '=', status.reference)])]))
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const forward = (rank[status.status] ?? -1) > (rank[row.state] ?? 0);
  await on<IntakeTables>(ctx)
    .updateTable('intake.outbound')
    .set({
      provider_id: status.providerId,
      ...(forward ? { state: status.status === 'played' ? 'read' : status.status } : {}),
      ...(row.sent_at === null ? { sent_at: status.at } : {}),
      ...(status.status === 'delivered' ? { delivered_at: status.at } : {}),
      ...(status.status === 'read' ? { read_at: status.at } : {}),
      ...(status.errors.length > 0 ? { error: JSON.stringify(status.errors) } : {}),
    })
    .where('id', '=', row.id)
    .execute();
  return outboundOf(row);
}
