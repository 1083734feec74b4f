import { expect } from 'vitest';
import { priceCardSchema, type PriceCard } from '../../exceptions/contract.ts';
import { answerPriceOffer } from '../commands/price-request/answer-price-offer.ts';
import { correctLine } from '../commands/correct-line.ts';
import { intake, type HoldWorld } from './hold-world.ts';

/** What tests of asked prices look at and do. `world` is asked each time: it is made before the tests run. */
export function priceWorld(world: () => HoldWorld) {
  const state = async (orderId: string): Promise<string> => (await world().page(orderId)).state;
  const unit = async (orderId: string): Promise<number | null> => (await world().page(orderId)).lines[0]?.priceMinor ?? null;
  const card = async (): Promise<PriceCard> => priceCardSchema.parse((await world().openCase()).card);
  const approvals = async (): Promise<readonly Record<string, unknown>[]> =>
    (
      await world().db.pool.query(
        `select unit_minor, order_id, valid_until, at_most_milli, at_least_milli, approved_by, case_id, (select count(*)::int from pricing.approval_use where approval = a.id) as uses
         from pricing.approval a order by at, id`,
      )
    ).rows as readonly Record<string, unknown>[];
  const answer = (orderId: string, word: 'yes' | 'no') => world().act(intake, (ctx) => answerPriceOffer(ctx, orderId, word));
  const correct = async (orderId: string, change: { quantityMilli: number }): Promise<void> => {
    const { version } = await world().page(orderId);
    const done = await world().act(world().as('asha'), (ctx) => correctLine(ctx, orderId, 'l1', { version, sku: 'SEV200', uom: 'CAR', ...change }));
    expect(done).toMatchObject({ ok: true });
  };
  const offered = () => world().heard.filter((event) => event.type === 'order.price_offered');
  return { state, unit, card, approvals, answer, correct, offered };
}
