import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDate, Instant } from '../../../kernel/time.ts';
import { cutOffAt, instantIn } from './cut-off.ts';
import { cursorOf, markOf } from './page-mark.ts';
import { itemMark, searchedFor, searchQuery, searchWords } from './search-words.ts';
import { sleeps } from './snooze.ts';

const zone = 'Asia/Kolkata';
const came = '2026-11-17T06:00:00.000Z' as Instant;
const day = (date: string) => date as BusinessDate;

describe('the cut-off of an order', () => {
  it('is the customer’s time on the day that its lead time asks for', () => {
    expect(cutOffAt({ requestedDate: day('2026-11-20'), createdAt: came }, zone, { cutOff: '16:30', leadDays: 2 })).toBe('2026-11-18T11:00:00.000Z');
  });
  it('is the end of the day before when only the day is known', () => {
    expect(cutOffAt({ requestedDate: day('2026-11-20'), createdAt: came }, zone, { cutOff: null, leadDays: null })).toBe('2026-11-19T18:30:00.000Z');
  });
  it('is the next one when no day was asked for', () => {
    const rule = { cutOff: '11:00', leadDays: null };
    expect(cutOffAt({ requestedDate: null, createdAt: '2026-11-17T05:00:00.000Z' as Instant }, zone, rule)).toBe('2026-11-17T05:30:00.000Z');
    expect(cutOffAt({ requestedDate: null, createdAt: came }, zone, rule)).toBe('2026-11-18T05:30:00.000Z');
  });
  it('is unknown when neither is', () => expect(cutOffAt({ requestedDate: null, createdAt: came }, zone, { cutOff: null, leadDays: null })).toBeNull());
  it('follows summer time', () => {
    expect(instantIn('Europe/Berlin', day('2026-10-24'), 16 * 60)).toBe('2026-10-24T14:00:00.000Z');
    expect(instantIn('Europe/Berlin', day('2026-10-26'), 16 * 60)).toBe('2026-10-26T15:00:00.000Z');
  });
});

describe('a snoozed order', () => {
  const asleep = { version: 3, snoozedVersion: 3, snoozedUntil: came };
  it('sleeps until its time', () => {
    expect(sleeps(asleep, '2026-11-17T05:59:59.999Z' as Instant)).toBe(true);
    expect(sleeps(asleep, came)).toBe(false);
  });
  it('wakes when something changes', () => {
    expect(sleeps({ ...asleep, snoozedUntil: null }, came)).toBe(true);
    expect(sleeps({ ...asleep, version: 4, snoozedUntil: null }, came)).toBe(false);
  });
});

describe('what an order is found by', () => {
  const order = {
    number: 'K-000120',
    erpNumber: '0060000123',
    customer: 'C-1042',
    poNumber: 'PO/77-A',
    sender: '919999900001',
    preview: '40 पेटी सेव',
    lines: [{ sku: 'SEV200', words: 'Sev!' }],
  };
  it('are words of every script, codes in one and in parts, and the last digits of a phone', () => {
    const { head, lines } = searchWords(order);
    expect(head).toEqual(expect.arrayContaining(['k000120', '120', '60000123', 'c1042', 'po77a', '9999900001', 'पेटी', 'customer=c-1042']));
    expect(lines).toEqual(['item=sev200', 'sev', 'sev200']);
  });
  it('lets nothing through to the database but letters, marks and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of searchedFor(text)) expect(word).toMatch(/^[\p{L}\p{M}\p{N}]{1,60}$/u);
        expect(itemMark(text)).toMatch(/^item=[\p{L}\p{M}\p{N}-]*$/u);
      }),
    );
  });
  it('asks for every word, by its beginning or by what is named so', () => {
    expect(
      searchQuery([
        { word: 'sev', marks: ['item=sev200'] },
        { word: '40', marks: [] },
      ]),
    ).toBe("('sev':* | 'item=sev200') & ('40':*)");
  });
});

describe('a cursor', () => {
  const id = '00000000-0000-7000-8000-00000000000a';
  it('comes back as it was', () => {
    const urgent = { sort: 'urgency', asOf: came, band: 1, score: 77, id } as const;
    expect(markOf(cursorOf(urgent))).toEqual(urgent);
    const newest = { sort: 'newest', at: came, id } as const;
    expect(markOf(cursorOf(newest))).toEqual(newest);
  });
  it('that is none of ours means the top', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(markOf(text)).toBeNull();
      }),
    );
    expect(markOf(`u|${came}|x|1|${id}`)).toBeNull();
  });
});
