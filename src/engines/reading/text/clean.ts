/** Cleaning of a raw message: one normal form for all scripts, with the way back to the original UTF-16 offsets. */

/** Cleaned text; unit `i` of `text` stands for the original units `starts[i]` up to `ends[i]`. */
export interface Clean {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The original was longer than what one reading takes in; only its beginning was read. */
  readonly tooLong: boolean;
}

/** More than any honest chat order holds; bounds the time of everything that follows. */
export const longestRead = 6_000;

/** First code point of each block of ten decimal digits. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0xff10,
];
const vulgar = /[\u00bc-\u00be\u2150-\u215e]/u;
const invisible = /[\p{Cf}\p{Cs}\p{Co}\u034f\u115f\u1160\u3164\ufe00-\ufe0f\u0640]/u;
const arabicVowelSign = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/u;
const mark = /\p{M}/u;
const replacements: Readonly<Record<string, string>> = {
  '،': ',',
  '؛': ';',
  '؟': '?',
  '٫': '.',
  '٬': ',',
  '۔': '.',
  '।': '.',
  '॥': '.',
  '×': 'x',
  '✕': 'x',
  '✖': 'x',
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '⁄': '/',
  '∕': '/',
  '“': '"',
  '”': '"',
  '″': '"',
  '’': "'",
  '‘': "'",
  '′': "'",
  '•': '-',
  '●': '-',
  '▪': '-',
  '➤': '-',
  '\r': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
  '\u0085': '\n',
  '\t': ' \u0009 ',
};

const digitOf = (code: number): string | null => {
  if (code < 0x660) return null;
  for (const zero of zeros) if (code >= zero && code < zero + 10) return String(code - zero);
  return null;
};

const isControl = (code: number): boolean => (code < 32 && code !== 10 && code !== 13 && code !== 9) || code === 127;

/** The normal form of one character with its combining marks. Vulgar fractions stay as they are: NFKC would make `1½` into `11⁄2`. */
function normalCluster(cluster: string): string {
  const code = cluster.codePointAt(0) ?? 0;
  if (code < 128) return replacements[cluster] ?? (isControl(code) ? ' ' : cluster);
  const digit = digitOf(code);
  if (digit !== null) return digit;
  if (vulgar.test(cluster)) return cluster;
  return replacements[cluster] ?? cluster.normalize('NFKC');
}

/** Nothing in it that cleaning would change: most names of items. */
const cleanAlready = /^[\n -~]*$/;

function asItIs(text: string, tooLong: boolean): Clean {
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    starts[i] = i;
    ends[i] = i + 1;
  }
  return { text, starts, ends, tooLong };
}

/** Cleans a message text. Never throws; reads at most `longestRead` units. */
export function clean(raw: string): Clean {
  const input = raw.length > longestRead ? raw.slice(0, longestRead) : raw;
  if (cleanAlready.test(input)) return asItIs(input, raw.length > longestRead);
  const out: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let cluster = '';
  let from = 0;
  const flush = (to: number): void => {
    if (cluster === '') return;
    const normal = normalCluster(cluster);
    for (let i = 0; i < normal.length; i += 1) {
      starts.push(from);
      ends.push(to);
    }
    out.push(normal);
    cluster = '';
  };
  let at = 0;
  for (const char of input) {
    const next = at + char.length;
    if (invisible.test(char) || arabicVowelSign.test(char)) {
      flush(at);
    } else if (mark.test(char) && cluster !== '') {
      // A pile of marks on one letter is an attack on the eye, not a word.
      if (cluster.length < 8) cluster += char;
    } else {
      flush(at);
      cluster = char;
      from = at;
    }
    at = next;
  }
  flush(at);
  return { text: out.join(''), starts: Int32Array.from(starts), ends: Int32Array.from(ends), tooLong: raw.length > longestRead };
}
