import type { Row } from '../../kit/odata4/index.ts';
import { over, scaled, times } from '../amount.ts';
import { noDay } from '../seed/view.ts';
import type { Company } from '../world.ts';
import { factorFor } from './units.ts';

/** The price of one unit of a line: the lowest that the customer, its price group or everybody has on the day; else that of the item's card. */
export function priceOf(company: Company, customer: Row, item: Row, unit: { readonly code: string; readonly factor: bigint }, on: string): bigint {
  const card = company.store.table('CustomerCards').get(JSON.stringify([customer['number'] ?? null]));
  const mine: Readonly<Record<string, unknown>> = { Customer: customer['number'], 'Customer Price Group': card?.['Customer_Price_Group'], 'All Customers': '' };
  const found = company.store
    .table('SalesPrices')
    .by('Item_No', item['number'] ?? null)
    .filter((row) => mine[String(row['Sales_Type'])] === row['Sales_Code'] && String(row['Starting_Date']) <= on)
    .filter((row) => row['Ending_Date'] === noDay || String(row['Ending_Date']) >= on)
    .map((row) => {
      const factor = factorFor(company, item['number'], row['Unit_of_Measure_Code']);
      return over(times(scaled(row['Unit_Price']), unit.factor), factor);
    });
  if (found.length === 0) return times(scaled(item['unitPrice']), unit.factor);
  return found.reduce((least, price) => (price < least ? price : least));
}
