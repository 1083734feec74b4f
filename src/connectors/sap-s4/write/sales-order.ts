import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { createSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { entityOf, rowsOf, warningsOf } from '../../kit/odata/answer.ts';
import { expandedOf, queryOf, stringLiteral, textOf } from '../../kit/odata/codec.ts';
import type { ErpCommand, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { CallSink, SapClient } from '../client.ts';
import { compareSalesOrder, documentFacts, salesOrderBody } from '../map/sales-order.ts';
import type { SapSettings } from '../settings.ts';
import { repeatability } from './tools.ts';

const service = 'API_SALES_ORDER_SRV';

/** Thrown for a payload that is no sales order: a bug on our side, found before anything is sent. */
const orderOf = (command: ErpCommand): CreateSalesOrder => createSalesOrderSchema.parse(command.payload);

/**
 * Looks for the document that carries the command's reference. Documents whose items are all rejected do not count as long as
 * another one lives; one that is alone is found, so that a person's cancelling in SAP is never undone by sending again.
 */
export async function findSalesOrder(client: SapClient, command: ErpCommand, record: CallSink): Promise<FindOutcome> {
  const order = orderOf(command);
  const query = queryOf({
    $filter: `PurchaseOrderByCustomer eq ${stringLiteral(command.reference)} and SoldToParty eq ${stringLiteral(order.customer)}`,
    $select: 'SalesOrder,OverallSDDocumentRejectionSts',
    $orderby: 'SalesOrder',
  });
  const answer = await client.get('find', service, `A_SalesOrder${query}`, record);
  if (answer.kind !== 'ok') return answer;
  const found = rowsOf(answer.json);
  if (!found) return { kind: 'transient', why: 'no_collection' };
  const numbers = (rows: typeof found.rows): string[] => rows.map((row) => textOf(row, 'SalesOrder'));
  const alive = numbers(found.rows.filter((row) => textOf(row, 'OverallSDDocumentRejectionSts') !== 'C'));
  if (alive.length > 1) return { kind: 'ambiguous', erpKeys: alive };
  const erpKey = alive[0] ?? numbers(found.rows).at(-1);
  return erpKey === undefined ? { kind: 'absent' } : { kind: 'found', erpKey };
}

/** Creates the order by one deep insert. A failure means that SAP booked nothing. */
export async function createSalesOrder(
  client: SapClient,
  command: ErpCommand,
  settings: SapSettings,
  nowMs: number,
  record: CallSink,
): Promise<ExecuteOutcome> {
  const body = salesOrderBody(orderOf(command), command.reference, settings);
  const answer = await client.post('create', service, 'A_SalesOrder', body, repeatability(command, nowMs), record);
  if (answer.kind !== 'ok') return answer;
  const erpKey = textOf(entityOf(answer.json) ?? {}, 'SalesOrder');
  // Created, but the answer does not say which: the look-up will.
  return erpKey === ''
    ? { kind: 'unknown', why: 'no_number_in_answer' }
    : { kind: 'committed', erpKey, warnings: warningsOf(answer.headers.get('sap-message')) };
}

/** Reads the document back and compares it with what was asked for. */
export async function verifySalesOrder(
  client: SapClient,
  command: ErpCommand,
  erpKey: string,
  settings: SapSettings,
  record: CallSink,
): Promise<VerifyOutcome> {
  const query = queryOf({ $expand: 'to_Item,to_Item/to_PricingElement,to_Partner' });
  const answer = await client.get('verify', service, `A_SalesOrder(${stringLiteral(erpKey)})${query}`, record);
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  if (!row) return { kind: 'transient', why: 'no_entity' };
  const fields = compareSalesOrder(orderOf(command), command.reference, row, settings);
  return fields.length === 0 ? { kind: 'equal', document: documentFacts(row) } : { kind: 'different', fields };
}

/** Rejects every item, as a person would; an order whose items are all rejected is done. Half of it is `unknown`: the next try does the rest. */
export async function reverseSalesOrder(client: SapClient, erpKey: string, settings: SapSettings, record: CallSink): Promise<ExecuteOutcome> {
  const answer = await client.get('read', service, `A_SalesOrder(${stringLiteral(erpKey)})${queryOf({ $expand: 'to_Item' })}`, record);
  if (answer.kind !== 'ok') return answer;
  const open = expandedOf(entityOf(answer.json) ?? {}, 'to_Item').filter((item) => textOf(item, 'SalesDocumentRjcnReason') === '');
  for (const [done, item] of open.entries()) {
    const path = `A_SalesOrderItem(SalesOrder=${stringLiteral(erpKey)},SalesOrderItem=${stringLiteral(textOf(item, 'SalesOrderItem'))})`;
    const rejected = await client.patch('cancel', service, path, { SalesDocumentRjcnReason: settings.rejectionReason }, { 'if-match': '*' }, record);
    if (rejected.kind !== 'ok') return done === 0 ? rejected : { kind: 'unknown', why: 'half_done' };
  }
  return { kind: 'committed', erpKey, warnings: [] };
}
