import { describe, expect, it } from 'vitest';
import { countOfTab, tabBeside } from './queue-items.ts';

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
