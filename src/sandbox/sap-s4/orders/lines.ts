import { parseScaled, scaledToText } from '../../../kernel/money.ts';
import { message } from '../messages.ts';
import type { Body } from '../odata/body.ts';
import type { SapMessage } from '../odata/error.ts';
import type { Value } from '../odata/model.ts';
import type { SeedItem } from '../../kit/company-seed.ts';
import { lineNet } from './pricing.ts';
import { itemCategories, type ItemCategory, type Line, type LinePrice, type Order, type Schedule } from './types.ts';
import { todayOf, type World } from './world.ts';

/** Decimal text of a quantity in thousandths. */
export const quantityText = (milli: number): string => scaledToText(milli, 3);

const text = (body: Body, name: string): string => String(body.values.get(name) ?? '');

/** ISO codes of the ERP's units; a unit without one cannot be sent as ISO. */
export const isoUnits: Readonly<Record<string, string>> = { PC: 'EA', CAR: 'CT', BAG: 'BG', BOX: 'BX', KG: 'KGM', G: 'GRM', L: 'LTR' };
/** Units that may have a fraction. */
const fractional = new Set(['KG', 'G', 'L']);

/** The unit that was sent, by SAP code or ISO code; the item's sales unit when none was. */
function unitOf(body: Body, item: SeedItem): string {
  const iso = text(body, 'RequestedQuantityISOUnit');
  const byIso = Object.entries(isoUnits).find(([, code]) => code === iso)?.[0] ?? iso;
  return text(body, 'RequestedQuantityUnit') || text(body, 'RequestedQuantitySAPUnit') || byIso || item.salesUom;
}

/** What was sent for a line, checked. */
export interface LineDraft {
  readonly item: SeedItem;
  readonly milli: number;
  readonly unit: string;
  readonly words: string;
  readonly price: LinePrice | null;
  readonly own: LinePrice | null;
  readonly category: ItemCategory;
  readonly allOff: boolean;
  readonly higher: number;
  readonly netMinor: number;
  readonly schedule: readonly Schedule[] | null;
  readonly extra: Readonly<Record<string, Value>> | null;
}

const understood = new Set([
  'SalesOrder',
  'SalesOrderItem',
  'HigherLevelItem',
  'SalesOrderItemCategory',
  'Material',
  'RequestedQuantity',
  'RequestedQuantityUnit',
  'RequestedQuantitySAPUnit',
  'RequestedQuantityISOUnit',
  'MaterialByCustomer',
  'SalesDocumentRjcnReason',
]);

/** The properties that are kept without being understood. */
export function extraOf(body: Body, known: ReadonlySet<string>, before: Readonly<Record<string, Value>> | null): Readonly<Record<string, Value>> | null {
  const entries = [...body.values].filter(([name]) => !known.has(name));
  return entries.length === 0 ? before : { ...before, ...Object.fromEntries(entries) };
}

/** Condition type that takes 100 % off, beside the price that may be entered. */
const allOffType = 'R100';

const conditionsOf = (body: Body): readonly Body[] =>
  (body.nested.get('to_PricingElement') ?? []).filter((element) => element.values.has('ConditionRateValue'));

/** The first condition type of a line that cannot be entered by hand; null when all can. */
const refusedType = (body: Body): string | null =>
  conditionsOf(body)
    .map((element) => text(element, 'ConditionType'))
    .find((type) => type !== 'PPR0' && type !== allOffType) ?? null;

/** The manual price of a line, null when none was sent. */
function manualPrice(body: Body, unit: string): LinePrice | null {
  const element = conditionsOf(body).find((candidate) => text(candidate, 'ConditionType') === 'PPR0');
  if (!element) return null;
  return {
    rate: text(element, 'ConditionRateValue'),
    per: Number(text(element, 'ConditionQuantity') || '1') || 1,
    unit: text(element, 'ConditionQuantityUnit') || unit,
    manual: true,
    record: '',
  };
}

function schedules(body: Body): readonly Schedule[] | null {
  const sent = body.nested.get('to_ScheduleLine') ?? [];
  if (sent.length === 0) return null;
  return sent.map((line, index) => ({
    no: index + 1,
    date: text(line, 'RequestedDeliveryDate') || null,
    milli: parseScaled(text(line, 'ScheduleLineOrderQuantity') || '0', 3) ?? 0,
  }));
}

function quantityProblem(milli: number, unit: string, item: SeedItem, target: string): SapMessage | null {
  if (milli <= 0) return message.quantityMissing(`${target}/RequestedQuantity`);
  if (!item.uoms.some((candidate) => candidate.uom === unit)) return message.unitNotMaintained(unit, item.sku, `${target}/RequestedQuantityUnit`);
  return milli % 1000 !== 0 && !fractional.has(unit) ? message.quantityTooFine(unit, `${target}/RequestedQuantity`) : null;
}

/** What a line needs to know of its order. */
export type OrderHead = Pick<Order, 'org' | 'soldTo'> & { readonly priceList: string };

