import { allOf, folded, masterOf, quantityText, text } from '../company/company.ts';
import type { Company, Entity } from '../company/company.ts';
import { liveMark } from '../vouchers/effects.ts';
import { compileFormula } from './formula.ts';
import type { Methods } from './formula.ts';
import { at, attribute, fieldsXml, textAt } from './xml.ts';
import type { Fields, FieldValue, Node } from './xml.ts';

const money = (minor: number): string => (minor / 100).toFixed(2);

/** A collection as a request defines it, or what the program does with it. */
export type Exported = { readonly kind: 'xml'; readonly xml: string } | { readonly kind: 'complaint'; readonly text: string } | { readonly kind: 'dialog' };

interface Definition {
  readonly type: string;
  readonly fetch: readonly string[];
  readonly childOf: string;
  readonly below: boolean;
  readonly filters: readonly string[];
}

function definitionOf(tdl: Node | undefined, id: string): Definition | null {
  const message = at(tdl, 'TDLMESSAGE');
  const collection = message?.children.find((node) => node.tag === 'COLLECTION' && folded(node.attributes['NAME'] ?? '') === folded(id));
  if (!message || !collection) return null;
  const texts = (tag: string): readonly string[] => collection.children.filter((node) => node.tag === tag).flatMap((node) => node.text.split(','));
  const formulas = new Map(message.children.filter((node) => node.tag === 'SYSTEM').map((node) => [folded(node.attributes['NAME'] ?? ''), node.text]));
  return {
    type: textAt(collection, 'TYPE').trim(),
    fetch: [...texts('FETCH'), ...texts('NATIVEMETHOD')].map((name) => name.trim()).filter((name) => name !== ''),
    childOf: textAt(collection, 'CHILDOF').trim(),
    below: /^yes$/i.test(textAt(collection, 'BELONGSTO')),
    filters: texts('FILTER').map((name) => formulas.get(folded(name)) ?? ''),
  };
}

/** Fields that the program works out when they are asked for. */
function worked(company: Company, entity: Entity): Fields {
  const name = text(entity.fields, 'NAME');
  const own = { GUID: entity.guid, MASTERID: ` ${entity.masterId}`, ALTERID: ` ${entity.alterId}` };
  if (entity.type === 'Ledger') {
    const owed = company.owed.get(folded(name));
    return { ...own, CLOSINGBALANCE: owed === undefined || owed === 0 ? '' : money(-owed) };
  }
  if (entity.type !== 'StockItem') return own;
  const milli = [...company.stock.values()].filter((one) => folded(one.item) === folded(name)).reduce((sum, one) => sum + one.milli, 0);
  return { ...own, CLOSINGBALANCE: quantityText(entity, milli) };
}

/** Objects that are no masters and no vouchers of their own. */
function virtual(company: Company, type: string): readonly Entity[] | null {
  const of = (kind: string, all: readonly Fields[]): readonly Entity[] => all.map((fields) => ({ type: kind, guid: '', masterId: 0, alterId: 0, fields }));
  switch (type.toLowerCase()) {
    case 'company':
      return of('Company', [
        {
          NAME: company.name,
          GUID: company.guid,
          STARTINGFROM: company.booksFrom,
          BOOKSFROM: company.booksFrom,
          ALTMSTID: ` ${company.lastMasterChange}`,
          ALTVCHID: ` ${company.lastVoucherChange}`,
        },
      ]);
    case 'batch':
      return of(
        'Batch',
        [...company.stock.values()].map((one) => {
          const item = masterOf(company, 'StockItem', one.item);
          return {
            NAME: one.batch,
            PARENT: one.item,
            GODOWNNAME: one.godown,
            CLOSINGBALANCE: item && one.milli !== 0 ? quantityText(item, one.milli) : '',
            MFDON: one.madeOn,
            EXPIRYPERIOD: one.expiry,
          };
        }),
      );
    case 'bills':
      return of(
        'Bill',
        [...company.bills.values()]
          .filter((one) => one.minor !== 0)
          .map((one) => ({
            NAME: one.name,
            PARENT: one.party,
            BILLDATE: one.date.replaceAll('-', ''),
            BILLDUEDATE: one.due.replaceAll('-', ''),
            CLOSINGBALANCE: money(-one.minor),
          })),
      );
    default:
      return null;
  }
}

function isBelow(company: Company, entity: Entity, group: string, deep: boolean): boolean {
  let parent = text(entity.fields, 'PARENT');
  for (let depth = 0; depth < 20; depth += 1) {
    if (folded(parent) === folded(group)) return true;
    const above = deep ? masterOf(company, 'Group', parent) : undefined;
    if (!above) return false;
    parent = text(above.fields, 'PARENT');
  }
  return false;
}

const groupNames: Readonly<Record<string, string>> = { $$groupsundrydebtors: 'Sundry Debtors', $$groupsundrycreditors: 'Sundry Creditors' };

/** The methods of one object after the other: `turnTo` says whose. */
function methodsOf(company: Company): Methods & { turnTo(entity: Entity): void } {
  let entity: Entity = { type: '', guid: '', masterId: 0, alterId: 0, fields: {} };
  const of = (one: Entity, name: string): string => {
    switch (name.toUpperCase()) {
      case 'MASTERID':
        return String(one.masterId);
      case 'ALTERID':
        return String(one.alterId);
      case 'GUID':
        return one.guid === '' ? text(one.fields, 'GUID') : one.guid;
      default:
        return text(one.fields, name.toUpperCase());
    }
  };
  return {
    company: company.name,
    turnTo: (next) => {
      entity = next;
    },
    field: (name) => of(entity, name),
    other: (name, type, key) => {
      const found = masterOf(company, type, key);
      return found ? of(found, name) : '';
    },
  };
}

