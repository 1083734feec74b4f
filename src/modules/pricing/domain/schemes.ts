import { grouped } from './grouped.ts';
import type { PricedCustomer, PriceStep, Scheme } from '../contract.ts';
import { lessThan, multiply, one, subtract, toText, zero, type Ratio } from '../../../kernel/ratio.ts';
import { giftsOf, type BasedLine, type FreeGoods, type LineGift, type PriceOfGift } from './scheme-gifts.ts';
import { customerKeys, keysOfCustomer, keysOfItem } from './scope.ts';
import { keysOfRule } from './rule-keys.ts';
import { holdsOn } from './world.ts';

/** What all schemes together do to a line. */
export interface Schemed {
  /** Unit price on the invoice. */
  readonly unit: Ratio;
  /** What is left of it when the goods given away are counted. */
  readonly freeLeft: Ratio;
  readonly free: readonly FreeGoods[];
  readonly steps: readonly PriceStep[];
  /** Steps that count for the floor only. */
  readonly freeSchemes: readonly { readonly code: string; readonly left: Ratio; readonly asOf: string }[];
}

interface Offer {
  readonly scheme: Scheme;
  readonly gift: LineGift;
}

/**
 * The lines after schemes, by index. Of each stack group a line takes the scheme that leaves it cheapest (goods given counted); groups follow one
 * another in the order of their names, each taking its part of what the former left.
 */
export function applySchemes(
  schemes: readonly Scheme[],
  customer: PricedCustomer,
  on: string,
  lines: readonly BasedLine[],
  priceOf: PriceOfGift,
): ReadonlyMap<number, Schemed> {
  const fitting = fittingSchemes(schemes, customer, on, lines);
  const states = new Map<number, Schemed>(
    lines.map((line) => [line.index, { unit: line.base, freeLeft: one, free: [], steps: [], freeSchemes: [] } satisfies Schemed]),
  );
  const groups = [...grouped(fitting, ({ scheme }) => scheme.stackGroup)].sort(([a], [b]) => (a < b ? -1 : 1));
  const listed = new Set<string>();
  const lineOf = new Map(lines.map((line) => [line.index, line]));
  for (const [, members] of groups) {
    const chosen = [...chooseOffers(members, states, priceOf)].sort(([a], [b]) => a - b);
    for (const [index, offer] of chosen) {
      const [line, state] = [lineOf.get(index), states.get(index)];
      if (line !== undefined && state !== undefined) states.set(index, taken(state, offer, line, listed));
    }
  }
  return states;
}

interface Fitting {
  readonly scheme: Scheme;
  readonly lines: readonly BasedLine[];
}

function fittingSchemes(schemes: readonly Scheme[], customer: PricedCustomer, on: string, lines: readonly BasedLine[]): readonly Fitting[] {
  const mine = new Set(keysOfCustomer(customer));
  const byKey = new Map<string, BasedLine[]>();
  for (const line of lines)
    for (const key of keysOfItem(line.item ?? { sku: line.sku, group: '', brand: null })) {
      const known = byKey.get(key);
      if (known) known.push(line);
      else byKey.set(key, [line]);
    }
  return schemes.flatMap((scheme) => {
    if (!scheme.active || !holdsOn(on, scheme) || (scheme.currency !== null && scheme.currency !== customer.currency)) return [];
    if (!customerKeys(scheme.customers).some((key) => mine.has(key))) return [];
    const fit = new Set(keysOfRule({ kind: 'scheme', body: scheme }).items.flatMap((key) => byKey.get(key) ?? []));
    return fit.size === 0 ? [] : [{ scheme, lines: [...fit].sort((a, b) => a.index - b.index) }];
  });
}

/** Per line the best offer of the group. Goods are then earned anew by those lines alone that took them. */
function chooseOffers(members: readonly Fitting[], states: ReadonlyMap<number, Schemed>, priceOf: PriceOfGift): ReadonlyMap<number, Offer> {
  const best = new Map<number, Offer>();
  for (const { scheme, lines } of members)
    for (const [index, gift] of giftsOf(scheme, lines, priceOf)) {
      const state = states.get(index);
      const rival = best.get(index);
      if (state !== undefined && (rival === undefined || better(state, { scheme, gift }, rival))) best.set(index, { scheme, gift });
    }
  for (const { scheme, lines } of members) {
    if (scheme.gift.kind !== 'free_goods') continue;
    const takers = lines.filter((line) => best.get(line.index)?.scheme === scheme);
    if (takers.length === 0 || takers.length === lines.length) continue;
    const earned = giftsOf(scheme, takers, priceOf);
    for (const { index } of takers) {
      const gift = earned.get(index);
      if (gift === undefined) best.delete(index);
      else best.set(index, { scheme, gift });
    }
  }
  return best;
}

function better(state: Schemed, offer: Offer, rival: Offer): boolean {
  const mine = after(state.unit, offer.gift);
  const theirs = after(state.unit, rival.gift);
  return lessThan(mine, theirs) || (!lessThan(theirs, mine) && offer.scheme.code < rival.scheme.code);
}

/** What one unit brings after a gift. */
function after(unit: Ratio, gift: LineGift): Ratio {
  if (gift.kind !== 'amount') return multiply(unit, gift.left);
  const left = subtract(unit, gift.off);
  return left.n < 0n ? zero : left;
}

function taken(state: Schemed, { scheme, gift }: Offer, line: BasedLine, listed: Set<string>): Schemed {
  if (gift.kind !== 'free') {
    const unit = after(state.unit, gift);
    const step: PriceStep = { rule: 'scheme', source: scheme.code, minor: toText(unit), uom: line.uom, asOf: scheme.validFrom };
    return { ...state, unit, steps: [...state.steps, step] };
  }
  // The goods of a lot are named once, on its first line.
  const lot = `${scheme.code}\u0000${scheme.gift.kind === 'free_goods' && scheme.gift.sku === null ? line.sku : ''}`;
  const free = listed.has(lot) ? state.free : [...state.free, gift.goods];
  listed.add(lot);
  const freeSchemes = [...state.freeSchemes, { code: scheme.code, left: gift.left, asOf: scheme.validFrom }];
  return { ...state, free, freeSchemes, freeLeft: multiply(state.freeLeft, gift.left) };
}
