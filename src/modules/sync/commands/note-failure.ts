import { addMs } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { breakerRestMs } from '../domain/backoff.ts';
import { countFailure, restConnection } from '../store/connection-store.ts';

/** Counts a failure of a connection; after several in a row it rests, longer each time. */
export async function noteFailure(ctx: Ctx, connection: string): Promise<void> {
  const restMs = breakerRestMs(await countFailure(ctx, connection));
  if (restMs !== null) await restConnection(ctx, connection, addMs(ctx.now(), restMs));
}
