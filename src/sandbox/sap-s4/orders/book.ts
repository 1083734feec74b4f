import type { CompanySeed, SeedOrder, SeedSalesOrg } from '../../kit/company-seed.ts';
import type { JournalRecord, Line, Order, SavedOrder } from './types.ts';

/** All sales orders, found by number, reference, and request id; and what each customer has open. */
export interface OrderBook {
  /** In the order of their numbers. */
  list(): readonly Order[];
  byNumber(number: string): Order | undefined;
  byReference(reference: string): readonly Order[];
  byCustomer(customer: string): readonly Order[];
  byRequestId(id: string): Order | undefined;
  /** Enters a new order, or takes in that a known one changed. */
  put(order: Order): void;
  remove(number: string): void;
  openMinor(customer: string): number;
  /** Rises with every change. */
  version(): number;
  /** Orders that the journal must keep. */
  kept(): Iterable<SavedOrder>;
  readonly deleted: ReadonlySet<string>;
}

/** Orders that block for credit or are delivered, and rejected lines, are no exposure. */
const exposureOf = (order: Order): number => (order.delivery === 'C' || order.credit === 'B' ? 0 : order.netMinor);

/** Sorts numbers as numbers; they have at most ten digits. */
const compareNumbers = (a: Order, b: Order): number => Number(a.number) - Number(b.number);

/** An order for the journal. */
export function saved(order: Order): SavedOrder {
  const { pristine: _pristine, lines, ...rest } = order;
  return { ...rest, lines: lines.map(({ order: _order, ...line }) => line) };
}

/** An order from the journal. */
export function restored(entry: SavedOrder): Order {
  const order: Order = { ...entry, lines: [], pristine: false };
  // a journal of before free goods knows only lines that are charged
  const charged = { category: 'TAN', allOff: false, higher: 0, own: null } as const;
  order.lines = entry.lines.map((line): Line => ({ ...charged, ...line, order }));
  return order;
}

function fromSeed(entry: SeedOrder, org: SeedSalesOrg): Order {
  const order: Order = {
    number: entry.number,
    type: 'OR',
    org: org.code,
    channel: org.channel,
    division: org.division,
    soldTo: entry.customer,
    shipTo: entry.shipTo,
    reference: entry.customerPo ?? '',
    requestedOn: entry.requestedOn,
    createdMs: entry.at,
    changedMs: entry.at,
    createdBy: 'SALESDESK',
    currency: org.currency,
    netMinor: entry.lines.reduce((sum, line) => sum + line.netMinor, 0),
    delivery: entry.open ? 'A' : 'C',
    credit: 'A',
    deliveryBlock: '',
    requestId: '',
    extra: null,
    lines: [],
    pristine: true,
  };
  order.lines = entry.lines.map((line, index): Line => ({
    order,
    no: (index + 1) * 10,
    sku: line.sku,
    words: (line.words ?? '').toUpperCase().slice(0, 35),
    milli: line.quantityMilli,
    unit: line.uom,
    price: null,
    own: null,
    category: 'TAN',
    allOff: false,
    higher: 0,
    netMinor: line.netMinor,
    rejected: '',
    schedule: null,
    extra: null,
  }));
  return order;
}

class Index {
  readonly #orders = new Map<string, Order[]>();

  add(key: string, order: Order): void {
    if (key === '') return;
    const group = this.#orders.get(key);
    if (group) group.push(order);
    else this.#orders.set(key, [order]);
  }

  drop(key: string, order: Order): void {
    const rest = (this.#orders.get(key) ?? []).filter((other) => other !== order);
    if (rest.length > 0) this.#orders.set(key, rest);
    else this.#orders.delete(key);
  }

  get(key: string): readonly Order[] {
    return this.#orders.get(key) ?? [];
  }
}

/** What each customer has open, counted once an order. */
function createOpenSums(): { count(order: Order): void; forget(order: Order): void; of(customer: string): number } {
  const open = new Map<string, number>();
  const counted = new Map<string, number>();
  const add = (customer: string, minor: number): void => void open.set(customer, (open.get(customer) ?? 0) + minor);
  return {
    count: (order) => {
      counted.set(order.number, exposureOf(order));
      add(order.soldTo, exposureOf(order));
    },
    forget: (order) => {
      add(order.soldTo, -(counted.get(order.number) ?? 0));
      counted.delete(order.number);
    },
    of: (customer) => open.get(customer) ?? 0,
  };
}

/** Orders in the order of their numbers; new ones mostly come last. */
function createSorted(): { list(): readonly Order[]; enter(order: Order): void; drop(number: string): void } {
  let sorted: Order[] = [];
  const drop = (number: string): void => {
    sorted = sorted.filter((other) => other.number !== number);
  };
  return {
    list: () => sorted,
    drop,
    enter: (order) => {
      const last = sorted.at(-1);
      if (!last || compareNumbers(last, order) < 0) {
        sorted.push(order);
        return;
      }
      drop(order.number);
      const at = sorted.findIndex((other) => compareNumbers(other, order) > 0);
      sorted.splice(at < 0 ? sorted.length : at, 0, order);
    },
  };
}

/** A book that holds the past orders of the seed. */
export function createOrderBook(seed: CompanySeed): OrderBook {
  const orgs = new Map(seed.salesOrgs.map((org) => [org.code, org]));
  const byNumber = new Map<string, Order>();
  const references = new Index();
  const customers = new Index();
  const requests = new Map<string, Order>();
  const deleted = new Set<string>();
  const open = createOpenSums();
  const sorted = createSorted();
  let version = 0;

  const forget = (order: Order): void => {
    open.forget(order);
    references.drop(order.reference, order);
    customers.drop(order.soldTo, order);
  };
  const put = (order: Order): void => {
    version += 1;
    const before = byNumber.get(order.number);
    if (before) forget(before);
    sorted.enter(order);
    byNumber.set(order.number, order);
    references.add(order.reference, order);
    customers.add(order.soldTo, order);
    if (order.requestId !== '') requests.set(order.requestId, order);
    open.count(order);
  };
  for (const entry of seed.pastOrders) {
    const org = orgs.get(entry.salesOrg);
    if (org) put(fromSeed(entry, org));
  }
  return {
    list: sorted.list,
    byNumber: (number) => byNumber.get(number),
    byReference: (reference) => references.get(reference),
    byCustomer: (customer) => customers.get(customer),
    byRequestId: (id) => requests.get(id),
    put,
    remove: (number) => {
      version += 1;
      const order = byNumber.get(number);
      deleted.add(number);
      if (!order) return;
      forget(order);
      byNumber.delete(number);
      sorted.drop(number);
    },
    openMinor: open.of,
    version: () => version,
    kept: function* () {
      for (const order of sorted.list()) if (!order.pristine) yield saved(order);
    },
    deleted,
  };
}

/** Takes one record of the journal into the book. */
export function replayOrder(book: OrderBook, record: JournalRecord): void {
  if (record.t === 'order') book.put(restored(record.order));
  if (record.t === 'deleted') book.remove(record.number);
}
