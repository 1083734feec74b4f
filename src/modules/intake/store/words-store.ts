import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import type { CompanyWords, WordProposal } from '../contract/reading.ts';
import type { Proposal } from '../domain/reading/proposals.ts';
import type { IntakeTables } from '../tables.ts';

const noWords: CompanyWords = { fillers: [], sameThing: [], units: {} };

/** Which version of the company's words counts; 0 before the first. */
export async function loadWordsVersion(ctx: Ctx, company: string): Promise<number> {
  const row = await on<IntakeTables>(ctx)
    .selectFrom('intake.word_list')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('company', '=', company)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** The company's own words as they are now. */
export async function loadWords(ctx: Ctx, company: string): Promise<CompanyWords> {
  const row = await on<IntakeTables>(ctx)
    .selectFrom('intake.word_list')
    .selectAll()
    .where('company', '=', company)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return noWords;
  return {
    fillers: row.fillers as CompanyWords['fillers'],
    sameThing: row.same_thing as CompanyWords['sameThing'],
    units: row.units as CompanyWords['units'],
  };
}

/** Keeps the words as the next version. The caller holds the lock on them. */
export async function insertWords(ctx: Ctx, company: string, words: CompanyWords): Promise<void> {
  await on<IntakeTables>(ctx)
    .insertInto('intake.word_list')
    .values({
      company,
      version: (await loadWordsVersion(ctx, company)) + 1,
      fillers: JSON.stringify(words.fillers),
      same_thing: JSON.stringify(words.sameThing),
      units: JSON.stringify(words.units),
      changed_at: ctx.now(),
      changed_by: auditedBy(ctx.actor),
    })
    .execute();
}

/** Keeps proposals; one that is known keeps its state and gets the newer figures. */
export async function upsertProposals(ctx: Ctx, company: string, proposals: readonly Proposal[]): Promise<void> {
  if (proposals.length === 0) return;
  await on<IntakeTables>(ctx)
    .insertInto('intake.word_proposal')
    .values(
      proposals.map((proposal) => ({
        id: ctx.newId(),
        company,
        kind: proposal.kind,
        words: JSON.stringify(proposal.words),
        seen: proposal.seen,
        customers: proposal.customers,
        example: proposal.example.slice(0, 200),
        proposed_at: ctx.now(),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['company', 'kind', 'words']).doUpdateSet((eb) => ({
        seen: eb.ref('excluded.seen'),
        customers: eb.ref('excluded.customers'),
        example: eb.ref('excluded.example'),
      })),
    )
    .execute();
}

/** Proposals that wait for a decision, the best supported first. */
export async function loadOpenProposals(ctx: Ctx, company: string): Promise<WordProposal[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.word_proposal')
    .select(['id', 'kind', 'words', 'seen', 'customers', 'example'])
    .where('company', '=', company)
    .where('state', '=', 'open')
    .orderBy('seen', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as WordProposal['kind'], words: row.words as string[] }));
}

/** Locks a proposal; null when there is none. */
export async function lockProposal(ctx: Ctx, id: string): Promise<(WordProposal & { readonly company: string; readonly state: string }) | null> {
  const row = await on<IntakeTables>(ctx).selectFrom('intake.word_proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) return null;
  return { ...row, kind: row.kind as WordProposal['kind'], words: row.words as string[] };
}

/** Ends a proposal. */
export async function decideProposal(ctx: Ctx, id: string, state: 'accepted' | 'dismissed'): Promise<void> {
  await on<IntakeTables>(ctx)
    .updateTable('intake.word_proposal')
    .set({ state, decided_at: ctx.now(), decided_by: auditedBy(ctx.actor) })
    .where('id', '=', id)
    .execute();
}

/** Two changes of what readers are built from follow each other: locks the row of the catalogue version until the transaction ends. */
export async function lockWords(ctx: Ctx): Promise<void> {
  await on<IntakeTables>(ctx).selectFrom('intake.catalogue_version').select('value').forUpdate().execute();
}
