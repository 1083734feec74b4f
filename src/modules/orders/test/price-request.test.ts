import { answerPriceOffer } from '../commands/price-request/answer-price-offer.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rejectOrder } from '../commands/end-order.ts';
import { askPrice } from '../commands/price-request/ask-price.ts';
import { askPriceSchema, type AskPrice } from '../contract.ts';
import { withdrawOrder } from '../index.ts';
import { saveRule } from '../../pricing/commands/rules/save-rule.ts';
import { priceWorld } from './price-world.ts';
import { holdWorld, intake, type HoldWorld, type Name } from './hold-world.ts';

let world: HoldWorld;
beforeAll(async () => {
  world = await holdWorld();
});
beforeEach(() => world.reset());
afterAll(() => world?.db.close());

const { state, unit, card, approvals, answer, correct, offered } = priceWorld(() => world);
const ask = async (name: Name, orderId: string, unitMinor: number | null, more: Partial<AskPrice> = {}) => {
  const { version } = await world.page(orderId);
  const input: AskPrice = { version, lines: [{ lineId: 'l1', unitMinor }], reason: 'competitor', note: 'Balaji is at 1,200', ...more };
  return world.act(world.as(name), (ctx) => askPrice(ctx, orderId, input));
};
const counter = (unitMinor: number) => world.decide('vikram', { choice: 'counter', terms: { lines: [{ lineId: 'l1', unitMinor }] } });

