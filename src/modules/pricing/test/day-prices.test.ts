import { describe, expect, it } from 'vitest';
import type { QuoteLine, QuoteRequest, Scheme } from '../contract.ts';
import { quote } from '../domain/index.ts';
import type { PriceWorld, QuoteAt } from '../domain/index.ts';
import { approval, floor, line, percentOff, price, priced, request, scheme, tenPlusOne, world } from './samples.ts';

const one = (asked: QuoteLine, more: Partial<QuoteRequest> = {}, at: QuoteAt = 'asked', seen: PriceWorld = world()) =>
  priced(quote(request([asked], more), seen, at))[0];

describe('the factory’s own figures', () => {
  it('floors are cost over one less the margin', () => {
    const floors = priced(quote(request(['SEV200', 'ALU150', 'MIX400', 'KHA200'].map((sku) => line(sku, 1))), world())).map((found) => found.floor?.minor);
    expect(floors).toEqual(['114545.454545', '119318.181818', '181363.636363', '109090.90909']);
  });
  it('8 % off ALU150 is under the floor, 7.9 % is not, 5 % goes by itself', () => {
    expect(one(line('ALU150', 100, { askedMinor: 119_232 }))).toMatchObject({ unitMinor: 119_232, verdict: 'below_floor', discountBp: 800 });
    expect(one(line('ALU150', 100, { ownBp: 790 }))).toMatchObject({ unitMinor: 119_362, verdict: 'over_authority' });
    expect(one(line('ALU150', 100, { ownBp: 500 }))).toMatchObject({ unitMinor: 123_120, verdict: 'ok', marginBp: 1_472 });
  });
  it('3 % slab, 2 % cash and 4 % own are each allowed alone and together under the floor', () => {
    const slab = world({ rules: { schemes: [scheme('SLAB3', percentOff(300, 50_000))] } });
    expect(one(line('ALU150', 100), {}, 'ours', slab)).toMatchObject({ verdict: 'ok' });
    expect(one(line('ALU150', 100), { cashDiscountBp: 200 })).toMatchObject({ verdict: 'ok' });
    expect(one(line('ALU150', 100, { ownBp: 400 }))).toMatchObject({ verdict: 'ok' });
    const stacked = one(line('ALU150', 100, { ownBp: 400 }), { cashDiscountBp: 200 }, 'ours', slab);
    expect(stacked).toMatchObject({ unitMinor: 120_684, netNet: '118270.32', verdict: 'below_floor' });
    expect(stacked?.steps.map((step) => step.rule)).toEqual(['list_price', 'scheme', 'own_discount', 'rounding', 'cash_discount']);
  });
  it('17 % off MIX400 is under cost', () => {
    expect(one(line('MIX400', 10, { askedMinor: 157_700 }))).toMatchObject({ verdict: 'below_cost', marginBp: -120 });
  });
  it('6 % off KHA200 leaves 12.71 %, 5.5 % leaves 13.17 %', () => {
    expect(one(line('KHA200', 100, { askedMinor: 109_980 }))).toMatchObject({
      discountBp: 600,
      marginBp: 1_271,
      verdict: 'over_authority',
      costAsOf: '2026-11-01',
    });
    expect(one(line('KHA200', 100, { askedMinor: 110_565 }))).toMatchObject({ discountBp: 550, marginBp: 1_317, netMinor: 11_056_500 });
  });
  it('1,805 asked against a contract of 1,824 is a request; our price stands', () => {
    const prices = [price('MIX400', 190_000), price('MIX400', 182_400, { priceList: 'contract:C-1033' })];
    expect(one(line('MIX400', 60, { askedMinor: 180_500 }), {}, 'ours', world({ prices }))).toMatchObject({ unitMinor: 182_400, verdict: 'asks_less' });
    expect(one(line('MIX400', 60, { askedMinor: 181_900 }), {}, 'ours', world({ prices }))).toMatchObject({ unitMinor: 182_400, verdict: 'ok' });
    expect(one(line('MIX400', 60, { askedMinor: 190_000 }), {}, 'ours', world({ prices }))).toMatchObject({ unitMinor: 182_400, verdict: 'ok' });
    expect(one(line('MIX400', 60, { askedMinor: 180_500 }), {}, 'asked', world({ prices }))).toMatchObject({ unitMinor: 180_500, verdict: 'below_floor' });
  });
});

