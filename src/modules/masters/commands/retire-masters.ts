import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { blockCustomersFrom, deactivateItemsFrom, deleteMadeOf, deleteWorkCentresFrom } from '../store/retire-store.ts';
import type { SourceKeys } from '../store/retire-store.ts';
import { announceChanges } from './save-masters.ts';
import type { Saved } from './save-masters.ts';

/** Items that the ERP has no more: they stay for the orders that name them, and nobody can order them. Called by sync only, as is all of this. */
export const retireItems = async (ctx: Ctx, from: SourceKeys): Promise<Saved> => announceChanges(ctx, 'item', await deactivateItemsFrom(ctx, from));

/** Customers that the ERP has no more are blocked, with `gone_in_erp` as the reason. */
export const retireCustomers = async (ctx: Ctx, from: SourceKeys): Promise<Saved> => announceChanges(ctx, 'customer', await blockCustomersFrom(ctx, from));

/** Work centres that the ERP has no more. */
export const retireWorkCentres = async (ctx: Ctx, from: SourceKeys): Promise<Saved> =>
  announceChanges(ctx, 'work_centre', await deleteWorkCentresFrom(ctx, from));

/** How an item is made in a plant. */
interface MadeAt {
  readonly sku: string;
  readonly plant: string;
}

/** Bills of material that the ERP has no more. */
export const removeBoms = async (ctx: Ctx, of: readonly MadeAt[]): Promise<Saved> => announceChanges(ctx, 'bom', await deleteMadeOf(ctx, 'masters.bom', of));

/** Routings that the ERP has no more. */
export const removeRoutings = async (ctx: Ctx, of: readonly MadeAt[]): Promise<Saved> =>
  announceChanges(ctx, 'routing', await deleteMadeOf(ctx, 'masters.routing_operation', of));
