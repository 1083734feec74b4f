import { priceCardSchema, type CasePage, type PriceCard, type PriceCardLine } from '../../../modules/exceptions/contract.ts';
import { counterRange } from '../../../modules/exceptions/domain/index.ts';

/** The card of a price request; null for every other kind of case, and for a card that a newer server makes in another form. */
export function priceCardOf(page: Pick<CasePage, 'kind' | 'card'>): PriceCard | null {
  if (page.kind !== 'price_request') return null;
  const parsed = priceCardSchema.safeParse(page.card);
  return parsed.success ? parsed.data : null;
}

/** The lines that somebody must decide: what was let pass before and is unchanged is not asked again. All of them when none is left. */
export function openLines(card: PriceCard): readonly PriceCardLine[] {
  const open = card.lines.filter((line) => !line.settled);
  return open.length === 0 ? card.lines : open;
}

const gravity: Readonly<Record<string, number>> = { below_cost: 0, below_floor: 1, over_authority: 2, asks_less: 3 };

/** The line that is looked at first: the one that goes lowest, then the one that gives away most. */
export function gravestLine(card: PriceCard): PriceCardLine | null {
  const rank = (line: PriceCardLine): number => gravity[line.verdict] ?? 4;
  return openLines(card).toSorted((a, b) => rank(a) - rank(b) || b.givenMinor - a.givenMinor)[0] ?? null;
}

/** The price that a counter-offer starts at: where the floor just holds if the ask is under it, else half-way to ours. Never out of range. */
export function firstCounter(line: PriceCardLine): number {
  const { leastMinor, highestMinor, floorMinor } = counterRange(line);
  const half = Math.ceil((line.askedUnitMinor + line.ourUnitMinor) / 2);
  const wanted = floorMinor !== null && floorMinor > line.askedUnitMinor ? floorMinor : half;
  return Math.max(leastMinor, Math.min(highestMinor, wanted));
}

/** The lines for which another price than the one asked is possible at all: those whose cost is not above list. */
export const counterLines = (card: PriceCard): readonly PriceCardLine[] =>
  openLines(card).filter((line) => {
    const { leastMinor, highestMinor } = counterRange(line);
    return leastMinor <= highestMinor;
  });

/** Prices that were chosen, by line; a line that nobody touched stands where its counter-offer starts. */
export type Countered = ReadonlyMap<string, number>;

/** The price of a line in a counter-offer, within what its quantity allows. */
export function counteredPrice(line: PriceCardLine, chosen: Countered): number {
  const { leastMinor, highestMinor } = counterRange(line);
  return Math.max(leastMinor, Math.min(highestMinor, chosen.get(line.lineId) ?? firstCounter(line)));
}

/** Lines in quantities that were tried, as the server has priced them, by line. */
export type Requantified = ReadonlyMap<string, PriceCardLine>;

/** The card with the lines as they would be in the quantities that were tried. */
export const inTriedQuantities = (card: PriceCard, tried: Requantified): PriceCard => ({
  ...card,
  lines: card.lines.map((line) => tried.get(line.lineId) ?? line),
});

/** The terms of a counter-offer as the contract has them: of one line by itself, of several line by line. */
export function counterTerms(card: PriceCard, chosen: Countered): Record<string, unknown> {
  const terms = counterLines(card).map((line) => ({ lineId: line.lineId, unitMinor: counteredPrice(line, chosen), quantityMilli: line.quantityMilli }));
  const [only, ...others] = terms;
  return only !== undefined && others.length === 0 ? { ...only } : { lines: terms };
}
