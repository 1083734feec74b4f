import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOutcomes, type CheckOutcome, type CheckResult } from '../contract.ts';
import { draft, sevLine } from '../test/samples.ts';
import { checks } from './checks/index.ts';
import { decideOrder, indispensable, openResults, type Confirmer } from './confirm.ts';
import { partOrder, withoutGone } from './part-order.ts';
import { masterDataCauses, masterDataTask, tuningProposal } from './patterns.ts';
import { asSet, joinRules, neverMilder, openRule, strictness } from './settings.ts';

const codes = checks.map((check) => check.code);
const anyOutcome = fc.constantFrom(...checkOutcomes);
const anyResult: fc.Arbitrary<CheckResult> = fc.record({
  code: fc.constantFrom(...codes),
  name: fc.constant('x'),
  outcome: anyOutcome,
  lineNo: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }),
  facts: fc.constant({}),
});
const anyConfirmer: fc.Arbitrary<Confirmer> = fc.record({
  by: fc.constantFrom('machine', 'person'),
  accept: fc.subarray(codes),
  mayReleaseCredit: fc.boolean(),
  mayAsk: fc.boolean(),
});
const found = (code: string, outcome: CheckOutcome, lineNo: number | null = null): CheckResult => ({ code, name: code, outcome, lineNo, facts: {} });
const clerk: Confirmer = { by: 'person', accept: [], mayReleaseCredit: false, mayAsk: false };

describe('deciding on an order', () => {
  it('goes by block, desk, customer, approval, stock, credit', () => {
    const all = [found('V02', 'block'), found('V05', 'desk'), found('V12', 'ask'), found('V19', 'approval'), found('V25', 'stock'), found('V22', 'hold')];
    const machine: Confirmer = { by: 'machine', accept: [], mayReleaseCredit: false, mayAsk: true };
    const events = all.map((_, index) => decideOrder(draft, all.slice(index), machine));
    expect(events.map((verdict) => (verdict.kind === 'waits' ? [verdict.event, verdict.waiting.code] : []))).toEqual([
      ['send_to_desk', 'needs_desk'],
      ['send_to_desk', 'needs_desk'],
      ['ask', 'needs_customer'],
      ['hold_price', 'price_hold'],
      ['hold_stock', 'stock_decision'],
      ['hold_credit', 'credit_hold'],
    ]);
    expect(decideOrder(draft, [found('V30', 'approval')], machine)).toMatchObject({ event: 'hold_price', waiting: { code: 'frozen_plan' } });
  });

  it('never accepts while anything is open', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 12 }), anyConfirmer, (results, confirmer) => {
        const accepted = decideOrder(draft, results, confirmer).kind === 'accepted';
        expect(accepted).toBe(openResults(results, confirmer).length === 0);
        const never = results.some((each) => each.outcome === 'block' || (indispensable.has(each.code) && strictness(each.outcome) > strictness('warn')));
        if (never) expect(accepted).toBe(false);
      }),
    );
  });

  it('lets nobody wave a price or a frozen plan through by hand', () => {
    const results = [found('V19', 'approval'), found('V30', 'approval')];
    const head = { ...clerk, accept: ['V19', 'V30'], mayReleaseCredit: true };
    expect(decideOrder(draft, results, head).kind).toBe('waits');
  });

  it('sends what a company wants approved, and is neither price nor plan, to the desk', () => {
    const verdict = decideOrder(draft, [found('V12', 'approval')], { ...clerk, by: 'machine' });
    expect(verdict).toMatchObject({ event: 'send_to_desk', waiting: { code: 'needs_desk' } });
    expect(decideOrder(draft, [found('V12', 'approval')], { ...clerk, accept: ['V12'], mayReleaseCredit: true }).kind).toBe('accepted');
    expect(decideOrder(draft, [found('V12', 'approval'), found('V30', 'approval')], clerk)).toMatchObject({ waiting: { code: 'frozen_plan' } });
  });

  it('lets a clerk say how short stock is split', () => {
    expect(decideOrder(draft, [found('V25', 'stock')], { ...clerk, accept: ['V25'] })).toEqual({ kind: 'accepted' });
  });
});

