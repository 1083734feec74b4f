import { scaledToText } from '../../../kernel/money.ts';
import type { Mounted } from '../masters/catalogue.ts';
import { simulationService } from '../model/sales-order-simulation.ts';
import { parseBody, type Body } from '../odata/body.ts';
import type { Source, Value } from '../odata/model.ts';
import type { Shape } from '../odata/query.ts';
import { renderEntity, wholeShape, type View } from '../odata/render.ts';
import { tryOrder, type OrderOutcome } from './create.ts';
import { priceReader, pricesOf } from './price-rows.ts';
import { lineReader, orderReader, partnerReader, partnersOf, scheduleReader, schedulesOf } from './sources.ts';
import type { Line, Order } from './types.ts';
import type { World } from './world.ts';

/** Tax on a line by the rules of its sales organisation, minor units, rounded half away from zero; 0 where none are kept. */
function taxOf(world: World, line: Line): number {
  const group = world.items.get(line.sku)?.group;
  const rules = world.orgs.get(line.order.org)?.taxes ?? [];
  const rule = rules.find((each) => each.group !== null && each.group === group) ?? rules.find((each) => each.group === null);
  return Math.round((line.netMinor * (rule?.bp ?? 0)) / 10_000);
}

type Reader<R> = Readonly<Record<string, (row: R) => Value | undefined>>;

/** Rows that live as long as their answer: they have values and links, and nothing lists them. */
const passing = <R>(reader: Reader<R>, links: Readonly<Record<string, (row: R) => unknown>> = {}): Source<R> => ({
  list: () => [],
  byKey: () => undefined,
  value: (row, name) => reader[name]?.(row),
  link: (row, name) => links[name]?.(row) ?? null,
});

/** API_SALES_ORDER_SIMULATION_SRV: what creating an order would lead to. */
export function mountSimulation(world: World): Mounted {
  const line: Reader<Line> = {
    ...lineReader(world),
    Plant: (row) => world.orgs.get(row.order.org)?.plant,
    OrderQuantityUnit: (row) => row.unit,
    OrderQuantitySAPUnit: (row) => row.unit,
    TaxAmount: (row) => scaledToText(taxOf(world, row), 2),
  };
  const pricing: Reader<Order> = {
    TotalNetAmount: (order) => scaledToText(order.netMinor, 2),
    TransactionCurrency: (order) => order.currency,
  };
  return {
    service: simulationService,
    sources: new Map<string, Source>([
      [
        'A_SalesOrderSimulation',
        passing(orderReader, { to_Item: (order) => order.lines, to_Partner: partnersOf, to_Pricing: (order) => order, to_Credit: (order) => order }),
      ],
      ['A_SalesOrderItemSimulation', passing(line, { to_PricingElement: pricesOf(world), to_ScheduleLine: schedulesOf })],
      ['A_SalesOrderScheduleLineSimln', passing(scheduleReader(world))],
      ['A_SalesOrderItmPrcgElmntSimln', passing(priceReader)],
      ['A_SalesOrderPartnerSimulation', passing(partnerReader)],
      ['A_SalesOrderPricingSimulation', passing(pricing)],
      ['A_SalesOrderCreditSimulation', passing<Order>({ TotalCreditCheckStatus: (order) => order.credit })],
    ]),
  };
}

/** Only what was sent comes back: a link that is not in the request is deferred in the answer. */
const sentShape = (bodies: readonly Body[]): Shape => ({
  ...wholeShape,
  expanded: new Map(
    [...new Set(bodies.flatMap((body) => [...body.nested.keys()]))].map((name) => [name, sentShape(bodies.flatMap((body) => body.nested.get(name) ?? []))]),
  ),
});

/** Tries an order: the answer has the prices, taxes and credit that creating it would have, or throws what creating it would be refused with. Nothing is kept. */
export function simulateOrder(view: View, world: World, json: unknown, user: string): Pick<OrderOutcome, 'warnings'> & { readonly entity: unknown } {
  const set = view.service.sets.get('A_SalesOrderSimulation');
  if (!set) throw new Error('no set A_SalesOrderSimulation');
  const body = parseBody(view.service, set, json, 'create');
  const { order, warnings } = tryOrder(world, body, user, '');
  return { warnings, entity: renderEntity(view, set, order, sentShape([body])) };
}
