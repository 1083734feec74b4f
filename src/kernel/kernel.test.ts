import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crockford32, uuidv7 } from './ids.ts';
import { nextState, reachableStates, type Machine } from './machine.ts';
import { minorToText, parseMinor, parseScaled, scaledToText } from './money.ts';
import { convertMilli, extendPrice, milliToText, parseMilli } from './quantity.ts';
import {
  addDays,
  addMs,
  businessDateIn,
  instantFromMs,
  minuteOfDayIn,
  msBetween,
  parseBusinessDate,
  parseInstant,
  weekdayOf,
  type BusinessDate,
  type Instant,
} from './time.ts';

describe('money', () => {
  it('is read exactly or not at all', () => {
    expect(parseMinor('1260.00', 'INR')).toBe(126_000);
    expect(parseMinor('1260', 'INR')).toBe(126_000);
    expect(parseMinor('12.345', 'INR')).toBeNull();
    expect(parseMinor('12.345', 'KWD')).toBe(12_345);
    expect(parseMinor('-0.05', 'SAR')).toBe(-5);
    for (const text of ['', 'NaN', '1e9', '1,260.00', '99999999999999999999.00', '0x10', '１２']) expect(parseMinor(text, 'INR')).toBeNull();
  });

  it('survives the way to text and back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('INR', 'KWD', 'JPY'), (minor, currency) => {
        expect(parseMinor(minorToText(minor, currency), currency)).toBe(minor);
      }),
    );
  });

  it('keeps a zero a zero', () => {
    expect(parseScaled('-0.00', 2)).toBe(0);
    expect(Object.is(parseScaled('-0', 2), -0)).toBe(false);
    expect(scaledToText(5, 3)).toBe('0.005');
  });
});

describe('quantities', () => {
  const carton = { uom: 'CAR', numerator: 30, denominator: 1 };
  const piece = { uom: 'PC', numerator: 1, denominator: 1 };
  const third = { uom: 'T', numerator: 1, denominator: 3 };

  it('convert exactly through the base unit', () => {
    expect(convertMilli(40_000, carton, piece)).toBe(1_200_000);
    expect(convertMilli(1_200_000, piece, carton)).toBe(40_000);
  });

  it('refuse to round', () => {
    expect(convertMilli(10_000, piece, carton)).toBeNull();
    expect(convertMilli(1_000, third, piece)).toBeNull();
  });

  it('come back from any conversion that worked', () => {
    const unit = fc.record({ uom: fc.constant('U'), numerator: fc.integer({ min: 1, max: 500 }), denominator: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), unit, unit, (milli, from, to) => {
        const there = convertMilli(milli, from, to);
        if (there !== null) expect(convertMilli(there, to, from)).toBe(milli);
      }),
    );
  });

  it('cost price times quantity, rounded half away from zero once', () => {
    expect(extendPrice(126_000, 40_000)).toBe(5_040_000);
    expect(extendPrice(333, 1_500)).toBe(500);
    expect(extendPrice(-333, 1_500)).toBe(-500);
  });

  it('read and write as people do', () => {
    expect(parseMilli('2.5')).toBe(2_500);
    expect(parseMilli('2.5555')).toBeNull();
    expect(milliToText(12_000)).toBe('12');
    expect(milliToText(2_500)).toBe('2.5');
  });
});

describe('time', () => {
  const moment = '2026-11-17T20:00:00.000Z' as Instant;

  it('has another day in another zone', () => {
    expect(businessDateIn('Asia/Kolkata', moment)).toBe('2026-11-18');
    expect(businessDateIn('Asia/Riyadh', moment)).toBe('2026-11-17');
    expect(minuteOfDayIn('Asia/Kolkata', moment)).toBe(90);
  });

  it('counts days over month and year ends', () => {
    expect(addDays('2026-12-31' as BusinessDate, 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01' as BusinessDate, -1)).toBe('2028-02-29');
    expect(weekdayOf('2026-11-17' as BusinessDate)).toBe(2);
  });

  it('refuses days that no calendar has', () => {
    for (const text of ['2026-02-30', '2026-13-01', '26-1-1', '', '2026-11-17T00:00']) expect(parseBusinessDate(text)).toBeNull();
    expect(parseBusinessDate('2026-11-17')).toBe('2026-11-17');
    expect(parseInstant('tomorrow')).toBeNull();
    expect(parseInstant('2026-11-17T06:12:00+05:30')).toBe('2026-11-17T00:42:00.000Z');
  });

  it('adds and subtracts milliseconds', () => {
    expect(msBetween(moment, addMs(moment, 1234))).toBe(1234);
    expect(instantFromMs(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('ids', () => {
  it('sort by time and say that they are version 7', () => {
    const random = new Uint8Array(10).fill(255);
    const early = uuidv7(1_700_000_000_000, random);
    expect(early < uuidv7(1_700_000_000_001, new Uint8Array(10))).toBe(true);
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('are written in Crockford’s base 32', () => {
    expect(crockford32(new Uint8Array([0, 0, 0, 0, 0]), 8)).toBe('00000000');
    expect(crockford32(new Uint8Array([255, 255, 255, 255, 255]), 8)).toBe('ZZZZZZZZ');
    expect(crockford32(new Uint8Array([0x08, 0x42]), 3)).toBe('111');
  });
});

describe('a state machine as data', () => {
  const lamp: Machine<'off' | 'on' | 'broken', 'press' | 'drop'> = {
    initial: 'off',
    table: { off: { press: 'on' }, on: { press: 'off', drop: 'broken' }, broken: {} },
  };

  it('moves by events that a state knows', () => {
    expect(nextState(lamp, 'off', 'press')).toBe('on');
    expect(nextState(lamp, 'broken', 'press')).toBeNull();
  });

  it('tells what can be reached', () => {
    expect([...reachableStates(lamp)].toSorted()).toEqual(['broken', 'off', 'on']);
  });
});
