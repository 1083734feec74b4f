import { describe, expect, it } from 'vitest';
import type { ReadCapability } from '../../../connectors/kit/model.ts';
import type { Instant } from '../../../kernel/time.ts';
import { addMs } from '../../../kernel/time.ts';
import { vanishing } from './completeness.ts';
import { downUntil } from './downtime.ts';
import type { Standing } from './freshness.ts';
import { isDue } from './freshness.ts';
import { orderingKeyOf } from './ordering.ts';
import { reconcile } from './reconcile.ts';

const at = (text: string): Instant => text as Instant;

describe('known downtimes', () => {
  // Sunday 23:00 to Monday 02:30 in India
  const weekly = [{ weekdays: [0], fromMin: 23 * 60, toMin: 150, zone: 'Asia/Kolkata' }];
  it.each([
    ['2026-11-22T17:29:00.000Z', null],
    ['2026-11-22T17:30:00.000Z', '2026-11-22T21:00:00.000Z'],
    ['2026-11-22T20:59:00.000Z', '2026-11-22T21:00:00.000Z'],
    ['2026-11-22T21:00:00.000Z', null],
    ['2026-11-23T17:30:00.000Z', null],
  ])('past midnight, on the clock of the plant: %s → %s', (now, until) => {
    expect(downUntil(weekly, [], at(now))).toBe(until);
  });
  it('within a day, and once', () => {
    const lunch = [{ weekdays: [0, 1, 2, 3, 4, 5, 6], fromMin: 600, toMin: 660, zone: 'UTC' }];
    const planned = [{ from: at('2026-11-22T10:30:00.000Z'), until: at('2026-11-22T12:00:00.000Z') }];
    expect(downUntil(lunch, [], at('2026-11-22T10:15:00.000Z'))).toBe('2026-11-22T11:00:00.000Z');
    expect(downUntil(lunch, planned, at('2026-11-22T10:45:00.000Z'))).toBe('2026-11-22T12:00:00.000Z');
    expect(downUntil(lunch, planned, at('2026-11-22T12:00:00.000Z'))).toBeNull();
  });
});

describe('what is due', () => {
  const now = at('2026-11-23T10:00:00.000Z');
  const delta: ReadCapability = { how: 'delta', by: 'sequence', deletes: 'sweep' };
  const snapshot: ReadCapability = { how: 'snapshot', by: '', deletes: 'none' };
  const standing = (minutes: number, more: Partial<NonNullable<Standing['state']>> = {}): NonNullable<Standing['state']> => ({
    complete: true,
    records: 100,
    finishedAt: addMs(now, -minutes * 60_000),
    sweptAt: addMs(now, -60_000),
    watermark: '7',
    busyUntil: null,
    ...more,
  });
  it('a snapshot every four minutes, a large one less often, history once a day', () => {
    expect(isDue({ object: 'price', can: snapshot, state: standing(3), now })).toBe('nothing');
    expect(isDue({ object: 'price', can: snapshot, state: standing(4), now })).toBe('everything');
    expect(isDue({ object: 'price', can: snapshot, state: standing(4, { records: 200_000 }), now })).toBe('nothing');
    expect(isDue({ object: 'price', can: snapshot, state: standing(40, { records: 200_000 }), now })).toBe('everything');
    expect(isDue({ object: 'past_order', can: snapshot, state: standing(600), now })).toBe('nothing');
  });
  it('changes every minute, keys every six hours', () => {
    expect(isDue({ object: 'item', can: delta, state: standing(0.5), now })).toBe('nothing');
    expect(isDue({ object: 'item', can: delta, state: standing(2), now })).toBe('changes');
    expect(isDue({ object: 'item', can: delta, state: standing(2, { sweptAt: addMs(now, -7 * 3_600_000) }), now })).toBe('changes_and_keys');
    expect(isDue({ object: 'item', can: { ...delta, deletes: 'tombstone' }, state: standing(2, { sweptAt: null }), now })).toBe('changes');
  });
  it('what was never read, or cut short, unless somebody is at it', () => {
    expect(isDue({ object: 'item', can: delta, state: null, now })).toBe('everything');
    expect(isDue({ object: 'item', can: delta, state: standing(0, { complete: false }), now })).toBe('everything');
    expect(isDue({ object: 'item', can: delta, state: standing(0, { complete: false, busyUntil: addMs(now, 1) }), now })).toBe('nothing');
    expect(isDue({ object: 'item', can: delta, state: standing(5, { watermark: null }), now })).toBe('everything');
  });
});

describe('what cannot have vanished', () => {
  it.each([
    [{ held: 100, unseen: 0 }, null],
    [{ held: 100, unseen: 20 }, null],
    [{ held: 100, unseen: 21 }, 'shrunk'],
    [{ held: 3, unseen: 2 }, null],
    [{ held: 3, unseen: 3 }, 'suddenly_empty'],
  ])('%o → %s', (count, why) => {
    expect(vanishing(count)).toBe(why);
  });
});

describe('the line in which bookings wait', () => {
  it('is that of the customer, the production order, or the place', () => {
    expect(orderingKeyOf('sap', 'delivery', { customer: 'C-1', lines: [{ place: 'A' }] })).toBe('sap:C-1');
    expect(orderingKeyOf('sap', 'production_receipt', { productionOrder: '1000001', place: 'A' })).toBe('sap:production:1000001');
    expect(orderingKeyOf('sap', 'stock_movement', { productionOrder: null, lines: [{ place: 'A' }] })).toBe('sap:place:A');
    expect(orderingKeyOf('sap', 'stock_status', { place: 'B' })).toBe('sap:place:B');
  });
});

describe('reconciling', () => {
  it('keeps what a document looked like the first time, and never of one that is there twice', () => {
    const document = (reference: string) => ({ erpKey: reference, reference, state: 'open' as const, digest: 'd', changedAt: null });
    const ours = (reference: string, digest: string | null) => ({ commandId: reference, reference, erpKey: null, digest });
    const result = reconcile([ours('A', null), ours('B', 'd'), ours('C', null)], [document('A'), document('B'), document('C'), document('C')]);
    expect(result.baselines).toEqual([{ commandId: 'A', digest: 'd' }]);
    expect(result.findings.map((finding) => [finding.kind, finding.reference])).toEqual([['doubled', 'C']]);
  });
});
