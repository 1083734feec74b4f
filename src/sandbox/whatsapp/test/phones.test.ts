import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WhatsappSandbox } from '../index.ts';
import { clientOf, khalid, ramesh, startReceiver, startSandbox, until, type Receiver } from './receiver.ts';

let receiver: Receiver;
let sandbox: WhatsappSandbox;
let phone: ReturnType<typeof clientOf>;

beforeEach(async () => {
  receiver = await startReceiver();
  sandbox = await startSandbox({ webhookUrl: receiver.url });
  phone = clientOf(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
  await receiver.stop();
});

const ticksOf = async (id: string): Promise<string | undefined> => (await phone.bubbles(ramesh.phone)).find((bubble) => bubble.id === id)?.ticks;

describe('a person who writes', () => {
  it('reaches the business as a signed webhook in the real shape', async () => {
    const id = await phone.say(ramesh.phone, 'bhai 40 पेटी sev / kal');
    await until(() => receiver.deliveries.length === 1);
    const [delivery] = receiver.deliveries;
    expect(delivery?.genuine).toBe(true);
    expect(delivery?.value).toMatchObject({
      messaging_product: 'whatsapp',
      metadata: { phone_number_id: '106540352242922', display_phone_number: '917312345678' },
      contacts: [{ profile: { name: 'Ramesh Gupta' }, wa_id: '919826012345' }],
      messages: [{ from: '919826012345', id, type: 'text', text: { body: 'bhai 40 पेटी sev / kal' }, timestamp: expect.stringMatching(/^\d{10}$/) as string }],
    });
  });

  it('is written in escaped ASCII, so that only the raw bytes verify', async () => {
    await phone.say(ramesh.phone, 'पेटी a/b 👍');
    await until(() => receiver.deliveries.length === 1);
    expect(receiver.deliveries[0]?.text).toMatch(/^[\x20-\x7e]+$/);
    expect(receiver.deliveries[0]?.text).toContain('a\\/b');
    expect(receiver.messages()[0]?.text).toEqual({ body: 'पेटी a/b 👍' });
  });

  it('sees one tick when sent, two when the webhook was taken, blue ones when marked read', async () => {
    receiver.answers.push(503, 503, 503);
    const id = await phone.say(ramesh.phone, 'hello');
    expect(await ticksOf(id)).toBe('sent');
    await until(async () => (await ticksOf(id)) === 'delivered');
    const later = await phone.say(ramesh.phone, 'and one more');
    expect((await phone.graph({ status: 'read', message_id: later, typing_indicator: { type: 'text' } })).body).toEqual({ success: true });
    expect([await ticksOf(id), await ticksOf(later)]).toEqual(['read', 'read']);
  });

  it('can edit, delete and react, each an event of its own that names the message', async () => {
    const id = await phone.say(ramesh.phone, '50 ctn ratlami');
    await phone.act(ramesh.phone, 'edit', { id, text: '60 ctn ratlami' });
    await phone.act(ramesh.phone, 'react', { id, emoji: '👍' });
    await phone.act(ramesh.phone, 'react', { id, emoji: '' });
    await phone.act(ramesh.phone, 'delete', { id });
    await until(() => receiver.deliveries.length === 5);
    const [sent, edit, like, unlike, revoke] = receiver.messages();
    expect(edit).toMatchObject({ type: 'edit', edit: { original_message_id: id, message: { type: 'text', text: { body: '60 ctn ratlami' } } } });
    expect(like).toMatchObject({ type: 'reaction', reaction: { message_id: id, emoji: '👍' } });
    expect(unlike?.reaction).toEqual({ message_id: id });
    expect(revoke).toMatchObject({ type: 'revoke', revoke: { original_message_id: id } });
    expect(new Set([sent, edit, like, unlike, revoke].map((event) => event?.id)).size).toBe(5);
    expect((await phone.bubbles(ramesh.phone))[0]).toMatchObject({ id, text: '', edited: true, deleted: true });
  });

  it('cannot change the message of another, an unknown or a deleted one', async () => {
    const id = await phone.say(ramesh.phone, 'mine');
    expect(await phone.act(khalid.phone, 'edit', { id, text: 'x' })).toMatchObject({ status: 404, body: { error: 'unknown_message' } });
    expect(await phone.act(ramesh.phone, 'delete', { id: 'wamid.none' })).toMatchObject({ status: 404 });
    await phone.act(ramesh.phone, 'delete', { id });
    expect(await phone.act(ramesh.phone, 'edit', { id, text: 'x' })).toMatchObject({ status: 409, body: { error: 'deleted_already' } });
  });

  it('quotes what is replied to, and presses a button by replying with its title', async () => {
    await phone.say(ramesh.phone, 'hi');
    const asked = await phone.graph({
      to: ramesh.phone,
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: '50 or 500?' },
        action: {
          buttons: [
            { type: 'reply', reply: { id: 'ask:1', title: '50' } },
            { type: 'reply', reply: { id: 'ask:2', title: '500' } },
          ],
        },
      },
    });
    const [{ id }] = asked.body.messages as [{ id: string }];
    await phone.say(ramesh.phone, 'fifty please', { replyTo: id });
    await phone.say(ramesh.phone, '50', { replyTo: id });
    await phone.say(ramesh.phone, '50');
    await until(() => receiver.messages().length === 4);
    const [, reply, press, plain] = receiver.messages();
    expect(reply).toMatchObject({ context: { from: '917312345678', id }, type: 'text', text: { body: 'fifty please' } });
    expect(press).toMatchObject({ context: { id }, type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'ask:1', title: '50' } } });
    expect(plain).toMatchObject({ type: 'text' });
  });

  it('may be somebody that nobody knows yet', async () => {
    await phone.say('911111122222', '10 ctn', { name: 'New Shop' });
    await until(() => receiver.deliveries.length === 1);
    expect(receiver.deliveries[0]?.value.contacts).toMatchObject([{ profile: { name: 'New Shop' }, wa_id: '911111122222' }]);
  });

  it('sends a picture that the business downloads by its id', async () => {
    const picture = Buffer.from('not really a picture');
    await phone.say(ramesh.phone, 'yeh wala', { media: { mimeType: 'image/jpeg', base64: picture.toString('base64') } });
    await until(() => receiver.deliveries.length === 1);
    const image = receiver.messages()[0]?.image as { id: string; caption: string; mime_type: string };
    expect(image).toMatchObject({ caption: 'yeh wala', mime_type: 'image/jpeg' });
    const headers = { authorization: 'Bearer access-token' };
    const found = await phone.call(`/v24.0/${image.id}`, undefined, headers);
    expect(found.body).toMatchObject({ messaging_product: 'whatsapp', mime_type: 'image/jpeg', file_size: picture.length });
    const file = await fetch(String(found.body.url), { headers });
    expect(Buffer.from(await file.arrayBuffer())).toEqual(picture);
    expect((await fetch(String(found.body.url))).status).toBe(401);
    expect((await phone.call('/v24.0/999', undefined, headers)).status).toBe(400);
  });
});

