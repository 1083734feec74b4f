import type { Condition } from '../masters/conditions.ts';
import type { CompanySeed, SeedCustomer, SeedItem, SeedSalesOrg } from '../../kit/company-seed.ts';
import { createOrderBook, type OrderBook } from './book.ts';
import type { Line } from './types.ts';
import { createPriceFinder, type PriceFinder } from './pricing.ts';

/** How the ERP is set up; switchable while it runs (part of the habits). */
export interface Customizing {
  readonly creditCheck: 'refuse' | 'block' | 'off';
  readonly missingPrice: 'warn' | 'refuse';
}

/** A number range: the next number and the last one. */
export interface NumberRange {
  next: number;
  last: number;
}

/** Everything that deciding about an order needs. */
export interface World {
  /** The day of the seed. */
  readonly today: string;
  readonly orgs: ReadonlyMap<string, SeedSalesOrg>;
  readonly customers: ReadonlyMap<string, SeedCustomer>;
  readonly items: ReadonlyMap<string, SeedItem>;
  readonly book: OrderBook;
  readonly priceOf: PriceFinder;
  /** What each customer owes, minor units; changed by payments. */
  readonly receivables: Map<string, number>;
  readonly ranges: Map<string, NumberRange>;
  /** What left of an order's item, `order/item` → thousandths of its unit. */
  readonly delivered: Map<string, number>;
  /** When something was changed by hand, `object/key` → ms. */
  readonly touched: Map<string, number>;
  readonly customizing: () => Customizing;
  readonly now: () => number;
}

/** Builds the world of a seed: past orders entered, receivables taken over, the number range after the last past order. */
export function createWorld(seed: CompanySeed, conditions: readonly Condition[], customizing: () => Customizing, now: () => number): World {
  const book = createOrderBook(seed);
  const lastNumber = Number(book.list().at(-1)?.number ?? '4500000000');
  return {
    today: seed.today,
    orgs: new Map(seed.salesOrgs.map((org) => [org.code, org])),
    customers: new Map(seed.customers.map((customer) => [customer.code, customer])),
    items: new Map(seed.items.map((item) => [item.sku, item])),
    book,
    priceOf: createPriceFinder(conditions),
    receivables: new Map(seed.customers.map((customer) => [customer.code, customer.credit?.receivablesMinor ?? 0])),
    ranges: new Map([['OR', { next: lastNumber + 1, last: 4_599_999_999 }]]),
    delivered: new Map(),
    touched: new Map(),
    customizing,
    now,
  };
}

/** What a customer owes and has ordered, minor units. */
export const exposureMinor = (world: World, customer: string): number => (world.receivables.get(customer) ?? 0) + world.book.openMinor(customer);

/** By how much `extraMinor` more would pass the customer's limit; 0 when it would not, or no limit is kept. */
export function overLimitMinor(world: World, customer: string, extraMinor: number): number {
  const credit = world.customers.get(customer)?.credit;
  return credit ? Math.max(0, exposureMinor(world, customer) + extraMinor - credit.limitMinor) : 0;
}

/** The calendar day in the ERP, UTC. */
export const todayOf = (world: World): string => new Date(world.now()).toISOString().slice(0, 10);

/** What of an order's item has left, thousandths of its unit. */
export const deliveredMilli = (world: World, line: Line): number =>
  world.delivered.get(`${line.order.number}/${line.no}`) ?? (line.order.delivery === 'C' ? line.milli : 0);
