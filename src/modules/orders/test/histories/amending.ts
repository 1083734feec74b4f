import { nextState } from '../../../../kernel/machine.ts';
import type { BusinessDate } from '../../../../kernel/time.ts';
import type { Change } from '../../contract.ts';
import { netOfLines, standingOf } from '../../domain/amendment/after-state.ts';
import { moved, type AmendmentRecord } from '../../domain/amendment/amendment.ts';
import { amendmentMachine, openAmendmentStates } from '../../domain/amendment/amendment-machine.ts';
import { applyChanges } from '../../domain/amendment/apply-changes.ts';
import { withErpLines } from '../../domain/amendment/erp-lines.ts';
import { proposeAmendment } from '../../domain/amendment/propose-amendment.ts';
import { countingResults, recheckedPart } from '../../domain/amendment/rechecked-part.ts';
import { isOpen } from '../../domain/confirm.ts';
import type { Step } from './arbitrary.ts';
import { spend } from './confirming.ts';
import { isPriced, look, newId, priceOf, today, wantedOf, withPrices, type Held, type Play } from './play.ts';
import { move } from './move.ts';
import { items } from './world.ts';

type Amend = Extract<Step, { do: 'amend' }>;

function changesOf(held: Held, { changes }: Amend): readonly Change[] {
  const lineId = (nth: number): string => held.order.lines[nth % Math.max(1, held.order.lines.length)]?.lineId ?? '';
  return changes.map((change) => {
    switch (change.kind) {
      case 'add':
        return { kind: 'add', words: '', ...change.goods };
      case 'quantity':
        return { kind: 'quantity', lineId: lineId(change.line), quantityMilli: change.quantityMilli };
      case 'substitute':
        return { kind: 'substitute', lineId: lineId(change.line), sku: change.sku };
      case 'cancel_line':
        return { kind: 'cancel_line', lineId: lineId(change.line) };
    }
  });
}

/** What asking for a change does: weighed, and sent when nothing stands in its way. One that waits is taken back. */
export function amend(play: Play, held: Held, step: Amend): void {
  const { order } = held;
  if (held.amendments.some((one) => openAmendmentStates.includes(one.state))) return;
  const id = newId(play, 'amendment');
  const changes = changesOf(held, step);
  const applied = applyChanges(standingOf(order), changes, { amendmentId: id, items, today: today(play) as BusinessDate, via: 'desk' });
  if (!applied.ok) return;
  const { quotes, after } = priced(play, held, applied.value);
  const part = recheckedPart(order, after);
  const results = part.lines.length === 0 ? [] : countingResults(look(play, part, {}, quotes).results, false);
  const open = results.filter((result) => isOpen(result, { by: 'machine', accept: [], mayReleaseCredit: false, mayAsk: false }));
  const facts = { wantedBy: 'desk', open, sure: true, productionStarted: false, items, dayVolume: new Map<string, number>() } as const;
  const proposal = proposeAmendment(order, after, facts);
  if (!proposal.ok || proposal.value.verdict.kind !== 'send') return;
  const state = order.state;
  if (!move(play, held, 'amend')) return;
  const numbered = withErpLines(order, after, Math.max(0, ...held.amendments.map((one) => one.lastErpLine)));
  const record: AmendmentRecord = {
    id,
    orderId: order.id,
    state: 'proposed',
    wantedBy: 'desk',
    changes,
    before: { ...proposal.value.before, netMinor: order.netMinor },
    after: { ...numbered.after, netMinor: netOfLines(after.lines) },
    lastErpLine: numbered.last,
    orderState: state,
    waiting: null,
    commandId: id,
    conversationId: null,
    requestedBy: 'person:asha',
    requestedAt: play.now,
    decidedBy: null,
  };
  held.amendments.push(moved(record, 'send'));
  const grown = part.lines.map((line) => ({ line, quote: quotes.get(line.lineId) }));
  for (const { line, quote } of grown) spend(play, order.id, line.lineId, isPriced(quote) ? quote : undefined);
  const taxMinor = grown.reduce((sum, { quote }) => sum + (isPriced(quote) ? quote.taxMinor : 0), 0);
  play.sent.push({ order: { ...order, lines: part.lines, netMinor: netOfLines(part.lines) }, on: today(play), world: play.world, lines: grown, taxMinor });
}

function priced(play: Play, { order }: Held, after: ReturnType<typeof standingOf>) {
  const changed = after.lines.filter((line) => line.priceMinor === null);
  const { quotes } = priceOf(play, order.id, changed, {});
  const repriced = new Map(withPrices(changed, quotes).map((line) => [line.lineId, line]));
  return { quotes, after: { ...after, lines: after.lines.map((line) => repriced.get(line.lineId) ?? line) } };
}

/** What the ERP's answer to a change does; an order without lines is cancelled. */
export function erpOfChange(play: Play, held: Held, event: 'apply' | 'refuse' | 'lose_answer'): void {
  const at = held.amendments.findIndex((one) => nextState(amendmentMachine, one.state, event) !== null && one.state !== 'proposed');
  const amendment = held.amendments[at];
  if (amendment === undefined) return;
  held.amendments[at] = moved(amendment, event);
  if (event === 'refuse') return void move(play, held, amendment.orderState === 'allocated' ? 'allocate' : 'settle_amendment');
  if (event !== 'apply') return;
  const wanted = wantedOf(play, held.order);
  for (const line of amendment.before.lines) wanted.delete(line.lineId);
  for (const line of amendment.after.lines) wanted.add(line.lineId);
  const { lines, netMinor } = amendment.after;
  held.order = { ...held.order, lines, netMinor };
  move(play, held, lines.length === 0 ? 'cancel' : 'settle_amendment');
}