describe('a price that a customer asks', () => {
  it('holds the order and raises one case with margins, floor and history on its card', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    expect(await state(orderId)).toBe('price_hold');
    expect(await world.openCase()).toMatchObject({
      kind: 'price_request',
      subject: { noun: 'order', id: orderId },
      customer: 'C-1042',
      tier: 1,
      personsNeeded: 1,
    });
    expect(await card()).toMatchObject({
      orderId,
      givenMinor: 403_200,
      lines: [
        {
          sku: 'SEV200',
          quantityMilli: 40_000,
          listMinor: 126_000,
          ourUnitMinor: 126_000,
          askedUnitMinor: 115_920,
          askedDiscountBp: 800,
          cost: '100800',
          floorRule: 'margin12',
          marginListBp: 2_000,
          marginAskBp: 1_304,
          settled: false,
        },
      ],
      customer: { code: 'C-1042', creditLimitMinor: 500_000_000, exposureMinor: 0 },
      before: [],
      why: { reason: 'customer_asked' },
    });
    expect((await card()).lines[0]?.floor).toMatch(/^114545\.45/);
  });

  it('within what a clerk might give is still somebody’s decision', async () => {
    const orderId = await world.order({ askedMinor: 123_000 });
    expect(await state(orderId)).toBe('price_hold');
    expect(await card()).toMatchObject({ lines: [{ verdict: 'asks_less', askedDiscountBp: 239 }] });
    expect((await world.decide('vikram', { choice: 'approve' })).ok).toBe(true);
    expect([await state(orderId), await unit(orderId)]).toEqual(['posting', 123_000]);
  });

  it('once approved goes to the ERP at exactly that price, and the approval is spent', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    expect(await world.decide('vikram', { choice: 'approve' })).toMatchObject({ ok: true, value: { kind: 'decided' } });
    expect(await world.page(orderId)).toMatchObject({ state: 'posting', netMinor: 4_636_800, lines: [{ priceMinor: 115_920 }] });
    const by = [`person:${world.id('vikram')}`];
    expect(await approvals()).toMatchObject([{ unit_minor: 115_920, order_id: orderId, valid_until: null, at_most_milli: 40_000, approved_by: by, uses: 1 }]);
    expect(world.heard.filter((event) => event.type === 'order.accepted')).toHaveLength(1);
    const next = await world.order({ askedMinor: 115_920, quantityMilli: 38_000 }, '00000000-0000-7000-8000-00000000000b');
    expect(await state(next), 'once means once').toBe('price_hold');
  });

  it('approved until a day passes by itself in the next order', async () => {
    await world.order({ askedMinor: 115_920 });
    await world.decide('vikram', { choice: 'approve_until', until: '2026-12-17' });
    const next = await world.order({ askedMinor: 115_920, quantityMilli: 38_000 }, '00000000-0000-7000-8000-00000000000b');
    expect([await state(next), await unit(next)]).toEqual(['posting', 115_920]);
    expect(await approvals()).toMatchObject([{ order_id: null, valid_until: '2026-12-17', uses: 2 }]);
    expect(await world.cases()).toHaveLength(1);
    const less = await world.order({ askedMinor: 115_000, quantityMilli: 36_000 }, '00000000-0000-7000-8000-00000000000c');
    expect(await state(less), 'less than was let pass asks again').toBe('price_hold');
  });

  it('not decided in time is not approved', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await world.pass(31);
    expect([await state(orderId), (await world.page(orderId)).waiting?.facts['why']]).toEqual(['needs_desk', 'price_expired']);
    expect(await approvals()).toEqual([]);
    expect((await world.cases()).map((row) => row.state)).toEqual(['expired']);
  });

  it('needs two different people under the floor', async () => {
    const orderId = await world.order({ askedMinor: 110_000 });
    expect(await world.openCase()).toMatchObject({ personsNeeded: 2, tier: 2 });
    expect(await card()).toMatchObject({ lines: [{ verdict: 'below_floor' }] });
    expect(await world.decide('vikram', { choice: 'approve' })).toMatchObject({ ok: false, refusal: { code: 'not_your_tier' } });
    expect(await world.decide('meera', { choice: 'approve' })).toMatchObject({ ok: true, value: { kind: 'agreed' } });
    expect(await world.decide('meera', { choice: 'approve' })).toMatchObject({ ok: false, refusal: { code: 'already_agreed' } });
    expect([await state(orderId), await approvals()]).toEqual(['price_hold', []]);
    expect(await world.decide('anand', { choice: 'approve' })).toMatchObject({ ok: true, value: { kind: 'decided' } });
    expect([await state(orderId), await unit(orderId)]).toEqual(['posting', 110_000]);
    expect(await approvals()).toMatchObject([{ approved_by: [`person:${world.id('meera')}`, `person:${world.id('anand')}`], uses: 1 }]);
  });

  it('under cost takes two different people and a reason', async () => {
    const orderId = await world.order({ askedMinor: 100_000 });
    expect(await state(orderId)).toBe('price_hold');
    expect(await world.openCase()).toMatchObject({ personsNeeded: 2, card: { lines: [{ verdict: 'below_cost' }] } });
    expect(await world.decide('meera', { choice: 'approve' })).toMatchObject({ ok: false, refusal: { code: 'bad_terms' } });
    expect(await approvals()).toEqual([]);
  });

  it('asks again when the order grows beyond what was let pass, and nobody again for lines that stay', async () => {
    const two = { lines: [{ lineId: 'l1' }, { lineId: 'l2' }] };
    const orderId = await world.order({ askedMinor: 115_920 }, undefined, [{ lineId: 'l2', sku: 'ALU150', words: 'aloo', askedMinor: 120_000 }]);
    await world.credit(1);
    await world.decide('vikram', { choice: 'approve' });
    expect(await world.page(orderId)).toMatchObject({ state: 'credit_hold', ...two });
    await correct(orderId, { quantityMilli: 60_000 });
    await world.confirm(orderId);
    expect(await state(orderId)).toBe('price_hold');
    expect((await card()).lines.map((line) => [line.lineId, line.settled])).toEqual([
      ['l1', false],
      ['l2', true],
    ]);
  });

  it('goes with its order: rejected or withdrawn, the question is void', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    const { version } = await world.page(orderId);
    await world.act(world.as('asha'), (ctx) => rejectOrder(ctx, orderId, { version, reason: 'cannot_supply', note: '' }));
    const conversation = '00000000-0000-7000-8000-00000000000b';
    await world.order({ askedMinor: 115_920, quantityMilli: 30_000 }, conversation);
    await world.act(intake, (ctx) => withdrawOrder(ctx, conversation));
    expect((await world.cases()).map((row) => row.state)).toEqual(['withdrawn', 'withdrawn']);
  });
});

