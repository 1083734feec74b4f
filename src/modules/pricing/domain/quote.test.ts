import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuoteLine, Scheme } from '../contract.ts';
import { approval, floor, line, percentOff, price, priced, request, scheme, tenPlusOne, world } from '../test/samples.ts';
import { fromText, lessThan, type Ratio } from '../../../kernel/ratio.ts';
import { quote } from './quote.ts';
import type { PriceWorld } from './world.ts';

const skus = ['SEV200', 'ALU150', 'MIX400', 'KHA200'];
const lineOf = fc.record({
  sku: fc.constantFrom(...skus),
  uom: fc.constantFrom('PC', 'CAR'),
  quantity: fc.integer({ min: 1, max: 400 }),
  askedMinor: fc.option(fc.integer({ min: 1, max: 200_000 })),
  ownBp: fc.integer({ min: 0, max: 2_000 }),
});
const bandsOf = fc.array(fc.tuple(fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 0, max: 1_500 })), { minLength: 1, maxLength: 4 }).map((pairs) => {
  const [froms, rates] = [pairs.map(([from]) => from), pairs.map(([, bp]) => bp)].map((list) => [...new Set(list)].sort((a, b) => a - b));
  return (froms ?? []).map((from, index) => ({ from, bp: rates?.[Math.min(index, rates.length - 1)] ?? 0 }));
});
const amountOff: Scheme['gift'] = { kind: 'amount_off', basis: 'quantity', scale: 'slab', bands: [{ from: 20_000, minor: 2_500 }] };
const giftOf: fc.Arbitrary<Scheme['gift']> = fc.oneof(
  fc.record({
    kind: fc.constant('percent_off' as const),
    basis: fc.constantFrom('quantity' as const, 'value' as const),
    scale: fc.constantFrom('slab' as const, 'stepped' as const),
    bands: bandsOf,
  }),
  fc.constant(tenPlusOne),
  fc.constant(amountOff),
);
const schemesOf = fc
  .array(fc.tuple(giftOf, fc.constantFrom('x', 'y'), fc.subarray(skus)), { maxLength: 5 })
  .map((all) => all.map(([gift, stackGroup, of], index) => scheme(`S${index}`, gift, { stackGroup, items: { skus: of, groups: [], brands: [] } })));
const approvalsOf = fc
  .array(fc.record({ sku: fc.constantFrom(...skus), unitMinor: fc.integer({ min: 50_000, max: 190_000 }), cartons: fc.integer({ min: 1, max: 400 }) }), {
    maxLength: 3,
  })
  .map((all) =>
    all.map(({ sku, unitMinor, cartons }, index) => approval({ id: `a-${index}`, sku, unitMinor, netNet: String(unitMinor), atMostMilli: cartons * 1_000 })),
  );
const caseOf = fc.record({
  lines: fc.array(lineOf, { minLength: 1, maxLength: 6 }),
  schemes: schemesOf,
  approvals: approvalsOf,
  cashDiscountBp: fc.constantFrom(0, 100, 200),
  freightMinor: fc.constantFrom(0, 5_000),
  at: fc.constantFrom('ours' as const, 'asked' as const),
});
type Case = typeof caseOf extends fc.Arbitrary<infer T> ? T : never;

const floors = [floor('F12', { kind: 'margin_over_cost', bp: 1_200 }), floor('L15', { kind: 'percent_below_list', bp: 1_500 })];
const linesOf = (one: Case): QuoteLine[] => one.lines.map((wanted, index) => ({ ...wanted, lineId: `l${index}`, quantityMilli: wanted.quantity * 1_000 }));
const worldOf = (one: Case): PriceWorld => world({ approvals: one.approvals, rules: { schemes: one.schemes, floors } });
const answer = (one: Case) => quote(request(linesOf(one), { cashDiscountBp: one.cashDiscountBp, freightMinor: one.freightMinor }), worldOf(one), one.at);
const approvalOf = (one: Case, id: string | null): Case['approvals'][number] => {
  const found = one.approvals.find((known) => known.id === id);
  if (found === undefined) throw new Error(`no approval ${id}`);
  return found;
};
const exact = (text: string): Ratio => fromText(text) ?? { n: 0n, d: 1n };

describe('for any order, schemes and approvals', () => {
  it('totals re-add exactly, and each line is its unit price times its quantity', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const found = answer(one);
        const lines = priced(found);
        expect(found.lines.map((each) => each.lineId)).toEqual(linesOf(one).map((each) => each.lineId));
        expect(lines.reduce((sum, each) => sum + each.netMinor, 0)).toBe(found.netMinor);
        expect(lines.reduce((sum, each) => sum + each.taxMinor, 0)).toBe(found.taxMinor);
        for (const each of lines) expect(each.netMinor).toBe((each.unitMinor * each.quantityMilli) / 1_000);
      }),
      { numRuns: 300 },
    );
  });

  it('nothing passes under floor or cost without an approval that covers it, once', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const taken = new Map<string, number>();
        for (const each of priced(answer(one))) {
          const net = exact(each.netNet);
          const under = [each.floor?.minor, each.cost].some((limit) => limit !== undefined && limit !== null && lessThan(net, exact(limit)));
          if (each.verdict === 'ok') expect(under).toBe(false);
          if (each.verdict !== 'approved') continue;
          const by = approvalOf(one, each.approvalId);
          expect(by).toMatchObject({ sku: each.sku, uom: each.uom });
          expect(lessThan(net, exact(by.netNet))).toBe(false);
          const sum = (taken.get(by.id) ?? 0) + each.quantityMilli;
          taken.set(by.id, sum);
          expect(sum).toBeLessThanOrEqual(by.atMostMilli ?? 0);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('the same input gives the same output', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        expect(answer(one)).toEqual(answer({ ...one, schemes: [...one.schemes].reverse() }));
      }),
      { numRuns: 200 },
    );
  });
});

it('a unit converted to costs the same but for the rounding of one minor unit a unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 10_000_000 }), fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 3_000 }), (minor, cartons, ownBp) => {
      const seen = world({ prices: [price('SEV200', minor)] });
      const [carton] = priced(quote(request([line('SEV200', cartons, { ownBp })]), seen));
      const [piece] = priced(quote(request([line('SEV200', cartons * 30, { uom: 'PC', ownBp })]), seen));
      if (carton === undefined || piece === undefined) throw new Error('no price');
      expect(Math.abs(piece.netMinor - carton.netMinor)).toBeLessThanOrEqual(cartons * 30);
    }),
  );
});

it('more quantity never raises the unit price of a scale', () => {
  fc.assert(
    fc.property(
      bandsOf,
      fc.constantFrom('slab' as const, 'stepped' as const),
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 400 }),
      (bands, scale, a, b) => {
        const gift: Scheme['gift'] = { kind: 'percent_off', basis: 'quantity', scale, bands };
        const unit = (cartons: number): number =>
          priced(quote(request([line('SEV200', cartons)]), world({ rules: { schemes: [scheme('S', gift)] } })))[0]?.unitMinor ?? 0;
        expect(unit(Math.max(a, b))).toBeLessThanOrEqual(unit(Math.min(a, b)));
      },
    ),
  );
});

it('an own discount beyond everything leaves nothing, and is not let pass', () => {
  const [found] = priced(quote(request([line('SEV200', 1, { ownBp: 10_000 })]), world({ rules: { schemes: [scheme('S', percentOff(10_000))] } })));
  expect(found).toMatchObject({ unitMinor: 0, netNet: '0', verdict: 'below_cost', marginBp: null });
});
