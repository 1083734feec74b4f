import { describe, keyOf, piecesOf } from '../catalogue/describe.ts';
import { shippedLexicon } from '../lexicon/lexicon.ts';

const nothingKnown = (): boolean => false;

/**
 * Key of a customer's words for an item: the same for another order of words, another spelling, other fillers and another way
 * to write a size. Empty for a text that says nothing.
 */
export function aliasKey(text: string): string {
  const lexicon = shippedLexicon();
  return keyOf(describe(piecesOf(text, lexicon, nothingKnown), lexicon));
}
