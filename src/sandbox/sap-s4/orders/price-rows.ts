import { scaledToText } from '../../../kernel/money.ts';
import type { Value } from '../odata/model.ts';
import { isFree, isoUnits, quantityText } from './lines.ts';
import { lineNet } from './pricing.ts';
import type { Line, LinePrice } from './types.ts';
import type { World } from './world.ts';

/** A condition of a line, as its price element shows it. */
export interface PriceRow {
  readonly line: Line;
  readonly step: string;
  readonly counter: string;
  readonly type: string;
  /** Null: a percentage. */
  readonly price: LinePrice | null;
  readonly rate: string;
  readonly amountMinor: number;
  /** `Y`: another one of the same type comes after it. */
  readonly inactive: '' | 'Y';
}

/** The conditions of a line: the price of the records, which a manual one makes inactive; and what takes all of it off where it is free of charge. */
export const pricesOf =
  (world: World) =>
  (line: Line): readonly PriceRow[] => {
    const item = world.items.get(line.sku);
    const { price, own } = line;
    if (price === null || item === undefined) return [];
    const amountOf = (each: LinePrice): number => lineNet(each, line.milli, line.unit, item) ?? 0;
    const row = (each: LinePrice, counter: string, inactive: '' | 'Y'): PriceRow => ({
      ...{ line, step: '10', counter, type: 'PPR0', price: each, rate: each.rate, inactive },
      amountMinor: amountOf(each),
    });
    const prices = price.manual && own !== null ? [row(own, '1', 'Y'), row(price, '2', '')] : [row(price, '1', '')];
    if (!isFree(line)) return prices;
    return [...prices, { line, step: '100', counter: '1', type: 'R100', price: null, rate: '-100', amountMinor: -amountOf(price), inactive: '' }];
  };

const money = (minor: number): string => scaledToText(minor, 2);

/** Properties of a price element. */
export const priceReader: Readonly<Record<string, (row: PriceRow) => Value | undefined>> = {
  SalesOrder: ({ line }) => line.order.number,
  SalesOrderItem: ({ line }) => String(line.no),
  PricingProcedureStep: ({ step }) => step,
  PricingProcedureCounter: ({ counter }) => counter,
  ConditionType: ({ type }) => type,
  ConditionCalculationType: ({ price }) => (price === null ? 'A' : 'C'),
  ConditionBaseValue: ({ line, price, amountMinor }) => (price === null ? money(-amountMinor) : quantityText(line.milli)),
  ConditionRateValue: ({ rate }) => rate,
  ConditionCurrency: ({ line, price }) => (price === null ? '' : line.order.currency),
  ConditionQuantity: ({ price }) => String(price?.per ?? 0),
  ConditionQuantityUnit: ({ price }) => price?.unit,
  ConditionQuantitySAPUnit: ({ price }) => price?.unit,
  ConditionQuantityISOUnit: ({ price }) => isoUnits[price?.unit ?? ''] ?? '',
  ConditionOrigin: ({ price }) => (price?.manual ? 'C' : 'A'),
  ConditionRecord: ({ price }) => price?.record,
  ConditionAmount: ({ amountMinor }) => money(amountMinor),
  TransactionCurrency: ({ line }) => line.order.currency,
  ConditionClass: ({ price }) => (price === null ? 'A' : 'B'),
  ConditionInactiveReason: ({ inactive }) => inactive,
  ConditionIsManuallyChanged: ({ price }) => price?.manual === true,
};
