import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sevLine } from '../test/samples.ts';
import { numbered, numbersOf } from './erp-numbers.ts';
import { sumsOf } from './order-sums.ts';
import type { PricedLine } from './order.ts';

const gift = (scheme: string) => ({ sku: 'SEV200', uom: 'CAR', quantityMilli: 1_000, scheme });
const line = (gifts: number): PricedLine => ({ ...sevLine, ...(gifts === 0 ? {} : { free: Array.from({ length: gifts }, (_, no) => gift(`S${no}`)) }) });
const numbers = (lines: readonly PricedLine[]): readonly (readonly number[])[] => lines.map(numbersOf);

describe('item numbers in the ERP', () => {
  it('count lines in tens, and what goes along free behind its line', () => {
    expect(numbers(numbered([line(0), line(2), line(1)]).lines)).toEqual([[10], [20, 21, 22], [30, 31]]);
  });

  it('of what is new on a line that stands are the next ten', () => {
    const standing = { ...sevLine, erpLine: 10, free: [{ ...gift('old'), erpLine: 11 }, gift('new')] };
    expect(numbers(numbered([standing, { ...sevLine, erpLine: 20 }], 31).lines)).toEqual([[10, 11, 40], [20]]);
  });

  it('are each given once, above all that were ever used, and do not change when they are given again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(25), { maxLength: 20 }), fc.nat(500), (gifts, lastUsed) => {
        const { lines, last } = numbered(gifts.map(line), lastUsed);
        const all = lines.flatMap(numbersOf);
        expect(new Set(all).size).toBe(all.length);
        expect(all.every((number) => number > lastUsed && number <= last)).toBe(true);
        expect(all).toEqual(all.toSorted((a, b) => a - b));
        expect(numbered(lines, last)).toEqual({ lines, last });
      }),
    );
  });
});

describe('sums', () => {
  it('re-add exactly: net and tax of each rate to the whole, whatever the lines', () => {
    const priced = fc.record({ netMinor: fc.nat(99_999_999), bp: fc.constantFrom(0, 500, 1_200, 1_500, 1_800) });
    fc.assert(
      fc.property(fc.array(priced, { minLength: 1, maxLength: 40 }), (lines) => {
        const sums = sumsOf(lines.map(({ netMinor, bp }) => ({ netMinor, tax: { bp, minor: Math.round((netMinor * bp) / 10_000) } })));
        const taxes = sums?.taxes ?? [];
        expect(taxes.reduce((sum, rate) => sum + rate.netMinor, 0)).toBe(sums?.netMinor);
        expect(taxes.reduce((sum, rate) => sum + rate.taxMinor, 0)).toBe(sums?.taxMinor);
        expect(sums?.grossMinor).toBe((sums?.netMinor ?? 0) + (sums?.taxMinor ?? 0));
        expect(sums?.netMinor).toBe(lines.reduce((sum, each) => sum + each.netMinor, 0));
      }),
    );
  });

  it('are nothing while a line has no price', () => {
    expect(sumsOf([{ netMinor: 100, tax: { bp: 0, minor: 0 } }, { netMinor: null }])).toBe(null);
    expect(sumsOf([])).toBe(null);
  });
});
