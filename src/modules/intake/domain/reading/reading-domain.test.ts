import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { upper95 } from '../../../../engines/reading/index.ts';
import { keepModel, splitByAge } from './keep-model.ts';
import { isDrawn, keepsEarlier, outcomeOf, type DecidedLine } from './outcome.ts';
import { proposeWords, type SettledLine } from './proposals.ts';
import { lowerBound95 } from './rates.ts';
import { nextThreshold, type CheckedLine } from './threshold.ts';

describe('the bound of a rate', () => {
  it('is what the tables say', () => {
    expect(upper95(0, 600)).toBeCloseTo(0.00498, 4);
    expect(upper95(0, 100)).toBeCloseTo(0.0295, 3);
    expect(upper95(2, 1260)).toBeCloseTo(0.005, 3);
    expect(upper95(5, 10)).toBeCloseTo(0.7776, 3);
    expect(lowerBound95(5, 10, upper95)).toBeCloseTo(0.2224, 3);
  });

  it('says nothing when nothing was checked', () => {
    expect([upper95(0, 0), lowerBound95(0, 0, upper95), upper95(3, 3)]).toEqual([1, 0, 1]);
  });

  it('lies on both sides of what was seen and narrows with more lines', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 400 }), (checked, any) => {
        const wrong = Math.min(any, checked);
        expect(upper95(wrong, checked)).toBeGreaterThanOrEqual(wrong / checked - 1e-9);
        expect(lowerBound95(wrong, checked, upper95)).toBeLessThanOrEqual(wrong / checked + 1e-9);
        expect(upper95(wrong, checked + 50)).toBeLessThanOrEqual(upper95(wrong, checked) + 1e-9);
      }),
    );
  });
});

const lines = (right: number, wrong: number, p = 0.9): CheckedLine[] => [
  ...Array.from({ length: wrong }, () => ({ p, right: false })),
  ...Array.from({ length: right }, () => ({ p, right: true })),
];

describe('the threshold', () => {
  it('stays while too few lines were checked', () => {
    expect(nextThreshold([], 0.8, upper95)).toBe(0.8);
    expect(nextThreshold(lines(300, 0), 0.8, upper95)).toBe(0.8);
    expect(nextThreshold(lines(40, 1), 0.8, upper95)).toBe(0.8);
  });

  it('goes down one step at a time when the promise is kept, and no further than 0.6', () => {
    expect(nextThreshold(lines(700, 0), 0.8, upper95)).toBe(0.75);
    expect(nextThreshold(lines(700, 0), 0.6, upper95)).toBe(0.6);
  });

  it('rises to where the wrong lines are left out', () => {
    expect(nextThreshold([...lines(650, 0, 0.97), ...lines(200, 3, 0.82)], 0.8, upper95)).toBe(0.85);
  });

  it('goes back to the careful one when the promise is broken', () => {
    expect(nextThreshold(lines(195, 5), 0.75, upper95)).toBe(0.95);
    expect(nextThreshold(lines(990, 10), 0.75, upper95)).toBe(0.95);
  });

  it('looks at the newest thousand only', () => {
    expect(nextThreshold([...lines(1000, 0), ...lines(0, 50)], 0.8, upper95)).toBe(0.75);
  });
});

const decided: DecidedLine = { decision: 'auto', sku: 'A', quantityMilli: 1000, uom: 'CAR' };
const accepted = { sku: 'A', quantityMilli: 1000, uom: 'CAR', via: 'match' };
const ending = { stillSaid: true, accepted, seen: false };

