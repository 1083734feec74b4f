import { aliasKey } from '../../../../engines/reading/index.ts';
import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { Item } from '../../../masters/contract.ts';
import { listCustomerPlaces, listItems, listRegions } from '../../../masters/index.ts';
import type { AliasImport, AliasRefusal } from '../../contract.ts';
import { parseCsv } from '../../../../kernel/csv.ts';
import { importLines, readImport, type ImportLine, type RefusedLine } from '../../domain/aliases/import-lines.ts';
import { noOrder, type NewLesson } from '../../domain/aliases/lesson.ts';
import { amounts, usualUom } from '../../domain/aliases/weights.ts';
import { promoteJob } from '../../job-kinds.ts';
import { mayTeachAliases } from '../../policy.ts';
import { loadAliasesOfKeys, type Alias } from '../../store/aliases/alias-rows.ts';
import { keepLessons } from './keep-lessons.ts';

interface Known {
  readonly items: ReadonlyMap<string, Item>;
  readonly customers: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  readonly companies: ReadonlySet<string>;
}

async function loadKnown(ctx: Ctx, lines: readonly ImportLine[]): Promise<Known> {
  const items = await listItems(ctx, [...new Set(lines.map((line) => line.sku))]);
  const places = await listRegions(ctx);
  const codes = lines.flatMap((line) => (line.scope === 'customer' ? [line.scopeId] : []));
  return {
    items: new Map(items.map((item) => [item.sku, item])),
    customers: new Set((await listCustomerPlaces(ctx, [...new Set(codes)])).keys()),
    regions: new Set(places.map(({ region }) => region).filter((region) => region !== '')),
    companies: new Set(places.map(({ company }) => company)),
  };
}

const ownersOf = { customer: 'customers', region: 'regions', company: 'companies' } as const;

/** What stands against a line; null when it can be taken. */
function refusalOf(ctx: Ctx, line: ImportLine, known: Known): Omit<RefusedLine, 'line'> | null {
  const { scope, scopeId, sku, uom, words } = line;
  if (!mayTeachAliases(ctx.actor, scope)) return { code: 'forbidden', facts: { scope } };
  if (!known[ownersOf[scope]].has(scopeId)) return { code: scope === 'customer' ? 'unknown_customer' : 'unknown_scope', facts: { scope, scopeId } };
  const item = known.items.get(sku);
  if (item === undefined) return { code: 'unknown_sku', facts: { sku } };
  if (uom !== null && !item.uoms.some((unit) => unit.uom === uom)) return { code: 'unknown_uom', facts: { uom, units: item.uoms.map((unit) => unit.uom) } };
  return aliasKey(words) === '' ? { code: 'empty_words', facts: { words } } : null;
}

const placeOf = (one: { scope: string; scopeId: string; key: string; sku: string }): string => JSON.stringify([one.scope, one.scopeId, one.key, one.sku]);

const says = (alias: Alias, line: ImportLine): boolean =>
  alias.removedAt === null && alias.negative === line.negative && (line.uom === null || line.negative || usualUom(alias.uoms) === line.uom);

/** Sorts lines by what they would do. Of two lines that say the same, the second changes nothing. */
async function compareLines(ctx: Ctx, lines: readonly ImportLine[]): Promise<{ lessons: NewLesson[]; added: number; changed: number; same: number }> {
  const keyed = lines.map((line) => ({ ...line, key: aliasKey(line.words) }));
  const before = new Map((await loadAliasesOfKeys(ctx, keyed)).map((alias) => [placeOf(alias), alias]));
  const seen = new Set<string>();
  const counts = { lessons: [] as NewLesson[], added: 0, changed: 0, same: 0 };
  for (const line of keyed) {
    const alias = before.get(placeOf(line));
    if (seen.has(placeOf(line)) || (alias !== undefined && says(alias, line))) {
      counts.same += 1;
      continue;
    }
    seen.add(placeOf(line));
    counts[alias === undefined ? 'added' : 'changed'] += 1;
    const { scope, scopeId, key, words, sku, uom } = line;
    const about = { ...noOrder, scope, scopeId, key, words, sku, uom, at: ctx.now(), source: 'import' } as const;
    counts.lessons.push(line.negative ? { ...about, change: 'ruled_out', amount: 0 } : { ...about, change: 'imported', amount: amounts.import });
  }
  return counts;
}

/**
 * Takes aliases from a table (CSV with the columns scope, scope_id, words, sku, uom, negative). Without `apply` it only tells what would be
 * done. Lines that cannot be taken are refused one by one, with their numbers; the others are taken.
 * Refused as a whole: `forbidden`, `unreadable_file` (no columns `words` and `sku`, or an open quote), `too_many_lines`.
 */
export async function importAliases(ctx: Ctx, csv: string, apply: boolean): Promise<Result<AliasImport, Refusal<AliasRefusal>>> {
  if (!mayTeachAliases(ctx.actor, 'customer')) return refuse('forbidden');
  const rows = parseCsv(csv);
  const file = rows === null ? null : readImport(rows);
  if (rows === null || file === null) return refuse('unreadable_file', { columns: ['words', 'sku'] });
  if (rows.length > importLines + 1) return refuse('too_many_lines', { lines: rows.length - 1, most: importLines });
  const known = await loadKnown(ctx, file.lines);
  const judged = file.lines.map((line) => ({ line, refusal: refusalOf(ctx, line, known) }));
  const refused = judged.flatMap(({ line, refusal }) => (refusal === null ? [] : [{ line: line.line, ...refusal }]));
  const { lessons, ...counts } = await compareLines(
    ctx,
    judged.flatMap(({ line, refusal }) => (refusal === null ? [line] : [])),
  );
  if (apply) {
    const learnt = await keepLessons(ctx, lessons);
    if (learnt.length > 0) await ctx.enqueue(promoteJob, { keys: [...new Set(learnt.map((alias) => alias.key))] });
  }
  const all = [...file.refused, ...refused].sort((left, right) => left.line - right.line);
  return ok({ ...counts, refused: all.map(({ line, code, facts }) => ({ line, code, facts: { ...facts } })) });
}
