import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextState, reachableStates } from '../../../../kernel/machine.ts';
import { extendPrice } from '../../../../kernel/quantity.ts';
import type { BusinessDate } from '../../../../kernel/time.ts';
import { draft, sev, sevLine } from '../../test/samples.ts';
import { amendmentStates, orderStates, type Change, type OrderState } from '../../contract.ts';
import { orderMachine } from '../order-machine.ts';
import type { Order, PricedLine } from '../order.ts';
import { netOfLines, standingOf, type Amendable, type ChangeFacts } from './after-state.ts';
import { amendmentMachine, openAmendmentStates } from './amendment-machine.ts';
import { applyChanges } from './apply-changes.ts';
import { differencesOf } from './differences.ts';
import { withErpLines } from './erp-lines.ts';
import { proposeAmendment, type AmendmentFacts } from './propose-amendment.ts';
import { recheckedPart } from './rechecked-part.ts';

const chips = { ...sev, sku: 'CHP5', name: 'Chips' };
const items = new Map([sev, chips, { ...sev, sku: 'OLD', active: false, replacedBy: 'SEV200' }].map((item) => [item.sku, item]));
const facts: ChangeFacts = { amendmentId: 'a1', items, today: '2026-11-17' as BusinessDate, via: 'desk' };
const chipsLine: PricedLine = { ...sevLine, lineId: 'l2', words: 'chips', sku: 'CHP5', quantityMilli: 25_000, priceMinor: 96_000, netMinor: 2_400_000 };
const order: Order = { ...draft, state: 'confirmed', erpNumber: '1', lines: [sevLine, chipsLine], netMinor: 7_440_000 };
const priceOf: Readonly<Record<string, number>> = { SEV200: 126_000, CHP5: 96_000 };

const priced = (state: Amendable): Amendable => ({
  ...state,
  lines: state.lines.map((line) => {
    const minor = priceOf[line.sku ?? ''] ?? 0;
    return line.priceMinor !== null ? line : { ...line, priceMinor: minor, priceTrace: [], netMinor: extendPrice(minor, line.quantityMilli ?? 0) };
  }),
});
const changed = (changes: readonly Change[], of: Order = order): Amendable => {
  const applied = applyChanges(standingOf(of), changes, facts);
  if (!applied.ok) throw new Error(applied.refusal.code);
  return priced(applied.value);
};
const refusalOf = (changes: readonly Change[], more: Partial<ChangeFacts> = {}): string | null => {
  const applied = applyChanges(standingOf(order), changes, { ...facts, ...more });
  return applied.ok ? null : applied.refusal.code;
};
const fine: AmendmentFacts = { wantedBy: 'customer', open: [], sure: true, productionStarted: false, items, dayVolume: new Map() };
const less: readonly Change[] = [{ kind: 'quantity', lineId: 'l1', quantityMilli: 30_000 }];
const more: readonly Change[] = [{ kind: 'quantity', lineId: 'l1', quantityMilli: 50_000 }];
const verdictAt = (state: OrderState, changes: readonly Change[] = less, of: Partial<AmendmentFacts> = {}) => {
  const proposal = proposeAmendment({ ...order, state }, changed(changes), { ...fine, ...of });
  return proposal.ok ? proposal.value.verdict : proposal.refusal.code;
};

