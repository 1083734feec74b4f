import { businessDateIn, parseInstant } from '../../../../kernel/time.ts';
import { on } from '../../../../platform/db/on.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { approvalPolicySchema, floorSchema } from '../../contract.ts';
import type { History } from '../../domain/back-test/history.ts';
import { approvalsOfDays, type PastApproval } from '../../domain/leaks/approvals-of-days.ts';
import { floorsOfDays } from '../../domain/leaks/floors-of-days.ts';
import type { RulesOfDays } from '../../domain/leaks/judge-line.ts';
import { defaultApprovalPolicy } from '../../domain/policy-default.ts';
import type { PricingTables } from '../../tables.ts';

/** Floors, approval policies and approvals of a company as they stood on past days. */
export async function getRulesOfDays(ctx: Ctx, history: History, zone: string): Promise<RulesOfDays> {
  const dayOf = (at: string): string => businessDateIn(zone, parseInstant(at) ?? ctx.now());
  const versions = await listVersions(ctx, history.company);
  const floors = versions.flatMap((row) => {
    const floor = row.kind === 'floor' ? floorSchema.safeParse(row.body) : null;
    return floor?.success === true ? [{ version: row.version, since: dayOf(row.changed_at), floor: floor.data }] : [];
  });
  const policies = versions.flatMap((row) => {
    const policy = row.kind === 'policy' ? approvalPolicySchema.safeParse(row.body) : null;
    return policy?.success === true ? [{ since: dayOf(row.changed_at), policy: policy.data }] : [];
  });
  return {
    floors: floorsOfDays(floors, history),
    approvals: approvalsOfDays(await listApprovals(ctx, history.company, dayOf), (sku) => history.items.get(sku)),
    policies,
    usual: defaultApprovalPolicy,
  };
}

async function listVersions(ctx: Ctx, company: string) {
  return on<PricingTables>(ctx)
    .selectFrom('pricing.rule')
    .select(['kind', 'version', 'body', 'changed_at'])
    .where('company', '=', company)
    .where('kind', 'in', ['floor', 'policy'])
    .orderBy('kind')
    .orderBy('code')
    .orderBy('version')
    .execute();
}

async function listApprovals(ctx: Ctx, company: string, dayOf: (at: string) => string): Promise<readonly PastApproval[]> {
  const rows = await on<PricingTables>(ctx).selectFrom('pricing.approval').selectAll().where('company', '=', company).orderBy('at').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    customer: row.customer,
    sku: row.sku,
    uom: row.uom,
    currency: row.currency,
    unitMinor: row.unit_minor,
    atMostMilli: row.at_most_milli,
    orderId: row.order_id,
    validUntil: row.valid_until,
    on: dayOf(row.at),
  }));
}
