import type { ErpObject } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { production, sources } from '../../masters/index.ts';
import { endPrices } from '../../pricing/index.ts';
import type { ReadRefusal } from '../contract.ts';
import { vanishing } from '../domain/completeness.ts';
import type { HeldRecord, KeyReading } from '../store/record-store.ts';
import { clearSeen, countUnseen, markGone, markUnseenGone } from '../store/record-store.ts';

/** What of a connection is looked at. */
interface Of {
  readonly connection: string;
  readonly object: ErpObject;
}

const batch = 1_000;

/**
 * After the keys of an object were read to their end: what was not among them is gone in the ERP, and here. Refused (`shrunk`, `suddenly_empty`)
 * when that is too much to be believed, unless a person has looked and accepts; nothing is retired then. Gives how many.
 */
export async function retireUnseen(ctx: Ctx, of: Of & KeyReading, accepted: boolean): Promise<Result<number, Refusal<ReadRefusal>>> {
  const count = await countUnseen(ctx, of);
  const why = vanishing(count);
  if (why !== null && !accepted) {
    await clearSeen(ctx, of.reading);
    return refuse(why, { object: of.object, previous: count.held, total: null, seen: count.held - count.unseen });
  }
  for (let left = count.unseen; left > 0; left -= batch) await retire(ctx, of, await markUnseenGone(ctx, of, batch));
  await clearSeen(ctx, of.reading);
  return ok(count.unseen);
}

/** Retires records of which the ERP says that they are gone. */
export async function retireTold(ctx: Ctx, of: Of, keys: readonly string[]): Promise<void> {
  await retire(ctx, of, await markGone(ctx, of.connection, of.object, keys));
}

/** Orders and history go on naming what is retired, so nothing that they name is deleted. Documents are only marked. */
async function retire(ctx: Ctx, { connection, object }: Of, gone: readonly HeldRecord[]): Promise<void> {
  const from = { connection, keys: gone.map((record) => record.key) };
  if (gone.length === 0) return;
  if (object === 'item') await sources.retireItems(ctx, from);
  if (object === 'customer') await sources.retireCustomers(ctx, from);
  if (object === 'price') await endPrices(ctx, from);
  if (object === 'work_centre') await production.retireWorkCentres(ctx, from);
  const of = gone.map((record) => record.data as { readonly sku: string; readonly plant: string } | null).filter((one) => one !== null);
  if (object === 'bom') await production.removeBoms(ctx, of);
  if (object === 'routing') await production.removeRoutings(ctx, of);
}
