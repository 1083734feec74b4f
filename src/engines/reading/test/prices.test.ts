import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadLine, Reading } from '../types.ts';
import { short, talk, vindhyaReader } from './vindhya.ts';

const reader = vindhyaReader();
const read = (text: string): Reading => reader.read(talk([text]));
const line = (text: string): ReadLine | undefined => read(text).lines.at(-1);
const aloo = (words: string): string => `100 ctn aloo bhujia 150g ${words}`;

/** A figure with words around it that make it a price, `#` for the figure. */
const priced = [
  'at #',
  '@ #',
  '@#/-',
  'at rs #',
  'at # only',
  'at # please',
  'for # each',
  'for Rs #',
  '# each',
  '#/ctn',
  '# per carton',
  'per carton #',
  '@ # per ctn',
  'rate #',
  '# rate lagao',
  '# lagana',
  '# ke bhav se',
  '# ke hisab se',
  '# mein dedo',
  '# me de do',
  '# pe lagao',
  '# के भाव से',
  '# में दे दो',
  '# के रेट पर',
  'بسعر #',
  'على #',
  'ب #',
  '# للكرتون',
  'b se3r #',
];

describe('a figure beside the quantity is a price', () => {
  it.each(priced)('in "%s", and nothing else of the line changes', (words) => {
    for (const figure of ['1192', '1,192', '1192.50']) {
      const found = line(aloo(words.replace('#', figure)));
      expect(found).toMatchObject({ sku: 'ALU150', quantityMilli: 100_000, uom: 'CAR', priceAsked: figure.replace(',', '').replace('.50', '.5'), vetoes: [] });
    }
  });

  it('in Arabic and Indian digits', () => {
    expect(line('١٠٠ كرتون aloo bhujia 150g على ١١٩٢')).toMatchObject({ quantityMilli: 100_000, priceAsked: '1192' });
    expect(line('१०० पेटी aloo bhujia 150g ११९२ के भाव से')).toMatchObject({ quantityMilli: 100_000, priceAsked: '1192' });
  });

  it('wherever it stands, for its own line alone', () => {
    expect(line('at 1192 send 100 ctn aloo bhujia 150g')).toMatchObject({ quantityMilli: 100_000, priceAsked: '1192' });
    expect(line('please make aloo bhujia 150g at 1192, 100 ctn')).toMatchObject({ quantityMilli: 100_000, priceAsked: '1192' });
    const two = read('100 ctn aloo bhujia 150g at 1192 and 40 ctn sev 200g at 1200');
    expect(two.lines.map((each) => [each.sku, each.priceAsked])).toEqual([
      ['ALU150', '1192'],
      ['SEV200', '1200'],
    ]);
    expect(read('sev 40, aloo 30 at 1192').lines.map((each) => each.priceAsked)).toEqual([null, '1192']);
  });

  it('of the unit that was said: a price per piece is converted to the line’s carton', () => {
    expect(line(aloo('@ 33 per pouch'))).toMatchObject({ priceAsked: '33', pricePerUom: '1188' });
    expect(line(aloo('@ 1192 per carton'))).not.toHaveProperty('pricePerUom');
  });
});

/** Nothing of this is a price. */
const noPrice = [
  aloo('at 5 pm'),
  aloo('at 11'),
  aloo('at 10:30'),
  aloo('at 10.30'),
  aloo('deliver at 1130'),
  aloo('for 25'),
  aloo('for 25th'),
  aloo('for 25 nov'),
  aloo('on 25 nov at 11 am'),
  aloo('على ١١'),
  aloo('36/ctn'),
  aloo('11 me bhejo'),
  'aloo bhujia at 150g 20 ctn',
  'aloo bhujia 150g at 50',
  '40 peti sev at 221 MG road',
  '40 peti sev at Rajwada shop',
  '40 peti sev 5 din me bhejo',
  '40 peti sev 200 me se 50',
  'sev 200g, aloo 150g 20 each',
  '20 ctn chips rs 10',
  '20 ctn paanch wala chips',
  'keep sev at 50 instead of 40',
];

describe('a figure is no price', () => {
  it.each(noPrice)('in "%s"', (text) => {
    const reading = read(text);
    expect(reading.lines.map((each) => each.priceAsked)).toEqual(reading.lines.map(() => null));
    expect(reading.flags).not.toContain('asks_price');
  });

  it('whatever figure up to a day or hour stands behind "at", unless money or a unit says so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), fc.constantFrom('at', 'on', 'for', 'على'), (figure, lead) => {
        expect(read(aloo(`${lead} ${figure}`)).lines.map((each) => each.priceAsked)).not.toContain(String(figure));
        expect(line(aloo(`at Rs ${figure} each`))?.priceAsked).toBe(String(figure));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a price that is asked', () => {
  it('never changes item, quantity or unit of any line, whatever words it comes with', () => {
    const orders = ['100 ctn aloo bhujia 150g', '40 peti ratlami sev 200g', 'sev 40 peti', '25 ctn paanch wala chips', '12 peti khatta meetha'];
    fc.assert(
      fc.property(fc.constantFrom(...orders), fc.constantFrom(...priced), fc.integer({ min: 401, max: 9_999 }), (order, words, figure) => {
        const asked = read(`${order} ${words.replace('#', String(figure))}`);
        expect(short(asked)).toEqual(short(read(order)));
        expect(asked.lines.map((each) => each.priceAsked)).toEqual([String(figure)]);
      }),
      { numRuns: 200 },
    );
  });
});
