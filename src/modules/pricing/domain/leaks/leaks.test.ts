import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sale } from '../../contract.ts';
import { history, saleSample } from '../../test/history-samples.ts';
import { floorSample, policySample } from '../../test/rule-samples.ts';
import { approvalsOfDays, type PastApproval } from './approvals-of-days.ts';
import { bypassSums } from './bypass.ts';
import { creepSums, quartersUpTo } from './creep.ts';
import { floorsOfDays, type FloorVersion } from './floors-of-days.ts';
import { judgeLine, type RulesOfDays } from './judge-line.ts';
import { leakSums, leakViews } from './leak-sums.ts';
import { soldLine, type SoldLine } from './sold-line.ts';

const itemOf = (sku: string) => history.items.get(sku);
const line = (more: Partial<Sale> = {}): SoldLine => {
  const found = soldLine(history, saleSample({ quantityMilli: 1_000, netMinor: 126_000, ...more }));
  if (found === null) throw new Error('the sample has no list price');
  return found;
};
const approval = (more: Partial<PastApproval> = {}): PastApproval => ({
  ...{ id: 'a1', customer: 'C-1042', sku: 'SEV200', uom: 'CAR', currency: 'INR', unitMinor: 100_000, atMostMilli: null, orderId: 'o1', validUntil: null },
  on: '2026-08-01',
  ...more,
});
/** Floor: 10 % below list, from 1 August on; 5 % go by themselves. */
const rules = (approvals: readonly PastApproval[] = [], versions?: readonly FloorVersion[]): RulesOfDays => ({
  floors: floorsOfDays(versions ?? [{ version: 1, since: '2026-08-01', floor: floorSample() }], history),
  approvals: approvalsOfDays(approvals, itemOf),
  policies: [],
  usual: policySample({ autoUpToBp: 500 }),
});

describe('how a sold line came to its price', () => {
  it('is told by the rules of its day', () => {
    const reasons = (days: RulesOfDays, ...sales: Partial<Sale>[]) => sales.map((sale) => judgeLine(line(sale), days).reason);
    expect(reasons(rules(), { netMinor: 126_000 }, { netMinor: 130_000 }, { netMinor: 119_700 }, { netMinor: 119_699 }, { netMinor: 113_399 })).toEqual([
      'at_list',
      'at_list',
      'within_authority',
      'over_authority',
      'below_floor',
    ]);
    expect(reasons(rules(), { netMinor: 100_000, on: '2026-07-31' })).toEqual(['over_authority']);
  });

  it('is approved once by an approval of one order: the next ERP order starts anew', () => {
    const days = rules([approval()]);
    const judge = (more: Partial<Sale>) => judgeLine(line({ netMinor: 100_000, ...more }), days);
    expect(judge({ erpNumber: '1' }).reason).toBe('approved');
    expect(judge({ erpNumber: '1', lineNo: 20 }).reason).toBe('approved');
    expect(judge({ erpNumber: '2', on: '2026-08-11' })).toMatchObject({ reason: 'below_floor', lowest: { n: 100_000n, d: 1n } });
  });

  it('is approved until its day, up to its quantity, and not below its price', () => {
    const judge = (more: Partial<PastApproval>, sale: Partial<Sale>) => judgeLine(line(sale), rules([approval({ orderId: null, ...more })])).reason;
    expect(judge({ validUntil: '2026-08-10' }, { netMinor: 100_000, on: '2026-08-10' })).toBe('approved');
    expect(judge({ validUntil: '2026-08-10' }, { netMinor: 100_000, on: '2026-08-11' })).toBe('below_floor');
    expect(judge({ validUntil: '2026-09-10', on: '2026-08-11' }, { netMinor: 100_000, on: '2026-08-10' })).toBe('below_floor');
    expect(judge({ validUntil: '2026-09-10' }, { netMinor: 99_999 })).toBe('below_floor');
    expect(judge({ validUntil: '2026-09-10', atMostMilli: 60_000, uom: 'PC', unitMinor: 3_333 }, { quantityMilli: 2_000, netMinor: 200_000 })).toBe('approved');
    expect(judge({ validUntil: '2026-09-10', atMostMilli: 59_999, uom: 'PC', unitMinor: 3_333 }, { quantityMilli: 2_000, netMinor: 200_000 })).toBe(
      'below_floor',
    );
  });

  it('knows a floor as it stood that day, and the strictest of several', () => {
    const versions: FloorVersion[] = [
      { version: 1, since: '2026-08-01', floor: floorSample({ limit: { kind: 'percent_below_list', bp: 2_000 } }) },
      { version: 2, since: '2026-08-10', floor: floorSample({ limit: { kind: 'percent_below_list', bp: 1_000 } }) },
      { version: 3, since: '2026-08-20', floor: floorSample({ active: false }) },
      { version: 1, since: '2026-08-01', floor: floorSample({ code: 'F-COST', limit: { kind: 'absolute', minor: 90_000, uom: 'CAR', currency: 'INR' } }) },
    ];
    const days = rules([], versions);
    const floors = ['2026-07-31', '2026-08-09', '2026-08-10', '2026-08-20'].map((on) => judgeLine(line({ on }), days).floor);
    expect(floors.map((floor) => (floor === null ? null : [floor.code, Number(floor.limit.n / floor.limit.d)]))).toEqual([
      null,
      ['F-NAMKEEN', 100_800],
      ['F-NAMKEEN', 113_400],
      ['F-COST', 90_000],
    ]);
  });
});

