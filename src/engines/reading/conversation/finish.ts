import { figureOf, habitRatio, unusual, type QuantityFound } from '../match/quantity.ts';
import { dimensionOf } from '../catalogue/describe.ts';
import { baseOfWritten, classOf, findUnit, type UnitFound } from '../match/units.ts';
import { baseQuantity } from '../match/customer-model.ts';
import type { Evidence } from '../match/evidence.ts';
import type { Aspect, Decision, ReadLine, ReaderOptions, Reason, Rival } from '../types.ts';
import { featuresOf } from '../calibration/features.ts';
import { probabilityOf, type ReadingModel } from '../calibration/model.ts';
import type { DraftLine, FoldContext } from './draft.ts';

/** A line with its decision, and what a question about it may offer. */
export interface Finished {
  readonly line: ReadLine;
  readonly item: number | null;
  /** Quantities to offer, thousandths of the line's unit. */
  readonly quantities: readonly number[];
  readonly rivals: readonly number[];
}

const aspectOf: Readonly<Record<string, Aspect>> = {
  tie: 'item', unmatched_word: 'item', doubtful_spelling: 'item', size_conflict: 'size', not_in_catalogue: 'not_in_catalogue', inactive: 'discontinued', conflict: 'conflict',
  quantity_range: 'quantity', quantity_product: 'quantity', quantity_sum: 'quantity', quantity_invalid: 'quantity', quantity_missing: 'quantity', unusual_quantity: 'quantity',
  part_units: 'quantity', unknown_uom: 'uom', unit_unclear: 'uom', said_twice: 'quantity', unclear_change: 'quantity', either_or: 'conflict', unclear_figures: 'quantity', loose_words: 'item', loose_figure: 'quantity', check_differs: 'conflict', price_condition: 'price', price_below: 'price', place_unclear: 'ship_to',
}; // prettier-ignore

interface Amount {
  readonly milli: number | null;
  readonly uom: string | null;
  readonly from: UnitFound['from'];
  readonly vetoes: string[];
  readonly options: readonly number[];
  readonly why: Reason[];
}

function amountOf(line: DraftLine, item: number, context: FoldContext): Amount {
  if (line.fixed)
    return {
      milli: line.fixed.milli > 0 ? line.fixed.milli : null,
      uom: line.fixed.uom,
      from: line.repeated ? 'habit' : 'written',
      vetoes: [],
      options: [],
      why: [],
    };
  const said = { figure: line.figure, unit: line.unit, aliasUom: line.choice.uom };
  const unit = findUnit(context.catalogue, item, said, context.model, context.lexicon);
  const vetoes = unit.uom === null ? ['unknown_uom'] : [];
  if (!line.figure) return { milli: null, uom: unit.uom, from: unit.from, vetoes: ['quantity_missing'], options: [], why: [unit.why] };
  const factor = context.catalogue.items[item]?.uoms.find((one) => one.uom === unit.uom);
  const figure = figureOf(line.figure, unit.factor, factor ? factor.numerator / factor.denominator : null);
  return {
    milli: figure.milli,
    uom: unit.uom,
    from: unit.from,
    vetoes: [...vetoes, ...figure.vetoes],
    options: figure.options,
    why: [unit.why, ...(figure.why === null ? [] : [figure.why])],
  };
}

/** A second figure ("25 ctn (600 nos)") must come to the same. */
function checkDiffers(line: DraftLine, item: number, amount: Amount, context: FoldContext): boolean {
  if (!line.check || amount.milli === null || amount.uom === null) return false;
  const one = baseQuantity(context.catalogue, item, amount.milli, amount.uom);
  const two = baseOfWritten(context.catalogue, item, line.check.value, line.check.unit, context.lexicon);
  return one !== null && two !== null && Math.abs(one - two) > 0.001;
}

/** No unit was written and another unit of the item would make the quantity a usual one, while a slipped zero would not. */
function unitExplains(item: number, amount: Amount, odd: QuantityFound, context: FoldContext): boolean {
  if (amount.from === 'written' || amount.milli === null) return false;
  const { milli } = amount;
  if (odd.options[1] === milli / 10 || odd.options[1] === milli * 10) return false;
  return (context.catalogue.items[item]?.uoms ?? []).some((unit) => {
    if (unit.uom === amount.uom) return false;
    const ratio = habitRatio(context.catalogue, item, milli, unit.uom, context.model);
    return ratio !== null && ratio.toUsual >= 0.2 && ratio.toUsual <= 3;
  });
}

/** How many base units the sales unit of an item holds. */
function packOf(entry: FoldContext['catalogue']['items'][number] | undefined): number {
  const sale = entry?.uoms.find((one) => one.uom === entry.salesUom);
  return sale ? sale.numerator / sale.denominator : 1;
}

