import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { elapse, testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { saveSmallFactory } from '../../../../test/world/small-factory.ts';
import type { OutboundMessage, SendOutcome } from '../../../platform/channels/whatsapp/index.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import type { PriceCard, RaiseCase } from '../../exceptions/contract.ts';
import { exceptionsModule, getCase, openLinks, raiseCase } from '../../exceptions/index.ts';
import { savePeople } from '../../identity/index.ts';
import { intakeDoor } from '../door.ts';
import { intakeModule, type IntakeSettings } from '../index.ts';
import { secrets, signedPost, textMessage, webhook } from './webhooks.ts';

const sent: OutboundMessage[] = [];
let outcome: () => SendOutcome = () => ({ kind: 'sent', providerId: `wamid.out${sent.length}` });
const settings: IntakeSettings = {
  policy: { quietMs: 90_000, longestMs: 600_000, completeQuietMs: null, questionsAtMost: 2, answerWithinMs: 1_800_000 },
  whatsapp: {
    appSecret: secrets.appSecret,
    verifyToken: secrets.verifyToken,
    senderFor: () => ({ send: (message) => Promise.resolve((sent.push(message), outcome())), markRead: () => Promise.resolve({ kind: 'done' }) }),
  },
  cases: { links: openLinks(Buffer.alloc(32, 3)), line: secrets.line, linkUrl: (token) => `https://karkhana.example/a/${token}` },
};
const intake = intakeModule(settings);
const exceptions = exceptionsModule();
const orders = systemActor('orders');
const clock = testClock('2026-11-23T06:30:00.000Z');
const phoneOf = { vikram: '910000090002', meera: '910000090021' };
let db: TestDatabase;
let message = 0;

beforeAll(async () => {
  db = await testDatabase({ clock, jobs: [...(intake.jobs ?? []), ...(exceptions.jobs ?? [])], reactions: intake.reactions ?? [] });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  clock.set('2026-11-23T06:30:00.000Z');
  outcome = () => ({ kind: 'sent', providerId: `wamid.out${sent.length}` });
  sent.length = 0;
  await saveSmallFactory(db.runtime);
  const person = (name: string, phone: string, language: string) => ({
    email: `${name}@vindhya.example`,
    name,
    password: 'sev-and-bhujia',
    roles: ['sales_head' as const],
    language,
    company: 'VS01',
    phone,
  });
  const people = [person('vikram', phoneOf.vikram, 'en'), person('meera', phoneOf.meera, 'hi')];
  await db.runtime.transaction(systemActor('set-up'), (ctx) => savePeople(ctx, people));
});

const card = (verdict = 'below_floor'): PriceCard => ({
  orderId: 'order-1',
  orderNumber: 'K-000001',
  currency: 'INR',
  lines: [
    {
      lineId: 'l1',
      lineNo: 1,
      sku: 'KHA200',
      itemName: 'Khatta Meetha 200 g',
      uom: 'CAR',
      quantityMilli: 100_000,
      listMinor: 117_000,
      ourUnitMinor: 117_000,
      askedUnitMinor: 109_980,
      askedNetNet: '109980',
      askedDiscountBp: 600,
      floor: '109091',
      floorRule: 'margin',
      cost: '96000',
      costAsOf: '2026-11-01',
      marginAskBp: 1271,
      marginListBp: 1795,
      givenMinor: 702_000,
      verdict,
      grounds: [],
      settled: false,
    },
  ],
  rules: [],
  givenMinor: 702_000,
  givenYearMinor: null,
  customer: {
    code: 'C-1107',
    name: 'Krishna Agencies',
    sales12Minor: 0,
    margin12Bp: null,
    trendBp: null,
    overdueMinor: null,
    overdueDays: null,
    creditLimitMinor: null,
    exposureMinor: null,
  },
  before: [],
  peers: { customers: 0, medianBp: null, p80Bp: null },
  why: { reason: 'competitor', text: '' },
  stock: [],
});
const raise = async (extra: Partial<RaiseCase> = {}): Promise<string> => {
  const done = await db.runtime.transaction(orders, (ctx) =>
    raiseCase(ctx, {
      kind: 'price_request',
      key: 'order-1',
      company: 'VS01',
      subject: { noun: 'order', id: 'order-1', label: 'K-000001' },
      customer: 'C-1107',
      amountMinor: 10_998_000,
      currency: 'INR',
      requestedBy: 'system:intake',
      card: card(),
      audiences: [],
      steps: [{ tier: 1, roles: ['sales_head'], afterMin: 0 }],
      choices: ['approve', 'counter', 'decline', 'ask'],
      personsNeeded: 1,
      deadlineAt: '2026-11-23T07:15:00.000Z',
      ...extra,
    }),
  );
  if (!done.ok) throw new Error(done.refusal.code);
  await db.drain();
  return done.value.id;
};
const seconds = (): string => String(Math.floor(clock.nowMs() / 1000));
const knock = (body: string) => Promise.resolve(intakeDoor(db.runtime, settings).request(signedPost(body)));
const write = async (from: string, text: string): Promise<void> => {
  await knock(textMessage(from, `wamid.in${(message += 1)}`, text, Number(seconds())));
};
const press = async (from: string, id: string, key = `wamid.in${(message += 1)}`): Promise<void> => {
  const interactive = { type: 'button_reply', button_reply: { id, title: 'Approve once' } };
  await knock(webhook({ messages: [{ from, id: key, timestamp: seconds(), type: 'interactive', interactive }] }));
  await db.drain();
};
const pageOf = async (id: string) => {
  const page = await db.runtime.transaction(orders, (ctx) => getCase(ctx, id));
  if (page === null) throw new Error('no case');
  return page;
};
const to = (phone: string) => sent.filter((one) => one.to === phone);
const optionsOf = (one: OutboundMessage | undefined) => (one?.kind === 'interactive' ? one.options : []);
const textsTo = (phone: string) => to(phone).flatMap((one) => (one.kind === 'template' ? [one.template.text] : [one.text]));

describe('a colleague who is asked to decide', () => {
  it('gets the template when the provider says that the window is closed, whatever we reckoned', async () => {
    await db.pool.query("insert into intake.sender (channel, line, sender, last_inbound_at) values ('whatsapp', $1, $2, $3) on conflict do nothing", [
      secrets.line,
      phoneOf.vikram,
      db.runtime.now(),
    ]);
    outcome = () => (sent.at(-1)?.kind === 'template' ? { kind: 'sent', providerId: 'wamid.2' } : { kind: 'outside_window' });
    await raise();
    expect(to(phoneOf.vikram).map((one) => one.kind)).toEqual(['interactive', 'template']);
  });

  it('gets an approved template with the request and a link, in their language, when they have not written for a day', async () => {
    await raise();
    expect(to(phoneOf.vikram)).toMatchObject([{ kind: 'template', template: { name: 'case_told', language: 'en' } }]);
    const [text = ''] = textsTo(phoneOf.vikram);
    for (const part of [
      'E-000001',
      'Krishna Agencies',
      '100 CAR',
      'KHA200',
      '1,099.80',
      '6 % off list',
      'margin 12.71 %',
      '7,020',
      '12:45',
      'https://karkhana.example/a/',
    ])
      expect(text).toContain(part);
    expect(textsTo(phoneOf.meera)[0]).toContain('निर्णय');
  });

  it('gets buttons when they wrote within a day', async () => {
    await write(phoneOf.vikram, 'good morning');
    await raise();
    expect(optionsOf(to(phoneOf.vikram).find((one) => one.kind === 'interactive')).map((one) => one.title)).toEqual(['Approve once', 'Decline']);
  });

  it('decides by a button on their own phone, and is told so; the token is kept nowhere', async () => {
    await write(phoneOf.vikram, 'good morning');
    const id = await raise();
    const [approve] = optionsOf(to(phoneOf.vikram).find((one) => one.kind === 'interactive'));
    await press(phoneOf.meera, approve?.id ?? '');
    expect((await pageOf(id)).state).toBe('raised');
    await press(phoneOf.vikram, approve?.id ?? '', 'wamid.press');
    expect(await pageOf(id)).toMatchObject({ state: 'decided', decisions: [{ choice: 'approve', way: 'whatsapp_button', name: 'vikram' }] });
    expect(textsTo(phoneOf.vikram).at(-1)).toContain('your decision is recorded');
    const heard = sent.length;
    await press(phoneOf.vikram, approve?.id ?? '', 'wamid.press');
    expect(sent).toHaveLength(heard);
    const token = approve?.id.split(':')[2] ?? '-';
    const { rows } = await db.pool.query<{ text: string }>(
      `select e::text as text from intake.inbound_event e union all select o::text from intake.outbound o union all select j.data::text from pgboss.job j`,
    );
    for (const row of rows) expect(row.text).not.toContain(token);
  });

  it('never decides by words, nor by a button that is not ours', async () => {
    const id = await raise();
    for (const text of ['ok', 'approve', 'haan', 'تمام', '1', 'case:approve:x']) await write(phoneOf.vikram, text);
    await press(phoneOf.vikram, 'case:approve:AAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB');
    await press(phoneOf.vikram, 'yes');
    await db.drain({ includeDelayed: false });
    expect(await pageOf(id)).toMatchObject({ state: 'raised', decisions: [] });
    expect(textsTo(phoneOf.vikram)).toContainEqual(expect.stringContaining('This button decided nothing'));
  });

  it('has no button to approve below cost', async () => {
    await write(phoneOf.vikram, 'good morning');
    await raise({ card: card('below_cost') });
    const asked = to(phoneOf.vikram).find((one) => one.kind === 'interactive');
    expect(optionsOf(asked).map((one) => one.title)).toEqual(['Decline']);
    expect(textsTo(phoneOf.vikram).at(-1)).toContain('Below cost');
  });

  it('is told why a button of an older message, or one pressed too late, did nothing', async () => {
    await write(phoneOf.vikram, 'good morning');
    const id = await raise();
    const [approve] = optionsOf(to(phoneOf.vikram).find((one) => one.kind === 'interactive'));
    await raise({ amountMinor: 1 });
    await press(phoneOf.vikram, approve?.id ?? '');
    expect(textsTo(phoneOf.vikram).at(-1)).toContain('has changed');
    await elapse(clock, db.pool, 45 * 60_000);
    await press(phoneOf.vikram, approve?.id ?? '');
    expect(textsTo(phoneOf.vikram).at(-1)).toContain('Too late');
    expect((await pageOf(id)).state).toBe('expired');
  });

  it('is reminded, and is not written to any more once it is decided', async () => {
    await write(phoneOf.vikram, 'good morning');
    await raise();
    await elapse(clock, db.pool, 23 * 60_000);
    await db.drain();
    expect(textsTo(phoneOf.vikram).at(-1)).toContain('Reminder.');
  });

  it('is written to again when the provider was away', async () => {
    outcome = () => ({ kind: 'transient', why: 'HTTP 503' }) as SendOutcome;
    await raise();
    expect(to(phoneOf.vikram)).toHaveLength(1);
    outcome = () => ({ kind: 'sent', providerId: 'wamid.x' });
    await db.drain({ includeDelayed: true });
    expect(to(phoneOf.vikram).length).toBeGreaterThan(1);
  });
});