describe('leaks', () => {
  const sale = fc
    .record({
      netMinor: fc.integer({ min: 0, max: 3_000_000 }),
      quantityMilli: fc.integer({ min: 1, max: 20_000 }),
      customer: fc.constantFrom('C-1042', 'C-1107'),
      month: fc.integer({ min: 2, max: 12 }),
      uom: fc.constantFrom('CAR', 'PC'),
    })
    .map(({ month, ...more }) => saleSample({ ...more, on: `2026-${String(month).padStart(2, '0')}-10` }));

  it('add up to the same whole from every side, and are never below zero', () => {
    fc.assert(
      fc.property(fc.array(sale, { maxLength: 40 }), (sales) => {
        const sums = leakSums();
        const days = rules([approval({ orderId: null, validUntil: '2026-09-01' })]);
        for (const one of [...sales].sort((a, b) => (a.on < b.on ? -1 : 1))) {
          const sold = line(one);
          expect(sold.leakMinor).toBeGreaterThanOrEqual(0);
          sums.tell(sold, judgeLine(sold, days).reason);
        }
        for (const view of leakViews) {
          const rows = sums.rows(view, 100, (key) => key);
          for (const field of ['lines', 'listMinor', 'netMinor', 'leakMinor'] as const)
            expect(
              rows.reduce((sum, row) => sum + row[field], 0),
              `${view} ${field}`,
            ).toBe(sums.whole()[field]);
        }
      }),
    );
  });

  it('are told with the largest first', () => {
    const sums = leakSums();
    sums.tell(line({ netMinor: 126_000 }), 'at_list');
    sums.tell(line({ netMinor: 113_400, customer: 'C-1107' }), 'over_authority');
    expect(sums.rows('customer', 1, (code) => `name of ${code}`)).toEqual([
      { key: 'C-1107', name: 'name of C-1107', lines: 1, listMinor: 126_000, netMinor: 113_400, leakMinor: 12_600, leakBp: 1_000 },
    ]);
  });
});

describe('creep', () => {
  it('counts the quarter of a day and three before it', () => {
    expect(quartersUpTo('2026-11-17')).toEqual(['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01']);
    expect(quartersUpTo('2026-03-31')).toEqual(['2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01']);
  });

  it('is a discount that has risen by two points; less is none', () => {
    const quarters = quartersUpTo('2026-11-17');
    const rows = (...bps: readonly (number | null)[]) => {
      const sums = creepSums(quarters);
      bps.forEach((bp, i) => bp !== null && sums.tell(line({ on: quarters[i] ?? '', quantityMilli: 100_000, netMinor: 12_600_000 - 1_260 * bp })));
      return sums.rows((code) => code)[0];
    };
    expect(rows(300, 400, 450, 500)).toMatchObject({ riseBp: 200, alert: true, costMinor: 252_000 });
    expect(rows(300, 900, 900, 499)).toMatchObject({ riseBp: 199, alert: false });
    expect(rows(null, 300, null, 600)).toMatchObject({ riseBp: 300, alert: true, quarters: [{ bp: null }, { bp: 300 }, { bp: null }, { bp: 600 }] });
    expect(rows(null, null, null, 900)).toMatchObject({ riseBp: null, alert: false, costMinor: 0 });
    expect(rows(900, null, null, 100)).toMatchObject({ riseBp: -800, alert: false, costMinor: 0 });
  });
});

describe('bypass', () => {
  it('is what was sold under the floor and nobody had let pass, month by month', () => {
    const days = rules([approval()]);
    const sums = bypassSums('2026-08');
    for (const more of [
      { netMinor: 126_000 },
      { netMinor: 100_000, erpNumber: '1' },
      { netMinor: 100_000, erpNumber: '2', on: '2026-08-12' },
      { netMinor: 100_000, erpNumber: '3', on: '2026-09-12' },
    ]) {
      const sold = line(more);
      sums.tell(sold, judgeLine(sold, days));
    }
    expect(sums.months()).toEqual([
      { month: '2026-09', lines: 1, belowFloor: 1, approved: 0, bypassed: 1, amountMinor: 13_400 },
      { month: '2026-08', lines: 3, belowFloor: 2, approved: 1, bypassed: 1, amountMinor: 13_400 },
    ]);
    expect(sums.rows(10)).toMatchObject([{ erpNumber: '2', unit: '100000', floor: '113400', floorCode: 'F-NAMKEEN', approved: '100000' }]);
  });
});
