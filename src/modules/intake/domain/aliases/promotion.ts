/**
 * When what some customers mean becomes what a region or the company means. Every customer has one vote, however often it
 * said the words: so nobody moves another's aliases alone, neither up nor down.
 */
import type { AliasState } from '../../contract/aliases.ts';

/** What one customer means by the words: one row a SKU. */
export interface Vote {
  readonly customer: string;
  /** Empty when the customer has none. */
  readonly region: string;
  readonly sku: string;
  /** Of all that the customer has meant by these words. */
  readonly share: number;
  readonly state: AliasState;
  /** A clerk confirmed it at least once. */
  readonly byClerk: boolean;
}

/** How the votes on one SKU stand. */
export interface Tally {
  readonly sku: string;
  /** Customers for whom it decides. */
  readonly supporters: readonly string[];
  /** Customers for whom another SKU decides, or who never mean this one. */
  readonly dissenters: readonly string[];
  readonly regions: readonly string[];
  readonly byClerk: boolean;
  /** Mean of the customers' shares. */
  readonly share: number;
}

const promotedShare = 0.9;
const regionCustomers = 3;
const companyCustomers = 5;
const companyRegions = 2;
/** So many customers must mean something else before a shared alias is taken back: one alone cannot. */
const dissentersToWithdraw = 2;

/** Counts the votes of customers on one key, by SKU, most supported first. Stale meanings do not vote. */
export function tallyVotes(votes: readonly Vote[]): readonly Tally[] {
  const standing = votes.filter((vote) => vote.state !== 'stale');
  const voters = new Set(standing.filter((vote) => vote.state !== 'ruled_out').map((vote) => vote.customer));
  return [...new Set(standing.map((vote) => vote.sku))]
    .map((sku) => tallyOf(sku, standing, voters.size))
    .sort((left, right) => right.supporters.length - left.supporters.length || (left.sku < right.sku ? -1 : 1));
}

function tallyOf(sku: string, votes: readonly Vote[], voters: number): Tally {
  const own = votes.filter((vote) => vote.sku === sku);
  const supporting = own.filter((vote) => vote.state === 'deciding');
  const against = votes.filter((vote) => (vote.sku === sku ? vote.state === 'ruled_out' : vote.state === 'deciding'));
  const shares = own.filter((vote) => vote.state !== 'ruled_out').reduce((sum, vote) => sum + Math.min(1, vote.share), 0);
  return {
    sku,
    supporters: [...new Set(supporting.map((vote) => vote.customer))].sort(),
    dissenters: [...new Set(against.map((vote) => vote.customer))].sort(),
    regions: [...new Set(supporting.map((vote) => vote.region))].filter((region) => region !== '').sort(),
    byClerk: supporting.some((vote) => vote.byClerk),
    share: voters === 0 ? 0 : shares / voters,
  };
}

/** Whether the customers of a region agree: at least three, nine tenths of what they mean. */
export const regionAgrees = (tally: Tally): boolean => tally.supporters.length >= regionCustomers && tally.share >= promotedShare;

/** Whether the company agrees: at least five customers in two regions, nine tenths, and a clerk confirmed it once. */
export const companyAgrees = (tally: Tally): boolean =>
  tally.supporters.length >= companyCustomers && tally.regions.length >= companyRegions && tally.byClerk && tally.share >= promotedShare;

/** Whether a shared alias no longer says what customers mean: at least two of them mean something else. */
export const nowDisputed = (tally: Tally): boolean => tally.dissenters.length >= dissentersToWithdraw && tally.share < promotedShare;
