import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Company, Contact, Customer, CustomerHit, Item, ItemHit, ShipTo } from '../contract.ts';
import { bestMatches, searchTerms } from '../domain/search.ts';
import { loadVersion } from '../store/version-store.ts';
import type { CustomerTable, ItemTable, MastersTables } from '../tables.ts';
import type { Selectable } from 'kysely';

/** A company of the group by its code, without one the first by code; null when there is none, as before the first reading. */
export async function getCompany(ctx: Ctx, code: string | null = null): Promise<Company | null> {
  const row = await on<MastersTables>(ctx)
    .selectFrom('masters.company')
    .select(['code', 'name', 'zone', 'currency', 'country', 'languages'])
    .$if(code !== null, (query) => query.where('code', '=', code ?? ''))
    .orderBy('code')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The version of the master data: rises with every transaction that changed something. */
export const getMastersVersion = (ctx: Ctx): Promise<number> => loadVersion(ctx);

/** One customer with ship-tos (default first) and contacts; null when unknown. `lock`: the row stays as read until the transaction ends. */
export async function getCustomer(ctx: Ctx, code: string, options: { readonly lock?: boolean } = {}): Promise<Customer | null> {
  if (options.lock === true) await on<MastersTables>(ctx).selectFrom('masters.customer').select('code').where('code', '=', code).forUpdate().execute();
  return (await customersWhere(ctx, [code]))[0] ?? null;
}

/** Names of customers, by code. */
export async function listCustomerNames(ctx: Ctx, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await on<MastersTables>(ctx).selectFrom('masters.customer').select(['code', 'name']).where('code', 'in', codes).execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}

/** Where a customer belongs, and what decides which prices he gets. */
export type CustomerPlace = Pick<Customer, 'name' | 'company' | 'region' | 'channel' | 'country' | 'priceList' | 'priceGroup' | 'currency'>;

/** Where customers belong, by code: those named, or all of a company. Region is empty where the ERP knows none. */
export async function listCustomerPlaces(ctx: Ctx, whom: readonly string[] | { readonly company: string }): Promise<ReadonlyMap<string, CustomerPlace>> {
  const query = on<MastersTables>(ctx)
    .selectFrom('masters.customer')
    .select(['code', 'name', 'company', 'region', 'channel', 'country', 'price_list as priceList', 'price_group as priceGroup', 'currency']);
  if ('company' in whom) return placesOf(await query.where('company', '=', whom.company).execute());
  return whom.length === 0 ? new Map() : placesOf(await query.where('code', '=', sql<string>`any(${[...whom]}::text[])`).execute());
}

const placesOf = (rows: readonly (CustomerPlace & { readonly code: string })[]): ReadonlyMap<string, CustomerPlace> =>
  new Map(rows.map(({ code, ...place }) => [code, place]));

/** The regions in which a company of the group has customers; empty text: customers of no region. */
export async function listRegions(ctx: Ctx): Promise<readonly { readonly company: string; readonly region: string }[]> {
  return on<MastersTables>(ctx).selectFrom('masters.customer').select(['company', 'region']).distinct().orderBy('company').orderBy('region').execute();
}

/** Names of items, by SKU. */
export async function listItemNames(ctx: Ctx, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (skus.length === 0) return new Map();
  const rows = await on<MastersTables>(ctx).selectFrom('masters.item').select(['sku', 'name']).where('sku', 'in', skus).execute();
  return new Map(rows.map((row) => [row.sku, row.name]));
}

/** The customers that a phone speaks for (E.164 digits): none is unknown, one is known, more must be asked. */
export async function findCustomersByPhone(ctx: Ctx, phone: string): Promise<readonly Customer[]> {
  const rows = await on<MastersTables>(ctx).selectFrom('masters.contact').select('customer').where('phone', '=', phone).orderBy('customer').execute();
  return rows.length === 0
    ? []
    : customersWhere(
        ctx,
        rows.map((row) => row.customer),
      );
}

async function customersWhere(ctx: Ctx, codes: readonly string[]): Promise<Customer[]> {
  // One statement: this stands in the way of every order.
  const rows = await on<MastersTables>(ctx)
    .selectFrom('masters.customer as c')
    .selectAll('c')
    .select([
      sql<
        ShipTo[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name, 'city', s.city, 'address', s.address, 'isDefault', s.is_default) order by s.is_default desc, s.code), '[]')
        from masters.ship_to s where s.customer = c.code)`.as('ship_tos'),
      sql<
        Contact[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'customer', p.customer, 'name', p.name, 'phone', p.phone, 'role', p.role, 'language', p.language) order by p.name, p.phone), '[]')
        from masters.contact p where p.customer = c.code)`.as('contacts'),
    ])
    .where('c.code', 'in', codes)
    .orderBy('c.code')
    .execute();
  return rows.map((row) => toCustomer(row, row.ship_tos, row.contacts));
}

function toCustomer(row: Selectable<CustomerTable>, shipTos: ShipTo[], contacts: Contact[]): Customer {
  return {
    code: row.code,
    name: row.name,
    names: row.names as Customer['names'],
    company: row.company,
    salesOrg: row.sales_org,
    channel: row.channel,
    division: row.division,
    priceList: row.price_list,
    priceGroup: row.price_group,
    currency: row.currency,
    language: row.language,
    zone: row.zone,
    country: row.country,
    region: row.region,
    taxNumber: row.tax_number,
    blocked: row.blocked,
    blockReason: row.block_reason,
    creditLimitMinor: row.credit_limit_minor,
    receivablesMinor: row.receivables_minor,
    openOrdersMinor: row.open_orders_minor,
    creditAsOf: row.credit_as_of,
    partialPolicy: row.partial_policy === 'good_lines' ? 'good_lines' : 'whole_order',
    shipTos,
    contacts,
  };
}

