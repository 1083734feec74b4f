import { allOf, folded, masterOf, milliOf, positionOf, quantityText, rows, text } from '../company/company.ts';
import type { Company, Entity } from '../company/company.ts';
import { none } from '../company/masters.ts';
import type { TallyHabits } from '../habits.ts';
import type { Fields, FieldValue } from '../program/xml.ts';
import { goodsEffects, liveMark, parentType } from './effects.ts';

/** A voucher that can be saved, or the program's complaint. */
export type Checked = { readonly kind: 'fields'; readonly fields: Fields } | { readonly kind: 'complaint'; readonly text: string };

const complaint = (words: string): Checked => ({ kind: 'complaint', text: words });
const goodsTags = ['ALLINVENTORYENTRIES.LIST', 'INVENTORYENTRIESIN.LIST', 'INVENTORYENTRIESOUT.LIST'] as const;

/** Tags that a voucher keeps; others are dropped without a word, as are words that the program does not know. UDF tags stay. */
const kept: ReadonlySet<string> = new Set([
  ...[
    'DATE',
    'VOUCHERTYPENAME',
    'REFERENCE',
    'PARTYLEDGERNAME',
    'NARRATION',
    'CONSIGNEEMAILINGNAME',
    'BASICPURCHASEORDERNO',
    'BASICUSERDESCRIPTION.LIST',
    'BASICUSERDESCRIPTION',
  ],
  ...['LEDGERENTRIES.LIST', 'LEDGERNAME', 'ISDEEMEDPOSITIVE', 'AMOUNT', 'BILLALLOCATIONS.LIST', 'NAME', 'BILLTYPE', 'ACCOUNTINGALLOCATIONS.LIST', ...goodsTags],
  ...['STOCKITEMNAME', 'RATE', 'ACTUALQTY', 'BILLEDQTY', 'BATCHALLOCATIONS.LIST', 'GODOWNNAME', 'BATCHNAME', 'ORDERNO', 'ORDERDUEDATE', 'TRACKINGNUMBER'],
]);
const enums: Readonly<Record<string, readonly string[]>> = {
  ISDEEMEDPOSITIVE: ['Yes', 'No'],
  BILLTYPE: ['New Ref', 'Agst Ref', 'Advance', 'On Account'],
};

function sieved(fields: Fields): Fields {
  const entries = Object.entries(fields).flatMap(([given, value]): (readonly [string, FieldValue])[] => {
    const tag = given === 'ALLLEDGERENTRIES.LIST' ? 'LEDGERENTRIES.LIST' : given;
    if (!kept.has(tag) && !tag.startsWith('UDF')) return [];
    if (typeof value !== 'string') return [[tag, value.map(sieved)]];
    return enums[tag] !== undefined && !enums[tag].includes(value) ? [] : [[tag, value]];
  });
  return Object.fromEntries(entries);
}

