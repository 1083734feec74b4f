import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { saveAbsence, saveRota, setPersonActive } from '../../identity/index.ts';
import { ackCase, decideCase, followCase, listCases, raiseCase, withdrawCase } from '../index.ts';
import { exceptionSweep } from '../jobs.ts';
import { caseWorld, orders, type CaseWorld } from './case-world.ts';
import { choice, later, noon, raised } from './samples.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await caseWorld();
});
afterAll(() => world.db.close());
beforeEach(() => world.reset());

const refused = (code: string) => ({ ok: false, refusal: { code } });
const setUp = systemActor('set-up');
const changedCard = { card: { lines: [{ lineId: 'l1', verdict: 'below_floor', settled: false, quantityMilli: 200_000 }] } };
const away = (person: string, delegate: string | null) => world.act(setUp, (ctx) => saveAbsence(ctx, { person, delegate, from: later(-60), to: later(600) }));

describe('raising a case', () => {
  it('tells the first tier at once, and nobody else', async () => {
    const { id, number, version, renewed } = await world.raise();
    expect({ number, version, renewed }).toEqual({ number: 'E-000001', version: 1, renewed: false });
    const page = await world.page(id);
    expect(page.tellings.map(({ name, tier, role }) => ({ name, tier, role }))).toEqual([
      { name: 'meera', tier: 1, role: 'sales_head' },
      { name: 'vikram', tier: 1, role: 'sales_head' },
    ]);
    expect(page).toMatchObject({ state: 'raised', tier: 1, mayDecide: true, requestedByName: 'asha', personsAgreed: 0 });
    expect(page.story.map((one) => one.what)).toEqual(['raised', 'told', 'told']);
    expect(world.eventsOf('case.raised')).toEqual([
      { type: 'case.raised', subject: id, payload: { kind: 'price_request', number, subject: { noun: 'order', id: 'order-1' } } },
    ]);
    expect(world.eventsOf('case.told')).toHaveLength(2);
  });

  it('is refused to customers, and without steps or choices', async () => {
    expect(await world.act({ kind: 'customer', id: '919' }, (ctx) => raiseCase(ctx, raised()))).toMatchObject(refused('forbidden'));
    for (const extra of [{ steps: [] }, { choices: [] }, { personsNeeded: 0 }, { deadlineAt: 'soon' }])
      expect(await world.act(orders, (ctx) => raiseCase(ctx, raised(extra)))).toMatchObject(refused('bad_terms'));
  });

  it('does not ask the requester, nor who looks after the customer', async () => {
    await world.db.pool.query(`update identity.person set customers = '{C-1107}' where id = $1`, [world.ids.meera]);
    const { id } = await world.raise({ requestedBy: `person:${world.ids.vikram}` });
    const page = await world.page(id);
    expect(page.tellings.map((one) => one.name)).toEqual(['farid']);
    expect(page.story.map((one) => one.what)).toEqual(['raised', 'no_one_on_duty', 'told', 'escalated']);
  });

  it('with the same content again changes nothing', async () => {
    const first = await world.raise();
    await world.choose('vikram', first.id, {}, 'desk');
    const second = await world.raise({ key: 'order-2' });
    const again = await world.raise({ key: 'order-2' });
    expect(again).toEqual({ ...second, renewed: true });
    expect(await world.story(second.id)).toEqual(['raised', 'told', 'told']);
  });

  it('after the first was decided raises another case', async () => {
    const first = await world.raise();
    await world.choose('vikram', first.id);
    expect(await world.raise()).toMatchObject({ renewed: false, number: 'E-000002' });
  });

  it('at the same moment twice is one case', async () => {
    const both = await Promise.all([world.raise(), world.raise()]);
    expect(new Set(both.map((one) => one.id)).size).toBe(1);
    expect(both.map((one) => one.renewed).toSorted()).toEqual([false, true]);
  });
});

