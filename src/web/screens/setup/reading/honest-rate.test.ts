import { describe, expect, it } from 'vitest';
import { honestRate } from './honest-rate.ts';

describe('honestRate', () => {
  it('says nothing before anything was audited', () => {
    expect(honestRate(null, null, 0)).toEqual({ kind: 'nothing' });
    expect(honestRate(0, 1, 0)).toEqual({ kind: 'nothing' });
  });

  it('does not call no error in twenty lines a rate of zero', () => {
    expect(honestRate(0, 0.139, 20)).toEqual({ kind: 'ceiling', upper: 0.139, missing: 580 });
  });

  it('gives the rate with its ceiling once there are enough lines', () => {
    expect(honestRate(0.003, 0.008, 1000)).toEqual({ kind: 'rate', rate: 0.003, upper: 0.008 });
  });
});
