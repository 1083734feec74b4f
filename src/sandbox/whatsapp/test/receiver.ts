import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startWhatsappSandbox, type WhatsappSandbox, type WhatsappSandboxOptions } from '../index.ts';

/** One delivery as it arrived. */
export interface Delivery {
  readonly genuine: boolean;
  readonly text: string;
  readonly value: {
    readonly contacts?: unknown[];
    readonly metadata?: unknown;
    readonly messages?: Record<string, unknown>[];
    readonly statuses?: Record<string, unknown>[];
  };
  readonly socket: string;
}

/** A fake receiver of webhooks: proves itself, checks signatures, keeps what comes, answers what it is told to. */
export interface Receiver {
  readonly url: string;
  readonly deliveries: Delivery[];
  /** Next answers; 200 when empty. */
  readonly answers: (number | 'hang' | 'drop')[];
  verify: boolean;
  messages(): Record<string, unknown>[];
  statuses(): Record<string, unknown>[];
  stop(): Promise<void>;
}

export const secrets = { appSecret: 'app-secret', verifyToken: 'verify-token', accessToken: 'access-token', phoneNumberId: '106540352242922' } as const;

export async function startReceiver(port = 0): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const answers: (number | 'hang' | 'drop')[] = [];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (request.method === 'GET') {
      const good = receiver.verify && url.searchParams.get('hub.mode') === 'subscribe' && url.searchParams.get('hub.verify_token') === secrets.verifyToken;
      response.writeHead(good ? 200 : 403).end(good ? url.searchParams.get('hub.challenge') : '');
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const genuine = request.headers['x-hub-signature-256'] === `sha256=${createHmac('sha256', secrets.appSecret).update(body).digest('hex')}`;
      const json = JSON.parse(body.toString()) as { entry: { changes: { value: Delivery['value'] }[] }[] };
      deliveries.push({ genuine, text: body.toString(), value: json.entry[0]?.changes[0]?.value ?? {}, socket: `${request.socket.remotePort}` });
      const answer = answers.shift() ?? 200;
      if (answer === 'drop') request.socket.destroy();
      else if (answer !== 'hang') response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/whatsapp`,
    deliveries,
    answers,
    verify: true,
    messages: () => deliveries.flatMap((delivery) => delivery.value.messages ?? []),
    statuses: () => deliveries.flatMap((delivery) => delivery.value.statuses ?? []),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

export const ramesh = { phone: '919826012345', name: 'Ramesh Gupta' };
export const khalid = { phone: '966501234567', name: 'خالد' };
export const held = { name: 'order_held', parameters: ['order_lines'], bodies: { en: 'Held: {{order_lines}}.', hi: 'रुका: {{order_lines}}।' } };

export const startSandbox = (changes: Partial<WhatsappSandboxOptions> = {}): Promise<WhatsappSandbox> =>
  startWhatsappSandbox({
    port: 0,
    stateDir: null,
    webhookUrl: null,
    ...secrets,
    people: [ramesh, khalid],
    templates: [held],
    retry: { firstMs: 10, maxMs: 40 },
    ...changes,
    habits: { deliverMs: 20, readMs: 40, ...changes.habits },
  });

/** Waits until `check` holds; fails after fifteen seconds. */
export async function until(check: () => boolean | Promise<boolean>, what = 'condition'): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`not within 15 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

interface Bubble {
  readonly id: string;
  readonly direction: string;
  readonly text: string;
  readonly ticks: string;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly buttons?: unknown;
  readonly reaction?: string;
}

/** Calls on a sandbox as page and business make them. */
export function clientOf(sandbox: WhatsappSandbox) {
  const call = async (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown> }> => {
    const init = body === undefined ? { headers } : { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
    const response = await fetch(`${sandbox.url}${path}`, init);
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text } };
  };
  return {
    call,
    act: (phone: string, act: string, body: unknown) => call(`/sandbox/phones/${phone}/${act}`, body),
    say: async (phone: string, text: string, more: object = {}): Promise<string> =>
      String((await call(`/sandbox/phones/${phone}/send`, { text, ...more })).body.id),
    bubbles: async (phone: string): Promise<Bubble[]> => (await call(`/sandbox/phones/${phone}/messages`)).body.messages as Bubble[],
    habits: (body: unknown) => call('/sandbox/habits', body),
    graph: (body: object, token: string = secrets.accessToken) =>
      call(`/v24.0/${secrets.phoneNumberId}/messages`, { messaging_product: 'whatsapp', ...body }, { authorization: `Bearer ${token}` }),
  };
}
