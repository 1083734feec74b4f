import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { short, talk, vindhyaReader } from './vindhya.ts';

const reader = vindhyaReader();

/** Text of a length: each is made to send a pattern that backtracks, or a loop in a loop, out of hand. */
const floods: readonly (readonly [string, string])[] = [
  ['one letter', 'a'],
  ['blanks', ' '],
  ['tabs and blanks', ' \t'],
  ['line ends', '\n'],
  ['digits', '1'],
  ['fractions', '1/'],
  ['vulgar fractions', '½'],
  ['dashes', '-1'],
  ['minus signs', '-'],
  ['products', '1x'],
  ['products with units', '1x1kg'],
  ['decimals', '1.'],
  ['thousands', '1,'],
  ['percent', '1%'],
  ['prices', '@1'],
  ['rupees', '₹1 '],
  ['round brackets', '('],
  ['pairs of brackets', '()'],
  ['square brackets', '[]'],
  ['quotation marks', '"'],
  ['quoted lines', '>\n'],
  ['nested quotes', '> > '],
  ['forwarded headers', 'From: a\nSubject: Fwd: '],
  ['subjects', 'Subject: Re: Fwd: '],
  ['wrote lines', 'On Mon, 1 wrote:\n'],
  ['original messages', '-----Original Message-----\n'],
  ['signatures', '--\n'],
  ['emoji', '😀👍'],
  ['joined emoji', '👨\u200d👩\u200d👧'],
  ['NUL', '\0'],
  ['marks on one letter', '\u0301'],
  ['direction overrides', '\u202e\u200f'],
  ['zero width joiners', '\u200d'],
  ['lone surrogates', '\ud800'],
  ['Devanagari syllables', 'क्षि'],
  ['Arabic letters with tatweel', 'سـ'],
  ['Tamil', 'க்'],
  ['Hangul and Han', '한漢'],
  ['the same line', 'sev 10\n'],
  ['the same line without ends', 'sev 10 '],
  ['items only', 'sev '],
  ['lists with commas', 'sev 10, aloo, '],
  ['document numbers', 'PO-1/1-'],
  ['codes', 'A1-B2-'],
  ['codes that grow', 'm10x50x'],
  ['number words', 'ek do teen sau hazaar '],
  ['Arabic number words', 'واحد و عشرين '],
  ['days', 'kal parso monday '],
  ['dates', '25/11/26 '],
  ['changes', 'cancel nahi ki jagah '],
  ['not this but that', '10 nahi 12 '],
  ['repeats', 'same as last '],
  ['either or', 'ya or / '],
  ['units', 'peti box kg '],
  ['misspelt items', 'ratlmai seev '],
  ['long unknown words', 'qwertyzxcvb'],
  ['table rows', '| sev | 10 |\n'],
  ['addresses', 'ship to palasia '],
  ['mail addresses', 'a@b.c '],
  ['web addresses', 'http://a.b/?c=d&'],
  ['HTML', '<b><i>'],
  ['JSON', '{"a":['],
  ['backslashes', '\\'],
  ['equals signs', '='],
  ['sum signs', '+1'],
];

const fill = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** CPU time of this process, not the clock on the wall: other work on the machine does not count. Best of three. */
function workMs(text: string): number {
  const times = [0, 1, 2].map(() => {
    const before = process.cpuUsage();
    reader.read(talk([text]));
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1000;
  });
  return Math.min(...times);
}

describe('a flood', () => {
  it.each(floods)('of %s takes about four times the work when it is four times as long', (_name, unit) => {
    reader.read(talk([fill(unit, 500)]));
    const small = workMs(fill(unit, 1000));
    const large = workMs(fill(unit, 4000));
    // a quadratic step would take sixteen times as long, a blow-up never ends; 150 ms are noise of a busy machine
    expect(large).toBeLessThan(8 * small + 150);
  });

  it.each(floods)('of %s beside an order changes nothing of what is booked', (_name, unit) => {
    const reading = reader.read(talk([`40 peti sev\n\n${fill(unit, 1500)}`]));
    const others = reading.lines.filter((line) => line.decision === 'auto' && line.sku !== 'SEV200');
    if (!/sev|aloo|seev|same|1|½|do/u.test(unit)) expect(others).toEqual([]);
    for (const line of reading.lines) if (line.decision === 'auto') expect(line.quantityMilli).toBeLessThanOrEqual(40_000);
  });

  it.each(floods)('of 60,000 characters of %s is cut, flagged and never booked as a whole', (_name, unit) => {
    const reading = reader.read(talk([fill(unit, 60_000)]));
    expect(reading.flags).toContain('too_long');
    expect(reading.disposition).not.toBe('auto');
  });
});

const scripts = [
  'a',
  'é',
  'ß',
  'Ж',
  'अ',
  'ि',
  '्',
  'ગ',
  'த',
  '்',
  'മ',
  'ب',
  'ـ',
  'ً',
  '٣',
  '३',
  '૩',
  '௩',
  '漢',
  '한',
  '😀',
  '\u200d',
  '\u202e',
  '\ud800',
  '\udc00',
  '½',
  '²',
  '\0',
  '\n',
  '\r',
  '\u2028',
  ' ',
  '\t',
];
const words = [
  'sev',
  '40',
  'peti',
  'पेटी',
  'كرتون',
  'बीस',
  'عشرين',
  'இருபது',
  'વીસ',
  'ഇരുപത്',
  'cancel',
  'same',
  'kal',
  '@',
  '%',
  '-',
  '/',
  'x',
  '(',
  '"',
  '>',
  'Subject:',
  'From:',
  '\n\n',
  '24x10',
  '1,200',
  '1½',
  '₹5',
  'S2',
  '?',
];

/** Text of all scripts, signs and pieces of orders, mixed as no person would. */
const mixed = fc
  .array(
    fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom(...scripts),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    {
      maxLength: 60,
    },
  )
  .chain((parts) => fc.constantFrom('', ' ', '\n').map((glue) => parts.join(glue)));

describe('whatever is written', () => {
  it('is read without a throw, with every span inside its text and every booked quantity a positive integer', () => {
    fc.assert(
      fc.property(fc.array(mixed, { minLength: 1, maxLength: 3 }), (texts) => {
        const reading = reader.read(talk(texts));
        expect(short(reading).length).toBe(reading.lines.length);
        for (const line of reading.lines) {
          if (line.decision === 'auto') expect(Number.isSafeInteger(line.quantityMilli) && Number(line.quantityMilli) > 0).toBe(true);
          expect(line.p).toBeGreaterThanOrEqual(0);
          expect(line.p).toBeLessThanOrEqual(1);
          for (const span of line.spans) {
            const text = texts[Number(span.turn.slice(1))] ?? '';
            expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
