import { describe, expect, it } from 'vitest';
import { talk, vindhyaReader } from '../../../engines/reading/test/vindhya.ts';
import { draftLines } from './draft-lines.ts';

const reader = vindhyaReader();
const asked = (text: string, currency: string | null = 'INR'): (number | null | undefined)[] =>
  draftLines(reader.read(talk([text])), true, currency).map((line) => line.askedMinor);

describe('a price that the customer names', () => {
  it('is kept in minor units of one of the line’s unit, whatever unit it was said of', () => {
    expect(asked('100 ctn aloo bhujia 150g at 1192')).toEqual([119_200]);
    expect(asked('100 ctn aloo bhujia 150g @ 33.10 per piece')).toEqual([119_160]);
    expect(asked('360 pcs aloo bhujia 150g @ 1192 per carton'), 'to the nearest paisa').toEqual([3_311]);
    expect(asked('100 ctn aloo bhujia 150g at 1.1925 each', 'KWD')).toEqual([1_193]);
  });

  it('is none without a currency, or where none was named', () => {
    expect(asked('100 ctn aloo bhujia 150g at 1192', null)).toEqual([null]);
    expect(asked('100 ctn aloo bhujia 150g at 11')).toEqual([null]);
  });
});
