import { businessPartnerService } from '../model/business-partner.ts';
import type { CompanySeed, SeedContact, SeedCustomer, SeedSalesOrg, SeedShipTo } from '../../kit/company-seed.ts';
import type { Mounted } from './catalogue.ts';
import { mountTables, type Row } from './table.ts';

const contactFunctions: Readonly<Record<SeedContact['role'], string>> = { owner: '0001', buyer: '0002', accounts: '0003', store: '0004' };
const zoneKeys: Readonly<Record<string, string>> = { IN: 'INDIA', SA: 'UTC+3', AE: 'UTC+4' };
const dialCodes = ['91', '966', '971'];
const endOfTime = '9999-12-31';

interface Stamp {
  readonly on: string;
  readonly etag: string;
}

const stamped = (stamp: Stamp): Row => ({
  CreatedByUser: 'MIGRATION',
  CreationDate: stamp.on,
  CreationTime: 'PT06H00M00S',
  LastChangeDate: stamp.on,
  LastChangeTime: 'PT06H00M00S',
  ETag: stamp.etag,
});

const organisation = (code: string, name: string, localName: string, language: string, stamp: Stamp): Row => ({
  BusinessPartner: code,
  Customer: code,
  BusinessPartnerCategory: '2',
  BusinessPartnerFullName: name,
  BusinessPartnerName: name,
  BusinessPartnerGrouping: 'BPEE',
  OrganizationBPName1: name,
  OrganizationBPName2: localName,
  SearchTerm1: name.split(' ')[0]?.toUpperCase() ?? '',
  CorrespondenceLanguage: language.toUpperCase(),
  Language: language.toUpperCase(),
  ...stamped(stamp),
});

function person(contact: SeedContact, stamp: Stamp): Row {
  const name = `${contact.firstName} ${contact.lastName}`.trim();
  return {
    BusinessPartner: contact.id,
    Customer: '',
    BusinessPartnerCategory: '1',
    BusinessPartnerFullName: name,
    BusinessPartnerName: name,
    PersonFullName: name,
    BusinessPartnerGrouping: 'BPEE',
    FirstName: contact.firstName,
    LastName: contact.lastName,
    CorrespondenceLanguage: contact.language.toUpperCase(),
    Language: contact.language.toUpperCase(),
    ...stamped(stamp),
  };
}

const ownShipTos = (customer: SeedCustomer): readonly SeedShipTo[] => customer.shipTos.filter((shipTo) => shipTo.code !== customer.code);

function addressRow(partner: string, place: Pick<SeedShipTo, 'name' | 'city' | 'street' | 'postalCode'>, customer: SeedCustomer): Row {
  return {
    BusinessPartner: partner,
    AddressID: `A${partner}`.slice(0, 10),
    CityName: place.city,
    Country: customer.country,
    FullName: place.name,
    Language: customer.language.toUpperCase(),
    PostalCode: place.postalCode,
    Region: customer.region,
    StreetName: place.street,
    AddressTimeZone: zoneKeys[customer.country] ?? '',
  };
}

function customerRow(code: string, name: string, group: string, customer: SeedCustomer, stamp: Stamp): Row {
  const sold = group === 'CUST';
  return {
    Customer: code,
    CustomerName: name,
    CustomerFullName: name.toUpperCase(),
    CustomerAccountGroup: group,
    OrderIsBlockedForCustomer: sold && customer.blocked ? '01' : '',
    TaxNumber3: sold && customer.country === 'IN' ? customer.taxNumber : '',
    VATRegistration: sold && customer.country !== 'IN' ? customer.taxNumber : '',
    CreatedByUser: 'MIGRATION',
    CreationDate: stamp.on,
  };
}

const salesAreaRow = (customer: SeedCustomer, org: SeedSalesOrg): Row => ({
  Customer: customer.code,
  SalesOrganization: org.code,
  DistributionChannel: org.channel,
  Division: org.division,
  Currency: customer.currency,
  CustomerPricingProcedure: '01',
  CustomerPaymentTerms: customer.credit ? '0002' : '0001',
  CustomerPriceGroup: customer.priceList,
  PriceListType: customer.priceList,
  OrderIsBlockedForCustomer: customer.blocked ? '01' : '',
  PartialDeliveryIsAllowed: customer.partial === 'whole_order' ? 'C' : '',
  ShippingCondition: '01',
  SupplyingPlant: org.plant,
  CustomerAccountGroup: 'CUST',
});

function partnerFunctionRows(customer: SeedCustomer, org: SeedSalesOrg): Row[] {
  const row = (fn: string, counter: number, number: string, description: string, isDefault: boolean): Row => ({
    Customer: customer.code,
    SalesOrganization: org.code,
    DistributionChannel: org.channel,
    Division: org.division,
    PartnerCounter: String(counter),
    PartnerFunction: fn,
    BPCustomerNumber: number,
    CustomerPartnerDescription: description.slice(0, 30),
    DefaultPartner: isDefault,
  });
  const shipTos = customer.shipTos.map((shipTo, index) => row('SH', index, shipTo.code, shipTo.name, shipTo.isDefault));
  return [...['SP', 'BP', 'PY'].map((fn) => row(fn, 0, customer.code, '', true)), ...shipTos];
}

/** "910000010421" → "00000 10421" as people type it. */
function typedPhone(phone: string): { readonly typed: string; readonly country: string } {
  const code = dialCodes.find((candidate) => phone.startsWith(candidate)) ?? '91';
  const national = phone.slice(code.length);
  return { typed: `${national.slice(0, -5)} ${national.slice(-5)}`, country: { '91': 'IN', '966': 'SA', '971': 'AE' }[code] ?? '' };
}

