import { expect, it } from 'vitest';
import type { ObjectStanding } from '../../../modules/sync/contract.ts';
import { freshnessOf, waitsForPerson } from './freshness.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const minutesAgo = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
const standing = (more: Partial<ObjectStanding>): ObjectStanding => ({
  object: 'stock',
  how: 'snapshot',
  by: '',
  deletes: 'none',
  records: 100,
  skippedWhy: {},
  skipped: 0,
  asOf: minutesAgo(3),
  reading: false,
  trouble: null,
  ...more,
});
const trouble = { code: 'shrunk', previous: 100, seen: 3, text: '', at: minutesAgo(1) };

it('a record kind is current for as long as its way of reading allows, and looks old after that', () => {
  expect(freshnessOf(standing({}), now)).toBe('current');
  expect(freshnessOf(standing({ asOf: minutesAgo(11) }), now)).toBe('old');
  expect(freshnessOf(standing({ asOf: minutesAgo(25), records: 60_000 }), now)).toBe('current');
  expect(freshnessOf(standing({ object: 'past_order', asOf: minutesAgo(60 * 25) }), now)).toBe('current');
  expect(freshnessOf(standing({ asOf: null }), now)).toBe('never');
});

it('a reading that stopped is said before its age, one that runs before that', () => {
  expect(freshnessOf(standing({ trouble, asOf: null }), now)).toBe('stopped');
  expect(freshnessOf(standing({ trouble, reading: true }), now)).toBe('reading');
});

it('only a shrunken or empty reading waits for a person', () => {
  expect(waitsForPerson({ trouble })).toBe(true);
  expect(waitsForPerson({ trouble: { ...trouble, code: 'erp_away' } })).toBe(false);
  expect(waitsForPerson({ trouble: null })).toBe(false);
});
