import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../kernel/time.ts';
import type { InboundEvent } from './event.ts';
import { parseWebhook } from './parse.ts';

const now = '2026-11-22T10:00:00.000Z' as Instant;
const load = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`./fixtures/${file}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;
const messages = load('messages');
const statuses = load('statuses');
const others = load('other-fields');

const parseText = (text: string): readonly InboundEvent[] => {
  const parsed = parseWebhook(new TextEncoder().encode(text), now);
  if (parsed.kind === 'malformed') throw new Error('malformed');
  return parsed.events;
};
const eventsOf = (body: unknown): readonly InboundEvent[] => parseText(JSON.stringify(body));
const only = (body: unknown): InboundEvent => {
  const events = eventsOf(body);
  expect(events).toHaveLength(1);
  return events[0] as InboundEvent;
};

describe('messages', () => {
  it('tell who wrote what to which line, and when', () => {
    expect(only(messages.text)).toMatchObject({
      key: 'wamid.HBgMTEXT:message:text',
      kind: 'message',
      type: 'text',
      line: '106540352242922',
      sender: '919826012345',
      senderName: 'Ramesh Gupta',
      sentAt: '2026-11-17T07:20:00.000Z',
      sentAtFrom: 'provider',
      messageId: 'wamid.HBgMTEXT',
      refersTo: null,
      text: 'bhai 40 peti sev aur 25 paanch wala chips, kal subah',
      mediaId: null,
      status: null,
    });
  });

  it.each([
    ['text_arabic', 'أريد ٢٠ كرتون سيف راتلامي وكرتونين بطاطس'],
    ['image', 'yeh wala 5 peti'],
    ['video', null],
    ['voice', null],
    ['document', 'PO attached'],
    ['sticker', null],
    ['location', 'Location: Maa Sharda Traders, Bairagarh, Bhopal, 23.2599, 77.4126'],
    ['contacts', 'Contact: Om Sai Agency, +91 98260 55555\nContact: No Phone'],
    ['button', 'Yes'],
    ['button_reply', '50 peti'],
    ['list_reply', 'Ratlami sev 400 g'],
    ['form', 'item: SEV200\ncartons: 40'],
    ['order', 'jaldi bhejna\n3 x SEV200\n2 x CHP5'],
    ['forwarded', '12 ctn mix'],
    ['from_ad', 'rate?'],
  ])('of type %s are messages and read %j', (name, text) => {
    expect(only(messages[name])).toMatchObject({ kind: 'message', text });
  });

  it('point to their media', () => {
    expect(['image', 'video', 'voice', 'document', 'sticker'].map((name) => only(messages[name]).mediaId)).toEqual([
      '1003383421387256',
      '1003383421387257',
      '1003383421387258',
      '1003383421387259',
      '1003383421387260',
    ]);
  });

  it('name the pressed button or row, and the question it answers', () => {
    expect(only(messages.button)).toMatchObject({ choice: 'yes-1', refersTo: 'wamid.OURS2' });
    expect(only(messages.button_reply)).toMatchObject({ choice: 'ask-7:2', refersTo: 'wamid.OURS3' });
    expect(only(messages.list_reply)).toMatchObject({ choice: 'ask-8:4', refersTo: 'wamid.OURS4' });
    expect(only(messages.reply)).toMatchObject({ choice: null, refersTo: 'wamid.OURS1', text: '2' });
  });

  it('keep NUL and half characters in raw only', () => {
    const event = only(messages.text_with_nul_and_half_emoji);
    expect(event.text).toBe('10 peti\uFFFDsev \uFFFD');
    expect(event.raw).toContain(String.raw`\u0000sev \ud83d`);
  });

  it('keep emoji, marks of direction and invisible characters as written', () => {
    const text = '\u202E12 \u200Bctn\u2066 👨‍👩‍👧 ٤٠';
    expect(only({ entry: [{ changes: [{ field: 'messages', value: { messages: [{ id: 'x', type: 'text', text: { body: text } }] } }] }] }).text).toBe(text);
  });

  it('come from a user id when the person hides the number', () => {
    expect(only(messages.hidden_number)).toMatchObject({ sender: 'IN.13491208655302741918', userId: 'IN.13491208655302741918', senderName: 'Ramesh' });
  });

  it('say that they were written in a group', () => {
    expect(only(messages.group_text).group).toBe('Y2FwaV9ncm91cDox');
    expect(only(messages.text).group).toBeNull();
  });

  it('need no contacts, and take the right one of several', () => {
    expect(only(messages.no_contacts)).toMatchObject({ sender: '919826012345', senderName: null });
    expect(eventsOf(messages.two_people_in_one_body).map((event) => event.senderName)).toEqual(['Ramesh Gupta', 'خالد']);
  });

  it('with an impossible time count as sent when received, and say so', () => {
    expect(only(messages.bad_timestamp)).toMatchObject({ sentAt: now, sentAtFrom: 'received' });
    for (const timestamp of ['', '-5', '0', '99999999999999', 1e300, null, '4102444800']) {
      const body = { entry: [{ changes: [{ field: 'messages', value: { messages: [{ id: 'x', timestamp, type: 'text', text: { body: 'a' } }] } }] }] };
      expect(only(body), String(timestamp)).toMatchObject({ sentAt: now, sentAtFrom: 'received' });
    }
  });
});

describe('what happens to messages', () => {
  it('an edit has its own key, the new words, and points to the message that it changes', () => {
    expect(only(messages.edit_text)).toMatchObject({ key: 'wamid.HBgMEDIT1:edit', kind: 'edit', refersTo: 'wamid.HBgMTEXT', text: 'bhai 60 peti sev' });
    expect(only(messages.edit_caption)).toMatchObject({ kind: 'edit', refersTo: 'wamid.HBgMIMG', text: 'yeh wala 6 peti', mediaId: '1003383421387256' });
  });

  it('two edits that carry the id of the message itself are still two events', () => {
    const edit = (body: string): unknown => ({
      entry: [
        {
          changes: [
            {
              field: 'messages',
              value: {
                messages: [{ id: 'w1', timestamp: '1794900000', type: 'edit', edit: { original_message_id: 'w1', message: { type: 'text', text: { body } } } }],
              },
            },
          ],
        },
      ],
    });
    expect(only(edit('12')).key).not.toBe(only(edit('13')).key);
    expect(only(edit('12')).key).toBe(only(edit('12')).key);
  });

  it('a deletion, a reaction and a reaction taken back point to their message', () => {
    expect(only(messages.revoke)).toMatchObject({ key: 'wamid.HBgMREV:revoke', kind: 'revoke', refersTo: 'wamid.HBgMTEXT', text: null });
    expect(only(messages.reaction)).toMatchObject({ kind: 'reaction', refersTo: 'wamid.OURS1', text: '👍' });
    expect(only(messages.reaction_taken_back)).toMatchObject({ kind: 'reaction', refersTo: 'wamid.OURS1', text: null });
  });

  it('content that the provider holds back is unsupported, with its type', () => {
    expect(only(messages.unsupported)).toMatchObject({ kind: 'unsupported', type: 'unsupported/poll_creation' });
    expect(only(messages.unavailable)).toMatchObject({ kind: 'unsupported', type: 'unsupported' });
  });

  it('a change of number is a system event, an unknown type is kept as other', () => {
    expect(only(messages.number_change)).toMatchObject({ kind: 'system', sender: '919826012345' });
    expect(only(messages.chat_opened)).toMatchObject({ kind: 'other', type: 'request_welcome' });
    expect(only(messages.type_of_the_future)).toMatchObject({ kind: 'other', type: 'hologram' });
  });
});

describe('statuses', () => {
  it.each(['sent', 'delivered', 'read', 'failed'])('%s carries our reference and whom we wrote to', (name) => {
    expect(only(statuses[name])).toMatchObject({
      key: `wamid.OURS1:status:${name}:1794900000`,
      kind: 'status',
      sender: '919826012345',
      status: { providerId: 'wamid.OURS1', status: name, reference: 'out-1' },
    });
  });

  it('of a failure say why', () => {
    expect(only(statuses.failed).status?.errors).toEqual([
      { code: 131047, title: 'Re-engagement message', details: expect.stringContaining('more than 24 hours') as string },
    ]);
  });

  it('of the same message are different events by status, and by reader in a group', () => {
    expect(new Set(['sent', 'delivered', 'read', 'played', 'failed', 'group_read'].map((name) => only(statuses[name]).key)).size).toBe(6);
    expect(only(statuses.group_read)).toMatchObject({ group: 'Y2FwaV9ncm91cDox', sender: '919826012345' });
  });

  it('may lack reference, phone and company', () => {
    expect(only(statuses.played).status).toMatchObject({ status: 'played', reference: null });
    expect(only(statuses.hidden_number).sender).toBe('IN.13491208655302741918');
    expect(eventsOf(statuses.messages_and_statuses_together).map((event) => event.kind)).toEqual(['message', 'status']);
  });
});

describe('everything else', () => {
  it('an echo is what our own people wrote from the phone, to that person', () => {
    expect(only(others.echo)).toMatchObject({ key: 'wamid.ECHO1:echo', kind: 'echo', sender: '919826012345', text: 'haan bhej dete hain' });
    expect(only(others.echo_revoked)).toMatchObject({ key: 'wamid.ECHO2:echo:revoke', kind: 'echo', type: 'revoke', refersTo: 'wamid.ECHO1' });
  });

  it.each(['history', 'state_sync', 'call', 'call_status', 'template_approved', 'errors_only', 'field_of_the_future'])('%s is kept whole as other', (name) => {
    const event = only(others[name]);
    expect(event).toMatchObject({ kind: 'other', status: null, text: null });
    expect(JSON.parse(event.raw)).toEqual(others[name]);
  });

  it('several entries and changes become all their events, and members that belong to none are kept once', () => {
    const events = eventsOf(others.several_changes);
    expect(events.map((event) => event.key)).toEqual(['wamid.HBgMSC1:message:text', 'wamid.OURS1:status:sent:1794900000', 'wamid.HBgMSC2:message:text']);
    expect(events.map((event) => event.raw.includes('"extra"'))).toEqual([true, false, false]);
  });
});

describe('any body', () => {
  const bodies = [messages, statuses, others].flatMap((file) => Object.entries(file));

  it.each(bodies)('%s: a repeated delivery gives the same keys, whatever its spacing, time of arrival or neighbours', (_name, body) => {
    const keys = eventsOf(body).map((event) => event.key);
    expect(parseText(JSON.stringify(body, null, 3)).map((event) => event.key)).toEqual(keys);
    const later = parseWebhook(new TextEncoder().encode(JSON.stringify(body)), '2026-11-25T00:00:00.000Z' as Instant);
    expect(later.kind === 'events' && later.events.map((event) => event.key)).toEqual(keys);
    const entry = (body as { entry: unknown[] }).entry;
    const batched = eventsOf({ object: 'whatsapp_business_account', entry: [...entry, ...(messages.text as { entry: unknown[] }).entry] });
    expect(batched.map((event) => event.key)).toEqual([...keys, 'wamid.HBgMTEXT:message:text']);
  });

  it.each(bodies)('%s: the raw text of an event, read again, is that event', (_name, body) => {
    for (const event of eventsOf(body)) expect(parseText(event.raw)).toEqual([event]);
  });

  it('different events never share a key', () => {
    const keys = bodies
      .filter(([name]) => name !== 'messages_and_statuses_together' && name !== 'several_changes')
      .flatMap(([, body]) => eventsOf(body).map((event) => event.key));
    const doubled = keys.filter((key, at) => keys.indexOf(key) !== at);
    // one status of one message, told once with and once without the phone number
    expect(doubled).toEqual(['wamid.OURS1:status:delivered:1794900000']);
  });

  it('long numbers keep all their digits in raw', () => {
    const text =
      '{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"x","type":"hologram","hologram":{"serial":16895569081298320123}}]}}]}]}';
    expect(parseText(text)[0]?.raw).toContain('16895569081298320123');
  });

  it('bytes that are no JSON in UTF-8 are malformed', () => {
    const parse = (bytes: Uint8Array): string => parseWebhook(bytes, now).kind;
    expect(parse(new Uint8Array())).toBe('malformed');
    expect(parse(new TextEncoder().encode('{"entry":['))).toBe('malformed');
    expect(parse(new Uint8Array([0x22, 0xff, 0x22]))).toBe('malformed');
    expect(parse(new TextEncoder().encode('{"a":"\0"}'))).toBe('malformed');
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(['malformed', 'events']).toContain(parse(bytes));
      }),
    );
  });

  it('any JSON gives at least one event, whose strings a database can hold, whose raw reads back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (body) => {
        checkStorable(parseText(JSON.stringify(body)));
      }),
      { numRuns: 300 },
    );
  });

  it('any damage to a known body does too', () => {
    const paths = fc.constantFrom(
      'entry',
      'changes',
      'value',
      'messages',
      'statuses',
      'contacts',
      'metadata',
      'from',
      'id',
      'timestamp',
      'type',
      'text',
      'interactive',
      'edit',
      'errors',
      'order',
      'context',
      'field',
    );
    fc.assert(
      fc.property(fc.constantFrom(...bodies.map(([, body]) => body)), paths, fc.jsonValue(), (body, path, junk) => {
        const damaged = JSON.stringify(body, (name, value: unknown) => (name === path ? junk : value));
        checkStorable(parseText(damaged));
      }),
      { numRuns: 500 },
    );
  });

  it('deep nesting and huge ids do no harm', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const huge = 'x'.repeat(100_000);
    const bodyText = `{"entry":[{"changes":[{"field":"messages","value":{"junk":${deep},"messages":[{"id":"${huge}","from":"${huge}","type":"${huge}","interactive":${deep}}]}}]}]}`;
    const events = parseText(bodyText);
    checkStorable(events);
    expect(parseText(bodyText)[0]?.key).toBe(events[0]?.key);
    checkStorable(parseText(deep));
  });
});

function checkStorable(events: readonly InboundEvent[]): void {
  expect(events.length).toBeGreaterThan(0);
  for (const event of events) {
    const { raw, text, ...short } = event;
    expect(JSON.stringify([short, text])).not.toMatch(/\\u0000|\\ud[89a-f]/);
    expect(event.key.length).toBeGreaterThan(0);
    expect(event.key.length).toBeLessThanOrEqual(256);
    for (const value of [event.line, event.sender, event.messageId, event.refersTo, event.status?.reference])
      expect((value ?? '').length).toBeLessThanOrEqual(200);
    expect(raw).not.toContain('\0');
    expect(parseText(raw)[0]?.key).toBe(event.key);
  }
}
