import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, parseCsv } from '../../../../kernel/csv.ts';
import { everyCustomer, everyItem, floorSample, policySample, schemeSample, taxSample } from '../../test/rule-samples.ts';
import { readFile } from './read-file.ts';
import { cellsOfRule } from './rule-cells.ts';
import { ruleColumns } from './rule-file.ts';
import type { Rule } from './rule.ts';

const code = fc.stringMatching(/^[A-Z0-9][A-Z0-9_.-]{0,11}$/);
const codes = fc.array(code, { maxLength: 3 });
const bp = fc.integer({ min: 0, max: 9_999 });
const positive = fc.integer({ min: 1, max: 900_000_000 });
const name = fc
  .string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', '=', '+', '-', '@', '"', ',', ';', 'स', '٢', ' ') })
  .filter((text) => text.trim() === text);
const items = fc.record({ skus: codes, groups: codes, brands: codes });
const customers = fc.record({ customers: codes, priceGroups: codes, regions: codes, channels: codes });
const rising = (value: fc.Arbitrary<object>) =>
  fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: 9_000_000 }), { minLength: 1, maxLength: 4 }), fc.array(value, { minLength: 4, maxLength: 4 }));

const bands = <T extends object>(value: fc.Arbitrary<T>) =>
  rising(value).map(([from, values]) => [...from].sort((a, b) => a - b).map((each, i) => ({ from: each, ...(values[i] as T) })));
const scale = fc.constantFrom('slab' as const, 'stepped' as const);
const basis = fc.constantFrom('quantity' as const, 'value' as const);
const gift = fc.oneof(
  fc.record({ kind: fc.constant('percent_off' as const), basis, scale, bands: bands(fc.record({ bp })) }),
  fc.record({ kind: fc.constant('amount_off' as const), basis, scale, bands: bands(fc.record({ minor: positive })) }),
  fc.record({
    kind: fc.constant('free_goods' as const),
    everyMilli: positive,
    freeMilli: positive,
    sku: fc.option(code),
    freeUom: fc.option(fc.constant('CAR')),
    atMostMilli: fc.option(positive),
  }),
  fc.record({
    kind: fc.constant('combo' as const),
    needs: fc.array(fc.record({ sku: code, uom: fc.constant('PC'), quantityMilli: positive }), { minLength: 2, maxLength: 3 }),
    bp,
  }),
);
const limit = fc.oneof(
  fc.record({ kind: fc.constant('absolute' as const), minor: positive, uom: fc.constant('CAR'), currency: fc.constantFrom('INR', 'KWD', 'JPY') }),
  fc.record({ kind: fc.constantFrom('percent_below_list' as const, 'margin_over_cost' as const), bp }),
  fc.record({ kind: fc.constant('last_days' as const), days: fc.integer({ min: 1, max: 730 }), bp }),
);
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc
    .record({ code, name, items, customers, gift, currency: fc.constantFrom('INR', 'KWD'), active: fc.boolean() })
    .map((more) => ({ kind: 'scheme' as const, body: schemeSample({ ...more, uom: 'CAR', stackGroup: 'season' }) })),
  fc.record({ code, name, items, customers, limit, active: fc.boolean() }).map((more) => ({ kind: 'floor' as const, body: floorSample(more) })),
  fc.record({ code, name, items, bp, active: fc.boolean() }).map((more) => ({ kind: 'tax' as const, body: taxSample(more) })),
  fc.record({ toleranceBp: fc.integer({ min: 0, max: 1_000 }) }).map((more) => ({ kind: 'policy' as const, body: policySample(more) })),
);

describe('a file of rules', () => {
  it('gives back every rule that was written into it', () => {
    fc.assert(
      fc.property(rule, (written) => {
        const csv = csvText([ruleColumns[written.kind], cellsOfRule(written)]);
        const [line] = readFile(written.kind, parseCsv(csv) ?? []) ?? [];
        expect(line?.refusal ?? null).toBeNull();
        expect(line?.rule).toEqual(written);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what is no number instead of guessing', () => {
    const csv = 'code,limit,percent,valid_from\nF1,percent_below_list,ten,2026-01-01\nF2,percent_below_list,5.125,2026-01-01\nF3,no_such_limit,5,2026-01-01';
    expect(readFile('floor', parseCsv(csv) ?? [])?.map((line) => [line.line, line.refusal?.code, line.refusal?.facts['field']])).toEqual([
      [2, 'bad_rule', 'limit.bp'],
      [3, 'bad_rule', 'limit.bp'],
      [4, 'bad_rule', 'limit.kind'],
    ]);
  });

  it('needs only the columns that say what the rule is', () => {
    const [line] = readFile('floor', parseCsv('Code;Limit;Percent;Valid from\nF1;percent_below_list;7,5;2026-01-01'.replace('7,5', '7.5')) ?? []) ?? [];
    expect(line?.rule?.body).toEqual(
      floorSample({ code: 'F1', name: 'F1', items: everyItem, customers: everyCustomer, limit: { kind: 'percent_below_list', bp: 750 } }),
    );
    expect(readFile('tax', parseCsv('code,percent\nX,1') ?? [])).toBeNull();
  });
});
