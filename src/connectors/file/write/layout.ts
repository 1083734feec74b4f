import type { z } from 'zod';
import type { ChangeSalesOrder, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import * as contract from '../../../modules/sync/contract.ts';
import { utils, write } from '@e965/xlsx';
import { csvCell } from '../../../kernel/csv.ts';
import type { CommandKind, ErpCommand } from '../../kit/types.ts';
import { dayText } from '../content/values.ts';
import type { FileSettings } from '../settings.ts';

/** Fields of one row of an export, by our names, all texts: days `YYYY-MM-DD`, decimals with a point. */
export type ExportRow = Readonly<Record<string, string>>;

const change = contract.changeSalesOrderSchema;
const schemas: Readonly<Record<CommandKind, z.ZodType>> = {
  create_sales_order: contract.createSalesOrderSchema,
  sales_order_change: change,
  sales_order_cancel: change,
  stock_movement: contract.stockMovementSchema,
  stock_status: contract.stockStatusChangeSchema,
  production_receipt: contract.productionReceiptSchema,
  operation_confirmation: contract.operationConfirmationSchema,
  delivery: contract.deliverySchema,
  proof_of_delivery: contract.proofOfDeliverySchema,
  payment_receipt: contract.paymentReceiptSchema,
};

/** Kinds of commands that can be exported: all. */
export const exportedKinds = Object.keys(schemas) as readonly CommandKind[];

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'boolean' ? (value ? 'Y' : 'N') : typeof value === 'string' ? value : JSON.stringify(value);

function scalars(record: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (Array.isArray(value) ? [] : [[snake(name), textOf(value)]])));
}

interface PricedLine {
  readonly price: string | null;
  readonly freeWith?: number | null | undefined;
}

/** A line of an order, with the line that it goes along with: such goods are said to cost nothing, because an empty price leaves pricing to the ERP. */
const orderLine = <T extends PricedLine>(line: T) => ({
  ...line,
  price: line.freeWith ? '0' : line.price,
  freeWith: line.freeWith ? String(line.freeWith) : '',
});

/** The payload as rows: one a line with the head repeated. Thrown for a payload that is none of its kind: a bug on our side, before anything is written. */
export function bodyRows(command: ErpCommand): readonly ExportRow[] {
  const payload = schemas[command.kind].parse(command.payload) as Readonly<Record<string, unknown>>;
  if (command.kind === 'sales_order_change' || command.kind === 'sales_order_cancel') return changeRows(payload as unknown as ChangeSalesOrder);
  if (command.kind === 'create_sales_order') return createRows(payload as unknown as CreateSalesOrder);
  const head = scalars(payload);
  const lines = payload['lines'];
  if (!Array.isArray(lines) || lines.length === 0) return [head];
  return lines.map((line: Readonly<Record<string, unknown>>, index) => ({
    ...head,
    line: String(line['lineNo'] ?? line['erpLine'] ?? index + 1),
    ...scalars(line),
  }));
}

/** What is for us alone (whether it was tried) is not told. */
function createRows({ lines, dryRun: _ours, ...head }: CreateSalesOrder): readonly ExportRow[] {
  return lines.map((line) => ({ ...scalars(head), line: String(line.lineNo), ...scalars(orderLine(line)) }));
}

/** Each line that the document has or shall have: what it was, what it shall be, and what to do with it. */
function changeRows(wanted: ChangeSalesOrder): readonly ExportRow[] {
  const { before, after, ...head } = wanted;
  const days = { old_requested_date: before.requestedDate ?? '', requested_date: after.requestedDate ?? '' };
  const numbers = [...new Set([...before.lines, ...after.lines].map((line) => line.erpLine))].sort((a, b) => a - b);
  return numbers.map((erpLine) => {
    const was = before.lines.find((line) => line.erpLine === erpLine);
    const now = after.lines.find((line) => line.erpLine === erpLine);
    const old = was === undefined ? {} : Object.fromEntries(Object.entries(scalars(orderLine(was))).map(([name, value]) => [`old_${name}`, value]));
    const action = was === undefined ? 'add' : now === undefined ? 'remove' : JSON.stringify(was) === JSON.stringify(now) ? 'keep' : 'change';
    return { ...scalars(head), ...days, line: String(erpLine), action, ...old, ...scalars(now === undefined ? {} : orderLine(now)) };
  });
}

/** Whether a layout of the company's has no way to say that goods go along free: their ERP would charge them. */
export const chargesFree = (layout: string, rows: readonly ExportRow[], { layouts }: FileSettings['export']): boolean =>
  rows.some((row) => (row['free_with'] ?? '') !== '') && layouts[layout]?.every(({ field }) => field !== 'price' && field !== 'free_with') === true;

/** Columns of our own names for the rows, in the order in which they first come. */
const ownLayout = (rows: readonly ExportRow[]): FileSettings['export']['layouts'][string] =>
  [...new Set(rows.flatMap((row) => Object.keys(row)))].map((field) => ({ column: field, field, value: '' }));

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const decimals = /(^|_)(quantity|price|amount|scrap|work_minutes)$/;

function cellOf(row: ExportRow, column: FileSettings['export']['layouts'][string][number], settings: FileSettings['export']): string {
  const said = row[column.field] ?? '';
  if (said === '') return column.value;
  if (isDay(said)) return dayText(said, settings.date);
  return decimals.test(column.field) && settings.decimal === ',' ? said.replace('.', ',') : said;
}

/** The bytes of an export with its heading, in the layout, format and letters of the settings. Cells of a workbook are texts, never formulas. */
export function exportBytes(layout: string, rows: readonly ExportRow[], settings: FileSettings['export']): Uint8Array {
  const columns = settings.layouts[layout] ?? ownLayout(rows);
  const grid = [columns.map((one) => one.column), ...rows.map((row) => columns.map((column) => cellOf(row, column, settings)))];
  if (settings.format === 'xlsx') {
    const sheet = utils.aoa_to_sheet(grid.map((cells) => cells.map((cell) => ({ t: 's', v: cell, z: '@' }))));
    return new Uint8Array(write({ SheetNames: ['Export'], Sheets: { Export: sheet } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  }
  const quoted = (cell: string): string => (settings.escapeFormulas ? csvCell(cell) : `"${cell.replaceAll('"', '""')}"`);
  const text = `${grid.map((cells) => cells.map(quoted).join(settings.separator)).join('\r\n')}\r\n`;
  if (settings.encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Buffer.from(settings.encoding === 'utf-8-bom' ? `\uFEFF${text}` : text, 'utf8');
}
