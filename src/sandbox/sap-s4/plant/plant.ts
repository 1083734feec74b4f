import type { CompanySeed } from '../../kit/company-seed.ts';
import type { World } from '../orders/world.ts';
import { createBook, type Book } from './book.ts';
import { createLedger, toBase, type Ledger } from './ledger.ts';
import { applyConfirmation, applyGoods, createProduction, type ProductionOrder } from './production.ts';
import type { Confirmation, Delivery, GoodsDocument, PlantRecord } from './types.ts';

/** The plant: what lies in it, what is made, what leaves. */
export interface Plant {
  readonly world: World;
  readonly ledger: Ledger;
  readonly goods: Book<GoodsDocument>;
  readonly deliveries: Book<Delivery>;
  readonly confirmations: Book<Confirmation>;
  readonly production: ReadonlyMap<string, ProductionOrder>;
  /** Material document → its lines that another one took back. */
  readonly takenBack: ReadonlyMap<string, ReadonlySet<number>>;
  /** First day on which anything may be posted. */
  readonly openFrom: () => string;
  readonly companyOf: (plant: string) => string;
  /** Takes a record in; one that is known already changes nothing. */
  take(record: PlantRecord): void;
  /** What the journal must keep. */
  kept(): Iterable<PlantRecord>;
}

/** Key of a material document. */
export const goodsKey = (document: Pick<GoodsDocument, 'year' | 'number'>): string => `${document.year}/${document.number}`;
/** Key of a confirmation. */
export const confirmationKey = (one: Pick<Confirmation, 'group' | 'count'>): string => `${one.group}/${one.count}`;

const firstGoods = 5_000_000_000;
const firstDelivery = 80_000_000;

/** The next number of a range that the entries have used in part. */
export function nextNumber(first: number, used: readonly { readonly number: string }[]): string {
  return String(Math.max(first, Number(used.at(-1)?.number ?? '0') + 1));
}
/** The next material document. */
export const nextGoods = (plant: Plant): string => nextNumber(firstGoods + 1_000_000, plant.goods.list());
/** The next delivery; numbers of deleted ones are not given again while the sandbox runs. */
export const nextDelivery = (plant: Plant): string => nextNumber(firstDelivery + 5_000_000, plant.deliveries.list());

/** Receipts of purchase orders that came before the sandbox started. */
function* pastReceipts(seed: CompanySeed): Iterable<GoodsDocument> {
  const items = new Map(seed.items.map((item) => [item.sku, item]));
  for (const [at, one] of seed.purchaseOrders.filter((order) => order.receivedBaseMilli > 0).entries()) {
    const item = items.get(one.sku);
    const unit = item?.baseUom ?? '';
    yield {
      year: one.orderedOn.slice(0, 4),
      number: String(firstGoods + at + 1),
      postedOn: one.orderedOn,
      documentOn: one.orderedOn,
      createdMs: Date.parse(`${one.orderedOn}T08:00:00Z`),
      user: 'STORES',
      reference: '',
      text: '',
      code: '01',
      requestId: '',
      reverses: null,
      pristine: true,
      lines: [
        {
          ...emptyLine,
          no: 1,
          sku: one.sku,
          plant: one.plant,
          location: one.location,
          type: '101',
          sign: 1,
          stock: '01',
          milli: one.receivedBaseMilli,
          unit,
          baseMilli: toBase(item, one.receivedBaseMilli, unit) ?? one.receivedBaseMilli,
          refType: 'B',
          purchase: one.number,
        },
      ],
    };
  }
}

/** The parts of a line that most lines do not fill. */
export const emptyLine = {
  batch: '',
  auto: false,
  toPlant: '',
  toLocation: '',
  toBatch: '',
  order: '',
  refType: '',
  purchase: '',
  delivery: '',
  deliveryItem: '',
  costCentre: '',
  reason: '',
  text: '',
  reservation: '',
  reservationItem: '',
  final: false,
  reversesLine: 0,
} as const;

const shownDays = 14;

