import { createSingleFlight } from '../../kit/gate.ts';
import type { ErpFailure } from '../../kit/types.ts';
import type { CallSink, TallyClient } from '../client.ts';
import { compoundOf, unitsOf } from '../map/item-units.ts';
import type { ItemUnits } from '../map/item-units.ts';
import type { TallyCompany, TallySettings } from '../settings.ts';
import type { CompoundUnit } from '../wire/amounts.ts';
import { nameOf, rawTextOf, textOf } from '../wire/node.ts';
import type { TemplateName, Wanted } from '../wire/templates.ts';
import type { XmlNode } from '../wire/xml-format.ts';

/** What Tally says of an open company. The counters tell at the price of one small request whether anything changed. */
export interface CompanyState {
  readonly guid: string;
  readonly name: string;
  readonly lastMasterChange: number;
  readonly lastVoucherChange: number;
}

/** A name of Tally, which is what vouchers say, and what else we call it. */
export interface Entry {
  readonly guid: string;
  readonly masterId: number;
  readonly name: string;
  readonly code: string;
  readonly units: ItemUnits | null;
  readonly priceLevel: string;
}

/** The names of one company: items and customers by code and by name. Names are keys in Tally and may change: what stays is the id. */
export interface Book {
  readonly state: CompanyState;
  readonly compounds: readonly CompoundUnit[];
  item(code: string): Entry | undefined;
  customer(code: string): Entry | undefined;
  /** Our code for a name of Tally; the name where the book has none. */
  itemCode(name: string): string;
  customerCode(name: string): string;
  itemByName(name: string): Entry | undefined;
}

/** A book, or why there is none. */
export type BookOutcome = { readonly kind: 'book'; readonly book: Book } | ErpFailure;

/** Tally tells names that differ in case or in blanks at their ends for one. */
export const folded = (name: string): string => name.trim().toLowerCase();

/** Code of a master by what the settings say: its alias, else its name. */
export function codeOf(row: XmlNode, by: 'alias' | 'name'): string {
  const name = nameOf(row, 'NAME') || rawTextOf(row, '@NAME');
  const alias = textOf(row, 'ONLYALIAS');
  return by === 'alias' && alias !== '' ? alias : name;
}

const window = 2_000;

/** One company's state, by one small request. */
export async function readState(
  client: TallyClient,
  company: TallyCompany,
  record?: CallSink,
): Promise<{ readonly kind: 'state'; readonly state: CompanyState } | ErpFailure> {
  const answer = await client.read('company', { name: 'company', company: company.name, wanted: { by: 'all' }, period: null }, record);
  if (answer.kind !== 'ok') return answer;
  const row = answer.rows.find((one) => folded(nameOf(one, 'NAME') || rawTextOf(one, '@NAME')) === folded(company.name));
  if (!row) return { kind: 'unauthorised', text: `the company ${company.name} is not open in Tally` };
  const state = {
    guid: textOf(row, 'GUID'),
    name: company.name,
    lastMasterChange: Number(textOf(row, 'ALTMSTID')) || 0,
    lastVoucherChange: Number(textOf(row, 'ALTVCHID')) || 0,
  };
  return { kind: 'state', state };
}

/** Every object of a template behind a change, in windows. */
async function readSince(
  client: TallyClient,
  company: TallyCompany,
  name: TemplateName,
  by: 'master' | 'alter',
  after: number,
  end: number,
): Promise<{ readonly kind: 'ok'; readonly rows: readonly XmlNode[] } | ErpFailure> {
  const rows: XmlNode[] = [];
  for (let at = after; at <= end; at += window) {
    const wanted: Wanted = { by, after: at, upTo: at + window >= end ? null : at + window };
    const answer = await client.read(`book ${name}`, { name, company: company.name, wanted, period: null });
    if (answer.kind !== 'ok') return answer;
    rows.push(...answer.rows);
    if (wanted.upTo === null) break;
  }
  return { kind: 'ok', rows };
}

interface Held {
  readonly state: CompanyState;
  readonly compounds: readonly CompoundUnit[];
  readonly items: ReadonlyMap<string, Entry>;
  readonly customers: ReadonlyMap<string, Entry>;
  readonly book: Book;
}

