import type { Catalogue } from '../catalogue/catalogue.ts';
import { dimensionOf, unitClassOf } from '../catalogue/describe.ts';
import { phraseKey, type Lexicon } from '../lexicon/lexicon.ts';
import type { Piece } from '../parse/pieces.ts';
import { fold } from '../text/fold.ts';
import type { ReadingItem, Reason } from '../types.ts';
import { hidden } from './evidence.ts';
import { baseQuantity, type CustomerModel } from './customer-model.ts';
import { reason } from './reason.ts';

/** The unit of a line in the item's own units. */
export interface UnitFound {
  readonly uom: string | null;
  readonly from: 'written' | 'habit' | 'sales_unit' | 'unknown';
  /** Multiplies the written figure (a dozen that the item has as its own unit). */
  readonly factor: number;
  readonly why: Reason;
}

type ItemUnit = ReadingItem['uoms'][number];

const unknownUnit = (why: Reason): UnitFound => ({ uom: null, from: 'unknown', factor: 1, why });
const written = (uom: string, factor = 1): UnitFound => ({ uom, from: 'written', factor, why: reason('unit_written', { uom }) });

/** Codes that ERPs use for units, by class. */
const codeClasses: Readonly<Record<string, string>> = {
  car: 'case', crt: 'crate', cas: 'case', cs: 'case', ctn: 'case', kar: 'case', bx: 'case', ea: 'piece', pc: 'piece', pce: 'piece', st: 'piece', nos: 'piece', kgm: 'kg', mtr: 'm', ltr: 'l', dz: 'dozen', dzn: 'dozen', to: 'tonne', pal: 'pallet', rol: 'roll', pr: 'pair', bot: 'bottle', len: 'length', lth: 'length', bdl: 'bundle', pak: 'pack', pac: 'pack', bg: 'bag', kan: 'can', eim: 'bucket', dr: 'drum',
}; // prettier-ignore

/** Unit class of an item's unit: by its code, else by its aliases. */
export function classOf(unit: ItemUnit, lexicon: Lexicon): string | null {
  const code = phraseKey(unit.uom);
  const known = codeClasses[code] ?? lexicon.tags.get(code)?.find((hit) => hit.tag === 'unit')?.arg;
  if (known !== undefined) return known;
  for (const alias of unit.aliases) {
    const hit = lexicon.tags.get(phraseKey(alias))?.find((one) => one.tag === 'unit');
    if (hit) return hit.arg;
  }
  return null;
}

const isAlias = (unit: ItemUnit, piece: Piece): boolean =>
  [unit.uom, ...unit.aliases].some((alias) => {
    const key = phraseKey(alias);
    return key === piece.latin || (key.length >= 4 && fold(key) === piece.fold);
  });

/** Packs in which a piece may be counted: "24 bottles" of an item whose base unit is the piece. */
const packClasses = new Set([
  'pack',
  'bottle',
  'jar',
  'tin',
  'can',
  'tub',
  'bucket',
  'bag',
  'drum',
  'length',
  'roll',
  'coil',
  'sheet',
  'set',
  'pair',
  'strip',
  'sleeve',
  'piece',
  'bundle',
]);
const single = new Set(['piece', 'pack', 'bottle', 'jar', 'tin', 'can', 'length', 'roll', 'bag', 'bucket', 'drum', 'set']);

/** Does the item speak of this pack in its name or attributes? */
function namesPack(catalogue: Catalogue, item: number, unitClass: string, lexicon: Lexicon): boolean {
  const to = catalogue.itemStart[item + 1] ?? 0;
  for (let at = catalogue.itemStart[item] ?? 0; at < to; at += 1) {
    const word = catalogue.words[catalogue.itemWords[at] ?? 0] ?? '';
    if (lexicon.tags.get(word)?.some((hit) => hit.tag === 'unit' && hit.arg === unitClass)) return true;
  }
  return false;
}

/** The item's unit for a written unit word; null when the item is not sold so. */
export function unitOfItem(catalogue: Catalogue, item: number, piece: Piece, lexicon: Lexicon): string | null {
  const units = catalogue.items[item]?.uoms ?? [];
  const alias = units.find((unit) => isAlias(unit, piece));
  if (alias) return alias.uom;
  return unitByClass(catalogue, item, unitClassOf(piece), lexicon);
}

