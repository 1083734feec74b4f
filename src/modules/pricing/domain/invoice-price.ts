import type { PriceStep, QuoteLine } from '../contract.ts';
import type { ApprovalDesk } from './approvals.ts';
import { lessBp, rounded, toText, type Ratio } from '../../../kernel/ratio.ts';
import type { Schemed } from './schemes.ts';
import type { KnownApproval } from './world.ts';

/** At which price lines with an asked price are quoted: at ours, or at the asked one (to judge it). */
export type QuoteAt = 'ours' | 'asked';

/** The unit price for the invoice. */
export interface InvoicePrice {
  readonly unitMinor: number;
  readonly steps: readonly PriceStep[];
  /** The approval from which the price is. */
  readonly approval: KnownApproval | null;
}

/**
 * What one unit is invoiced at: after schemes and the own discount, or what an approval lets pass where that is lower, or (when it is to be judged)
 * the asked price where that is lower still. Rounded once.
 */
export function invoicePrice(line: QuoteLine, schemed: Schemed, on: string, at: QuoteAt, approvals: ApprovalDesk): InvoicePrice {
  const step = (rule: PriceStep['rule'], source: string, minor: Ratio | number, asOf: string): PriceStep => ({
    rule,
    source,
    minor: typeof minor === 'number' ? String(minor) : toText(minor),
    uom: line.uom,
    asOf,
  });
  const exact = line.ownBp > 0 ? lessBp(schemed.unit, Math.min(line.ownBp, 10_000)) : schemed.unit;
  const unitMinor = rounded(exact);
  const own = line.ownBp > 0 ? [step('own_discount', `${line.ownBp} bp`, exact, on)] : [];
  const asked = at === 'asked' && line.askedMinor !== null && line.askedMinor > 0 && line.askedMinor < unitMinor ? line.askedMinor : null;
  if (asked !== null) return { unitMinor: asked, steps: [step('asked_price', line.lineId, asked, on)], approval: null };
  const approval = approvals.usable(line).find((one) => one.unitMinor < unitMinor) ?? null;
  if (approval !== null)
    return { unitMinor: approval.unitMinor, steps: [...own, step('approved_price', approval.id, approval.unitMinor, approval.at.slice(0, 10))], approval };
  const round = exact.n % exact.d === 0n ? [] : [step('rounding', line.uom, unitMinor, on)];
  return { unitMinor, steps: [...own, ...round], approval: null };
}
