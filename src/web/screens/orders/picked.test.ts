import { describe, expect, it } from 'vitest';
import { extendPick, nonePicked, pickedOf, togglePick } from './picked.ts';

const ids = ['a', 'b', 'c'];

describe('picking rows', () => {
  it('is taken back by picking again', () => {
    const one = togglePick(nonePicked, 'a');
    expect([...one]).toEqual(['a']);
    expect(togglePick(one, 'a').size).toBe(0);
    expect(togglePick(one, null)).toBe(one);
  });
  it('grows along the list, and stops at its ends', () => {
    expect([...extendPick(nonePicked, ids, 'a', 1)]).toEqual(['a', 'b']);
    expect([...extendPick(new Set(['a', 'b']), ids, 'b', 1)]).toEqual(['a', 'b', 'c']);
    expect([...extendPick(nonePicked, ids, 'c', 1)]).toEqual(['c']);
    expect([...extendPick(nonePicked, ids, 'b', -1)].toSorted()).toEqual(['a', 'b']);
  });
  it('keeps the order of the list, and forgets rows that have gone', () => {
    const rows = ids.map((id) => ({ id }));
    expect(pickedOf(rows, new Set(['c', 'gone', 'a']))).toEqual([{ id: 'a' }, { id: 'c' }]);
  });
});
