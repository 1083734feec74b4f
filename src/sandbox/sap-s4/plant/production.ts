import type { CompanySeed, SeedBom, SeedProductionOrder, SeedRouting } from '../../kit/company-seed.ts';
import type { Confirmation, GoodsDocument } from './types.ts';
import { toBase } from './ledger.ts';

/** A component of a production order. */
export interface Component {
  readonly order: ProductionOrder;
  readonly no: number;
  readonly reservation: string;
  readonly sku: string;
  readonly unit: string;
  readonly neededMilli: number;
}

/** An operation of a production order. */
export interface Operation {
  readonly order: ProductionOrder;
  readonly no: number;
  readonly operation: string;
  readonly name: string;
  readonly workCentre: string;
  readonly unit: string;
  readonly plannedMilli: number;
  /** Base units (thousandths) in one of its unit. */
  readonly perUnit: number;
}

/** A production order and how far it is. */
export interface ProductionOrder {
  readonly seed: SeedProductionOrder;
  readonly unit: string;
  readonly components: readonly Component[];
  readonly operations: readonly Operation[];
  receivedBase: number;
  /** Nothing more will come. */
  done: boolean;
  changedMs: number;
  /** What was issued for it: item → base units. */
  readonly issued: Map<string, number>;
  /** What was confirmed: operation → base units. */
  readonly confirmed: Map<string, number>;
  readonly finallyConfirmed: Set<string>;
}

function operationsOf(order: ProductionOrder, routing: SeedRouting | undefined, baseOf: (milli: number, unit: string) => number | null): readonly Operation[] {
  return (routing?.operations ?? []).map((one, at) => {
    const perUnit = baseOf(1000, one.uom) ?? 1000;
    return {
      order,
      no: at + 1,
      operation: one.operation,
      name: one.name,
      workCentre: one.workCentre,
      unit: one.uom,
      plannedMilli: Math.round((order.seed.baseMilli * 1000) / perUnit),
      perUnit,
    };
  });
}

const componentsOf = (order: ProductionOrder, bom: SeedBom | undefined): readonly Component[] =>
  (bom?.items ?? []).map((one, at) => ({
    order,
    no: at + 1,
    reservation: String(100_000 + (Number(order.seed.number) % 100_000)),
    sku: one.component,
    unit: one.uom,
    neededMilli: Math.round((one.quantityMilli * order.seed.baseMilli) / (bom?.baseMilli ?? 1)),
  }));

/** All production orders of the seed by number, in the order of their numbers. */
export function createProduction(seed: CompanySeed, changedMs: number): ReadonlyMap<string, ProductionOrder> {
  const items = new Map(seed.items.map((item) => [item.sku, item]));
  const orders = [...seed.productionOrders]
    .sort((a, b) => (a.number < b.number ? -1 : 1))
    .map((one): ProductionOrder => {
      const here = (candidate: { readonly sku: string; readonly plant: string }): boolean => candidate.sku === one.sku && candidate.plant === one.plant;
      const order: { -readonly [K in keyof ProductionOrder]: ProductionOrder[K] } = {
        seed: one,
        unit: items.get(one.sku)?.baseUom ?? '',
        components: [],
        operations: [],
        receivedBase: one.doneBaseMilli,
        done: one.doneBaseMilli >= one.baseMilli,
        changedMs,
        issued: new Map(),
        confirmed: new Map(),
        finallyConfirmed: new Set(),
      };
      order.operations = operationsOf(order, seed.routings.find(here), (milli, unit) => toBase(items.get(one.sku), milli, unit));
      order.components = componentsOf(order, seed.boms.find(here));
      return order;
    });
  return new Map(orders.map((order) => [order.seed.number, order]));
}

/** Enters what a document made or used up for production orders. */
export function applyGoods(orders: ReadonlyMap<string, ProductionOrder>, document: GoodsDocument): void {
  for (const line of document.lines) {
    const order = orders.get(line.order);
    if (!order) continue;
    order.changedMs = Math.max(order.changedMs + 1, document.createdMs);
    if (line.type === '101' || line.type === '102') {
      order.receivedBase += line.sign * line.baseMilli;
      order.done = line.sign > 0 && (line.final || order.done);
    } else order.issued.set(line.sku, (order.issued.get(line.sku) ?? 0) - line.sign * line.baseMilli);
  }
}

/** Enters a confirmation, or with `back` that it was taken back. */
export function applyConfirmation(orders: ReadonlyMap<string, ProductionOrder>, one: Confirmation, back: boolean): void {
  const order = orders.get(one.order);
  if (!order) return;
  order.changedMs = Math.max(order.changedMs + 1, one.createdMs);
  order.confirmed.set(one.operation, (order.confirmed.get(one.operation) ?? 0) + (back ? -one.yieldBase : one.yieldBase));
  if (one.final && !back) order.finallyConfirmed.add(one.operation);
  if (one.final && back) order.finallyConfirmed.delete(one.operation);
}
