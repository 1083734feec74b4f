import type { Format } from '../settings.ts';

/** What a file turns out to be, by its bytes; its name is not asked. */
export type Content = 'workbook' | 'text' | 'old_workbook' | 'web_page' | 'binary';

/** Looks at the first bytes. UTF-16 has zeros, and a mark that says so. */
export function contentOf(bytes: Uint8Array): Content {
  const starts = (...first: number[]): boolean => first.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'workbook';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'old_workbook';
  if (markOf(bytes)?.startsWith('utf-16')) return 'text';
  const head = bytes.subarray(0, 4_096);
  if (head.includes(0)) return zerosAlternate(head) ? 'text' : 'binary';
  return /^\s*<(!doctype|html|\?xml)/i.test(Buffer.from(head.subarray(0, 200)).toString('latin1')) ? 'web_page' : 'text';
}

/** UTF-16 without a mark, of mostly Latin text: every second byte is zero. */
function zerosAlternate(head: Uint8Array): boolean {
  const at = (offset: number): number => head.filter((byte, index) => index % 2 === offset && byte === 0).length;
  return Math.max(at(0), at(1)) > head.length / 4 && Math.min(at(0), at(1)) < head.length / 40;
}

function markOf(bytes: Uint8Array): Format['encoding'] | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/**
 * The text of the bytes in the declared encoding, without mark; null when they are not in it (a mark says otherwise, or letters are
 * impossible). `auto`: the mark, else UTF-8 when all of it is, else `fallback`.
 */
export function decodeText(bytes: Uint8Array, encoding: Format['encoding'], fallback: Format['encoding']): string | null {
  const mark = markOf(bytes);
  if (encoding !== 'auto') return mark !== null && mark !== encoding ? null : strictly(bytes, encoding);
  if (mark !== null) return strictly(bytes, mark);
  if (bytes.subarray(0, 4_096).includes(0)) return strictly(bytes, bytes[0] === 0 ? 'utf-16be' : 'utf-16le');
  return strictly(bytes, 'utf-8') ?? strictly(bytes, fallback === 'auto' ? 'windows-1252' : fallback);
}

/** What 0x80 … 0x9F are in Windows-1252: some versions of Node decode them as the control signs of Latin-1. */
const upper1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (encoding !== 'windows-1252' && encoding !== 'iso-8859-1') return text;
    return text.replace(/[\u0080-\u009f]/g, (sign) => upper1252.charAt(sign.charCodeAt(0) - 0x80));
  } catch {
    return null;
  }
}
