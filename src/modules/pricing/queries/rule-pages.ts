import { businessDateIn } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { findCompany, listSellingCompanies } from './find-company.ts';
import { ruleKinds, type RuleHistory, type RuleKind, type RuleList, type RuleRow, type RuleVersion } from '../contract.ts';
import { csvText } from '../../../kernel/csv.ts';
import { readRule } from '../domain/rules/read-rule.ts';
import { cellsOfRule } from '../domain/rules/rule-cells.ts';
import { ruleColumns } from '../domain/rules/rule-file.ts';
import { standingOf } from '../domain/rules/standing.ts';
import { listNewestRules, listRuleVersions } from '../store/rule-store.ts';

/** Finds the names of people by who they are in the data. */
export type NameActors = (ctx: Ctx, actors: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function presentVersion(version: RuleVersion, today: string, names: ReadonlyMap<string, string>): RuleRow {
  const body = version.body as Record<string, unknown>;
  return {
    ...version,
    body,
    name: text(body['name']) ?? version.code,
    standing: standingOf(body, today),
    validFrom: text(body['validFrom']),
    validTo: text(body['validTo']),
    changedByName: names.get(version.changedBy) ?? null,
  };
}

async function present(ctx: Ctx, versions: readonly RuleVersion[], today: string, nameActors: NameActors): Promise<RuleRow[]> {
  const names = await nameActors(
    ctx,
    versions.map((version) => version.changedBy),
  );
  return versions.map((version) => presentVersion(version, today, names));
}

/** The newest version of every rule of a company, by kind and code; null when there is no such company. Empty text: the first company. */
export async function getRuleList(ctx: Ctx, company: string, nameActors: NameActors, mayEdit: readonly RuleKind[]): Promise<RuleList | null> {
  const own = await findCompany(ctx, company);
  if (own === null) return null;
  const today = businessDateIn(own.zone, ctx.now());
  const versions: RuleVersion[] = [];
  for (const kind of ruleKinds) versions.push(...(await listNewestRules(ctx, own.code, kind)));
  return {
    company: own.code,
    companies: (await listSellingCompanies(ctx)).map(({ code, name, currency }) => ({ code, name, currency })),
    today,
    mayEdit: [...mayEdit],
    rows: await present(ctx, versions, today, nameActors),
  };
}

/** All versions of a rule, newest first; null when there is no such rule. */
export async function getRuleHistory(ctx: Ctx, rule: { company: string; kind: RuleKind; code: string }, nameActors: NameActors): Promise<RuleHistory | null> {
  const versions = await listRuleVersions(ctx, rule.company, rule.kind, rule.code);
  if (versions.length === 0) return null;
  const own = await findCompany(ctx, rule.company);
  return { versions: await present(ctx, versions, businessDateIn(own?.zone ?? 'UTC', ctx.now()), nameActors) };
}

/** The newest versions of a kind as a file that a spreadsheet opens safely and that can be imported again; null when there is no such company. */
export async function getRuleFile(ctx: Ctx, company: string, kind: RuleKind): Promise<string | null> {
  const own = await findCompany(ctx, company);
  if (own === null) return null;
  const rows = (await listNewestRules(ctx, own.code, kind)).flatMap((version) => {
    const read = readRule(kind, version.code, version.body);
    return read.ok ? [cellsOfRule(read.value)] : [];
  });
  return csvText([ruleColumns[kind], ...rows]);
}
