import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWhatsappSender, type OutboundMessage, type WhatsappSender } from './sender.ts';

interface Seen {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

let server: Server;
let port = 0;
let seen: Seen[] = [];
let answer: (response: ServerResponse, request: IncomingMessage) => void;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
const graphError = (status: number, code: number, headers: Record<string, string> = {}) =>
  json(
    status,
    {
      error: {
        message: `(#${code}) Some title`,
        type: 'OAuthException',
        code,
        error_data: { messaging_product: 'whatsapp', details: 'Some details' },
        fbtrace_id: 'A',
      },
    },
    headers,
  );
const accepted = json(200, { messaging_product: 'whatsapp', contacts: [{ input: '919826012345', wa_id: '919826012345' }], messages: [{ id: 'wamid.NEW' }] });

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      seen.push({ url: request.url ?? '', authorization: request.headers.authorization, body: JSON.parse(text) as Record<string, unknown> });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
  answer = accepted;
});

const sender = (changes: { graphUrl?: string; timeoutMs?: number } = {}): WhatsappSender =>
  createWhatsappSender({
    graphUrl: `http://127.0.0.1:${port}/`,
    version: 'v24.0',
    phoneNumberId: '106540352242922',
    accessToken: 'TOKEN',
    fetch,
    timeoutMs: 2_000,
    ...changes,
  });
const hello: OutboundMessage = { kind: 'text', to: '919826012345', reference: 'out-1', text: 'नमस्ते ₹ 👍' };

describe('sending', () => {
  it('posts the message to the line, with token, reference and quote, and tells the id', async () => {
    expect(await sender().send({ ...hello, replyTo: 'wamid.THEIRS' })).toEqual({ kind: 'sent', providerId: 'wamid.NEW' });
    expect(seen).toEqual([
      {
        url: '/v24.0/106540352242922/messages',
        authorization: 'Bearer TOKEN',
        body: {
          messaging_product: 'whatsapp',
          recipient_type: 'individual',
          to: '919826012345',
          context: { message_id: 'wamid.THEIRS' },
          biz_opaque_callback_data: 'out-1',
          type: 'text',
          text: { preview_url: false, body: 'नमस्ते ₹ 👍' },
        },
      },
    ]);
  });

  it('names its parameters in a template', async () => {
    await sender().send({
      kind: 'template',
      to: '919826012345',
      reference: 'r',
      template: { name: 'order_held', language: 'hi', parameters: [{ name: 'order_lines', text: '40 CAR' }], text: '…' },
    });
    expect(seen[0]?.body).toMatchObject({
      type: 'template',
      template: {
        name: 'order_held',
        language: { code: 'hi' },
        components: [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'order_lines', text: '40 CAR' }] }],
      },
    });
  });

  it('makes buttons of three options and a list of four', async () => {
    const options = ['50', '500', 'both', 'none'].map((title, at) => ({ id: `ask:${at}`, title }));
    const ask = { kind: 'interactive', to: '919826012345', reference: 'r', text: '50 or 500?', pickLabel: 'Choose' } as const;
    await sender().send({ ...ask, options: options.slice(0, 3) });
    await sender().send({ ...ask, options });
    expect(seen[0]?.body).toMatchObject({
      interactive: { type: 'button', body: { text: '50 or 500?' }, action: { buttons: [{ type: 'reply', reply: { id: 'ask:0', title: '50' } }, {}, {}] } },
    });
    expect(seen[1]?.body).toMatchObject({ interactive: { type: 'list', action: { button: 'Choose', sections: [{ rows: options }] } } });
  });

  it('writes to a user id where the person hides the number', async () => {
    await sender().send({ ...hello, to: 'IN.13491208655302741918' });
    expect(seen[0]?.body).toMatchObject({ recipient: 'IN.13491208655302741918' });
    expect(seen[0]?.body).not.toHaveProperty('to');
  });

  it('does not ask the provider for what it would refuse', async () => {
    const ask = { kind: 'interactive', to: '919826012345', reference: 'r', text: 'which?', pickLabel: 'Choose' } as const;
    const bad: [OutboundMessage, string][] = [
      [{ ...hello, text: 'x'.repeat(4097) }, 'text_too_long'],
      [{ ...hello, text: ' \n' }, 'text_empty'],
      [{ ...hello, to: '+91 98260' }, 'recipient_invalid'],
      [{ ...hello, to: '' }, 'recipient_invalid'],
      [{ ...hello, reference: '' }, 'reference_invalid'],
      [{ ...hello, reference: 'x'.repeat(513) }, 'reference_invalid'],
      [{ ...ask, options: [] }, 'options_invalid'],
      [
        {
          ...ask,
          options: [
            { id: 'a', title: 'x' },
            { id: 'a', title: 'y' },
          ],
        },
        'options_invalid',
      ],
      [{ ...ask, options: [{ id: 'a', title: 'x'.repeat(21) }] }, 'option_too_long'],
      [{ ...ask, text: 'x'.repeat(1025), options: [{ id: 'a', title: 'x' }] }, 'text_too_long'],
    ];
    for (const [message, code] of bad) expect(await sender().send(message), code).toMatchObject({ kind: 'rejected', code });
    expect(seen).toEqual([]);
    expect(await sender().send({ ...hello, text: 'x'.repeat(4096) })).toMatchObject({ kind: 'sent' });
  });
});

