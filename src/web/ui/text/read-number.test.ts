import { describe, expect, it } from 'vitest';
import { readMoney, readQuantity } from './read-number.ts';

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

describe('readMoney', () => {
  it('reads an amount in the digits of any of our languages, as exact as the currency', () => {
    expect([readMoney('1099.80', 'INR'), readMoney('١٠٩٩٫٨', 'SAR'), readMoney('1.125', 'KWD')]).toEqual([109_980, 109_980, 1_125]);
    expect([readMoney('1.125', 'INR'), readMoney('-5', 'INR'), readMoney('0', 'INR'), readMoney('1,099', 'INR')]).toEqual([null, null, null, null]);
  });
});