/** Deliveries of the orders that were delivered last. */
function* pastDeliveries(seed: CompanySeed, world: World): Iterable<Delivery> {
  const from = Date.parse(`${seed.today}T00:00:00Z`) - shownDays * 86_400_000;
  const delivered = world.book.list().filter((order) => order.pristine && order.delivery === 'C' && order.createdMs >= from);
  for (const [at, order] of delivered.entries()) {
    const day = new Date(order.createdMs).toISOString().slice(0, 10);
    yield {
      number: String(firstDelivery + at + 1),
      order: order.number,
      soldTo: order.soldTo,
      shipTo: order.shipTo,
      org: order.org,
      user: 'DISPATCH',
      createdMs: order.createdMs,
      changedMs: order.createdMs,
      untouched: false,
      version: 1,
      reference: '',
      means: '',
      plannedOn: order.requestedOn ?? day,
      movedOn: order.requestedOn ?? day,
      issued: true,
      extra: {},
      pristine: true,
      lines: order.lines.map((line, index) => ({
        no: (index + 1) * 10,
        orderItem: line.no,
        sku: line.sku,
        milli: line.milli,
        unit: line.unit,
        plant: world.orgs.get(order.org)?.plant ?? '',
        location: 'FG01',
        batch: '',
        pickedMilli: line.milli,
        higher: 0,
      })),
    };
  }
}

function monthBefore(nowMs: number): string {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 10);
}

/** What of an order's lines a delivery takes away, entered into the world with the sign. */
function countDelivered(world: World, delivery: Delivery, sign: 1 | -1): void {
  if (delivery.pristine) return;
  for (const line of delivery.lines) {
    const key = `${delivery.order}/${line.orderItem}`;
    world.delivered.set(key, (world.delivered.get(key) ?? 0) + sign * line.milli);
  }
}

/** The plant of a seed. `openFrom` null: the month before this one is open still. */
export function createPlant(seed: CompanySeed, world: World, openFrom: () => string | null, changedMs: number): Plant {
  const ledger = createLedger(seed);
  const goods = createBook<GoodsDocument>(goodsKey, (one) => one.reference);
  const deliveries = createBook<Delivery>(
    (one) => one.number,
    (one) => one.reference,
  );
  const confirmations = createBook<Confirmation>(confirmationKey, (one) => one.externalKey);
  const production = createProduction(seed, changedMs);
  const companyOf = new Map(seed.salesOrgs.map((org) => [org.plant, org.company]));
  for (const document of pastReceipts(seed)) goods.put(document);
  for (const delivery of pastDeliveries(seed, world)) deliveries.put(delivery);

  const takenBack = new Map<string, Set<number>>();
  const takeGoods = (document: GoodsDocument): void => {
    if (goods.get(goodsKey(document))) return;
    goods.put(document);
    ledger.apply(document);
    applyGoods(production, document);
    if (document.reverses !== null)
      takenBack.set(document.reverses, new Set([...(takenBack.get(document.reverses) ?? []), ...document.lines.map((line) => line.reversesLine)]));
    for (const line of document.lines)
      if (line.batch !== '' && line.sign > 0) ledger.enterBatch({ sku: line.sku, batch: line.batch, madeOn: document.postedOn, expiresOn: null });
  };
  const takeDelivery = (delivery: Delivery): void => {
    const before = deliveries.get(delivery.number);
    if (before?.issued === true) countDelivered(world, before, -1);
    if (delivery.issued) countDelivered(world, delivery, 1);
    deliveries.put(delivery);
  };
  const takeConfirmation = (one: Confirmation): void => {
    const before = confirmations.get(confirmationKey(one));
    confirmations.put(one);
    if (!before && !one.isReversal && !one.isReversed) applyConfirmation(production, one, false);
    if (before && !before.isReversed && one.isReversed) applyConfirmation(production, one, true);
  };
  return {
    world,
    ledger,
    goods,
    deliveries,
    confirmations,
    production,
    takenBack,
    openFrom: () => openFrom() ?? monthBefore(world.now()),
    companyOf: (plant) => companyOf.get(plant) ?? seed.companies[0]?.code ?? '',
    take: (record) => {
      if (record.t === 'goods') takeGoods(record.document);
      else if (record.t === 'delivery') takeDelivery(record.delivery);
      else if (record.t === 'delivery_gone') deliveries.remove(record.number);
      else takeConfirmation(record.confirmation);
    },
    kept: function* () {
      for (const document of goods.list()) if (!document.pristine) yield { t: 'goods', document };
      for (const delivery of deliveries.list()) if (!delivery.pristine) yield { t: 'delivery', delivery };
      for (const confirmation of confirmations.list()) yield { t: 'confirmation', confirmation };
    },
  };
}
