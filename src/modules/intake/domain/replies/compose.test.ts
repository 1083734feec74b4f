import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../../engines/reading/index.ts';
import { amountText, confirmationText, fill, questionText, shown } from './compose.ts';
import { replyTexts, textsFor } from './texts.ts';

const option = (label: string, set: Partial<Ask['options'][number]> = {}): Ask['options'][number] => ({
  label,
  sku: null,
  quantityMilli: null,
  uom: null,
  value: null,
  ...set,
});
const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');

describe('what we say to customers', () => {
  it('confirms with the ERP number, lines in the customer’s words and ours, total and day', () => {
    const lines = [{ words: 'sev', itemName: 'Ratlami Sev 200 g (SEV200)', quantityMilli: 40_000, uom: 'CAR' }];
    const text = plain(confirmationText('hi-Latn', { number: '100017', lines, netMinor: 5_040_000, currency: 'INR', tax: null, requestedDate: '2026-11-18' }));
    expect(text).toContain('100017');
    expect(text).toContain('• sev → 40 peti · Ratlami Sev 200 g (SEV200)');
    expect(text).toContain('₹50,400.00');
    expect(text).toContain('18 November');
  });

  it('names what goes along free, and the tax with what is to be paid', () => {
    const lines = [
      { words: 'papad 20', itemName: 'Urad Papad 400 g (UPD400)', quantityMilli: 20_000, uom: 'CAR' },
      { words: '', itemName: 'Urad Papad 400 g (UPD400)', quantityMilli: 2_000, uom: 'CAR', free: true },
    ];
    const order = { number: '7', lines, netMinor: 5_950_000, currency: 'INR', tax: { taxMinor: 297_500, grossMinor: 6_247_500 }, requestedDate: null };
    const text = plain(confirmationText('en', order));
    expect(text).toContain('• 2 carton · Urad Papad 400 g (UPD400) (free)');
    expect(text).toContain('Total ₹59,500.00 before tax\nWith tax of ₹2,975.00: ₹62,475.00');
    expect(plain(confirmationText('ar', { ...order, currency: 'SAR' }))).toContain('مع الضريبة SAR 2,975.00: SAR 62,475.00');
  });

  it('answers in Arabic with the Arabic unit', () => {
    const lines = [{ words: 'بطاطس', itemName: 'CHP5', quantityMilli: 2_000, uom: 'CAR' }];
    expect(plain(confirmationText('ar', { number: '7', lines, netMinor: 10_050, currency: 'SAR', tax: null, requestedDate: null }))).toContain('2 كرتون');
  });

  it('numbers all options through, so that one figure is one answer', () => {
    const asks: Ask[] = [
      { aspect: 'item', lineId: 'a', words: 'bhujia', options: [option('Aloo bhujia 150 g'), option('Bikaneri bhujia 200 g')] },
      {
        aspect: 'quantity',
        lineId: 'b',
        words: 'sev',
        options: [option('500', { quantityMilli: 500_000, uom: 'CAR' }), option('50', { quantityMilli: 50_000, uom: 'CAR' })],
      },
    ];
    const text = plain(questionText('en', asks));
    expect(text).toContain('2. Bikaneri bhujia 200 g');
    expect(text).toContain('3. 500 carton');
    expect(text).toContain('4. 50 carton');
  });

  it('never reads places in what a customer wrote', () => {
    expect(fill('“{words}”, which one?', { words: '{number}' })).toBe('“{number}”, which one?');
  });

  it('sends no control or direction characters back', () => {
    expect(shown('a\u202eb\u0000c\nd', 20)).toBe('a b c d');
  });

  it('writes lakhs for rupees and thousands for other money', () => {
    expect(amountText(12_345_678_90, 'INR')).toBe('₹1,23,45,678.90');
    expect(amountText(1_234_567, 'KWD')).toBe('KWD 1,234.567');
  });

  it('has every sentence in every language, and falls back to the base language', () => {
    const keys = Object.keys(textsFor('en'));
    for (const texts of Object.values(replyTexts)) expect(Object.keys(texts).toSorted()).toEqual(keys.toSorted());
    expect(textsFor('ar-Latn')).toBe(replyTexts['ar']);
    expect(textsFor('xx')).toBe(replyTexts['en']);
  });
});
