import { defineService, entitySet } from '../odata/model.ts';

const partner = entitySet(
  'A_BusinessPartner',
  `
  BusinessPartner U10 key
  Customer U10 ro
  BusinessPartnerCategory U1
  BusinessPartnerFullName S81 ro
  BusinessPartnerGrouping U4
  BusinessPartnerName S81 ro
  CorrespondenceLanguage S2
  CreatedByUser U12 ro
  CreationDate DATE ro
  CreationTime TIME ro
  FirstName S40
  Language S2
  LastChangeDate DATE ro
  LastChangeTime TIME ro
  LastChangedByUser U12 ro
  LastName S40
  OrganizationBPName1 S40
  OrganizationBPName2 S40
  SearchTerm1 U20
  BusinessPartnerIsBlocked BOOL
  BusinessPartnerType U4
  ETag S26 ro
  PersonFullName S80
  IsMarkedForArchiving BOOL
`,
  { to_BusinessPartnerAddress: '* A_BusinessPartnerAddress', to_BusinessPartnerContact: '* A_BusinessPartnerContact', to_Customer: '1 A_Customer' },
);

const customer = entitySet(
  'A_Customer',
  `
  Customer U10 key
  BillingIsBlockedForCustomer U2
  CreatedByUser U12 ro
  CreationDate DATE ro
  CustomerAccountGroup U4
  CustomerClassification U2
  CustomerFullName U220 ro
  CustomerName S80 ro
  DeliveryIsBlocked U2
  OrderIsBlockedForCustomer U2
  PostingIsBlocked BOOL
  TaxNumber3 U18 ro
  TaxNumberType U2
  VATRegistration U20
  DeletionIndicator BOOL
`,
  { to_CustomerCompany: '* A_CustomerCompany', to_CustomerSalesArea: '* A_CustomerSalesArea' },
);

const salesArea = entitySet(
  'A_CustomerSalesArea',
  `
  Customer U10 key
  SalesOrganization U4 key
  DistributionChannel U2 key
  Division U2 key
  BillingIsBlockedForCustomer U2
  CompleteDeliveryIsDefined BOOL
  Currency S5
  CustomerABCClassification U2
  CustomerGroup U2
  CustomerPaymentTerms U4
  CustomerPriceGroup U2
  CustomerPricingProcedure U2
  DeliveryIsBlockedForCustomer U2
  DeliveryPriority N2
  IncotermsClassification U3
  DeletionIndicator BOOL
  OrderCombinationIsAllowed BOOL
  OrderIsBlockedForCustomer U2
  PartialDeliveryIsAllowed U1
  PriceListType U2
  SalesGroup U3
  SalesOffice U4
  ShippingCondition U2
  SupplyingPlant U4
  SalesDistrict U6
  CustomerAccountGroup U4
`,
  { to_PartnerFunction: '* A_CustSalesPartnerFunc' },
);

const company = entitySet(
  'A_CustomerCompany',
  `
  Customer U10 key
  CompanyCode U4 key
  PaymentMethodsList U10
  PaymentTerms U4
  PhysicalInventoryBlockInd BOOL
  ReconciliationAccount U10
  DeletionIndicator BOOL
  CustomerAccountGroup U4
`,
  {},
);

const partnerFunction = entitySet(
  'A_CustSalesPartnerFunc',
  `
  Customer U10 key
  SalesOrganization U4 key
  DistributionChannel U2 key
  Division U2 key
  PartnerCounter N3 key
  PartnerFunction U2 key
  BPCustomerNumber U10
  CustomerPartnerDescription S30
  DefaultPartner BOOL
  AuthorizationGroup U4
`,
  {},
);

const address = entitySet(
  'A_BusinessPartnerAddress',
  `
  BusinessPartner U10 key
  AddressID U10 key
  AddressTimeZone U6
  CityName S40
  Country U3
  District S40
  FullName S80 ro
  HouseNumber S10
  Language S2
  PostalCode U10
  Region U3
  StreetName S60
  StreetPrefixName S40
  TransportZone U10
`,
  { to_EmailAddress: '* A_AddressEmailAddress', to_MobilePhoneNumber: '* A_AddressPhoneNumber', to_PhoneNumber: '* A_AddressPhoneNumber' },
);

const phone = entitySet(
  'A_AddressPhoneNumber',
  `
  AddressID U10 key
  Person U10 key
  OrdinalNumber N3 key
  DestinationLocationCountry U3
  IsDefaultPhoneNumber BOOL
  PhoneNumber U30
  PhoneNumberExtension U10
  InternationalPhoneNumber U30
  PhoneNumberType U1
`,
  {},
);

const email = entitySet(
  'A_AddressEmailAddress',
  `
  AddressID U10 key
  Person U10 key
  OrdinalNumber N3 key
  IsDefaultEmailAddress BOOL
  EmailAddress S241
  SearchEmailAddress U20
`,
  {},
);

const contact = entitySet(
  'A_BusinessPartnerContact',
  `
  RelationshipNumber U12 key
  BusinessPartnerCompany U10 key
  BusinessPartnerPerson U10 key
  ValidityEndDate DATE key
  ValidityStartDate DATE
  IsStandardRelationship BOOL
  RelationshipCategory U6
`,
  { to_ContactAddress: '* A_BPContactToAddress', to_ContactRelationship: '1 A_BPContactToFuncAndDept' },
);

const contactAddress = entitySet(
  'A_BPContactToAddress',
  `
  RelationshipNumber U12 key
  BusinessPartnerCompany U10 key
  BusinessPartnerPerson U10 key
  ValidityEndDate DATE key
  AddressID U10 key
  AddressNumber U10
  CityName S40
  Country U3
  FullName S80 ro
  Language S2
  Person U10 ro
  PostalCode U10
  StreetName S60
`,
  { to_EmailAddress: '* A_AddressEmailAddress', to_MobilePhoneNumber: '* A_AddressPhoneNumber', to_PhoneNumber: '* A_AddressPhoneNumber' },
);

const contactFunction = entitySet(
  'A_BPContactToFuncAndDept',
  `
  RelationshipNumber U12 key
  BusinessPartnerCompany U10 key
  BusinessPartnerPerson U10 key
  ValidityEndDate DATE key
  ContactPersonFunction U4
  ContactPersonDepartment U4
  PhoneNumber U30
  PhoneNumberExtension U10
  FaxNumber U30
  FaxNumberExtension U10
  EmailAddress S241
  RelationshipCategory U6
`,
  {},
);

/** Business partners, customers, their sales areas, ship-tos, addresses and contacts: the properties that this company fills. */
export const businessPartnerService = defineService('API_BUSINESS_PARTNER', [
  partner,
  customer,
  salesArea,
  company,
  partnerFunction,
  address,
  phone,
  email,
  contact,
  contactAddress,
  contactFunction,
]);
