import { add, divide, lessThan, multiply, ratio, subtract, zero, type Ratio } from '../../../kernel/ratio.ts';

/** A step of a scale: from `from` on, `rate`. */
export interface Band {
  readonly from: number;
  readonly rate: number;
}

/** The rate of the reached band for all of it; zero below the first. */
function slabRate(bands: readonly Band[], reached: Ratio): Ratio {
  const passed = bands.filter((band) => !lessThan(reached, ratio(band.from)));
  const best = passed.reduce<Band | null>((top, band) => (top === null || band.from > top.from ? band : top), null);
  return best === null ? zero : ratio(best.rate);
}

/** Each band's rate for its own part, as one rate for all of it. */
function steppedRate(bands: readonly Band[], reached: Ratio): Ratio {
  const sorted = [...bands].sort((a, b) => a.from - b.from);
  let total = zero;
  sorted.forEach((band, index) => {
    const next = sorted[index + 1];
    const end = next === undefined || lessThan(reached, ratio(next.from)) ? reached : ratio(next.from);
    const part = subtract(end, ratio(band.from));
    if (part.n > 0n) total = add(total, multiply(part, ratio(band.rate)));
  });
  return reached.n > 0n ? divide(total, reached) : zero;
}

/** The rate that an order reaching `reached` has earned. */
export const earnedRate = (scale: 'slab' | 'stepped', bands: readonly Band[], reached: Ratio): Ratio =>
  scale === 'slab' ? slabRate(bands, reached) : steppedRate(bands, reached);
