import { describe, expect, it } from 'vitest';
import { readQuantity } from './read-number.ts';

describe('readQuantity', () => {
  it.each([
    ['40', 40_000],
    [' 2.5 ', 2_500],
    ['१२', 12_000],
    ['٢٠', 20_000],
    ['۳٫۵', 3_500],
  ])('reads %s', (typed, milli) => {
    expect(readQuantity(typed)).toBe(milli);
  });

  it.each(['', '0', '-5', '1,500', '1e9', 'NaN', '12 peti', '1.2345'])('refuses %s', (typed) => {
    expect(readQuantity(typed)).toBeNull();
  });
});
