import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../../../kernel/time.ts';
import { assembleTurns, effectiveMessages, type AskedQuestion, type SpokenEvent } from './turns.ts';

const start = '2026-11-17T00:50:05.000Z' as Instant;
const at = (seconds: number): Instant => addMs(start, seconds * 1000);
const said = (id: string, seconds: number, text: string): SpokenEvent => ({
  key: `message:${id}`,
  kind: 'message',
  messageId: id,
  refersTo: null,
  sentAt: at(seconds),
  text,
});
const edited = (of: string, seconds: number, text: string): SpokenEvent => ({
  key: `edit:${of}:${seconds}`,
  kind: 'edit',
  messageId: `e${of}${seconds}`,
  refersTo: of,
  sentAt: at(seconds),
  text,
});
const revoked = (of: string, seconds: number): SpokenEvent => ({
  key: `revoke:${of}`,
  kind: 'revoke',
  messageId: `r${of}`,
  refersTo: of,
  sentAt: at(seconds),
  text: null,
});

const krishna = [said('m1', 0, '50 ctn ratlami 200'), said('m2', 40, 'aur 30 aloo'), edited('m1', 80, '60 ctn ratlami 200')];

describe('the turns of a conversation', () => {
  it('are what was said in the end', () => {
    expect(assembleTurns(krishna, []).map((turn) => turn.kind === 'said' && turn.text)).toEqual(['60 ctn ratlami 200', 'aur 30 aloo']);
  });

  it('leave out what was deleted, but remember that it was there', () => {
    const events = [...krishna, revoked('m2', 90)];
    expect(assembleTurns(events, [])).toHaveLength(1);
    expect(effectiveMessages(events).find((message) => message.id === 'm2')).toMatchObject({ deleted: true });
  });

  it('let an edit stand for a message that never arrived', () => {
    expect(assembleTurns([edited('m9', 5, '12 sev')], [])).toMatchObject([{ id: 'm9', text: '12 sev' }]);
  });

  it('are the same for any order and any number of deliveries', () => {
    const question: AskedQuestion = { id: 'q1', at: at(50), asks: [], known: ['m1', 'm2'] };
    const all = [...krishna, said('m3', 52, '2'), revoked('m2', 95)];
    const expected = assembleTurns(all, [question]);
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all, ...all], { minLength: all.length * 3 }), (deliveries) => {
        expect(assembleTurns(deliveries, [question])).toEqual(expected);
      }),
    );
  });

  it('put an answer after the question although channels date to the second', () => {
    const question: AskedQuestion = { id: 'q1', at: addMs(at(10), 400), asks: [], known: ['m1'] };
    const turns = assembleTurns([said('m1', 10, '12 ctn bhujia'), said('m0', 10, '2')], [question]);
    expect(turns.map((turn) => turn.id)).toEqual(['m1', 'q1', 'm0']);
  });

  it('put a late message that was sent before the question before it', () => {
    const question: AskedQuestion = { id: 'q1', at: at(30), asks: [], known: ['m1'] };
    expect(assembleTurns([said('m1', 0, 'a'), said('late', 3, 'b')], [question]).map((turn) => turn.id)).toEqual(['m1', 'late', 'q1']);
  });
});
