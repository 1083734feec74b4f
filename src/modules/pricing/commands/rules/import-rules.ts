import { parseCsv, type CsvRow } from '../../../../kernel/csv.ts';
import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { ruleFileLines, type ImportRules, type PricingRefusal, type RuleImport, type RuleKind, type ruleFileRefusals } from '../../contract.ts';
import { unknownRefusal } from '../../domain/rules/known-things.ts';
import { readFile, type FileLine } from '../../domain/rules/read-file.ts';
import type { Rule } from '../../domain/rules/rule.ts';
import { neededColumns } from '../../domain/rules/rule-file.ts';
import { sameBody } from '../../domain/rules/same-body.ts';
import { mayEditRules } from '../../policy.ts';
import { listNewestRules, lockRules } from '../../store/rule-store.ts';
import { keepVersion } from './keep-version.ts';
import { loadKnown } from './judge-rule.ts';

type FileRefusal = Refusal<PricingRefusal | (typeof ruleFileRefusals)[number]>;
type GoodLine = FileLine & { readonly rule: Rule };

/**
 * Takes the rules of a file (CSV). Without `apply` it only tells what would be done, line by line. With it all lines are taken, or none
 * when a single one is refused. Refused as a whole: `forbidden`, `not_found` (company), `unreadable_file`, `too_many_lines`.
 */
export async function importRules(ctx: Ctx, kind: RuleKind, input: ImportRules): Promise<Result<RuleImport, FileRefusal>> {
  if (!mayEditRules(ctx.actor, kind)) return refuse('forbidden', { kind });
  const opened = openFile(kind, input.csv);
  if (!opened.ok) return opened;
  const good = opened.value.filter((line): line is GoodLine => line.rule !== null);
  const known = await loadKnown(
    ctx,
    input.company,
    good.map((line) => line.rule),
  );
  if (known === null) return refuse('not_found', { company: input.company });
  const judged = opened.value.map((line) => ({ ...line, refusal: line.rule === null ? line.refusal : unknownRefusal(line.rule, known) }));
  const refused = judged.flatMap(({ line, refusal }) => (refusal === null ? [] : [{ line, code: refusal.code, facts: { ...refusal.facts } }]));
  const applied = input.apply && refused.length === 0;
  const takeable = judged.filter((line): line is typeof line & GoodLine => line.rule !== null && line.refusal === null);
  return ok({ ...(await takeLines(ctx, kind, { ...input, apply: applied }, takeable)), applied, refused });
}

function openFile(kind: RuleKind, csv: string): Result<readonly FileLine[], FileRefusal> {
  const rows: readonly CsvRow[] | null = parseCsv(csv);
  if (rows !== null && rows.length > ruleFileLines + 1) return refuse('too_many_lines', { lines: rows.length - 1, most: ruleFileLines });
  const lines = rows === null ? null : readFile(kind, rows);
  return lines === null ? refuse('unreadable_file', { columns: neededColumns[kind] }) : ok(lines);
}

/** Compares good lines with what stands, and keeps the news when told to. */
async function takeLines(ctx: Ctx, kind: RuleKind, { company, apply, why }: ImportRules, lines: readonly GoodLine[]) {
  if (apply) await lockRules(ctx, company);
  const before = new Map((await listNewestRules(ctx, company, kind)).map((row) => [row.code, row]));
  const counts = { added: 0, changed: 0, same: 0 };
  for (const { code, rule } of lines) {
    const row = before.get(code);
    const what = row === undefined ? 'added' : sameBody(row.body, rule.body) ? 'same' : 'changed';
    counts[what] += 1;
    if (apply && what !== 'same') await keepVersion(ctx, { company, kind, code }, { rule, version: (row?.version ?? 0) + 1, why });
  }
  return counts;
}