describe('what became of a message', () => {
  const outcome = async (reply: typeof answer): Promise<unknown> => {
    answer = reply;
    return sender({ timeoutMs: 300 }).send(hello);
  };

  it.each([
    [400, 131047, { kind: 'outside_window' }],
    [400, 131026, { kind: 'rejected', code: '131026', text: '(#131026) Some title: Some details' }],
    [400, 100, { kind: 'rejected', code: '100' }],
    [404, 132001, { kind: 'rejected', code: '132001' }],
    [400, 132015, { kind: 'rejected', code: '132015' }],
    [429, 130429, { kind: 'throttled', afterMs: 1_000 }],
    [400, 131056, { kind: 'throttled', afterMs: 6_000 }],
    [400, 80007, { kind: 'throttled', afterMs: 60_000 }],
    [400, 131048, { kind: 'throttled', afterMs: 3_600_000 }],
    [401, 190, { kind: 'unauthorised' }],
    [403, 10, { kind: 'unauthorised' }],
    [403, 200, { kind: 'unauthorised' }],
    [403, 368, { kind: 'unauthorised' }],
    [400, 133010, { kind: 'unauthorised' }],
    [500, 131000, { kind: 'transient' }],
    [503, 131016, { kind: 'transient' }],
    [503, 2, { kind: 'transient' }],
    [500, 1, { kind: 'unknown' }],
    [400, 1, { kind: 'rejected', code: '1' }],
  ])('HTTP %i with code %i', async (status, code, expected) => {
    expect(await outcome(graphError(status, code))).toMatchObject(expected);
  });

  it('waits as long as Retry-After says, where that is longer', async () => {
    expect(await outcome(graphError(429, 130429, { 'retry-after': '30' }))).toEqual({ kind: 'throttled', afterMs: 30_000 });
    expect(await outcome(json(429, {}, { 'retry-after': 'nonsense' }))).toEqual({ kind: 'throttled', afterMs: 5_000 });
  });

  it('without a code of the messaging service is judged by the HTTP status', async () => {
    const plain = (status: number) => (response: ServerResponse) => response.writeHead(status).end('<html>');
    expect(await outcome(plain(401))).toMatchObject({ kind: 'unauthorised' });
    expect(await outcome(plain(413))).toMatchObject({ kind: 'rejected', code: 'http_413' });
    expect(await outcome(plain(502))).toMatchObject({ kind: 'unknown' });
    expect(await outcome(plain(504))).toMatchObject({ kind: 'unknown' });
    expect(await outcome(plain(408))).toMatchObject({ kind: 'unknown' });
  });

  it('is unknown when the message may have gone out: no answer, half an answer, no id, another page', async () => {
    expect(await outcome(() => undefined)).toEqual({ kind: 'unknown', why: 'TimeoutError' });
    expect(await outcome((response) => response.socket?.destroy())).toMatchObject({ kind: 'unknown' });
    expect(
      await outcome((response) => void response.writeHead(200, { 'content-length': '999' }).write('{"messages":[{"id"', () => response.socket?.destroy())),
    ).toMatchObject({ kind: 'unknown' });
    expect(await outcome(json(200, { messages: [] }))).toEqual({ kind: 'unknown', why: 'answer without a message id' });
    expect(await outcome(json(302, {}, { location: 'http://graph.test/' }))).toMatchObject({ kind: 'unknown' });
    expect(seen).toHaveLength(5);
  });

  it('is transient when no connection was made', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const closedPort = (closed.address() as AddressInfo).port;
    await new Promise((resolve) => closed.close(resolve));
    expect(await sender({ graphUrl: `http://127.0.0.1:${closedPort}` }).send(hello)).toMatchObject({ kind: 'transient', why: 'ECONNREFUSED' });
    const offline = createWhatsappSender({
      graphUrl: 'http://graph.test',
      version: 'v24.0',
      phoneNumberId: '1',
      accessToken: 'T',
      timeoutMs: 500,
      fetch: () =>
        Promise.reject(
          new TypeError('fetch failed', { cause: Object.assign(new AggregateError([Object.assign(new Error('x'), { code: 'ENETUNREACH' })]), {}) }),
        ),
    });
    expect(await offline.send(hello)).toEqual({ kind: 'transient', why: 'ENETUNREACH' });
  });

  it('never carries the token', async () => {
    for (const reply of [graphError(401, 190), graphError(500, 1), json(200, {})]) expect(JSON.stringify(await outcome(reply))).not.toContain('TOKEN');
  });

  it('is unknown when the caller gives up', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const sending = sender().send(hello, stop.signal);
    setTimeout(() => stop.abort(), 30);
    expect(await sending).toMatchObject({ kind: 'unknown' });
  });
});

describe('read marks', () => {
  it('tick the message, and can show that an answer is being written', async () => {
    answer = json(200, { success: true });
    expect(await sender().markRead('wamid.THEIRS')).toEqual({ kind: 'done' });
    await sender().markRead('wamid.THEIRS', { typing: true });
    expect(seen.map((request) => request.body)).toEqual([
      { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.THEIRS' },
      { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.THEIRS', typing_indicator: { type: 'text' } },
    ]);
    answer = graphError(400, 131009);
    expect(await sender().markRead('nonsense')).toMatchObject({ kind: 'rejected', code: '131009' });
  });
});
