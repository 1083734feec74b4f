import { createHash } from 'node:crypto';
import type { Person } from './world.ts';

/** The business number that the stand-in plays the platform for. */
export interface BusinessLine {
  readonly accountId: string;
  readonly phoneNumberId: string;
  readonly displayPhoneNumber: string;
}

/** The platform's own id of a person: country and digits, the same for the same phone. */
export const userIdOf = (phone: string): string => `IN.${BigInt(`0x${createHash('sha256').update(phone).digest('hex').slice(0, 15)}`)}`;

const body = (line: BusinessLine, value: object): string =>
  platformJson({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: line.accountId,
        changes: [
          {
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: line.displayPhoneNumber, phone_number_id: line.phoneNumberId },
              ...value,
            },
            field: 'messages',
          },
        ],
      },
    ],
  });

/** The platform writes JSON in ASCII, with slashes escaped: whoever checks a signature over re-written JSON fails here as there. */
export const platformJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');

/** A person's message; `content` has `type` and the member of that name. */
export function messageBody(line: BusinessLine, person: Person, message: { readonly id: string; readonly atMs: number; readonly content: object }): string {
  const userId = userIdOf(person.phone);
  return body(line, {
    contacts: [{ profile: { name: person.name }, wa_id: person.phone, user_id: userId }],
    messages: [{ from: person.phone, from_user_id: userId, id: message.id, timestamp: seconds(message.atMs), ...message.content }],
  });
}

/** An error as statuses carry it. */
export interface StatusError {
  readonly code: number;
  readonly title: string;
  readonly details: string;
}

/** What became of a message of the business. */
export interface StatusFacts {
  readonly id: string;
  readonly phone: string;
  readonly status: 'sent' | 'delivered' | 'read' | 'failed';
  readonly atMs: number;
  readonly reference: string | undefined;
  readonly error?: StatusError;
}

/** A status webhook. */
export function statusBody(line: BusinessLine, facts: StatusFacts): string {
  const pricing = { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' };
  const { error } = facts;
  const errors = error ? { errors: [{ code: error.code, title: error.title, message: error.title, error_data: { details: error.details } }] } : {};
  return body(line, {
    statuses: [
      {
        id: facts.id,
        status: facts.status,
        timestamp: seconds(facts.atMs),
        recipient_id: facts.phone,
        recipient_user_id: userIdOf(facts.phone),
        ...(facts.reference === undefined ? {} : { biz_opaque_callback_data: facts.reference }),
        ...(facts.status === 'sent' || facts.status === 'delivered' ? { pricing } : {}),
        ...errors,
      },
    ],
  });
}

const seconds = (ms: number): string => String(Math.floor(ms / 1000));