/**
 * Base units that an amount in a written unit comes to: by the units of the item, or by its size where the unit measures what
 * one of them holds (100 kg of a 5 kg bag are 20 bags). Null when neither tells.
 */
export function baseOfWritten(catalogue: Catalogue, item: number, value: number, piece: Piece, lexicon: Lexicon): number | null {
  const uom = unitOfItem(catalogue, item, piece, lexicon);
  if (uom !== null) return baseQuantity(catalogue, item, value * 1000, uom);
  const measure = dimensionOf(unitClassOf(piece));
  const size = measure === null ? undefined : catalogue.sizes[item]?.find((one) => one.dim === measure[0]);
  return measure === null || size === undefined || size.value <= 0 ? null : (value * measure[1]) / size.value;
}

const isSingle = (unit: ItemUnit | undefined, lexicon: Lexicon): unit is ItemUnit => unit !== undefined && single.has(classOf(unit, lexicon) ?? '');

/** The one unit of an item that is a single thing: the length of a pipe, the roll of a hose. */
function singleUnit(entry: ReadingItem, lexicon: Lexicon): string | null {
  const singles = entry.uoms.filter((unit) => unit.uom !== entry.baseUom && isSingle(unit, lexicon));
  return singles.length === 1 ? (singles[0]?.uom ?? null) : null;
}

/** A piece of what is sold by the length or the roll is one length, one roll; a bottle of what comes in bottles is one piece. */
function unitByPack(catalogue: Catalogue, item: number, unitClass: string, lexicon: Lexicon): string | null {
  const entry = catalogue.items[item];
  const base = entry?.uoms.find((unit) => unit.uom === entry.baseUom);
  if (!entry || !base) return null;
  const measured = dimensionOf(classOf(base, lexicon)) !== null;
  if (measured) return unitClass === 'piece' ? singleUnit(entry, lexicon) : null;
  if (!isSingle(base, lexicon) || !packClasses.has(unitClass)) return null;
  return unitClass === 'piece' || namesPack(catalogue, item, unitClass, lexicon) ? base.uom : null;
}

function unitByClass(catalogue: Catalogue, item: number, unitClass: string | null, lexicon: Lexicon): string | null {
  if (unitClass === null) return null;
  const same = catalogue.items[item]?.uoms.find((unit) => classOf(unit, lexicon) === unitClass);
  return same ? same.uom : unitByPack(catalogue, item, unitClass, lexicon);
}

/** Units in which the customer orders things like this: the same category, and the same words in the name where there are any. */
function relatedUnits(catalogue: Catalogue, item: number, model: CustomerModel): { together: Map<string, number>; relatives: Map<string, number> } {
  const category = catalogue.items[item]?.category;
  const together = new Map<string, number>();
  const relatives = new Map<string, number>();
  const name = nameWords(catalogue, item);
  const add = (map: Map<string, number>, uom: string, count: number): void => void map.set(uom, (map.get(uom) ?? 0) + count);
  for (const bought of model.bought.values()) {
    if (catalogue.items[bought.item]?.category !== category) continue;
    const related = [...nameWords(catalogue, bought.item)].some((word) => name.has(word));
    for (const [uom, count] of bought.uoms) {
      add(together, uom, count);
      if (related) add(relatives, uom, count);
    }
  }
  return { together, relatives };
}

function habit(catalogue: Catalogue, item: number, model: CustomerModel): string | null {
  const uoms = model.bought.get(item)?.uoms;
  if (uoms) return dominant(uoms);
  const { together, relatives } = relatedUnits(catalogue, item, model);
  const likely = dominant(relatives) ?? dominant(together);
  return catalogue.items[item]?.uoms.some((unit) => unit.uom === likely) ? likely : null;
}

/** Words of an item's name that few items share: not the brand, not the size. */
function nameWords(catalogue: Catalogue, item: number): Set<number> {
  const out = new Set<number>();
  const to = catalogue.itemStart[item + 1] ?? 0;
  for (let at = catalogue.itemStart[item] ?? 0; at < to; at += 1) {
    const word = catalogue.itemWords[at] ?? 0;
    const rare = (catalogue.idf[word] ?? 0) > 1.9;
    if (rare && (catalogue.itemWeights[at] ?? 0) === 1 && !hidden(catalogue.words[word])) out.add(word);
  }
  return out;
}

