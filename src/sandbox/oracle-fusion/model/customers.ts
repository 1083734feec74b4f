import { date, datetime, flag, instantText, integer, number, text } from '../rest/resource.ts';
import type { Resource } from '../rest/resource.ts';
import { masterId, todayOf, touchedMs, type World } from '../world.ts';
import { memo } from './memo.ts';

const languages: Readonly<Record<string, string>> = { EN: 'US', HI: 'HI', AR: 'AR' };

function addresses(world: World): Resource {
  const sites = new Map<string, number>();
  world.seed.customers.flatMap((customer) => customer.shipTos).forEach((shipTo, index) => sites.set(shipTo.code, masterId(12, index)));
  return {
    name: 'Address',
    attributes: [
      integer('AddressId'),
      text('AddressNumber'),
      text('PartySiteName'),
      text('AddressType'),
      text('AddressLine1'),
      text('City'),
      text('State'),
      text('PostalCode'),
      text('Country'),
      flag('PrimaryFlag'),
    ],
    key: (row) => String(row['AddressNumber']),
    rows: (above) => {
      const customer = world.customers.get(String(above['PartyNumber']));
      return (customer?.shipTos ?? []).map((shipTo) => ({
        AddressId: sites.get(shipTo.code) ?? 0,
        AddressNumber: shipTo.code,
        PartySiteName: shipTo.name,
        AddressType: 'SHIP_TO',
        AddressLine1: shipTo.street,
        City: shipTo.city,
        State: customer?.region ?? '',
        PostalCode: shipTo.postalCode,
        Country: customer?.country ?? '',
        PrimaryFlag: shipTo.isDefault,
      }));
    },
  };
}

const contacts = (world: World): Resource => ({
  name: 'OrganizationContact',
  attributes: [
    text('PartyNumber'),
    text('ContactName'),
    text('JobTitle'),
    text('MobileCountryCode'),
    text('MobileNumber'),
    text('FormattedMobileNumber'),
    text('PreferredContactLanguage_c'),
  ],
  key: (row) => String(row['PartyNumber']),
  rows: (above) =>
    (world.customers.get(String(above['PartyNumber']))?.contacts ?? []).map((contact) => ({
      PartyNumber: contact.id,
      ContactName: `${contact.firstName} ${contact.lastName}`,
      JobTitle: contact.role,
      MobileCountryCode: contact.phone.slice(0, 2),
      MobileNumber: contact.phone.slice(2),
      FormattedMobileNumber: `+${contact.phone}`,
      PreferredContactLanguage_c: contact.language.toLowerCase(),
    })),
});

/** Organizations that buy: `accounts` of the sales side, with the company's own fields (`…_c`). */
export function accountsResource(world: World): Resource {
  return {
    name: 'accounts',
    attributes: [
      integer('PartyId'),
      text('PartyNumber'),
      text('OrganizationName'),
      text('PartyStatus'),
      text('Type'),
      text('CurrencyCode'),
      text('LanguageCode'),
      text('TaxpayerIdentificationNumber'),
      text('AddressLine1'),
      text('City'),
      text('State'),
      text('PostalCode'),
      text('Country'),
      datetime('LastUpdateDate'),
      text('OrganizationDEO_BusinessUnit_c', { updatable: true }),
      text('OrganizationDEO_PriceList_c', { updatable: true }),
      text('OrganizationDEO_LocalName_c', { updatable: true }),
      text('OrganizationDEO_OrderHold_c', { updatable: true }),
      flag('OrganizationDEO_WholeOrder_c', { updatable: true }),
    ],
    key: (row) => String(row['PartyNumber']),
    version: (row) => String(row['LastUpdateDate']),
    rows: memo(world, ['touched'], () =>
      world.seed.customers.map((customer, index) => ({
        PartyId: masterId(10, index),
        PartyNumber: customer.code,
        OrganizationName: customer.name,
        PartyStatus: 'A',
        Type: 'ZCA_CUSTOMER',
        CurrencyCode: customer.currency,
        LanguageCode: languages[customer.language] ?? 'US',
        TaxpayerIdentificationNumber: customer.taxNumber,
        AddressLine1: customer.street,
        City: customer.city,
        State: customer.region,
        PostalCode: customer.postalCode,
        Country: customer.country,
        LastUpdateDate: instantText(touchedMs(world, 'accounts', customer.code)),
        OrganizationDEO_BusinessUnit_c: customer.salesOrg,
        OrganizationDEO_PriceList_c: customer.priceList,
        OrganizationDEO_LocalName_c: customer.localName || null,
        OrganizationDEO_OrderHold_c: customer.blocked ? 'ALL' : null,
        OrganizationDEO_WholeOrder_c: customer.partial === 'whole_order',
      })),
    ),
    children: [
      { name: 'Address', resource: addresses(world) },
      { name: 'OrganizationContact', resource: contacts(world) },
    ],
  };
}

/** Credit profiles and what is owed, and the business units. */
export function creditResources(world: World): readonly Resource[] {
  return [
    {
      name: 'customerProfiles',
      attributes: [
        integer('CustomerAccountProfileId'),
        text('AccountNumber'),
        text('CurrencyCode'),
        number('CreditLimit'),
        flag('CreditHold'),
        flag('CreditChecking'),
      ],
      key: (row) => String(row['CustomerAccountProfileId']),
      rows: () =>
        world.seed.customers.flatMap((customer, index) =>
          customer.credit === null
            ? []
            : [
                {
                  CustomerAccountProfileId: masterId(15, index),
                  AccountNumber: customer.code,
                  CurrencyCode: customer.currency,
                  CreditLimit: customer.credit.limitMinor / 100,
                  CreditHold: false,
                  CreditChecking: true,
                },
              ],
        ),
    },
    {
      name: 'receivablesCustomerAccountActivities',
      attributes: [integer('AccountId'), text('AccountNumber'), text('CustomerName'), number('TotalOpenReceivablesForAccount'), text('CurrencyCode')],
      key: (row) => String(row['AccountId']),
      rows: memo(world, ['owed'], () =>
        world.seed.customers.map((customer, index) => ({
          AccountId: masterId(16, index),
          AccountNumber: customer.code,
          CustomerName: customer.name,
          TotalOpenReceivablesForAccount: (world.store.get('owed', customer.code)?.minor ?? 0) / 100,
          CurrencyCode: customer.currency,
        })),
      ),
    },
    {
      name: 'finBusinessUnitsLOV',
      attributes: [
        integer('BusinessUnitId'),
        text('BusinessUnitName'),
        text('LegalEntityName'),
        text('PrimaryLedgerCurrency'),
        flag('Active'),
        date('StartDate'),
      ],
      key: (row) => String(row['BusinessUnitId']),
      rows: () =>
        world.seed.salesOrgs
          .map((org, index) => ({
            BusinessUnitId: masterId(1, index),
            BusinessUnitName: org.code,
            LegalEntityName: world.seed.companies.find((company) => company.code === org.company)?.name ?? org.company,
            PrimaryLedgerCurrency: org.currency,
            Active: true,
            StartDate: todayOf(world).slice(0, 4) + '-01-01',
          }))
          .filter((row) => !world.habits().hiddenBusinessUnits.includes(row.BusinessUnitName)),
    },
  ];
}
