import { codeKey, type Catalogue } from '../catalogue/catalogue.ts';
import type { Piece } from '../parse/pieces.ts';

const longestCode = 40;
const mostChunks = 2000;

/** Codes and barcodes of the catalogue in a text: letters and digits with marks between. Figures alone only when long or announced. */
function codesIn(text: string, catalogue: Catalogue): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  let seen = 0;
  for (const match of text.matchAll(/[^\s,;()|]+/gu)) {
    seen += 1;
    if (seen > mostChunks) break;
    const chunk = match[0].replace(/[.:]+$/u, '');
    if (chunk.length < 4 || chunk.length > longestCode || !/\d/u.test(chunk)) continue;
    const plain = /^\d+$/u.test(chunk);
    const announced =
      plain && /\b(?:sku|code|item|art|material)[\s.:#-]*(?:no|code|number)?[\s.:#-]*$/iu.test(text.slice(Math.max(0, match.index - 24), match.index));
    if (plain ? chunk.length < 6 && !announced : !/[A-Za-z]/u.test(chunk)) continue;
    if (catalogue.byCode.has(codeKey(chunk))) out.push({ start: match.index, end: match.index + chunk.length });
  }
  return out;
}

/** Puts one piece in place of the pieces of each code, so that nothing inside it is read as a word or a figure. */
export function markCodes(pieces: readonly Piece[], text: string, catalogue: Catalogue): Piece[] {
  const codes = codesIn(text, catalogue);
  if (codes.length === 0) return [...pieces];
  const out: Piece[] = [];
  for (const piece of pieces) {
    const code = codes.find(({ start, end }) => piece.start >= start && piece.start < end);
    if (!code) out.push(piece);
    else if (out.at(-1)?.end !== code.end || out.at(-1)?.start !== code.start) {
      const written = text.slice(code.start, code.end);
      const tags = [{ tag: 'code', arg: written, language: '', native: false, letters: null }];
      out.push({ ...piece, kind: 'word', text: written, latin: written.toLowerCase(), fold: '', tags, value: Number.NaN, start: code.start, end: code.end });
    }
  }
  return out;
}