describe('the page API', () => {
  it('is open to pages of this machine only', async () => {
    const asked = async (origin: string): Promise<string | null> =>
      (await fetch(`${sandbox.url}/sandbox/phones`, { headers: { origin } })).headers.get('access-control-allow-origin');
    expect(await asked('http://127.0.0.1:4300')).toBe('http://127.0.0.1:4300');
    expect(await asked('http://evil.example')).toBeNull();
    const form = await fetch(`${sandbox.url}/sandbox/phones/${ramesh.phone}/send`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"text":"x"}',
    });
    expect(form.status).toBe(415);
  });

  it('says what is wrong', async () => {
    expect(await phone.act(ramesh.phone, 'send', { text: '' })).toMatchObject({ status: 400, body: { error: 'invalid' } });
    expect(await phone.act(ramesh.phone, 'send', { text: 'x'.repeat(70_000) })).toMatchObject({ status: 400 });
    expect(await phone.act('abc', 'send', { text: 'x' })).toMatchObject({ status: 404 });
    expect(await phone.habits({ pDouble: 2 })).toMatchObject({ status: 400, body: { error: 'invalid_habits' } });
    expect((await phone.habits({ pDouble: 0.5 })).body).toMatchObject({ pDouble: 0.5, copies: 2 });
  });

  it('tells open pages of each message as it happens', async () => {
    const stop = new AbortController();
    const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: stop.signal });
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body ?? []) text += Buffer.from(chunk as Uint8Array).toString();
    })().catch(() => undefined);
    await until(() => text.includes('hello'));
    await phone.say(ramesh.phone, 'live?');
    await until(() => text.includes('"ticks":"delivered"'));
    expect(text).toContain('event: message');
    expect(text).toContain('"phone":"919826012345"');
    stop.abort();
    await reading;
  });
});