describe('settings of checks', () => {
  it('never make milder what nobody may, and never turn a pass into anything', () => {
    fc.assert(
      fc.property(anyResult, fc.option(anyOutcome, { nil: undefined }), (result, setting) => {
        const set = asSet(result, setting);
        if (neverMilder(result.code)) expect(strictness(set.outcome)).toBeGreaterThanOrEqual(strictness(result.outcome));
        if (result.outcome === 'pass') expect(set).toEqual(result);
        if (setting !== undefined && result.outcome !== 'pass' && !neverMilder(result.code)) expect(set.outcome).toBe(setting);
      }),
    );
  });

  it('keep floor, sums and what the ERP needs out of reach', () => {
    for (const code of ['V20', 'V32', ...indispensable]) expect(asSet(found(code, 'block'), 'pass').outcome).toBe('block');
    expect(asSet(found('V12', 'ask'), 'pass')).toMatchObject({ outcome: 'pass', facts: { own: 'ask' } });
    expect(asSet({ ...found('V14', 'warn'), facts: { settled: true } }, 'ask').outcome).toBe('warn');
  });

  it('of a customer go over the company’s, field by field', () => {
    const company = { ...openRule, minimumMinor: 100, poRequired: true };
    expect(joinRules(company, { ...openRule, minimumMinor: 0 })).toEqual({ ...openRule, minimumMinor: 0, poRequired: true });
    expect(joinRules(null, null)).toEqual(openRule);
  });
});

describe('parting an order', () => {
  it('keeps every line once and unchanged, with its quantity and its net', () => {
    const anyLines = fc.array(fc.record({ quantityMilli: fc.integer({ min: 1, max: 1e6 }), netMinor: fc.integer({ min: 0, max: 1e9 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyLines, fc.array(anyResult, { maxLength: 6 }), fc.subarray(['l0', 'l1', 'l2']), (made, open, held) => {
        const lines = made.map((line, index) => ({ ...sevLine, ...line, lineId: `l${index}` }));
        const parted = partOrder({ ...draft, lines }, open, held);
        if (parted === null) return;
        const both = [...parted.good, ...parted.rest].toSorted((left, right) => left.lineId.localeCompare(right.lineId));
        expect(both).toEqual(lines);
        const bad = new Set(open.map((result) => result.lineNo));
        for (const line of parted.good) expect(bad.has(lines.findIndex((each) => each.lineId === line.lineId) + 1) || held.includes(line.lineId)).toBe(false);
      }),
    );
  });

  it('is not done when the whole order, every line or no line is the trouble', () => {
    const order = { ...draft, lines: [sevLine, { ...sevLine, lineId: 'l2' }] };
    expect(partOrder(order, [found('V22', 'hold')])).toBeNull();
    expect(partOrder(order, [found('V05', 'ask', 1), found('V05', 'ask', 2)])).toBeNull();
    expect(partOrder(order, [])).toBeNull();
    expect(partOrder(order, [found('V05', 'ask', 2)])?.good).toEqual([sevLine]);
  });

  it('lets no line come back that has gone ahead', () => {
    expect(withoutGone([sevLine, { ...sevLine, lineId: 'l2' }], new Set(['l1'])).map((line) => line.lineId)).toEqual(['l2']);
  });
});

describe('patterns', () => {
  const waved = (count: number) => ({
    company: 'VS01',
    customer: 'C-1042',
    code: 'V12',
    name: 'quantity_usual',
    times: Array.from({ length: count }, (_, index) => ({ orderId: `o${index}`, number: `K-${index}`, actor: 'person:p', reason: '', at: '' })),
  });

  it('propose a tuning the third time, never before', () => {
    expect(tuningProposal(waved(2))).toBeNull();
    expect(tuningProposal(waved(3))).toMatchObject({ kind: 'tuning_proposal', key: 'tuning:VS01:C-1042:V12', choices: ['accept', 'dismiss'] });
  });

  it('name the cause in the master data, each once, and open a task the third time', () => {
    const results = [
      { ...found('V18', 'desk', 1), facts: { sku: 'SEV200' } },
      { ...found('V18', 'desk', 2), facts: { sku: 'SEV200' } },
      { ...found('V06', 'pass', 3), facts: { sku: 'ALU150' } },
      { ...found('V12', 'ask', 4), facts: { sku: 'ALU150' } },
    ];
    const causes = masterDataCauses(results);
    expect(causes).toEqual([{ code: 'V18', name: 'V18', cause: 'sku:SEV200' }]);
    const times = waved(3).times;
    expect(masterDataTask({ company: 'VS01', code: 'V18', name: 'x', cause: 'sku:SEV200', times: times.slice(1) })).toBeNull();
    expect(masterDataTask({ company: 'VS01', code: 'V18', name: 'x', cause: 'sku:SEV200', times })).toMatchObject({
      kind: 'master_data_task',
      choices: ['done', 'dismiss'],
    });
  });
});
