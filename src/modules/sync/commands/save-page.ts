import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CanonicalRecord, ErpObject, SnapshotPage } from '../../../connectors/kit/types.ts';
import type { Result } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Source } from '../../masters/contract.ts';
import { bomSchema, companySchema, creditRecordSchema, customerRecordSchema, itemSchema, routingSchema, workCentreSchema } from '../../masters/contract.ts';
import { production, saveCompanies, saveCredit, saveCustomers, saveItems } from '../../masters/index.ts';
import { costRecordSchema, priceRecordSchema } from '../../pricing/contract.ts';
import type { Sale } from '../../pricing/contract.ts';
import { recordSales, saveCosts, savePrices } from '../../pricing/index.ts';
import type { Position } from '../../stock/contract.ts';
import { positionSchema } from '../../stock/contract.ts';
import { endStockReading, savePositions } from '../../stock/index.ts';
import type { PastOrder, PastOrderLine } from '../contract.ts';
import { deliveryRecordSchema, invoiceSchema, pastOrderSchema, productionOrderSchema, purchaseOrderSchema, salesOrderSchema } from '../contract.ts';
import type { OrdersFace } from '../deps.ts';
import { isTracked } from '../domain/objects.ts';
import type { ReadRecord } from '../store/record-store.ts';
import { upsertRecords } from '../store/record-store.ts';

/** The records of one page as a module takes them: checked, each with its source; how many were not what they should be. */
interface Checked<T> {
  readonly records: readonly (T & { readonly source: Source })[];
  readonly invalid: number;
}

function check<T extends object>(ctx: Ctx, connection: string, schema: z.ZodType<T>, records: readonly CanonicalRecord[]): Checked<T> {
  const checked = records.flatMap((record) => {
    const parsed = schema.safeParse(record.data);
    return parsed.success ? [{ ...parsed.data, source: sourceOf(ctx, connection, record) }] : [];
  });
  return { records: checked, invalid: records.length - checked.length };
}

function sourceOf(ctx: Ctx, connection: string, record: CanonicalRecord): Source {
  return { connection, key: record.key, version: record.version, readAt: ctx.now(), hash: hashOf(record), extra: { ...record.extra } };
}

const hashOf = (record: CanonicalRecord): string =>
  createHash('sha256')
    .update(JSON.stringify([record.data, record.extra]))
    .digest('hex')
    .slice(0, 32);

/** The reading that a page belongs to: of which connection, what, and when it began. */
export interface PageOf {
  readonly connection: string;
  readonly object: ErpObject;
  readonly startedAt: Instant;
}

/** Hands one page to the module that owns it; gives how many records were no good or had nothing to hang on. */
export async function savePage(ctx: Ctx, orders: OrdersFace, of: PageOf, page: SnapshotPage): Promise<number> {
  const lost = await handOver(ctx, orders, of, page.records);
  if (isTracked(of.object))
    await upsertRecords(
      ctx,
      of.connection,
      of.object,
      page.records.map((record) => heldOf(of.object, record)),
    );
  return lost;
}

/** Documents are kept here; of masters only what tells that they are gone. */
function heldOf(object: ErpObject, record: CanonicalRecord): ReadRecord {
  const schema = documentSchemas[object] ?? nameless[object];
  const parsed = schema?.safeParse(record.data);
  const data = parsed?.success ? (parsed.data as object) : null;
  return { key: record.key, version: record.version, hash: hashOf(record), data, extra: object in documentSchemas ? record.extra : null };
}

/** Kept as a whole, because no module of ours keeps them. */
const documentSchemas: Readonly<Partial<Record<ErpObject, z.ZodType>>> = {
  sales_order: salesOrderSchema,
  delivery: deliveryRecordSchema,
  invoice: invoiceSchema,
  production_order: productionOrderSchema,
  purchase_order: purchaseOrderSchema,
};
/** Their rows do not say which record they come from: what they belong to is kept beside the key. */
const nameless: Readonly<Partial<Record<ErpObject, z.ZodType>>> = {
  bom: bomSchema.pick({ sku: true, plant: true }),
  routing: routingSchema.pick({ sku: true, plant: true }),
};

