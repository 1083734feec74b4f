import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Bom, Company, CreditRecord, CustomerRecord, Item, Routing, Source, WorkCentre } from '../contract.ts';
import { auditOf } from '../policy.ts';
import { clearCreditBefore, updateCredit } from '../store/credit-store.ts';
import { knownItems } from '../store/item-store.ts';
import { bomItems, boms, companies, contacts, customers, items, itemUoms, operations, shipTos, workCentres } from '../store/targets.ts';
import { deleteOthers, upsertRows } from '../store/upsert.ts';
import type { Row } from '../store/upsert.ts';
import { bumpVersion } from '../store/version-store.ts';

/** A record with where it comes from; left out when it was made here. */
export type Sourced<T> = T & { readonly source?: Source };

/** How many records were new or differed, and which could not be saved because the item they belong to is unknown. */
export interface Saved {
  readonly changed: number;
  readonly orphans: readonly string[];
}

/** Tells the rest of the product once a transaction that something is different. */
export async function announceChanges(ctx: Ctx, object: string, changed: Iterable<string>, orphans: readonly string[] = []): Promise<Saved> {
  const count = new Set(changed).size;
  if (count > 0) {
    const version = await bumpVersion(ctx);
    await ctx.publish({ type: 'masters.changed', subject: '*', payload: { version, objects: [object] } });
  }
  return { changed: count, orphans };
}

/** For modules that keep their own data from the ERP (prices): raises the version and tells, like a save here. */
export async function noteMastersChange(ctx: Ctx, object: string): Promise<void> {
  await announceChanges(ctx, object, [object]);
}

/** Saves companies. Called by sync only, as are all saves here. */
export async function saveCompanies(ctx: Ctx, records: readonly Company[]): Promise<Saved> {
  return announceChanges(ctx, 'company', await upsertRows(ctx, companies, records));
}

/** Saves items; their units are replaced as a whole. */
export async function saveItems(ctx: Ctx, records: readonly Sourced<Item>[]): Promise<Saved> {
  const rows = records.map((item) => ({
    sku: item.sku,
    name: item.name,
    names: item.names,
    brand: item.brand,
    item_group: item.itemGroup,
    attributes: item.attributes,
    base_uom: item.baseUom,
    sales_uom: item.salesUom,
    barcode: item.barcode,
    active: item.active,
    replaced_by: item.replacedBy,
    whole_units: item.wholeUnits,
    source: item.source ?? {},
  }));
  const uoms = records.flatMap((item) =>
    item.uoms.map((unit) => ({ sku: item.sku, uom: unit.uom, numerator: unit.numerator, denominator: unit.denominator, erp_uom: unit.erpUom })),
  );
  const changed = await upsertRows(ctx, items, rows);
  const fewer = await deleteOthers(ctx, itemUoms, ['sku'], rows, uoms);
  return announceChanges(ctx, 'item', [...changed, ...fewer, ...(await upsertRows(ctx, itemUoms, uoms))]);
}

/** Saves customers with ship-tos and the ERP's contacts. Credit is saved only where the record holds it. */
export async function saveCustomers(ctx: Ctx, records: readonly Sourced<CustomerRecord>[]): Promise<Saved> {
  const parents = records.map((one) => ({ customer: one.code }));
  const places = records.flatMap(shipToRows);
  const people = records.flatMap((one) => contactRows(ctx, one));
  const changed = [
    ...(await upsertRows(ctx, customers, records.map(customerRow))),
    ...(await deleteOthers(ctx, shipTos, ['customer'], parents, places)),
    ...(await upsertRows(ctx, shipTos, places)),
    ...(await deleteOthers(ctx, contacts, ['customer'], parents, people, 'erp')),
    ...(await upsertRows(ctx, contacts, people)),
    ...(await updateCredit(
      ctx,
      records.flatMap((one) => creditOf(one, ctx.now())),
    )),
  ];
  return announceChanges(ctx, 'customer', changed);
}

const customerRow = (one: Sourced<CustomerRecord>): Row => ({
  code: one.code,
  name: one.name,
  names: one.names,
  company: one.company,
  sales_org: one.salesOrg,
  channel: one.channel,
  division: one.division,
  price_list: one.priceList,
  price_group: one.priceGroup ?? '',
  currency: one.currency,
  language: one.language,
  zone: one.zone,
  country: one.country,
  region: one.region,
  tax_number: one.taxNumber,
  blocked: one.blocked,
  block_reason: one.blockReason,
  partial_policy: one.partialPolicy,
  source: one.source ?? {},
});

