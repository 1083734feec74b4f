import { describe, expect, it } from 'vitest';
import type { LifeEvent } from '../contract.ts';
import { reasonOfChange } from './corrections.ts';

const event = (kind: LifeEvent['kind'], why: string, facts: LifeEvent['facts']): LifeEvent => ({
  seq: 1,
  at: '2026-11-23T06:00:00.000Z',
  kind,
  fromState: null,
  toState: null,
  actor: 'person:asha',
  why,
  facts,
});

describe('the reason of a change', () => {
  const life = [
    event('version', 'line_corrected', { version: 2, reason: 'misread' }),
    event('version', 'line_removed', { version: 3 }),
    event('milestone', 'change_explained', { version: 3, reason: 'out_of_stock' }),
    event('milestone', 'change_explained', { version: 3, reason: 'customer_changed' }),
  ];

  it('is what was said with it, or last after it', () => {
    expect(reasonOfChange(life, 2)).toBe('misread');
    expect(reasonOfChange(life, 3)).toBe('customer_changed');
  });

  it('is unknown when nobody said one, and nothing that only looks like one', () => {
    expect(reasonOfChange(life, 1)).toBeNull();
    expect(reasonOfChange([event('milestone', 'asks_price', { version: 4, reason: 'volume' })], 4)).toBeNull();
  });
});
