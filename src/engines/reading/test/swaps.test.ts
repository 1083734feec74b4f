import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../types.ts';
import { short, talk, vindhyaReader } from './vindhya.ts';

const reader = vindhyaReader();
const after = (...turns: string[]): Reading => reader.read(talk(turns));
const stands = (text: string): Reading => reader.read({ ...talk([text]), standing: true });
const order = '40 peti sev 20 peti khatta meetha';
const sure = (reading: Reading): boolean => reading.lines.every((line) => line.decision === 'auto');

describe('one thing in place of another', () => {
  it.each([
    'sev ki jagah aloo bhujia 150g',
    'sev ke badle aloo 150g bhej do',
    'sev ko aloo bhujia 150g se badal do',
    'सेव की जगह आलू भुजिया 150g',
    'instead of sev send aloo bhujia 150g',
    'instead of sev, aloo bhujia 150g',
    'send aloo bhujia 150g instead of sev',
    'replace sev with aloo bhujia 150g',
    'swap sev for aloo bhujia 150g',
    'change sev to aloo bhujia 150g',
    'sev to be replaced by aloo bhujia 150g',
    'sev nahi aloo bhujia 150g bhejo',
    'بدل السيف aloo bhujia 150g',
    'aloo bhujia 150g بدل السيف',
    'غير السيف ل aloo bhujia 150g',
    'استبدل السيف ب aloo bhujia 150g',
  ])('“%s” takes its place and its quantity', (text) => {
    const reading = after(order, text);
    expect(short(reading)).toEqual(['ALU150 40 CAR', 'KHA200 20 CAR']);
    expect(sure(reading)).toBe(true);
  });

  it.each(['sev nahi, aloo bhujia 150g', 'not sev, aloo bhujia 150g'])('“%s” too: what follows a denial comes in its place', (text) => {
    expect(short(after(order, text))).toEqual(['KHA200 20 CAR', 'ALU150 40 CAR']);
  });

  it.each([
    ['sev ki jagah 25 peti aloo 150g kar do', ['ALU150 25 CAR', 'KHA200 20 CAR']],
    ['replace sev with 25 ctn aloo bhujia 150g', ['ALU150 25 CAR', 'KHA200 20 CAR']],
    ['بدل السيف ٢٥ كرتون aloo bhujia 150g', ['ALU150 25 CAR', 'KHA200 20 CAR']],
    ['sev nahi, aloo 25', ['KHA200 20 CAR', 'ALU150 25 CAR']],
    ['10 peti sev ki jagah aloo 150g', ['SEV200 30 CAR', 'ALU150 10 CAR', 'KHA200 20 CAR']],
    ['sev ki jagah aloo 150g aur khatta ki jagah chakli', ['ALU150 40 CAR', 'CHK200 20 CAR']],
  ])('“%s” in the quantity that was said', (text, lines) => expect(short(after(order, text))).toEqual(lines));

  it('that is on the order already, is not clear, or is named for nothing that was ordered, is asked', () => {
    for (const text of ['sev ki jagah khatta', 'sev ki jagah kuch naya', 'chakli ki jagah aloo 150g']) {
      const reading = after(order, text);
      expect(sure(reading), text).toBe(false);
    }
  });

  it('that hangs on something is no swap', () => {
    expect(short(after('40 peti sev', 'agar aloo 150g nahi hai to sev ki jagah khatta')).slice(0, 1)).toEqual(['SEV200 40 CAR']);
  });
});

describe('a new quantity of what was ordered', () => {
  it.each([
    'change sev to 50',
    'make sev 50 instead of 40',
    'sev 50 kar do',
    'sev ko 50 karo',
    'sev 40 se 50 kar do',
    'sev 50 rakh do',
    'sev only 50',
    'increase sev to 50',
    'increase sev by 10',
    'sev 10 badha do',
    'सेव 50 कर दो',
    'خلي السيف ٥٠',
    'زود السيف ل ٥٠',
    'السيف خليها ٥٠ كرتون',
  ])('“%s” is fifty', (text) => {
    const reading = after(order, text);
    expect(short(reading)).toEqual(['SEV200 50 CAR', 'KHA200 20 CAR']);
    expect(sure(reading)).toBe(true);
  });

  it('less is the difference or the new figure, as the words say', () => {
    for (const text of ['reduce sev by 10', 'reduce sev to 30', 'sev 10 kam kar do']) expect(short(after(order, text))[0], text).toBe('SEV200 30 CAR');
  });

  it('is the same whatever figure is said', () => {
    const forms = ['change sev to #', 'sev # kar do', 'make sev # instead of 40', 'خلي السيف #', 'sev only #'];
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.integer({ min: 21, max: 90 }), (form, figure) => {
        expect(short(after(order, form.replace('#', String(figure))))).toEqual([`SEV200 ${figure} CAR`, 'KHA200 20 CAR']);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an order that stands', () => {
  const whole = ['SEV200 35 CAR', 'CHP5 20 CAR'];
  it.each([
    ['change sev to 50', ['SEV200 50 CAR', 'CHP5 20 CAR']],
    ['sev 50 kar do', ['SEV200 50 CAR', 'CHP5 20 CAR']],
    ['خلي السيف ٥٠', ['SEV200 50 CAR', 'CHP5 20 CAR']],
    ['sev ki jagah aloo 150g', ['ALU150 35 CAR', 'CHP5 20 CAR']],
    ['instead of sev send aloo bhujia 150g', ['ALU150 35 CAR', 'CHP5 20 CAR']],
    ['بدل السيف aloo bhujia 150g', ['ALU150 35 CAR', 'CHP5 20 CAR']],
    ['sev nahi, aloo 150g 20', ['CHP5 20 CAR', 'ALU150 20 CAR']],
  ])('is changed by “%s”', (text, lines) => {
    const reading = stands(text);
    expect([reading.intent, ...short(reading)]).toEqual(['amend', ...lines]);
    expect(sure(reading)).toBe(true);
  });

  it.each(['50 peti sev', '50 peti sev bhej do', 'make 30 ctn aloo bhujia 150g', 'khatta meetha 10 peti kar do'])(
    'is not changed by an order of something else or by no word of change: “%s”',
    (text) => {
      const reading = stands(text);
      expect(reading.intent).toBe('order');
      expect(short(reading)).not.toEqual(expect.arrayContaining(whole.slice(1)));
    },
  );
});
