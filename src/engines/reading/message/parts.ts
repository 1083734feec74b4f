/** Which lines of a message are new text of the writer: signatures, disclaimers, quoted and forwarded text are told apart. */
export type PartKind = 'subject' | 'body' | 'signature' | 'quoted';

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
const quoteHeads = ['-----original message', '---------- forwarded', '--------- forwarded', 'begin forwarded message', '________________________________'];
const headerLines = ['from:', 'sent:', 'to:', 'cc:', 'date:', 'من:'];

const isQuoteHead = (line: string): boolean =>
  has(line, quoteHeads) ||
  (line.startsWith('on ') && line.endsWith('wrote:')) ||
  (line.startsWith('from:') && line.length > 6) ||
  (line.startsWith('sent:') && line.length > 6);

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

/** Splits a cleaned message into parts. A message that is no e-mail is body, apart from quoted lines. */
export function partsOf(text: string): Part[] {
  const lines = linesOf(text);
  const mail = lines[0]?.text.startsWith('subject:') ?? false;
  const out: Part[] = [];
  let state: PartKind = 'body';
  for (const line of lines) {
    let kind: PartKind = state;
    if (mail && line.start === 0) kind = 'subject';
    else if (line.text.startsWith('>')) kind = 'quoted';
    else if (mail && isQuoteHead(line.text)) kind = state = 'quoted';
    else if (mail && state === 'body' && (has(line.text, closings) || has(line.text, disclaimers)) && line.text.length < 400) kind = state = 'signature';
    else if (mail && state === 'signature' && isQuoteHead(line.text)) kind = state = 'quoted';
    else if (mail && state === 'quoted' && has(line.text, headerLines)) kind = 'signature';
    out.push({ kind, start: line.start, end: line.end });
  }
  return mail ? withoutNameBlock(out, lines) : out;
}

/** A last block of lines that only name people and firms is a signature too. */
function withoutNameBlock(parts: Part[], lines: readonly Lines[]): Part[] {
  let end = parts.findLastIndex((part, i) => part.kind === 'body' && (lines[i]?.text ?? '') !== '');
  const last = end;
  while (end > 0 && parts[end]?.kind === 'body' && (lines[end]?.text ?? '') !== '') end -= 1;
  const block = lines.slice(end + 1, last + 1);
  const firstBody = parts.findIndex((part) => part.kind === 'body');
  const names = end > firstBody && block.length <= 6 && block.every((line) => isNameLine(line.text));
  return names ? parts.map((part, i) => (i > end && i <= last ? { ...part, kind: 'signature' } : part)) : parts;
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
