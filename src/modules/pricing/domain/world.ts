import type { UomFactor } from '../../../kernel/quantity.ts';
import type { Approval, ApprovalPolicy, CostRecord, Floor, PriceRecord, Scheme, TaxRule } from '../contract.ts';
import type { Ratio } from '../../../kernel/ratio.ts';
import type { PricedItem } from './scope.ts';

/** An item as pricing sees it, with the units that it converts between. */
export type ItemFacts = PricedItem & { readonly units: readonly UomFactor[] };

/** An approval with the lines that it has let pass. */
export type KnownApproval = Approval & { readonly uses: readonly { readonly orderId: string; readonly lineId: string }[] };

/** The rules of a company as they stand, inactive ones left out. */
export interface Rules {
  readonly schemes: readonly Scheme[];
  readonly floors: readonly Floor[];
  readonly taxes: readonly TaxRule[];
  readonly policy: ApprovalPolicy;
  readonly version: number;
}

/** The usual price of one base unit of an item over some days: decimal minor units. */
export interface MedianPrice {
  readonly sku: string;
  readonly days: number;
  readonly minor: string;
}

/** Everything that a quote looks at. More than fits does no harm: the quote picks what is valid. */
export interface PriceWorld {
  readonly items: ReadonlyMap<string, ItemFacts>;
  readonly prices: readonly PriceRecord[];
  readonly rules: Rules;
  readonly costs: readonly CostRecord[];
  readonly medians: readonly MedianPrice[];
  readonly approvals: readonly KnownApproval[];
}

/** How many `from` one `to` is; null when the units of the item do not say. */
export function unitsIn(units: readonly UomFactor[], from: string, to: string): Ratio | null {
  if (from === to) return { n: 1n, d: 1n };
  const a = units.find((unit) => unit.uom === from);
  const b = units.find((unit) => unit.uom === to);
  if (!a || !b) return null;
  return { n: BigInt(b.numerator) * BigInt(a.denominator), d: BigInt(b.denominator) * BigInt(a.numerator) };
}

/** How many base units one `uom` is; null when the item does not say. */
export function baseUnitsIn(units: readonly UomFactor[], uom: string): Ratio | null {
  const unit = units.find((one) => one.uom === uom);
  return unit === undefined ? null : { n: BigInt(unit.numerator), d: BigInt(unit.denominator) };
}

/** Whether something that holds from a day to a day holds on this one; both days are within. */
export const holdsOn = (on: string, { validFrom, validTo }: { readonly validFrom: string; readonly validTo: string }): boolean =>
  validFrom <= on && on <= validTo;
