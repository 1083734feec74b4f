import { describe, expect, it } from 'vitest';
import { priceOfferText } from './price-offer.ts';

const line = { lineId: 'l1', words: 'sev', itemName: 'Ratlami Sev 200 g', uom: 'CAR', unitMinor: 118_000, askedMinor: 115_000, quantityMilli: null };
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, '');
const said = (language: string, lines: Parameters<typeof priceOfferText>[1]['lines']): readonly string[] =>
  plain(priceOfferText(language, { kind: 'counter', currency: 'INR', lines })).split('\n');

describe('our price, as the customer is told it', () => {
  it('is one question about the price where the quantity stays', () => {
    expect(said('en', [line])).toEqual([
      'We can offer this price:',
      '• sev: ₹1,180.00 / carton',
      'Shall we book at this price?',
      '1. Yes',
      '2. No',
      'Please answer with the number.',
    ]);
  });

  it('is one question about price and quantity where it is for another quantity', () => {
    const both = [{ ...line, quantityMilli: 50_000 }];
    expect(said('en', both).slice(1, 3)).toEqual(['• sev: ₹1,180.00 / carton, if you take 50 carton', 'Shall we book this quantity at this price?']);
    expect(said('hi', both).slice(1, 3)).toEqual(['• sev: 50 पेटी लेने पर ₹1,180.00 / पेटी', 'इतनी मात्रा इस भाव पर बुक करें?']);
    expect(said('ar', both).slice(1, 3)).toEqual(['• sev: ₹1,180.00 / كرتون عند طلب 50 كرتون', 'هل نحجز هذه الكمية بهذا السعر؟']);
    for (const language of ['hi-Latn', 'mr', 'gu', 'ta', 'ur']) expect(said(language, both).join(' '), language).toMatch(/50 .*1,180\.00|1,180\.00.* 50 /);
  });
});
