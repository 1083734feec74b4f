import type { CompanySeed, SeedCustomer, SeedItem, SeedPrice, SeedSalesOrg } from '../kit/company-seed.ts';
import type { OracleHabits } from './habits.ts';
import type { Put, WorkOrder } from './records.ts';
import type { Store } from './store.ts';

/** Everything that deciding about a document needs. */
export interface World {
  readonly seed: CompanySeed;
  readonly store: Store;
  readonly items: ReadonlyMap<string, SeedItem>;
  readonly customers: ReadonlyMap<string, SeedCustomer>;
  readonly orgs: ReadonlyMap<string, SeedSalesOrg>;
  readonly prices: ReadonlyMap<string, readonly SeedPrice[]>;
  readonly habits: () => OracleHabits;
  /** The ERP's clock. */
  readonly now: () => number;
  /** Day from which booking is open. */
  readonly openFrom: string;
  /** Numbers for what is new: they are spent even when the document is refused. */
  nextId(range: keyof typeof ranges): number;
}

const ranges = {
  header: 300_000_100_000_000,
  line: 300_000_200_000_000,
  movement: 300_000_300_000_000,
  shipment: 300_000_400_000_000,
  receipt: 300_000_500_000_000,
};

/** Organization that masters are kept in. */
export const masterOrganization = 'VMO';

/** The subinventory in which goods of another one wait for quality or are blocked. */
export const heldIn = (subinventory: string, status: 'free' | 'quality' | 'blocked'): string =>
  status === 'free' ? subinventory : `${subinventory}-${status === 'quality' ? 'Q' : 'B'}`;

/** Id of a master record: stable for one seed. */
export const masterId = (kind: number, index: number): number => 300_000_000_000_000 + kind * 1_000_000 + index + 1;

/** Under what a balance is kept. */
export const balanceKey = (organization: string, subinventory: string, sku: string, lot: string): string => [organization, subinventory, sku, lot].join('/');

const dayMs = (day: string): number => Date.parse(`${day}T06:00:00Z`);

function orderPuts(seed: CompanySeed): readonly Put[] {
  const orgs = new Map(seed.salesOrgs.map((org) => [org.code, org]));
  return seed.pastOrders.map((entry, index): Put => {
    const headerId = ranges.header - 10_000_000 + index;
    return {
      table: 'order',
      key: String(headerId),
      row: {
        headerId,
        number: entry.number,
        sourceSystem: 'OPS',
        sourceId: String(headerId),
        sourceNumber: entry.number,
        businessUnit: entry.salesOrg,
        customer: entry.customer,
        shipToSite: null,
        currency: orgs.get(entry.salesOrg)?.currency ?? 'INR',
        orderedMs: entry.at,
        changedMs: entry.at,
        requestedOn: entry.requestedOn,
        customerPo: entry.customerPo ?? '',
        status: entry.open ? 'OPEN' : 'CLOSED',
        onHold: false,
        revision: 1,
        lines: entry.lines.map((line, at) => ({
          lineId: ranges.line - 50_000_000 + index * 100 + at,
          sourceLineId: String(at + 1),
          sourceLineNumber: String((at + 1) * 10),
          sourceScheduleId: '1',
          sku: line.sku,
          words: line.words ?? '',
          milli: line.quantityMilli,
          unit: line.uom,
          shippedMilli: entry.open ? 0 : line.quantityMilli,
          price: String(Math.round((line.netMinor * 1000) / line.quantityMilli) / 100),
          netMinor: line.netMinor,
          canceled: false,
          cancelReason: '',
        })),
      },
    };
  });
}

function workOrder(seed: CompanySeed, entry: CompanySeed['productionOrders'][number], index: number): WorkOrder {
  const routing = seed.routings.find((one) => one.sku === entry.sku && one.plant === entry.plant);
  return {
    id: masterId(50, index),
    number: entry.number,
    sku: entry.sku,
    organization: entry.plant,
    subinventory: entry.location,
    milli: entry.baseMilli,
    completedMilli: entry.doneBaseMilli,
    startOn: entry.startOn,
    dueOn: entry.dueOn,
    status: entry.released ? 'ORA_RELEASED' : 'ORA_UNRELEASED',
    changedMs: dayMs(seed.today),
    operations: (routing?.operations ?? [{ operation: '0010', name: 'Make', workCentre: seed.workCentres[0]?.code ?? 'L1' }]).map((one) => ({
      sequence: Number(one.operation),
      name: one.name,
      workCentre: one.workCentre,
      completedMilli: entry.doneBaseMilli,
      scrappedMilli: 0,
    })),
  };
}

