import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachableStates } from '../../../kernel/machine.ts';
import type { Instant } from '../../../kernel/time.ts';
import { commandStates } from '../contract.ts';
import type { Candidate } from './admission.ts';
import { admit, mayCreate } from './admission.ts';
import { backoffMs, breakerRestMs } from './backoff.ts';
import { commandMachine, openStates } from './command-machine.ts';
import { incompleteness } from './completeness.ts';
import type { Ending } from './ending.ts';
import { changeFor, freshMemory } from './ending.ts';

const now = '2026-11-22T04:30:00.000Z' as Instant;
const before = '2026-11-22T04:29:00.000Z' as Instant;
const after = '2026-11-22T04:30:05.000Z' as Instant;
const waiting: Candidate = {
  state: 'new',
  notBefore: before,
  leaseUntil: null,
  sentAt: null,
  blocked: false,
  connectionState: 'active',
  breakerUntil: null,
  failures: 0,
  probeUntil: null,
  downUntil: null,
};

describe('the life of a command', () => {
  it('reaches every state, and never leaves committed', () => {
    expect(reachableStates(commandMachine)).toEqual(new Set(commandStates));
    expect(commandMachine.table.committed).toEqual({});
    expect(openStates).not.toContain('committed');
  });
});

describe('a job may take a command', () => {
  it('that is due, not held, not blocked, on a working connection', () => {
    expect(admit(waiting, now)).toEqual({ kind: 'take', crashed: false, probe: false });
    expect(admit({ ...waiting, blocked: true }, now)).toEqual({ kind: 'leave' });
    expect(admit({ ...waiting, connectionState: 'paused' }, now)).toEqual({ kind: 'leave' });
    expect(admit({ ...waiting, leaseUntil: after }, now)).toEqual({ kind: 'leave' });
    expect(admit({ ...waiting, state: 'committed' }, now)).toEqual({ kind: 'leave' });
    expect(admit({ ...waiting, notBefore: after }, now)).toEqual({ kind: 'wait', ms: 5_000 });
    expect(admit({ ...waiting, breakerUntil: after }, now)).toEqual({ kind: 'wait', ms: 5_000 });
  });
  it('after a rest, when no other one tries whether the ERP is back', () => {
    const rested = { ...waiting, failures: 5, breakerUntil: before };
    expect(admit(rested, now)).toEqual({ kind: 'take', crashed: false, probe: true });
    expect(admit({ ...rested, probeUntil: after }, now)).toEqual({ kind: 'wait', ms: 2_000 });
    expect(admit({ ...rested, probeUntil: before }, now)).toEqual({ kind: 'take', crashed: false, probe: true });
    expect(admit({ ...waiting, failures: 4, probeUntil: after }, now)).toEqual({ kind: 'take', crashed: false, probe: false });
  });
  it('whose holder died, and sees whether it had sent', () => {
    expect(admit({ ...waiting, state: 'sending', leaseUntil: before, sentAt: before }, now)).toEqual({ kind: 'take', crashed: true, probe: false });
    expect(admit({ ...waiting, state: 'sending', leaseUntil: before }, now)).toEqual({ kind: 'take', crashed: false, probe: false });
  });
});

it('a create is allowed when none was sent, or when the look-up began after the settling time', () => {
  expect(mayCreate(null, now, 60_000)).toBe(true);
  expect(mayCreate(before, now, 60_000)).toBe(true);
  expect(mayCreate(before, now, 60_001)).toBe(false);
});

describe('an ending', () => {
  const facts = { inDoubt: false, sent: true, chance: 0.5 };
  it('lost is unknown, and the settling time begins anew', () => {
    const lost: Ending = { kind: 'unknown', why: 'reset', lost: true, erpKey: null, afterMs: null };
    expect(changeFor(lost, freshMemory, facts)).toMatchObject({ state: 'unknown', sentAt: 'restart' });
    expect(changeFor({ ...lost, lost: false }, freshMemory, { ...facts, inDoubt: true, sent: false })).toMatchObject({ state: 'unknown', sentAt: 'keep' });
  });
  it('that did nothing makes the next send a new request, and never takes doubt away', () => {
    const later: Ending = { kind: 'put_off', why: 'locked', trouble: false, afterMs: null };
    expect(changeFor(later, freshMemory, facts)).toMatchObject({ state: 'new', sentAt: 'clear', memory: { round: 1 } });
    expect(changeFor(later, freshMemory, { ...facts, inDoubt: true, sent: false })).toMatchObject({ state: 'unknown', sentAt: 'keep', memory: { round: 0 } });
  });
  it('refused without a trace needs no settling before it is sent again; with a document left, or in doubt, it does', () => {
    const refused: Ending = { kind: 'rejected', code: 'NR/751', text: 'no numbers left', field: null, erpKey: null, facts: {} };
    expect(changeFor(refused, freshMemory, facts)).toMatchObject({ state: 'rejected', sentAt: 'clear' });
    expect(changeFor({ ...refused, erpKey: '17' }, freshMemory, facts)).toMatchObject({ sentAt: 'keep' });
    expect(changeFor(refused, freshMemory, { ...facts, inDoubt: true })).toMatchObject({ sentAt: 'keep' });
  });
  it('throttled comes back no earlier than it was told', () => {
    expect(changeFor({ kind: 'put_off', why: 'throttled', trouble: false, afterMs: 2_000 }, freshMemory, facts).nextMs).toBeGreaterThanOrEqual(2_000);
  });
  it('unauthorised queues nothing: the resumed connection does', () => {
    expect(changeFor({ kind: 'unauthorised', why: '401' }, freshMemory, facts)).toMatchObject({ state: 'new', nextMs: null });
  });
});

it('the back-off grows to its limit and keeps to its spread', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (tries, chance) => {
      const ms = backoffMs(tries, chance, 500, 60_000);
      expect(ms).toBeGreaterThanOrEqual(250);
      expect(ms).toBeLessThanOrEqual(60_000);
    }),
  );
  expect([4, 5, 6, 9, 40].map(breakerRestMs)).toEqual([null, 5_000, 10_000, 60_000, 60_000]);
});

describe('a reading is not believed', () => {
  it('when the list is suddenly empty or a fifth shorter', () => {
    expect(incompleteness({ previous: 100, total: 0, seen: 0, done: true })).toBe('suddenly_empty');
    expect(incompleteness({ previous: 100, total: 79, seen: 7, done: false })).toBe('shrunk');
    expect(incompleteness({ previous: 100, total: 80, seen: 7, done: false })).toBeNull();
    expect(incompleteness({ previous: 0, total: 0, seen: 0, done: true })).toBeNull();
  });
  it('when fewer rows came than the ERP counted; more are rows that came in meanwhile', () => {
    expect(incompleteness({ previous: 0, total: 10, seen: 9, done: true })).toBe('count_mismatch');
    expect(incompleteness({ previous: 0, total: 10, seen: 9, done: false })).toBeNull();
    expect(incompleteness({ previous: 0, total: 10, seen: 11, done: true })).toBeNull();
    expect(incompleteness({ previous: 100, total: null, seen: 7, done: true })).toBe('shrunk');
  });
});
