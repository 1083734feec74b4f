import type { OrderSums } from '../contract.ts';
import type { PricedLine } from './order.ts';

/**
 * What lines come to: net, tax rate by rate (highest first) and both together; each line's tax was rounded with the line, so everything adds up
 * exactly. Null while a line has no price. `taxes` null: the tax of a line is not known.
 */
export function sumsOf(lines: readonly { readonly netMinor: number | null; readonly tax?: PricedLine['tax'] | undefined }[]): OrderSums | null {
  if (lines.length === 0 || lines.some((line) => line.netMinor === null)) return null;
  const netMinor = lines.reduce((sum, line) => sum + (line.netMinor ?? 0), 0);
  const byRate = new Map<number, { bp: number; netMinor: number; taxMinor: number }>();
  for (const line of lines) {
    if (!line.tax) return { netMinor, taxes: null, taxMinor: null, grossMinor: null };
    const { bp, minor } = line.tax;
    const before = byRate.get(bp) ?? { bp, netMinor: 0, taxMinor: 0 };
    byRate.set(bp, { bp, netMinor: before.netMinor + (line.netMinor ?? 0), taxMinor: before.taxMinor + minor });
  }
  const taxes = [...byRate.values()].sort((a, b) => b.bp - a.bp);
  const taxMinor = taxes.reduce((sum, rate) => sum + rate.taxMinor, 0);
  return { netMinor, taxes, taxMinor, grossMinor: netMinor + taxMinor };
}
