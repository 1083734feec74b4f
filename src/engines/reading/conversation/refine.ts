import { joined, type Description } from '../catalogue/describe.ts';
import { choose, type Choice } from '../match/choose.ts';
import { candidatesOf } from '../match/candidates.ts';
import { weigh } from '../match/evidence.ts';
import type { Statement } from '../message/statement.ts';
import type { Draft, DraftLine, FoldContext } from './draft.ts';

/** Words that the catalogue knows, or a size: what can say more of an item. */
const saysMore = (phrase: Description, context: FoldContext): boolean =>
  phrase.sizes.length > 0 || phrase.words.some((word) => !word.weak && context.chooser.expand(word, word.arabic).size > 0);

const isSure = (choice: Choice): boolean => choice.item !== null && choice.vetoes.length === 0;

/** The line that words may say more of: the last one of the same turn, unless a code settles it. */
function refinable(draft: Draft, statement: Statement): DraftLine | null {
  const before = draft.lines.at(-1);
  return before?.turn === statement.turn && !before.repeated && !statement.inquiry && before.choice.via !== 'code' ? before : null;
}

const namesItself = (line: DraftLine): boolean =>
  (line.choice.via === 'alias' && isSure(line.choice)) || line.phrase.words.some((word) => word.relative !== null);

/** Does something of the same category have all these words? Only then do they say what kind of it is meant. */
function ofKin(phrase: Description, before: DraftLine, context: FoldContext): boolean {
  const { catalogue, chooser, model } = context;
  const category = catalogue.items[before.choice.item ?? -1]?.category;
  const expansions = phrase.words.map((word) => chooser.expand(word, word.arabic));
  return candidatesOf(catalogue, phrase, expansions).some(
    (item) => catalogue.items[item]?.category === category && weigh(catalogue, item, phrase, expansions, model, chooser.brands).unmatched.length === 0,
  );
}

/**
 * "ek inch pipe 20, C class": words without a figure that say more of the line before them. The line then means what both
 * say together; where nothing is both, the line is asked. False: the words say nothing of it.
 */
export function refine(draft: Draft, line: DraftLine, statement: Statement, context: FoldContext): boolean {
  const before = refinable(draft, statement);
  if (!before || namesItself(line) || !saysMore(line.phrase, context)) return false;
  const phrase = joined(before.phrase, line.phrase);
  const choice = choose({ phrase, excluded: [], code: null, fitsUnit: () => true }, context.chooser, context.model);
  const kin = ofKin(line.phrase, before, context);
  const both = isSure(choice) || choice.vetoes.includes('tie') || choice.vetoes.includes('inactive');
  if (!both && (isSure(line.choice) || !kin)) return false;
  before.extraVetoes.delete('loose_words');
  before.spans = [...before.spans, statement.span];
  if (both) {
    before.choice = choice;
    before.phrase = phrase;
  } else before.extraVetoes.add('unmatched_word');
  return true;
}
