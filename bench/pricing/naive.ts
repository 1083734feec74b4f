import type { QuoteRequest } from '../../src/modules/pricing/contract.ts';
import { quote, type PriceWorld } from '../../src/modules/pricing/domain/index.ts';

const fits = (scope: { readonly skus: readonly string[]; readonly groups: readonly string[] }, sku: string, group: string): boolean =>
  (scope.skus.length === 0 && scope.groups.length === 0) || scope.skus.includes(sku) || scope.groups.includes(group);

/**
 * The floor: for each line all prices, schemes and floors are looked through, then the line is priced with what fits. It knows nothing of other
 * lines of the order, so its answers differ where a scheme counts them.
 */
export function naiveQuote(request: QuoteRequest, world: PriceWorld): number {
  return request.lines.reduce((sum, line) => {
    const item = world.items.get(line.sku);
    const group = item?.group ?? '';
    const prices = world.prices.filter((record) => record.sku === line.sku);
    const schemes = world.rules.schemes.filter((scheme) => fits(scheme.items, line.sku, group));
    const floors = world.rules.floors.filter((floor) => fits(floor.items, line.sku, group));
    const costs = world.costs.filter((cost) => cost.sku === line.sku);
    return sum + quote({ ...request, lines: [line] }, { ...world, prices, costs, rules: { ...world.rules, schemes, floors } }).netMinor;
  }, 0);
}