const shipToRows = (one: CustomerRecord): Row[] =>
  one.shipTos.map((place) => ({
    customer: one.code,
    code: place.code,
    name: place.name,
    city: place.city,
    address: place.address,
    is_default: place.isDefault,
  }));

function contactRows(ctx: Ctx, one: CustomerRecord): Row[] {
  const fixed = { customer: one.code, source: 'erp', created_at: ctx.now(), created_by: auditOf(ctx.actor) };
  return one.contacts.map((person) => ({ ...fixed, id: ctx.newId(), phone: person.phone, name: person.name, role: person.role, language: person.language }));
}

function creditOf(one: CustomerRecord, now: string): CreditRecord[] {
  if (one.creditLimitMinor === undefined) return [];
  return [
    {
      customer: one.code,
      currency: one.currency,
      creditLimitMinor: one.creditLimitMinor,
      receivablesMinor: one.receivablesMinor ?? 0,
      openOrdersMinor: one.openOrdersMinor ?? 0,
      creditAsOf: one.creditAsOf ?? now,
    },
  ];
}

/**
 * Saves limits and exposure. A record in another currency than the customer's is not taken. `complete`: these were the last of a complete
 * reading, so customers of the connection that it did not name have no limit any more.
 */
export async function saveCredit(
  ctx: Ctx,
  records: readonly CreditRecord[],
  complete?: { readonly connection: string; readonly readSince: string },
): Promise<Saved> {
  const changed = await updateCredit(ctx, records);
  const ended = complete ? await clearCreditBefore(ctx, complete.connection, complete.readSince) : [];
  return announceChanges(ctx, 'credit', [...changed, ...ended]);
}

/** Saves work centres. */
export async function saveWorkCentres(ctx: Ctx, records: readonly Sourced<WorkCentre>[]): Promise<Saved> {
  return announceChanges(
    ctx,
    'work_centre',
    await upsertRows(
      ctx,
      workCentres,
      records.map((one) => ({ code: one.code, name: one.name, plant: one.plant, source: one.source ?? {} })),
    ),
  );
}

/** Saves bills of material; the lines of an item and plant are replaced as a whole. Those of unknown items are given back as orphans. */
export async function saveBoms(ctx: Ctx, records: readonly Bom[]): Promise<Saved> {
  const known = await knownItems(
    ctx,
    records.map((bom) => bom.sku),
  );
  const taken = records.filter((bom) => known.has(bom.sku));
  const lines = taken.flatMap((bom) =>
    bom.items.map((line) => ({
      sku: bom.sku,
      plant: bom.plant,
      line_no: line.lineNo,
      component: line.component,
      quantity_milli: line.quantityMilli,
      uom: line.uom,
    })),
  );
  const parents = taken.map((bom) => ({ sku: bom.sku, plant: bom.plant, base_milli: bom.baseMilli, base_uom: bom.baseUom }));
  const changed = await upsertRows(ctx, boms, parents);
  const fewer = await deleteOthers(ctx, bomItems, ['sku', 'plant'], parents, lines);
  const lineChanges = await upsertRows(ctx, bomItems, lines);
  return announceChanges(
    ctx,
    'bom',
    [...changed, ...fewer, ...lineChanges],
    records.filter((bom) => !known.has(bom.sku)).map((bom) => bom.sku),
  );
}

/** Saves routings; the operations of an item and plant are replaced as a whole. Those of unknown items are given back as orphans. */
export async function saveRoutings(ctx: Ctx, records: readonly Routing[]): Promise<Saved> {
  const known = await knownItems(
    ctx,
    records.map((routing) => routing.sku),
  );
  const taken = records.filter((routing) => known.has(routing.sku));
  const steps = taken.flatMap((routing) =>
    routing.operations.map((step) => ({
      sku: routing.sku,
      plant: routing.plant,
      operation: step.operation,
      work_centre: step.workCentre,
      name: step.name,
      rate_per_hour_milli: step.ratePerHourMilli,
      uom: step.uom,
      setup_min: step.setupMin,
    })),
  );
  const fewer = await deleteOthers(
    ctx,
    operations,
    ['sku', 'plant'],
    taken.map((routing) => ({ sku: routing.sku, plant: routing.plant })),
    steps,
  );
  return announceChanges(
    ctx,
    'routing',
    [...fewer, ...(await upsertRows(ctx, operations, steps))],
    records.filter((routing) => !known.has(routing.sku)).map((routing) => routing.sku),
  );
}
