import { expect, it } from 'vitest';
import { clockOf, instantOf, localOf, minutesOf } from './downtime-texts.ts';

it('a time of day goes to minutes and back; what is none is none', () => {
  expect(minutesOf('23:59')).toBe(1439);
  for (const minutes of [0, 61, 1439]) expect(minutesOf(clockOf(minutes))).toBe(minutes);
  for (const wrong of ['', '24:00', '7', '12:60', 'x']) expect(minutesOf(wrong), wrong).toBe(null);
});

it('a moment goes to the field and back in whatever zone', () => {
  expect(instantOf(localOf('2026-03-29T01:30:00.000Z'))).toBe('2026-03-29T01:30:00.000Z');
  expect(localOf('no moment')).toBe('');
  expect(instantOf('')).toBe('');
});
