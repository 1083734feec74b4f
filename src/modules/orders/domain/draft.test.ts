import { describe, expect, it } from 'vitest';
import { sevLine } from '../test/samples.ts';
import { mergeProposal, settledByDesk } from './draft.ts';

describe('a new reading laid over a draft', () => {
  it('keeps what the desk has settled', () => {
    const settled = { ...settledByDesk(sevLine, { sku: 'SEV400' }), priceMinor: null, priceTrace: null, netMinor: null };
    expect(mergeProposal([settled], [sevLine])[0]?.sku).toBe('SEV400');
  });

  it('believes the customer again when they say something new about the line', () => {
    const settled = { ...settledByDesk(sevLine, { sku: 'SEV400' }), priceMinor: null, priceTrace: null, netMinor: null };
    const corrected = { ...sevLine, quantityMilli: 12_000, spans: [...sevLine.spans, { turn: 'm2', start: 0, end: 10 }] };
    expect(mergeProposal([settled], [corrected])[0]).toMatchObject({ sku: 'SEV200', quantityMilli: 12_000 });
  });

  it('keeps lines that the desk added by hand', () => {
    const added = { ...sevLine, lineId: 'added', spans: [], via: 'desk' };
    expect(mergeProposal([added], [])).toHaveLength(1);
  });

  it('drops lines that the customer took back', () => {
    expect(mergeProposal([sevLine], [])).toEqual([]);
  });
});
