import { describe, expect, it } from 'vitest';
import type { DecisionWay } from '../contract.ts';
import { choice, decision, later, noon, request, telling, viewer } from '../test/samples.ts';
import type { Case, Viewer } from './case.ts';
import { decide } from './decide.ts';

const vikram = viewer('vikram');
const meera = viewer('meera');
const choose = (input = {}, file: Case = request(), person: Viewer = vikram, way: DecisionWay = 'desk', now = later(1)) =>
  decide(file, person, choice(input), { way, now });
const refused = (code: string) => ({ ok: false, refusal: { code } });

describe('one person decides', () => {
  it('by approving, for the version that was looked at', () => {
    expect(choose()).toMatchObject({ ok: true, value: { kind: 'decided', by: ['person:vikram'], decision: { choice: 'approve', caseVersion: 1, seq: 1 } } });
  });

  it('by a counter-offer with its terms, for all or for lines', () => {
    expect(choose({ choice: 'counter', terms: { unitMinor: 111_000 } })).toMatchObject({
      value: { kind: 'decided', decision: { terms: { unitMinor: 111_000 } } },
    });
    expect(choose({ choice: 'counter', terms: { lines: [{ lineId: 'l1', unitMinor: 5 }] } })).toMatchObject({ ok: true });
  });

  it('by approving until a day', () => {
    expect(choose({ choice: 'approve_until', until: '2026-11-30' })).toMatchObject({ value: { kind: 'decided', decision: { until: '2026-11-30' } } });
    expect(choose({ choice: 'approve_until', until: '2026-11-23' })).toMatchObject({ ok: true });
  });

  it('from the next tier before it is asked', () => {
    expect(choose({}, request(), viewer('anand', ['owner']))).toMatchObject({ ok: true });
  });

  it('in the place of a sales head who is away', () => {
    const file = request({ tellings: [telling('neha', { insteadOf: 'vikram' })] });
    expect(choose({}, file, viewer('neha', ['planner']))).toMatchObject({ ok: true });
  });
});

describe('nobody decides', () => {
  it('who asked for it', () => {
    const file = request({ requesters: ['person:asha', 'person:vikram'] });
    expect(choose({}, file)).toMatchObject(refused('own_request'));
    expect(choose({}, request({ requestedBy: 'vikram' }))).toMatchObject(refused('own_request'));
  });

  it('who looks after the customer', () => {
    expect(choose({}, request(), viewer('vikram', ['sales_head'], ['C-1042']))).toMatchObject(refused('own_customer'));
  });

  it('who was not told at a tier that was reached, was only shown it, or has lost the role', () => {
    expect(choose({}, request(), viewer('ravi'))).toMatchObject(refused('not_your_tier'));
    expect(choose({}, request({ tellings: [telling('salim', { role: 'forwarded' })] }), viewer('salim', ['driver']))).toMatchObject(refused('not_your_tier'));
    expect(choose({}, request(), viewer('vikram', ['order_desk']))).toMatchObject(refused('not_your_tier'));
  });

  it('at or after the deadline', () => {
    expect(choose({}, request(), vikram, 'desk', later(44))).toMatchObject({ ok: true });
    expect(choose({}, request(), vikram, 'desk', later(45))).toMatchObject(refused('expired'));
    expect(choose({}, request({ state: 'expired' }))).toMatchObject(refused('expired'));
  });

  it('what is decided or withdrawn already', () => {
    expect(choose({}, request({ state: 'decided' }))).toMatchObject(refused('wrong_state'));
    expect(choose({}, request({ state: 'withdrawn' }))).toMatchObject(refused('wrong_state'));
  });

  it('looking at content that has changed since', () => {
    expect(choose({}, request({ version: 2 }))).toMatchObject({ ok: false, refusal: { code: 'stale_version', facts: { version: 2 } } });
  });

  it('by a choice that is not offered', () => {
    expect(choose({}, request({ choices: ['decline'] }))).toMatchObject(refused('choice_not_offered'));
    expect(choose({ choice: 'dismiss' })).toMatchObject(refused('choice_not_offered'));
  });

  it('with terms that do not fit the choice', () => {
    for (const input of [
      { choice: 'counter' as const },
      { choice: 'counter' as const, terms: { unitMinor: -5 } },
      { choice: 'counter' as const, terms: { unitMinor: 5.5 } },
      { choice: 'counter' as const, terms: { unitMinor: '5' } },
      { choice: 'counter' as const, terms: { lines: [] } },
      { choice: 'counter' as const, terms: { lines: [{ unitMinor: 5 }] } },
      { choice: 'approve' as const, terms: { unitMinor: 5 } },
      { choice: 'approve' as const, until: '2026-12-31' },
      { choice: 'approve_until' as const },
      { choice: 'approve_until' as const, until: '2026-11-22' },
      { choice: 'approve_until' as const, until: 'friday' },
      { choice: 'forward' as const },
      { choice: 'approve' as const, forwardTo: 'neha' },
      { choice: 'ask' as const, reason: ' ' },
    ])
      expect(choose(input), JSON.stringify(input)).toMatchObject(refused('bad_terms'));
  });
});