describe('where a price comes from', () => {
  const lists = ['contract:C-1033', 'customer:C-1033', 'group:DIST', 'promotion:DIWALI', '01', '*'];
  const all = lists.map((priceList, index) => price('SEV200', 100_000 + index, { priceList }));
  it('contract, customer, group, promotion, list, everyone', () => {
    const found = lists.map((_, index) => one(line('SEV200', 1), {}, 'ours', world({ prices: all.slice(index) }))?.steps[0]);
    expect(found.map((step) => step?.source)).toEqual(lists);
    expect(found.map((step) => step?.rule)).toEqual(['contract_price', 'customer_price', 'group_price', 'promotion_price', 'list_price', 'list_price']);
  });
  it('never from another customer’s or group’s list', () => {
    const prices = [price('SEV200', 1, { priceList: 'contract:C-9' }), price('SEV200', 2, { priceList: 'group:MT' }), price('SEV200', 126_000)];
    expect(one(line('SEV200', 1), {}, 'ours', world({ prices }))).toMatchObject({ unitMinor: 126_000 });
  });
  it('a gap says what is missing', () => {
    const gap = (prices: PriceWorld['prices'], uom = 'CAR') => quote(request([line('SEV200', 1, { uom })]), world({ prices })).lines[0];
    expect(gap([])).toEqual({ lineId: 'SEV200', code: 'no_price', sku: 'SEV200', uom: 'CAR' });
    expect(gap([price('SEV200', 1, { validTo: '2026-11-16' })])).toMatchObject({ code: 'price_expired' });
    expect(gap([price('SEV200', 1, { validFrom: '2026-11-18' })])).toMatchObject({ code: 'no_price' });
    expect(gap([price('SEV200', 1, { currency: 'SAR' })])).toMatchObject({ code: 'wrong_currency' });
    expect(gap([price('SEV200', 126_000)], 'TIN')).toMatchObject({ code: 'unit_not_convertible' });
    expect(quote(request([line('SEV200', 0)]), world()).lines[0]).toMatchObject({ code: 'no_price' });
  });
  it('of the tiers the largest that the quantity reaches, in whatever unit; a newer scale replaces the whole older one', () => {
    const prices = [price('SEV200', 126_000), price('SEV200', 120_000, { fromMilli: 50_000 }), price('SEV200', 110_000, { fromMilli: 100_000 })];
    const units = (cartons: number, seen = prices) => one(line('SEV200', cartons), {}, 'ours', world({ prices: seen }))?.unitMinor;
    expect([49, 50, 99, 100].map((cartons) => units(cartons))).toEqual([126_000, 120_000, 120_000, 110_000]);
    const pieces = one(line('SEV200', 1_500, { uom: 'PC' }), {}, 'ours', world({ prices }));
    expect(pieces).toMatchObject({ unitMinor: 4_000, steps: [{ rule: 'list_price' }, { rule: 'tier', source: '50 CAR' }, { rule: 'unit_conversion' }] });
    expect(units(100, [...prices, price('SEV200', 127_000, { validFrom: '2026-11-01' })])).toBe(127_000);
  });
});