describe('renewing a case', () => {
  it('with other content is a new version that asks everybody anew and says what changed', async () => {
    const { id } = await world.raise({ personsNeeded: 2 });
    expect(await world.choose('vikram', id)).toMatchObject({ ok: true, value: { kind: 'agreed' } });
    expect((await world.page(id)).personsAgreed).toBe(1);
    expect(await world.raise({ personsNeeded: 2, ...changedCard })).toMatchObject({ id, version: 2, renewed: true });
    const page = await world.page(id);
    expect(page).toMatchObject({ version: 2, personsAgreed: 0, state: 'raised' });
    expect(page.story.find((one) => one.what === 'renewed')?.facts).toMatchObject({ version: 2, changed: ['card'] });
    expect(await world.choose('meera', id)).toMatchObject(refused('stale_version'));
    expect(await world.choose('meera', id, { version: 2 })).toMatchObject({ value: { kind: 'agreed' } });
    expect(await world.choose('vikram', id, { version: 2 })).toMatchObject({ value: { kind: 'decided' } });
  });

  it('keeps asking the tiers that had been reached', async () => {
    const { id } = await world.raise();
    await world.pass(10);
    await world.raise(changedCard);
    expect((await world.page(id)).tellings.map((one) => one.name)).toEqual(['meera', 'vikram', 'farid']);
  });

  it('makes who renews it a requester too, whose former agreement does not count', async () => {
    const { id } = await world.raise({ personsNeeded: 2 });
    await world.choose('vikram', id);
    await world.raise({ personsNeeded: 2, requestedBy: `person:${world.ids.vikram}` }, world.as('vikram'));
    expect(await world.page(id)).toMatchObject({ personsAgreed: 0, mayDecide: false, mayNotWhy: 'own_request' });
    expect(await world.choose('meera', id)).toMatchObject({ value: { kind: 'agreed' } });
  });

  it('moves the deadline without asking anew', async () => {
    const { id } = await world.raise();
    await world.raise({ deadlineAt: later(5) });
    expect(await world.story(id)).toEqual(['raised', 'told', 'told', 'deadline_moved']);
    await world.pass(5);
    expect((await world.page(id)).state).toBe('expired');
  });
});

