import { createHash } from 'node:crypto';
import type { Fields } from '../program/xml.ts';

/** One object of a company: a master or a voucher. */
export interface Entity {
  readonly type: string;
  readonly guid: string;
  readonly masterId: number;
  alterId: number;
  fields: Fields;
}

/** What one unit of an item is in its base unit. */
export interface ItemUnits {
  readonly base: string;
  /** Additional unit and how many base units it is; null: none. */
  readonly additional: { readonly unit: string; readonly per: number } | null;
}

/** An unpaid bill: what is owed is positive. */
export interface Bill {
  readonly party: string;
  readonly name: string;
  readonly date: string;
  readonly due: string;
  minor: number;
}

/** A company's data as the program holds it. */
export interface Company {
  readonly name: string;
  readonly code: string;
  readonly currency: string;
  readonly booksFrom: string;
  guid: string;
  /** One counter for every change of anything. */
  changes: number;
  lastMasterChange: number;
  lastVoucherChange: number;
  nextMaster: number;
  nextVoucher: number;
  readonly numbers: Map<string, number>;
  readonly entities: Map<string, Map<number, Entity>>;
  /** Type and folded name or alias → object. */
  readonly byName: Map<string, Entity>;
  /** `item\0godown\0batch`, folded → base thousandths. */
  readonly stock: Map<string, Position>;
  /** Folded ledger → what it owes, in minor units. */
  readonly owed: Map<string, number>;
  readonly bills: Map<string, Bill>;
}

/** Goods in one godown and batch. */
export interface Position {
  readonly item: string;
  readonly godown: string;
  readonly batch: string;
  readonly madeOn: string;
  readonly expiry: string;
  milli: number;
}

/** Names are one whatever their case. */
export const folded = (name: string): string => name.trim().toLowerCase();

const guidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};

/** An empty company. */
export function createCompany(code: string, name: string, currency: string, booksFrom: string): Company {
  return {
    code,
    name,
    currency,
    booksFrom,
    guid: guidOf(name),
    changes: 0,
    lastMasterChange: 0,
    lastVoucherChange: 0,
    nextMaster: 1,
    nextVoucher: 1,
    numbers: new Map(),
    entities: new Map(),
    byName: new Map(),
    stock: new Map(),
    owed: new Map(),
    bills: new Map(),
  };
}

/** The objects of a type. */
export const allOf = (company: Company, type: string): readonly Entity[] => [...(company.entities.get(type.toLowerCase())?.values() ?? [])];

/** The text of a field; empty when there is none. */
export const text = (fields: Fields, tag: string): string => {
  const value = fields[tag];
  return typeof value === 'string' ? value : '';
};

/** The rows of a list field. */
export const rows = (fields: Fields, tag: string): readonly Fields[] => {
  const value = fields[tag];
  return typeof value === 'object' ? value : [];
};

const keysOf = (entity: Entity): readonly string[] =>
  [text(entity.fields, 'NAME'), text(entity.fields, 'ONLYALIAS')].filter((name) => name !== '').map((name) => `${entity.type.toLowerCase()}:${folded(name)}`);

/** The master of a type by name or alias. */
export const masterOf = (company: Company, type: string, name: string): Entity | undefined => company.byName.get(`${type.toLowerCase()}:${folded(name)}`);

const isVoucher = (type: string): boolean => type.toLowerCase() === 'voucher';

/** Takes an object in, new or changed; every counter is at least what it needs. */
export function put(company: Company, entity: Entity): void {
  const type = entity.type.toLowerCase();
  const group = company.entities.get(type) ?? new Map<number, Entity>();
  company.entities.set(type, group);
  const before = group.get(entity.masterId);
  if (!isVoucher(type)) {
    if (before) keysOf(before).forEach((key) => company.byName.delete(key));
    keysOf(entity).forEach((key) => company.byName.set(key, entity));
    company.nextMaster = Math.max(company.nextMaster, entity.masterId + 1);
    company.lastMasterChange = Math.max(company.lastMasterChange, entity.alterId);
  } else {
    company.nextVoucher = Math.max(company.nextVoucher, entity.masterId + 1);
    company.lastVoucherChange = Math.max(company.lastVoucherChange, entity.alterId);
  }
  company.changes = Math.max(company.changes, entity.alterId);
  group.set(entity.masterId, entity);
}

/** Takes an object out. The counters say nothing of it. */
export function drop(company: Company, type: string, masterId: number): void {
  const group = company.entities.get(type.toLowerCase());
  const entity = group?.get(masterId);
  if (!entity) return;
  keysOf(entity).forEach((key) => company.byName.delete(key));
  group?.delete(masterId);
}

/** A new object with the next id and change number. */
export function create(company: Company, type: string, fields: Fields): Entity {
  const masterId = isVoucher(type) ? company.nextVoucher : company.nextMaster;
  const guid = `${company.guid}-${masterId.toString(16).padStart(8, '0')}`;
  const entity: Entity = { type, guid, masterId, alterId: company.changes + 1, fields };
  put(company, entity);
  return entity;
}

/** An object that is saved again: the next change number. */
export function changed(company: Company, entity: Entity, fields: Fields): Entity {
  const next = { ...entity, alterId: company.changes + 1, fields };
  put(company, next);
  return next;
}

/** How an item is counted. */
export function unitsOf(item: Entity): ItemUnits {
  const additional = text(item.fields, 'ADDITIONALUNITS');
  const usable = additional !== '' && !additional.startsWith('\u0004');
  const per = Number(text(item.fields, 'CONVERSION')) / (Number(text(item.fields, 'DENOMINATOR')) || 1);
  return { base: text(item.fields, 'BASEUNITS'), additional: usable ? { unit: additional, per } : null };
}

/** Base thousandths of a quantity text (`40 CAR`, ` 1200 PC = 40 CAR`); null when its unit is none of the item's. */
export function milliOf(item: Entity, quantity: string): number | null {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*([^\d\s=][^=]*?)\s*(?:=.*)?$/.exec(quantity);
  const { base, additional } = unitsOf(item);
  if (!match) return null;
  const amount = Math.round(Number(match[1]) * 1000);
  const unit = match[2] ?? '';
  if (unit === base) return amount;
  return unit === additional?.unit ? Math.round(amount * additional.per) : null;
}

const plain = (milli: number): string => (milli % 1000 === 0 ? String(milli / 1000) : (milli / 1000).toFixed(3).replace(/0+$/, ''));

/** A quantity as the program tells it: in the base unit and, where it has one, the additional unit. */
export function quantityText(item: Entity, milli: number): string {
  const { base, additional } = unitsOf(item);
  const other = additional === null ? null : milli / additional.per;
  return other === null || additional === null
    ? ` ${plain(milli)} ${base}`
    : ` ${plain(milli)} ${base} = ${Number(other.toFixed(0)) === other ? plain(other) : (other / 1000).toFixed(5)} ${additional.unit}`;
}

/** The position of an item in a godown and batch; made when there is none. */
export function positionOf(company: Company, item: string, godown: string, batch: string, madeOn = '', expiry = ''): Position {
  const key = [item, godown, batch].map(folded).join('\u0000');
  const held = company.stock.get(key) ?? { item, godown, batch, madeOn, expiry, milli: 0 };
  company.stock.set(key, held);
  return held;
}
