import { describe, expect, it } from 'vitest';
import type { Reading, ReadingCustomer } from '../types.ts';
import { short, shree, talk, vindhyaReader } from './vindhya.ts';

const reader = vindhyaReader();
const read = (text: string, customer: ReadingCustomer = shree): Reading => reader.read(talk(text.split('//'), customer));

describe('a message about an order that stands', () => {
  it.each([
    ['In my last order make khatta meetha 5 peti', 'last_order', ['SEV200 35 CAR', 'CHP5 20 CAR', 'KHA200 5 CAR']],
    ['pichle order me sev 35 ki jagah 30 kar do', 'last_order', ['SEV200 30 CAR', 'CHP5 20 CAR']],
    ['Thursday order: remove chips', 'last_order', ['SEV200 35 CAR']],
    ['order of 10 November: khatta 15 kar do', 'O2', ['SEV200 30 CAR', 'CHP5 40 CAR', 'KHA200 15 CAR']],
  ])('%s: is changed, and the reading gives the whole order', (text, refersTo, lines) => {
    const reading = read(text);
    expect(reading.intent).toBe('amend');
    expect(reading.refersTo).toBe(refersTo);
    expect(short(reading)).toEqual(lines);
    expect(reading.requestedDate).toBeNull();
  });

  it.each(['yesterday’s order: add 5 peti sev', 'طلبية امس زيد عليها بطاطس ٥ كرتون', 'repeat the October order', 'cancel the Saturday order'])(
    '"%s" points to none on file: it is asked, nothing is guessed',
    (text) => {
      const reading = read(text);
      expect(reading.disposition).toBe('clarify');
      expect(reading.lines).toEqual([]);
      expect(reading.asks.map((ask) => ask.aspect)).toContain('ref');
    },
  );

  it('is repeated for each of the places named together', () => {
    const reading = read('usual for Palasia and Rajwada');
    expect(reading.lines.map((line) => line.shipTo)).toEqual(['S1', 'S1', 'S2', 'S2']);
  });

  it.each([
    ['cancel my order of last Thursday', 'last_order'],
    ['الغي الطلبية الاخيرة', 'last_order'],
  ])('"%s" is cancelled', (text, refersTo) => {
    const reading = read(text);
    expect([reading.intent, reading.disposition, reading.refersTo]).toEqual(['cancel', 'auto', refersTo]);
  });
});

describe('a message that orders nothing', () => {
  it.each([
    ['khatta 10 peti kharab aaya, wapas lo', 'complaint'],
    ['received only 10 peti sev against 12', 'complaint'],
    ['cheque bounce ho gaya tha. dobara laga do 15 tarikh ko', 'payment'],
    ['pls send COA and price list', 'inquiry'],
    ['sev 200 ka rate kya hai? 100 peti lena hai to batao', 'inquiry'],
    ['sorry wrong number', 'chitchat'],
  ])('"%s" is %s and books nothing', (text, intent) => {
    const reading = read(text);
    expect(reading.intent).toBe(intent);
    expect(reading.lines).toEqual([]);
  });

  it('is split from the order that follows it', () => {
    const reading = read('khatta kharab nikla. aur sev 20 peti bhej do');
    expect(short(reading)).toEqual(['SEV200 20 CAR']);
    expect(reading.flags).toContain('mixed_complaint');
  });
});

describe('corrections', () => {
  it.each([
    ['sev 20 peti//no wait 25', ['SEV200 25 CAR']],
    ['sev 12 peti//sev 24 kar do 12 nahi', ['SEV200 24 CAR']],
    ['sev 20 peti//chakli 5 peti//chakli rehne do abhi', ['SEV200 20 CAR']],
  ])('%s', (text, lines) => {
    expect(short(read(text))).toEqual(lines);
  });

  it('asks for a choice that the message leaves open', () => {
    expect(read('sev 20 ya aloo 10 bhej do').disposition).toBe('clarify');
  });
});

describe('places', () => {
  const mills: ReadingCustomer = {
    ...shree,
    shipTos: [
      { code: 'U1', names: ['Unit 1 Avinashi'], isDefault: true },
      { code: 'U2', names: ['Unit 2 Perumanallur'], hints: ['Kunnathur Road'], isDefault: false },
    ],
    contacts: [{ name: 'Gokul', shipTo: 'U2' }],
  };

  it.each([
    ['sev 20 peti. deliver to unit 2', 'U2'],
    ['sev 20 peti, kunnathur road', 'U2'],
    ['sev 20 peti, அவினாசி', 'U1'],
    ['Gokul. sev 20 peti', 'U2'],
    ['sev 20 peti. unit 2 pe nahi, avinashi me utarna', 'U1'],
    ['sev 20 peti', null],
  ])('%s', (text, code) => {
    expect(read(text, mills).shipTo).toBe(code);
  });
});

describe('days', () => {
  it.each([
    ['sev 20 peti, 05-Dec-2026', '2026-12-05'],
    ['sev 20 peti. kal budhvar hai, aaj hi bhej dena', '2026-11-17'],
    ['sev 20 peti. Required on 19th without fail', '2026-11-19'],
    ['sev 20 peti. 20 tak pahucha dena', '2026-11-20'],
  ])('%s', (text, day) => {
    expect(read(text).requestedDate).toBe(day);
  });
});
