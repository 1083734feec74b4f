import type { Row } from '../../kit/odata4/index.ts';
import { over, scaled, times } from '../amount.ts';
import { rowOf, type World } from '../world.ts';
import { unitFor } from './lines.ts';

interface Found {
  readonly price: bigint;
  /** Unit that the price is for; null: the inventory's. */
  readonly entry: number | null;
}

/** The price of one unit of a line: the customer's own, else that of its list for the day, else the list's; zero when there is none. */
export function priceOf(world: World, customer: Row, item: Row, unit: { readonly entry: number; readonly factor: bigint }, on: string): bigint {
  const list = customer['PriceListNum'];
  const found =
    special(world, String(customer['CardCode'] ?? ''), item, on) ??
    special(world, `*${String(list ?? '')}`, item, on) ??
    listPrice(item, Number(list ?? 0), unit.entry);
  if (!found) return 0n;
  const factor = found.entry === null ? scaled('1') : unitFor(world, item, { UoMEntry: found.entry }, 0, null).factor;
  return over(times(found.price, unit.factor), factor);
}

function special(world: World, card: string, item: Row, on: string): Found | null {
  const row = rowOf(world, 'SpecialPrices', { ItemCode: item['ItemCode'] ?? null, CardCode: card });
  const areas = (row?.['SpecialPriceDataAreas'] ?? []) as readonly Row[];
  const area = areas.find((one) => String(one['DateFrom'] ?? '') <= on && (one['Dateto'] === null || String(one['Dateto']) >= on));
  const first = ((area?.['SpecialPriceQuantityAreas'] ?? []) as readonly Row[])[0];
  return first ? { price: scaled(first['SpecialPrice']), entry: Number(first['UoMEntry']) } : null;
}

function listPrice(item: Row, list: number, entry: number): Found | null {
  const rows = ((item['ItemPrices'] ?? []) as readonly Row[]).filter((row) => row['PriceList'] === list);
  const units = rows.flatMap((row) => (row['UoMPrices'] ?? []) as readonly Row[]);
  const own = units.find((row) => row['UoMEntry'] === entry) ?? units[0];
  if (own) return { price: scaled(own['Price']), entry: Number(own['UoMEntry']) };
  const base = rows.find((row) => row['Price'] !== null);
  return base ? { price: scaled(base['Price']), entry: null } : null;
}
