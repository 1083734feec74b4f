import type { Ask } from '../../../engines/reading/index.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { PriceOffer } from '../../orders/contract.ts';
import { priceOfferText } from '../domain/replies/price-offer.ts';
import { lockConversation } from '../store/conversation-store.ts';
import { putQuestion } from './ask-customer.ts';

/** Puts our price to the customer as a numbered question. Only a yes to this very question makes it theirs. */
export async function offerPrice(ctx: Ctx, offer: PriceOffer, answerWithinMs: number): Promise<void> {
  const conversation = await lockConversation(ctx, offer.conversationId);
  if (conversation === null) return;
  const ask: Ask = {
    aspect: 'price',
    lineId: null,
    words: offer.lines.map((line) => line.words).join(', '),
    options: [choice('yes'), choice('no')],
    key: ctx.newId(),
  };
  const text = priceOfferText(conversation.language, offer);
  await putQuestion(ctx, { ...conversation, closedAt: null }, { asks: [ask], language: conversation.language, text }, answerWithinMs);
}

const choice = (value: 'yes' | 'no'): Ask['options'][number] => ({ label: value, sku: null, quantityMilli: null, uom: null, value });
