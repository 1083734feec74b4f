import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { systemActor } from '../../runtime/ctx.ts';
import { createLive, type Live } from '../live.ts';

let db: TestDatabase;
let live: Live;
let app: Hono;
beforeAll(async () => {
  db = await testDatabase();
  live = createLive(db.feed);
  app = new Hono().get('/live', live.handler);
});
afterAll(() => db.close());

interface Message {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

/** Reads the stream into messages until it ends. */
async function open(
  headers: Record<string, string> = {},
  path = '/live',
): Promise<{ messages: Message[]; ended: Promise<void>; cancel: () => Promise<void>; type: string | null }> {
  const response = await app.request(path, { headers });
  const messages: Message[] = [];
  const reader = response.body?.getReader();
  if (!reader) throw new Error('no body');
  const decoder = new TextDecoder();
  let rest = '';
  const pump = async (): Promise<void> => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      rest += decoder.decode(part.value, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
        if (field('event')) messages.push({ event: field('event'), id: field('id'), data: JSON.parse(field('data')) });
      }
    }
  };
  return { messages, ended: pump(), cancel: () => reader.cancel(), type: response.headers.get('content-type') };
}

const tell = (subject: string, payload: unknown = { n: 1 }): Promise<void> =>
  db.runtime.transaction(systemActor('test'), (ctx) => ctx.publish({ type: 'order.drafted', subject, payload }));
async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries += 1) await sleep(5);
}

describe('the live stream', () => {
  it('says hello first and then tells each event with its place, subject, actor and what it names, but no contents', async () => {
    const stream = await open();
    await until(() => stream.messages.length === 1);
    await sleep(50);
    await tell('o1', { conversationId: 'c1', floorMinor: 850, facts: { costMinor: 812, orderId: 'o2' }, lines: ['l1'] });
    await until(() => stream.messages.length === 2);
    expect(stream.type).toContain('text/event-stream');
    expect(stream.messages[0]).toMatchObject({ event: 'hello', data: { resumed: false } });
    expect(stream.messages[1]).toMatchObject({
      event: 'order.drafted',
      data: { type: 'order.drafted', subject: 'o1', payload: { conversationId: 'c1' }, actor: 'system:test' },
    });
    expect(JSON.stringify(stream.messages[1])).not.toMatch(/850|812/);
    expect(stream.messages[1]?.id).toMatch(/^\d+:\d+$/);
    await stream.cancel();
  });

  it('resumes after the last event that the browser has seen', async () => {
    const first = await open();
    await sleep(50);
    await tell('seen');
    await until(() => first.messages.length === 2);
    await first.cancel();
    await tell('missed-1');
    await tell('missed-2');
    const second = await open({ 'last-event-id': first.messages[1]?.id ?? '' });
    await until(() => second.messages.length === 3);
    expect(second.messages[0]).toMatchObject({ event: 'hello', data: { resumed: true } });
    expect(second.messages.slice(1).map((message) => (message.data as { subject: string }).subject)).toEqual(['missed-1', 'missed-2']);
    await second.cancel();
  });

  it('cuts off a client that reads nothing, instead of keeping everything for it', async () => {
    const response = await app.request('/live');
    const reader = response.body?.getReader();
    await sleep(50);
    for (let n = 0; n < 5; n += 1) await tell('big', { longId: 'x'.repeat(300_000) });
    await sleep(300);
    let bytes = 0;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) bytes += part.value?.byteLength ?? 0;
    expect(bytes).toBeGreaterThan(300_000);
    expect(bytes).toBeLessThan(1_700_000);
  });

  it('ends when the node stops', async () => {
    const stream = await open();
    await until(() => stream.messages.length === 1);
    live.close();
    await stream.ended;
  });
});
