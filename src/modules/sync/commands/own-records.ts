import type { CanonicalRecord, ErpObject, SnapshotPage } from '../../../connectors/kit/types.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { sources } from '../../masters/index.ts';
import { countConnections } from '../store/connection-store.ts';
import { findHeld } from '../store/record-store.ts';

/** What a record is, or hangs on. */
const owners: Readonly<Partial<Record<ErpObject, { readonly of: 'item' | 'customer'; readonly field: string }>>> = {
  item: { of: 'item', field: 'sku' },
  cost: { of: 'item', field: 'sku' },
  price: { of: 'item', field: 'sku' },
  stock: { of: 'item', field: 'sku' },
  bom: { of: 'item', field: 'sku' },
  routing: { of: 'item', field: 'sku' },
  customer: { of: 'customer', field: 'code' },
  credit: { of: 'customer', field: 'customer' },
  past_order: { of: 'customer', field: 'customer' },
};

/**
 * A page without what another ERP holds: an item or customer belongs to the ERP that brought it, with its prices, stock and credit, until that ERP
 * has it no more. The same code in a second ERP is skipped as `held_by_other_erp`, so that neither changes what the other said.
 */
export async function ownRecords(ctx: Ctx, connection: string, object: ErpObject, page: SnapshotPage): Promise<SnapshotPage> {
  const owner = owners[object];
  if (owner === undefined || page.records.length === 0 || (await countConnections(ctx)) < 2) return page;
  const codeOf = ({ data }: CanonicalRecord): string => String((data as Readonly<Record<string, unknown>>)[owner.field]);
  const holders = await sources.listHolders(ctx, owner.of, page.records.map(codeOf));
  const others = [...holders].filter(([, holder]) => holder.connection !== connection);
  const held = await findHeld(
    ctx,
    owner.of,
    others.map(([, holder]) => holder),
  );
  const foreign = new Set(others.filter(([, holder]) => held.has(`${holder.connection} ${holder.key}`)).map(([code]) => code));
  if (foreign.size === 0) return page;
  return {
    ...page,
    records: page.records.filter((record) => !foreign.has(codeOf(record))),
    skipped: [...(page.skipped ?? []), ...page.records.filter((record) => foreign.has(codeOf(record))).map(({ key }) => ({ key, why: 'held_by_other_erp' }))],
  };
}
