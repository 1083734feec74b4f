import { describe, expect, it } from 'vitest';
import { addMs, msBetween, type Instant } from '../../../kernel/time.ts';
import { quietUntil, type IntakePolicy, type Quiet } from './quiet-window.ts';

const now = '2026-11-17T00:50:05.000Z' as Instant;
const policy: IntakePolicy = { quietMs: 90_000, longestMs: 600_000, completeQuietMs: null, questionsAtMost: 2, answerWithinMs: 1_800_000 };
const line = {} as Quiet['reading']['lines'][number];
const quiet: Quiet = {
  now,
  openedAt: now,
  reading: { disposition: 'auto', ended: false, lines: [line], intent: 'order' },
  customerKnown: true,
  answering: false,
};
const wait = (change: Partial<Quiet>, rules: IntakePolicy = policy): number => msBetween(now, quietUntil(rules, { ...quiet, ...change }));

describe('the quiet window', () => {
  it('is ninety seconds after each message', () => {
    expect(wait({})).toBe(90_000);
  });

  it('ends at once with an end word', () => {
    expect(wait({ reading: { ...quiet.reading, ended: true } })).toBe(0);
  });

  it('ends at once when the answer completes the order', () => {
    expect(wait({ answering: true })).toBe(0);
    expect(wait({ answering: true, reading: { ...quiet.reading, disposition: 'clarify' } })).toBe(90_000);
  });

  it('may be shorter for a complete order of a known customer, by setting', () => {
    const sooner = { ...policy, completeQuietMs: 20_000 };
    expect(wait({}, sooner)).toBe(20_000);
    expect(wait({ customerKnown: false }, sooner)).toBe(90_000);
    expect(wait({ reading: { ...quiet.reading, disposition: 'clarify' } }, sooner)).toBe(90_000);
  });

  it('never keeps an order open for longer than ten minutes', () => {
    expect(wait({ openedAt: addMs(now, -590_000) })).toBe(10_000);
    expect(wait({ openedAt: addMs(now, -900_000) })).toBe(0);
  });
});
