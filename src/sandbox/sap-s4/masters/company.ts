import { scaledToText } from '../../../kernel/money.ts';
import { companyService, creditService, salesOrganizationService } from '../model/company.ts';
import type { CompanySeed } from '../../kit/company-seed.ts';
import type { Mounted } from './catalogue.ts';
import { mountTables, type Row } from './table.ts';

/** What a customer has open and owes now, minor units. */
export interface LiveExposure {
  readonly openOrders: (customer: string) => number;
  readonly receivables: (customer: string) => number;
  readonly now: () => number;
}

function mountOrganisation(seed: CompanySeed): readonly Mounted[] {
  const companies = seed.companies.map((company): Row => ({
    CompanyCode: company.code,
    CompanyCodeName: company.name.slice(0, 25),
    CityName: company.city,
    Country: company.country,
    Currency: company.currency,
    Language: company.language.toUpperCase(),
  }));
  const orgs = {
    A_SalesOrganization: seed.salesOrgs.map((org): Row => ({ SalesOrganization: org.code, SalesOrganizationCurrency: org.currency, CompanyCode: org.company })),
    A_SalesOrganizationText: seed.salesOrgs.map((org): Row => ({ SalesOrganization: org.code, Language: 'EN', SalesOrganizationName: org.name.slice(0, 20) })),
  };
  return [
    mountTables(companyService, { A_CompanyCode: companies }),
    mountTables(salesOrganizationService, orgs, { A_SalesOrganization: { to_Text: 'SalesOrganization' } }),
  ];
}

function mountCredit(seed: CompanySeed, live: LiveExposure, createdOn: string): Mounted {
  const segments = new Map(seed.salesOrgs.map((org) => [org.code, org.creditSegment]));
  const known = seed.customers.flatMap((customer) => {
    const key = { BusinessPartner: customer.code, CreditSegment: segments.get(customer.salesOrg) ?? '' };
    return customer.credit ? [{ key, currency: customer.currency, limitMinor: customer.credit.limitMinor }] : [];
  });
  const tables = {
    CreditMgmtBusinessPartner: known.map(({ key }): Row => ({ BusinessPartner: key.BusinessPartner, CreditRiskClass: 'B' })),
    CreditManagementAccount: known.map(({ key, currency, limitMinor }): Row => ({
      ...key,
      CreditLimitAmount: scaledToText(limitMinor, 2),
      CreditLimitIsZero: limitMinor === 0,
      CreditLimitValidityEndDate: '9999-12-31',
      CreditLimitLastChangeDate: createdOn,
      CreditSegmentCurrency: currency,
    })),
    CreditExposure: known.flatMap(({ key, currency }) =>
      ['100', '200'].map((category): Row => ({ ...key, CreditExposureCategory: category, CreditSegmentCurrency: currency })),
    ),
  };
  const amount = (row: Row): string =>
    scaledToText((row['CreditExposureCategory'] === '100' ? live.openOrders : live.receivables)(String(row['BusinessPartner'])), 2);
  return mountTables(
    creditService,
    tables,
    {
      CreditMgmtBusinessPartner: { to_CreditMgmtAccountTP: 'BusinessPartner' },
      CreditManagementAccount: { to_CreditExposure: 'BusinessPartner,CreditSegment' },
    },
    { CreditExposure: { CreditExposureAmount: amount, LastChangeDateTime: live.now } },
  );
}

/** Company codes, sales organisations, credit accounts with live exposure. */
export const mountCompany = (seed: CompanySeed, live: LiveExposure, createdOn: string): readonly Mounted[] => [
  ...mountOrganisation(seed),
  mountCredit(seed, live, createdOn),
];
