import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, sseParser } from './sse.ts';

const stream = ': hello\n\nevent: order.confirmed\nid: 12:3\ndata: {"a":1}\n\ndata: one\ndata: two\n\n';

describe('sseParser', () => {
  it('reads events with their names and ids, and no heartbeat', () => {
    expect(sseParser().push(stream)).toEqual([
      { event: 'order.confirmed', data: '{"a":1}', id: '12:3' },
      { event: 'message', data: 'one\ntwo', id: '12:3' },
    ]);
  });

  it('gives the same events wherever the stream is cut and however its lines end', () => {
    fc.assert(
      fc.property(fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat({ max: stream.length + 8 }), { maxLength: 6 }), (ending, cuts) => {
        const text = `${stream.replaceAll('\n', ending)}: end${ending}`;
        const parser = sseParser();
        const at = [0, ...[...cuts].sort((a, b) => a - b), text.length];
        const events = at.slice(1).flatMap((to, i) => parser.push(text.slice(at[i] ?? 0, to)));
        expect(events).toHaveLength(2);
      }),
    );
  });

  it('keeps an unfinished event until it is complete', () => {
    const parser = sseParser();
    expect(parser.push('data: half')).toEqual([]);
    expect(parser.push('\n')).toEqual([]);
    expect(parser.push('\n')).toEqual([{ event: 'message', data: 'half', id: null }]);
  });
});

describe('backoffMs', () => {
  it('grows to a ceiling and spreads', () => {
    expect(backoffMs(0, 0)).toBe(500);
    expect(backoffMs(2, 0)).toBe(2000);
    expect(backoffMs(50, 0)).toBe(15_000);
    expect(backoffMs(50, 0.999)).toBeLessThanOrEqual(20_000);
  });
});
