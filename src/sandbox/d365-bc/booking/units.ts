import { scaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import type { Company } from '../world.ts';

/** How many base units one unit is; refused when the item does not have it. */
export function factorFor(company: Company, item: unknown, code: unknown): bigint {
  const found = company.store
    .table('ItemUnits')
    .by('Item_No', String(item ?? ''))
    .find((row) => row['Code'] === code);
  if (!found) throw refusal.unknownUnit(String(item ?? ''), String(code ?? ''));
  return scaled(found['Qty_per_Unit_of_Measure']);
}