/** A field by the name in FETCH: a text, or the list of that name. Names that do not exist are left out without a word. */
function fetched(fields: Fields, name: string): readonly (readonly [string, FieldValue])[] {
  const tag = name.toUpperCase();
  const stored = tag === 'ALLLEDGERENTRIES' ? 'LEDGERENTRIES.LIST' : `${tag}.LIST`;
  const value = fields[tag] ?? fields[stored];
  if (value === undefined) return [];
  return [[typeof value === 'string' ? tag : `${tag}.LIST`, value]];
}

function rowXml(company: Company, entity: Entity, definition: Definition): string {
  const all: Fields = { ...entity.fields, ...(entity.guid === '' ? {} : worked(company, entity)) };
  const fields = Object.fromEntries(definition.fetch.flatMap((name) => fetched(all, name)));
  const shown = Object.fromEntries(Object.entries(fields).filter(([tag]) => tag !== liveMark));
  const tag = entity.type.toUpperCase();
  const name =
    tag === 'VOUCHER'
      ? `${attribute('REMOTEID', text(entity.fields, 'REMOTEID') || entity.guid)}${attribute('VCHTYPE', text(entity.fields, 'VOUCHERTYPENAME'))}`
      : `${attribute('NAME', text(entity.fields, 'NAME'))}${attribute('RESERVEDNAME', '')}`;
  return `<${tag}${name}>\r\n${fieldsXml(shown)}\r\n</${tag}>`;
}

/** Vouchers outside of the period that the request sets are not gathered; without one it is the year that the books began with. */
const inPeriod = (entity: Entity, from: string, to: string): boolean => {
  const date = text(entity.fields, 'DATE');
  return entity.type !== 'Voucher' || (date >= from && date <= to);
};

const wrap = (rowsXml: readonly string[]): string =>
  `<ENVELOPE>\r\n<HEADER>\r\n<VERSION>1</VERSION>\r\n<STATUS>1</STATUS>\r\n</HEADER>\r\n<BODY>\r\n<DESC>\r\n</DESC>\r\n<DATA>\r\n<COLLECTION ISMSTDEPTYPE="Yes" MSTDEPTYPE="0">\r\n${rowsXml.join('\r\n')}\r\n</COLLECTION>\r\n</DATA>\r\n</BODY>\r\n</ENVELOPE>`;

/** Gathers a collection that the request defines. A formula that cannot be read opens a dialog on the screen. */
export function exportCollection(company: Company, id: string, desc: Node | undefined, vouchersToo: boolean): Exported {
  const definition = definitionOf(at(desc, 'TDL'), id);
  if (!definition) return folded(id) === 'day book' ? { kind: 'dialog' } : { kind: 'complaint', text: `Could not find Collection '${id}'!` };
  const tests = definition.filters.map(compileFormula);
  if (tests.some((test) => test === null)) return { kind: 'dialog' };
  const from = textAt(desc, 'STATICVARIABLES', 'SVFROMDATE').trim() || company.booksFrom;
  const to = textAt(desc, 'STATICVARIABLES', 'SVTODATE').trim() || `${Number(company.booksFrom.slice(0, 4)) + 1}0331`;
  const group = groupNames[definition.childOf.toLowerCase()] ?? definition.childOf;
  const silent = definition.type.toLowerCase() === 'voucher' && !vouchersToo;
  const objects = silent ? [] : (virtual(company, definition.type) ?? allOf(company, definition.type));
  const methods = methodsOf(company);
  const rowsXml = objects
    .filter((entity) => {
      methods.turnTo(entity);
      return tests.every((test) => test?.(methods) === true);
    })
    .filter((entity) => inPeriod(entity, from, to) && (group === '' || isBelow(company, entity, group, definition.below)))
    .map((entity) => rowXml(company, entity, definition));
  return { kind: 'xml', xml: wrap(rowsXml) };
}

/** The Day Book of a period: whole vouchers. */
export function exportDayBook(company: Company, desc: Node | undefined): Exported {
  const from = textAt(desc, 'STATICVARIABLES', 'SVFROMDATE').trim() || company.booksFrom;
  const to = textAt(desc, 'STATICVARIABLES', 'SVTODATE').trim() || from;
  const messages = allOf(company, 'Voucher')
    .filter((voucher) => inPeriod(voucher, from, to))
    .map((voucher) => {
      const fields = Object.fromEntries(Object.entries({ ...voucher.fields, ...worked(company, voucher) }).filter(([tag]) => tag !== liveMark));
      return `<TALLYMESSAGE xmlns:UDF="TallyUDF">\r\n<VOUCHER${attribute('REMOTEID', voucher.guid)}${attribute('VCHTYPE', text(voucher.fields, 'VOUCHERTYPENAME'))}>\r\n${fieldsXml(fields)}\r\n</VOUCHER>\r\n</TALLYMESSAGE>`;
    });
  return { kind: 'xml', xml: `<ENVELOPE>\r\n<BODY>\r\n<DATA>\r\n${messages.join('\r\n')}\r\n</DATA>\r\n</BODY>\r\n</ENVELOPE>` };
}
