import type { Kysely } from 'kysely';
import type { Ctx } from '../runtime/ctx.ts';

/** The open transaction, typed with a module's own tables. Called only from `store.ts` and `queries.ts`. */
export const on = <Tables>(ctx: Ctx): Kysely<Tables> => ctx.trx as Kysely<Tables>;
