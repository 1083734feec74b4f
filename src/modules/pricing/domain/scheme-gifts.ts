import { grouped } from './grouped.ts';
import type { Scheme, SchemeGift } from '../contract.ts';
import { add, divide, lessThan, multiply, one, ratio, subtract, wholeTimes, zero, type Ratio } from '../../../kernel/ratio.ts';
import { earnedRate } from './scheme-bands.ts';
import { unitsIn, type ItemFacts } from './world.ts';

/** A line with its price before discounts. */
export interface BasedLine {
  readonly index: number;
  readonly sku: string;
  readonly uom: string;
  readonly quantityMilli: number;
  readonly item: ItemFacts | undefined;
  /** Price of one `uom` before discounts. */
  readonly base: Ratio;
}

/** Goods given away. */
export interface FreeGoods {
  readonly sku: string;
  readonly uom: string;
  readonly quantityMilli: number;
  readonly scheme: string;
}

/** What a scheme does to one line: what is left of its unit price, or of what the unit brings when the goods given are counted. */
export type LineGift =
  | { readonly kind: 'rate'; readonly left: Ratio }
  | { readonly kind: 'amount'; readonly off: Ratio }
  | { readonly kind: 'free'; readonly left: Ratio; readonly goods: FreeGoods };

/** The price before discounts of one `uom` of an item that is given away; null when it has none. */
export type PriceOfGift = (sku: string, uom: string) => Ratio | null;

/** Gifts of a scheme to those lines of the order that fit it, by index of the line. Lines in units that do not convert get none and do not count. */
export function giftsOf(scheme: Scheme, lines: readonly BasedLine[], priceOf: PriceOfGift): ReadonlyMap<number, LineGift> {
  const { gift } = scheme;
  if (gift.kind === 'percent_off' || gift.kind === 'amount_off') return banded(scheme, gift, lines);
  if (gift.kind === 'combo') return combo(gift, lines);
  return freeGoods(scheme, gift, lines, priceOf);
}

/** Quantity of a line in thousandths of `uom` (null: its own unit). */
function quantityIn(line: BasedLine, uom: string | null): Ratio | null {
  const factor = uom === null ? one : unitsIn(line.item?.units ?? [], line.uom, uom);
  return factor === null ? null : divide(ratio(line.quantityMilli), factor);
}

const valueOf = (line: BasedLine): Ratio => multiply(line.base, ratio(line.quantityMilli, 1_000));

const sum = (parts: readonly Ratio[]): Ratio => parts.reduce(add, zero);

function banded(scheme: Scheme, gift: Extract<SchemeGift, { kind: 'percent_off' | 'amount_off' }>, lines: readonly BasedLine[]): Map<number, LineGift> {
  const counted = lines.flatMap((line) => {
    const reached = gift.basis === 'value' ? valueOf(line) : quantityIn(line, scheme.uom);
    return reached === null ? [] : [{ line, reached }];
  });
  const bands =
    gift.kind === 'percent_off'
      ? gift.bands.map((band) => ({ from: band.from, rate: band.bp }))
      : gift.bands.map((band) => ({ from: band.from, rate: band.minor }));
  const rate = earnedRate(gift.scale, bands, sum(counted.map((one) => one.reached)));
  if (rate.n <= 0n) return new Map();
  const left = subtract(one, divide(rate, ratio(10_000)));
  return new Map(
    counted.flatMap(({ line }): [number, LineGift][] => {
      if (gift.kind === 'percent_off') return [[line.index, { kind: 'rate', left }]];
      const factor = scheme.uom === null ? one : unitsIn(line.item?.units ?? [], scheme.uom, line.uom);
      return factor === null ? [] : [[line.index, { kind: 'amount', off: multiply(rate, factor) }]];
    }),
  );
}

/** The discount is for what makes whole sets; what is bought beyond them pays its price. */
function combo(gift: Extract<SchemeGift, { kind: 'combo' }>, lines: readonly BasedLine[]): Map<number, LineGift> {
  const parts = gift.needs.map((need) => {
    const counted = lines.flatMap((line) => {
      const quantity = line.sku === need.sku ? quantityIn(line, need.uom) : null;
      return quantity === null ? [] : [{ line, quantity }];
    });
    const total = sum(counted.map((one) => one.quantity));
    return { need, counted, total, times: wholeTimes(total, ratio(need.quantityMilli)) };
  });
  const sets = Math.min(...parts.map((part) => part.times));
  if (sets < 1) return new Map();
  return new Map(
    parts.flatMap(({ need, counted, total }) => {
      const share = divide(multiply(ratio(sets), ratio(need.quantityMilli)), total);
      const left = subtract(one, multiply(share, ratio(gift.bp, 10_000)));
      return counted.map(({ line }): [number, LineGift] => [line.index, { kind: 'rate', left }]);
    }),
  );
}

/** Goods of the same item are counted item by item; of another item over all lines that fit. Lines of one lot bear the gift by value. */
function freeGoods(
  scheme: Scheme,
  gift: Extract<SchemeGift, { kind: 'free_goods' }>,
  lines: readonly BasedLine[],
  priceOf: PriceOfGift,
): Map<number, LineGift> {
  const lots = gift.sku === null ? [...grouped(lines, (line) => line.sku).values()] : [lines];
  return new Map(lots.flatMap((lot) => [...freeForLot(scheme, gift, lot, priceOf)]));
}

function freeForLot(scheme: Scheme, gift: Extract<SchemeGift, { kind: 'free_goods' }>, lot: readonly BasedLine[], priceOf: PriceOfGift): Map<number, LineGift> {
  const counted = lot.flatMap((line) => {
    const quantity = quantityIn(line, scheme.uom);
    return quantity === null ? [] : [{ line, quantity }];
  });
  const first = counted[0]?.line;
  if (first === undefined) return new Map();
  const times = wholeTimes(sum(counted.map((one) => one.quantity)), ratio(gift.everyMilli));
  const quantityMilli = Math.min(times * gift.freeMilli, gift.atMostMilli ?? Number.MAX_SAFE_INTEGER);
  const goods = { sku: gift.sku ?? first.sku, uom: gift.freeUom ?? scheme.uom ?? first.uom, quantityMilli, scheme: scheme.code };
  const unit = gift.sku === null ? sameItem(first, goods.uom) : priceOf(goods.sku, goods.uom);
  if (quantityMilli < 1 || unit === null) return new Map();
  const bought = sum(counted.map(({ line }) => valueOf(line)));
  const given = multiply(unit, ratio(quantityMilli, 1_000));
  const left = lessThan(zero, bought) ? divide(bought, add(bought, given)) : one;
  return new Map(counted.map(({ line }): [number, LineGift] => [line.index, { kind: 'free', left, goods }]));
}

function sameItem(line: BasedLine, uom: string): Ratio | null {
  const factor = unitsIn(line.item?.units ?? [], line.uom, uom);
  return factor === null ? null : multiply(line.base, factor);
}