/** 60 kg of what this customer always takes by the 25 kg bag: no whole number of packs. */
function breaksPack(item: number, milli: number, uom: string, { catalogue, lexicon, model }: FoldContext): boolean {
  const entry = catalogue.items[item];
  const unit = entry?.uoms.find((one) => one.uom === uom);
  const pack = packOf(entry);
  if (!unit || pack <= 1 || dimensionOf(classOf(unit, lexicon)) === null) return false;
  const past = model.bought.get(item)?.quantities ?? [];
  const byPack = past.length >= 2 && past.every((quantity) => quantity % pack === 0);
  return byPack && (baseQuantity(catalogue, item, milli, uom) ?? 0) % pack !== 0;
}

/** Whole units only: a fraction must come to whole base units, and a measure to whole packs where packs are the habit. */
function splitsUnit(item: number, { milli, uom }: Amount, context: FoldContext): boolean {
  if (milli === null || uom === null) return false;
  const whole = context.catalogue.items[item]?.wholeUnits ?? false;
  return (whole && milli % 1000 !== 0) || breaksPack(item, milli, uom, context);
}

/** Stated prices that give something away, as far as the customer's own prices are known. */
function priceBelow(line: DraftLine, item: number, context: FoldContext, prices: Readonly<Record<string, number>> | undefined): boolean {
  if (line.price === null || !prices) return false;
  if (line.price.asked.startsWith('-')) return true;
  const entry = context.catalogue.items[item];
  const own = prices[entry?.sku ?? ''];
  const asked = Number(line.price.asked);
  if (own === undefined || !entry || Number.isNaN(asked)) return false;
  const perUnit = entry.uoms.map((unit) => own * (unit.numerator / unit.denominator));
  const nearest = perUnit.reduce((best, price) => (Math.abs(Math.log(asked / price)) < Math.abs(Math.log(asked / best)) ? price : best), own);
  return asked < nearest - 0.005;
}

/** A price that was said of another unit than the line's, as one of the line's unit: 33 a piece is 1,188 a carton of 36. */
function pricePerUom(line: DraftLine, item: number | null, uom: string | null, context: FoldContext): Pick<ReadLine, 'pricePerUom'> {
  if (!line.price?.per || item === null || uom === null) return {};
  const of = baseOfWritten(context.catalogue, item, 1, line.price.per, context.lexicon);
  const one = baseQuantity(context.catalogue, item, 1000, uom);
  if (of === null || one === null || of <= 0 || of === one) return {};
  return { pricePerUom: String(Math.round(((Number(line.price.asked) * one) / of) * 1e6) / 1e6) };
}

const priceOf = (line: DraftLine, item: number | null, uom: string | null, context: FoldContext): Pick<ReadLine, 'priceAsked' | 'pricePerUom'> => ({
  priceAsked: line.price?.asked ?? null,
  ...pricePerUom(line, item, uom, context),
});

/** What tells one item from another, in a few words: sizes first, then words of the name. */
export function differs(context: FoldContext, item: number, from: number | null): string[] {
  const { catalogue } = context;
  const sizes = (index: number): string[] =>
    catalogue.items[index]?.attributes['size'] ? [catalogue.items[index]?.attributes['size'] ?? ''] : (catalogue.sizes[index] ?? []).map((size) => size.text);
  const words = (index: number): string[] => (catalogue.items[index]?.name ?? '').split(/\s+/);
  if (from === null) return [catalogue.items[item]?.name ?? ''];
  const other = new Set([...sizes(from), ...words(from)].map((word) => word.toLowerCase()));
  const own = [
    ...sizes(item)
      .filter((size) => !other.has(size.toLowerCase()))
      .slice(0, 1),
    ...words(item).filter((word) => !other.has(word.toLowerCase())),
  ];
  const unique = [...new Set(own)];
  return unique.length > 0 ? unique.slice(0, 4) : [catalogue.items[item]?.name ?? ''];
}

const rivalOf = (context: FoldContext, evidence: Evidence, chosen: number | null, share: number): Rival => ({
  sku: context.catalogue.items[evidence.item]?.sku ?? '',
  p: Math.round(share * 1000) / 1000,
  differsBy: differs(context, evidence.item, chosen),
});

/** A code, an earlier order, an answer or the customer's own words decide by themselves; the threshold judges what was matched. */
const decides = new Set<ReadLine['via']>(['code', 'barcode', 'alias', 'repeat', 'answer']);

function decisionOf(vetoes: readonly string[], p: number, via: ReadLine['via'], known: boolean, options: ReaderOptions): Decision {
  if (vetoes.includes('price_below')) return 'human';
  if (vetoes.includes('unusual_quantity') && options.unusualQuantity === 'human') return 'human';
  if (vetoes.length > 0) return 'ask';
  return known && (decides.has(via) ? p >= 0.5 : p >= (options.threshold ?? 0.8)) ? 'auto' : 'ask';
}

