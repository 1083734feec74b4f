import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../../../../kernel/time.ts';
import { aliasChanges, aliasSources } from '../../contract/aliases.ts';
import { standings, stateOf } from './standing.ts';
import { amounts, decayed, foldLessons, halfLifeDays, learn, usualUom, type LessonStep, type Meanings } from './weights.ts';

const start = '2026-01-01T00:00:00.000Z' as Instant;
const day = (days: number): Instant => addMs(start, days * 86_400_000);
let next = 0;
const lesson = (sku: string, days: number, more: Partial<LessonStep> = {}): LessonStep => ({
  id: String((next += 1)).padStart(6, '0'),
  sku,
  at: day(days),
  source: 'answer',
  change: 'confirmed',
  amount: 1,
  uom: null,
  orderRef: null,
  ...more,
});
const states = (meanings: Meanings, now: Instant): Record<string, string> => {
  const compared = standings(meanings);
  return Object.fromEntries(
    [...meanings].map(([sku, meaning]) => [sku, stateOf({ ...meaning, ...(compared.get(sku) ?? { share: 0, conflict: false }) }, now)]),
  );
};

describe('what an alias weighs', () => {
  it('a confirmation counts half after its half-life, and nothing is added by waiting', () => {
    const [meaning] = foldLessons([lesson('A', 0)]).values();
    expect(decayed(meaning?.weight ?? 0, meaning?.weighedAt ?? start, day(halfLifeDays))).toBeCloseTo(0.5);
    expect(decayed(1, day(10), day(0))).toBe(1);
  });

  it('a confirmation adds one and leaves the other meanings 98 %', () => {
    const meanings = foldLessons([lesson('A', 0), lesson('B', 0)]);
    expect([meanings.get('A')?.weight, meanings.get('B')?.weight]).toEqual([0.98, 1]);
  });

  it('what was wrongly booked keeps 30 %, and after one confirmation of the right item never decides again by itself', () => {
    expect(foldLessons([lesson('A', 0), lesson('A', 0, { change: 'weakened', amount: 0 })]).get('A')?.weight).toBeCloseTo(0.3);
    const years = Array.from({ length: 100 }, (_, week) => lesson('A', week * 7));
    const corrected = foldLessons([...years, lesson('A', 700, { change: 'weakened', amount: 0 }), lesson('B', 700, { source: 'desk', change: 'taught' })]);
    expect(states(corrected, day(701))).toEqual({ A: 'conflict', B: 'conflict' });
  });

  it('the meaning that has four fifths decides, a smaller one helps, two of a third each are asked', () => {
    expect(states(foldLessons([lesson('A', 0)]), day(1))).toEqual({ A: 'deciding' });
    expect(states(foldLessons([...[1, 2, 3].map(() => lesson('A', 0)), lesson('B', 0)]), day(1))).toEqual({ A: 'helping', B: 'helping' });
    expect(states(foldLessons([lesson('A', 0), lesson('B', 0)]), day(1))).toEqual({ A: 'conflict', B: 'conflict' });
  });

  it('a meaning that nobody used for a year is stale, a single old confirmation only helps', () => {
    expect(states(foldLessons([lesson('A', 0)]), day(366))).toEqual({ A: 'stale' });
    expect(states(foldLessons([lesson('A', 0)]), day(250))).toEqual({ A: 'helping' });
  });

  it('what a person ruled out neither orders nor answers bring back, only a person', () => {
    const ruledOut = [lesson('A', 0), lesson('A', 1, { change: 'ruled_out', source: 'desk', amount: 0 })];
    expect(states(foldLessons([...ruledOut, lesson('A', 2), lesson('A', 3, { source: 'history' })]), day(4))).toEqual({ A: 'ruled_out' });
    expect(states(foldLessons([...ruledOut, lesson('A', 2, { source: 'desk', change: 'taught' })]), day(4))).toEqual({ A: 'deciding' });
  });

  it('the unit that is nearly always meant is the default', () => {
    expect(usualUom({ CAR: 9, PC: 1 })).toBe('CAR');
    expect(usualUom({ CAR: 3, PC: 2 })).toBeNull();
    expect(usualUom({})).toBeNull();
    const units = foldLessons([
      lesson('A', 0, { uom: 'PC' }),
      lesson('A', 1, { uom: 'PC' }),
      lesson('A', 2, { uom: 'CAR', source: 'import', change: 'imported' }),
    ]);
    expect(usualUom(units.get('A')?.uoms ?? {})).toBe('CAR');
  });

  it('an import counts half, a delivery that nobody complained about a third', () => {
    expect([amounts.import, amounts.delivery]).toEqual([0.5, 0.3]);
  });
});

const anyLesson = fc.record({
  id: fc.uuid(),
  sku: fc.constantFrom('A', 'B', 'C'),
  at: fc.integer({ min: 0, max: 1500 }).map(day),
  source: fc.constantFrom(...aliasSources),
  change: fc.constantFrom(...aliasChanges),
  amount: fc.constantFrom(0.3, 0.5, 1, 3),
  uom: fc.constantFrom(null, 'CAR', 'PC'),
  orderRef: fc.constantFrom(null, 'K-1'),
});

describe('whatever was learnt', () => {
  it('weights are never negative, shares lie between 0 and 1 and add up to one at most', () => {
    fc.assert(
      fc.property(fc.array(anyLesson, { maxLength: 40 }), (lessons) => {
        const meanings = foldLessons(lessons);
        const shares = [...standings(meanings).values()].map((standing) => standing.share);
        for (const meaning of meanings.values()) expect(meaning.weight).toBeGreaterThanOrEqual(0);
        expect(shares.every((share) => share >= 0 && share <= 1 + 1e-9)).toBe(true);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('the order in which lessons reach us does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyLesson, { maxLength: 20 }), (lessons) => {
        expect(foldLessons([...lessons].reverse())).toEqual(foldLessons(lessons));
      }),
    );
  });

  it('one lesson at a time gives what all at once give', () => {
    fc.assert(
      fc.property(fc.array(anyLesson, { maxLength: 20 }), (lessons) => {
        const sorted = [...lessons].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
        expect(sorted.reduce<Meanings>(learn, new Map())).toEqual(foldLessons(lessons));
      }),
    );
  });

  it('who decides does not change by waiting, until the alias is old', () => {
    fc.assert(
      fc.property(fc.array(anyLesson, { maxLength: 20 }), fc.integer({ min: 0, max: 300 }), (lessons, wait) => {
        const later = [...foldLessons(lessons)].map(([sku, meaning]) => {
          const at = addMs(day(1500), wait * 86_400_000);
          return [sku, { ...meaning, weight: decayed(meaning.weight, meaning.weighedAt, at), weighedAt: at }] as const;
        });
        for (const [sku, { share }] of standings(new Map(later))) expect(standings(foldLessons(lessons)).get(sku)?.share).toBeCloseTo(share, 6);
      }),
    );
  });
});
