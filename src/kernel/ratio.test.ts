import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  fromText,
  lessBp,
  lessThan,
  marginBp,
  multiply,
  ratio,
  rounded,
  roundedDown,
  roundedUp,
  subtract,
  toText,
  wholeTimes,
  type Ratio,
} from './ratio.ts';

const fraction = fc.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n })).map(([n, d]): Ratio => ({ n, d }));
const same = (a: Ratio, b: Ratio): boolean => compare(a, b) === 0;

describe('an exact fraction', () => {
  it('comes back from every sum and product that is undone', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(same(subtract(add(a, b), b), a)).toBe(true);
        if (b.n !== 0n) expect(same(divide(multiply(a, b), b), a)).toBe(true);
      }),
    );
  });

  it('keeps its lower part above zero, also when it is divided by less than nothing', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        fc.pre(b.n !== 0n);
        for (const made of [add(a, b), subtract(a, b), multiply(a, b), divide(a, b)]) expect(made.d > 0n).toBe(true);
      }),
    );
  });

  it('lies between its whole numbers, and the nearest is at most a half away', () => {
    fc.assert(
      fc.property(fraction, (a) => {
        const [down, near, up] = [roundedDown(a), rounded(a), roundedUp(a)];
        expect(lessThan(a, ratio(down)) || lessThan(ratio(up), a)).toBe(false);
        expect(up - down).toBe(a.n % a.d === 0n ? 0 : 1);
        const off = subtract(a, ratio(near));
        expect(lessThan({ n: off.n < 0n ? -off.n : off.n, d: off.d }, ratio(1, 2)) || (off.n < 0n ? -off.n : off.n) * 2n === off.d).toBe(true);
      }),
    );
  });

  it('rounds a half away from zero', () => {
    expect([rounded(ratio(5, 2)), rounded(ratio(-5, 2)), roundedDown(ratio(-5, 2)), roundedUp(ratio(-5, 2))]).toEqual([3, -3, -3, -2]);
  });

  it('goes to text and back without becoming more than it was', () => {
    fc.assert(
      fc.property(fraction, (a) => {
        const back = fromText(toText(a));
        const above = a.n < 0n ? a : (back ?? a);
        const below = a.n < 0n ? (back ?? a) : a;
        expect(lessThan(below, above)).toBe(false);
      }),
    );
    expect([toText(ratio(1, 3)), toText(ratio(-5, 2)), toText(ratio(120, 10))]).toEqual(['0.333333', '-2.5', '12']);
  });

  it('is not read from what is no decimal text', () => {
    for (const text of ['', '-', '1.', '.5', '1e3', '1,5', ' 1', '१']) expect(fromText(text)).toBeNull();
  });

  it('takes basis points off exactly, and knows how often it goes into another', () => {
    expect(same(lessBp(ratio(1_000), 1_250), ratio(875))).toBe(true);
    expect([wholeTimes(ratio(29), ratio(10)), wholeTimes(ratio(30), ratio(10))]).toEqual([2, 3]);
  });
});

describe('the margin of a price', () => {
  it('is the nearest basis point of the price', () => {
    expect(marginBp(ratio(117_000), ratio(96_000))).toBe(1_795);
    expect(marginBp(ratio(109_980), ratio(96_000))).toBe(1_271);
    expect(marginBp(ratio(110_560), ratio(96_000))).toBe(1_317);
  });

  it('is less than nothing below cost, and unknown where nothing is earned', () => {
    expect(marginBp(ratio(90_000), ratio(96_000))).toBe(-667);
    expect([marginBp(ratio(0), ratio(1)), marginBp(ratio(-1), ratio(1))]).toEqual([null, null]);
  });
});
