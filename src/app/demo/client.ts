import type { ConversationRow } from '../../modules/intake/contract.ts';
import type { OrderPage } from '../../modules/orders/contract.ts';
import type { Running } from '../running.ts';

/** A running demo as a script drives it: through the same doors as everybody else. */
export interface DemoClient {
  /** Writes from a customer's phone; returns the message's id. */
  say(phone: string, text: string): Promise<string>;
  edit(phone: string, id: string, text: string): Promise<void>;
  /** What the customer's phone shows of us, oldest first. */
  answers(phone: string): Promise<readonly string[]>;
  /** Conversations of a phone, newest first. */
  conversations(phone: string): Promise<readonly ConversationRow[]>;
  order(id: string): Promise<OrderPage>;
  /** Has the sandbox ERP book without answering, or answer again. */
  loseErpAnswers(lose: boolean): Promise<void>;
  /** How many orders of a customer the sandbox ERP holds under our reference. */
  erpOrders(reference: string): Promise<number>;
}

const timeoutMs = 10_000;

async function call(url: string, init: { method?: string; body?: object; headers?: Record<string, string> } = {}): Promise<Response> {
  const response = await fetch(url, {
    method: init.method ?? 'GET',
    headers: { ...(init.body === undefined ? {} : { 'content-type': 'application/json' }), ...init.headers },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${new URL(url).pathname}: HTTP ${response.status} ${(await response.text()).slice(0, 200)}`);
  return response;
}

const json = async <T>(url: string, init?: Parameters<typeof call>[1]): Promise<T> => (await (await call(url, init)).json()) as T;

/** Signs in as the order desk and returns a client. Throws when the demo does not answer. */
export async function connectDemo(running: Running): Promise<DemoClient> {
  const { web, sandboxes } = running;
  const clerk = running.signIns.find((person) => person.roles.includes('order_desk'));
  if (web === null || sandboxes === null || clerk === undefined) throw new Error('this karkhana runs without the demo factory');
  const origin = new URL(web.url).origin;
  const signedIn = await call(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin },
    body: { email: clerk.email, password: clerk.password },
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const phoneUrl = (phone: string, verb: string): string => `${sandboxes.whatsapp.url}/sandbox/phones/${phone}/${verb}`;
  const desk = <T>(path: string): Promise<T> => json<T>(`${origin}/api${path}`, { headers: { cookie } });
  return {
    say: async (phone, text) => (await json<{ id: string }>(phoneUrl(phone, 'send'), { method: 'POST', body: { text } })).id,
    edit: async (phone, id, text) => void (await call(phoneUrl(phone, 'edit'), { method: 'POST', body: { id, text } })),
    answers: async (phone) => {
      const { messages } = await json<{ messages: readonly { direction: string; text: string }[] }>(phoneUrl(phone, 'messages'));
      return messages.filter((message) => message.direction === 'in').map((message) => message.text);
    },
    conversations: async (phone) => (await desk<{ rows: readonly ConversationRow[] }>(`/conversations?q=${encodeURIComponent(phone)}`)).rows,
    order: (id) => desk<OrderPage>(`/orders/${id}`),
    loseErpAnswers: async (lose) => {
      const { on, off } = sandboxes.erp.loseAnswers;
      await call(`${sandboxes.erp.url}/sandbox/habits`, { method: 'POST', body: lose ? on : off });
    },
    erpOrders: async (reference) => (await json<{ orders: readonly unknown[] }>(`${sandboxes.erp.url}/sandbox/orders?reference=${reference}`)).orders.length,
  };
}