/** What all lines of a reading are settled with. */
export interface Finishing {
  readonly context: FoldContext;
  readonly options: ReaderOptions;
  /** False for an unknown sender, whose lines are never decided. */
  readonly known: boolean;
  /** A reason for more than usual is given (feast, project). */
  readonly reason: boolean;
  readonly prices: Readonly<Record<string, number>> | undefined;
  readonly model: ReadingModel | null;
}

/** The veto for a quantity far from habit, and the figures to ask about. Lines of an earlier order are habit themselves. */
function oddQuantity(
  line: DraftLine,
  item: number,
  amount: Amount,
  tied: boolean,
  { context, reason }: Finishing,
): { veto: string; found: QuantityFound } | null {
  if (line.repeated || tied || amount.milli === null || amount.uom === null) return null;
  const found = unusual(context.catalogue, item, amount.milli, amount.uom, context.model, reason);
  return found ? { veto: unitExplains(item, amount, found, context) ? 'unit_unclear' : 'unusual_quantity', found } : null;
}

interface Judged {
  readonly vetoes: readonly string[];
  readonly quantities: readonly number[];
  readonly why: readonly Reason[];
}

/** Everything that stands against booking a line. */
function judge(line: DraftLine, item: number | null, amount: Amount, finishing: Finishing): Judged {
  const { context, prices } = finishing;
  const vetoes = new Set([...line.choice.vetoes, ...line.extraVetoes, ...amount.vetoes]);
  const odd = item === null ? null : oddQuantity(line, item, amount, vetoes.has('tie'), finishing);
  if (item !== null) {
    if (checkDiffers(line, item, amount, context)) vetoes.add('check_differs');
    if (splitsUnit(item, amount, context)) vetoes.add('part_units');
    if (priceBelow(line, item, context, prices)) vetoes.add('price_below');
  }
  if (odd) vetoes.add(odd.veto);
  for (const veto of line.settled) vetoes.delete(veto);
  const why = [...line.choice.why, ...amount.why, ...line.why, ...(odd?.found.why ? [odd.found.why] : [])];
  return { vetoes: [...vetoes], quantities: odd?.found.options ?? amount.options, why };
}

const viaOf = (line: DraftLine): ReadLine['via'] => (line.repeated ? 'repeat' : line.settled.has('answered') ? 'answer' : line.choice.via);

/** Settles a line: unit, quantity, vetoes, decision. */
export function finish(line: DraftLine, finishing: Finishing): Finished {
  const { context, known, options } = finishing;
  const { item, p: chosenP, rivals } = line.choice;
  const amount = item === null ? bareAmount(line) : amountOf(line, item, context);
  const { vetoes, quantities, why } = judge(line, item, amount, finishing);
  const features = item === null || line.repeated ? null : featuresFor(line, item, amount, vetoes, finishing);
  const fitted = features !== null && finishing.model !== null ? probabilityOf(finishing.model, features) : null;
  const p = fitted ?? (vetoes.length > 0 ? Math.min(chosenP, 0.6) : chosenP);
  const read: ReadLine = {
    id: line.id,
    words: line.words,
    spans: line.spans,
    sku: context.catalogue.items[item ?? -1]?.sku ?? null,
    quantityMilli: amount.milli,
    uom: amount.uom,
    uomFrom: amount.from,
    ...priceOf(line, item, amount.uom, context),
    shipTo: line.place,
    decision: decisionOf(vetoes, p, viaOf(line), known, options),
    p: Math.round(p * 10_000) / 10_000,
    via: viaOf(line),
    vetoes,
    open: [...new Set(vetoes.map((veto) => aspectOf[veto] ?? 'item'))],
    rivals: rivals.slice(0, 5).map((evidence, i) => rivalOf(context, evidence, item, (1 - chosenP) / (i + 2))),
    why,
    ...(features === null ? {} : { features }),
  };
  return { line: read, item, quantities, rivals: rivals.map((evidence) => evidence.item) };
}

function featuresFor(line: DraftLine, item: number, amount: Amount, vetoes: readonly string[], { context }: Finishing): number[] {
  const { milli, uom } = amount;
  const habit = milli === null || uom === null ? null : habitRatio(context.catalogue, item, milli, uom, context.model);
  return featuresOf({ choice: line.choice, words: line.phrase.words.length, uomFrom: amount.from, habit, vetoes: new Set(vetoes) });
}

function bareAmount(line: DraftLine): Amount {
  if (!line.figure) return { milli: null, uom: null, from: 'unknown', vetoes: ['quantity_missing'], options: [], why: [] };
  const figure = figureOf(line.figure, 1);
  return { milli: figure.milli, uom: null, from: 'unknown', vetoes: [...figure.vetoes], options: figure.options, why: [] };
}
