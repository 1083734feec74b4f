import type { FixKind, SentField } from '../contract.ts';
import { leavesOf } from './mapping/paths.ts';

/** What of a command anybody at the desk may see: codes, numbers, days. What is not named here may be about a person, and is not shown. */
const shown = new Set([
  ...['orderNumber', 'erpNumber', 'customer', 'salesOrg', 'channel', 'division', 'company', 'shipTo', 'currency', 'customerPo', 'dryRun'],
  ...['lineNo', 'erpLine', 'freeWith', 'sku', 'quantity', 'uom', 'erpUom', 'price', 'amount', 'scrap', 'workMinutes', 'place', 'placeTo', 'lot', 'from', 'to'],
  ...[
    'requestedDate',
    'postedOn',
    'shippedOn',
    'receivedOn',
    'receivedAt',
    'movement',
    'method',
    'productionOrder',
    'operation',
    'final',
    'delivery',
    'invoice',
  ],
]);
/** Free text that a person needs to see what is meant; what looks like a number or address to reach somebody is taken out. */
const scrubbed = new Set(['words', 'reason', 'scrapReason', 'carrier']);
const reachable = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+|(?:\+|\b00)?\p{Nd}[\p{Nd}\s().-]{7,}\p{Nd}/gu;
const mask = '•••';

const fixable: Readonly<Record<string, FixKind>> = {
  erpUom: 'unit',
  place: 'place',
  placeTo: 'place',
  postedOn: 'date',
  shippedOn: 'date',
  receivedOn: 'date',
};

/** Commands whose fields are not corrected here: a change of an order is asked for anew. */
const asked = new Set(['sales_order_change', 'sales_order_cancel']);

/** What an ERP calls the fields of which a person may correct ours. */
const namedLike: readonly (readonly [FixKind, RegExp])[] = [
  ['unit', /unit|uom|measure/i],
  ['place', /place|plant|storage|location|warehouse|whse|godown|subinv/i],
  ['date', /date|period|postedon|shippedon|receivedon/i],
];

/** What a refusal leaves to be corrected: what it names, where it names something that we know; else all that can be corrected safely. */
export function fixKindsFor(refusal: { readonly code: string; readonly field: string | null }): readonly FixKind[] {
  const named = namedLike.filter(([, like]) => like.test(refusal.field ?? '')).map(([kind]) => kind);
  return named.length > 0 ? named : namedLike.map(([kind]) => kind);
}

const nameOf = (path: string): string => path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path;

/** What was sent, field by field, without what is about persons; `fix` where a person may correct it after such a refusal. */
export function sentFields(kind: string, payload: unknown, refusal: { readonly code: string; readonly field: string | null }): readonly SentField[] {
  const open = fixKindsFor(refusal);
  return leavesOf(payload).map(({ path, value }) => {
    const name = nameOf(path);
    const fix = fixable[name];
    const may = fix !== undefined && value !== null && open.includes(fix) && !asked.has(kind);
    return { path, ...visible(name, value), fix: may ? fix : null };
  });
}

function visible(name: string, value: unknown): Pick<SentField, 'value' | 'masked'> {
  if (value === null || value === undefined || value === '') return { value: value === '' ? '' : null, masked: false };
  if (shown.has(name)) return { value: String(value), masked: false };
  if (!scrubbed.has(name)) return { value: null, masked: true };
  const text = String(value).replace(reachable, mask);
  return { value: text, masked: text !== String(value) };
}

/** A copy with one value put at an exact place (`lines.0.place`); null when there is no such place. */
export function withValue(data: unknown, path: string, value: string): unknown {
  const [name = '', ...rest] = path.split('.');
  if (typeof data !== 'object' || data === null || !(name in data)) return null;
  const row = data as Readonly<Record<string, unknown>>;
  const inner = rest.length === 0 ? value : withValue(row[name], rest.join('.'), value);
  if (inner === null) return null;
  return Array.isArray(data) ? data.map((one: unknown, index) => (String(index) === name ? inner : one)) : { ...row, [name]: inner };
}
