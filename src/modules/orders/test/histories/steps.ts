import type { Step, RuleChange, Wanted } from './arbitrary.ts';
import type { DraftLine } from '../../contract.ts';
import { settledByDesk } from '../../domain/draft.ts';
import { draftStates } from '../../domain/order-machine.ts';
import { floor, scheme } from '../../../pricing/test/samples.ts';
import { draft, sevLine } from '../samples.ts';
import { amend, erpOfChange } from './amending.ts';
import { keepTime, wait } from './cases.ts';
import { confirm, unasked } from './confirming.ts';
import { answer, decideStep, lapse } from './deciding.ts';
import { isPriced, look, newId, priceOf, wantedOf, withPrices, type Held, type Play } from './play.ts';
import { move } from './move.ts';
import { people } from './world.ts';

const lineOf = (lineId: string, wanted: Pick<DraftLine, 'sku' | 'uom' | 'quantityMilli'>): DraftLine => ({
  ...sevLine,
  lineId,
  words: '',
  via: 'desk',
  ...wanted,
});

/** A customer orders; an asked price is a part of ours. */
function order(play: Play, lines: readonly Wanted[]): void {
  const id = newId(play, 'order');
  const drafts = lines.map(({ askBp: _ask, ...wanted }) => lineOf(newId(play, 'line'), wanted));
  const { quotes } = priceOf(play, id, drafts, {});
  const asked = drafts.map((line, at) => {
    const quoted = quotes.get(line.lineId);
    const askBp = lines[at]?.askBp ?? null;
    return { ...line, askedMinor: askBp !== null && isPriced(quoted) ? Math.max(1, Math.round((quoted.unitMinor * askBp) / 10_000)) : null };
  });
  const held: Held = {
    order: { ...draft, id, number: id, conversationId: id, requestedDate: null, lines: withPrices(asked, new Map()) },
    request: null,
    amendments: [],
  };
  play.orders.push(held);
  for (const line of asked) wantedOf(play, held.order).add(line.lineId);
  confirm(play, held);
}

/** What `askPrice` does. */
function ask(play: Play, held: Held, step: Extract<Step, { do: 'ask' }>): void {
  const line = held.order.lines[step.line % Math.max(1, held.order.lines.length)];
  const person = people[step.person];
  if (!draftStates.has(held.order.state) || line === undefined || line.priceMinor === null || person === undefined) return;
  const askedMinor = Math.max(1, Math.round((line.priceMinor * step.bp) / 10_000));
  const lines = held.order.lines.map((each) => (each === line ? { ...each, askedMinor } : each));
  held.order = { ...held.order, lines, version: held.order.version + 1 };
  const before = held.request;
  const agreed = Object.fromEntries(Object.entries(before?.agreed ?? {}).filter(([lineId]) => lineId !== line.lineId));
  const base = before ?? unasked(held.order, '');
  held.request = { ...base, state: 'asked', requestedBy: `person:${person.id}`, reason: 'volume', offered: {}, agreed };
  confirm(play, held);
}

/** What a clerk's corrections do. */
function correct(play: Play, held: Held, { line: nth, change }: Extract<Step, { do: 'correct' }>): void {
  if (!draftStates.has(held.order.state)) return;
  const { lines } = held.order;
  const line = lines[nth % Math.max(1, lines.length)];
  let next: readonly DraftLine[] = lines;
  if ('add' in change) {
    const added = lineOf(newId(play, 'line'), change.add);
    wantedOf(play, held.order).add(added.lineId);
    next = [...lines, added];
  } else if (line !== undefined && 'remove' in change) {
    wantedOf(play, held.order).delete(line.lineId);
    next = lines.filter((each) => each !== line);
  } else if (line !== undefined && !('remove' in change)) next = lines.map((each) => (each === line ? settledByDesk(each, change) : each));
  const unpriced = next.map((each) => ({ ...each, priceMinor: null, priceTrace: null, netMinor: null }));
  const seen = look(play, { ...held.order, lines: unpriced }, held.request?.agreed ?? {});
  held.order = { ...seen.order, version: held.order.version + 1 };
}

