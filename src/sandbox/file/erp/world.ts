import type { CompanySeed, SeedCustomer, SeedItem } from '../../kit/index.ts';

/** A line of an order; `gone`: cancelled. */
export interface OrderLine {
  readonly line: number;
  readonly sku: string;
  readonly milli: number;
  readonly uom: string;
  readonly price: string;
  readonly netMinor: number;
  readonly words: string;
  readonly gone: boolean;
  /** The line with which it goes along free; null: it is bought. */
  readonly freeWith: number | null;
}

/** A sales order as the ERP keeps it. */
export interface ErpOrder {
  readonly number: string;
  readonly reference: string;
  readonly customer: string;
  readonly shipTo: string;
  readonly salesOrg: string;
  readonly currency: string;
  readonly requestedOn: string;
  readonly createdMs: number;
  readonly closed: boolean;
  readonly lines: readonly OrderLine[];
}

/** Any other booking. `moves` are the figures that it moved, so that it can be taken back. */
export interface ErpDocument {
  readonly number: string;
  readonly kind: string;
  readonly reference: string;
  readonly postedOn: string;
  readonly text: string;
  readonly moves: Readonly<Record<string, number>>;
  readonly reversedBy: string | null;
  /** Lines of a delivery. */
  readonly lines: readonly { readonly line: number; readonly sku: string; readonly milli: number; readonly uom: string }[];
  readonly customer: string;
  readonly order: string;
}

/** All that the ERP knows. `figures`: stock, done quantities, receivables … by name, in thousandths or minor units. */
export interface ErpWorld {
  readonly seed: CompanySeed;
  readonly items: ReadonlyMap<string, SeedItem>;
  readonly customers: ReadonlyMap<string, SeedCustomer>;
  readonly orders: Map<string, ErpOrder>;
  readonly documents: Map<string, ErpDocument>;
  readonly figures: Map<string, number>;
  nextOrder: number;
  nextDocument: number;
}

/** Name of a stock figure. */
export const stockFigure = (sku: string, place: string, lot: string, status: string): string => `stock|${sku}|${place}|${lot}|${status}`;

/** The company as the ERP begins with it. Stock kept for one order is not part of the free figures. */
export function createErpWorld(seed: CompanySeed): ErpWorld {
  const figures = new Map<string, number>();
  const add = (name: string, by: number): void => void figures.set(name, (figures.get(name) ?? 0) + by);
  for (const stock of seed.stocks)
    if (stock.salesOrder === null) add(stockFigure(stock.sku, `${stock.plant}/${stock.location}`, stock.batch, stock.status), stock.baseMilli);
  for (const customer of seed.customers) add(`receivables|${customer.code}`, customer.credit?.receivablesMinor ?? 0);
  for (const order of seed.productionOrders) add(`done|${order.number}`, order.doneBaseMilli);
  const orders = seed.pastOrders.map((order): ErpOrder => {
    const customer = seed.customers.find((one) => one.code === order.customer);
    return {
      number: order.number,
      reference: '',
      customer: order.customer,
      shipTo: order.shipTo,
      salesOrg: order.salesOrg,
      currency: customer?.currency ?? 'INR',
      requestedOn: order.requestedOn,
      createdMs: order.at,
      closed: !order.open,
      lines: order.lines.map((line, index) => ({
        line: (index + 1) * 10,
        sku: line.sku,
        milli: line.quantityMilli,
        uom: line.uom,
        price: '',
        netMinor: line.netMinor,
        words: line.words ?? '',
        gone: false,
        freeWith: null,
      })),
    };
  });
  for (const order of orders) if (order.closed) for (const line of order.lines) add(`delivered|${order.number}|${line.line}`, line.milli);
  return {
    seed,
    items: new Map(seed.items.map((item) => [item.sku, item])),
    customers: new Map(seed.customers.map((customer) => [customer.code, customer])),
    orders: new Map(orders.map((order) => [order.number, order])),
    documents: new Map(),
    figures,
    nextOrder: 7_000_001,
    nextDocument: 8_000_001,
  };
}

/** What a customer owes and has ordered, in minor units. */
export function exposureMinor(world: ErpWorld, customer: string): number {
  return (world.figures.get(`receivables|${customer}`) ?? 0) + openMinor(world, customer);
}

/** Net of what is ordered and not delivered. */
export function openMinor(world: ErpWorld, customer: string): number {
  let sum = 0;
  for (const order of world.orders.values())
    if (order.customer === customer && !order.closed) for (const line of order.lines) if (!line.gone) sum += line.netMinor;
  return sum;
}
