import { describe, expect, it } from 'vitest';
import type { Ask, ReadingCustomer } from '../types.ts';
import { short, shree, talk, vindhyaReader } from './vindhya.ts';

const reader = vindhyaReader();
const stranger: ReadingCustomer = { ...shree, history: [] };

function answer(text: string, reply: string, customer = stranger) {
  const asks = reader.read(talk([text], customer)).asks;
  return reader.read(talk([text, asks, reply], customer));
}

describe('an answer to our question', () => {
  it.each([
    ['1', 'ALU150'],
    ['2', 'ALU400'],
    ['chhota wala', 'ALU150'],
    ['the big one', 'ALU400'],
    ['the first', 'ALU150'],
    ['dusra', 'ALU400'],
    ['400 g', 'ALU400'],
    ['150 wala', 'ALU150'],
  ])('"%s" settles which bhujia is meant', (reply, sku) => {
    const reading = answer('bhujia 10 ctn', reply);
    expect(short(reading)).toEqual([`${sku} 10 CAR`]);
    expect(reading).toMatchObject({ disposition: 'auto', asks: [] });
    expect(reading.lines[0]?.via).toBe('answer');
  });

  it.each([
    ['50', 'SEV200 50 CAR'],
    ['2', 'SEV200 50 CAR'],
    ['1', 'SEV200 500 CAR'],
    ['haan 500', 'SEV200 500 CAR'],
  ])('"%s" settles "500 or 50?"', (reply, line) => {
    expect(short(answer('500 peti sev', reply, shree))).toEqual([line]);
  });

  it.each(['haan', 'ok', '👍', 'تمام', 'yes please', 'ஆமா'])('"%s" accepts the successor that was offered', (reply) => {
    expect(short(answer('mathri 180 5 ctn', reply))).toEqual(['MAT200 5 CAR']);
  });

  it('drops the line when the successor is refused', () => {
    expect(answer('mathri 180 5 ctn', 'nahi').lines).toEqual([]);
  });

  it('fills in a quantity that was missing', () => {
    expect(short(answer('sev bhej do', '40', shree))).toEqual(['SEV200 40 CAR']);
  });

  it('answers two questions by two figures in order', () => {
    const reading = answer('bhujia 10 ctn, sev 5 ctn', '2 1');
    expect(reading.lines.map((line) => line.sku)).toEqual(['ALU400', expect.stringMatching(/SEV|LSV/)]);
  });

  it('passes on the answer to a question about the whole order', () => {
    const ask: Ask = {
      aspect: 'conflict',
      lineId: null,
      words: '',
      options: [
        { label: 'yes', sku: null, quantityMilli: null, uom: null, value: 'yes' },
        { label: 'no', sku: null, quantityMilli: null, uom: null, value: 'no' },
      ],
    };
    expect(reader.read(talk(['sev 40', [ask], 'haan'], shree)).answers).toEqual([{ aspect: 'conflict', value: 'yes' }]);
    expect(reader.read(talk(['sev 40', [ask], 'nahi'], shree)).answers).toEqual([{ aspect: 'conflict', value: 'no' }]);
  });

  it('is no answer when nothing was asked', () => {
    expect(reader.read(talk(['haan'], shree))).toMatchObject({ lines: [], answers: [] });
  });
});
