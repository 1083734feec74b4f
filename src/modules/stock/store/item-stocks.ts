import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { ItemStock } from '../domain/availability.ts';
import { groupedBy } from '../domain/grouped.ts';
import type { PlaceRow } from './position-store.ts';
import { loadPlaces } from './position-store.ts';
import { loadOthers } from './reservation-store.ts';

/** The day in UTC: when a lot expires is a day without a zone. */
export const todayOf = (ctx: Ctx): string => ctx.now().slice(0, 10);

/** All that is known of these items: two statements, whatever their number. */
export async function loadStocks(ctx: Ctx, skus: readonly string[], owner: string | null): Promise<ReadonlyMap<string, ItemStock>> {
  const asked = [...new Set(skus)];
  if (asked.length === 0) return new Map();
  const places = await loadPlaces(ctx, asked);
  const others = await loadOthers(ctx, asked, owner);
  const rowsOf = groupedBy(places, (place) => place.position?.sku ?? '');
  // a place that was read to its end and does not name an item holds none of it
  const elsewhere = oldest(places.filter((place) => place.complete));
  return new Map(
    asked.map((sku) => {
      const rows = rowsOf.get(sku) ?? [];
      const positions = rows.flatMap((row) => (row.position === null ? [] : [row.position]));
      return [sku, { sku, positions, others: others.get(sku) ?? [], asOf: oldest(rows) ?? elsewhere }];
    }),
  );
}

const oldest = (rows: readonly PlaceRow[]): string | null =>
  rows.reduce<string | null>((before, row) => (before === null || row.asOf < before ? row.asOf : before), null);
