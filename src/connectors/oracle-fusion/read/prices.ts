import { queryOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { addDays, instantFromMs } from '../../../kernel/time.ts';
import type { BusinessDate } from '../../../kernel/time.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { SnapshotPage } from '../../kit/types.ts';
import { mapPrices } from '../map/price.ts';
import { anyOf, linkOf } from '../wire.ts';
import { cursorFrom, pageOf, readAll, readRawPage } from './pages.ts';
import type { KeyField, RawPage, Reading } from './pages.ts';

/** Where a reading of prices stands: which list, and behind which of its items. */
interface PriceCursor {
  readonly list: string;
  readonly after: readonly string[];
  readonly beganMs: number;
}

const itemKey: readonly KeyField[] = [{ name: 'PriceListItemId', type: 'number' }];

/** One page of the items of one price list, with their charges; lists follow each other by their id. Throws `ErpReadError`. */
export async function readPrices(reading: Reading, cursor: string | null): Promise<SnapshotPage> {
  const { client, settings, now } = reading;
  const from = cursorFrom<PriceCursor>(cursor);
  const q = `${anyOf('BusinessUnit', Object.keys(settings.businessUnits))} and StatusCode = 'APPROVED'`;
  const lists = await readAll(client, settings, 'price', `${settings.scmPath}/priceLists${queryOf({ q, orderBy: 'PriceListId' })}`);
  // a list that has gone meanwhile is passed over: they follow each other by their id
  const at = from === null ? 0 : lists.findIndex((list) => BigInt(textOf(list, 'PriceListId') || '0') >= BigInt(from.list));
  const list = lists[at];
  const beganMs = from?.beganMs ?? now();
  if (!list) return pageOf([], { nextCursor: null, total: null, beganMs }, settings);
  const path = linkOf(list, 'child', 'items');
  if (path === null) throw new ErpReadError({ kind: 'transient', why: 'no_link_to_items' });
  const goesOn = from !== null && from.after.length > 0 && from.list === textOf(list, 'PriceListId');
  const inner = goesOn ? JSON.stringify({ after: from.after, total: null, beganMs }) : null;
  const raw = await readRawPage(reading, { object: 'price', path, key: itemKey, children: { charges: {} } }, inner);
  const since = addDays(instantFromMs(now()).slice(0, 10) as BusinessDate, -settings.priceHistoryDays);
  const mapped = raw.rows.flatMap((item) => mapPrices(list, item, since, settings));
  const next = nextOf(list, lists[at + 1], raw, beganMs);
  return pageOf(mapped, { nextCursor: next === null ? null : JSON.stringify(next), total: null, beganMs }, settings);
}

function nextOf(list: WireRecord, following: WireRecord | undefined, raw: RawPage, beganMs: number): PriceCursor | null {
  const last = raw.rows.at(-1);
  if (raw.nextCursor !== null && last) return { list: textOf(list, 'PriceListId'), after: [textOf(last, 'PriceListItemId')], beganMs };
  return following ? { list: textOf(following, 'PriceListId'), after: [], beganMs } : null;
}
