import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { createSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { isRecord, textOf } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { compareSalesOrder, documentFacts, salesOrderBody } from '../map/sales-order.ts';
import { readByNumber, readByReference, siteOf } from './order-document.ts';
import { refusal, type Tools } from './tools.ts';

/** Thrown for a payload that is no sales order: a bug on our side, found before anything is sent. */
const orderOf = (command: ErpCommand): CreateSalesOrder => createSalesOrderSchema.parse(command.payload);

/** Whether our user sees a business unit. */
export type BusinessUnitAccess = (name: string) => Promise<boolean | ErpFailure>;

/** Looks for the order by its natural key. */
export async function findSalesOrder(command: ErpCommand, tools: Tools, access: BusinessUnitAccess): Promise<FindOutcome> {
  const read = await readByReference(tools, 'find', command.reference, orderOf(command).salesOrg, access);
  return read.kind === 'read' ? { kind: 'found', erpKey: textOf(read.row, 'OrderNumber') } : read;
}

async function shipToSite(order: CreateSalesOrder, tools: Tools): Promise<{ readonly kind: 'site'; readonly id: string | null } | ErpFailure> {
  if (order.shipTo === null) return { kind: 'site', id: null };
  const site = await siteOf(tools, order.customer, order.shipTo);
  if (site.kind !== 'site' || site.id !== null) return site;
  return refusal('unknown_ship_to', `customer ${order.customer} has no address ${order.shipTo} in Oracle`, 'shipTo');
}

/**
 * Creates the order by one request, without upsert: a source transaction that exists is refused by Oracle, never written over.
 * A failure means that Oracle booked nothing; that refusal means that the order is there already and is `unknown`, so that it is looked up.
 */
export async function createSalesOrder(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const order = orderOf(command);
  const site = await shipToSite(order, tools);
  if (site.kind !== 'site') return site;
  const answer = await tools.client.write({
    step: 'create',
    method: 'POST',
    path: `${tools.settings.scmPath}/salesOrdersForOrderHub`,
    body: salesOrderBody(order, command.reference, site.id, tools.settings),
    record: tools.record,
  });
  if (answer.kind === 'rejected' && /already exists|duplicate/i.test(answer.text)) return { kind: 'unknown', why: 'exists_already' };
  if (answer.kind !== 'ok') return answer;
  const row = isRecord(answer.json) ? answer.json : {};
  const erpKey = textOf(row, 'OrderNumber');
  // created, but the answer does not say which: the look-up will
  if (erpKey === '') return { kind: 'unknown', why: 'no_number_in_answer' };
  const draft = textOf(row, 'StatusCode') === 'DOO_DRAFT';
  return { kind: 'committed', erpKey, warnings: draft ? ['the order was saved as a draft and not submitted'] : [] };
}

/** Reads the order back and compares it with what was asked for. */
export async function verifySalesOrder(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const order = orderOf(command);
  const read = await readByNumber(tools, 'verify', erpKey);
  if (read.kind === 'absent') return refusal('404', `Oracle does not have order ${erpKey}`);
  if (read.kind !== 'read') return read;
  const site = await shipToSite(order, tools);
  if (site.kind !== 'site') return site;
  const fields = compareSalesOrder(order, command.reference, site.id, read.row, tools.settings);
  return fields.length === 0 ? { kind: 'equal', document: documentFacts(read.row) } : { kind: 'different', fields };
}
