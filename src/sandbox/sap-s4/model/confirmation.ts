import { defineService, entitySet } from '../odata/model.ts';

const confirmation = entitySet(
  'ProdnOrdConf2',
  `
  ConfirmationGroup N10 key
  ConfirmationCount N8 key
  OrderID U12
  Sequence U6
  OrderOperation U4
  OrderSuboperation U4
  OrderType U4
  ConfirmationText S40
  Material U40
  FinalConfirmationType U1
  IsFinalConfirmation BOOL
  OpenReservationsIsCleared BOOL
  IsReversed BOOL
  IsReversal BOOL
  APIConfHasNoGoodsMovements BOOL
  ConfirmationEntryDate DATE
  EnteredByUser U12
  LastChangeDate DATE
  EnteredByExternalUser U12
  ExternalSystemConfirmation GUID
  Plant U4
  WorkCenter U8
  Personnel N8
  PostingDate DATE
  ConfirmationUnit S3
  ConfirmationUnitISOCode U3
  ConfirmationYieldQuantity D13.3 unit=ConfirmationUnit
  ConfirmationScrapQuantity D13.3 unit=ConfirmationUnit
  ConfirmationReworkQuantity D13.3 unit=ConfirmationUnit
  VarianceReasonCode U4
  OpWorkQuantityUnit1 S3
  OpConfirmedWorkQuantity1 D13.3 unit=OpWorkQuantityUnit1
  OpWorkQuantityUnit2 S3
  OpConfirmedWorkQuantity2 D13.3 unit=OpWorkQuantityUnit2
  OpWorkQuantityUnit3 S3
  OpConfirmedWorkQuantity3 D13.3 unit=OpWorkQuantityUnit3
  OpWorkQuantityUnit4 S3
  OpConfirmedWorkQuantity4 D13.3 unit=OpWorkQuantityUnit4
  OpWorkQuantityUnit5 S3
  OpConfirmedWorkQuantity5 D13.3 unit=OpWorkQuantityUnit5
  OpWorkQuantityUnit6 S3
  OpConfirmedWorkQuantity6 D13.3 unit=OpWorkQuantityUnit6
`,
  {},
  { creatable: true, typeName: 'ProdnOrdConf2Type' },
);

/** Confirmations of operations: names and sizes from a public copy of the service, without its goods movements. */
export const confirmationService = defineService(
  'API_PROD_ORDER_CONFIRMATION_2_SRV',
  [confirmation],
  [
    {
      name: 'CancelProdnOrdConf',
      returns: 'ProdnOrdConf2',
      parameters: { ConfirmationGroup: 'S10', ConfirmationCount: 'S8', 'PostingDate?': 'DATE', 'ConfirmationText?': 'S40' },
    },
  ],
);