describe('what became of a line', () => {
  it.each([
    ['nobody looked', decided, ending, null, null],
    ['a clerk sent the order', decided, { ...ending, seen: true }, 'right', 'seen'],
    ['the desk changed the item', decided, { ...ending, accepted: { ...accepted, sku: 'B', via: 'desk' } }, 'wrong', 'desk'],
    ['the desk changed the quantity', decided, { ...ending, accepted: { ...accepted, quantityMilli: 2000, via: 'desk' } }, 'wrong', 'desk'],
    ['the desk confirmed it', decided, { ...ending, accepted: { ...accepted, via: 'desk' } }, 'right', 'desk'],
    ['the desk took it out', decided, { ...ending, accepted: null }, 'wrong', 'desk'],
    ['the customer took it back', decided, { ...ending, stillSaid: false, accepted: null }, 'withdrawn', null],
    ['the customer changed it later', decided, { ...ending, accepted: { ...accepted, quantityMilli: 3000 } }, 'withdrawn', null],
    ['the answer confirmed it', { ...decided, decision: 'ask' }, { ...ending, accepted: { ...accepted, via: 'answer' } }, 'right', 'answer'],
    ['the answer named another', { ...decided, decision: 'ask' }, { ...ending, accepted: { ...accepted, sku: 'B', via: 'answer' } }, 'wrong', 'answer'],
  ] as const)('%s', (_case, line, end, verdict, judgedBy) => {
    expect(outcomeOf(line, end)).toEqual({ verdict, judgedBy });
  });

  it('counts as the hardest that it ever was', () => {
    expect(keepsEarlier('ask', 'auto')).toBe(true);
    expect(keepsEarlier('ask', 'ask')).toBe(true);
    expect(keepsEarlier('auto', 'auto')).toBe(false);
    expect(keepsEarlier('auto', 'ask')).toBe(false);
  });

  it('is drawn for the audit by its id: a fixed share, the same each time', () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => `0193a000-0000-7000-8000-${String(index).padStart(12, '0')}|L${index % 5}`);
    const drawn = ids.filter((id) => isDrawn(id));
    expect(drawn.length / ids.length).toBeGreaterThan(0.036);
    expect(drawn.length / ids.length).toBeLessThan(0.044);
    expect(ids.filter((id) => isDrawn(id))).toEqual(drawn);
  });
});

describe('a fresh fitting', () => {
  it('is kept unless the newest lines show it to be worse', () => {
    expect(keepModel(0, { fresh: 9, present: null })).toEqual({ kept: true, reason: 'first' });
    expect(keepModel(10, { fresh: 9, present: 1 })).toEqual({ kept: true, reason: 'too_few_judged' });
    expect(keepModel(80, { fresh: 0.2, present: 0.2 })).toEqual({ kept: true, reason: 'not_worse' });
    expect(keepModel(80, { fresh: 0.21, present: 0.2 })).toEqual({ kept: false, reason: 'worse' });
  });

  it('is judged by the newest fifth', () => {
    expect(splitByAge([1, 2, 3, 4, 5])).toEqual({ older: [1, 2, 3, 4], newest: [5] });
  });
});

describe('words worth knowing', () => {
  const names = ['Haldi Powder 100 g', 'Haldi Powder 200 g', 'Mirch Powder 100 g', 'Dhania Powder 100 g', 'Jeera Whole 100 g', 'Rai Whole 100 g'];
  const line = (customer: string, sku: number, words: string, unexplained: string[], firstWasRight = true): SettledLine => ({
    customer,
    sku: String(sku),
    itemName: names[sku] ?? '',
    words,
    unexplained,
    firstWasRight,
  });
  const customers = ['c1', 'c2', 'c3', 'c1', 'c2'];

  it('a word that changes no item is a filler', () => {
    const found = proposeWords(
      customers.map((customer, index) => line(customer, index, `accha wala ${names[index] ?? ''}`, ['accha'])),
      names,
    );
    expect(found).toMatchObject([{ kind: 'filler', words: ['accha'], seen: 5, customers: 3 }]);
  });

  it('a word that always goes with one unsaid word of the catalogue is the same thing', () => {
    const found = proposeWords(
      customers.map((customer, index) => line(customer, index % 2, 'manjal podi', ['manjal'], false)),
      names,
    );
    expect(found).toMatchObject([{ kind: 'same_thing', words: ['manjal', 'haldi'] }]);
  });

  it('one customer alone proposes nothing, however often', () => {
    expect(
      proposeWords(
        Array.from({ length: 50 }, (_, index) => line('c1', index % 5, 'accha', ['accha'])),
        names,
      ),
    ).toEqual([]);
  });

  it('a word that once went with another item than the reader’s is no filler', () => {
    const held = customers.map((customer, index) => line(customer, index, 'special', ['special'], index !== 2));
    expect(proposeWords(held, names)).toEqual([]);
  });
});
