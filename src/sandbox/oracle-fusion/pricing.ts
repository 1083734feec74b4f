import type { SeedItem } from '../kit/company-seed.ts';
import { uomOf, type World } from './world.ts';

/** A price of one `unit` as an exact fraction of minor units. */
export interface UnitPrice {
  readonly minor: bigint;
  readonly per: bigint;
}

/** The price of one unit of an item for a customer on a day: its own before its list; null when there is none or units cannot be converted. */
export function priceOf(world: World, customer: string, item: SeedItem, unit: string, on: string): UnitPrice | null {
  const buyer = world.customers.get(customer);
  const valid = (world.prices.get(item.sku) ?? []).filter((price) => price.salesOrg === buyer?.salesOrg && price.validFrom <= on && on <= price.validTo);
  const found = valid.find((price) => price.customer === customer) ?? valid.find((price) => price.customer === null && price.priceList === buyer?.priceList);
  const from = uomOf(item, unit);
  const to = found && uomOf(item, found.uom);
  if (!found || !from || !to) return null;
  return {
    minor: BigInt(found.minor) * BigInt(from.numerator) * BigInt(to.denominator),
    per: BigInt(found.per) * BigInt(from.denominator) * BigInt(to.numerator),
  };
}

/** A decimal text as a price; null when it is none. */
export function priceFromText(text: string): UnitPrice | null {
  const match = /^(\d{1,15})(?:\.(\d{1,12}))?$/.exec(text);
  if (!match) return null;
  const fraction = match[2] ?? '';
  return { minor: BigInt(`${match[1]}${fraction}`) * 100n, per: 10n ** BigInt(fraction.length) };
}

/** The price as the ERP writes it: at most six digits after the point. */
export function priceText({ minor, per }: UnitPrice): string {
  const scaled = (minor * 10_000n * 2n + per) / (2n * per);
  const text = scaled.toString().padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '');
}

/** Minor units of `milli` at a price, rounded half up. */
export const netMinor = ({ minor, per }: UnitPrice, milli: number): number => Number((2n * minor * BigInt(milli) + 1000n * per) / (2000n * per));