/** Items with their units, by sku: all of them, or those named (unknown ones are missing). */
export async function listItems(ctx: Ctx, skus?: readonly string[]): Promise<readonly Item[]> {
  if (skus?.length === 0) return [];
  const wanted = skus === undefined ? null : sql<string>`any(${[...new Set(skus)]}::text[])`;
  // One statement: this stands in the way of every order.
  const rows = await on<MastersTables>(ctx)
    .selectFrom('masters.item as i')
    .leftJoin(
      (from) =>
        from
          .selectFrom('masters.item_uom as u')
          .select([
            'u.sku',
            sql<
              Item['uoms']
            >`json_agg(json_build_object('uom', u.uom, 'numerator', u.numerator, 'denominator', u.denominator, 'erpUom', u.erp_uom) order by u.uom)`.as('all'),
          ])
          .$if(wanted !== null, (query) => query.where('u.sku', '=', wanted ?? ''))
          .groupBy('u.sku')
          .as('units'),
      (join) => join.onRef('units.sku', '=', 'i.sku'),
    )
    .selectAll('i')
    .select('units.all as units')
    .$if(wanted !== null, (query) => query.where('i.sku', '=', wanted ?? ''))
    .orderBy('i.sku')
    .execute();
  return rows.map((row) => toItem(row, row.units ?? []));
}

function toItem(row: Selectable<ItemTable>, uoms: Item['uoms']): Item {
  return {
    sku: row.sku,
    name: row.name,
    names: row.names as Item['names'],
    brand: row.brand,
    itemGroup: row.item_group,
    attributes: row.attributes as Item['attributes'],
    baseUom: row.base_uom,
    salesUom: row.sales_uom,
    barcode: row.barcode,
    active: row.active,
    replacedBy: row.replaced_by,
    wholeUnits: row.whole_units,
    uoms,
  };
}

/** Candidates for ranking: rows that contain every word somewhere, likely ones first. */
const candidates = 300;
const pattern = (term: string): string => `%${term.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Items that contain every word of the text in code, name or other-language name, best first. Inactive ones come last. */
export async function searchItems(ctx: Ctx, text: string, limit: number): Promise<readonly ItemHit[]> {
  const terms = searchTerms(text);
  const first = terms[0];
  if (first === undefined) return [];
  const found = await sql<{ sku: string; name: string; names: Record<string, string>; sales_uom: string; active: boolean }>`
    select sku, name, names, sales_uom, active from masters.item
    where lower(sku || ' ' || name || ' ' || names::text) like all (${terms.map(pattern)})
    order by active desc, (lower(sku) like ${pattern(first).slice(1)}) desc, (lower(name) like ${pattern(first).slice(1)}) desc, sku
    limit ${candidates}`.execute(on<MastersTables>(ctx));
  const entries = found.rows.map((row) => ({ code: row.sku, name: row.name, others: Object.values(row.names), active: row.active, salesUom: row.sales_uom }));
  const hits = bestMatches(entries, text, limit);
  const units = bySkus(
    await unitsOf(
      ctx,
      hits.map((hit) => hit.code),
    ),
  );
  return hits.map((hit) => ({
    sku: hit.code,
    name: hit.name,
    salesUom: hit.salesUom,
    uoms: (units.get(hit.code) ?? []).map((unit) => unit.uom),
    active: hit.active,
  }));
}

function bySkus<T extends { readonly sku: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.sku);
    if (group) group.push(row);
    else groups.set(row.sku, [row]);
  }
  return groups;
}

async function unitsOf(ctx: Ctx, skus: readonly string[]): Promise<{ sku: string; uom: string }[]> {
  if (skus.length === 0) return [];
  return on<MastersTables>(ctx).selectFrom('masters.item_uom').select(['sku', 'uom']).where('sku', 'in', skus).orderBy('uom').execute();
}

/** Customers that contain every word of the text in code, name or other-language name, best first. Blocked ones come last. */
export async function searchCustomers(ctx: Ctx, text: string, limit: number): Promise<readonly CustomerHit[]> {
  const terms = searchTerms(text);
  const first = terms[0];
  if (first === undefined) return [];
  const found = await sql<{ code: string; name: string; names: Record<string, string>; region: string; blocked: boolean }>`
    select code, name, names, region, blocked from masters.customer
    where lower(code || ' ' || name || ' ' || names::text) like all (${terms.map(pattern)})
    order by blocked, (lower(code) like ${pattern(first).slice(1)}) desc, (lower(name) like ${pattern(first).slice(1)}) desc, code
    limit ${candidates}`.execute(on<MastersTables>(ctx));
  const entries = found.rows.map((row) => ({ code: row.code, name: row.name, others: Object.values(row.names), active: !row.blocked, region: row.region }));
  return bestMatches(entries, text, limit).map((hit) => ({ code: hit.code, name: hit.name, region: hit.region, blocked: !hit.active }));
}
