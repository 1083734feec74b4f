import { describe, expect, it } from 'vitest';
import { directionOf, durationParts, formatsFor, languages, nearestLanguage } from './format.ts';

// Intl puts narrow and no-break spaces and direction marks where people see a plain space.
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f\u061c]/g, '');

describe('money', () => {
  it('names a month, whatever the zone', () => {
    expect(formatsFor('en').month('2026-08')).toBe('Aug 2026');
    expect(formatsFor('ar').month('2026-08')).toContain('2026');
  });

  it('groups rupees in lakh and crore', () => {
    expect(formatsFor('en').money(48_670_000, 'INR')).toBe('₹4,86,700.00');
    expect(formatsFor('en').money(12_345_678_900, 'INR')).toBe('₹12,34,56,789.00');
    expect(formatsFor('hi').money(7_440_000, 'INR')).toBe('₹74,400.00');
  });

  it('groups other currencies in thousands for an English reader', () => {
    expect(plain(formatsFor('en').money(123_456_700, 'SAR'))).toBe('SAR 1,234,567.00');
  });

  it('keeps three digits of dinars and none of yen', () => {
    expect(plain(formatsFor('en').money(1_500, 'KWD'))).toBe('KWD 1.500');
    expect(plain(formatsFor('en').money(1_500, 'JPY'))).toMatch(/1,500$/);
  });

  it('does not lose paise of sums beyond a float', () => {
    expect(formatsFor('en').money(9_007_199_254_740_991, 'INR')).toBe('₹9,00,71,99,25,47,409.91');
  });

  it('writes short sums in lakh', () => {
    expect(formatsFor('en').moneyShort(48_670_000, 'INR')).toBe('₹4.87L');
  });

  it('writes Arabic with Latin digits', () => {
    expect(formatsFor('ar').money(2_520_000, 'SAR')).toMatch(/25,200\.00/);
  });
});

describe('quantity and numbers', () => {
  it('writes small rates with a decimal, because 0.4 % and 0 % are not the same', () => {
    expect(formatsFor('en').rate(0.004)).toBe('0.4%');
    expect(formatsFor('en').rate(0.934)).toBe('93%');
  });

  it('drops trailing zeros of thousandths', () => {
    expect(formatsFor('en').quantity(40_000)).toBe('40');
    expect(formatsFor('en').quantity(2_500)).toBe('2.5');
    expect(formatsFor('en').quantity(150_000_000)).toBe('1,50,000');
  });

  it('writes basis points as exactly as they are', () => {
    expect([1271, 600, -50, 5].map((bp) => plain(formatsFor('en').basisPoints(bp)))).toEqual(['12.71%', '6%', '-0.5%', '0.05%']);
  });

  it('writes shares as whole percentages', () => {
    expect(plain(formatsFor('en').percent(0.934))).toBe('93%');
  });
});

describe('days', () => {
  it('never shifts a business date by a zone', () => {
    for (const language of languages) expect(formatsFor(language).day('2026-11-18')).toMatch(/18/);
    expect(formatsFor('en').day('2026-11-18')).toMatch(/^Wed/);
  });

  it('uses the Gregorian calendar in Arabic', () => {
    expect(formatsFor('ar').day('2026-11-18')).toMatch(/نوفمبر/);
  });

  it('shows what it was given when it is no instant', () => {
    expect(formatsFor('en').time('soon')).toBe('soon');
  });
});

describe('durations', () => {
  it.each([
    [0, [[0, 'millisecond']]],
    [340, [[340, 'millisecond']]],
    [1_240, [[1.2, 'second']]],
    [42_900, [[42, 'second']]],
    [60_000, [[1, 'minute']]],
    [
      185_000,
      [
        [3, 'minute'],
        [5, 'second'],
      ],
    ],
    [
      4_320_000,
      [
        [1, 'hour'],
        [12, 'minute'],
      ],
    ],
    [
      183_600_000,
      [
        [2, 'day'],
        [3, 'hour'],
      ],
    ],
    [-5, [[0, 'millisecond']]],
  ])('%i ms', (ms, parts) => {
    expect(durationParts(ms)).toEqual(parts);
  });

  it('is written in the language of the reader', () => {
    expect(plain(formatsFor('en').duration(185_000))).toBe('3m 5s');
    expect(formatsFor('hi').duration(185_000)).not.toMatch(/[a-z]/);
    expect(formatsFor('ar').duration(185_000)).not.toMatch(/[a-z]/);
  });
});

describe('languages', () => {
  it('finds the nearest one and falls back to English', () => {
    expect(nearestLanguage('hi-Latn')).toBe('hi');
    expect(nearestLanguage('ar-SA')).toBe('ar');
    expect(nearestLanguage('ta')).toBe('en');
    expect(nearestLanguage(null)).toBe('en');
  });

  it('mirrors Arabic only', () => {
    expect(languages.map(directionOf)).toEqual(['ltr', 'ltr', 'rtl']);
  });
});
