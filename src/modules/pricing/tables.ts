// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType } from 'kysely';

export interface PriceTable {
  sku: string;
  price_list: string;
  currency: string;
  uom: string;
  minor: number;
  valid_from: string;
  valid_to: string;
  source: ColumnType<unknown, string | undefined, string>;
}

/** The tables of schema pricing, for `on<PricingTables>(ctx)`. */
export interface PricingTables {
  'pricing.price': PriceTable;
}