describe('a change', () => {
  it('of a quantity prices that line anew and leaves the others as they were agreed', () => {
    const applied = applyChanges(standingOf(order), more, facts);
    expect(applied.ok && applied.value.lines.map((line) => line.priceMinor)).toEqual([null, 96_000]);
  });
  it('that adds what is ordered already makes one larger line', () => {
    expect(changed([{ kind: 'add', sku: 'SEV200', quantityMilli: 5_000, uom: 'CAR', words: '' }]).lines.map((line) => line.quantityMilli)).toEqual([
      45_000, 25_000,
    ]);
  });
  it('names each thing that cannot be', () => {
    expect(refusalOf([{ kind: 'cancel_line', lineId: 'no' }])).toBe('unknown_line');
    expect(refusalOf([{ kind: 'add', sku: 'NO', quantityMilli: 1, uom: 'CAR', words: '' }])).toBe('unknown_sku');
    expect(refusalOf([{ kind: 'add', sku: 'CHP5', quantityMilli: 1, uom: 'TIN', words: '' }])).toBe('unknown_uom');
    expect(refusalOf([{ kind: 'substitute', lineId: 'l1', sku: 'OLD' }])).toBe('not_sold');
    expect(refusalOf([{ kind: 'date', requestedDate: '2026-11-16' }])).toBe('date_past');
    expect(refusalOf([{ kind: 'quantity', lineId: 'l1', quantityMilli: 40_000 }])).toBe('nothing_changes');
    expect(refusalOf([{ kind: 'quantity', lineId: 'l1', quantityMilli: 999_999_999_000 }])).toBe('bad_quantity');
  });
  it('is refused when substitutes go round in a circle, in the wish or in the master data', () => {
    expect(
      refusalOf([
        { kind: 'substitute', lineId: 'l1', sku: 'CHP5' },
        { kind: 'substitute', lineId: 'l1', sku: 'SEV200' },
      ]),
    ).toBe('circular_substitute');
    expect(
      refusalOf([
        { kind: 'substitute', lineId: 'l1', sku: 'CHP5' },
        { kind: 'substitute', lineId: 'l2', sku: 'SEV200' },
      ]),
    ).toBe('circular_substitute');
    const ring = new Map([
      ['A', { ...sev, sku: 'A', active: false, replacedBy: 'B' }],
      ['B', { ...sev, sku: 'B', active: false, replacedBy: 'A' }],
    ]);
    expect(refusalOf([{ kind: 'substitute', lineId: 'l1', sku: 'A' }], { items: ring })).toBe('circular_substitute');
  });
});

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    sku: fc.constantFrom('SEV200', 'CHP5'),
    quantityMilli: fc.integer({ min: 1, max: 500_000 }),
    uom: fc.constantFrom('CAR', 'PC'),
    words: fc.constant(''),
  }),
  fc.record({ kind: fc.constant('quantity' as const), lineId: fc.constantFrom('l1', 'l2', 'a1:0'), quantityMilli: fc.integer({ min: 1, max: 500_000 }) }),
  fc.record({ kind: fc.constant('substitute' as const), lineId: fc.constantFrom('l1', 'l2'), sku: fc.constantFrom('SEV200', 'CHP5') }),
  fc.record({ kind: fc.constant('cancel_line' as const), lineId: fc.constantFrom('l1', 'l2') }),
  fc.record({ kind: fc.constant('date' as const), requestedDate: fc.constantFrom('2026-11-20', '2026-11-25') }),
  fc.constant({ kind: 'cancel_all' } as const),
);

