import { createHmac } from 'node:crypto';

/** Secrets of the tests' business number. */
export const secrets = { appSecret: 'test-app-secret', verifyToken: 'test-verify-token', line: '1122334455667' } as const;

/** A webhook body as the Cloud API sends it, with one value in it. */
export const webhook = (value: object): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: { messaging_product: 'whatsapp', metadata: { display_phone_number: '910000000000', phone_number_id: secrets.line }, ...value },
          },
        ],
      },
    ],
  });

/** A text message. `at` in seconds since the epoch. */
export const textMessage = (from: string, id: string, text: string, at: number, extra: object = {}): string =>
  webhook({
    contacts: [{ profile: { name: 'Sender' }, wa_id: from }],
    messages: [{ from, id, timestamp: String(at), type: 'text', text: { body: text }, ...extra }],
  });

/** A POST to the door, signed as the provider signs. */
export const signedPost = (body: string, secret: string = secrets.appSecret): Request => {
  const raw = new TextEncoder().encode(body);
  return new Request('http://door/webhooks/whatsapp', {
    method: 'POST',
    body: raw,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}` },
  });
};
