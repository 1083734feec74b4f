import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { AliasRow } from '../contract.ts';
import { csvText } from '../../../kernel/csv.ts';
import { importColumns } from '../domain/aliases/import-lines.ts';
import { listAliases } from './aliases.ts';

/** Columns that an export adds for people; an import reads over them. */
const told = ['scope_name', 'item_name', 'weight', 'share', 'state', 'source', 'created_by', 'last_used_at'] as const;
const pageSize = 2000;

const cellsOf = (row: AliasRow): readonly string[] => [
  ...[row.scope, row.scopeId, row.words, row.sku, row.uom ?? '', row.negative ? 'yes' : ''],
  ...[row.scopeName, row.itemName ?? '', String(row.weight), String(row.share), row.state, row.source, row.createdBy, row.lastUsedAt],
];

/** All aliases that stand, as a file that a spreadsheet opens safely and that can be imported again. */
export async function getAliasFile(ctx: Ctx): Promise<string> {
  const rows: (readonly string[])[] = [[...importColumns, ...told]];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listAliases(ctx, { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
    for (const row of page.rows) rows.push(cellsOf(row));
    cursor = page.next;
  }
  return csvText(rows);
}