describe('whatever is wished', () => {
  it('totals re-add, lines stay whole, and what did not change keeps its price', () => {
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 6 }), (wished) => {
        const applied = applyChanges(standingOf(order), wished, facts);
        if (!applied.ok) return;
        const after = priced(applied.value);
        expect(netOfLines(after.lines)).toBe(after.lines.reduce((sum, line) => sum + extendPrice(line.priceMinor ?? 0, line.quantityMilli ?? 0), 0));
        expect(new Set(after.lines.map((line) => line.lineId)).size).toBe(after.lines.length);
        for (const line of after.lines) {
          expect(line.quantityMilli).toBeGreaterThan(0);
          const was = order.lines.find((each) => each.lineId === line.lineId && each.sku === line.sku && each.uom === line.uom);
          if (was?.quantityMilli === line.quantityMilli) expect(line).toMatchObject({ priceMinor: was?.priceMinor, netMinor: was?.netMinor });
        }
        // the part that is checked anew never asks for more credit than the order grows by
        expect(recheckedPart(order, after).netMinor).toBe(Math.max(0, (netOfLines(after.lines) ?? 0) - 7_440_000));
      }),
    );
  });

  it('taking a change of quantities, items or the day back restores what was promised', () => {
    const back = changes.filter((change) => change.kind === 'quantity' || change.kind === 'date' || change.kind === 'substitute');
    fc.assert(
      fc.property(back, (change) => {
        const there = applyChanges(standingOf(order), [change], facts);
        if (!there.ok) return;
        const amended: Order = { ...order, ...priced(there.value) };
        const inverse: Change =
          change.kind === 'date'
            ? { kind: 'date', requestedDate: order.requestedDate ?? '' }
            : change.kind === 'quantity'
              ? { ...change, quantityMilli: order.lines.find((line) => line.lineId === change.lineId)?.quantityMilli ?? 0 }
              : {
                  ...change,
                  kind: 'substitute',
                  sku: order.lines.find((line) => line.lineId === ('lineId' in change ? change.lineId : ''))?.sku ?? '',
                  lineId: 'lineId' in change ? change.lineId : '',
                };
        const restored = changed([inverse], amended);
        expect(differencesOf(standingOf(order), restored)).toEqual([]);
        expect(restored.requestedDate).toBe(order.requestedDate);
      }),
    );
  });

  it('an item number of the document is never used twice', () => {
    fc.assert(
      fc.property(fc.array(fc.array(changes, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rounds) => {
        let now = order;
        let last = 0;
        const used = new Map<number, string>();
        for (const [round, wished] of rounds.entries()) {
          const applied = applyChanges(standingOf(now), wished, { ...facts, amendmentId: `a${round}` });
          if (!applied.ok || applied.value.lines.length === 0) continue;
          const numbered = withErpLines(now, priced(applied.value), last);
          last = numbered.last;
          now = { ...now, ...numbered.after };
          for (const line of now.lines) {
            const what = `${line.sku} ${line.uom} ${line.priceMinor}`;
            expect(used.get(line.erpLine ?? 0) ?? what).toBe(what);
            used.set(line.erpLine ?? 0, what);
          }
        }
      }),
    );
  });
});

describe('the moment', () => {
  it('not allocated: all clear goes by itself', () => {
    expect(verdictAt('confirmed')).toEqual({ kind: 'send', release: false, planTouched: [] });
  });
  it('allocated: released and promised anew, and the planner is told of more than a tenth of the day', () => {
    const dayVolume = new Map([['SEV200', 3_000_000]]);
    expect(verdictAt('allocated', less, { dayVolume })).toEqual({ kind: 'send', release: true, planTouched: [] });
    const touched = verdictAt('allocated', [{ kind: 'quantity', lineId: 'l1', quantityMilli: 29_000 }], { dayVolume });
    expect(touched).toMatchObject({ planTouched: [{ sku: 'SEV200', deltaBaseMilli: -330_000, dayBaseMilli: 3_000_000 }] });
  });
  it.each(['picked', 'loaded', 'delivery_failed'] as const)('%s: less is taken back by the driver, more is a new order', (state) => {
    expect(verdictAt(state, less)).toBe('driver_takes_back');
    expect(verdictAt(state, [{ kind: 'date', requestedDate: '2026-11-25' }])).toBe('driver_takes_back');
    expect(verdictAt(state, more)).toBe('new_order_instead');
  });
  it('production begun: the planner decides', () => {
    expect(verdictAt('confirmed', less, { productionStarted: true })).toMatchObject({ kind: 'waits', for: 'planner' });
  });
  it('unsure words and open findings wait for the desk; our own wish waits for the customer', () => {
    expect(verdictAt('confirmed', less, { sure: false })).toMatchObject({ for: 'desk', waiting: { code: 'unsure_words' } });
    const over = { code: 'V22', name: 'credit', outcome: 'hold' as const, lineNo: null, facts: {} };
    expect(verdictAt('confirmed', more, { open: [over] })).toMatchObject({ for: 'desk', waiting: { code: 'credit_hold' } });
    expect(verdictAt('confirmed', less, { wantedBy: 'us' })).toMatchObject({ for: 'customer' });
  });
  it('never lets an order be amended that its own machine does not', () => {
    for (const state of orderStates) {
      const verdict = verdictAt(state);
      if (typeof verdict !== 'string') expect(nextState(orderMachine, state, 'amend'), state).toBe('amending');
    }
  });
});

it('the life of an amendment reaches every state and leaves every open one', () => {
  expect([...reachableStates(amendmentMachine)].toSorted()).toEqual([...amendmentStates].toSorted());
  for (const state of amendmentStates) expect(Object.keys(amendmentMachine.table[state]).length > 0).toBe(openAmendmentStates.includes(state));
});
