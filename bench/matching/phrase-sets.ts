import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { itemFrom, type IntakeHistory, type IntakeItem } from '../../src/engines/reading/index.ts';
import type { ReadingItem } from '../../src/engines/reading/index.ts';
import { csvRows, jsonRows, sharedFolder, tabRows } from './plain-files.ts';

/** A phrase and the items that it may mean; none when the catalogue has no such item. */
export interface Phrase {
  readonly text: string;
  readonly skus: ReadonlySet<string>;
}

/** A catalogue with phrases for it. */
export interface PhraseSet {
  readonly name: string;
  readonly items: readonly ReadingItem[];
  readonly phrases: readonly Phrase[];
  /** May be filled up with invented items to a larger catalogue. */
  readonly grows: boolean;
}

/** An item of which only names are known. */
function bareItem(sku: string, name: string, brand = '', category = ''): ReadingItem {
  const uoms = [
    { uom: 'PC', numerator: 1, denominator: 1, aliases: ['pcs'] },
    { uom: 'CAR', numerator: 12, denominator: 1, aliases: ['carton', 'box'] },
  ];
  const rest = { otherNames: [], attributes: {}, barcode: null, wholeUnits: true, active: true, replacedBy: null };
  return { sku, name, brand: brand === '' ? null : brand, category, baseUom: 'PC', salesUom: 'CAR', uoms, ...rest };
}

function grouped(pairs: readonly (readonly [string, string])[]): Phrase[] {
  const skus = new Map<string, Set<string>>();
  for (const [text, sku] of pairs) {
    const known = skus.get(text) ?? new Set<string>();
    if (sku !== '') known.add(sku);
    skus.set(text, known);
  }
  return [...skus].map(([text, known]) => ({ text, skus: known }));
}

/** Our own set: a maker of cleaning goods, its phrases written for this bench. */
export function nandiSet(): PhraseSet {
  const dir = path.join(import.meta.dirname, '..', 'data', 'nandi');
  const items = tabRows(path.join(dir, 'items.tsv')).map((row) => bareItem(row['sku'] ?? '', row['name'] ?? '', row['brand'], row['category']));
  const phrases = grouped(tabRows(path.join(dir, 'phrases.tsv')).map((row) => [row['phrase'] ?? '', row['sku'] ?? '']));
  return { name: 'nandi (ships)', items, phrases, grows: true };
}

/** A company in the intake format: what its customers called the items, without knowing who said it. */
export function historySet(dir: string): PhraseSet {
  const items = (JSON.parse(readFileSync(path.join(dir, 'catalog.json'), 'utf8')) as IntakeItem[]).map((item) => itemFrom({ ...item, active: true }));
  const history = jsonRows<IntakeHistory>(path.join(dir, 'history.jsonl'));
  const phrases = grouped(history.map((line) => [line.customer_text, line.sku]));
  return { name: path.basename(dir), items, phrases, grows: true };
}

/** The furniture of CRONUS by its English names. */
export const cronusItems = (dir: string): ReadingItem[] =>
  csvRows(path.join(dir, 'item_names_ENU.csv')).map((row) => bareItem(row['item_no'] ?? '', row['name'] ?? ''));

function cronusSet(dir: string): PhraseSet {
  const items = cronusItems(dir);
  const known = new Map(items.map((item) => [item.sku, item]));
  interface Question {
    readonly ItemResultsArray: readonly { readonly name: string; readonly features?: readonly string[] }[];
    readonly expected_data: readonly Readonly<Record<string, string>>[];
  }
  const pairs = jsonRows<Question>(path.join(dir, 'ItemEntitySearch.jsonl')).flatMap(({ ItemResultsArray: asked, expected_data: expected }) => {
    const [one] = asked;
    if (!one || asked.length !== 1) return [];
    const text = [...(one.features ?? []), one.name].join(' ');
    const skus = expected.flatMap((row) => (row['Item No.'] ?? '').split('|')).filter((sku) => known.has(sku));
    return skus.map((sku) => [text, sku] as const);
  });
  return { name: 'CRONUS furniture', items: [...known.values()], phrases: grouped(pairs), grows: false };
}

function inventreeSet(dir: string): PhraseSet {
  const items = csvRows(path.join(dir, 'parts_catalogue.csv')).map((row) =>
    bareItem(row['part_pk'] ?? '', `${row['name'] ?? ''} ${row['description'] ?? ''}`, '', row['category']),
  );
  const pairs = csvRows(path.join(dir, 'supplier_parts_gold.csv')).filter((row) => row['supplier_description'] !== '');
  return { name: 'InvenTree parts', items, phrases: grouped(pairs.map((row) => [row['supplier_description'] ?? '', row['part_pk'] ?? ''])), grows: false };
}

/** The text of one side of a pair: the values of its naming columns. */
function sideText(side: string): string {
  const columns = [...side.matchAll(/COL (\S+) VAL (.*?)(?= COL |$)/g)].map((match) => [match[1] ?? '', (match[2] ?? '').trim()] as const);
  const named = columns.filter(([name]) => ['name', 'title', 'Beer_Name', 'Brew_Factory_Name'].includes(name));
  return named
    .map(([, value]) =>
      value
        .replace(/@en|"|Null/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .join(' ');
}

function pairSet(name: string, file: string): PhraseSet {
  const pairs = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((cells) => cells.length === 3)
    .map(([left = '', right = '', same = '']) => ({ left: sideText(left), right: sideText(right), same: same.trim() === '1' }));
  const rights = [...new Set(pairs.map(({ right }) => right))].filter((text) => text !== '');
  const skus = new Map(rights.map((text, i) => [text, `R${i}`]));
  const gold = pairs.filter(({ same, left, right }) => same && left !== '' && skus.has(right)).map(({ left, right }) => [left, skus.get(right) ?? ''] as const);
  return { name, items: rights.map((text) => bareItem(skus.get(text) ?? '', text)), phrases: grouped(gold), grows: false };
}

/** The public sets, as far as they are there. `dataDir` adds one company in the intake format. */
export function phraseSets(dataDir: string | null): PhraseSet[] {
  const sets = [nandiSet()];
  if (dataDir !== null) sets.push(historySet(dataDir));
  const intake = dataDir === null ? sharedFolder('data/intake') : null;
  if (intake)
    for (const name of readdirSync(intake).sort()) if (existsSync(path.join(intake, name, 'catalog.json'))) sets.push(historySet(path.join(intake, name)));
  const matching = sharedFolder('data/matching');
  if (matching)
    sets.push(
      cronusSet(path.join(matching, 'cronus')),
      inventreeSet(path.join(matching, 'inventree')),
      pairSet('pairs: beer', path.join(matching, 'er-pairs/er_magellan/Structured/Beer/valid.txt')),
      pairSet('pairs: Abt-Buy', path.join(matching, 'er-pairs/er_magellan/Textual/Abt-Buy/valid.txt')),
      pairSet('pairs: computers', path.join(matching, 'er-pairs/wdc/computers/valid.txt.small')),
    );
  return sets;
}
