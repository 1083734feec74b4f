import { isSeparator, quotedLines, type LineKind } from './quotes.ts';

/** Which lines of a message are new text of the writer: signatures, disclaimers, quoted and forwarded text are told apart. */
export type PartKind = 'subject' | 'body' | 'signature' | 'names' | 'quoted';

/** A stretch of a message text of one kind, as offsets into the cleaned text. */
export interface Part {
  readonly kind: PartKind;
  readonly start: number;
  readonly end: number;
}

const has = (line: string, words: readonly string[]): boolean => words.some((word) => line.startsWith(word));

const closings = [
  'regards',
  'warm regards',
  'best regards',
  'kind regards',
  'thanks & regards',
  'thanks and regards',
  'thanks & rgds',
  'with regards',
  'sincerely',
  'yours faithfully',
  'yours sincerely',
  'yours truly',
  'cheers',
  'rgds',
  'b. rgds',
  'br,',
  'thanking you',
  'sent from my',
  'مع التحية',
  'وتفضلوا',
  'تحياتي',
  'مع أطيب',
];
const disclaimers = [
  'disclaimer',
  'this e-mail',
  'this email',
  'this message is intended',
  'confidential',
  'the contents of this',
  'the information contained',
  'please consider the environment',
  'caution:',
  'hr@',
  '_____',
  '-----',
];
interface Lines {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function linesOf(text: string): Lines[] {
  const out: Lines[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    out.push({ start, end: start + line.length + 1, text: line.trim().toLowerCase() });
    start += line.length + 1;
  }
  return out;
}

const closes = (line: string): boolean => (has(line, closings) || has(line, disclaimers)) && line.length < 400;

/** Kinds of the lines of a mail: what stands behind the closing of the writer's own text is his signature. */
function mailKinds(lines: readonly Lines[]): PartKind[] {
  const whose = quotedLines(lines.map((line) => line.text));
  let closed = false;
  return whose.map((kind, i) => {
    if (kind === 'quoted') return 'quoted';
    if (kind !== 'own') return 'signature';
    closed ||= closes(lines[i]?.text ?? '');
    return closed ? 'signature' : 'body';
  });
}

/** A chat has no signatures; what is pasted under "Forwarded message" is another's, as in a mail. */
const chatKind = (line: string, pasted: LineKind | undefined): PartKind =>
  line.startsWith('>') || pasted === 'quoted' ? 'quoted' : pasted === 'header' ? 'signature' : 'body';

/** Splits a cleaned message into parts. A message that is no e-mail is body, apart from quoted lines. */
export function partsOf(text: string): Part[] {
  const lines = linesOf(text);
  const [first, ...rest] = lines;
  if (!first?.text.startsWith('subject:')) {
    const pasted = lines.some((line) => isSeparator(line.text)) ? quotedLines(lines.map((line) => line.text)) : [];
    return lines.map(({ start, end, text: line }, i) => ({ kind: chatKind(line, pasted[i]), start, end }));
  }
  const kinds = mailKinds(rest);
  const parts = rest.map(({ start, end }, i): Part => ({ kind: kinds[i] ?? 'body', start, end }));
  return withoutNameBlock([{ kind: 'subject', start: first.start, end: first.end }, ...parts], lines);
}

/** A last block of lines that only name people and firms is a signature too. */
function withoutNameBlock(parts: Part[], lines: readonly Lines[]): Part[] {
  let end = parts.findLastIndex((part, i) => part.kind === 'body' && (lines[i]?.text ?? '') !== '');
  const last = end;
  while (end > 0 && parts[end]?.kind === 'body' && (lines[end]?.text ?? '') !== '') end -= 1;
  const block = lines.slice(end + 1, last + 1);
  const firstBody = parts.findIndex((part) => part.kind === 'body');
  const names = end > firstBody && block.length <= 6 && block.every((line) => isNameLine(line.text));
  return names ? parts.map((part, i) => (i > end && i <= last ? { ...part, kind: 'names' } : part)) : parts;
}

const isNameLine = (text: string): boolean =>
  !/\d\W*$/.test(text) &&
  !/\d\s*(pm|am|ctn|kg|pcs|nos|box|mtr|m|roll|crate|bag|set)\b/.test(text) &&
  text.length < 70 &&
  !/[.:?!]$/.test(text) &&
  !/\b(please|kindly|deliver|send|need|urgent|tomorrow|today|dispatch)\b/.test(text);

const pointers = [
  'below',
  'see attached list',
  'trailing mail',
  'as under',
  'forward',
  'fwd',
  'quoted',
  'following mail',
  'below mail',
  'ادناه',
  'أدناه',
  'niche',
  'neeche',
  'khali',
];

/** Does the new text send the reader to the quoted part ("repeat the PO below", "see below")? */
export function pointsBelow(text: string, parts: readonly Part[]): boolean {
  const own = parts
    .filter((part) => part.kind === 'body' || part.kind === 'subject')
    .map((part) => text.slice(part.start, part.end).toLowerCase())
    .join('');
  return pointers.some((word) => own.includes(word));
}