describe('schemes', () => {
  const with_ = (schemes: readonly Scheme[], lines: readonly QuoteLine[], more: Partial<QuoteRequest> = {}) =>
    priced(quote(request(lines, more), world({ rules: { schemes } })));
  const bands = [
    { from: 10_000, bp: 100 },
    { from: 50_000, bp: 300 },
  ];
  it('slab gives the reached rate for all, stepped each part its own', () => {
    const slab = scheme('S', { kind: 'percent_off', basis: 'quantity', scale: 'slab', bands });
    const stepped = scheme('S', { kind: 'percent_off', basis: 'quantity', scale: 'stepped', bands });
    expect(with_([slab], [line('SEV200', 100)])[0]?.unitMinor).toBe(122_220);
    // 10 at full price, 40 at 1 %, 50 at 3 %: 1.9 % in all.
    expect(with_([stepped], [line('SEV200', 100)])[0]?.unitMinor).toBe(123_606);
    expect(with_([slab], [line('SEV200', 9)])[0]?.unitMinor).toBe(126_000);
  });
  it('counts all lines of the order that fit, and only those', () => {
    const slab = scheme('S', percentOff(300, 50_000), { items: { skus: ['SEV200', 'ALU150'], groups: [], brands: [] } });
    const found = with_([slab], [line('SEV200', 30), line('ALU150', 20), line('KHA200', 500)]);
    expect(found.map((one) => one.unitMinor)).toEqual([122_220, 125_712, 117_000]);
    expect(with_([slab], [line('SEV200', 30), line('ALU150', 19)])[0]?.unitMinor).toBe(126_000);
  });
  it('is for its customers, days and currency', () => {
    const off = (more: Partial<Scheme>) => with_([scheme('S', percentOff(300), more)], [line('SEV200', 1)])[0]?.unitMinor;
    expect(off({})).toBe(122_220);
    expect(off({ customers: { customers: [], priceGroups: ['MT'], regions: [], channels: [] } })).toBe(126_000);
    expect(off({ customers: { customers: [], priceGroups: ['MT'], regions: ['MP'], channels: [] } })).toBe(122_220);
    expect(off({ validTo: '2026-11-16' })).toBe(126_000);
    expect(off({ currency: 'SAR' })).toBe(126_000);
    expect(off({ active: false })).toBe(126_000);
  });
  it('takes an amount off by value, per unit of the scheme, converted to the line’s', () => {
    const gift: Scheme['gift'] = { kind: 'amount_off', basis: 'value', scale: 'slab', bands: [{ from: 1_000_000, minor: 3_000 }] };
    expect(with_([scheme('A', gift)], [line('SEV200', 10)])[0]?.unitMinor).toBe(123_000);
    expect(with_([scheme('A', gift)], [line('SEV200', 300, { uom: 'PC' })])[0]?.unitMinor).toBe(4_100);
    expect(with_([scheme('A', gift)], [line('SEV200', 7)])[0]?.unitMinor).toBe(126_000);
  });
  it('10+1 is 9.09 % off for the floor, and nothing on the invoice', () => {
    const found = with_([scheme('10+1', tenPlusOne)], [line('SEV200', 20)])[0];
    expect(found).toMatchObject({
      unitMinor: 126_000,
      netNet: '114545.454545',
      discountBp: 910,
      free: [{ sku: 'SEV200', uom: 'CAR', quantityMilli: 2_000, scheme: '10+1' }],
    });
    // Exactly at the floor of 1,145.45…, and what a scheme gives is nobody's discount.
    expect(found?.verdict).toBe('ok');
    expect(with_([scheme('10+1', tenPlusOne)], [line('SEV200', 9)])[0]?.free).toEqual([]);
    const twice = with_([scheme('10+1', tenPlusOne)], [line('SEV200', 5), line('SEV200', 5, { lineId: 'b' })]);
    expect(twice.map((one) => one.free.length)).toEqual([1, 0]);
  });
  it('values goods of another item at their own price', () => {
    const gift: Scheme['gift'] = { ...tenPlusOne, sku: 'KHA200', freeUom: 'PC', freeMilli: 30_000 } as Scheme['gift'];
    // 10 × 1,260 for goods of 12,600 + 1,170.
    expect(with_([scheme('G', gift)], [line('SEV200', 10)])[0]).toMatchObject({
      netNet: '115294.117647',
      free: [{ sku: 'KHA200', quantityMilli: 30_000, uom: 'PC' }],
    });
  });
  it('gives a combo for what makes whole sets', () => {
    const needs = [
      { sku: 'SEV200', uom: 'CAR', quantityMilli: 2_000 },
      { sku: 'KHA200', uom: 'CAR', quantityMilli: 1_000 },
    ];
    const combo = scheme('C', { kind: 'combo', needs, bp: 500 });
    expect(with_([combo], [line('SEV200', 4), line('KHA200', 2)]).map((one) => one.unitMinor)).toEqual([119_700, 111_150]);
    expect(with_([combo], [line('SEV200', 8), line('KHA200', 2)]).map((one) => one.unitMinor)).toEqual([122_850, 111_150]);
    expect(with_([combo], [line('SEV200', 8)])[0]?.unitMinor).toBe(126_000);
  });
  it('of one group only the best counts, groups multiply', () => {
    const two = scheme('A2', percentOff(200), { stackGroup: 'trade' });
    const three = scheme('B3', percentOff(300), { stackGroup: 'trade' });
    const four = scheme('C4', percentOff(400), { stackGroup: 'season' });
    expect(with_([two, three], [line('SEV200', 1)])[0]?.unitMinor).toBe(122_220);
    const found = with_([two, three, four], [line('SEV200', 1)])[0];
    expect(found?.unitMinor).toBe(117_331);
    expect(found?.steps.filter((step) => step.rule === 'scheme').map((step) => step.source)).toEqual(['C4', 'B3']);
  });
});