function seedPuts(seed: CompanySeed): readonly Put[] {
  const stock = seed.stocks.filter((entry) => entry.salesOrder === null);
  return [
    ...orderPuts(seed),
    ...stock.map((entry): Put => {
      const subinventory = heldIn(entry.location, entry.status);
      const row = {
        organization: entry.plant,
        subinventory,
        sku: entry.sku,
        lot: entry.batch,
        milli: entry.baseMilli,
        madeOn: entry.madeOn,
        expiresOn: entry.expiresOn,
      };
      return { table: 'balance', key: balanceKey(entry.plant, subinventory, entry.sku, entry.batch), row };
    }),
    ...seed.productionOrders.map((entry, index): Put => ({ table: 'workOrder', key: entry.number, row: workOrder(seed, entry, index) })),
    ...seed.invoices.map((entry, index): Put => {
      const row = { ...entry, id: masterId(60, index), order: entry.order ?? '', changedMs: dayMs(entry.issuedOn) };
      return { table: 'invoice', key: entry.number, row };
    }),
    ...seed.customers.map((customer): Put => ({ table: 'owed', key: customer.code, row: { minor: customer.credit?.receivablesMinor ?? 0 } })),
  ];
}

/** Builds the world of a seed over an empty store. */
export function createWorld(seed: CompanySeed, store: Store, habits: () => OracleHabits, realNow: () => number): World {
  store.seed(seedPuts(seed));
  const prices = new Map<string, SeedPrice[]>();
  for (const price of seed.prices) prices.set(price.sku, [...(prices.get(price.sku) ?? []), price]);
  const now = (): number => realNow() + habits().clockSkewMs;
  const next = new Map<string, number>();
  return {
    seed,
    store,
    items: new Map(seed.items.map((item) => [item.sku, item])),
    customers: new Map(seed.customers.map((customer) => [customer.code, customer])),
    orgs: new Map(seed.salesOrgs.map((org) => [org.code, org])),
    prices,
    habits,
    now,
    openFrom: new Date(Date.parse(`${seed.today.slice(0, 7)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 8) + '01',
    nextId: (range) => {
      const kept = store.get('counter', range)?.next ?? ranges[range];
      const id = Math.max(next.get(range) ?? 0, kept);
      next.set(range, id + 1);
      return id;
    },
  };
}

/** The number range as it stands now, to be kept with the document that took from it. */
export const counterPut = (world: World, range: keyof typeof ranges, last: number): Put => ({
  table: 'counter',
  key: range,
  row: { next: Math.max(last + 1, world.store.get('counter', range)?.next ?? 0) },
});

/** What a customer owes and has open, minor units. Orders on hold are no exposure. */
export function exposureMinor(world: World, customer: string): number {
  const open = world.store
    .all('order')
    .filter((order) => order.customer === customer && order.status === 'OPEN' && !order.onHold)
    .flatMap((order) => order.lines)
    .reduce((sum, line) => sum + (line.canceled ? 0 : line.netMinor), 0);
  return (world.store.get('owed', customer)?.minor ?? 0) + open;
}

/** Factor of a unit of an item; undefined when the item has none. */
export const uomOf = (item: SeedItem, unit: string): SeedItem['uoms'][number] | undefined =>
  item.uoms.find((one) => one.uom === unit) ?? (unit === item.baseUom ? { uom: unit, numerator: 1, denominator: 1, barcode: null } : undefined);

/** A quantity in base units; null when the unit is unknown or the result is finer than thousandths. */
export function baseMilliOf(item: SeedItem, milli: number, unit: string): number | null {
  const uom = uomOf(item, unit);
  if (!uom) return null;
  const base = (milli * uom.numerator) / uom.denominator;
  return Number.isInteger(base) ? base : null;
}

/** The day in the ERP, UTC. */
export const todayOf = (world: World): string => new Date(world.now()).toISOString().slice(0, 10);

/** When a master record was last saved: at the first of the month of the seed, or when somebody touched it. */
export const touchedMs = (world: World, resource: string, key: string): number =>
  world.store.get('touched', `${resource}/${key}`)?.ms ?? dayMs(`${world.seed.today.slice(0, 7)}-01`);
