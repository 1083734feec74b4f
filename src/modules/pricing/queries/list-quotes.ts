import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listItems } from '../../masters/index.ts';
import type { ListGap, PriceQuote, PriceRequest } from '../contract.ts';
import { quoteLine } from '../domain/quote.ts';
import { loadPrices } from '../store/price-store.ts';

/** A price or a gap for each line, in the order of the lines. Item units are read only when a price is on file in another unit. */
export async function listQuotes(ctx: Ctx, request: PriceRequest): Promise<readonly (PriceQuote | ListGap)[]> {
  const lists = [`customer:${request.customer}`, request.priceList, '*'];
  const records = await loadPrices(
    ctx,
    request.lines.map((line) => line.sku),
    lists,
    request.currency,
  );
  const foreign = request.lines.filter((line) => records.some((record) => record.sku === line.sku && record.uom !== line.uom)).map((line) => line.sku);
  const units = new Map((await listItems(ctx, foreign)).map((item) => [item.sku, item.uoms]));
  return request.lines.map((line) => quoteLine({ ...line, currency: request.currency, lists, on: request.on, units: units.get(line.sku) ?? [] }, records));
}
