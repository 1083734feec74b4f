/** A piece of a message that the reader took for one order line. Offsets are UTF-16, half open. */
export interface Mark {
  readonly lineId: string;
  readonly start: number;
  readonly end: number;
}

/** A run of text under the same set of lines; the segments of a text joined together give the text again. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly lineIds: readonly string[];
}

/** What is drawn for a run of text: words as they are, or a visible stand-in for a character that would act on its surroundings. */
export type Piece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'control'; readonly label: string };

/**
 * Cuts a text at the borders of its marks. Marks may overlap, nest, be empty or reach outside the text: they are
 * clipped, and widened to whole characters as people see them, so that no emoji, conjunct or accent is torn.
 */
export function segmentText(text: string, marks: readonly Mark[]): readonly Segment[] {
  const usable = wholeMarks(text, marks);
  const borders = new Set<number>([0, text.length]);
  for (const mark of usable) borders.add(mark.start).add(mark.end);
  const sorted = [...borders].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const start = sorted[i] ?? 0;
    const end = sorted[i + 1] ?? 0;
    const lineIds = usable.filter((mark) => mark.start <= start && mark.end >= end).map((mark) => mark.lineId);
    segments.push({ start, end, text: text.slice(start, end), lineIds: [...new Set(lineIds)] });
  }
  return segments;
}

function wholeMarks(text: string, marks: readonly Mark[]): readonly Mark[] {
  if (marks.length === 0) return [];
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  const clip = (at: number): number => Math.max(0, Math.min(text.length, Math.trunc(Number.isFinite(at) ? at : 0)));
  return marks.flatMap((mark) => {
    const from = clip(mark.start);
    const to = clip(mark.end);
    if (to <= from) return [];
    const first = graphemes.containing(from);
    const last = graphemes.containing(to);
    const end = last === undefined || last.index === to ? to : last.index + last.segment.length;
    return [{ lineId: mark.lineId, start: first?.index ?? from, end }];
  });
}

const named: Readonly<Record<string, string>> = {
  '\u061c': 'ALM',
  '\u200b': 'ZWSP',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'WJ',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};

// Newline and tab are layout that the bubble keeps; joiners (200C, 200D) are letters' own business in Indic, Arabic and emoji.
const acting = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const isolate = /[\u2066-\u2069]/;

/**
 * Makes a text safe to show: characters that reorder, hide or end text become labelled stand-ins, so that what is read
 * is what was written. A carriage return before a newline is dropped. `ours` is for messages that we wrote: they
 * isolate names and numbers on purpose, so isolates are left to do their work.
 */
export function piecesOf(text: string, ours = false): readonly Piece[] {
  const shown = text.replaceAll('\r\n', '\n');
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of shown.matchAll(acting)) {
    if (ours && isolate.test(match[0])) continue;
    if (match.index > from) pieces.push({ kind: 'text', text: shown.slice(from, match.index) });
    pieces.push({ kind: 'control', label: labelOf(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < shown.length) pieces.push({ kind: 'text', text: shown.slice(from) });
  return pieces;
}

function labelOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return named[character] ?? (code < 0x20 ? String.fromCodePoint(0x2400 + code) : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
}

/** The marks of one turn, from lines that carry spans. */
export function marksOfTurn(
  turn: string,
  lines: readonly { lineId: string; spans: readonly { turn: string; start: number; end: number }[] }[],
): readonly Mark[] {
  return lines.flatMap((line) => line.spans.filter((span) => span.turn === turn).map((span) => ({ lineId: line.lineId, start: span.start, end: span.end })));
}
