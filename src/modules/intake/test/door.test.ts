import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { intakeDoor } from '../door.ts';
import { intakeModule, type IntakeSettings } from '../index.ts';
import { secrets, signedPost, textMessage, webhook } from './webhooks.ts';

const settings: IntakeSettings = {
  policy: { quietMs: 1000, longestMs: 60_000, completeQuietMs: null, questionsAtMost: 2, answerWithinMs: 60_000 },
  whatsapp: { appSecret: secrets.appSecret, verifyToken: secrets.verifyToken, senderFor: () => null },
};
const module = intakeModule(settings);
const shared = path.resolve(process.env.KARKHANA_SHARED ?? '../shared', 'data/orders');
const seconds = (): number => Math.floor(Date.now() / 1000);
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase({ jobs: module.jobs ?? [], reactions: module.reactions ?? [] });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  await saveSmallFactory(db.runtime);
});

const knock = (request: Request): Promise<Response> => Promise.resolve(intakeDoor(db.runtime, settings).request(request));
const stored = async (): Promise<Record<string, unknown>[]> =>
  (await db.pool.query('select * from intake.inbound_event order by event_key')).rows as Record<string, unknown>[];

describe('the door', () => {
  it('proves itself to the provider only with the right token', async () => {
    const ask = (token: string): Promise<Response> =>
      knock(new Request(`http://door/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=12345`));
    const right = await ask(secrets.verifyToken);
    expect([right.status, await right.text()]).toEqual([200, '12345']);
    expect((await ask('guess')).status).toBe(403);
  });

  it('stores a signed message raw, once, however often it comes', async () => {
    const body = textMessage('919999900001', 'wamid.1', '40 peti sev', seconds(), { some_new_field: { kept: true } });
    for (let time = 0; time < 3; time += 1) expect((await knock(signedPost(body))).status).toBe(200);
    const events = await stored();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: 'message', type: 'text', sender: '919999900001', line: secrets.line, text: '40 peti sev', handled_at: null });
    expect(String(events[0]?.['raw'])).toContain('some_new_field');
  });

  it('refuses what is not signed by the provider, and stores nothing of it', async () => {
    const body = textMessage('919999900001', 'wamid.2', 'x', seconds());
    expect((await knock(signedPost(body, 'other-secret'))).status).toBe(401);
    expect((await knock(new Request('http://door/webhooks/whatsapp', { method: 'POST', body }))).status).toBe(401);
    const tampered = signedPost(body);
    expect((await knock(new Request(tampered, { body: body.replace('"x"', '"y"'), method: 'POST', headers: tampered.headers }))).status).toBe(401);
    expect(await stored()).toEqual([]);
  });

  it('answers 400 to signed nonsense', async () => {
    for (const body of ['{"object":', 'not json', '']) expect((await knock(signedPost(body))).status).toBe(400);
    expect((await knock(signedPost('{}'))).status).toBe(200);
  });

  it('keeps hostile text whole and can show it', async () => {
    const evil = [
      `a\u0000b`,
      '\u202e40 sev\u2069',
      '😀'.repeat(5000),
      'x'.repeat(60_000),
      '\ud800',
      "'; drop table orders.order; --",
      '=cmd|calc',
      '\u200b\u200d\ufeff',
    ];
    for (const [index, text] of evil.entries())
      expect((await knock(signedPost(textMessage('919999900001', `wamid.e${index}`, text, seconds())))).status).toBe(200);
    const texts = (await stored()).map((event) => String(event['text']));
    expect(texts).toHaveLength(evil.length);
    expect(texts).toContain('x'.repeat(60_000));
    expect(texts.some((text) => text.includes('\u0000'))).toBe(false);
    expect((await db.drain({ includeDelayed: true })).failed).toEqual([]);
  });

  it('is not fooled by timestamps that cannot be', async () => {
    await knock(signedPost(textMessage('919999900001', 'wamid.t', 'x', Number.MAX_SAFE_INTEGER)));
    expect(await stored()).toHaveLength(1);
  });

  it('takes many events in one webhook', async () => {
    const messages = [1, 2, 3].map((n) => ({
      from: '919999900001',
      id: `wamid.m${n}`,
      timestamp: String(seconds()),
      type: 'text',
      text: { body: `${n} sev` },
    }));
    const statuses = [{ id: 'wamid.out', status: 'delivered', timestamp: String(seconds()), recipient_id: '919999900001' }];
    await knock(signedPost(webhook({ messages, statuses })));
    expect((await stored()).map((event) => event['kind'])).toEqual(['message', 'message', 'message', 'status']);
  });

  it.skipIf(!fs.existsSync(shared))('stores every real payload that we have samples of (skipped without the shared samples)', async () => {
    const bodies = ['whatsapp-pywa', 'whatsapp-courier'].flatMap((folder) =>
      fs.readdirSync(path.join(shared, folder)).flatMap((file) => {
        const json = JSON.parse(fs.readFileSync(path.join(shared, folder, file), 'utf8')) as Record<string, unknown>;
        return 'entry' in json ? [json] : Object.values(json);
      }),
    );
    expect(bodies.length).toBeGreaterThan(30);
    for (const body of bodies) {
      const before = (await stored()).length;
      expect((await knock(signedPost(JSON.stringify(body)))).status).toBe(200);
      await knock(signedPost(JSON.stringify(body)));
      expect((await stored()).length).toBeGreaterThanOrEqual(before);
    }
    const sizes = (await stored()).length;
    for (const body of bodies) await knock(signedPost(JSON.stringify(body)));
    expect((await stored()).length).toBe(sizes);
    expect((await db.drain({ includeDelayed: true })).failed).toEqual([]);
  });
});