function dateComplaint(company: Company, date: string, habits: TallyHabits): string | null {
  if (!/^\d{8}$/.test(date) || Number.isNaN(Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`))) return 'Voucher date is missing.';
  if (date < company.booksFrom) return `Voucher date is before the books beginning date ${company.booksFrom}.`;
  if (habits.closedUntil !== null && date <= habits.closedUntil.replaceAll('-', '')) return `Voucher date ${date} is in a period that is closed.`;
  return null;
}

/** A line with its quantities in the units of its item; a text when something in it does not exist. */
function goodsLine(company: Company, line: Fields): Fields | string {
  const name = text(line, 'STOCKITEMNAME');
  const item = masterOf(company, 'StockItem', name);
  if (!item) return `Stock Item '${name}' does not exist!`;
  const unknown = [text(line, 'ACTUALQTY'), text(line, 'BILLEDQTY')].find((quantity) => quantity !== '' && milliOf(item, quantity) === null);
  if (unknown !== undefined) return `Unit of '${unknown.trim()}' does not exist for Stock Item '${name}'!`;
  const inUnits = (fields: Fields): Fields => {
    // what leaves and what is billed may differ: goods that go along free are billed as none
    const [actual, billed] = [text(fields, 'ACTUALQTY'), text(fields, 'BILLEDQTY')];
    const told = (quantity: string): string => quantityText(item, milliOf(item, quantity) ?? 0);
    return { ...fields, ACTUALQTY: told(actual || billed), BILLEDQTY: told(billed || actual) };
  };
  const batches: Fields[] = [];
  for (const batch of rows(line, 'BATCHALLOCATIONS.LIST')) {
    const godown = text(batch, 'GODOWNNAME') || 'Main Location';
    if (!masterOf(company, 'Godown', godown)) return `Godown '${godown}' does not exist!`;
    const word = (tag: string): string => text(batch, tag) || none.notApplicable;
    batches.push({
      ...inUnits(batch),
      GODOWNNAME: godown,
      BATCHNAME: text(batch, 'BATCHNAME') || 'Primary Batch',
      ORDERNO: word('ORDERNO'),
      TRACKINGNUMBER: word('TRACKINGNUMBER'),
    });
  }
  return { ...inUnits(line), STOCKITEMNAME: text(item.fields, 'NAME'), 'BATCHALLOCATIONS.LIST': batches };
}

function ledgersComplaint(company: Company, fields: Fields): string | null {
  const lines = [
    ...rows(fields, 'LEDGERENTRIES.LIST'),
    ...goodsTags.flatMap((tag) => rows(fields, tag).flatMap((line) => rows(line, 'ACCOUNTINGALLOCATIONS.LIST'))),
  ];
  const unknown = lines.map((line) => text(line, 'LEDGERNAME')).find((name) => !masterOf(company, 'Ledger', name));
  if (unknown !== undefined) return `Ledger '${unknown}' does not exist!`;
  const sum = lines.reduce((total, line) => total + Math.round(Number(text(line, 'AMOUNT')) * 100), 0);
  return sum === 0 ? null : 'Voucher totals do not match! Debit and credit differ.';
}

const openOrders = (company: Company, party: string, but: number): number => {
  const of = (type: string): readonly Entity[] =>
    allOf(company, 'Voucher').filter(
      (one) =>
        one.masterId !== but &&
        text(one.fields, 'ISCANCELLED') !== 'Yes' &&
        parentType(company, text(one.fields, 'VOUCHERTYPENAME')) === type &&
        folded(text(one.fields, 'PARTYLEDGERNAME')) === folded(party),
    );
  const value = (one: Entity): number =>
    rows(one.fields, 'ALLINVENTORYENTRIES.LIST').reduce((sum, line) => sum + Math.round(Number(text(line, 'AMOUNT')) * 100), 0);
  return Math.max(0, of('Sales Order').reduce((sum, one) => sum + value(one), 0) - of('Delivery Note').reduce((sum, one) => sum + value(one), 0));
};

function creditComplaint(company: Company, fields: Fields, masterId: number): string | null {
  if (parentType(company, text(fields, 'VOUCHERTYPENAME')) !== 'Sales Order') return null;
  const party = masterOf(company, 'Ledger', text(fields, 'PARTYLEDGERNAME'));
  const limit = Math.abs(Math.round(Number(party ? text(party.fields, 'CREDITLIMIT') : '') * 100));
  if (!party || limit === 0) return null;
  const name = text(party.fields, 'NAME');
  const value = rows(fields, 'ALLINVENTORYENTRIES.LIST').reduce((sum, line) => sum + Math.round(Number(text(line, 'AMOUNT')) * 100), 0);
  const over = (company.owed.get(folded(name)) ?? 0) + openOrders(company, name, masterId) + value - limit;
  return over > 0 ? `Credit Limit of '${name}' exceeded by ${(over / 100).toFixed(2)}` : null;
}

function stockComplaint(company: Company, fields: Fields): string | null {
  for (const { item, godown, batch, milli } of goodsEffects(company, fields)) {
    const held = positionOf(company, text(item.fields, 'NAME'), godown, batch).milli;
    if (milli < 0 && held + milli < 0) return `Negative stock of '${text(item.fields, 'NAME')}' in '${godown}' is not allowed`;
  }
  return null;
}

/** All lists of goods of a voucher; a text when something in them does not exist. */
function goodsLists(company: Company, fields: Fields): Fields | string {
  const goods: Record<string, readonly Fields[]> = {};
  for (const tag of goodsTags) {
    const lines = rows(fields, tag).map((line) => goodsLine(company, line));
    const wrong = lines.find((line) => typeof line === 'string');
    if (typeof wrong === 'string') return wrong;
    if (lines.length > 0) goods[tag] = lines.filter((line) => typeof line !== 'string');
  }
  return goods;
}

/** The voucher as the program would save it. `masterId`: of the voucher that it replaces, 0 for a new one. */
export function checkVoucher(company: Company, given: Fields, masterId: number, habits: TallyHabits): Checked {
  const fields = sieved(given);
  const type = text(fields, 'VOUCHERTYPENAME');
  if (!masterOf(company, 'VoucherType', type)) return complaint(`Voucher Type '${type}' does not exist!`);
  const date = dateComplaint(company, text(fields, 'DATE'), habits);
  if (date !== null) return complaint(date);
  const party = text(fields, 'PARTYLEDGERNAME');
  if (party !== '' && !masterOf(company, 'Ledger', party)) return complaint(`Ledger '${party}' does not exist!`);
  const goods = goodsLists(company, fields);
  if (typeof goods === 'string') return complaint(goods);
  const full: Fields = { ...fields, ...goods, [liveMark]: 'Yes' };
  const found =
    ledgersComplaint(company, full) ??
    (habits.creditCheck === 'refuse' ? creditComplaint(company, full, masterId) : null) ??
    (habits.negativeStock === 'refuse' ? stockComplaint(company, full) : null);
  return found === null ? { kind: 'fields', fields: full } : complaint(found);
}
