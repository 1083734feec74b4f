import { statSync } from 'node:fs';
import type { z } from 'zod';
import type { IntakeCustomer, IntakeHistory, IntakeItem, IntakeMessage } from '../../engines/reading/index.ts';
import { BadInput } from './bad-input.ts';
import { jsonLines, jsonList, type Found } from './records.ts';
import { customerShape, historyShape, itemShape, messageShape } from './shapes.ts';

/** A company's past in the intake format. */
export interface IntakeData {
  readonly items: readonly IntakeItem[];
  readonly customers: readonly IntakeCustomer[];
  readonly history: readonly IntakeHistory[];
  readonly messages: readonly IntakeMessage[];
  /** What was left out, each in one line. */
  readonly notes: readonly string[];
}

/** The files that a folder in the intake format holds. */
export const fileNames = ['catalog.json', 'customers.json', 'history.jsonl', 'messages.jsonl'] as const;

interface Row<T> {
  readonly where: string;
  readonly value: T;
}

function rowsOf<T>(file: string, found: readonly Found[], shape: z.ZodType<T>): Row<T>[] {
  return found.map(({ line, value }) => {
    const read = shape.safeParse(value);
    const where = `${file} line ${line}`;
    if (read.success) return { where, value: read.data };
    const [issue] = read.error.issues;
    throw new BadInput(where, `${issue?.path.join('.') || 'the record'}: ${issue?.message ?? 'has the wrong shape'}.`);
  });
}

function once<T>(rows: readonly Row<T>[], idOf: (value: T) => string, what: string): Map<string, T> {
  const known = new Map<string, T>();
  for (const { where, value } of rows) {
    const id = idOf(value);
    if (known.has(id)) throw new BadInput(where, `${what} ${id} is there twice.`);
    known.set(id, value);
  }
  return known;
}

const hasUnit = (item: IntakeItem, uom: string): boolean => item.uoms.some((unit) => unit.uom === uom);

function checkUnits(rows: readonly Row<IntakeItem>[]): void {
  for (const { where, value } of rows) {
    for (const [field, uom] of [['base_uom', value.base_uom] as const, ['default_order_uom', value.default_order_uom] as const])
      if (!hasUnit(value, uom)) throw new BadInput(where, `${field}: ${value.sku} has no unit ${uom} among its uoms.`);
    once(
      value.uoms.map((unit) => ({ where, value: unit })),
      (unit) => unit.uom,
      `unit`,
    );
  }
}

function checkSku(where: string, field: string, sku: string, items: ReadonlyMap<string, unknown>): void {
  if (!items.has(sku)) throw new BadInput(where, `${field}: ${sku} is not in catalog.json.`);
}

function checkMessages(rows: readonly Row<IntakeMessage>[], items: ReadonlyMap<string, unknown>, customers: ReadonlyMap<string, unknown>): void {
  once(rows, (message) => message.id, 'conversation');
  for (const { where, value } of rows) {
    if (value.customer_id !== '' && !customers.has(value.customer_id)) throw new BadInput(where, `customer_id: ${value.customer_id} is not in customers.json.`);
    for (const line of value.expect?.lines ?? []) checkSku(where, 'expect', line.sku, items);
  }
}

/** History lines in units that the item no longer has say nothing that could be booked: they are left out and told. */
function usableHistory(
  rows: readonly Row<IntakeHistory>[],
  items: ReadonlyMap<string, IntakeItem>,
  customers: ReadonlyMap<string, unknown>,
  notes: string[],
): IntakeHistory[] {
  const odd = rows.filter(({ where, value }) => {
    checkSku(where, 'sku', value.sku, items);
    if (!customers.has(value.customer_id)) throw new BadInput(where, `customer_id: ${value.customer_id} is not in customers.json.`);
    const item = items.get(value.sku);
    return item === undefined || !hasUnit(item, value.uom);
  });
  const [first] = odd;
  if (first) notes.push(`${first.where}: ${first.value.sku} has no unit ${first.value.uom}; ${odd.length} such history lines are left out.`);
  if (rows.length === 0) notes.push('history.jsonl: is empty; there is no past to learn from.');
  const left = new Set(odd);
  return rows.filter((row) => !left.has(row)).map(({ value }) => value);
}

function notEmpty<T>(file: string, rows: readonly T[]): void {
  if (rows.length === 0) throw new BadInput(file, 'has no records.');
}

/** Reads and checks a folder in the intake format. Throws BadInput for the first thing that is wrong. */
export function readIntakeFolder(dir: string): IntakeData {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw new BadInput(dir, 'is not a folder.');
  const items = rowsOf<IntakeItem>('catalog.json', jsonList(dir, 'catalog.json'), itemShape);
  notEmpty('catalog.json', items);
  const bySku = once(items, (item) => item.sku, 'item');
  checkUnits(items);
  const customers = rowsOf<IntakeCustomer>('customers.json', jsonList(dir, 'customers.json'), customerShape);
  notEmpty('customers.json', customers);
  const byId = once(customers, (customer) => customer.id, 'customer');
  for (const { where, value } of customers) for (const line of value.usual_order ?? []) checkSku(where, 'usual_order', line.sku, bySku);
  const notes: string[] = [];
  const history = usableHistory(rowsOf<IntakeHistory>('history.jsonl', jsonLines(dir, 'history.jsonl'), historyShape), bySku, byId, notes);
  const messages = rowsOf<IntakeMessage>('messages.jsonl', jsonLines(dir, 'messages.jsonl'), messageShape);
  notEmpty('messages.jsonl', messages);
  checkMessages(messages, bySku, byId);
  return {
    items: items.map(({ value }) => value),
    customers: customers.map(({ value }) => value),
    history,
    messages: messages.map(({ value }) => value),
    notes,
  };
}