function dominant(uoms: ReadonlyMap<string, number>): string | null {
  const total = [...uoms.values()].reduce((sum, count) => sum + count, 0);
  for (const [uom, count] of uoms) if (count >= total * 0.9) return uom;
  return null;
}

/** What a line writes about its unit. */
export interface WrittenUnit {
  readonly figure: Piece | null;
  readonly unit: Piece | null;
  /** Unit class that came with the figure itself (an Arabic dual). */
  readonly aliasUom: string | null;
}

/** A unit that stands in the text: with the figure. */
function writtenUnit(catalogue: Catalogue, item: number, said: WrittenUnit, lexicon: Lexicon): UnitFound | null {
  const { figure, unit } = said;
  if (figure?.figure === 'dozen' && unit === null) return dozens(catalogue, item, lexicon);
  if (figure?.unit) {
    const dual = unitByClass(catalogue, item, figure.unit, lexicon);
    return dual === null ? unknownUnit(reason('unit_not_sold', { unit: figure.unit })) : written(dual);
  }
  if (unit) {
    const own = unitOfItem(catalogue, item, unit, lexicon);
    return own === null ? unknownUnit(reason('unit_not_sold', { unit: unit.text })) : written(own);
  }
  return null;
}

/** Finds the unit: as written, else the customer's habit, else the item's sales unit; unknown when the item is not sold in the written one. */
export function findUnit(catalogue: Catalogue, item: number, said: WrittenUnit, model: CustomerModel, lexicon: Lexicon): UnitFound {
  const entry = catalogue.items[item];
  if (!entry) return unknownUnit(reason('unit_missing'));
  const inText = writtenUnit(catalogue, item, said, lexicon);
  if (inText) return inText;
  const usual = said.aliasUom ?? habit(catalogue, item, model);
  if (usual !== null) return { uom: usual, from: 'habit', factor: 1, why: reason('unit_by_habit', { uom: usual }) };
  const likely = likelyUnit(catalogue, item, said.figure, model);
  if (likely !== null) return { uom: likely, from: 'sales_unit', factor: 1, why: reason('unit_by_amount', { uom: likely }) };
  return { uom: entry.salesUom, from: 'sales_unit', factor: 1, why: reason('unit_of_sale', { uom: entry.salesUom }) };
}

/** The figure would be far more than this customer ever takes of such things by the sales unit, but a usual amount by another. */
function likelyUnit(catalogue: Catalogue, item: number, figure: Piece | null, model: CustomerModel): string | null {
  const entry = catalogue.items[item];
  if (!entry || !figure || !(figure.value > 0)) return null;
  const largest = largestOf(catalogue, item, model);
  const base = (unit: ItemUnit): number => figure.value * (unit.numerator / unit.denominator);
  const sale = entry.uoms.find((unit) => unit.uom === entry.salesUom);
  if (largest === null || !sale || base(sale) < largest * 8) return null;
  const usual = entry.uoms.filter((unit) => base(unit) <= largest * 2 && base(unit) >= largest * 0.02);
  return usual.length === 1 ? (usual[0]?.uom ?? null) : null;
}

/** The most, in base units, that the customer ever took of one thing of the same category and base unit. */
function largestOf(catalogue: Catalogue, item: number, model: CustomerModel): number | null {
  const entry = catalogue.items[item];
  const amounts = [...model.bought.values()]
    .filter(({ item: other }) => catalogue.items[other]?.category === entry?.category && catalogue.items[other]?.baseUom === entry?.baseUom)
    .flatMap((bought) => bought.quantities);
  return amounts.length > 0 ? Math.max(...amounts) : null;
}

function dozens(catalogue: Catalogue, item: number, lexicon: Lexicon): UnitFound {
  const own = unitByClass(catalogue, item, 'dozen', lexicon);
  if (own !== null) return written(own, 1 / 12);
  const base = catalogue.items[item]?.baseUom ?? null;
  return base === null ? unknownUnit(reason('unit_missing')) : { uom: base, from: 'written', factor: 1, why: reason('dozens_in_pieces', { uom: base }) };
}
