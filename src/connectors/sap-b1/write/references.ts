import { createHash } from 'node:crypto';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { readRawPage } from '../../kit/odata4/paging.ts';
import type { ReferencedDocument, ReferencePage } from '../../kit/types.ts';
import type { B1Client } from '../client.ts';
import { referenceOf } from '../map/documents.ts';
import { referenceFieldOf } from './tools.ts';
import type { B1Settings } from '../settings.ts';

/** What of a document matters: partner, and its rows or money. */
function digestOf(row: WireRecord): string {
  const lines = [...expandedOf(row, 'DocumentLines'), ...expandedOf(row, 'StockTransferLines')].map((line) =>
    [textOf(line, 'ItemCode'), decimalOf(line, 'Quantity'), textOf(line, 'UoMCode'), textOf(line, 'WarehouseCode')].join('/'),
  );
  const money = ['CashSum', 'TransferSum'].map((field) => decimalOf(row, field) ?? '');
  return createHash('sha256')
    .update(JSON.stringify([textOf(row, 'CardCode'), textOf(row, 'Cancelled'), lines, money]))
    .digest('hex')
    .slice(0, 24);
}

function documentOf(row: WireRecord, field: string): ReferencedDocument {
  const cancelled = textOf(row, 'Cancelled') === 'tYES';
  const changed = [textOf(row, 'UpdateDate').slice(0, 10), textOf(row, 'UpdateTime')].filter((part) => part !== '').join('T');
  return {
    erpKey: textOf(row, 'DocEntry'),
    reference: referenceOf(row, field),
    state: cancelled ? 'cancelled' : textOf(row, 'DocumentStatus') === 'bost_Open' ? 'open' : 'closed',
    digest: digestOf(row),
    changedAt: changed === '' ? null : changed,
  };
}

/** Documents of a set that were made or, where the set says it, changed on or after the day. `standard`: the field that carries our reference. */
export const referencesOf =
  (client: B1Client, settings: B1Settings, set: string, standard: string, by: 'UpdateDate' | 'DocDate', now: () => number) =>
  async (since: string, cursor: string | null): Promise<ReferencePage> => {
    const field = referenceFieldOf(settings, standard);
    const plan = {
      step: `references ${set}`,
      set,
      key: [{ name: 'DocEntry', type: 'number' as const }],
      filter: `${by} ge '${since.slice(0, 10)}'`,
      pageSize: settings.pageSize,
      count: false,
    };
    const raw = await readRawPage((step, path) => client.get(step, path), plan, cursor, now());
    return { documents: raw.rows.map((row) => documentOf(row, field)), nextCursor: raw.nextCursor };
  };
