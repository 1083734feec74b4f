import { currencyDigits, parseMinor } from '../../../kernel/money.ts';
import type { CreditRecord } from '../../../modules/masters/contract.ts';
import type { PriceRecord } from '../../../modules/pricing/contract.ts';
import { divideExact, normalDecimal } from '../../kit/decimal.ts';
import { dateFromWire, expandedOf, expandedOneOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { SapSettings } from '../settings.ts';
import { ourUnit } from '../units.ts';
import { extraOf } from './extra.ts';
import type { Mapped } from './mapped.ts';

/** Exposure categories: 100 open orders, 200 receivables. Others count as receivables: they are owed or will be. */
const openOrders = '100';

/** CreditManagementAccount with its exposure as a customer's credit. A blocked account has a limit of zero. */
export function mapCredit(row: WireRecord, readAt: string): Mapped<CreditRecord> {
  const customer = textOf(row, 'BusinessPartner');
  const currency = textOf(row, 'CreditSegmentCurrency');
  const limit = minorOf(textOf(row, 'CreditLimitAmount'), currency);
  if (limit === null) return { kind: 'skipped', key: customer, why: 'unreadable_amount' };
  let receivables = 0;
  let orders = 0;
  for (const exposure of expandedOf(row, 'to_CreditExposure')) {
    const amount = minorOf(textOf(exposure, 'CreditExposureAmount'), currency);
    if (amount === null || textOf(exposure, 'CreditSegmentCurrency') !== currency) return { kind: 'skipped', key: customer, why: 'unreadable_amount' };
    if (textOf(exposure, 'CreditExposureCategory') === openOrders) orders += amount;
    else receivables += amount;
  }
  const blocked = row['CreditAccountIsBlocked'] === true;
  const data: CreditRecord = {
    customer,
    currency,
    creditLimitMinor: blocked ? 0 : limit,
    receivablesMinor: receivables,
    openOrdersMinor: orders,
    creditAsOf: readAt,
  };
  return { kind: 'mapped', record: { key: `${customer}/${textOf(row, 'CreditSegment')}`, version: '', data, extra: extraOf(row, creditKnown) } };
}

const creditKnown = new Set(['BusinessPartner', 'CreditSegment', 'CreditLimitAmount', 'CreditSegmentCurrency', 'CreditAccountIsBlocked']);

/**
 * A condition record as a price of one unit. `priceList` is the price list type, `customer:<number>` for a customer's own price,
 * `group:<price group>` for that of a group, `*` for a price that is for everyone. Skipped: deleted, of another organisation, or with no whole minor price for one unit.
 */
export function mapPrice(row: WireRecord, settings: SapSettings): Mapped<PriceRecord> {
  const condition = expandedOneOf(row, 'to_SlsPrcgConditionRecord') ?? {};
  const key = `${textOf(row, 'ConditionRecord')}/${dateFromWire(row['ConditionValidityEndDate']) ?? ''}`;
  const skip = (why: string): Mapped<PriceRecord> => ({ kind: 'skipped', key, why });
  const sku = textOf(row, 'Material');
  if (condition['ConditionIsDeleted'] === true) return skip('deleted');
  const organization = textOf(row, 'SalesOrganization');
  if (sku === '' || (organization !== '' && !(organization in settings.salesOrganizations))) return skip('not_ours');
  const currency = textOf(condition, 'ConditionRateValueUnit') || textOf(condition, 'ConditionCurrency');
  const minor = unitPrice(condition, currency);
  if (minor === null) return skip('price_not_exact');
  const data: PriceRecord = {
    sku,
    priceList: listOf(row),
    currency,
    uom: ourUnit(settings, textOf(condition, 'ConditionQuantityUnit')),
    minor,
    validFrom: dateFromWire(row['ConditionValidityStartDate']) ?? '0001-01-01',
    validTo: dateFromWire(row['ConditionValidityEndDate']) ?? '9999-12-31',
  };
  return { kind: 'mapped', record: { key, version: textOf(condition, 'ETag') || textOf(row, 'ETag'), data, extra: {} } };
}

function listOf(row: WireRecord): string {
  const customer = textOf(row, 'Customer') || textOf(row, 'SoldToParty');
  if (customer !== '') return `customer:${customer}`;
  const list = textOf(row, 'PriceListType');
  const group = textOf(row, 'CustomerPriceGroup');
  return list === '' && group !== '' ? `group:${group}` : list || '*';
}

/** The price of one unit of a condition that is per 1, 10 or 100; null when that is no whole number of minor units. */
function unitPrice(condition: WireRecord, currency: string): number | null {
  const per = normalDecimal(textOf(condition, 'ConditionQuantity')) ?? '0';
  const rate = divideExact(textOf(condition, 'ConditionRateValue'), per === '0' ? '1' : per, currencyDigits(currency));
  const minor = rate === null ? null : parseMinor(rate, currency);
  return minor !== null && minor > 0 ? minor : null;
}

/** An amount with more digits than the currency (SAP sends three) as minor units; null when digits would be lost. */
export function minorOf(text: string, currency: string): number | null {
  const amount = normalDecimal(text);
  return amount === null ? null : parseMinor(amount, currency);
}