describe('floors', () => {
  const floorOf = (floors: PriceWorld['rules']['floors'], more: Partial<Omit<PriceWorld, 'rules'>> = {}, uom = 'CAR') =>
    one(line('SEV200', 30, { uom }), {}, 'ours', world({ ...more, rules: { floors } }))?.floor;
  it('the strictest wins, the others are shown', () => {
    const floors = [
      floor('ABS', { kind: 'absolute', minor: 4_000, uom: 'PC', currency: 'INR' }),
      floor('LIST', { kind: 'percent_below_list', bp: 1_000 }),
      floor('COST', { kind: 'margin_over_cost', bp: 1_200 }),
      floor('DAYS', { kind: 'last_days', days: 30, bp: 500 }),
    ];
    const found = floorOf(floors, { medians: [{ sku: 'SEV200', days: 30, minor: '4100' }] });
    expect(found).toEqual({
      code: 'ABS',
      kind: 'absolute',
      minor: '120000',
      others: [
        { code: 'DAYS', kind: 'last_days', minor: '116850' },
        { code: 'COST', kind: 'margin_over_cost', minor: '114545.454545' },
        { code: 'LIST', kind: 'percent_below_list', minor: '113400' },
      ],
    });
    expect(floorOf(floors, {}, 'PC')).toMatchObject({ code: 'ABS', minor: '4000' });
  });
  it('below list means the list, whatever contract the price is from', () => {
    const prices = [price('SEV200', 126_000), price('SEV200', 110_000, { priceList: 'contract:C-1033' })];
    expect(floorOf([floor('LIST', { kind: 'percent_below_list', bp: 1_000 })], { prices })?.minor).toBe('113400');
  });
  it('what is not known sets no floor, but cost alone still counts', () => {
    expect(floorOf([floor('DAYS', { kind: 'last_days', days: 30, bp: 500 })])).toBeNull();
    const cheap = world({ prices: [price('SEV200', 100_000)], rules: { floors: [] } });
    expect(one(line('SEV200', 1), {}, 'ours', cheap)).toMatchObject({ floor: null, verdict: 'below_cost' });
  });
  it('freight that we bear counts, by value', () => {
    const found = priced(quote(request([line('SEV200', 10), line('KHA200', 10)], { freightMinor: 243_000 }), world()));
    expect(found.map((one) => one.netNet)).toEqual(['113400', '105300']);
    expect(found.map((one) => one.verdict)).toEqual(['below_floor', 'below_floor']);
  });
});

