import { describe, expect, it } from 'vitest';
import type { CasePage, PriceCardLine } from '../../../modules/exceptions/contract.ts';
import { caseChanges } from './changes.ts';
import { choicesOf, formOf, mustReason, offeredByLink } from './choices.ts';
import { counterTerms, firstCounter, gravestLine, openLines, priceCardOf } from './price-card.ts';

const aLine = (change: Partial<PriceCardLine>): PriceCardLine => ({
  lineId: 'l1',
  lineNo: 10,
  sku: 'KHA200',
  itemName: 'Khatta Meetha 200 g',
  uom: 'CAR',
  quantityMilli: 100_000,
  listMinor: 117_000,
  ourUnitMinor: 117_000,
  askedUnitMinor: 109_980,
  askedNetNet: '109980',
  askedDiscountBp: 600,
  floor: '109090.9090909091',
  floorRule: 'KHA-12',
  cost: '96000',
  costAsOf: '2026-11-01',
  marginAskBp: 1271,
  marginListBp: 1795,
  givenMinor: 702_000,
  verdict: 'over_authority',
  grounds: [],
  settled: false,
  ...change,
});

const aPage = (change: Partial<CasePage>, lines: readonly PriceCardLine[] = [aLine({})]): CasePage => ({
  seesMargins: true,
  id: 'k1',
  number: 'A-000001',
  kind: 'price_request',
  state: 'raised',
  version: 3,
  company: 'VS01',
  subject: { noun: 'order', id: 'o1', label: 'K-000007' },
  customer: 'C-1042',
  customerName: 'Shree Traders',
  amountMinor: 10_998_000,
  currency: 'INR',
  requestedBy: 'p1',
  requestedByName: 'Asha',
  deadlineAt: '2026-11-23T01:00:00.000Z',
  tier: 1,
  personsNeeded: 1,
  personsAgreed: 0,
  raisedAt: '2026-11-23T00:00:00.000Z',
  ackedAt: null,
  decidedAt: null,
  mayDecide: true,
  mayNotWhy: null,
  card: {
    orderId: 'o1',
    orderNumber: 'K-000007',
    currency: 'INR',
    lines,
    rules: [],
    givenMinor: 702_000,
    givenYearMinor: null,
    customer: {
      code: 'C-1042',
      name: 'Shree Traders',
      sales12Minor: 0,
      margin12Bp: null,
      trendBp: null,
      overdueMinor: null,
      overdueDays: null,
      creditLimitMinor: null,
      exposureMinor: null,
    },
    before: [],
    peers: { customers: 0, medianBp: null, p80Bp: null },
    why: { reason: 'customer_asks', text: '' },
    stock: [],
  },
  audiences: [],
  steps: [],
  choices: ['approve', 'approve_until', 'counter', 'decline', 'ask', 'forward'],
  tellings: [],
  decisions: [],
  story: [],
  approverMonth: null,
  ...change,
});

describe('what has changed since somebody looked', () => {
  it('is told line by line: price, quantity, lines that came and went', () => {
    const before = aPage({}, [aLine({}), aLine({ lineId: 'l2', itemName: 'Sev' })]);
    const after = aPage({ version: 4, amountMinor: 1 }, [aLine({ askedUnitMinor: 105_000, quantityMilli: 50_000 }), aLine({ lineId: 'l3', itemName: 'Mix' })]);
    expect(caseChanges(before, after)).toEqual([
      { key: 'line_price', facts: { item: 'Khatta Meetha 200 g', fromMinor: 109_980, toMinor: 105_000 } },
      { key: 'line_quantity', facts: { item: 'Khatta Meetha 200 g', fromMilli: 100_000, toMilli: 50_000, uom: 'CAR' } },
      { key: 'line_added', facts: { item: 'Mix', toMinor: 109_980 } },
      { key: 'line_removed', facts: { item: 'Sev' } },
      { key: 'amount', facts: { fromMinor: 10_998_000, toMinor: 1 } },
    ]);
  });

  it('is told of people too: somebody has agreed or decided meanwhile', () => {
    const after = aPage({ state: 'decided', personsAgreed: 1, deadlineAt: null });
    expect(caseChanges(aPage({}), after).map((change) => change.key)).toEqual(['state', 'agreed', 'deadline']);
  });

  it('is never nothing when the version is another one, and nothing when the case is the same', () => {
    expect(caseChanges(aPage({}), aPage({ version: 9 }))).toEqual([{ key: 'other', facts: {} }]);
    expect(caseChanges(aPage({}), aPage({}))).toEqual([]);
  });
});

describe('the price card', () => {
  const card = priceCardOf(
    aPage({}, [aLine({ verdict: 'over_authority' }), aLine({ lineId: 'l2', verdict: 'below_floor' }), aLine({ lineId: 'l3', settled: true })]),
  );

  it('puts the line that goes lowest first and leaves out what is settled', () => {
    expect(card === null ? null : [gravestLine(card)?.lineId, openLines(card).map((line) => line.lineId)]).toEqual(['l2', ['l1', 'l2']]);
  });

  it('is none when the case is of another kind or the card of another form', () => {
    expect(priceCardOf({ kind: 'credit_hold', card: aPage({}).card })).toBeNull();
    expect(priceCardOf({ kind: 'price_request', card: { lines: 'many' } })).toBeNull();
  });

  it('starts a counter-offer where the floor just holds, or half-way, and never under cost', () => {
    expect(firstCounter(aLine({}))).toBe(113_490);
    expect(firstCounter(aLine({ askedUnitMinor: 100_000, askedNetNet: '100000' }))).toBe(109_091);
    expect(firstCounter(aLine({ askedUnitMinor: 10_000, askedNetNet: '10000', floor: null, ourUnitMinor: 90_000 }))).toBe(96_000);
  });

  it('writes the terms of one line plainly and of several line by line, each where it was put or where it starts', () => {
    const cardOf = (...lines: PriceCardLine[]) => priceCardOf(aPage({}, lines)) ?? expect.fail('no card');
    expect(counterTerms(cardOf(aLine({})), new Map([['l1', 112_000]]))).toEqual({ lineId: 'l1', unitMinor: 112_000, quantityMilli: 100_000 });
    expect(counterTerms(cardOf(aLine({}), aLine({ lineId: 'l2' }), aLine({ lineId: 'l3', cost: '200000' })), new Map([['l2', 112_000]]))).toEqual({
      lines: [
        { lineId: 'l1', unitMinor: 113_490, quantityMilli: 100_000 },
        { lineId: 'l2', unitMinor: 112_000, quantityMilli: 100_000 },
      ],
    });
  });
});

describe('the choices of a viewer', () => {
  it('are none for somebody who may not decide', () => {
    expect(choicesOf(aPage({ mayDecide: false }))).toEqual([]);
    expect(choicesOf(aPage({}))[0]).toBe('approve');
  });

  it('are one key, but an approval under cost says why', () => {
    expect(formOf('approve', aPage({}))).toBe('none');
    expect(formOf('approve', aPage({}, [aLine({ verdict: 'below_cost' })]))).toBe('reason');
    expect(formOf('decline', aPage({}))).toBe('reason');
    expect([mustReason('counter', aPage({})), mustReason('counter', aPage({}, [aLine({ verdict: 'below_cost' })]))]).toEqual([false, true]);
  });

  it('are fewer by a link when something is under cost: that passes only at the desk', () => {
    const page = aPage({}, [aLine({ verdict: 'below_cost' })]);
    expect(choicesOf(offeredByLink(page))).toEqual(['decline', 'ask', 'forward']);
    expect(offeredByLink(aPage({})).choices).toEqual(aPage({}).choices);
  });
});
