import { describe, expect, it } from 'vitest';
import type { BusinessDate, Instant } from '../../../../kernel/time.ts';
import type { Customer, CustomerTerms, ItemRule, OrderTerms, Route } from '../../../masters/contract.ts';
import type { LineQuote } from '../../../pricing/contract.ts';
import type { Availability } from '../../../stock/contract.ts';
import type { CheckResult, OrderRule } from '../../contract.ts';
import { draft, fine, noTerms, sev, sevLine, sevQuote, shree } from '../../test/samples.ts';
import type { Order } from '../order.ts';
import { openRule } from '../settings.ts';
import type { OrderFacts } from './check.ts';
import { checks, runChecks } from './index.ts';
import { contentOf } from './supply.ts';

/** What one check says; everything else of the order and the world is fine. */
const said = (code: string, change: { order?: Partial<Order>; facts?: Partial<OrderFacts> } = {}): CheckResult | undefined =>
  runChecks({ ...draft, ...change.order }, { ...fine, ...change.facts }).find((result) => result.code === code);
const outcome = (code: string, change: Parameters<typeof said>[1] = {}): string | undefined => said(code, change)?.outcome;

const rule = (change: Partial<OrderRule>): { rule: OrderRule } => ({ rule: { ...openRule, ...change } });
const terms = (change: Partial<OrderTerms>): { terms: OrderTerms } => ({ terms: { ...noTerms, ...change } });
const itemRule = (change: Partial<ItemRule>): { terms: OrderTerms } =>
  terms({
    items: new Map([
      ['SEV200', { sku: 'SEV200', minOrderMilli: null, orderMultipleMilli: null, maxOrderMilli: null, shelfLifeDays: null, licenceRequired: false, ...change }],
    ]),
  });
const ofCustomer = (change: Partial<CustomerTerms>): { terms: OrderTerms } =>
  terms({ customer: { customer: 'C-1042', route: null, licenceNumber: null, licenceUntil: null, overdueMinor: null, overdueDays: null, ...change } });
const quoted = (change: Partial<LineQuote>): { quotes: OrderFacts['quotes'] } => ({ quotes: new Map([['l1', { ...sevQuote, ...change }]]) });
const stocked = (change: Partial<Availability>): { stock: OrderFacts['stock'] } => ({
  stock: new Map([['SEV200', { sku: 'SEV200', freeMilli: 1_200_000, heldMilli: 0, reservedMilli: 0, lots: [], asOf: '2026-11-17T00:00:00.000Z', ...change }]]),
});
const route: Route = { company: 'VS01', code: 'R1', name: 'Indore north', weekdays: [1, 3, 5], cutOff: '16:00', leadDays: 1, capacity: 2 };
const at = (time: string): Pick<OrderFacts, 'now'> => ({ now: `2026-11-17T${time}:00.000Z` as Instant });
const day = (date: string): { requestedDate: BusinessDate } => ({ requestedDate: date as BusinessDate });
const line = (change: Partial<typeof sevLine>): Partial<Order> => ({ netMinor: null, lines: [{ ...sevLine, priceMinor: null, netMinor: null, ...change }] });

describe('the catalogue of checks', () => {
  it('is V01 to V32, each once, each with what it may say', () => {
    expect(checks.map((check) => check.code).toSorted()).toEqual(Array.from({ length: 32 }, (_, index) => `V${String(index + 1).padStart(2, '0')}`));
    expect(new Set(checks.map((check) => check.name)).size).toBe(32);
    for (const check of checks) expect(check.own.length, check.code).toBeGreaterThan(0);
  });

  it('passes, and says so, where there is no source for what it would look at', () => {
    for (const code of ['V11', 'V13', 'V23', 'V24', 'V25', 'V26', 'V27', 'V28', 'V30'])
      expect(said(code), code).toMatchObject({ outcome: 'pass', facts: { known: false } });
  });
});

