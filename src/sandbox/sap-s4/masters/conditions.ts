import { scaledToText } from '../../../kernel/money.ts';
import { conditionService } from '../model/condition.ts';
import type { CompanySeed, SeedPrice } from '../../kit/company-seed.ts';
import type { Mounted } from './catalogue.ts';
import { mountTables, type Row } from './table.ts';

/** A price condition with its record number. */
export interface Condition extends SeedPrice {
  readonly record: string;
}

/** Numbers the conditions of the seed; the same seed gives the same numbers. */
export const numberConditions = (seed: CompanySeed): readonly Condition[] => seed.prices.map((price, index) => ({ ...price, record: String(10_001 + index) }));

function recordRow(condition: Condition, changedMs: number, unit: { readonly numerator: number; readonly denominator: number; readonly base: string }): Row {
  const rate = scaledToText(condition.minor, 2);
  return {
    ConditionRecord: condition.record,
    ConditionSequentialNumber: '1',
    ConditionTable: condition.customer === null ? '306' : '305',
    ConditionApplication: 'V',
    ConditionType: 'PPR0',
    ConditionValidityStartDate: condition.validFrom,
    ConditionValidityEndDate: condition.validTo,
    CreatedByUser: 'MIGRATION',
    CreationDate: condition.validFrom,
    ConditionCalculationType: 'C',
    ConditionRateValue: rate,
    ConditionRateValueUnit: condition.currency,
    ConditionRateAmount: rate,
    ConditionCurrency: condition.currency,
    ConditionQuantity: String(condition.per),
    ConditionQuantityUnit: condition.uom,
    ConditionToBaseQtyNmrtr: String(unit.numerator),
    ConditionToBaseQtyDnmntr: String(unit.denominator),
    BaseUnit: unit.base,
    LastChangeDateTime: changedMs,
    ETag: condition.record,
  };
}

function validityRow(condition: Condition, channel: string): Row {
  return {
    ConditionRecord: condition.record,
    ConditionValidityEndDate: condition.validTo,
    ConditionValidityStartDate: condition.validFrom,
    ConditionApplication: 'V',
    ConditionType: 'PPR0',
    SalesOrganization: condition.salesOrg,
    DistributionChannel: channel,
    PriceListType: condition.priceList ?? '',
    Customer: condition.customer ?? '',
    TransactionCurrency: condition.currency,
    Material: condition.sku,
    ETag: condition.record,
  };
}

/** A_SlsPrcgCndnRecdValidity and A_SlsPrcgConditionRecord. */
export function mountConditions(seed: CompanySeed, conditions: readonly Condition[], changedMs: number): Mounted {
  const channel = seed.salesOrgs[0]?.channel ?? '10';
  const units = new Map(seed.items.flatMap((item) => item.uoms.map((unit) => [`${item.sku}/${unit.uom}`, { ...unit, base: item.baseUom }])));
  const records = conditions.map((condition) =>
    recordRow(condition, changedMs, units.get(`${condition.sku}/${condition.uom}`) ?? { numerator: 1, denominator: 1, base: condition.uom }),
  );
  const validities = conditions.map((condition) => validityRow(condition, channel));
  return mountTables(
    conditionService,
    { A_SlsPrcgCndnRecdValidity: validities, A_SlsPrcgConditionRecord: records },
    {
      A_SlsPrcgCndnRecdValidity: { to_SlsPrcgConditionRecord: 'ConditionRecord' },
      A_SlsPrcgConditionRecord: { to_SlsPrcgCndnRecdValidity: 'ConditionRecord' },
    },
  );
}
