import { describe, expect, it } from 'vitest';
import { feedEventOf } from './live.ts';
import { keys, namedBy, staleKeysOf } from './stale-keys.ts';

const event = (type: string, subject: string, payload: unknown = {}) => ({ type, subject, payload, at: '2026-11-17T00:42:00.000Z', actor: 'system:x' });

describe('staleKeysOf', () => {
  it('makes an order stale when it moves, and never whole lists of orders', () => {
    const stale = staleKeysOf(event('order.confirmed', 'o1', { conversationId: 'c1' }));
    expect(stale).toContainEqual(keys.order('o1'));
    expect(stale).toContainEqual(keys.conversation('c1'));
    expect(stale).not.toContainEqual(keys.orders);
  });

  it('makes the order of a conversation stale when a message arrives', () => {
    const stale = staleKeysOf(event('conversation.changed', 'c1', { orderId: 'o1', state: 'assembling' }));
    expect(stale).toContainEqual(keys.conversation('c1'));
    expect(stale).toContainEqual(keys.order('o1'));
  });

  it('makes the aliases stale by whatever teaches: a correction, an answer, an audit', () => {
    for (const type of ['order.line_corrected', 'conversation.changed', 'past_orders.saved', 'alias.changed', 'reading.changed'])
      expect(staleKeysOf(event(type, 'x')), type).toContainEqual(keys.aliases);
    expect(staleKeysOf(event('reading.changed', '1000', { what: 'model' }))).toContainEqual(keys.reading);
  });

  it('makes the rules and reports of prices stale when a rule changes, the reports alone when a price is let pass', () => {
    expect(staleKeysOf(event('price_rule.changed', 'F-1', { kind: 'floor', company: 'VS01', version: 2 }))).toEqual([keys.priceRules, keys.priceReports]);
    expect(staleKeysOf(event('price_approval.granted', 'a1', { caseId: 'c1' }))).toEqual([keys.priceReports]);
  });

  it('makes the cases stale by whatever happens to one', () => {
    for (const type of ['case.raised', 'case.told', 'case.escalated', 'case.decided', 'case.expired', 'case.changed'])
      expect(staleKeysOf(event(type, 'k1', { kind: 'price_request' })), type).toEqual([keys.cases]);
  });

  it('copes with payloads of another shape', () => {
    expect(staleKeysOf(event('weather.changed', 'x', 'rain'))).toEqual([]);
    expect(staleKeysOf(event('message.sent', 'c1', { orderId: null }))).toContainEqual(keys.conversation('c1'));
  });
});

describe('namedBy', () => {
  it('tells the order whose row has changed, and the conversation', () => {
    expect(namedBy(event('order.presence_changed', 'o1'))).toEqual({ order: 'o1', conversation: null });
    expect(namedBy(event('amendment.changed', 'o1', { conversationId: 'c1' }))).toEqual({ order: 'o1', conversation: 'c1' });
    expect(namedBy(event('message.sent', 'c1', { orderId: null }))).toEqual({ order: null, conversation: 'c1' });
    expect(namedBy(event('erp_command.changed', 'x', { orderId: 'o1' }))).toEqual({ order: 'o1', conversation: null });
    expect(namedBy(event('weather.changed', 'x', 'rain'))).toEqual({ order: null, conversation: null });
  });
});

describe('feedEventOf', () => {
  it('reads an event of the feed and nothing else', () => {
    expect(feedEventOf({ event: 'order.confirmed', id: '1:1', data: JSON.stringify(event('order.confirmed', 'o1')) })?.subject).toBe('o1');
    expect(feedEventOf({ event: 'hello', id: null, data: '{}' })).toBeNull();
    expect(feedEventOf({ event: 'message', id: null, data: 'not json' })).toBeNull();
  });
});
