import { defineService, entitySet } from '../odata/model.ts';

const companyCode = entitySet(
  'A_CompanyCode',
  `
  CompanyCode U4 key
  CompanyCodeName S25
  CityName S25
  Country U3
  Currency S5
  Language S2
`,
);

const salesOrganization = entitySet(
  'A_SalesOrganization',
  `
  SalesOrganization U4 key
  SalesOrganizationCurrency S5
  CompanyCode U4
`,
  { to_Text: '* A_SalesOrganizationText' },
);

const salesOrganizationText = entitySet(
  'A_SalesOrganizationText',
  `
  SalesOrganization U4 key
  Language S2 key
  SalesOrganizationName S20
`,
);

const creditPartner = entitySet(
  'CreditMgmtBusinessPartner',
  `
  BusinessPartner U10 key
  CreditRiskClass U3
`,
  { to_CreditMgmtAccountTP: '* CreditManagementAccount' },
);

const creditAccount = entitySet(
  'CreditManagementAccount',
  `
  BusinessPartner U10 key
  CreditSegment U10 key
  CreditAccountIsBlocked BOOL
  CreditAccountBlockReason U2
  CreditLimitAmount D15.3 unit=CreditSegmentCurrency
  CreditLimitValidityEndDate DATE
  CreditLimitLastChangeDate DATE
  CreditLimitIsZero BOOL
  CreditSegmentCurrency S5
`,
  { to_CreditExposure: '* CreditExposure' },
);

const creditExposure = entitySet(
  'CreditExposure',
  `
  BusinessPartner U10 key
  CreditSegment U10 key
  CreditExposureCategory U3 key
  CreditExposureAmount D16.3 unit=CreditSegmentCurrency
  CreditSegmentCurrency S5
  LastChangeDateTime STAMP
`,
);

/** Company codes: names from integrators' reports. */
export const companyService = defineService('API_COMPANYCODE_SRV', [companyCode]);
/** Sales organisations: names from integrators' reports. */
export const salesOrganizationService = defineService('API_SALESORGANIZATION_SRV', [salesOrganization, salesOrganizationText]);
/** Credit limits (names from integrators' reports) and exposure (our reading). */
export const creditService = defineService('API_CRDTMBUSINESSPARTNER', [creditPartner, creditAccount, creditExposure]);