/** The item when it may be sold in this organisation, else why not. */
function sellable(world: World, sku: string, org: string, target: string): SeedItem | SapMessage {
  const item = world.items.get(sku);
  if (item?.type !== 'FERT') return message.materialUnknown(sku, `${target}/Material`);
  if (!item.salesOrgs.includes(org)) return message.materialNotInOrg(sku, org, `${target}/Material`);
  return item.active ? item : message.materialBlocked(sku, `${target}/Material`);
}

/** How much of an item, at which price if one was entered, and whether it is free of charge. */
export interface ToPrice {
  readonly milli: number;
  readonly unit: string;
  readonly manual: LinePrice | null;
  readonly free: boolean;
}

/** Prices a quantity: manual price, else the condition record of today (`own`). Null price and amount 0 when there is none; free of charge is 0 at any price. */
export function priced(
  world: World,
  head: OrderHead,
  item: SeedItem,
  { milli, unit, manual, free }: ToPrice,
): { readonly price: LinePrice | null; readonly own: LinePrice | null; readonly netMinor: number } {
  const own = world.priceOf({ org: head.org, customer: head.soldTo, priceList: head.priceList, sku: item.sku, on: todayOf(world) });
  const price = manual ?? own;
  const net = price === null ? null : lineNet(price, milli, unit, item);
  return net === null ? { price: null, own, netMinor: 0 } : { price, own, netMinor: free ? 0 : net };
}

/** The quantity that was sent, else the sum of the schedule lines. */
function quantityOf(body: Body, schedule: readonly Schedule[] | null): number {
  const sent = parseScaled(text(body, 'RequestedQuantity') || '0', 3) ?? 0;
  return sent === 0 && schedule ? schedule.reduce((sum, line) => sum + line.milli, 0) : sent;
}

/** Checks one line of a request and prices it; adds what is wrong to `problems` and what is odd to `warnings`. */
export function draftLine(world: World, head: OrderHead, body: Body, target: string, problems: SapMessage[], warnings: SapMessage[]): LineDraft | null {
  const fail = (problem: SapMessage): null => {
    problems.push(problem);
    return null;
  };
  const sku = text(body, 'Material');
  const item = sellable(world, sku, head.org, target);
  if ('code' in item) return fail(item);
  const unit = unitOf(body, item);
  const schedule = schedules(body);
  const milli = quantityOf(body, schedule);
  const wrongQuantity = quantityProblem(milli, unit, item, target);
  if (wrongQuantity) return fail(wrongQuantity);
  const refused = refusedType(body);
  if (refused !== null) return fail(message.priceTypeUnknown(refused, `${target}/to_PricingElement`));
  const kind = kindOf(body);
  if (kind === null) return fail(message.categoryUnknown(text(body, 'SalesOrderItemCategory'), `${target}/SalesOrderItemCategory`));
  const cost = priced(world, head, item, { milli, unit, manual: manualPrice(body, unit), free: isFree(kind) });
  if (cost.price === null && !isFree(kind)) {
    if (world.customizing().missingPrice === 'refuse') return fail(message.noPriceRefused(sku, target));
    warnings.push(message.noPrice(sku, target));
  }
  return { item, milli, unit, words: text(body, 'MaterialByCustomer'), ...cost, ...kind, schedule, extra: extraOf(body, understood, null) };
}

/** What kind of item was sent; null for a category that the order type does not have. */
function kindOf(body: Body): Pick<LineDraft, 'category' | 'allOff' | 'higher'> | null {
  const sent = text(body, 'SalesOrderItemCategory') || 'TAN';
  const category = itemCategories.find((known) => known === sent);
  if (category === undefined) return null;
  const off = conditionsOf(body).find((element) => text(element, 'ConditionType') === allOffType);
  const allOff = Math.abs(Number(off === undefined ? '0' : text(off, 'ConditionRateValue'))) === 100;
  return { category, allOff, higher: Number(text(body, 'HigherLevelItem') || '0') };
}

/** Whether a line is free of charge. */
export const isFree = (line: Pick<LineDraft, 'category' | 'allOff'>): boolean => line.category === 'TANN' || line.allOff;

/** A line of an order from its draft. */
export const lineOf = (order: Order, no: number, draft: LineDraft): Line => ({
  order,
  no,
  sku: draft.item.sku,
  words: draft.words,
  milli: draft.milli,
  unit: draft.unit,
  price: draft.price,
  own: draft.own,
  netMinor: draft.netMinor,
  category: draft.category,
  allOff: draft.allOff,
  higher: draft.higher,
  rejected: '',
  schedule: draft.schedule,
  extra: draft.extra,
});

/** What is wrong with the items on which these hang: each must be another item of the order that hangs on none itself. */
export const hangingProblems = (lines: readonly { readonly no: number; readonly higher: number }[]): readonly SapMessage[] =>
  lines.flatMap(({ no, higher }) =>
    higher === 0 || lines.some((other) => other.no === higher && other.no !== no && other.higher === 0)
      ? []
      : [message.higherItemMissing(String(higher), String(no))],
  );

/** The net value of an order: its lines without the rejected ones. */
export const orderNet = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + (line.rejected === '' ? line.netMinor : 0), 0);