describe('who orders', () => {
  it('V01 knows the customer', () => {
    expect(outcome('V01')).toBe('pass');
    expect(outcome('V01', { facts: { customer: null } })).toBe('desk');
  });
  it('V02 stops a blocked customer', () => {
    expect(outcome('V02')).toBe('pass');
    expect(outcome('V02', { facts: { customer: { ...shree, blocked: true } } })).toBe('block');
  });
  it('V03 sends an order by a bookkeeper to the desk, and lets a buyer order', () => {
    const role = (name: string): Customer => ({ ...shree, contacts: shree.contacts.map((contact) => ({ ...contact, role: name })) });
    expect(outcome('V03', { facts: { customer: role('buyer') } })).toBe('pass');
    expect(said('V03', { facts: { customer: role('accounts') } })).toMatchObject({ outcome: 'desk', facts: { name: 'Mahesh' } });
  });
  it('V15 asks for a PO number only where one is required', () => {
    expect(outcome('V15', { facts: rule({ poRequired: true }) })).toBe('ask');
    expect(outcome('V15', { facts: rule({ poRequired: true }), order: { poNumber: 'PO-7' } })).toBe('pass');
  });
  it('V24 wants a tax number of its country’s form, and of the customer’s state', () => {
    const taxed = (taxNumber: string | null, region = 'MP') => ({ facts: { customer: { ...shree, taxNumber, region } } });
    expect(outcome('V24', taxed('23AAAAA0000A1Z5'))).toBe('pass');
    expect(outcome('V24', taxed('23AAAAA'))).toBe('desk');
    expect(said('V24', taxed('27AAAAA0000A1Z5'))).toMatchObject({ outcome: 'warn', facts: { state: 'MH', region: 'MP' } });
    expect(outcome('V24', { facts: rule({ taxNumberRequired: true }) })).toBe('desk');
  });
  it('V29 blocks what needs a licence that is missing or has run out', () => {
    const held = (licenceUntil: string): Partial<OrderFacts> => ({
      ...ofCustomer({ licenceNumber: 'FL-1', licenceUntil }),
      ...rule({ licenceRequired: true }),
    });
    expect(outcome('V29', { facts: held('2026-12-31') })).toBe('pass');
    expect(outcome('V29', { facts: held('2026-11-17') })).toBe('block');
    expect(said('V29', { facts: itemRule({ licenceRequired: true }) })).toMatchObject({ outcome: 'block', facts: { skus: ['SEV200'] } });
  });
});

