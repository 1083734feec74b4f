import { parseScaled } from '../../../kernel/money.ts';
import type { Body } from '../odata/body.ts';
import { SapError, type SapMessage } from '../odata/error.ts';
import { todayOf } from '../orders/world.ts';
import { toBase } from './ledger.ts';
import { plantMessage } from './messages.ts';
import type { Plant } from './plant.ts';
import type { Operation, ProductionOrder } from './production.ts';
import { checkPeriod } from './post-goods.ts';
import type { Confirmation } from './types.ts';

const textOf = (body: Body, name: string): string => String(body.values.get(name) ?? '');
const refuse = (...problems: readonly SapMessage[]): SapError => new SapError(400, problems);

/** Number of the confirmations of one operation. */
const groupOf = (order: string, no: number): string => String((Number(order) % 10_000_000) * 100 + no);

/** The next count of a group. */
const countOf = (plant: Plant, group: string): string => String(plant.confirmations.list().filter((one) => one.group === group).length + 1);

const kept = new Set([
  'OrderID',
  'OrderOperation',
  'ExternalSystemConfirmation',
  'ConfirmationText',
  'ConfirmationYieldQuantity',
  'ConfirmationScrapQuantity',
  'ConfirmationUnit',
  'VarianceReasonCode',
  'PostingDate',
  'IsFinalConfirmation',
]);

const milliOf = (body: Body, name: string): number => parseScaled(textOf(body, name) || '0', 3) ?? 0;

/** What is confirmed, when and in which unit; throws SAP's refusal. */
function checked(
  plant: Plant,
  body: Body,
): { readonly order: ProductionOrder; readonly operation: Operation; readonly postedOn: string; readonly unit: string } {
  const order = plant.production.get(textOf(body, 'OrderID'));
  if (!order) throw refuse(plantMessage.orderUnknown(textOf(body, 'OrderID'), 'OrderID'));
  const operation = order.operations.find((one) => one.operation === textOf(body, 'OrderOperation').padStart(4, '0'));
  if (!operation) throw refuse(plantMessage.operationUnknown(order.seed.number, textOf(body, 'OrderOperation')));
  if (!order.seed.released) throw refuse(plantMessage.confirmationReleased(order.seed.number));
  const postedOn = textOf(body, 'PostingDate') || todayOf(plant.world);
  checkPeriod(plant, postedOn, order.seed.plant);
  const unit = textOf(body, 'ConfirmationUnit') || operation.unit;
  const item = plant.world.items.get(order.seed.sku);
  if (!item?.uoms.some((one) => one.uom === unit)) throw refuse(plantMessage.unitUnknown(unit, order.seed.sku, 'ConfirmationUnit'));
  return { order, operation, postedOn, unit };
}

/** A confirmation from a checked body; nothing is entered yet. Throws SAP's refusal: unknown order or operation, not released, closed period, unknown unit. */
export function makeConfirmation(plant: Plant, body: Body, user: string): Confirmation {
  const { order, operation, postedOn, unit } = checked(plant, body);
  const yieldMilli = milliOf(body, 'ConfirmationYieldQuantity');
  const group = groupOf(order.seed.number, operation.no);
  return {
    group,
    count: countOf(plant, group),
    order: order.seed.number,
    operation: operation.operation,
    externalKey: textOf(body, 'ExternalSystemConfirmation').toLowerCase(),
    text: textOf(body, 'ConfirmationText'),
    yieldMilli,
    yieldBase: toBase(plant.world.items.get(order.seed.sku), yieldMilli, unit) ?? 0,
    scrapMilli: milliOf(body, 'ConfirmationScrapQuantity'),
    unit,
    reason: textOf(body, 'VarianceReasonCode'),
    postedOn,
    createdMs: plant.world.now(),
    user,
    final: body.values.get('IsFinalConfirmation') === true,
    isReversed: false,
    isReversal: false,
    extra: Object.fromEntries([...body.values].filter(([name]) => !kept.has(name))),
  };
}

/** The confirmation that takes another one back, and that one as it is then. Throws when it was taken back already. */
export function makeCancelling(plant: Plant, one: Confirmation, user: string): { readonly cancelled: Confirmation; readonly reversal: Confirmation } {
  if (one.isReversed || one.isReversal) throw refuse(plantMessage.confirmationCancelled(one.group));
  const now = plant.world.now();
  return {
    cancelled: { ...one, isReversed: true },
    reversal: { ...one, count: countOf(plant, one.group), externalKey: '', createdMs: now, user, isReversal: true },
  };
}
