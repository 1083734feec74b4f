import { describe, expect, it } from 'vitest';
import { formatsFor } from './format.ts';
import { factTexts, isolated, placeholdersOf, readableCode, sentenceOf, type Sentences } from './sentence.ts';

const english = formatsFor('en');
const lines: Record<string, string> = { 'check.credit.hold': 'Over the limit by {{overMinor}}', 'check.credit': 'Credit', 'check.plain': 'Plain' };
const sentences: Sentences = {
  has: (key) => key in lines,
  raw: (key) => lines[key] ?? '',
  say: (key, values) => (lines[key] ?? '').replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? ''),
};

describe('factTexts', () => {
  it('reads the unit of a fact from the end of its name', () => {
    expect(factTexts({ overMinor: 4_188_000, quantityMilli: 500_000, date: '2026-11-18', waitMs: 90_000 }, english, 'INR')).toEqual({
      overMinor: isolated('₹41,880.00'),
      quantityMilli: isolated('500'),
      date: isolated(english.day('2026-11-18')),
      waitMs: isolated(english.duration(90_000)),
    });
  });

  it('takes a plain word that ends in “ms” for no duration', () => {
    expect(factTexts({ items: 3 }, english, null)).toEqual({ items: isolated('3') });
  });

  it('takes the currency of the facts before that of the order', () => {
    expect(factTexts({ limitMinor: 100, currency: 'SAR' }, english, 'INR')['limitMinor']).toContain('SAR');
  });

  it('leaves out what it cannot say', () => {
    expect(factTexts({ a: null, b: undefined, c: { d: 1 }, e: '' }, english, null)).toEqual({});
  });

  it('isolates each value, so that Arabic and Latin do not mix up', () => {
    expect(factTexts({ name: 'شركة' }, english, null)['name']).toBe('\u2068شركة\u2069');
  });

  it('cuts very long words', () => {
    expect(factTexts({ words: 'x'.repeat(60_000) }, english, null)['words']?.length).toBeLessThan(200);
  });
});

describe('sentenceOf', () => {
  it('uses the fullest sentence that the facts allow', () => {
    const keys = ['check.credit.hold', 'check.credit'];
    expect(sentenceOf(sentences, keys, 'credit', { overMinor: '₹41,880' })).toBe('Over the limit by ₹41,880');
    expect(sentenceOf(sentences, keys, 'credit', {})).toBe('Credit');
  });

  it('makes an unknown code readable', () => {
    expect(sentenceOf(sentences, ['check.brand_new'], 'brand_new_check', {})).toBe('Brand new check');
    expect(readableCode('')).toBe('–');
  });

  it('finds placeholders', () => {
    expect(placeholdersOf('{{a}} and {{ b }} of {{count, number}}')).toEqual(['a', 'b', 'count']);
  });
});
