import { describe, unitClassOf } from '../catalogue/describe.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { measures, type Amount, type WordSense } from '../parse/atoms.ts';
import { argOf, has, type Piece } from '../parse/pieces.ts';
import { choose, type Choice, type Chooser } from './choose.ts';
import { baseQuantity, saidKey, type CustomerModel } from './customer-model.ts';
import { habitRatio } from './quantity.ts';
import { baseOfWritten, findUnit, unitOfItem } from './units.ts';

/** The item code among the pieces of a phrase. */
export const codeOf = (phrase: readonly Piece[]): string | null =>
  argOf(
    phrase.find((piece) => has(piece, 'code')),
    'code',
  );

interface Judging {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly chooser: Chooser;
  readonly model: CustomerModel;
}

const sureScores: Readonly<Record<Choice['via'], number>> = { code: 3.5, barcode: 3.5, alias: 3.2, history: 2.2, match: 1.8, none: -2 };

/** What a veto leaves of a name. */
function doubtfulScore({ vetoes, evidence }: Choice): number {
  if (vetoes.includes('unmatched_word')) return (evidence?.explained ?? 0) - 1.2 - 0.3 * (evidence?.unmatched.length ?? 1);
  if (vetoes.includes('size_conflict')) return -1.5;
  if (vetoes.includes('tie')) return evidence?.bought ? 0.6 : 0.3;
  return 1;
}

/** How much words say for being the name of one item, by what was made of them. */
function nameScore(choice: Choice, phrase: readonly Piece[]): number {
  if (phrase.length === 0) return -3.2;
  if (choice.via === 'code' || choice.via === 'barcode' || choice.item === null) return sureScores[choice.via];
  if (choice.via !== 'alias' && !phrase.some((piece) => piece.kind === 'word' && unitClassOf(piece) === null)) return -1.5;
  return choice.vetoes.length > 0 ? doubtfulScore(choice) : sureScores[choice.via];
}

const figureScores: Readonly<Partial<Record<Piece['figure'], number>>> = { fraction: -1.2, times: -1, range: -0.2, plus: -0.2, negative: -0.5 };

/** How a written unit suits an item: sold by it or not. A measure that it is not sold by is its size. */
function unitScore(unit: Piece | null, item: number, { catalogue, lexicon }: Judging): number {
  if (unit === null) return 0;
  if (unitOfItem(catalogue, item, unit, lexicon) !== null) return 1;
  return measures(unit) ? -4 : -0.5;
}

/** The unit that a quantity would have, and how usual it would be for the customer. */
function habitScore({ figure, unit }: Amount, item: number, choice: Choice, { catalogue, lexicon, model }: Judging): { score: number; uom: string | null } {
  const found = findUnit(catalogue, item, { figure, unit, aliasUom: choice.uom }, model, lexicon);
  const ratio = found.uom === null ? null : habitRatio(catalogue, item, figure.value * found.factor * 1000, found.uom, model);
  if (ratio === null) return { score: 0, uom: found.uom };
  return { score: ratio.toLargest > 4 || ratio.toUsual < 0.15 ? -1.2 : 0.5, uom: found.uom };
}

/** How well a figure suits being the quantity of an item, by its unit and by what the customer usually takes. */
function amountScore(amount: Amount, choice: Choice, judging: Judging): { score: number; uom: string | null } {
  const { figure, unit } = amount;
  const plain = unit === null ? (figureScores[figure.figure] ?? 0) : 0;
  if (choice.item === null) return { score: plain + (unit && !measures(unit) ? 0.5 : 0), uom: null };
  const finite = Number.isFinite(figure.value);
  // two and a half coils are hardly ever meant; two and a half of what is measured are
  const broken = finite && figure.value % 1 !== 0 && !measures(unit) ? -1 : 0;
  const score = plain + broken + unitScore(unit, choice.item, judging);
  if (choice.vetoes.length > 0 || !finite) return { score, uom: null };
  const habit = habitScore(amount, choice.item, choice, judging);
  return { score: score + habit.score, uom: habit.uom };
}

/** A second amount that comes to the same speaks for this reading; one that measures and does not is more likely a size. */
function checkScore(
  check: { readonly value: number; readonly unit: Piece } | null,
  amount: Amount | null,
  uom: string | null,
  choice: Choice,
  judging: Judging,
): number {
  if (!check || !amount || choice.item === null || uom === null) return 0;
  const { catalogue, lexicon } = judging;
  const one = baseQuantity(catalogue, choice.item, amount.figure.value * 1000, uom);
  const two = baseOfWritten(catalogue, choice.item, check.value, check.unit, lexicon);
  if (one !== null && two !== null && Math.abs(one - two) < 0.001) return 1.5;
  return measures(check.unit) || measures(amount.unit) ? -2.5 : 0;
}

/** Look-ups for one conversation: far more than any order needs, and a bound for texts made to cost time. */
const mostChoices = 1500;

/** A judge for one conversation. */
export interface Judge extends Pick<WordSense, 'judge' | 'tired' | 'strange' | 'names'> {
  /** What a phrase means with a unit; looked up once a conversation. */
  readonly chosen: (phrase: readonly Piece[], unit: Piece | null) => Choice;
}

/** Weighs readings of a run of words and figures for one customer; remembers what it weighed. */
export function createJudge(judging: Judging): Judge {
  const choices = new Map<string, Choice>();
  let left = mostChoices;
  const chosen = (phrase: readonly Piece[], unit: Piece | null): Choice => {
    const key = `${phrase.map((piece) => piece.text).join(' ')}|${unit?.latin ?? ''}`;
    const ready = choices.get(key);
    if (ready) return ready;
    const { catalogue, lexicon, chooser, model } = judging;
    const fitsUnit = (item: number): boolean => unit === null || unitOfItem(catalogue, item, unit, lexicon) !== null;
    const made = choose({ phrase: describe(phrase, lexicon), excluded: [], code: codeOf(phrase), fitsUnit }, chooser, model);
    choices.set(key, made);
    left -= 1;
    return made;
  };
  const judge: WordSense['judge'] = (phrase, amount, check) => {
    const choice = chosen(phrase, amount?.unit ?? null);
    const quantity = amount === null ? { score: -3.4, uom: null } : amountScore(amount, choice, judging);
    const said = judging.model.said.has(saidKey(phrase));
    const named = choice.via === 'alias' || choice.via === 'code' || choice.via === 'barcode';
    return {
      score: nameScore(choice, phrase) + (said ? 0.6 : 0) + quantity.score + checkScore(check ?? null, amount, quantity.uom, choice, judging),
      item: choice.item,
      uom: quantity.uom,
      named,
      said,
    };
  };
  return { chosen, judge, tired: () => left <= 0, strange: (piece) => isStrange(piece, judging), names: (pieces) => judging.model.said.has(saidKey(pieces)) };
}

/** A word without any meaning in the lexicon, the catalogue or this customer's own words. */
function isStrange(piece: Piece, { lexicon, chooser, model }: Judging): boolean {
  if (piece.kind !== 'word' || piece.tags.length > 0) return false;
  return describe([piece], lexicon).words.every(
    (word) => word.groups.length === 0 && !model.ownWords.has(word.fold) && [...chooser.expand(word, word.arabic).values()].every((how) => how < 0.9),
  );
}