describe('a counter-offer', () => {
  it('is put to the customer, and a yes books at it', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    expect((await counter(120_000)).ok).toBe(true);
    expect(await state(orderId)).toBe('needs_customer');
    expect(offered()).toMatchObject([
      { subject: orderId, payload: { kind: 'counter', currency: 'INR', lines: [{ unitMinor: 120_000, askedMinor: 115_920, uom: 'CAR' }] } },
    ]);
    expect(await answer(orderId, 'yes')).toBe('agreed');
    await world.confirm(orderId);
    expect([await state(orderId), await unit(orderId)]).toEqual(['posting', 120_000]);
    expect(await approvals()).toMatchObject([{ unit_minor: 120_000, uses: 1 }]);
    expect(await answer(orderId, 'no'), 'there is nothing open any more').toBe('no_offer');
  });

  it('is not booked before the customer has said yes', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await counter(120_000);
    await world.confirm(orderId);
    expect(await state(orderId)).toBe('needs_desk');
    expect(await world.confirm(orderId, {}, world.as('asha'))).toMatchObject({ ok: true, value: { state: 'price_hold' } });
    expect(await approvals()).toMatchObject([{ uses: 0 }]);
  });

  it('refused by the customer is left to the desk', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await counter(120_000);
    expect(await answer(orderId, 'no')).toBe('refused');
    expect(await approvals()).toMatchObject([{ uses: 0 }]);
    expect(world.heard.filter((event) => event.type === 'order.accepted')).toEqual([]);
    expect(await answer(orderId, 'yes'), 'a second thought is a new question').toBe('no_offer');
  });

  it('refused by the customer ends the request: the same price again goes to the desk, another one is a new request', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await counter(120_000);
    await answer(orderId, 'no');
    await world.confirm(orderId);
    expect(await world.page(orderId)).toMatchObject({ state: 'needs_desk', waiting: { facts: { why: 'price_refused' } } });
    expect(await world.cases(), 'nobody is asked a second time').toHaveLength(1);
    await world.order({ askedMinor: 118_000 });
    expect([await state(orderId), (await world.cases()).length]).toEqual(['price_hold', 2]);
  });

  it('refused by the customer may be asked anew by the desk', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await counter(120_000);
    await answer(orderId, 'no');
    await world.confirm(orderId);
    await world.confirm(orderId, {}, world.as('asha'));
    expect([await state(orderId), (await world.cases()).length]).toEqual(['price_hold', 2]);
  });

  it.each([
    ['under what was asked', 115_000],
    ['over our own price', 127_000],
  ])('%s is none', async (_what, unitMinor) => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await counter(unitMinor);
    expect([await state(orderId), (await world.page(orderId)).waiting?.facts['why']]).toEqual(['needs_desk', 'counter_impossible']);
    expect([await approvals(), offered()]).toEqual([[], []]);
  });

  it('under cost is none', async () => {
    const orderId = await world.order({ askedMinor: 99_000 });
    const terms = { lines: [{ lineId: 'l1', unitMinor: 100_000 }] };
    for (const name of ['meera', 'anand'] as const) await world.decide(name, { choice: 'counter', terms, reason: 'to win the market' });
    expect((await world.page(orderId)).waiting?.facts['why']).toBe('counter_impossible');
    expect(await approvals()).toEqual([]);
  });

  it('is answered by the machine that heard the customer alone', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    expect(await answer(orderId, 'yes'), 'nothing was offered').toBe('no_offer');
    await counter(120_000);
    expect(await world.act(world.as('asha'), (ctx) => answerPriceOffer(ctx, orderId, 'yes'))).toBe('no_offer');
    expect(await state(orderId)).toBe('needs_customer');
  });
});

describe('a price declined', () => {
  it('offers our own price, and a yes books at it', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await world.decide('vikram', { choice: 'decline', reason: 'season' });
    expect(offered()).toMatchObject([{ payload: { kind: 'declined', lines: [{ unitMinor: 126_000, askedMinor: 115_920 }] } }]);
    expect(await answer(orderId, 'yes')).toBe('agreed');
    await world.confirm(orderId);
    expect([await state(orderId), await unit(orderId)]).toEqual(['posting', 126_000]);
    expect(await approvals()).toEqual([]);
  });
});

describe('the same price asked again the same day', () => {
  const next = (line: object, talk = 'b') => world.order({ quantityMilli: 30_000, ...line }, `00000000-0000-7000-8000-00000000000${talk}`);
  it('is said to be refused: our own price is before the customer, and nobody is asked', async () => {
    await world.order({ askedMinor: 115_920 });
    await world.decide('vikram', { choice: 'decline', reason: 'season' });
    const again = await next({ askedMinor: 115_000 });
    expect(await state(again)).toBe('needs_customer');
    expect(offered().at(-1)).toMatchObject({ subject: again, payload: { kind: 'declined', lines: [{ unitMinor: 126_000, askedMinor: 115_000 }] } });
    expect(await world.cases()).toHaveLength(1);
    expect(await answer(again, 'yes')).toBe('agreed');
    await world.confirm(again);
    expect([await state(again), await unit(again)]).toEqual(['posting', 126_000]);
  });

  it('is a new request the next day, for more of it, for another item, or at a better price', async () => {
    await world.order({ askedMinor: 115_920 });
    await world.decide('vikram', { choice: 'decline', reason: 'season' });
    expect(await state(await next({ askedMinor: 115_920, quantityMilli: 80_000 }, 'b'))).toBe('price_hold');
    expect(await state(await next({ askedMinor: 118_000 }, 'c'))).toBe('price_hold');
    expect(await state(await next({ askedMinor: 90_000, sku: 'ALU150', words: 'aloo' }, 'd'))).toBe('price_hold');
    world.clock.advance(24 * 60 * 60_000);
    expect(await state(await next({ askedMinor: 115_920, quantityMilli: 20_000 }, 'e'))).toBe('price_hold');
  });
});

