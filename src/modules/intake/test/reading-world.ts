import { Hono } from 'hono';
import { elapse, testClock, type TestClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { people, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import type { HttpEnv } from '../../../platform/http/env.ts';
import type { OutboundMessage } from '../../../platform/channels/whatsapp/index.ts';
import { systemActor, type Actor, type Logger, type Reaction } from '../../../platform/runtime/ctx.ts';
import { silentLogger } from '../../../platform/runtime/log.ts';
import { amendments, getOrderPage, recordErpCommitted } from '../../orders/index.ts';
import type { OrderPage } from '../../orders/contract.ts';
import type { ConversationPage } from '../contract.ts';
import { intakeDoor } from '../door.ts';
import { exceptionsModule } from '../../exceptions/index.ts';
import { intakeModule, type IntakeSettings } from '../index.ts';
import { getConversation, listConversations } from '../queries/conversations.ts';
import { secrets, signedPost, textMessage } from './webhooks.ts';

/** A small factory whose customers write, for tests of what happens around reading. */
export interface ReadingWorld {
  readonly db: TestDatabase;
  readonly clock: TestClock;
  readonly sent: OutboundMessage[];
  /** What the ERP says to changes; null: it takes them. */
  readonly erpSays: { current: string | null };
  /** How many messages in text the channel refuses because its window is closed. */
  readonly closedWindows: { current: number };
  /** Begins anew. */
  reset(): Promise<void>;
  say(from: string, text: string): Promise<void>;
  /** Hands a message to the door and nothing more; gives the milliseconds until its answer. */
  knock(from: string, text: string): Promise<number>;
  pass(ms: number): Promise<void>;
  /** The quiet window passes. */
  silence(): Promise<void>;
  /** The conversation of the newest message of a phone. */
  conversation(from: string): Promise<ConversationPage>;
  order(from: string): Promise<OrderPage>;
  call(actor: Actor, method: string, path: string, body?: unknown): Promise<{ status: number; body: never }>;
}

export async function readingWorld(more: Partial<IntakeSettings>, log: Logger = silentLogger): Promise<ReadingWorld> {
  const sent: OutboundMessage[] = [];
  const closedWindows: ReadingWorld['closedWindows'] = { current: 0 };
  const settings: IntakeSettings = {
    policy: { quietMs: 90_000, longestMs: 600_000, completeQuietMs: null, questionsAtMost: 2, answerWithinMs: 1_800_000 },
    whatsapp: {
      appSecret: secrets.appSecret,
      verifyToken: secrets.verifyToken,
      senderFor: () => ({
        send: (message) => {
          sent.push(message);
          if (closedWindows.current === 0) return Promise.resolve({ kind: 'sent', providerId: `wamid.out${sent.length}` } as const);
          closedWindows.current -= 1;
          return Promise.resolve({ kind: 'outside_window' } as const);
        },
        markRead: () => Promise.resolve({ kind: 'done' }),
      }),
    },
    ...more,
  };
  const module = intakeModule(settings);
  let erpNumber = 100_000;
  const erp: Reaction = {
    event: 'order.accepted',
    when: 'after',
    name: 'test.erp',
    handle: async (ctx, event) => {
      const { commandId } = event.payload as { commandId: string };
      await recordErpCommitted(
        { ...ctx, actor: systemActor('test') },
        { orderId: event.subject, commandId, erpNumber: String((erpNumber += 1)), warnings: [] },
      );
    },
  };
  const erpSays: ReadingWorld['erpSays'] = { current: null };
  const erpChanges: Reaction = {
    event: 'amendment.accepted',
    when: 'after',
    name: 'test.erp-changes',
    handle: async (ctx, event) => {
      const about = { orderId: event.subject, commandId: (event.payload as { commandId: string }).commandId };
      const machine = { ...ctx, actor: systemActor('test') };
      if (erpSays.current === null) await amendments.recordAmendmentApplied(machine, { ...about, warnings: [] });
      else await amendments.recordAmendmentRefused(machine, { ...about, code: 'V1/000', text: erpSays.current });
    },
  };
  const clock = testClock('2026-11-17T00:50:00.000Z');
  const db = await testDatabase({
    clock,
    log,
    jobs: [...(module.jobs ?? []), ...(exceptionsModule().jobs ?? [])],
    reactions: [...(module.reactions ?? []), erp, erpChanges],
  });
  let nextId = 0;
  const deliver = async (from: string, text: string): Promise<number> => {
    const began = performance.now();
    const id = `wamid.${String((nextId += 1)).padStart(6, '0')}`;
    const response = await intakeDoor(db.runtime, settings).request(signedPost(textMessage(from, id, text, Math.floor(clock.nowMs() / 1000))));
    if (response.status !== 200) throw new Error(`the door answered ${response.status}`);
    return performance.now() - began;
  };
  const drain = async (): Promise<void> => {
    const { failed } = await db.drain();
    if (failed.length > 0) throw new Error(`jobs failed: ${JSON.stringify(failed)}`);
  };
  const conversation = async (from: string): Promise<ConversationPage> =>
    db.runtime.transaction(people.asha, async (ctx) => {
      const row = (await listConversations(ctx, { states: [], q: from }))[0];
      const page = row === undefined ? null : await getConversation(ctx, row.id);
      if (page === null) throw new Error('no conversation');
      return page;
    });
  return {
    db,
    clock,
    sent,
    erpSays,
    closedWindows,
    async reset() {
      erpSays.current = null;
      await db.clear();
      clock.set('2026-11-17T00:50:00.000Z');
      await saveSmallFactory(db.runtime);
      sent.length = 0;
    },
    async say(from, text) {
      await deliver(from, text);
      await drain();
    },
    knock: deliver,
    pass: (ms) => elapse(clock, db.pool, ms),
    async silence() {
      await elapse(clock, db.pool, 91_000);
      await drain();
    },
    conversation,
    async order(from) {
      const { orderId } = await conversation(from);
      const page = orderId === null ? null : await db.runtime.transaction(people.asha, (ctx) => getOrderPage(ctx, orderId));
      if (page === null) throw new Error('no order');
      return page;
    },
    async call(actor, method, path, body) {
      const app = new Hono<HttpEnv>();
      app.use(async (c, next) => {
        c.set('actor', actor);
        return next();
      });
      if (module.routes) app.route('/api', module.routes(db.runtime));
      const headers = { 'content-type': 'application/json' };
      const response = await app.request(`/api${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      return { status: response.status, body: (await response.json()) as never };
    },
  };
}