describe('what is ordered', () => {
  it('V04, V05 and V06 know the item, are sure of it, and still sell it', () => {
    for (const code of ['V04', 'V05', 'V06']) expect(outcome(code)).toBe('pass');
    expect(outcome('V04', { order: line({ sku: null, decision: 'ask' }) })).toBe('ask');
    expect(outcome('V05', { order: line({ decision: 'human' }) })).toBe('desk');
  });
  it('V07, V08 and V09 want a positive quantity in a known unit, whole', () => {
    for (const code of ['V07', 'V08', 'V09']) expect(outcome(code)).toBe('pass');
    expect(outcome('V07', { order: line({ quantityMilli: 0 }) })).toBe('block');
    expect(outcome('V08', { order: line({ uom: null }) })).toBe('ask');
    expect(said('V09', { order: line({ quantityMilli: 11_500 }) })).toMatchObject({ outcome: 'ask', facts: { below: 11, above: 12 } });
  });
  it('V10 keeps minimum, maximum and multiple in sales units, whatever unit was ordered', () => {
    expect(outcome('V10', { facts: itemRule({ minOrderMilli: 40_000, maxOrderMilli: 40_000, orderMultipleMilli: 8_000 }) })).toBe('pass');
    expect(said('V10', { facts: itemRule({ minOrderMilli: 50_000 }) })).toMatchObject({ outcome: 'ask', facts: { minimum: '50' } });
    expect(said('V10', { facts: itemRule({ maxOrderMilli: 39_000 }) })).toMatchObject({ outcome: 'ask', facts: { maximum: '39' } });
    expect(said('V10', { facts: itemRule({ orderMultipleMilli: 12_000 }) })).toMatchObject({ outcome: 'ask', facts: { below: '36', above: '48' } });
    const pieces = line({ uom: 'PC', quantityMilli: 100_000 });
    expect(said('V10', { order: pieces, facts: itemRule({ minOrderMilli: 5_000 }) })).toMatchObject({ outcome: 'ask', facts: { minimum: '150', uom: 'PC' } });
  });
  it('V11 says what is missing to the order minimum', () => {
    expect(outcome('V11', { facts: rule({ minimumMinor: 5_040_000 }) })).toBe('pass');
    expect(said('V11', { facts: rule({ minimumMinor: 5_040_001 }) })).toMatchObject({ outcome: 'ask', facts: { missingMinor: 1 } });
  });
  it('V12 asks about a quantity far from the usual one', () => {
    expect(outcome('V12')).toBe('pass');
    expect(outcome('V12', { order: line({ quantityMilli: 500_000 }) })).toBe('ask');
  });
  it('V13 misses once what is in nearly every order, and nothing that is only now and then', () => {
    const usual = [
      { sku: 'CHP5', orders: 7, ofOrders: 8 },
      { sku: 'MIX400', orders: 2, ofOrders: 8 },
    ];
    expect(said('V13', { facts: { usual } })).toMatchObject({ outcome: 'warn', lineNo: null, facts: { skus: ['CHP5'] } });
    expect(outcome('V13', { facts: { usual: [{ sku: 'SEV200', orders: 8, ofOrders: 8 }] } })).toBe('pass');
  });
  it('V14 knows its repeats', () => {
    expect(outcome('V14')).toBe('pass');
    const twin = { id: 'x', number: 'K-000000', erpNumber: null, poNumber: null, createdAt: fine.now, lines: draft.lines };
    expect(outcome('V14', { facts: { earlier: [twin] } })).toBe('ask');
  });
});

describe('when and where to', () => {
  it('V16 offers other days when nothing is delivered on the one asked for', () => {
    expect(outcome('V16', { facts: terms({ route }), order: day('2026-11-18') })).toBe('pass');
    expect(said('V16', { facts: terms({ route }), order: day('2026-11-19') })).toMatchObject({ outcome: 'ask', facts: { days: ['2026-11-20', '2026-11-23'] } });
    expect(outcome('V16', { order: { shipTo: 'ELSEWHERE' } })).toBe('desk');
    const holiday = { holidays: [{ day: '2026-11-18', name: 'Fair', closesAt: null }] };
    expect(outcome('V16', { facts: terms(holiday), order: day('2026-11-18') })).toBe('ask');
  });
  it('V17 counts cut-off, lead time, weekend and holidays', () => {
    const asked = (date: string, facts: Partial<OrderFacts>) => said('V17', { order: day(date), facts });
    expect(asked('2026-11-18', { ...terms({ route }), ...at('10:29') })?.outcome).toBe('pass');
    expect(asked('2026-11-18', { ...terms({ route }), ...at('10:31') })).toMatchObject({ outcome: 'ask', facts: { earliest: '2026-11-20' } });
    const friday = { weekend: [5], route: { ...route, weekdays: [], cutOff: null } };
    expect(asked('2026-11-19', { ...terms({ ...friday, route: { ...friday.route, leadDays: 3 } }), ...at('05:00') })).toMatchObject({
      facts: { earliest: '2026-11-21' },
    });
    const early = { holidays: [{ day: '2026-11-17', name: 'Ramadan', closesAt: '10:00' }], route: { ...route, weekdays: [], leadDays: 0 } };
    expect(asked('2026-11-17', { ...terms(early), ...at('05:00') })).toMatchObject({ outcome: 'ask', facts: { earliest: '2026-11-18' } });
    expect(asked('2026-11-16', {})).toMatchObject({ outcome: 'ask', facts: { today: '2026-11-17' } });
  });
  it('V17 never hangs on a calendar without a single delivery day', () => {
    expect(said('V17', { facts: terms({ weekend: [0, 1, 2, 3, 4, 5, 6] }) })).toMatchObject({ outcome: 'ask', facts: { date: '2026-11-18' } });
  });
  it('V28 warns when the route is full on that day', () => {
    expect(outcome('V28', { facts: { ...terms({ route }), routeOrders: 1 } })).toBe('pass');
    expect(said('V28', { facts: { ...terms({ route }), routeOrders: 2 } })).toMatchObject({ outcome: 'warn', facts: { orders: 3, capacity: 2 } });
  });
});

