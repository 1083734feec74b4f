import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsOf, membersOf, sliceText, wholeSlice } from './json-slices.ts';

/** The same value with other spacing than JSON.stringify gives. */
const spaced = fc.tuple(fc.jsonValue(), fc.constantFrom('', ' ', '\t', '  '), fc.boolean()).map(([value, indent, padded]) => {
  const text = JSON.stringify(value, null, indent);
  return padded ? ` \n${text}\r\n ` : text;
});

describe('slices of JSON text', () => {
  it('find the same members and items as JSON.parse, in any JSON', () => {
    fc.assert(
      fc.property(spaced, (text) => {
        const value: unknown = JSON.parse(text);
        const whole = wholeSlice(text);
        expect(JSON.parse(sliceText(whole))).toEqual(value);
        if (Array.isArray(value)) expect(itemsOf(whole).map((item) => JSON.parse(sliceText(item)) as unknown)).toEqual(value);
        else if (typeof value === 'object' && value !== null) {
          const members = Array.from(membersOf(whole), ([name, slice]) => [name, JSON.parse(sliceText(slice))]);
          expect(Object.fromEntries(members)).toEqual(value);
        } else expect([itemsOf(whole), membersOf(whole).size]).toEqual([[], 0]);
      }),
    );
  });

  it('are not fooled by brackets, quotes and backslashes inside strings', () => {
    const text = String.raw`{"a\"}":"]}\\","b":[{"c":"\u0022]"},2]}`;
    expect(Array.from(membersOf(wholeSlice(text)).keys())).toEqual(['a"}', 'b']);
    expect(itemsOf(membersOf(wholeSlice(text)).get('b')).map(sliceText)).toEqual([String.raw`{"c":"\u0022]"}`, '2']);
  });

  it('keep the digits that a number would lose', () => {
    expect(sliceText(membersOf(wholeSlice('{"id": 16895569081298320123 }')).get('id') ?? wholeSlice('0'))).toBe('16895569081298320123');
  });

  it('bear nesting that would overflow the stack', () => {
    const text = `{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
    expect(sliceText(membersOf(wholeSlice(text)).get('a') ?? wholeSlice('0'))).toHaveLength(800_000);
  });
});
