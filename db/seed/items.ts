import { readTable, type DataRow } from './tables.ts';
import type { DemoItem, DemoPrice, DemoSalesOrg } from './types.ts';

interface Family {
  readonly group: string;
  readonly flavour: string;
  readonly names: { readonly en: string; readonly hi: string; readonly ar: string };
  readonly words: Readonly<Record<Style, readonly string[]>>;
}

/** How a customer speaks. */
export type Style = 'hinglish' | 'hindi' | 'english' | 'arabic';

/** Items with what else the builder needs of them. */
export interface Catalogue {
  readonly items: readonly DemoItem[];
  readonly prices: readonly DemoPrice[];
  /** What people of a style call an item when a customer has no words of its own. */
  readonly words: (sku: string, style: Style) => readonly string[];
}

const usualCostShare = 0.8;
/** Grams in a pack that is sold by the price printed on it. */
const gramsAt: Readonly<Record<number, number>> = { 3: 10, 5: 17, 10: 36, 20: 76 };
const arabicDigits = (text: string): string => text.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? digit);

function families(): ReadonlyMap<string, Family> {
  return new Map(
    readTable('families.tsv').map((row) => {
      const words = (style: Style): readonly string[] => row.text(style).split('|').filter(Boolean);
      const names = { en: row.text('en'), hi: row.text('hi'), ar: row.text('ar') };
      return [
        row.text('family'),
        {
          group: row.text('group'),
          flavour: row.text('flavour'),
          names,
          words: { hinglish: words('hinglish'), hindi: words('hindi'), english: words('english'), arabic: words('arabic') },
        },
      ];
    }),
  );
}

interface Size {
  readonly grams: number;
  readonly point: number | null;
  readonly en: string;
  readonly hi: string;
  readonly ar: string;
}

function sizeOf(text: string): Size {
  const [number = '0', unit = ''] = text.split(' ');
  if (unit === 'RS')
    return { grams: gramsAt[Number(number)] ?? 0, point: Number(number), en: `₹${number}`, hi: `₹${number}`, ar: `${arabicDigits(number)} روبية` };
  if (unit === 'KG') return { grams: Number(number) * 1000, point: null, en: `${number} kg`, hi: `${number} किलो`, ar: `${arabicDigits(number)} كجم` };
  return { grams: Number(number), point: null, en: `${number} g`, hi: `${number} ग्राम`, ar: `${arabicDigits(number)} جم` };
}

/** A thirteen-digit number of the range for use inside a company, with a right check digit. */
function barcode(index: number, level: number): string {
  const body = `20${level}${String(index).padStart(9, '0')}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function unitsOf(text: string, base: string, index: number): DemoItem['uoms'] {
  const others = text.split(' ').map((part, at) => {
    const [uom = '', count = '1'] = part.split('=');
    return { uom, numerator: Number(count), denominator: 1, barcode: barcode(index, at + 1) };
  });
  return [{ uom: base, numerator: 1, denominator: 1, barcode: barcode(index, 0) }, ...others];
}

interface Listed {
  readonly item: DemoItem;
  readonly family: Family;
  readonly listMinor: Readonly<Record<string, number | null>>;
}

const minor = (text: string | null): number | null => (text === null ? null : Math.round(Number(text) * 100));

/** Cost of one sales unit (of 10 KG for bulk): as said, else the usual share of the list. */
const costOf = (row: DataRow, listMinor: number): number => minor(row.maybe('cost_inr')) ?? Math.round(listMinor * usualCostShare);

function listed(row: DataRow, index: number, known: ReadonlyMap<string, Family>): Listed {
  const sku = row.text('sku');
  const family = known.get(row.text('family'));
  if (!family) throw new Error(`db/seed/data/items.tsv: ${sku} has an unknown family`);
  const bulk = family.group === 'BULK';
  const size = sizeOf(row.text('size'));
  const listInr = Math.round(row.number('list_inr') * 100);
  const listSar = minor(row.maybe('list_sar'));
  const successor = row.maybe('replaced_by');
  const salesUom = row.text('sales');
  const base = bulk ? 'KG' : 'PC';
  const uoms = unitsOf(row.text('units'), base, index + 1);
  const item: DemoItem = {
    sku,
    type: 'FERT',
    names: { en: `${family.names.en} ${size.en}`, hi: `${family.names.hi} ${size.hi}`, ar: `${family.names.ar} ${size.ar}` },
    group: family.group,
    brand: 'VIND',
    size: row.text('size'),
    pricePoint: size.point,
    flavour: family.flavour,
    netWeightG: bulk ? 1000 : size.grams,
    baseUom: base,
    salesUom,
    uoms,
    active: successor === null,
    successor,
    salesOrgs: listSar === null ? ['VS01'] : ['VS01', 'VS02'],
    cost: { minor: costOf(row, listInr), perBase: bulk ? 10 : (uoms.find((unit) => unit.uom === salesUom)?.numerator ?? 1), currency: 'INR' },
  };
  return { item, family, listMinor: { VS01: listInr, VS02: listSar } };
}

/** The price list of one item: valid since the start of the month seven months back, and the year before it 5 % lower. */
function pricesOf(entry: Listed, lists: readonly PriceList[], orgs: readonly DemoSalesOrg[], since: string, before: string): DemoPrice[] {
  const bulk = entry.item.group === 'BULK';
  return lists.flatMap((list) => {
    const org = orgs.find((candidate) => candidate.code === list.salesOrg);
    const base = entry.listMinor[list.salesOrg] ?? null;
    if (!org || base === null) return [];
    const now = Math.round((base * list.permille) / 1000);
    const common = {
      salesOrg: org.code,
      priceList: list.code,
      customer: null,
      sku: entry.item.sku,
      currency: org.currency,
      per: bulk ? 10 : 1,
      uom: bulk ? 'KG' : entry.item.salesUom,
    };
    return [
      { ...common, minor: Math.round((now * 95) / 10_000) * 100, validFrom: `${Number(since.slice(0, 4)) - 1}${since.slice(4)}`, validTo: before },
      { ...common, minor: now, validFrom: since, validTo: '9999-12-31' },
    ];
  });
}

/** A price tier: its customers pay this many thousandths of the list. */
export interface PriceList {
  readonly code: string;
  readonly name: string;
  readonly salesOrg: string;
  readonly permille: number;
}

/** Finished goods with names, units, cost and list prices. */
export function buildCatalogue(lists: readonly PriceList[], orgs: readonly DemoSalesOrg[], since: string, before: string): Catalogue {
  const known = families();
  const entries = readTable('items.tsv').map((row, index) => listed(row, index, known));
  const familyOf = new Map(entries.map((entry) => [entry.item.sku, entry.family]));
  return {
    items: entries.map((entry) => entry.item),
    prices: entries.flatMap((entry) => pricesOf(entry, lists, orgs, since, before)),
    words: (sku, style) => familyOf.get(sku)?.words[style] ?? [],
  };
}
