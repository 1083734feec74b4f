import { holdOrder } from './commands/hold-order.ts';
import { waitsForCredit } from './commands/holds/settle-hold.ts';
import { answerPriceOffer } from './commands/price-request/answer-price-offer.ts';
import { requoteLines } from './commands/price-request/requote-lines.ts';

/** What other modules may do with orders that wait for a decision; one part of the face. Each function says itself what it promises. */
export const holds = { holdOrder, waitsForCredit, answerPriceOffer, requoteLines } as const;
