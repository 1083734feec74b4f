import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../kernel/time.ts';
import { isOnShift, standInOf } from './duty.ts';

const at = (text: string): Instant => new Date(text).toISOString() as Instant;
const zone = 'Asia/Kolkata';

describe('a shift', () => {
  const day = { zone, weekdays: [1, 2, 3, 4, 5, 6], fromMin: 9 * 60, toMin: 18 * 60 };

  it('runs from its first minute up to, and without, its last, on the wall clock of its zone', () => {
    expect(isOnShift(day, at('2026-11-23T08:59:59+05:30'))).toBe(false);
    expect(isOnShift(day, at('2026-11-23T09:00:00+05:30'))).toBe(true);
    expect(isOnShift(day, at('2026-11-23T17:59:00+05:30'))).toBe(true);
    expect(isOnShift(day, at('2026-11-23T18:00:00+05:30'))).toBe(false);
  });

  it('does not run on a weekday that is not its own', () => {
    expect(isOnShift(day, at('2026-11-22T12:00:00+05:30'))).toBe(false);
  });

  it('over midnight belongs to the day on which it began', () => {
    const night = { zone, weekdays: [6], fromMin: 22 * 60, toMin: 6 * 60 };
    expect(isOnShift(night, at('2026-11-21T23:00:00+05:30'))).toBe(true);
    expect(isOnShift(night, at('2026-11-22T05:59:00+05:30'))).toBe(true);
    expect(isOnShift(night, at('2026-11-22T06:00:00+05:30'))).toBe(false);
    expect(isOnShift(night, at('2026-11-22T23:00:00+05:30'))).toBe(false);
  });
});

describe('who stands in', () => {
  const active = new Set(['a', 'b', 'c']);

  it('is the person while they are here', () => {
    expect(standInOf('a', new Map(), active)).toBe('a');
  });

  it('is the delegate of the delegate when both are away', () => {
    const away = new Map([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    expect(standInOf('a', away, active)).toBe('c');
  });

  it('is nobody without a delegate, with one who is switched off, or in a circle', () => {
    expect(standInOf('a', new Map([['a', null]]), active)).toBeNull();
    expect(standInOf('a', new Map([['a', 'z']]), active)).toBeNull();
    const circle = new Map([
      ['a', 'b'],
      ['b', 'a'],
    ]);
    expect(standInOf('a', circle, active)).toBeNull();
  });

  it('ends for every web of absences, with somebody who is here and active or with nobody', () => {
    const person = fc.constantFrom<string>('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(person, fc.array(fc.tuple(person, fc.option(person))), (who, pairs) => {
        const away = new Map(pairs);
        const found = standInOf(who, away, active);
        if (found !== null) expect(active.has(found) && !away.has(found)).toBe(true);
      }),
    );
  });
});