describe('deciding', () => {
  it('keeps the decision and announces it', async () => {
    const { id } = await world.raise();
    expect(await world.choose('vikram', id, { choice: 'counter', terms: { unitMinor: 111_000 }, reason: 'meet in the middle' })).toMatchObject({ ok: true });
    const page = await world.page(id);
    expect(page).toMatchObject({ state: 'decided', decidedAt: noon, mayDecide: false, mayNotWhy: 'wrong_state' });
    expect(page.decisions).toEqual([
      {
        seq: 1,
        at: noon,
        by: `person:${world.ids.vikram}`,
        name: 'vikram',
        way: 'desk',
        choice: 'counter',
        until: null,
        terms: { unitMinor: 111_000 },
        reason: 'meet in the middle',
        caseVersion: 1,
      },
    ]);
    expect(world.eventsOf('case.decided').map((one) => one.payload)).toEqual([
      {
        kind: 'price_request',
        subject: { noun: 'order', id: 'order-1' },
        choice: 'counter',
        until: null,
        terms: { unitMinor: 111_000 },
        by: [`person:${world.ids.vikram}`],
        caseVersion: 1,
      },
    ]);
    await world.pass(60);
    expect((await world.page(id)).state).toBe('decided');
  });

  it('is refused to the machine and to customers', async () => {
    const { id } = await world.raise();
    expect(await world.act(orders, (ctx) => decideCase(ctx, id, choice(), 'system'))).toMatchObject(refused('forbidden'));
    expect(await world.act({ kind: 'customer', id: '919' }, (ctx) => decideCase(ctx, id, choice(), 'desk'))).toMatchObject(refused('forbidden'));
  });

  it('is refused to the requester, to others than those asked, and for unknown cases', async () => {
    const { id } = await world.raise({ requestedBy: `person:${world.ids.vikram}` });
    expect(await world.choose('vikram', id)).toMatchObject(refused('own_request'));
    expect(await world.choose('asha', id)).toMatchObject(refused('not_your_tier'));
    expect(await world.choose('meera', '00000000-0000-7000-8000-000000000009')).toMatchObject(refused('not_found'));
  });

  it('is refused to a person who was switched off', async () => {
    const { id } = await world.raise();
    await world.act(setUp, (ctx) => setPersonActive(ctx, { id: world.ids.vikram, active: false }));
    expect(await world.choose('vikram', id)).toMatchObject(refused('forbidden'));
  });

  it('counts one of two people who press at the same moment', async () => {
    const { id } = await world.raise();
    const both = await Promise.all([world.choose('vikram', id), world.choose('meera', id, { choice: 'decline' })]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(world.eventsOf('case.decided')).toHaveLength(1);
  });

  it('after the deadline is refused, also before the clock has rung', async () => {
    const { id } = await world.raise();
    world.clock.advance(45 * 60_000);
    expect(await world.choose('vikram', id)).toMatchObject(refused('expired'));
  });

  it('by asking back or forwarding decides nothing', async () => {
    const { id } = await world.raise();
    expect(await world.choose('vikram', id, { choice: 'ask', reason: 'Which competitor?' })).toMatchObject({ value: { kind: 'asked' } });
    expect(await world.choose('vikram', id, { choice: 'forward', forwardTo: world.ids.salim })).toMatchObject({ value: { kind: 'forwarded' } });
    expect(await world.choose('salim', id)).toMatchObject(refused('not_your_tier'));
    expect(await world.choose('vikram', id, { choice: 'forward', forwardTo: world.ids.asha })).toMatchObject(refused('bad_terms'));
    expect(await world.choose('vikram', id, { choice: 'forward', forwardTo: 'nobody' })).toMatchObject(refused('bad_terms'));
    expect(await world.choose('vikram', id, { choice: 'forward', forwardTo: world.ids.farid })).toMatchObject({ ok: true });
    expect(await world.choose('farid', id)).toMatchObject({ ok: true });
    expect(await world.story(id)).toEqual(['raised', 'told', 'told', 'asked', 'forwarded', 'forwarded', 'decided']);
    expect(world.eventsOf('case.decided')).toHaveLength(1);
  });

  it('that a task is done closes it', async () => {
    const { id } = await world.raise({ kind: 'master_data_task', choices: ['done', 'dismiss'] });
    await world.choose('vikram', id, { choice: 'done' });
    expect(await world.page(id)).toMatchObject({ state: 'closed', decisions: [{ choice: 'done' }] });
  });
});

describe('acknowledging', () => {
  it('notes who has seen it and solves nothing', async () => {
    const { id } = await world.raise();
    expect(await world.act(world.as('vikram'), (ctx) => ackCase(ctx, id))).toMatchObject({ ok: true, value: { state: 'acked' } });
    await world.act(world.as('vikram'), (ctx) => ackCase(ctx, id));
    const page = await world.page(id);
    expect(page.tellings.map((one) => one.ackedAt)).toEqual([null, noon]);
    expect(page.story.filter((one) => one.what === 'acked')).toHaveLength(1);
    await world.pass(45);
    expect((await world.page(id)).state).toBe('expired');
  });

  it('is refused to the machine, to those who were not asked, and when it is over', async () => {
    const { id } = await world.raise();
    expect(await world.act(orders, (ctx) => ackCase(ctx, id))).toMatchObject(refused('forbidden'));
    expect(await world.act(world.as('asha'), (ctx) => ackCase(ctx, id))).toMatchObject(refused('not_your_tier'));
    expect(await world.act(world.as('asha'), (ctx) => ackCase(ctx, '00000000-0000-7000-8000-000000000009'))).toMatchObject(refused('not_found'));
    await world.choose('vikram', id);
    expect(await world.act(world.as('vikram'), (ctx) => ackCase(ctx, id))).toMatchObject(refused('wrong_state'));
  });
});

describe('time', () => {
  it('reminds at half of the step, asks the next tier in addition and names it responsible, and lets the case lapse', async () => {
    const { id } = await world.raise();
    await world.pass(5);
    expect(world.eventsOf('case.reminded')).toHaveLength(2);
    await world.pass(5);
    expect(world.eventsOf('case.escalated').map((one) => one.payload)).toEqual([{ kind: 'price_request', tier: 2 }]);
    const page = await world.page(id);
    expect(page.tier).toBe(2);
    expect(page.story.at(-1)).toMatchObject({ what: 'escalated', facts: { tier: 2, responsible: [{ person: world.ids.farid, name: 'farid' }] } });
    await world.pass(10);
    expect((await world.page(id)).tier).toBe(3);
    await world.pass(25);
    expect(await world.page(id)).toMatchObject({ state: 'expired', decisions: [] });
    expect(world.eventsOf('case.expired').map((one) => one.payload)).toEqual([{ kind: 'price_request', subject: { noun: 'order', id: 'order-1' } }]);
    expect(world.eventsOf('case.decided')).toEqual([]);
    expect(await world.choose('anand', id)).toMatchObject(refused('expired'));
  });

  it('does not remind who has chosen already', async () => {
    await world.raise({ personsNeeded: 2 }).then(({ id }) => world.choose('vikram', id));
    await world.pass(5);
    expect(world.eventsOf('case.reminded').map((one) => one.payload)).toEqual([{ kind: 'price_request', person: world.ids.meera }]);
  });

  it('does what was missed while nothing ran, once', async () => {
    const { id } = await world.raise();
    await world.pass(21);
    expect((await world.page(id)).tellings.map((one) => one.name)).toEqual(['meera', 'vikram', 'farid', 'anand']);
    const story = await world.story(id);
    await world.db.drain({ includeDelayed: false });
    expect(await world.story(id)).toEqual(story);
  });

  it('is found by the sweep when its job got lost', async () => {
    const { id } = await world.raise();
    await world.db.pool.query('delete from pgboss.job');
    await world.pass(46);
    expect((await world.page(id)).state).toBe('raised');
    await exceptionSweep.handle(world.db.runtime, new AbortController().signal);
    await world.db.drain();
    expect((await world.page(id)).state).toBe('expired');
  });

  it('asks the next tier at once when no one is on duty, and says so', async () => {
    const shifts = [{ person: world.ids.vikram, weekdays: [0], fromMin: 0, toMin: 1440 }];
    await world.act(setUp, (ctx) => saveRota(ctx, { company: 'VS01', role: 'sales_head', zone: 'Asia/Kolkata', shifts }));
    await away(world.ids.farid, null);
    const { id } = await world.raise();
    const page = await world.page(id);
    expect(page.tellings.map((one) => one.name)).toEqual(['anand']);
    expect(page.story.map((one) => one.what)).toEqual(['raised', 'no_one_on_duty', 'no_one_on_duty', 'told', 'escalated']);
  });

  it('lapses even when nobody at all is there', async () => {
    const { id } = await world.raise({ steps: [{ tier: 1, roles: ['quality'], afterMin: 0 }] });
    await world.pass(45);
    expect(await world.page(id)).toMatchObject({ state: 'expired', tellings: [] });
  });

  it('asks the delegate of who is away, who may decide', async () => {
    await away(world.ids.vikram, world.ids.salim);
    const { id } = await world.raise();
    expect((await world.page(id)).tellings.map(({ name, insteadOf }) => ({ name, insteadOf }))).toEqual([
      { name: 'meera', insteadOf: null },
      { name: 'salim', insteadOf: world.ids.vikram },
    ]);
    expect(await world.choose('salim', id)).toMatchObject({ ok: true });
  });
});

describe('what follows', () => {
  it('is told by who raised it: acting, verified, closed, reopened', async () => {
    const { id } = await world.raise();
    const follow = (step: 'act' | 'verify' | 'close' | 'reopen') => world.act(orders, (ctx) => followCase(ctx, { id, step, why: 'test' }));
    expect(await follow('act')).toMatchObject(refused('wrong_state'));
    await world.choose('vikram', id);
    for (const [step, state] of [
      ['act', 'acting'],
      ['verify', 'verified'],
      ['close', 'closed'],
      ['reopen', 'raised'],
    ] as const)
      expect(await follow(step)).toMatchObject({ ok: true, value: { state } });
    expect(await world.page(id)).toMatchObject({ version: 2, personsAgreed: 0, mayDecide: true, deadlineAt: null });
    expect(await world.act({ kind: 'customer', id: '1' }, (ctx) => followCase(ctx, { id, step: 'act', why: '' }))).toMatchObject(refused('forbidden'));
    expect(await world.act(orders, (ctx) => followCase(ctx, { id: '00000000-0000-7000-8000-000000000009', step: 'act', why: '' }))).toMatchObject(
      refused('not_found'),
    );
  });

  it('does not reopen beside another open case about the same', async () => {
    const first = await world.raise();
    await world.choose('vikram', first.id);
    await world.raise();
    expect(await world.act(orders, (ctx) => followCase(ctx, { id: first.id, step: 'reopen', why: '' }))).toMatchObject(refused('wrong_state'));
  });

  it('is nothing when the reason is gone: the case is withdrawn', async () => {
    const { id } = await world.raise();
    const withdraw = (actor = orders as Parameters<typeof world.act>[0]) =>
      world.act(actor, (ctx) => withdrawCase(ctx, { kind: 'price_request', key: 'order-1', why: 'line_removed' }));
    expect(await withdraw({ kind: 'customer', id: '1' })).toMatchObject(refused('forbidden'));
    expect(await withdraw()).toEqual({ ok: true, value: { id } });
    expect(await withdraw()).toEqual({ ok: true, value: null });
    expect((await world.page(id)).state).toBe('withdrawn');
    expect(await world.choose('vikram', id)).toMatchObject(refused('wrong_state'));
  });
});

describe('the list', () => {
  const list = (name: Parameters<typeof world.as>[0], filter = {}) => world.act(world.as(name), (ctx) => listCases(ctx, { limit: 10, ...filter }));

  it('shows open cases first, by deadline, with counts; filters; goes on from the last row', async () => {
    const late = await world.raise({ key: 'a', subject: { noun: 'order', id: 'a', label: 'K-000011' } });
    const soon = await world.raise({ key: 'b', deadlineAt: later(9) });
    const never = await world.raise({ key: 'c', deadlineAt: null, kind: 'credit_hold' });
    const done = await world.raise({ key: 'd', deadlineAt: later(2) });
    await world.choose('vikram', done.id);
    const all = await list('asha');
    expect(all.rows.map((row) => row.id)).toEqual([soon.id, late.id, never.id, done.id]);
    expect(all.counts).toEqual({ raised: 3, decided: 1 });
    expect(all.rows.map((row) => row.mayDecide)).toEqual([false, false, false, false]);
    expect((await list('vikram', { mine: true })).rows.map((row) => [row.id, row.mayDecide])).toEqual([
      [soon.id, true],
      [late.id, true],
      [never.id, true],
    ]);
    expect((await list('anand', { mine: true })).rows).toEqual([]);
    expect((await list('asha', { kinds: ['credit_hold'] })).rows.map((row) => row.id)).toEqual([never.id]);
    expect((await list('asha', { states: ['decided'] })).rows.map((row) => row.id)).toEqual([done.id]);
    expect((await list('asha', { q: 'k-000011' })).rows.map((row) => row.id)).toEqual([late.id]);
    expect((await list('asha', { q: '%' })).rows).toEqual([]);
    expect((await list('asha', { subject: 'a' })).rows.map((row) => row.id)).toEqual([late.id]);
    const first = await list('asha', { limit: 2 });
    const second = await list('asha', { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(all.rows.map((row) => row.id));
    expect(second.nextCursor).toBeNull();
  });

  it('shows others only what concerns them', async () => {
    const { id } = await world.raise();
    expect((await list('salim')).rows).toEqual([]);
    await world.choose('vikram', id, { choice: 'forward', forwardTo: world.ids.salim });
    expect((await list('salim')).rows.map((row) => [row.id, row.mayNotWhy])).toEqual([[id, 'not_your_tier']]);
    expect((await list('salim')).counts).toEqual({ raised: 1 });
  });
});