describe('money', () => {
  it('V18 wants a price', () => {
    expect(outcome('V18')).toBe('pass');
    expect(outcome('V18', { facts: { quotes: new Map([['l1', { lineId: 'l1', code: 'no_price', sku: 'SEV200', uom: 'CAR' }]]) } })).toBe('desk');
  });
  it('V19 sends a lower price asked to whoever may give it', () => {
    expect(outcome('V19')).toBe('pass');
    const asks = { order: { lines: [{ ...sevLine, askedMinor: 110_000 }] }, facts: quoted({ verdict: 'asks_less' }) };
    expect(said('V19', asks)).toMatchObject({ outcome: 'approval', facts: { askedMinor: 110_000, unitMinor: 126_000 } });
  });
  it('V20 needs an approval under the floor and blocks below cost, unless it was approved', () => {
    expect(outcome('V20', { facts: quoted({ verdict: 'over_authority' }) })).toBe('approval');
    const floor = { code: 'F1', kind: 'absolute', minor: '120000', others: [] } satisfies LineQuote['floor'];
    expect(said('V20', { facts: quoted({ verdict: 'below_floor', netNet: '118000.5', floor }) })).toMatchObject({
      outcome: 'approval',
      facts: { floorMinor: 120_000, netNetMinor: 118_001 },
    });
    expect(outcome('V20', { facts: quoted({ verdict: 'below_cost' }) })).toBe('block');
    expect(outcome('V20', { facts: quoted({ verdict: 'approved' }) })).toBe('pass');
  });
  it('V21 shows what goes along free', () => {
    expect(outcome('V21')).toBe('pass');
    const free = [{ sku: 'SEV200', uom: 'CAR', quantityMilli: 4_000, scheme: '10+1' }];
    expect(said('V21', { facts: quoted({ free }) })).toMatchObject({ outcome: 'warn', lineNo: 1, facts: { freeMilli: 4_000, scheme: '10+1' } });
  });
  it('V21 stops a scheme that gives what no ERP could hold, and asks the desk about what is not sold any more', () => {
    const gift = { sku: 'SEV200', uom: 'CAR', quantityMilli: 1_000, scheme: '10+1' };
    const of = (free: LineQuote['free'], items = new Map([['SEV200', sev]])) => said('V21', { facts: { ...quoted({ free }), items } });
    expect(of([{ ...gift, sku: 'NOSUCH' }])).toMatchObject({ outcome: 'block', facts: { fault: 'unknown_sku' } });
    expect(of([{ ...gift, uom: 'TIN' }])).toMatchObject({ outcome: 'block', facts: { fault: 'unknown_uom' } });
    expect(of([gift], new Map([['SEV200', { ...sev, active: false }]]))).toMatchObject({ outcome: 'desk', facts: { fault: 'not_sold' } });
  });
  it('V22 holds over the limit, says what would free it and which lines fit alone', () => {
    const second = { ...sevLine, lineId: 'l2', netMinor: 3_000_000, priceMinor: null };
    const order = { lines: [sevLine, second], netMinor: 8_040_000 };
    const facts = { customer: { ...shree, openOrdersMinor: 5_000_000 } };
    expect(said('V22', { order, facts })).toMatchObject({ outcome: 'hold', facts: { overMinor: 4_270_000, fittingLines: [2], fittingMinor: 3_000_000 } });
    expect(outcome('V22')).toBe('pass');
  });
  it('V23 holds what is overdue for longer than the policy bears', () => {
    const late = (overdueDays: number): Partial<OrderFacts> => ({ ...rule({ overdueDays: 30 }), ...ofCustomer({ overdueDays, overdueMinor: 70_000 }) });
    expect(outcome('V23', { facts: late(30) })).toBe('pass');
    expect(said('V23', { facts: late(31) })).toMatchObject({ outcome: 'hold', facts: { days: 31, limit: 30, overdueMinor: 70_000 } });
  });
  it('V32 blocks a sum or a line that does not re-add', () => {
    expect(outcome('V32')).toBe('pass');
    expect(outcome('V32', { order: { netMinor: 1 } })).toBe('block');
    expect(said('V32', { order: { netMinor: 5_039_999, lines: [{ ...sevLine, netMinor: 5_039_999 }] } })).toMatchObject({ outcome: 'block', lineNo: 1 });
  });
});

