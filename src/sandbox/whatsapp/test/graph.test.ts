import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WhatsappSandbox } from '../index.ts';
import { clientOf, khalid, ramesh, secrets, startReceiver, startSandbox, until, type Receiver } from './receiver.ts';

let receiver: Receiver;
let sandbox: WhatsappSandbox;
let api: ReturnType<typeof clientOf>;
let clock = 0;

beforeEach(async () => {
  clock = 0;
  receiver = await startReceiver();
  sandbox = await startSandbox({ webhookUrl: receiver.url, now: () => Date.now() + clock });
  api = clientOf(sandbox);
  await api.say(ramesh.phone, 'hi');
});
afterEach(async () => {
  await sandbox.stop();
  await receiver.stop();
});

const hello = { to: ramesh.phone, type: 'text', text: { body: 'नमस्ते' }, biz_opaque_callback_data: 'out-1' };
const template = (changes: object = {}, text = '40 CAR sev') => ({
  to: ramesh.phone,
  type: 'template',
  template: {
    name: 'order_held',
    language: { code: 'hi' },
    components: [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'order_lines', text }] }],
    ...changes,
  },
});
const codeOf = (answer: { status: number; body: Record<string, unknown> }): [number, unknown] => [
  answer.status,
  (answer.body.error as { code: number } | undefined)?.code,
];

describe('a message of the business', () => {
  it('is taken, appears on the phone, and its statuses carry our reference', async () => {
    const answer = await api.graph(hello);
    expect(answer).toMatchObject({ status: 200, body: { messaging_product: 'whatsapp', contacts: [{ input: ramesh.phone, wa_id: ramesh.phone }] } });
    const [{ id }] = answer.body.messages as [{ id: string }];
    await until(() => receiver.statuses().length === 3);
    expect(receiver.statuses()).toMatchObject(
      ['sent', 'delivered', 'read'].map((status) => ({ id, status, recipient_id: ramesh.phone, biz_opaque_callback_data: 'out-1' })),
    );
    expect((await api.bubbles(ramesh.phone)).at(-1)).toMatchObject({ id, direction: 'in', text: 'नमस्ते', ticks: 'read' });
  });

  it('with a template is filled in the language asked for, and needs no window', async () => {
    expect(await api.graph({ ...template(), to: khalid.phone })).toMatchObject({ status: 200 });
    expect((await api.bubbles(khalid.phone)).at(-1)).toMatchObject({ text: 'रुका: 40 CAR sev।' });
  });

  it('needs an approved template with the right parameters', async () => {
    expect(codeOf(await api.graph(template({ name: 'sale_now' })))).toEqual([404, 132001]);
    expect(codeOf(await api.graph(template({ language: { code: 'fr' } })))).toEqual([404, 132001]);
    expect(codeOf(await api.graph(template({ components: [] })))).toEqual([400, 132000]);
    expect(codeOf(await api.graph(template({ components: [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'other', text: 'x' }] }] })))).toEqual([
      400, 132000,
    ]);
    expect(codeOf(await api.graph(template({}, 'two\nlines')))).toEqual([400, 132018]);
  });

  it('outside 24 hours is refused with 131047, by answer or by status', async () => {
    expect(codeOf(await api.graph({ ...hello, to: khalid.phone }))).toEqual([400, 131047]);
    clock = 24 * 3_600_000 - 5_000;
    expect((await api.graph(hello)).status).toBe(200);
    clock = 24 * 3_600_000 + 1_000;
    expect(codeOf(await api.graph(hello))).toEqual([400, 131047]);
    await api.habits({ windowErrorBy: 'status' });
    expect((await api.graph(hello)).status).toBe(200);
    await until(() => receiver.statuses().some((status) => status.status === 'failed'));
    expect(receiver.statuses().find((status) => status.status === 'failed')).toMatchObject({ biz_opaque_callback_data: 'out-1', errors: [{ code: 131047 }] });
  });

  it('to a number without WhatsApp is taken and fails later', async () => {
    expect((await api.graph({ ...hello, to: '15550001111' })).status).toBe(200);
    await until(() => receiver.statuses().length === 1);
    expect(receiver.statuses()[0]).toMatchObject({ status: 'failed', recipient_id: '15550001111', errors: [{ code: 131026 }] });
  });

  it('can be addressed to the user id of a webhook', async () => {
    await until(() => receiver.messages().length === 1);
    expect((await api.graph({ ...hello, to: undefined, recipient: receiver.messages()[0]?.from_user_id })).status).toBe(200);
    expect(codeOf(await api.graph({ ...hello, to: undefined, recipient: 'IN.1' }))).toEqual([400, 131009]);
  });

  it('is refused in the words of the platform when something is wrong with it', async () => {
    expect(codeOf(await api.graph(hello, 'stolen'))).toEqual([401, 190]);
    expect(codeOf(await api.call(`/v24.0/${secrets.phoneNumberId}/messages`, hello))).toEqual([401, 190]);
    expect(codeOf(await api.call('/v24.0/42/messages', hello, { authorization: 'Bearer access-token' }))).toEqual([400, 100]);
    expect((await api.call(`/version/${secrets.phoneNumberId}/messages`, hello, { authorization: 'Bearer access-token' })).status).toBe(404);
    expect(codeOf(await api.graph({ ...hello, messaging_product: 'telegram' }))).toEqual([400, 100]);
    expect(codeOf(await api.graph({ ...hello, text: { body: 'x'.repeat(4097) } }))).toEqual([400, 100]);
    expect(codeOf(await api.graph({ ...hello, text: undefined }))).toEqual([400, 131008]);
    expect(codeOf(await api.graph({ ...hello, to: 'Ramesh' }))).toEqual([400, 131009]);
    expect(codeOf(await api.graph({ ...hello, biz_opaque_callback_data: 'x'.repeat(513) }))).toEqual([400, 131009]);
    expect(codeOf(await api.graph({ status: 'read', message_id: 'wamid.none' }))).toEqual([400, 131009]);
    const four = Array.from({ length: 4 }, (_, at) => ({ type: 'reply', reply: { id: `${at}`, title: `${at}` } }));
    expect(
      codeOf(await api.graph({ to: ramesh.phone, type: 'interactive', interactive: { type: 'button', body: { text: 'x' }, action: { buttons: four } } })),
    ).toEqual([400, 131009]);
    expect(await api.bubbles(ramesh.phone)).toHaveLength(1);
  });

  it('tells who the line is', async () => {
    expect((await api.call(`/v24.0/${secrets.phoneNumberId}`, undefined, { authorization: 'Bearer access-token' })).body).toMatchObject({
      id: secrets.phoneNumberId,
    });
  });
});