async function handOver(ctx: Ctx, orders: OrdersFace, { connection, object, startedAt }: PageOf, page: readonly CanonicalRecord[]): Promise<number> {
  const save = async <T extends object>(schema: z.ZodType<T>, into: (records: Checked<T>['records']) => Promise<number>): Promise<number> => {
    const { records, invalid } = check(ctx, connection, schema, page);
    return invalid + (await into(records));
  };
  const none = (): number => 0;
  switch (object) {
    case 'company':
      return save(companySchema, (records) => saveCompanies(ctx, records).then(none));
    case 'item':
      return save(itemSchema, (records) => saveItems(ctx, records).then(none));
    case 'cost':
      return save(costRecordSchema, (records) => saveCosts(ctx, records).then((saved) => saved.refused.length));
    case 'customer':
      return save(customerRecordSchema, (records) => saveCustomers(ctx, records).then(none));
    case 'credit':
      return save(creditRecordSchema, (records) => saveCredit(ctx, records).then(none));
    case 'price':
      return save(priceRecordSchema, (records) => savePrices(ctx, records).then((saved) => saved.refused.length));
    case 'stock':
      return save(positionSchema, (records) => savePlaces(ctx, connection, startedAt, records).then(none));
    case 'work_centre':
      return save(workCentreSchema, (records) => production.saveWorkCentres(ctx, records).then(none));
    case 'bom':
      return save(bomSchema, async (records) => (await production.saveBoms(ctx, records)).orphans.length);
    case 'routing':
      return save(routingSchema, async (records) => (await production.saveRoutings(ctx, records)).orphans.length);
    case 'past_order':
      return save(pastOrderSchema, async (records) => {
        await orders.savePastLines(ctx, records.flatMap(linesOf));
        return (await recordSales(ctx, records.flatMap(salesOf))).refused.length;
      });
    default:
      return page.filter((record) => documentSchemas[object]?.safeParse(record.data).success !== true).length;
  }
}

/** What the customer bought: what went along free was not asked for. */
const boughtOf = (order: PastOrder): PastOrder['lines'] => order.lines.filter((line) => line.free !== true);

const linesOf = (order: PastOrder): PastOrderLine[] =>
  boughtOf(order).map(({ free: _bought, ...line }) => ({ erpNumber: order.erpNumber, customer: order.customer, orderedOn: order.orderedOn, ...line }));

/** What past orders say of prices: lines without an amount say nothing. */
const salesOf = (order: PastOrder): Sale[] =>
  boughtOf(order).flatMap(({ lineNo, sku, uom, quantityMilli, netMinor }) =>
    netMinor === null
      ? []
      : [{ erpNumber: order.erpNumber, lineNo, customer: order.customer, on: order.orderedOn, sku, uom, quantityMilli, netMinor, currency: order.currency }],
  );

/** A page is a part of what lies at each place that it names. */
async function savePlaces(ctx: Ctx, connection: string, asOf: Instant, positions: readonly Position[]): Promise<void> {
  for (const place of new Set(positions.map((position) => position.place))) {
    const there = positions.filter((position) => position.place === place);
    mustHold(await savePositions(ctx, { connection, place, asOf, positions: there, complete: false }));
  }
}

/** Sync is the system, and a part of a place is never refused: a refusal would be a mistake of ours. */
function mustHold(result: Result<unknown>): void {
  if (!result.ok) throw new Error(`stock was not saved: ${result.refusal.code}`);
}

/** What follows from the reading of an object being complete. */
export async function endObject(ctx: Ctx, { connection, object, startedAt }: PageOf): Promise<void> {
  if (object === 'stock') mustHold(await endStockReading(ctx, { connection, asOf: startedAt }));
  if (object === 'credit') await saveCredit(ctx, [], { connection, readSince: startedAt });
}
