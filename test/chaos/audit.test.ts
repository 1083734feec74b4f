import { describe, expect, it } from 'vitest';
import { sampleOrders, type ErpOrder } from '../support/karkhana.ts';
import { audit, isExact } from './audit.ts';

const orders = sampleOrders({ count: 40, customers: 10, seed: 3 });

function erpOrder(order: (typeof orders)[number], at: number): ErpOrder {
  const items = order.lines.map((line) => {
    const [material = '', quantity = '', unit = ''] = line.split(' ');
    return { material, quantity, unit, words: '' };
  });
  return { number: String(at), soldTo: order.customer, reference: `MO${String(at).padStart(14, '0')}`, createdAt: '', items };
}
const held = orders.map(erpOrder);
const first = held[0];
if (!first) throw new Error('no orders');

describe('the audit that all fault tests stand on', () => {
  it('finds nothing wrong when each order is there once', () => expect(isExact(audit(orders, held))).toBe(true));
  it('tells all sample orders of a customer apart', () => expect(new Set(orders.map((order) => `${order.customer} ${order.lines.join()}`)).size).toBe(40));
  it('sees a lost order', () => {
    const result = audit(orders, held.slice(1));
    expect([result.lost.length, isExact(result)]).toEqual([1, false]);
  });
  it('sees a doubled order, under another reference or the same', () => {
    expect(audit(orders, [...held, { ...first, number: '99', reference: 'MO99999999999999' }]).doubled).toHaveLength(1);
    expect(isExact(audit(orders, [...held, first]))).toBe(false);
  });
  it('sees another quantity as a lost and a strange order', () => {
    const changed = { ...first, items: first.items.map((item) => ({ ...item, quantity: '1' })) };
    const result = audit(orders, [changed, ...held.slice(1)]);
    expect([result.lost.length, result.strange.length]).toEqual([1, 1]);
  });
  it('leaves orders alone that are not ours', () => expect(isExact(audit(orders, [...held, { ...first, reference: 'MB-70001' }]))).toBe(true));
});