describe('bad habits of the Graph API', () => {
  it.each([
    [{ p429: 1 }, [429, 130429]],
    [{ pPairRate: 1 }, [429, 131056]],
    [{ p500: 1 }, [500, 131000]],
    [{ downUntil: new Date(Date.now() + 60_000).toISOString() }, [503, 2]],
  ])('%j', async (habits, expected) => {
    await api.habits(habits);
    expect(codeOf(await api.graph(hello))).toEqual(expected);
    expect(await api.bubbles(ramesh.phone)).toHaveLength(1);
  });

  it('a connection cut before or after the message was taken', async () => {
    await api.habits({ pSendDropBeforeAccept: 1 });
    await expect(api.graph(hello)).rejects.toThrow('fetch failed');
    expect(await api.bubbles(ramesh.phone)).toHaveLength(1);
    await api.habits({ pSendDropBeforeAccept: 0, pSendDropAfterAccept: 1 });
    await expect(api.graph(hello)).rejects.toThrow('fetch failed');
    expect(await api.bubbles(ramesh.phone)).toHaveLength(2);
    await until(() => receiver.statuses().some((status) => status.biz_opaque_callback_data === 'out-1'));
  });

  it('no answer after the message was taken: the statuses still tell', async () => {
    await api.habits({ pSendTimeoutAfterAccept: 1, hangMs: 60_000 });
    const call = fetch(`${sandbox.url}/v24.0/${secrets.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer access-token', 'content-type': 'application/json' },
      body: JSON.stringify({ messaging_product: 'whatsapp', ...hello }),
      signal: AbortSignal.timeout(100),
    });
    await expect(call).rejects.toThrow(/timeout/);
    await until(() => receiver.statuses().some((status) => status.status === 'read' && status.biz_opaque_callback_data === 'out-1'));
  });

  it('slow answers', async () => {
    await api.habits({ slowMs: [80, 90] });
    const before = Date.now();
    await api.graph(hello);
    expect(Date.now() - before).toBeGreaterThanOrEqual(75);
  });

  it('statuses out of order, or none', async () => {
    await api.habits({ pStatusDisorder: 1 });
    await api.graph(hello);
    await until(() => receiver.statuses().length === 3);
    expect(receiver.statuses().map((status) => status.status)).toEqual(['read', 'delivered', 'sent']);
    await api.habits({ pDropStatus: 1 });
    await api.graph(hello);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(receiver.statuses()).toHaveLength(3);
  });
});