function contactRows(customer: SeedCustomer, contact: SeedContact): { readonly contact: Row; readonly address: Row; readonly fn: Row; readonly phone: Row } {
  const key = { RelationshipNumber: contact.id, BusinessPartnerCompany: customer.code, BusinessPartnerPerson: contact.id, ValidityEndDate: endOfTime };
  const name = `${contact.firstName} ${contact.lastName}`.trim();
  const address = `P${contact.id}`.slice(0, 10);
  const { typed, country } = typedPhone(contact.phone);
  return {
    contact: { ...key, ValidityStartDate: '2020-01-01', IsStandardRelationship: customer.contacts[0] === contact, RelationshipCategory: 'BUR001' },
    address: {
      ...key,
      AddressID: address,
      FullName: name,
      Language: contact.language.toUpperCase(),
      Person: contact.id,
      CityName: customer.city,
      Country: customer.country,
    },
    fn: { ...key, ContactPersonFunction: contactFunctions[contact.role], ContactPersonDepartment: '', RelationshipCategory: 'BUR001' },
    phone: {
      AddressID: address,
      Person: contact.id,
      OrdinalNumber: '1',
      DestinationLocationCountry: country,
      IsDefaultPhoneNumber: true,
      PhoneNumber: typed,
      InternationalPhoneNumber: `+${contact.phone}`,
      PhoneNumberType: '3',
    },
  };
}

const partnerRows = (customer: SeedCustomer, stamp: Stamp): Row[] => [
  organisation(customer.code, customer.name, customer.localName, customer.language, stamp),
  ...ownShipTos(customer).map((shipTo) => organisation(shipTo.code, shipTo.name, '', customer.language, stamp)),
  ...customer.contacts.map((contact) => person(contact, stamp)),
];

const customerRows = (customer: SeedCustomer, stamp: Stamp): Row[] => [
  customerRow(customer.code, customer.name, 'CUST', customer, stamp),
  ...ownShipTos(customer).map((shipTo) => customerRow(shipTo.code, shipTo.name, '0002', customer, stamp)),
];

const addressRows = (customer: SeedCustomer): Row[] => [
  addressRow(customer.code, customer, customer),
  ...ownShipTos(customer).map((shipTo) => addressRow(shipTo.code, shipTo, customer)),
];

const emailRow = (customer: SeedCustomer): Row => ({
  AddressID: `A${customer.code}`,
  Person: '',
  OrdinalNumber: '1',
  IsDefaultEmailAddress: true,
  EmailAddress: `orders@${customer.code.toLowerCase()}.example`,
});

const companyRow = (customer: SeedCustomer, org: SeedSalesOrg): Row => ({
  Customer: customer.code,
  CompanyCode: org.company,
  PaymentTerms: customer.credit ? '0002' : '0001',
  ReconciliationAccount: '12100000',
  CustomerAccountGroup: 'CUST',
});

const area = 'Customer,SalesOrganization,DistributionChannel,Division';
const relationship = 'RelationshipNumber,BusinessPartnerCompany,BusinessPartnerPerson';

/** A_BusinessPartner, A_Customer and what hangs on them. */
export function mountPartners(seed: CompanySeed, stamp: Stamp): Mounted {
  const orgs = new Map(seed.salesOrgs.map((org) => [org.code, org]));
  const sold = seed.customers.flatMap((customer) => {
    const org = orgs.get(customer.salesOrg);
    return org ? [{ customer, org }] : [];
  });
  const contacts = seed.customers.flatMap((customer) => customer.contacts.map((contact) => contactRows(customer, contact)));
  const tables = {
    A_BusinessPartner: seed.customers.flatMap((customer) => partnerRows(customer, stamp)),
    A_Customer: seed.customers.flatMap((customer) => customerRows(customer, stamp)),
    A_CustomerSalesArea: sold.map(({ customer, org }) => salesAreaRow(customer, org)),
    A_CustomerCompany: sold.map(({ customer, org }) => companyRow(customer, org)),
    A_CustSalesPartnerFunc: sold.flatMap(({ customer, org }) => partnerFunctionRows(customer, org)),
    A_BusinessPartnerAddress: seed.customers.flatMap(addressRows),
    A_AddressPhoneNumber: contacts.map((entry) => entry.phone),
    A_AddressEmailAddress: seed.customers.map(emailRow),
    A_BusinessPartnerContact: contacts.map((entry) => entry.contact),
    A_BPContactToAddress: contacts.map((entry) => entry.address),
    A_BPContactToFuncAndDept: contacts.map((entry) => entry.fn),
  };
  const reach = { to_EmailAddress: 'AddressID', to_MobilePhoneNumber: 'AddressID' };
  return mountTables(businessPartnerService, tables, {
    A_BusinessPartner: {
      to_BusinessPartnerAddress: 'BusinessPartner',
      to_BusinessPartnerContact: 'BusinessPartner=BusinessPartnerCompany',
      to_Customer: 'Customer',
    },
    A_Customer: { to_CustomerCompany: 'Customer', to_CustomerSalesArea: 'Customer' },
    A_CustomerSalesArea: { to_PartnerFunction: area },
    A_BusinessPartnerAddress: reach,
    A_BusinessPartnerContact: { to_ContactAddress: relationship, to_ContactRelationship: relationship },
    A_BPContactToAddress: reach,
  });
}
