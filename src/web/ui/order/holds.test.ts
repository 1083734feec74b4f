import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckResult, OrderLine } from '../../../modules/orders/contract.ts';
import { defaultApprovalPolicy } from '../../../modules/pricing/domain/index.ts';
import { discountOfUnit, policyOf, unitOfDiscount, whoIsAsked } from './price-ask.ts';
import { shortagesOf } from './stock-share.ts';

describe('a price and its discount off list', () => {
  it('fill each other exactly', () => {
    expect(unitOfDiscount(126_000, 800)).toBe(115_920);
    expect(discountOfUnit(126_000, 115_920)).toBe(800);
    expect(discountOfUnit(300, 200)).toBe(3_333);
    expect(unitOfDiscount(99_999_999_999_99, 1)).toBe(9_998_999_999_999);
  });

  it('come back to the same discount wherever a basis point is worth a minor unit or more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 9_999 }),
        (list, bp) => discountOfUnit(list, unitOfDiscount(list, bp)) === bp,
      ),
    );
  });

  it('is no discount at list or over it', () => {
    expect([discountOfUnit(100, 100), discountOfUnit(100, 120), discountOfUnit(0, 5)]).toEqual([0, 0, 0]);
  });
});

describe('who will be asked', () => {
  it('is nobody for what goes by itself, the first tier that may give it, and somebody when the policy is not known', () => {
    expect(whoIsAsked(defaultApprovalPolicy, defaultApprovalPolicy.autoUpToBp)).toEqual({ kind: 'nobody' });
    expect(whoIsAsked(defaultApprovalPolicy, defaultApprovalPolicy.autoUpToBp + 1)).toEqual({ kind: 'roles', roles: ['sales_head'] });
    expect(whoIsAsked(null, 100)).toEqual({ kind: 'somebody' });
  });

  it('is not guessed where the rules at hand are another company’s', () => {
    const company = (code: string) => ({ code, name: code, currency: 'INR' });
    const rules = { company: 'VS01', companies: [company('VS01')], today: '2026-11-17', mayEdit: [], rows: [] };
    expect(policyOf(rules, 'VS01')).toEqual(defaultApprovalPolicy);
    expect(policyOf(rules, 'VS02')).toBe(null);
    expect(policyOf(undefined, 'VS01')).toBe(null);
  });
});

describe('what is free of a line', () => {
  const line = (lineNo: number, quantityMilli: number): OrderLine => ({
    lineNo,
    lineId: `l${lineNo}`,
    words: 'sev',
    spans: [],
    sku: 'SEV200',
    itemName: 'Ratlami sev 200 g',
    quantityMilli,
    uom: 'CAR',
    priceMinor: 126_000,
    netMinor: null,
    decision: 'auto',
    p: 1,
    via: 'code',
    vetoes: [],
    open: [],
    rivals: [],
    why: [],
  });
  const short = (neededMilli: number, freeMilli: number): CheckResult => ({
    code: 'V25',
    name: 'stock_covers',
    outcome: 'stock',
    lineNo: 1,
    facts: { sku: 'SEV200', uom: 'PCK', neededMilli, freeMilli, shortMilli: neededMilli - freeMilli },
  });

  it('is said in whole units of the line', () => {
    expect(shortagesOf([short(2_400_000, 1_000_000)], [line(1, 40_000)])[0]?.takeMilli).toBe(16_000);
  });

  it('is nothing where less than one unit is free, or two lines want the same item', () => {
    expect(shortagesOf([short(2_400_000, 59_000)], [line(1, 40_000)])[0]?.takeMilli).toBe(null);
    expect(shortagesOf([short(2_400_000, 1_000_000)], [line(1, 20_000), line(2, 20_000)])[0]?.takeMilli).toBe(null);
  });

  it('is never more than what is free', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 1_000_000 }), (units, per, free) => {
        const needed = units * per * 1_000;
        const take = shortagesOf([short(needed, Math.min(free * 1_000, needed - 1))], [line(1, units * 1_000)])[0]?.takeMilli ?? 0;
        expect((take / 1_000) * per * 1_000).toBeLessThanOrEqual(free * 1_000);
      }),
    );
  });

  it('is not asked where the check passed or its facts cannot be read', () => {
    expect(
      shortagesOf(
        [
          { ...short(10_000, 5_000), outcome: 'pass' },
          { ...short(10_000, 5_000), facts: {} },
        ],
        [line(1, 10_000)],
      ),
    ).toEqual([]);
  });
});