describe('below cost', () => {
  const below = request({ card: { lines: [{ verdict: 'below_cost', settled: false }] } });

  it('is never approved by link or button, in whichever form', () => {
    for (const way of ['link', 'whatsapp_button'] as const) {
      expect(choose({ reason: 'clearance' }, below, vikram, way)).toMatchObject(refused('never_in_chat'));
      expect(choose({ choice: 'counter', terms: { unitMinor: 5 }, reason: 'x' }, below, vikram, way)).toMatchObject(refused('never_in_chat'));
      expect(choose({ choice: 'decline' }, below, vikram, way)).toMatchObject({ ok: true });
    }
  });

  it('needs a reason at the desk', () => {
    expect(choose({}, below)).toMatchObject({ ok: false, refusal: { code: 'bad_terms', facts: { field: 'reason' } } });
    expect(choose({ reason: 'near expiry' }, below)).toMatchObject({ ok: true });
  });

  it('does not count a line that was let pass before', () => {
    const settled = request({ card: { lines: [{ verdict: 'below_cost', settled: true }] } });
    expect(choose({}, settled, vikram, 'link')).toMatchObject({ ok: true });
  });
});

describe('two different people', () => {
  const two = (extra: Partial<Case> = {}) => request({ personsNeeded: 2, ...extra });

  it('are needed: the first agrees, the second decides', () => {
    expect(choose({}, two())).toMatchObject({ value: { kind: 'agreed', missing: 1 } });
    const file = two({ decisions: [decision('vikram')] });
    expect(choose({}, file, meera)).toMatchObject({ value: { kind: 'decided', by: ['person:vikram', 'person:meera'] } });
  });

  it('are not the same person twice', () => {
    expect(choose({}, two({ decisions: [decision('vikram')] }))).toMatchObject(refused('already_agreed'));
  });

  it('agree to the same terms, or not at all', () => {
    const file = two({ decisions: [decision('vikram', { choice: 'counter', terms: { unitMinor: 5 } })] });
    expect(choose({}, file, meera)).toMatchObject({ value: { kind: 'agreed' } });
    expect(choose({ choice: 'counter', terms: { unitMinor: 5 } }, file, meera)).toMatchObject({ value: { kind: 'decided' } });
  });

  it('look at the same version', () => {
    const file = two({ version: 2, decisions: [decision('vikram')] });
    expect(choose({ version: 2 }, file, meera)).toMatchObject({ value: { kind: 'agreed' } });
  });

  it('stand behind it still: who has chosen otherwise since does not count', () => {
    const file = two({ decisions: [decision('vikram'), decision('vikram', { seq: 2, choice: 'counter', terms: { unitMinor: 5 } })] });
    expect(choose({}, file, meera)).toMatchObject({ value: { kind: 'agreed' } });
  });

  it('do not include one who has asked for it meanwhile', () => {
    const file = two({ decisions: [decision('vikram')], requesters: ['person:asha', 'person:vikram'] });
    expect(choose({}, file, meera)).toMatchObject({ value: { kind: 'agreed' } });
  });

  it('are not needed to decline', () => {
    expect(choose({ choice: 'decline' }, two())).toMatchObject({ value: { kind: 'decided', by: ['person:vikram'] } });
  });
});

describe('asking and forwarding', () => {
  it('decide nothing', () => {
    expect(choose({ choice: 'ask', reason: 'Which competitor?' })).toEqual({ ok: true, value: { kind: 'asked', question: 'Which competitor?' } });
    expect(choose({ choice: 'forward', forwardTo: 'neha', reason: 'yours' })).toEqual({ ok: true, value: { kind: 'forwarded', to: 'neha', note: 'yours' } });
  });

  it('are not for those who may not decide', () => {
    expect(choose({ choice: 'ask', reason: 'why' }, request(), viewer('ravi'), 'desk', noon)).toMatchObject(refused('not_your_tier'));
  });
});
