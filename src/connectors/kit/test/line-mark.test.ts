import { describe, expect, it } from 'vitest';
import { markedText, markOf, nextNumber, unmarkedWords } from '../line-mark.ts';

const bought = (lineNo: number) => ({ lineNo, freeWith: null });

describe('marks of lines', () => {
  it('say only what the place does not', () => {
    expect(markedText('3 chips', bought(20), 20, 100)).toBe('3 chips');
    expect(markedText('3 chips', bought(20), 30, 100)).toBe('3 chips (line 20)');
    expect(markedText('', bought(20), null, 100)).toBe('(line 20)');
    expect(markedText('', { lineNo: 11, freeWith: 10 }, 11, 100)).toBe('(line 11, free with 10)');
  });
  it.each(['', 'सेव 40 पेटी', 'two (line 5)', '(line 5, free with 7)', 'x'.repeat(300), '😀'.repeat(60)])('are read back behind any words: %s', (words) => {
    for (const mark of [bought(20), { lineNo: 31, freeWith: 30 }]) {
      const text = markedText(words, mark, null, 100);
      expect([...text].length).toBeLessThanOrEqual(100);
      expect(markOf(text)).toEqual(mark);
      expect(words.startsWith(unmarkedWords(text))).toBe(true);
    }
  });
  it('are not seen in words that have none', () => {
    expect([markOf('line 20'), markOf('(line 20) please'), markOf('')]).toEqual([null, null, null]);
  });
  it('leave other lines to be counted in tens', () => {
    expect([0, 10, 11, 19, 20].map(nextNumber)).toEqual([10, 20, 20, 20, 30]);
  });
});
