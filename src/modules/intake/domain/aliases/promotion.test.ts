import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyAgrees, nowDisputed, regionAgrees, tallyVotes, type Tally, type Vote } from './promotion.ts';

const vote = (customer: string, sku: string, more: Partial<Vote> = {}): Vote => ({
  customer,
  sku,
  region: 'Pune',
  share: 1,
  state: 'deciding',
  byClerk: false,
  ...more,
});
const tally = (votes: readonly Vote[], sku: string): Tally => {
  const found = tallyVotes(votes).find((each) => each.sku === sku);
  if (found === undefined) throw new Error('not voted on');
  return found;
};

describe('promotion', () => {
  it('three customers of a region who agree make it the region’s; two do not', () => {
    expect(regionAgrees(tally([vote('1', 'A'), vote('2', 'A'), vote('3', 'A')], 'A'))).toBe(true);
    expect(regionAgrees(tally([vote('1', 'A'), vote('2', 'A')], 'A'))).toBe(false);
  });

  it('one of four who means something else stops it', () => {
    expect(regionAgrees(tally([vote('1', 'A'), vote('2', 'A'), vote('3', 'A'), vote('4', 'B')], 'A'))).toBe(false);
  });

  it('the company needs five customers in two regions, and a clerk who confirmed it once', () => {
    const five = ['1', '2', '3', '4', '5'].map((customer) => vote(customer, 'A', { region: customer < '3' ? 'Pune' : 'Nashik' }));
    expect(companyAgrees(tally(five, 'A'))).toBe(false);
    const [first, ...rest] = five;
    expect(companyAgrees(tally([{ ...(first ?? vote('1', 'A')), byClerk: true }, ...rest], 'A'))).toBe(true);
    expect(
      companyAgrees(
        tally(
          rest.map((each) => ({ ...each, byClerk: true })),
          'A',
        ),
      ),
    ).toBe(false);
    expect(
      companyAgrees(
        tally(
          five.map((each) => ({ ...each, byClerk: true, region: 'Pune' })),
          'A',
        ),
      ),
    ).toBe(false);
  });

  it('customers who no longer use the words do not vote', () => {
    expect(regionAgrees(tally([vote('1', 'A'), vote('2', 'A'), vote('3', 'A', { state: 'stale' })], 'A'))).toBe(false);
  });

  it('it takes two customers to take a shared alias back', () => {
    const three = [vote('1', 'A'), vote('2', 'A'), vote('3', 'A')];
    expect(nowDisputed(tally([...three, vote('4', 'B')], 'A'))).toBe(false);
    expect(nowDisputed(tally([...three, vote('4', 'B'), vote('5', 'A', { state: 'ruled_out', share: 0 })], 'A'))).toBe(true);
  });

  it('whatever one customer does, what the others agree on neither rises nor falls by it alone', () => {
    const noise = fc.array(
      fc.record({
        sku: fc.constantFrom('A', 'B', 'C'),
        share: fc.double({ min: 0, max: 5, noNaN: true }),
        state: fc.constantFrom('deciding', 'helping', 'ruled_out'),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(noise, (words) => {
        const own = words.map(({ sku, share, state }) => vote('evil', sku, { share, state: state as Vote['state'] }));
        const two = [vote('1', 'A'), vote('2', 'A')];
        for (const each of tallyVotes([...two, ...own])) if (each.sku !== 'A') expect(regionAgrees(each) || companyAgrees(each)).toBe(false);
        expect(nowDisputed(tally([...two, vote('3', 'A'), ...own], 'A'))).toBe(false);
      }),
    );
  });
});