describe('approvals', () => {
  const asked = line('ALU150', 100, { askedMinor: 119_232 });
  const at = (more: Partial<ReturnType<typeof approval>>, ask: QuoteLine = asked, req: Partial<QuoteRequest> = {}) =>
    one(ask, req, 'ours', world({ approvals: [approval(more)] }));
  it('let the line pass at their price', () => {
    expect(at({})).toMatchObject({ unitMinor: 119_232, verdict: 'approved', approvalId: 'a-1' });
    expect(at({})?.steps.at(-1)).toMatchObject({ rule: 'approved_price', source: 'a-1', asOf: '2026-11-17' });
  });
  it('are for their order, customer, item, unit and quantity', () => {
    for (const other of [{ orderId: 'o-2' }, { customer: 'C-1' }, { sku: 'SEV200' }, { uom: 'PC' }, { company: 'VS02' }, { currency: 'SAR' }])
      expect(at(other)).toMatchObject({ unitMinor: 129_600, verdict: 'asks_less', approvalId: null });
    expect(at({}, line('ALU150', 101, { askedMinor: 119_232 }))).toMatchObject({ verdict: 'asks_less' });
    expect(at({ atMostMilli: null }, line('ALU150', 101, { askedMinor: 119_232 }))).toMatchObject({ verdict: 'approved' });
  });
  it('do not cover less than what was let pass', () => {
    expect(at({}, asked, { cashDiscountBp: 100 })).toMatchObject({ verdict: 'below_floor', approvalId: null });
  });
  it('once means once: a spent one serves the line that spent it', () => {
    expect(at({ uses: [{ orderId: 'o-1', lineId: 'ALU150' }] })).toMatchObject({ verdict: 'approved' });
    expect(at({ uses: [{ orderId: 'o-1', lineId: 'other' }] })).toMatchObject({ verdict: 'asks_less' });
    const twice = priced(quote(request([asked, { ...asked, lineId: 'again' }]), world({ approvals: [approval()] })));
    expect(twice.map((found) => found.verdict)).toEqual(['approved', 'asks_less']);
  });
  it('until a day serve every order until then', () => {
    const standing = { orderId: null, validUntil: '2026-11-17' };
    expect(at(standing, line('ALU150', 10))).toMatchObject({ unitMinor: 119_232, verdict: 'approved' });
    expect(at(standing, line('ALU150', 10), { on: '2026-11-18' })).toMatchObject({ unitMinor: 129_600, verdict: 'ok' });
    expect(at(standing, line('ALU150', 10, { askedMinor: 110_000 }))).toMatchObject({ verdict: 'asks_less' });
  });
});

it('tax is the rule closest to the item, of the customer’s country', () => {
  const tax = (code: string, bp: number, skus: string[], country = 'IN') => ({
    code,
    name: code,
    country,
    items: { skus, groups: [], brands: [] },
    bp,
    validFrom: '2026-01-01',
    validTo: '9999-12-31',
    active: true,
  });
  const taxes = [tax('ALL', 1_800, []), tax('SEV', 1_200, ['SEV200']), tax('KSA', 1_500, [], 'SA')];
  const found = quote(request([line('SEV200', 1), line('KHA200', 1)]), world({ rules: { taxes } }));
  expect(priced(found).map((one) => [one.taxBp, one.taxMinor])).toEqual([
    [1_200, 15_120],
    [1_800, 21_060],
  ]);
  expect(found).toMatchObject({ netMinor: 243_000, taxMinor: 36_180, rulesVersion: 7 });
});
