import fc from 'fast-check';
import type { Scheme, Floor } from '../../../pricing/contract.ts';
import { giftArbitrary, limitArbitrary, skus, startArbitrary, units, type Start } from './world.ts';

const nth = fc.nat(7);
const person = fc.nat(6);
const quantityMilli = fc.oneof(fc.constantFrom(1_000, 5_000, 10_000, 20_000), fc.integer({ min: 1, max: 120_000 }));
const bp = fc.oneof(fc.integer({ min: 8_500, max: 10_100 }), fc.integer({ min: 6_000, max: 10_100 }));
const goods = fc.record({ sku: fc.constantFrom(...skus), uom: fc.constantFrom(...units), quantityMilli });
/** What a customer orders; an asked price is so many basis points of ours. */
const line = fc.record({ sku: fc.constantFrom(...skus), uom: fc.constantFrom('CAR', 'CAR', 'PC', 'BOX'), quantityMilli, askBp: fc.option(bp, { freq: 2 }) });
export type Wanted = typeof line extends fc.Arbitrary<infer T> ? T : never;

/** The change of a rule. */
const rule: fc.Arbitrary<
  { readonly floor: Floor['limit'] } | { readonly scheme: Scheme['gift'] } | { readonly costBp: number } | { readonly priceBp: number }
> = fc.oneof(
  fc.record({ floor: limitArbitrary }),
  fc.record({ scheme: giftArbitrary }),
  fc.record({ costBp: fc.integer({ min: 8_000, max: 11_500 }) }),
  fc.record({ priceBp: fc.integer({ min: 8_000, max: 12_000 }) }),
);
export type RuleChange = typeof rule extends fc.Arbitrary<infer T> ? T : never;

const yes = fc.constantFrom('approve' as const, 'approve' as const, 'approve' as const, 'approve_until' as const, 'counter' as const);
const decide = fc.record({
  do: fc.constant('decide' as const),
  nth,
  person,
  choice: fc.oneof({ weight: 5, arbitrary: yes }, { weight: 1, arbitrary: fc.constant('decline' as const) }),
  way: fc.constantFrom('desk' as const, 'desk' as const, 'desk' as const, 'link' as const, 'whatsapp_button' as const),
  reason: fc.constantFrom('volume', 'volume', ''),
  behind: fc.constantFrom(0, 0, 0, 0, 1),
  counterBp: fc.integer({ min: 9_000, max: 11_500 }),
  /** Of the quantity asked, in tenths. */
  counterQuantity: fc.constantFrom(10, 10, 5, 15, 30),
});
const correct = fc.record({
  do: fc.constant('correct' as const),
  nth,
  line: nth,
  change: fc.oneof(
    fc.record({ quantityMilli }),
    fc.record({ uom: fc.constantFrom(...units) }),
    fc.record({ sku: fc.constantFrom(...skus) }),
    fc.record({ remove: fc.constant(true as const) }),
    fc.record({ add: goods }),
  ),
});
export const goodsEvents = ['allocate', 'deallocate', 'pick', 'load', 'deliver', 'deliver_part', 'fail_delivery', 'invoice', 'close', 'reopen'] as const;

const amend = fc.record({
  do: fc.constant('amend' as const),
  nth,
  changes: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('add' as const), goods }),
      fc.record({ kind: fc.constant('quantity' as const), line: nth, quantityMilli }),
      fc.record({ kind: fc.constant('substitute' as const), line: nth, sku: fc.constantFrom(...skus) }),
      fc.record({ kind: fc.constant('cancel_line' as const), line: nth }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
});
const erpOfChange = fc.record({
  do: fc.constant('erpOfChange' as const),
  nth,
  what: fc.constantFrom('apply' as const, 'apply' as const, 'refuse' as const, 'lose_answer' as const),
});
const ruled = fc.record({ do: fc.constant('rule' as const), change: rule });

/** What may happen next. Which order, line, case or person is meant is counted round, so that every step can happen at any time. */
export const stepArbitrary = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('order' as const), lines: fc.array(line, { minLength: 1, maxLength: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), nth, line: nth, bp, person }) },
  { weight: 16, arbitrary: decide },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(3, 8, 20, 60, 1_440, 4_000), tick: fc.boolean() }) },
  { weight: 5, arbitrary: correct },
  { weight: 3, arbitrary: ruled },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('confirm' as const), nth, person: fc.option(person, { freq: 2 }), acceptAll: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer' as const), nth, yes: fc.constantFrom(true, true, false) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('erp' as const),
      nth,
      what: fc.constantFrom('commit' as const, 'commit' as const, 'commit' as const, 'refuse' as const, 'lose' as const),
      stale: fc.constantFrom(false, false, false, true),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('goods' as const), nth, event: fc.constantFrom(...goodsEvents) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), nth, event: fc.constantFrom('cancel' as const, 'reject' as const) }) },
  { weight: 6, arbitrary: amend },
  { weight: 6, arbitrary: erpOfChange },
);
export type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** A world, a first order and everything that happens then. */
export interface History {
  readonly start: Start;
  readonly lines: Wanted[];
  readonly steps: readonly Step[];
}
export const historyArbitrary: fc.Arbitrary<History> = fc.record({
  start: startArbitrary,
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  steps: fc.array(stepArbitrary, { minLength: 4, maxLength: 20 }),
});

const committed = { do: 'erp', nth: 0, what: 'commit', stale: false } as const;
/** As a history, but the first order that can goes to the ERP at once, and is changed there. */
export const changedArbitrary: fc.Arbitrary<History> = fc.record({
  start: startArbitrary,
  lines: fc.array(line.map((one) => ({ ...one, askBp: null })), { minLength: 1, maxLength: 4 }), // prettier-ignore
  steps: fc
    .array(fc.oneof({ weight: 4, arbitrary: amend }, { weight: 4, arbitrary: erpOfChange }, { weight: 1, arbitrary: ruled }), { minLength: 3, maxLength: 9 })
    .map((steps) => [committed, ...steps]),
});
