import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasKey } from '../index.ts';
import { short, talk, vindhyaReader } from './vindhya.ts';

const reader = vindhyaReader();
const orderLines = ['sev 40 peti', 'khatta meetha 12', 'aloo 30 ctn', 'chakli 6 carton', 'navratan mix 4'];
const anyText = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'sev',
        '40',
        'peti',
        'cancel',
        'nahi',
        'ki jagah',
        'same',
        'usual',
        '-',
        '/',
        '½',
        'كرتونين',
        '@',
        '%',
        '\n',
        'kal',
        '25/11',
        'x',
        '٣',
        '\u202e',
        '😀',
      ),
      { maxLength: 40 },
    )
    .map((words) => words.join(' ')),
);

describe('reading', () => {
  it('never throws and keeps every span inside its text', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 3 }), (texts) => {
        const reading = reader.read(talk(texts));
        for (const line of reading.lines)
          for (const span of line.spans) {
            const text = texts[Number(span.turn.slice(1))] ?? '';
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same reading for the same conversation', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(reader.read(talk([text]))).toEqual(vindhyaReader().read(talk([text])));
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same set of lines in whatever order they are written', () => {
    const expected = [...short(reader.read(talk([orderLines.join('\n')])))].sort();
    fc.assert(
      fc.property(fc.shuffledSubarray(orderLines, { minLength: orderLines.length }), (lines) => {
        expect([...short(reader.read(talk([lines.join('\n')])))].sort()).toEqual(expected);
        expect([...short(reader.read(talk(lines)))].sort()).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('never books a quantity that is no positive figure', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: false }), (value) => {
        for (const line of reader.read(talk([`${value} peti sev`])).lines) if (line.decision === 'auto') expect(line.quantityMilli).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an alias key', () => {
  it.each([
    ['haldi 200gm', '200 g haldi'],
    ['Paneer chhota', 'chota panir'],
    ['निळी पिशवी', 'nili pishvi'],
    ['bhai sev wala', 'sev'],
    ['5 wale bhujia', 'bhujia 5'],
  ])('is the same for "%s" and "%s"', (one, other) => {
    expect(aliasKey(one)).toBe(aliasKey(other));
  });

  it.each([
    ['sev 200', 'sev 400'],
    ['ghee tin', 'ghee pouch'],
    ['badi dahi', 'chhoti dahi'],
  ])('tells "%s" from "%s"', (one, other) => {
    expect(aliasKey(one)).not.toBe(aliasKey(other));
  });
});