function changeRule(play: Play, change: RuleChange): void {
  const { world } = play;
  const { rules } = world;
  const at = (minor: number, bp: number): number => Math.max(1, Math.round((minor * bp) / 10_000));
  const version = rules.version + 1;
  if ('floor' in change) play.world = { ...world, rules: { ...rules, version, floors: [...rules.floors.slice(-2), floor(`F${version}`, change.floor)] } };
  else if ('scheme' in change)
    play.world = { ...world, rules: { ...rules, version, schemes: [...rules.schemes.slice(-2), scheme(`S${version}`, change.scheme)] } };
  else if ('costBp' in change) play.world = { ...world, costs: world.costs.map((cost) => ({ ...cost, minor: at(cost.minor, change.costBp) })) };
  else play.world = { ...world, prices: world.prices.map((one) => ({ ...one, minor: at(one.minor, change.priceBp) })) };
}

const erpEvents = { commit: 'commit', refuse: 'erp_refuse', lose: 'lose_answer' } as const;

/** What the ERP's answers do; one for another command than the newest changes nothing. */
function erp(play: Play, held: Held, { what, stale }: Extract<Step, { do: 'erp' }>): void {
  if (stale || held.order.commandId === null) return;
  if ((what === 'commit' && held.order.state === 'confirmed') || (what === 'lose' && held.order.state === 'post_unknown')) return;
  move(play, held, erpEvents[what], { set: what === 'commit' ? { erpNumber: held.order.id } : {} });
}

const pick = (play: Play, nth: number, fits: (held: Held) => boolean): Held | undefined => {
  const fitting = play.orders.filter(fits);
  const pool = fitting.length > 0 ? fitting : play.orders;
  return pool[nth % Math.max(1, pool.length)];
};
const isDraft = ({ order: { state } }: Held): boolean => draftStates.has(state);
/** Where a step has something to do. A step that finds no such order is tried on any other. */
const places: Readonly<Partial<Record<Step['do'], (held: Held) => boolean>>> = {
  erp: ({ order: { state } }) => state === 'posting' || state === 'post_unknown',
  goods: ({ order }) => order.erpNumber !== null,
  amend: ({ order: { state } }) => state === 'confirmed' || state === 'allocated',
  erpOfChange: ({ amendments }) => amendments.some((one) => one.state === 'sending' || one.state === 'unknown'),
  answer: ({ request }) => request?.state === 'offered',
};

/** Lets one thing happen. */
export function take(play: Play, step: Step): void {
  if (step.do === 'order') return order(play, step.lines);
  if (step.do === 'decide') return decideStep(play, step);
  if (step.do === 'rule') return changeRule(play, step.change);
  if (step.do === 'pass') {
    wait(play, step.minutes);
    if (step.tick) for (const file of keepTime(play)) lapse(play, file);
    return;
  }
  const held = pick(play, step.nth, places[step.do] ?? isDraft);
  if (held !== undefined) takeWith(play, held, step);
}

type OfOrder = Exclude<Step, { do: 'order' | 'decide' | 'rule' | 'pass' }>;

function takeWith(play: Play, held: Held, step: OfOrder): void {
  switch (step.do) {
    case 'ask':
      return ask(play, held, step);
    case 'correct':
      return correct(play, held, step);
    case 'confirm': {
      const person = step.person === null ? undefined : people[step.person];
      const accept = step.acceptAll ? look(play, held.order, {}).results.map((result) => result.code) : [];
      return confirm(play, held, person === undefined ? {} : { person, accept });
    }
    case 'answer':
      return answer(play, held, step.yes);
    case 'erp':
      return erp(play, held, step);
    case 'goods':
    case 'end':
      return void move(play, held, step.event);
    case 'amend':
      return amend(play, held, step);
    case 'erpOfChange':
      return erpOfChange(play, held, step.what);
  }
}
