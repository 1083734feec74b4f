import { multiply, ratio, rounded } from '../../../../kernel/ratio.ts';
import type { Sale, TaxRule, TaxTest } from '../../contract.ts';
import { indexTaxes, taxBpOf, type TaxIndex } from '../taxes.ts';
import type { History } from './history.ts';
import type { TestedDays } from './back-test.ts';
import { placeOf } from './test-scheme.ts';

/** A test under way; sales may be told in any order. */
export interface RunningTaxTest {
  tell(sale: Sale): void;
  result(): TaxTest;
}

const shownExamples = 5;
type Change = TaxTest['changes'][number];

/**
 * What a tax would have changed on past lines of its country, whatever its own days are, in the place of the version of it that stands. Against others for
 * the same items it counts as the newest.
 */
export function testTax(tax: TaxRule, taxes: readonly TaxRule[], history: History, { days }: TestedDays): RunningTaxTest {
  const others = taxes.filter((one) => one.code !== tax.code);
  const indexes = new Map<string, { readonly before: TaxIndex; readonly after: TaxIndex }>();
  const [orders, changedOrders] = [new Set<string>(), new Set<string>()];
  const changes = new Map<string, Omit<Change, 'items'> & { readonly skus: Set<string> }>();
  const sums = { lines: 0, changedLines: 0, netMinor: 0, beforeMinor: 0, afterMinor: 0 };
  let examples: readonly TaxTest['examples'][number][] = [];
  return {
    tell: (sale) => {
      const [customer, item] = [history.customers.get(sale.customer), history.items.get(sale.sku)];
      if (customer === undefined || item === undefined || customer.country !== tax.country || sale.currency !== history.currency) return;
      const known = indexes.get(sale.on) ?? {
        before: indexTaxes(taxes, customer, sale.on),
        after: indexTaxes([...others, { ...tax, validFrom: sale.on, validTo: sale.on, active: true }], customer, sale.on),
      };
      indexes.set(sale.on, known);
      orders.add(sale.erpNumber);
      sums.lines += 1;
      const [fromBp, toBp] = [taxBpOf(known.before, item), taxBpOf(known.after, item)];
      if (fromBp === toBp) return;
      const [before, after] = [taxOf(sale, fromBp), taxOf(sale, toBp)];
      changedOrders.add(sale.erpNumber);
      sums.changedLines += 1;
      sums.netMinor += sale.netMinor;
      sums.beforeMinor += before;
      sums.afterMinor += after;
      const key = `${fromBp} ${toBp}`;
      const change = changes.get(key) ?? { fromBp, toBp, lines: 0, netMinor: 0, differenceMinor: 0, skus: new Set<string>() };
      changes.set(key, {
        ...change,
        lines: change.lines + 1,
        netMinor: change.netMinor + sale.netMinor,
        differenceMinor: change.differenceMinor + after - before,
        skus: change.skus.add(sale.sku),
      });
      const example = { ...placeOf(sale, customer.name), sku: sale.sku, netMinor: sale.netMinor, fromBp, toBp };
      examples = [...examples, example].sort((a, b) => b.netMinor - a.netMinor).slice(0, shownExamples);
    },
    result: () => ({
      test: 'tax',
      days,
      currency: history.currency,
      orders: orders.size,
      changedOrders: changedOrders.size,
      ...sums,
      changes: [...changes.values()].map(({ skus, ...change }) => ({ ...change, items: skus.size })).sort((a, b) => b.netMinor - a.netMinor),
      examples: [...examples],
    }),
  };
}

const taxOf = (sale: Sale, bp: number): number => rounded(multiply(ratio(sale.netMinor), ratio(bp, 10_000)));
