import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../kernel/time.ts';
import { parseWebhook } from './parse.ts';

/** Payloads recorded by other open projects; they are data beside the product, not part of it. */
const folder = join(process.env.KARKHANA_SHARED ?? '../shared', 'data', 'orders');
const present = existsSync(folder);
if (!present) process.stderr.write(`SKIPPED: recorded WhatsApp payloads are not at ${folder}\n`);

interface Case {
  readonly name: string;
  readonly body: unknown;
}

/** A file holds one webhook body or named ones. */
function casesOf(file: string): readonly Case[] {
  const json = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
  return 'entry' in json ? [{ name: file, body: json }] : Object.entries(json).map(([name, body]) => ({ name: `${file} ${name}`, body }));
}

const files = present ? ['whatsapp-courier', 'whatsapp-pywa'].flatMap((set) => readdirSync(join(folder, set)).map((file) => `${set}/${file}`)) : [];

const expected: Readonly<Record<string, readonly [kind: string, text: string | null]>> = {
  'whatsapp-courier/audio.json': ['message', 'Check out my new phone!'],
  'whatsapp-courier/document.json': ['message', '80skaraokesonglistartist'],
  'whatsapp-courier/error_msg.json': ['unsupported', 'Hello World'],
  'whatsapp-courier/hello.json': ['message', 'Hello World'],
  'whatsapp-courier/hello_invalid_user_id.json': ['message', 'Hello World'],
  'whatsapp-courier/image.json': ['message', 'Check out my new phone!'],
  'whatsapp-courier/invalid_timestamp.json': ['message', 'Hello World'],
  'whatsapp-courier/nfm_reply.json': ['message', 'first_name: Bob\nage: 32'],
  'whatsapp-courier/valid_status.json': ['status', null],
  'whatsapp-pywa/callback_button.json button': ['message', 'title'],
  'whatsapp-pywa/callback_selection.json callback': ['message', 'title'],
  'whatsapp-pywa/call_permission_update.json accept': ['message', null],
  'whatsapp-pywa/message.json text': ['message', 'Body Text'],
  'whatsapp-pywa/message.json video': ['message', 'caption'],
  'whatsapp-pywa/message.json voice': ['message', null],
  'whatsapp-pywa/message.json reaction': ['reaction', '😮'],
  'whatsapp-pywa/message.json current_location': ['message', 'Location: 12.25089, 43.90539'],
  'whatsapp-pywa/message.json order': ['message', '3 x HAMBURGER\n2 x FRENCH_FRIES\n2 x SODA'],
  'whatsapp-pywa/message.json reply': ['message', 'replied text'],
  'whatsapp-pywa/message.json interactive_message_with_err': ['unsupported', null],
  'whatsapp-pywa/message_status.json played': ['status', null],
  'whatsapp-pywa/outgoing_message.json text': ['echo', 'Test message'],
  'whatsapp-pywa/system.json phone_number_change': ['system', 'User A changed from 972987654321 to 972912345678'],
  'whatsapp-pywa/template_status_update.json approved': ['other', null],
  'whatsapp-pywa/account_update.json account_deleted': ['other', null],
};

describe.skipIf(!present)('recorded payloads', () => {
  const cases = files.flatMap(casesOf);

  it('are all there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(Object.keys(expected).length);
    expect(Object.keys(expected).filter((name) => !cases.some((one) => one.name === name))).toEqual([]);
  });

  it.each(cases)('$name is one event with a stable key, read back from its raw text', ({ name, body }) => {
    const now = '2026-11-22T10:00:00.000Z' as Instant;
    const parsed = parseWebhook(new TextEncoder().encode(JSON.stringify(body)), now);
    if (parsed.kind === 'malformed') throw new Error('malformed');
    expect(parsed.events).toHaveLength(1);
    const [event] = parsed.events;
    if (!event) throw new Error('no event');
    if (name in expected) expect([event.kind, event.text]).toEqual(expected[name]);
    expect(parseWebhook(new TextEncoder().encode(event.raw), now)).toEqual(parsed);
  });
});
