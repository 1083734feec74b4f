import { extendPrice } from '../../../../kernel/quantity.ts';
import { priceCardSchema, type PriceCardLine, type RequestEnd } from '../../contract.ts';
import type { Case } from '../case.ts';
import { counterAt } from '../counter.ts';

/** One line of a price request that has ended: what it comes to at list, as asked and as settled. Of the whole line. */
export interface AskedLine {
  readonly sku: string;
  readonly itemName: string;
  readonly listMinor: number;
  readonly askedMinor: number;
  /** At the price that was let pass, else at ours. */
  readonly settledMinor: number;
  /** Let pass under the floor; zero where nothing was. */
  readonly underFloorMinor: number;
}

type Asked = Pick<Case, 'card' | 'outcome' | 'decisions' | 'state' | 'version'>;

/** How a request ended. */
export function endOf({ state, outcome }: Pick<Case, 'state' | 'outcome'>): RequestEnd {
  if (outcome === 'approve' || outcome === 'approve_until') return 'approved';
  if (outcome === 'counter') return 'countered';
  if (outcome !== null) return 'declined';
  return state === 'expired' || state === 'withdrawn' ? state : 'open';
}

/** The people who stand behind how a request ended, as actor texts. */
export function endedBy({ decisions, outcome, version }: Asked): readonly string[] {
  const last = decisions.findLast((one) => one.caseVersion === version && one.choice === outcome);
  if (last === undefined) return [];
  return [...new Set(decisions.filter((one) => one.caseVersion === version && one.choice === outcome).map((one) => one.by))];
}

/** The lines that were asked about, settled as the request ended. None of a request that is open or was withdrawn, or whose card has another form. */
export function askedLines(file: Asked): readonly AskedLine[] {
  const end = endOf(file);
  const card = priceCardSchema.safeParse(file.card);
  if (end === 'open' || end === 'withdrawn' || !card.success) return [];
  const open = card.data.lines.filter((line) => !line.settled);
  const terms = file.decisions.findLast((one) => one.caseVersion === file.version && one.choice === 'counter')?.terms ?? {};
  return open.map((line) => {
    if (end === 'approved') return settled(line, { unitMinor: line.askedUnitMinor, quantityMilli: line.quantityMilli });
    const counter = end === 'countered' ? counterFor(line, terms, open.length) : null;
    return settled(line, counter);
  });
}

interface Passed {
  readonly unitMinor: number;
  readonly quantityMilli: number;
}

function settled(line: PriceCardLine, passed: Passed | null): AskedLine {
  const quantityMilli = passed?.quantityMilli ?? line.quantityMilli;
  const off = passed === null ? null : counterAt(line, passed.unitMinor).overFloorMinor;
  return {
    sku: line.sku,
    itemName: line.itemName,
    listMinor: extendPrice(line.listMinor, quantityMilli),
    askedMinor: extendPrice(line.askedUnitMinor, quantityMilli),
    settledMinor: extendPrice(passed?.unitMinor ?? line.ourUnitMinor, quantityMilli),
    underFloorMinor: off === null || off >= 0 ? 0 : extendPrice(-off, quantityMilli),
  };
}

/** What a counter-offer names for a line; null where it leaves it out. */
function counterFor(line: PriceCardLine, terms: Readonly<Record<string, unknown>>, lines: number): Passed | null {
  const named = Array.isArray(terms['lines']) ? (terms['lines'] as readonly Readonly<Record<string, unknown>>[]) : [terms];
  const own = named.find((one) => one['lineId'] === line.lineId) ?? (lines === 1 && terms['lines'] === undefined ? terms : undefined);
  if (own === undefined) return null;
  const amount = (name: string, otherwise: number): number => (typeof own[name] === 'number' ? own[name] : otherwise);
  return { unitMinor: amount('unitMinor', line.askedUnitMinor), quantityMilli: amount('quantityMilli', line.quantityMilli) };
}