function indexed(state: CompanyState, compounds: readonly CompoundUnit[], items: ReadonlyMap<string, Entry>, customers: ReadonlyMap<string, Entry>): Held {
  const by = (entries: ReadonlyMap<string, Entry>, key: (entry: Entry) => string) => new Map([...entries.values()].map((entry) => [key(entry), entry]));
  const [itemCodes, itemNames] = [by(items, (entry) => folded(entry.code)), by(items, (entry) => folded(entry.name))];
  const [customerCodes, customerNames] = [by(customers, (entry) => folded(entry.code)), by(customers, (entry) => folded(entry.name))];
  const book: Book = {
    state,
    compounds,
    item: (code) => itemCodes.get(folded(code)),
    customer: (code) => customerCodes.get(folded(code)),
    itemCode: (name) => itemNames.get(folded(name))?.code ?? name.trim(),
    customerCode: (name) => customerNames.get(folded(name))?.code ?? name.trim(),
    itemByName: (name) => itemNames.get(folded(name)),
  };
  return { state, compounds, items, customers, book };
}

/** The same company, and its counter did not start anew. */
const isSame = (before: CompanyState, now: CompanyState): boolean => before.guid === now.guid && before.lastMasterChange <= now.lastMasterChange;

/** Gives the book as it was at most `maxAgeMs` ago. */
export type ReadBook = (maxAgeMs: number, record?: CallSink) => Promise<BookOutcome>;

/** The book of one company. When it is older than wanted it looks at the counters and reads only what changed; anew when the company is another one (a split, a restored copy). */
export function createBook(client: TallyClient, company: TallyCompany, settings: TallySettings, now: () => number): ReadBook {
  let held: Held | null = null;
  let lookedAt = 0;

  const entryOf = (row: XmlNode, by: 'alias' | 'name', compounds: readonly CompoundUnit[]): Entry => ({
    guid: textOf(row, 'GUID'),
    masterId: Number(textOf(row, 'MASTERID')) || 0,
    name: nameOf(row, 'NAME') || rawTextOf(row, '@NAME'),
    code: codeOf(row, by),
    units: unitsOf(row, compounds, settings),
    priceLevel: textOf(row, 'PRICELEVEL'),
  });
  const merged = (before: ReadonlyMap<string, Entry> | undefined, rows: readonly XmlNode[], by: 'alias' | 'name', compounds: readonly CompoundUnit[]) =>
    new Map([...(before ?? []), ...rows.map((row) => [textOf(row, 'GUID'), entryOf(row, by, compounds)] as const)]);

  const refresh = async (record: CallSink | undefined): Promise<BookOutcome> => {
    const began = now();
    const read = await readState(client, company, record);
    if (read.kind !== 'state') return read;
    const { state } = read;
    const kept = held !== null && isSame(held.state, state) ? held : null;
    if (kept?.state.lastMasterChange === state.lastMasterChange) {
      lookedAt = began;
      held = { ...kept, state, book: { ...kept.book, state } };
      return { kind: 'book', book: held.book };
    }
    const [by, after] = kept === null ? (['master', 0] as const) : (['alter', Math.max(0, kept.state.lastMasterChange - settings.overlap)] as const);
    const units = await client.read('book units', { name: 'units', company: company.name, wanted: { by: 'all' }, period: null });
    if (units.kind !== 'ok') return units;
    const compounds = units.rows.flatMap((row) => compoundOf(row) ?? []);
    const items = await readSince(client, company, 'itemBook', by, after, state.lastMasterChange);
    if (items.kind !== 'ok') return items;
    const customers = await readSince(client, company, 'customerBook', by, after, state.lastMasterChange);
    if (customers.kind !== 'ok') return customers;
    held = indexed(
      state,
      compounds,
      merged(kept?.items, items.rows, settings.itemCode, compounds),
      merged(kept?.customers, customers.rows, settings.customerCode, compounds),
    );
    lookedAt = began;
    return { kind: 'book', book: held.book };
  };
  // whoever asks while it is read gets the same reading
  const once = createSingleFlight(refresh);

  return (maxAgeMs, record) => (held !== null && now() - lookedAt < maxAgeMs ? Promise.resolve({ kind: 'book', book: held.book }) : once(record));
}