describe('supply', () => {
  it('V25 adds up what several lines need of one item', () => {
    expect(outcome('V25', { facts: stocked({}) })).toBe('pass');
    const twice = { lines: [sevLine, { ...sevLine, lineId: 'l2' }], netMinor: 10_080_000 };
    expect(said('V25', { order: twice, facts: stocked({}) })).toMatchObject({
      outcome: 'stock',
      lineNo: 1,
      facts: { neededMilli: 2_400_000, shortMilli: 1_200_000 },
    });
    expect(outcome('V25', { facts: stocked({ freeMilli: 0, asOf: null }) })).toBe('pass');
  });
  it('V26 wants lots that last', () => {
    const lasting = (expiresOn: string): Partial<OrderFacts> => ({
      ...rule({ shelfLifePercent: 50 }),
      ...itemRule({ shelfLifeDays: 100 }),
      ...stocked({ lots: [{ lot: 'A', baseMilli: 1_200_000, expiresOn }] }),
    });
    expect(outcome('V26', { facts: lasting('2027-01-07') })).toBe('pass');
    expect(said('V26', { facts: lasting('2027-01-06') })).toMatchObject({ outcome: 'ask', facts: { until: '2027-01-07', lastingMilli: 0 } });
  });
  it('V27 says that the missing stock is on hold', () => {
    expect(outcome('V27', { facts: stocked({ heldMilli: 500_000 }) })).toBe('pass');
    expect(said('V27', { facts: stocked({ freeMilli: 0, heldMilli: 1_200_000 }) })).toMatchObject({ outcome: 'stock', facts: { heldMilli: 1_200_000 } });
  });
  it('V30 asks the planner when stock does not cover an order inside the frozen plan', () => {
    const near = { ...rule({ frozenDays: 3 }), ...stocked({ freeMilli: 0 }) };
    expect(outcome('V30', { facts: near })).toBe('approval');
    expect(outcome('V30', { facts: near, order: day('2026-11-20') })).toBe('pass');
    expect(outcome('V30', { facts: { ...near, ...stocked({}) } })).toBe('pass');
  });
  it('V31 remembers what the ERP refused, until something has changed', () => {
    const erpRefusals = [{ content: contentOf(draft), code: 'V1/331', text: 'Sales area is not defined' }];
    expect(said('V31', { facts: { erpRefusals } })).toMatchObject({ outcome: 'desk', facts: { text: 'Sales area is not defined' } });
    expect(outcome('V31', { facts: { erpRefusals }, order: { poNumber: 'PO-2' } })).toBe('pass');
  });
});
