import { describe, expect, it } from 'vitest';
import { upper95 } from './bound.ts';
import { measure, type Expected, type Judged, type PredictedLine, type Prediction } from './metrics.ts';

const toBase = (_sku: string, qty: number, uom: string): number => qty * (uom === 'box' ? 24 : 1);
const truth = (rest: Partial<Expected> = {}): Expected => ({ intent: 'order', disposition: 'auto', lines: [{ sku: 'A', qty: 2, uom: 'box' }], ...rest });
const line = (rest: Partial<PredictedLine> = {}): PredictedLine => ({ sku: 'A', qty: 2, uom: 'box', p: 0.9, decision: 'auto', ...rest });
const read = (rest: Partial<Prediction> = {}): Prediction => ({
  id: 'C',
  intent: 'order',
  disposition: 'auto',
  lines: [line()],
  clarify_about: [],
  ms: 1,
  ...rest,
});
const of = (...judged: (readonly [Expected, Prediction])[]) =>
  measure(
    judged.map(([expected, predicted]): Judged => ({ expected, predicted })),
    toBase,
  );

describe('the bound of a rate', () => {
  it.each([
    [0, 600, 0.004981],
    [0, 10, 0.258866],
    [1, 100, 0.04656],
    [2, 1260, 0.004988],
    [10, 10, 1],
    [0, 0, 1],
  ])('for %d wrong of %d is %d', (wrong, total, bound) => {
    expect(upper95(wrong, total)).toBeCloseTo(bound, 4);
  });
});

describe('a line', () => {
  it('is right in whatever unit it is written', () => {
    expect(of([truth(), read({ lines: [line({ qty: 48, uom: 'pcs' })] })])).toMatchObject({ lineAutoRate: 1, wrongAuto: 0, lineF1: 1 });
  });

  it('that is booked with another quantity is wrong, and missing besides', () => {
    expect(of([truth(), read({ lines: [line({ qty: 3 })] })])).toMatchObject({ lineAutoRate: 0, wrongAuto: 1, wrongAutoRate: 1, lineF1: 0, orderExact: 0 });
  });

  it('that is booked twice is wrong once', () => {
    expect(of([truth(), read({ lines: [line(), line()] })])).toMatchObject({ lineAutoRate: 1, autoLines: 2, wrongAuto: 1 });
  });

  it('that is asked about claims nothing: it is neither wrong nor found', () => {
    const asked = read({ disposition: 'clarify', lines: [line({ decision: 'ask' })] });
    expect(of([truth(), asked])).toMatchObject({ lineAutoRate: 0, wrongAuto: 0, lineF1: 0, dispositionAccuracy: 0 });
    expect(of([truth({ disposition: 'clarify', lines: [] }), asked])).toMatchObject({ lineAutoRate: null, wrongAuto: 0, lineF1: null, calibrationError: null });
  });

  it('that is booked in an order with open questions is wrong unless the truth is sure of it', () => {
    expect(of([truth({ disposition: 'clarify', lines: [] }), read()])).toMatchObject({ wrongAuto: 1 });
    expect(of([truth({ disposition: 'clarify' }), read({ disposition: 'clarify' })])).toMatchObject({ wrongAuto: 0, lineAutoRate: 1 });
  });

  it('of an order that a person must see is wrong when the whole order is booked, and harmless when it is not', () => {
    expect(of([truth({ disposition: 'human' }), read()])).toMatchObject({ wrongAuto: 1, lineAutoRate: null, lineF1: 1 });
    expect(of([truth({ disposition: 'human' }), read({ disposition: 'human' })])).toMatchObject({ wrongAuto: 0 });
  });

  it('goes to its own place where the truth has places a line', () => {
    const expected = truth({ lines: [{ sku: 'A', qty: 2, uom: 'box', ship_to: 'S2' }] });
    expect(of([expected, read({ lines: [line({ ship_to: 'S2' })] })])).toMatchObject({ wrongAuto: 0, shipToAccuracy: 1 });
    expect(of([expected, read({ ship_to: 'S1' })])).toMatchObject({ wrongAuto: 1, shipToAccuracy: 0 });
  });
});

describe('a conversation', () => {
  it('without an order is booked when one of its lines is', () => {
    const question = truth({ intent: 'inquiry', disposition: 'human', lines: [] });
    expect(of([question, read()])).toMatchObject({ nonOrdersBooked: 1, wrongAuto: 1, intentAccuracy: 0 });
    expect(of([question, read({ intent: 'inquiry', disposition: 'human', lines: [] })])).toMatchObject({ nonOrdersBooked: 0, intentAccuracy: 1 });
  });

  it('that cancels may show what it cancels, but not order it', () => {
    const cancel = truth({ intent: 'cancel', lines: [] });
    expect(of([cancel, read({ intent: 'cancel' })])).toMatchObject({ nonOrdersBooked: 0 });
    expect(of([cancel, read()])).toMatchObject({ nonOrdersBooked: 1 });
  });

  it('has its day and place right only when nothing was added either', () => {
    const dated = read({ requested_date: '2026-11-04', ship_to: 'S1' });
    expect(of([truth(), dated])).toMatchObject({ dateAccuracy: 0, shipToAccuracy: 0, orderExact: 0 });
    expect(of([truth({ requested_date: '2026-11-04', ship_to: 'S1' }), dated])).toMatchObject({ dateAccuracy: 1, shipToAccuracy: 1, orderExact: 1 });
    expect(of([truth(), read()])).toMatchObject({ dateAccuracy: null, shipToAccuracy: null, orderExact: 1 });
  });
});

describe('the calibration error', () => {
  it('is the distance between what was said and what was seen', () => {
    const right = [truth(), read({ lines: [line({ p: 0.95 })] })] as const;
    const wrong = [truth(), read({ lines: [line({ p: 0.95, qty: 9 })] })] as const;
    expect(of(right, wrong).calibrationError).toBeCloseTo(0.45, 6);
    expect(of(right).calibrationError).toBeCloseTo(0.05, 6);
  });
});
