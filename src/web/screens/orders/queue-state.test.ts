import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyQueue, queueAfter, type QueueState } from './queue-state.ts';

interface Row {
  readonly id: string;
  readonly words?: string;
}
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }));
const ids = (state: QueueState<Row>): string[] => state.rows.map((row) => row.id);
const start = (selected: string | null, ...shown: string[]): QueueState<Row> => ({ list: 'work', rows: rows(...shown), selectedId: selected, left: false });
const arrive = (state: QueueState<Row>, ...incoming: string[]): QueueState<Row> =>
  queueAfter(state, { kind: 'arrived', list: 'work', rows: rows(...incoming), selectFirst: true });

describe('rows arriving', () => {
  it('fills an empty queue and selects the first row', () => {
    const state = arrive(emptyQueue<Row>('work'), 'a', 'b');
    expect(ids(state)).toEqual(['a', 'b']);
    expect(state.selectedId).toBe('a');
  });

  it('never reorders rows that are already shown', () => {
    expect(ids(arrive(start('b', 'a', 'b', 'c'), 'c', 'a', 'b'))).toEqual(['a', 'b', 'c']);
  });

  it('puts new rows where the server has them', () => {
    expect(ids(arrive(start('a', 'a', 'b'), 'x', 'a', 'y', 'b'))).toEqual(['x', 'a', 'y', 'b']);
  });

  it('keeps the row that is worked on after it has left the tab, and says so', () => {
    const state = arrive(start('b', 'a', 'b', 'c'), 'a', 'c');
    expect(ids(state)).toEqual(['a', 'b', 'c']);
    expect(state.left).toBe(true);
  });

  it('drops other rows that left', () => {
    expect(ids(arrive(start('b', 'a', 'b', 'c'), 'b'))).toEqual(['b']);
  });

  it('takes newer words of a known row', () => {
    const state = queueAfter(start('a', 'a'), { kind: 'arrived', list: 'work', rows: [{ id: 'a', words: 'new' }], selectFirst: true });
    expect(state.rows[0]?.words).toBe('new');
  });

  it('starts afresh on another list but keeps what is open', () => {
    const state = queueAfter(start('b', 'a', 'b'), { kind: 'arrived', list: 'confirmed', rows: rows('z'), selectFirst: true });
    expect(ids(state)).toEqual(['z']);
    expect(state.selectedId).toBe('b');
    expect(state.left).toBe(false);
  });

  it('selects nothing by itself on a phone', () => {
    expect(queueAfter(emptyQueue<Row>('work'), { kind: 'arrived', list: 'work', rows: rows('a'), selectFirst: false }).selectedId).toBeNull();
  });

  it('shows each incoming row exactly once', () => {
    const some = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(some, some, fc.constantFrom(...'abcdefgh'), (shown, incoming, selected) => {
        const after = ids(arrive(start(selected, ...shown), ...incoming));
        expect(new Set(after).size).toBe(after.length);
        for (const id of incoming) expect(after).toContain(id);
        const extra = after.filter((id) => !incoming.includes(id));
        expect(extra.every((id) => id === selected)).toBe(true);
      }),
    );
  });
});

describe('moving', () => {
  it('goes down and up and stops at the ends', () => {
    expect(queueAfter(start('a', 'a', 'b'), { kind: 'moved', by: 1 }).selectedId).toBe('b');
    expect(queueAfter(start('b', 'a', 'b'), { kind: 'moved', by: 1 }).selectedId).toBe('b');
    expect(queueAfter(start('a', 'a', 'b'), { kind: 'moved', by: -1 }).selectedId).toBe('a');
  });

  it('starts at an end when nothing shown is selected', () => {
    expect(queueAfter(start(null, 'a', 'b'), { kind: 'moved', by: 1 }).selectedId).toBe('a');
    expect(queueAfter(start('gone', 'a', 'b'), { kind: 'moved', by: -1 }).selectedId).toBe('b');
  });

  it('leaves a finished row behind and drops it', () => {
    const state = queueAfter({ ...start('b', 'a', 'b', 'c'), left: true }, { kind: 'moved', by: 1 });
    expect(ids(state)).toEqual(['a', 'c']);
    expect(state.selectedId).toBe('c');
  });

  it('keeps the selection in an empty queue', () => {
    expect(queueAfter(start('x'), { kind: 'moved', by: 1 }).selectedId).toBe('x');
  });
});
