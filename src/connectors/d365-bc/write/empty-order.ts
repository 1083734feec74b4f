import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { etagOf } from '../../kit/odata4/answer.ts';
import type { ExecuteOutcome } from '../../kit/types.ts';
import { goodsOf } from '../map/documents.ts';
import type { BcCompany } from '../read/companies.ts';
import { sendBatch, type BatchPart } from './batch.ts';
import type { Tools } from './tools.ts';

/** That nobody saved the order meanwhile is proved by writing under its version what it has already. */
export const guardOf = (row: WireRecord, more: Readonly<Record<string, unknown>> = {}): BatchPart => ({
  method: 'PATCH',
  path: `salesOrders(${textOf(row, 'id')})`,
  version: etagOf(row) || '*',
  body: { externalDocumentNumber: textOf(row, 'externalDocumentNumber'), ...more },
});

/** Cancels an order: its goods are taken out and it stays, empty, with our reference; or, by setting, it is deleted. */
export async function emptyOrder(row: WireRecord, company: BcCompany, erpKey: string, tools: Tools, step = 'cancel'): Promise<ExecuteOutcome> {
  const order: BatchPart = { method: 'DELETE', path: `salesOrders(${textOf(row, 'id')})`, version: etagOf(row) || '*' };
  const lines = goodsOf(row, 'salesOrderLines').map((line): BatchPart => ({ method: 'DELETE', path: `salesOrderLines(${textOf(line, 'id')})`, version: '*' }));
  if (tools.settings.cancelBy === 'lines' && lines.length === 0) return { kind: 'committed', erpKey, warnings: [] };
  const outcome = await sendBatch(step, company, tools.settings.cancelBy === 'order' ? [order] : [guardOf(row), ...lines], tools);
  if (outcome.kind === 'held') return { kind: 'committed', erpKey, warnings: [] };
  return outcome.kind === 'refused' ? outcome.failure : outcome;
}
