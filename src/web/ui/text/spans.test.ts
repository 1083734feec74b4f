import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksOfTurn, piecesOf, segmentText } from './spans.ts';

const joined = (text: string, marks: Parameters<typeof segmentText>[1]): string =>
  segmentText(text, marks)
    .map((segment) => segment.text)
    .join('');

describe('segmentText', () => {
  it('lights the words of a line and leaves the rest plain', () => {
    const segments = segmentText('bhai 40 peti sev', [{ lineId: 'a', start: 5, end: 16 }]);
    expect(segments.map((segment) => [segment.text, segment.lineIds])).toEqual([
      ['bhai ', []],
      ['40 peti sev', ['a']],
    ]);
  });

  it('gives overlapping words to both lines', () => {
    const segments = segmentText('sev aur chips', [
      { lineId: 'a', start: 0, end: 7 },
      { lineId: 'b', start: 4, end: 13 },
    ]);
    expect(segments.map((segment) => segment.lineIds)).toEqual([['a'], ['a', 'b'], ['b']]);
  });

  it('names a line once when two of its own spans overlap', () => {
    const segments = segmentText('sev', [
      { lineId: 'a', start: 0, end: 3 },
      { lineId: 'a', start: 0, end: 2 },
    ]);
    expect(segments.every((segment) => segment.lineIds.length === 1)).toBe(true);
  });

  it('does not tear a surrogate pair, a flag or a Devanagari conjunct', () => {
    const emoji = segmentText('a😀b', [{ lineId: 'x', start: 2, end: 4 }]);
    expect(emoji.map((segment) => segment.text)).toEqual(['a', '😀b']);
    const flag = segmentText('🇮🇳!', [{ lineId: 'x', start: 0, end: 3 }]);
    expect(flag[0]?.text).toBe('🇮🇳');
    const vowel = segmentText('सेव', [{ lineId: 'x', start: 0, end: 1 }]);
    expect(vowel[0]?.text).toBe('से');
  });

  it('clips marks that lie outside the text and drops empty ones', () => {
    expect(segmentText('sev', [{ lineId: 'x', start: -4, end: 99 }])).toEqual([{ start: 0, end: 3, text: 'sev', lineIds: ['x'] }]);
    expect(segmentText('sev', [{ lineId: 'x', start: 2, end: 2 }])[0]?.lineIds).toEqual([]);
    expect(segmentText('sev', [{ lineId: 'x', start: Number.NaN, end: 2 }])[0]?.lineIds).toEqual(['x']);
  });

  it('never loses or doubles a character, whatever the marks', () => {
    const mark = fc.record({ lineId: fc.constantFrom('a', 'b', 'c'), start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.array(mark, { maxLength: 6 }), (text, marks) => joined(text, marks) === text));
  });
});

describe('piecesOf', () => {
  it('shows overrides and NUL as labels instead of obeying them', () => {
    expect(piecesOf('10\u202e00\u0000')).toEqual([
      { kind: 'text', text: '10' },
      { kind: 'control', label: 'RLO' },
      { kind: 'text', text: '00' },
      { kind: 'control', label: '␀' },
    ]);
  });

  it('leaves joiners, newlines and tabs alone', () => {
    expect(piecesOf('क्\u200dष\n\t👩‍🌾')).toEqual([{ kind: 'text', text: 'क्\u200dष\n\t👩‍🌾' }]);
  });

  it('names characters that have no short name by their code', () => {
    expect(piecesOf('\u2028')).toEqual([{ kind: 'control', label: 'U+2028' }]);
  });

  it('lets the isolates of our own messages work, and nothing else', () => {
    expect(piecesOf('\u2068sev\u2069', true)).toEqual([{ kind: 'text', text: '\u2068sev\u2069' }]);
    expect(piecesOf('\u202esev', true)[0]).toEqual({ kind: 'control', label: 'RLO' });
  });

  it('leaves no reordering character in what is drawn', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'ش', '\u202e', '\u2067', '\u200f', '\r', '\n', '\u0007')), (characters) => {
        const drawn = piecesOf(characters.join(''))
          .map((piece) => (piece.kind === 'text' ? piece.text : ''))
          .join('');
        return !/[\u202a-\u202e\u2066-\u2069\u200e\u200f\r\u0007]/.test(drawn);
      }),
    );
  });
});

describe('marksOfTurn', () => {
  it('picks the spans of one bubble', () => {
    const lines = [
      {
        lineId: 'a',
        spans: [
          { turn: 't1', start: 0, end: 2 },
          { turn: 't2', start: 3, end: 4 },
        ],
      },
    ];
    expect(marksOfTurn('t2', lines)).toEqual([{ lineId: 'a', start: 3, end: 4 }]);
  });
});
