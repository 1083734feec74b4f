import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WhatsappEndpoint } from '../../../src/app/running.ts';

/** One text message as it comes from a customer's phone. */
export interface InboundText {
  readonly id: string;
  readonly phone: string;
  readonly text: string;
  readonly atMs?: number;
  readonly name?: string;
}

/** The webhook body for messages, as the platform documents it. */
export function webhookBody(line: Pick<WhatsappEndpoint, 'phoneNumberId' | 'businessNumber'>, messages: readonly InboundText[]): string {
  const contacts = messages.map((message) => ({ profile: { name: message.name ?? `Buyer ${message.phone.slice(-5)}` }, wa_id: message.phone }));
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: line.businessNumber, phone_number_id: line.phoneNumberId },
    contacts,
    messages: messages.map(({ id, phone, text, atMs }) => ({
      from: phone,
      id,
      timestamp: String(Math.floor((atMs ?? Date.now()) / 1000)),
      type: 'text',
      text: { body: text },
    })),
  };
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }] });
}

/** What the door answered; status 0: no answer at all. */
export interface DoorAnswer {
  readonly status: number;
  readonly ms: number;
  readonly body: string;
}

/** The signature over the raw bytes: our own computation, not the product's. */
export const sign = (appSecret: string, body: string | Uint8Array): string => `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

/** Posts a body to the door once. `signature: null` leaves the header out. */
export async function post(url: string, body: string | Uint8Array<ArrayBuffer>, signature: string | null, limitMs = 15_000): Promise<DoorAnswer> {
  const began = performance.now();
  try {
    const headers = { 'content-type': 'application/json', ...(signature === null ? {} : { 'x-hub-signature-256': signature }) };
    const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(limitMs) });
    const text = await response.text();
    return { status: response.status, ms: performance.now() - began, body: text };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: 0, ms: performance.now() - began, body: String(cause) };
  }
}

/** What became of a delivery that was tried until it got its 200. */
export interface Delivery {
  readonly attempts: number;
  readonly last: DoorAnswer;
  /** Answers other than 200 on the way, in order. */
  readonly refused: readonly DoorAnswer[];
}

/** Delivers as the platform does: again and again, with growing pauses, until there is a 200. Throws when there is none in `giveUpMs`. */
export async function deliver(url: () => string, appSecret: string, body: string, giveUpMs = 180_000): Promise<Delivery> {
  const signature = sign(appSecret, body);
  const refused: DoorAnswer[] = [];
  const end = Date.now() + giveUpMs;
  for (let attempts = 1; ; attempts += 1) {
    const last = await post(url(), body, signature);
    if (last.status === 200) return { attempts, last, refused };
    refused.push(last);
    if (Date.now() > end) throw new Error(`a webhook got no 200 in ${giveUpMs} ms; the last answer was ${last.status} ${last.body.slice(0, 200)}`);
    await sleep(Math.min(150 * 2 ** Math.min(attempts, 3), 1_000));
  }
}
