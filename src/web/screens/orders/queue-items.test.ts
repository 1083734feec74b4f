import { describe, expect, it } from 'vitest';
import type { ConversationRow } from '../../../modules/intake/contract.ts';
import type { OrderRow } from '../../../modules/orders/contract.ts';
import { byUrgency, countOfTab, orderItem, tabBeside, talkItem } from './queue-items.ts';

const order = (id: string, state: string, createdAt: string) => orderItem({ id, state, createdAt } as OrderRow);

describe('byUrgency', () => {
  it('puts what needs the desk first, longest waiting on top, and what is still being read last', () => {
    const items = [
      order('reading', 'assembling', '2026-11-17T00:00:00Z'),
      order('late', 'needs_desk', '2026-11-17T02:00:00Z'),
      order('early', 'needs_desk', '2026-11-17T01:00:00Z'),
      order('held', 'credit_hold', '2026-11-17T00:30:00Z'),
      talkItem({ id: 'stranger', openedAt: '2026-11-17T01:30:00Z' } as ConversationRow),
    ];
    expect(items.toSorted(byUrgency).map((item) => item.id)).toEqual(['early', 'stranger', 'late', 'held', 'reading']);
  });
});

describe('tabs', () => {
  it('stop at the ends', () => {
    expect(tabBeside('work', -1)).toBe('work');
    expect(tabBeside('work', 1)).toBe('customer');
    expect(tabBeside('all', 1)).toBe('all');
  });

  it('count the orders of their states', () => {
    expect(countOfTab(['needs_desk', 'credit_hold'], { needs_desk: 3, confirmed: 9 })).toBe(3);
    expect(countOfTab(null, { needs_desk: 3 })).toBeNull();
  });
});
