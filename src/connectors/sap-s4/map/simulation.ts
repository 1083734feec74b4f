import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { divideExact, normalDecimal } from '../../kit/decimal.ts';
import { expandedOf, isRecord, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { SimulatedLine, SimulateOutcome } from '../../kit/types.ts';
import type { SapSettings } from '../settings.ts';
import { salesOrderBody } from './sales-order.ts';

/**
 * The body with which an order is tried: what creating it would be sent, and empty entities for what is to come back, because SAP answers with what
 * was in the request only. The simulation has no field for the customer's own order number.
 */
export function simulationBody(order: CreateSalesOrder, reference: string, settings: SapSettings): Record<string, unknown> {
  const { PurchaseOrderByShipToParty: _number, to_Item: items, ...head } = salesOrderBody(order, reference, settings);
  const asked = (items as readonly Record<string, unknown>[]).map((item) => ({ to_PricingElement: [], ...item }));
  return { ...head, to_Item: asked, to_Pricing: {}, to_Credit: {} };
}

/** SAP's answer to a try, in our words. */
export function simulatedOf(
  order: CreateSalesOrder,
  row: WireRecord,
  settings: SapSettings,
): Omit<Extract<SimulateOutcome, { kind: 'simulated' }>, 'warnings'> {
  const credit = row['to_Credit'];
  const status = isRecord(credit) ? textOf(credit, 'TotalCreditCheckStatus') : '';
  return {
    kind: 'simulated',
    currency: textOf(row, 'TransactionCurrency') || order.currency,
    lines: expandedOf(row, 'to_Item').map((item) => lineOf(item, settings)),
    creditStatus: status === '' ? null : status === 'B' ? 'blocked' : 'fine',
  };
}

function lineOf(item: WireRecord, settings: SapSettings): SimulatedLine {
  const prices = expandedOf(item, 'to_PricingElement').filter((element) => textOf(element, 'ConditionType') === settings.priceCondition);
  const active = prices.filter((element) => textOf(element, 'ConditionInactiveReason') === '').at(-1);
  // what was entered by hand is ours
  const own = prices.filter((element) => element['ConditionIsManuallyChanged'] !== true && textOf(element, 'ConditionOrigin') !== 'C').at(-1);
  const tax = normalDecimal(textOf(item, 'TaxAmount'));
  return {
    lineNo: Number(textOf(item, 'SalesOrderItem')),
    unitPrice: active === undefined ? null : unitPriceOf(active, item),
    ownPrice: own === undefined ? null : unitPriceOf(own, item),
    net: normalDecimal(textOf(item, 'NetAmount')) ?? '0',
    tax,
  };
}

/** What one unit of the item costs by a condition; null when that is no exact decimal. */
function unitPriceOf(element: WireRecord, item: WireRecord): string | null {
  const per = normalDecimal(textOf(element, 'ConditionQuantity'));
  const units = [textOf(item, 'RequestedQuantityUnit'), textOf(item, 'RequestedQuantitySAPUnit')];
  if (units.includes(textOf(element, 'ConditionQuantityUnit')))
    return divideExact(textOf(element, 'ConditionRateValue'), per === null || per === '0' ? '1' : per, 9);
  return divideExact(textOf(element, 'ConditionAmount'), textOf(item, 'RequestedQuantity'), 9);
}
