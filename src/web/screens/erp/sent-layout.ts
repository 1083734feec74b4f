import type { SentField } from '../../../modules/sync/contract.ts';

/** The names of a path without places in lists: `before.lines.0.sku` → before, lines, sku. */
export const namesOf = (path: string): readonly string[] => path.split('.').filter((part) => !/^\d+$/.test(part));

/** Where in a list a field stands: its row from 1 on; null where it is in none. */
export function rowOf(path: string): number | null {
  const place = path.split('.').find((part) => /^\d+$/.test(part));
  return place === undefined ? null : Number(place) + 1;
}

/** One list of what was sent as a table: its columns, and its rows in the order in which they came. */
export interface SentList {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly place: string; readonly cells: ReadonlyMap<string, SentField> }[];
}

/** What stands for itself, and the lists. */
export interface SentLayout {
  readonly single: readonly SentField[];
  readonly lists: readonly SentList[];
}

/** In which order a person reads: which document, for whom, what of which item, how much, where, when. What is not named here comes last. */
const readingOrder: readonly string[] = [
  ...['orderNumber', 'erpNumber', 'productionOrder', 'operation', 'delivery', 'invoice', 'customer', 'customerPo', 'shipTo', 'movement', 'company'],
  ...['salesOrg', 'channel', 'division', 'lineNo', 'erpLine', 'sku', 'words', 'quantity', 'uom', 'erpUom', 'price', 'amount', 'currency', 'freeWith'],
  ...['place', 'placeTo', 'lot', 'from', 'to', 'scrap', 'scrapReason', 'workMinutes', 'requestedDate', 'postedOn', 'shippedOn', 'receivedOn'],
  ...['receivedAt', 'receivedBy', 'method', 'carrier', 'final', 'reason', 'note', 'dryRun'],
];
const placeOf = (path: string): number => {
  const at = readingOrder.indexOf(namesOf(path).at(-1) ?? '');
  return at < 0 ? readingOrder.length : at;
};
const inOrder = (paths: readonly string[]): readonly string[] => paths.toSorted((a, b) => placeOf(a) - placeOf(b));

/** Puts the fields of a command in an order in which a person reads them: what is said once, then each list as a table. */
export function layOut(sent: readonly SentField[]): SentLayout {
  const placed = sent.map((field) => ({ field, parts: splitAtRow(field.path) }));
  const names = [...new Set(placed.flatMap(({ parts }) => (parts === null ? [] : [parts.list])))];
  const lists = names.map((name): SentList => {
    const own = placed.flatMap(({ field, parts }) => (parts?.list === name ? [{ field, ...parts }] : []));
    const places = [...new Set(own.map(({ place }) => place))];
    return {
      name,
      columns: inOrder([...new Set(own.map(({ column }) => column))]),
      rows: places.map((place) => ({ place, cells: new Map(own.filter((one) => one.place === place).map(({ column, field }) => [column, field])) })),
    };
  });
  const single = placed.flatMap(({ field, parts }) => (parts === null ? [field] : []));
  return { single: single.toSorted((a, b) => placeOf(a.path) - placeOf(b.path)), lists };
}

/** `lines.2.sku` → the list `lines`, its place `2`, the column `sku`. */
function splitAtRow(path: string): { readonly list: string; readonly place: string; readonly column: string } | null {
  const parts = path.split('.');
  const at = parts.findIndex((part) => /^\d+$/.test(part));
  return at < 0 ? null : { list: parts.slice(0, at).join('.'), place: parts[at] ?? '', column: parts.slice(at + 1).join('.') };
}

/** The value of a field beside another one, in the same row or at the same level; null when it is not there or not shown. */
export function besides(sent: readonly SentField[], path: string, name: string): string | null {
  const at = path.split('.').slice(0, -1);
  return sent.find((field) => field.path === [...at, name].join('.'))?.value ?? null;
}
