import { defineService, entitySet } from '../odata/model.ts';

const validity = entitySet(
  'A_SlsPrcgCndnRecdValidity',
  `
  ConditionRecord U10 key
  ConditionValidityEndDate DATE key
  ConditionValidityStartDate DATE
  ConditionApplication U2
  ConditionType U4
  ConditionReleaseStatus U1
  CustomerPriceGroup U2
  SoldToParty U10
  Customer U10
  Material U40
  PriceListType U2
  Division U2
  SalesOrganization U4
  DistributionChannel U2
  TransactionCurrency U5
  ETag S40 fixed
`,
  { to_SlsPrcgConditionRecord: '1 A_SlsPrcgConditionRecord' },
);

const record = entitySet(
  'A_SlsPrcgConditionRecord',
  `
  ConditionRecord U10 key
  ConditionSequentialNumber N2
  ConditionTable U3
  ConditionApplication U2
  ConditionType U4
  ConditionValidityEndDate DATE
  ConditionValidityStartDate DATE
  CreatedByUser U12
  CreationDate DATE
  PricingScaleType U1
  ConditionCalculationType U1
  ConditionRateValue D12.3 unit=ConditionRateValueUnit
  ConditionRateValueUnit U5
  ConditionRateAmount D24.9 unit=ConditionCurrency
  ConditionCurrency U5
  ConditionQuantity D5.0 unit=ConditionQuantityUnit
  ConditionQuantityUnit S3
  ConditionToBaseQtyNmrtr D5.0
  ConditionToBaseQtyDnmntr D5.0
  BaseUnit S3
  ConditionIsDeleted BOOL
  ConditionReleaseStatus U1
  LastChangeDateTime STAMP
  ETag S40 fixed
`,
  { to_SlsPrcgCndnRecdValidity: '* A_SlsPrcgCndnRecdValidity' },
);

/** Price condition records: the properties that this company fills. */
export const conditionService = defineService('API_SLSPRICINGCONDITIONRECORD_SRV', [validity, record]);
