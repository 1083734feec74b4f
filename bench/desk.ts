import type { OrderPage } from '../src/modules/orders/contract.ts';
import type { Karkhana } from '../test/support/karkhana.ts';

/** The order desk as a client: what a browser would see, when it would see it. */
export interface Desk {
  order(id: string): Promise<OrderPage>;
  /** When this client heard that an order is confirmed, by order id, on the clock of `performance.now()`. */
  readonly confirmedAt: ReadonlyMap<string, number>;
  close(): void;
}

/** Signs in and listens to the live feed. */
export async function openDesk(karkhana: Karkhana): Promise<Desk> {
  const { web, signIns } = karkhana.running;
  const clerk = signIns.find((person) => person.roles.includes('order_desk'));
  if (!clerk) throw new Error('nobody can sign in to this karkhana');
  const origin = new URL(web.url).origin;
  const signedIn = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: clerk.email, password: clerk.password }),
  });
  if (!signedIn.ok) throw new Error(`the desk could not sign in: ${signedIn.status}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const confirmedAt = new Map<string, number>();
  const abort = new AbortController();
  const live = await fetch(`${origin}/api/live`, { headers: { cookie }, signal: abort.signal });
  if (!live.ok || live.body === null) throw new Error(`the live feed answered ${live.status}`);
  void listen(live.body, (subject) => void confirmedAt.set(subject, performance.now())).catch(() => undefined);
  return {
    confirmedAt,
    async order(id) {
      const response = await fetch(`${origin}/api/orders/${id}`, { headers: { cookie } });
      if (!response.ok) throw new Error(`order ${id}: ${response.status}`);
      return (await response.json()) as OrderPage;
    },
    close: () => abort.abort(),
  };
}

async function listen(body: ReadableStream<Uint8Array>, onConfirmed: (orderId: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let kept = '';
  for await (const chunk of body) {
    kept += decoder.decode(chunk as Uint8Array, { stream: true });
    const events = kept.split('\n\n');
    kept = events.pop() ?? '';
    for (const event of events.filter((text) => /^event: order\.confirmed$/m.test(text))) {
      const data = JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '{}') as { subject?: string };
      if (data.subject) onConfirmed(data.subject);
    }
  }
}
