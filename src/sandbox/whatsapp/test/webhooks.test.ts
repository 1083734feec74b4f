import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WhatsappSandbox, WhatsappSandboxOptions } from '../index.ts';
import { clientOf, khalid, ramesh, startReceiver, startSandbox, until, type Receiver } from './receiver.ts';

let dir: string;
let receiver: Receiver;
let sandbox: WhatsappSandbox;
let phone: ReturnType<typeof clientOf>;

const start = async (changes: Partial<WhatsappSandboxOptions> = {}): Promise<void> => {
  sandbox = await startSandbox({ stateDir: dir, webhookUrl: receiver.url, ...changes });
  phone = clientOf(sandbox);
};
const textsOf = (): unknown[] => receiver.messages().map((message) => (message.text as { body: string }).body);
const waiting = async (): Promise<unknown> => (await phone.call('/sandbox/status')).body.waiting;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'whatsapp-'));
  receiver = await startReceiver();
});
afterEach(async () => {
  await sandbox.stop();
  await receiver.stop();
  await rm(dir, { recursive: true, force: true });
});

describe('delivery', () => {
  it('goes on until the receiver answers 2xx: errors, cut connections, redirects', async () => {
    await start();
    receiver.answers.push(503, 'drop', 401, 302, 500, 204);
    await phone.say(ramesh.phone, 'again and again');
    await until(async () => (await waiting()) === 0);
    expect(textsOf()).toEqual(Array.from({ length: 6 }, () => 'again and again'));
    expect(new Set(receiver.messages().map((message) => message.id)).size).toBe(1);
  });

  it('waits for a receiver that is not there yet, and for its proof', async () => {
    const late = await startReceiver();
    await late.stop();
    await start({ webhookUrl: late.url });
    await phone.say(ramesh.phone, 'patience');
    expect((await phone.call('/sandbox/status')).body).toMatchObject({ verified: false, waiting: 1, lastError: 'ECONNREFUSED' });
    const port = Number(new URL(late.url).port);
    await receiver.stop();
    receiver = await startReceiver(port);
    receiver.verify = false;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(receiver.deliveries).toHaveLength(0);
    receiver.verify = true;
    await until(() => receiver.deliveries.length === 1);
    expect(await waiting()).toBe(0);
  });

  it('keeps one order for each phone', async () => {
    await start();
    for (let at = 0; at < 30; at += 1) await phone.say(ramesh.phone, String(at));
    await until(() => receiver.messages().length === 30);
    expect(textsOf()).toEqual(Array.from({ length: 30 }, (_, at) => String(at)));
  });

  it('of one phone is not held up by trouble with another', async () => {
    await start();
    receiver.answers.push('hang');
    await phone.say(ramesh.phone, 'stuck');
    await until(() => receiver.deliveries.length === 1);
    await phone.say(khalid.phone, 'free');
    await until(() => textsOf().includes('free'));
  });

  it('gives up after the longest time', async () => {
    let clock = 0;
    await start({ now: () => Date.now() + clock, retry: { firstMs: 5, maxMs: 5, giveUpMs: 1_000 } });
    receiver.answers.push(...Array.from({ length: 500 }, () => 500));
    await phone.say(ramesh.phone, 'lost');
    await until(() => receiver.deliveries.length > 3);
    expect(await waiting()).toBe(1);
    clock = 2_000;
    await until(async () => (await waiting()) === 0);
  });

  it('moves to another receiver', async () => {
    await start({ webhookUrl: null });
    await phone.say(ramesh.phone, 'where to?');
    expect(await sandbox.setWebhook('http://127.0.0.1:1/')).toBe(false);
    expect(await sandbox.setWebhook(receiver.url)).toBe(true);
    await until(() => receiver.deliveries.length === 1);
  });

  it('of many phones goes over few, kept connections', async () => {
    await start();
    const people = Array.from({ length: 20 }, (_, at) => `9198260${String(at).padStart(5, '0')}`);
    await Promise.all(people.flatMap((number) => Array.from({ length: 10 }, (_, at) => phone.say(number, `m${at}`))));
    await until(() => receiver.messages().length === 200);
    expect(new Set(receiver.deliveries.map((delivery) => delivery.socket)).size).toBeLessThanOrEqual(20);
  });
});

describe('after a restart', () => {
  it('what was accepted is still delivered, and the phones still show it', async () => {
    await start({ webhookUrl: null });
    const id = await phone.say(ramesh.phone, 'survive');
    await phone.act(ramesh.phone, 'edit', { id, text: 'survive!' });
    await phone.graph({ to: ramesh.phone, type: 'text', text: { body: 'ok' }, biz_opaque_callback_data: 'out-9' });
    await sandbox.stop();
    await start();
    await until(() => receiver.deliveries.length === 5);
    expect(receiver.messages().map((message) => message.type)).toEqual(['text', 'edit']);
    expect(receiver.statuses().map((status) => status.biz_opaque_callback_data)).toEqual(['out-9', 'out-9', 'out-9']);
    expect((await phone.bubbles(ramesh.phone)).map((bubble) => bubble.text)).toEqual(['survive!', 'ok']);
  });

  it('what was taken is not delivered again', async () => {
    await start();
    await phone.say(ramesh.phone, 'once');
    await until(async () => (await waiting()) === 0);
    await sandbox.stop();
    await start();
    await phone.say(ramesh.phone, 'twice');
    await until(() => textsOf().includes('twice'));
    expect(textsOf()).toEqual(['once', 'twice']);
  });
});

describe('bad habits', () => {
  it('deliver a webhook several times', async () => {
    await start();
    await phone.habits({ pDouble: 1, copies: 3 });
    await phone.say(ramesh.phone, 'thrice');
    await until(() => receiver.deliveries.length === 3);
    expect(new Set(receiver.deliveries.map((delivery) => delivery.text)).size).toBe(1);
  });

  it('shuffle the order and lose nothing', async () => {
    const round = async (seed: number): Promise<unknown[]> => {
      await phone.habits({ shuffleMs: 400, seed });
      receiver.deliveries.length = 0;
      for (let at = 0; at < 8; at += 1) await phone.say(ramesh.phone, String(at));
      await until(() => receiver.messages().length === 8);
      return textsOf();
    };
    await start();
    const first = await round(11);
    expect(first).not.toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    expect([...first].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });

  it('delay', async () => {
    await start();
    await phone.habits({ delayMs: [150, 200] });
    const before = Date.now();
    await phone.say(ramesh.phone, 'late');
    await until(() => receiver.deliveries.length === 1);
    expect(Date.now() - before).toBeGreaterThanOrEqual(145);
  });
});
