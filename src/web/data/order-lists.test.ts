import { describe, expect, it } from 'vitest';
import type { OrderRow } from '../../modules/orders/contract.ts';
import { listPageOf, patchedPages, type OrderListPage, type OrderPages } from './order-lists.ts';

const asOf = '2026-11-23T06:00:00.000Z';
const row = (id: string, change: Partial<OrderRow> = {}): OrderRow => ({
  id,
  number: `K-${id}`,
  version: 1,
  state: 'needs_desk',
  customer: null,
  customerName: null,
  sender: null,
  conversationId: null,
  netMinor: 100,
  currency: 'INR',
  lineCount: 1,
  preview: '',
  waiting: null,
  erpNumber: null,
  requestedDate: null,
  createdAt: asOf,
  updatedAt: asOf,
  clock: { ours: 0, customer: 0, approver: 0, erp: 0, running: 'ours', quietWindow: 0 },
  cutOffAt: null,
  assignedTo: null,
  snoozed: null,
  noteCount: 0,
  lookers: [],
  ...change,
});
const page = (rows: readonly OrderRow[], nextCursor: string | null = null, counts: Record<string, number> = { needs_desk: 9 }): OrderListPage =>
  listPageOf({ rows: [...rows], counts, desk: { mine: 0, unassigned: 0, snoozed: 0 }, nextCursor, asOf }, 7);
const pages = (...each: OrderListPage[]): OrderPages => ({ pages: each, pageParams: each.map(() => null) });
const idsOf = (data: OrderPages): string[][] => data.pages.map(({ rows }) => rows.map(({ id }) => id));
const patch = (data: OrderPages, asked: readonly string[], answered: readonly OrderRow[], sort: 'urgency' | 'newest' = 'urgency'): OrderPages =>
  patchedPages(data, { asked: new Set(asked), answer: page(answered, null, { needs_desk: 8 }), sort });

describe('a list of orders of which a few have changed', () => {
  const before = pages(
    page([row('a', { netMinor: 500 }), row('b', { netMinor: 400 })], 'c1'),
    page([row('c', { netMinor: 300 }), row('d', { netMinor: 200 })]),
  );

  it('replaces the row where it stands, even when it ranks elsewhere now, and touches no other page', () => {
    const after = patch(before, ['c'], [row('c', { netMinor: 900, version: 2 })]);
    expect(idsOf(after)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(after.pages[1]?.rows[0]).toMatchObject({ version: 2, readAt: 7 });
    expect(after.pages[1]?.rows[1]).toBe(before.pages[1]?.rows[1]);
    expect(after.pages[0]?.rows).toBe(before.pages[0]?.rows);
  });

  it('lets go what was asked for and is not shown any more', () => {
    expect(idsOf(patch(before, ['b'], []))).toEqual([['a'], ['c', 'd']]);
  });

  it('lets a new one in where it ranks: by urgency', () => {
    expect(idsOf(patch(before, ['n'], [row('n', { netMinor: 350 })]))).toEqual([
      ['a', 'b'],
      ['n', 'c', 'd'],
    ]);
    expect(idsOf(patch(before, ['n'], [row('n', { state: 'needs_customer', netMinor: 350 })]))[1]).toEqual(['c', 'd', 'n']);
  });

  it('lets a new one in where it ranks: newest first', () => {
    const later = row('n', { updatedAt: '2026-11-23T07:00:00.000Z' });
    expect(idsOf(patch(before, ['n'], [later], 'newest'))[0]).toEqual(['n', 'a', 'b']);
  });

  it('leaves what ranks after everything that was read to the page that holds it', () => {
    const more = pages(page([row('a', { netMinor: 500 })], 'c1'));
    expect(idsOf(patch(more, ['n'], [row('n', { netMinor: 1 })]))).toEqual([['a']]);
  });

  it('keeps the newest counts, and the mark from which the next waking is asked', () => {
    expect(patch(before, [], []).pages[0]).toMatchObject({ counts: { needs_desk: 8 }, asOf, nextCursor: 'c1' });
  });
});