describe('a price that a clerk asks', () => {
  const waiting = async (): Promise<string> => {
    const orderId = await world.order({ sku: null });
    await correct(orderId, { quantityMilli: 40_000 });
    return orderId;
  };
  it('within his own authority passes by itself, kept in his name', async () => {
    const orderId = await waiting();
    expect(await ask('asha', orderId, 121_000)).toMatchObject({ ok: true, value: { state: 'posting' } });
    expect(await unit(orderId)).toBe(121_000);
    expect(await approvals()).toMatchObject([
      { unit_minor: 121_000, order_id: orderId, case_id: `own_authority:${orderId}`, approved_by: [`person:${world.id('asha')}`], uses: 1 },
    ]);
    expect(await world.cases()).toEqual([]);
    expect((await world.page(orderId)).life.map((event) => event.why)).toContain('price_within_authority');
  });

  it('above it is a case that he cannot decide himself', async () => {
    const orderId = await waiting();
    expect(await ask('vikram', orderId, 115_920)).toMatchObject({ ok: true, value: { state: 'price_hold' } });
    expect(await world.openCase()).toMatchObject({
      requestedBy: `person:${world.id('vikram')}`,
      card: { why: { reason: 'competitor', text: 'Balaji is at 1,200' } },
    });
    expect(await world.decide('vikram', { choice: 'approve' })).toMatchObject({ ok: false, refusal: { code: 'own_request' } });
    await world.pass(11);
    expect((await world.decide('meera', { choice: 'approve' })).ok).toBe(true);
    expect([await state(orderId), await unit(orderId)]).toEqual(['posting', 115_920]);
  });

  it('under the floor is never within his authority, however small the discount', async () => {
    await world.floor(400);
    const orderId = await waiting();
    expect(await ask('asha', orderId, 120_500)).toMatchObject({ ok: true, value: { state: 'price_hold' } });
    expect(await world.openCase()).toMatchObject({ personsNeeded: 2, card: { lines: [{ verdict: 'below_floor' }] } });
    expect(await approvals()).toEqual([]);
  });

  it('goes to the desk where the policy lets nobody decide under the floor', async () => {
    const tiers = [{ tier: 1, roles: ['sales_head'], upToBp: 10_000, belowFloor: false, minutes: 10 }];
    const body = { autoUpToBp: 500, tiers, personsBelowFloor: 2, toleranceBp: 50 };
    const policy = { kind: 'policy', company: 'VS01', code: 'approval', body, version: 0, why: 'test' } as const;
    expect(await world.act(world.as('meera'), (ctx) => saveRule(ctx, policy))).toMatchObject({ ok: true });
    const orderId = await world.order({ askedMinor: 110_000 });
    expect(await world.page(orderId)).toMatchObject({ state: 'needs_desk', waiting: { code: 'needs_desk', facts: { why: 'nobody_may_decide' } } });
    expect([await world.cases(), world.heard.filter((event) => event.type === 'order.held').length]).toEqual([[], 1]);
  });

  it('taken back lets our own price stand', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    expect(await ask('asha', orderId, null)).toMatchObject({ ok: true, value: { state: 'posting' } });
    expect(await unit(orderId)).toBe(126_000);
    expect((await world.cases()).map((row) => row.state)).toEqual(['withdrawn']);
  });

  it('is refused where it makes no sense', async () => {
    const orderId = await waiting();
    const refusal = async (asked: ReturnType<typeof ask>) => {
      const result = await asked;
      return result.ok ? 'taken' : result.refusal.code;
    };
    expect(await refusal(ask('rohit', orderId, 115_920))).toBe('forbidden');
    expect(await refusal(ask('asha', orderId, 115_920, { version: 1 }))).toBe('stale_version');
    expect(await refusal(ask('asha', orderId, 115_920, { lines: [{ lineId: 'l9', unitMinor: 115_920 }] }))).toBe('unknown_line');
    for (const unitMinor of [0, -1, 1.5])
      expect(askPriceSchema.safeParse({ version: 1, lines: [{ lineId: 'l1', unitMinor }], reason: 'other' }).success).toBe(false);
    const nowhere = await world.act(world.as('asha'), (ctx) =>
      askPrice(ctx, '00000000-0000-7000-8000-0000000000ff', { version: 1, lines: [{ lineId: 'l1', unitMinor: 1 }], reason: 'other', note: '' }),
    );
    expect(nowhere).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await ask('asha', orderId, 121_000)).toMatchObject({ ok: true });
    expect(await refusal(ask('asha', orderId, 120_900))).toBe('wrong_state');
  });
});
