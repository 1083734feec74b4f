import { describe, expect, it } from 'vitest';
import { actions, keyMap, keyName, keyOf, resolveKey, type KeyPlace, type KeyPress } from './key-map.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  repeat: false,
  ...more,
});
const orders: KeyPlace = { scopes: ['global', 'orders'], typing: false, onControl: false, pending: null };

describe('the keyboard map', () => {
  it('has a key for every action and no key twice in one place', () => {
    for (const action of actions) expect(keyOf(action), action).not.toBe('');
    for (const scope of ['orders', 'order_page', 'aliases', 'reading', 'approvals'] as const) {
      const keys = keyMap.filter((binding) => binding.scope === 'global' || binding.scope === scope).flatMap((binding) => binding.keys);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('has no sequence whose first key does something by itself', () => {
    const keys = keyMap.flatMap((binding) => binding.keys);
    for (const sequence of keys.filter((key) => key.includes(' '))) expect(keys).not.toContain(sequence.split(' ')[0]);
  });
});

describe('resolveKey', () => {
  it('accepts with one Enter', () => {
    expect(resolveKey(press('Enter'), orders)).toEqual({ kind: 'run', action: 'accept', key: 'Enter' });
  });

  it('leaves Enter to a focused button and every letter to a field', () => {
    expect(resolveKey(press('Enter'), { ...orders, onControl: true })).toEqual({ kind: 'none' });
    expect(resolveKey(press('j'), { ...orders, typing: true })).toEqual({ kind: 'none' });
    expect(resolveKey(press('k', { ctrlKey: true }), { ...orders, typing: true })).toMatchObject({ action: 'command_bar' });
  });

  it('stays out of the way of composition, Alt and browser shortcuts', () => {
    expect(resolveKey(press('j', { isComposing: true }), orders)).toEqual({ kind: 'none' });
    expect(resolveKey(press('j', { altKey: true }), orders)).toEqual({ kind: 'none' });
    expect(resolveKey(press('r', { ctrlKey: true }), orders)).toEqual({ kind: 'none' });
  });

  it('repeats moving but never a decision when a key is held down', () => {
    expect(resolveKey(press('j', { repeat: true }), orders)).toMatchObject({ action: 'next' });
    expect(resolveKey(press('Enter', { repeat: true }), orders)).toEqual({ kind: 'none' });
  });

  it('tells which candidate a digit picks', () => {
    expect(resolveKey(press('3'), orders)).toEqual({ kind: 'run', action: 'pick', key: '3' });
    expect(resolveKey(press('6'), orders)).toEqual({ kind: 'none' });
  });

  it('waits for the second key of a sequence and gives it up for a plain key', () => {
    expect(resolveKey(press('g'), orders)).toEqual({ kind: 'wait', pending: 'g' });
    expect(resolveKey(press('e'), { ...orders, pending: 'g' })).toMatchObject({ action: 'go_erp' });
    expect(resolveKey(press('j'), { ...orders, pending: 'g' })).toMatchObject({ action: 'next' });
  });

  it('works on an Arabic and on a Hindi keyboard', () => {
    expect(keyName(press('ت', { code: 'KeyJ' }))).toBe('j');
    expect(keyName(press('र', { code: 'KeyJ' }))).toBe('j');
    expect(keyName(press('٣', { code: 'Digit3' }))).toBe('3');
    expect(keyName(press('؟', { code: 'Slash', shiftKey: true }))).toBe('?');
  });

  it('does not take the keys of another screen', () => {
    expect(resolveKey(press('j'), { ...orders, scopes: ['global'] })).toEqual({ kind: 'none' });
  });
});
