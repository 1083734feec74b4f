import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { createSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { literalOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { compareOrder, documentFacts, orderBody } from '../map/order-body.ts';
import { beforeSending, cancelDocument, createdOf, findDocument, readDocument, referenceFieldOf, refused, type Tools } from './tools.ts';

/** Thrown for a payload that is no sales order: a bug on our side, found before anything is sent. */
const orderOf = (command: ErpCommand): CreateSalesOrder => createSalesOrderSchema.parse(command.payload);

/** Looks for the order that carries the command's reference. */
export const findSalesOrder = (command: ErpCommand, tools: Tools): Promise<FindOutcome> =>
  findDocument(
    {
      set: 'Orders',
      field: referenceFieldOf(tools.settings, 'NumAtCard'),
      reference: command.reference,
      more: `CardCode eq ${literalOf('text', orderOf(command).customer)}`,
      cancels: true,
    },
    tools,
  );

/** Unit codes → numbers; a refusal when one of the wanted is none of the company. */
export async function unitEntries(codes: readonly string[], tools: Tools): Promise<ReadonlyMap<string, number> | ErpFailure> {
  const units = await beforeSending(() => tools.tables.units());
  if ('kind' in units) return units;
  const missing = codes.find((code) => !units.entryOf.has(code));
  return missing === undefined ? units.entryOf : refused('unknown_unit', `the ERP has no unit of measure ${missing}`, 'UoMEntry');
}

/** Creates the order in one call. A failure means that Business One booked nothing. */
export async function createSalesOrder(command: ErpCommand, tools: Tools, today: string): Promise<ExecuteOutcome> {
  const order = orderOf(command);
  const entries = await unitEntries(
    order.lines.map((line) => line.erpUom),
    tools,
  );
  if ('kind' in entries) return entries;
  const body = orderBody(order, command.reference, entries, tools.settings, today);
  return createdOf(await tools.client.send('create', 'POST', 'Orders', body, {}, tools.record));
}

/** Reads the order back and compares it with what was asked for. */
export async function verifySalesOrder(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const read = await readDocument('verify', 'Orders', erpKey, tools);
  if (read.kind !== 'read') return read;
  const fields = compareOrder(orderOf(command), command.reference, read.row, tools.settings);
  return fields.length === 0 ? { kind: 'equal', document: documentFacts(read.row) } : { kind: 'different', fields };
}

/** Cancels the order. */
export const reverseSalesOrder = (erpKey: string, tools: Tools): Promise<ExecuteOutcome> => cancelDocument('Orders', erpKey, tools);
