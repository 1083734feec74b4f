import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { CostRecord, PriceRecord } from '../contract.ts';
import type { KnownApproval } from '../domain/world.ts';
import type { PricingTables } from '../tables.ts';

/** Of which items, for which customer, day and order facts are read. */
export interface FactsWanted {
  /** Items of the order. */
  readonly skus: readonly string[];
  /** Items that schemes may give along: their prices are read too. */
  readonly gifts: readonly string[];
  readonly lists: readonly string[];
  readonly customer: string;
  readonly currency: string;
  readonly on: string;
  readonly orderId: string | null;
}

/** What is kept of items for one quote. */
export interface KeptFacts {
  /** On the lists and on all promotions, valid or not, in every currency. */
  readonly prices: readonly PriceRecord[];
  /** In the customer's currency. */
  readonly costs: readonly CostRecord[];
  /** Those of the customer that hold on the day and for this order, with the lines that they have let pass; by id. */
  readonly approvals: readonly KnownApproval[];
}

type PriceCells = readonly [string, string, string, string, number, number, string, string];
type CostCells = readonly [string, string, number, string];

/** Everything that is kept of the items of an order, in one statement however many they are: as arrays, which are read several times faster than rows. */
export async function loadFacts(ctx: Ctx, wanted: FactsWanted): Promise<KeptFacts> {
  const { skus, gifts, lists, currency } = wanted;
  const result = await sql<{ prices: readonly PriceCells[]; costs: readonly CostCells[]; approvals: readonly KnownApproval[] }>`
    select
      coalesce((select json_agg(json_build_array(sku, price_list, currency, uom, minor, from_milli, valid_from, valid_to))
        from pricing.price where sku = any(${[...new Set([...skus, ...gifts])]}::text[])
          and (price_list = any(${[...lists]}::text[]) or price_list like 'promotion:%')), '[]') as prices,
      coalesce((select json_agg(json_build_array(sku, uom, minor, as_of))
        from pricing.cost where sku = any(${[...skus]}::text[]) and currency = ${currency}), '[]') as costs,
      coalesce((${approvalsOf(wanted)}), '[]') as approvals`.execute(on<PricingTables>(ctx));
  const [row] = result.rows;
  return {
    prices: (row?.prices ?? []).map(toPrice),
    costs: (row?.costs ?? []).map(([sku, uom, minor, asOf]) => ({ sku, currency, uom, minor, asOf })),
    approvals: row?.approvals ?? [],
  };
}

const toPrice = ([sku, priceList, currency, uom, minor, fromMilli, validFrom, validTo]: PriceCells): PriceRecord => ({
  ...{ sku, priceList, currency, uom, minor, fromMilli, validFrom, validTo },
});

const approvalsOf = ({ customer, skus, on: day, orderId }: FactsWanted) => sql`
  select json_agg(json_build_object('id', a.id, 'caseId', a.case_id, 'company', a.company, 'customer', a.customer, 'sku', a.sku, 'uom', a.uom,
      'currency', a.currency, 'unitMinor', a.unit_minor, 'netNet', a.net_net, 'atMostMilli', a.at_most_milli, 'atLeastMilli', a.at_least_milli, 'orderId', a.order_id,
      'validUntil', a.valid_until, 'approvedBy', a.approved_by, 'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'uses', (select coalesce(json_agg(json_build_object('orderId', u.order_id, 'lineId', u.line_id) order by u.order_id, u.line_id), '[]')
        from pricing.approval_use u where u.approval = a.id)) order by a.id)
  from pricing.approval a
  where a.customer = ${customer} and a.sku = any(${[...skus]}::text[])
    and (a.valid_until is null or a.valid_until >= ${day}) and (a.order_id is null or a.order_id = ${orderId ?? ''})`;
