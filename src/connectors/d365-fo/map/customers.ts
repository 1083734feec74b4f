import type { ContactRecord, CreditRecord, CustomerRecord } from '../../../modules/masters/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { companyOf, ourLanguage, type FoCompany, type FoSettings } from '../settings.ts';
import { areaOf, cutMinor, extraOf, own, yes } from './fields.ts';
import { mapped, skipped, type Mapped } from './mapped.ts';

const known = new Set([
  ...['dataAreaId', 'CustomerAccount', 'PartyNumber', 'PartyType', 'OrganizationName', 'NameAlias', 'PersonFirstName', 'PersonLastName', 'LanguageId'],
  ...['SalesCurrencyCode', 'DiscountPriceGroupId', 'OnHoldStatus', 'CreditLimit', 'CreditLimitIsMandatory', 'CredManEligibleCreditMax'],
  ...['CredManCustUnlimitedCredit', 'AddressCountryRegionId', 'AddressCountryRegionISOCode', 'AddressState', 'AddressCity', 'AddressStreet'],
  ...[
    'AddressZipCode',
    'AddressTimeZone',
    'AddressDescription',
    'AddressLocationId',
    'FullPrimaryAddress',
    'TaxExemptNumber',
    'WarehouseIsEntireShipmentFilled',
  ],
]);

/** What beside its row is known of a customer: rows of addresses and contact persons. */
export interface CustomerParts {
  readonly addresses: readonly WireRecord[];
  readonly contacts: readonly WireRecord[];
}

const nameOf = (row: WireRecord): string =>
  textOf(row, 'OrganizationName') || [textOf(row, 'PersonFirstName'), textOf(row, 'PersonLastName')].filter((part) => part !== '').join(' ');

function localNames(row: WireRecord, settings: FoSettings): Record<string, string> {
  const name = own(row, settings.localNameField);
  const language = /\p{Script=Devanagari}/u.test(name) ? 'hi' : /\p{Script=Arabic}/u.test(name) ? 'ar' : null;
  return language === null ? {} : { [language]: name };
}

/** On hold for everything or for orders: `Invoice` and `Payment` stop others than new orders. */
function blockOf(row: WireRecord): Pick<CustomerRecord, 'blocked' | 'blockReason'> {
  const status = textOf(row, 'OnHoldStatus');
  const blocked = !['', 'No', 'Never', 'Payment', 'Invoice'].includes(status);
  return { blocked, blockReason: blocked ? status : null };
}

/** Places that goods are delivered to: addresses with that role, else the primary one. */
function shipTosOf(addresses: readonly WireRecord[]): CustomerRecord['shipTos'] {
  const delivery = addresses.filter((one) => yes(one, 'IsRoleDelivery'));
  const used = delivery.length > 0 ? delivery : addresses.filter((one) => yes(one, 'IsPrimary'));
  const first = used.find((one) => yes(one, 'IsPrimary')) ?? used[0];
  return used.map((one) => ({
    code: textOf(one, 'AddressLocationId'),
    name: textOf(one, 'AddressDescription') || textOf(one, 'AddressLocationId'),
    city: textOf(one, 'AddressCity'),
    address: ['AddressStreet', 'AddressStreetNumber', 'AddressZipCode', 'AddressCity']
      .map((field) => textOf(one, field))
      .filter((part) => part !== '')
      .join(', '),
    isDefault: one === first,
  }));
}

/** People who can be reached: an international number (with its plus). A number without its country cannot be matched to a sender. */
function contactsOf(contacts: readonly WireRecord[], settings: FoSettings): ContactRecord[] {
  const found = contacts
    .filter((one) => !yes(one, 'IsInactive'))
    .flatMap((one): ContactRecord[] => {
      const number = textOf(one, 'PrimaryPhoneNumber');
      if (!/^\s*(\+|00)/.test(number)) return [];
      const position = textOf(one, settings.contactRoleField);
      const name = textOf(one, 'ContactPersonName') || [textOf(one, 'FirstName'), textOf(one, 'LastName')].filter((part) => part !== '').join(' ');
      const language = textOf(one, 'ContactInformationLanguageId');
      return [
        {
          name: name || number,
          phone: number.trim().replace(/^00/, '').replace(/\D/g, ''),
          role: settings.contactRoles[position] ?? (position || 'contact'),
          language: language === '' ? null : ourLanguage(settings, language),
        },
      ];
    })
    .filter((one) => /^\d{5,20}$/.test(one.phone));
  return found.filter((one, index) => found.findIndex((other) => other.phone === one.phone) === index);
}

/** Which prices are the customer's: those of its group, or of the list that the group is. */
function pricesOf(row: WireRecord, settings: FoSettings): Pick<CustomerRecord, 'priceList' | 'priceGroup'> {
  const group = textOf(row, 'DiscountPriceGroupId');
  return settings.priceGroupsAre === 'list' ? { priceList: group, priceGroup: '' } : { priceList: '*', priceGroup: group };
}

/** Country, region, zone and language. */
function whereabouts(row: WireRecord, company: FoCompany, settings: FoSettings): Pick<CustomerRecord, 'country' | 'region' | 'zone' | 'language'> {
  const country = textOf(row, 'AddressCountryRegionISOCode') || textOf(row, 'AddressCountryRegionId');
  const language = textOf(row, 'LanguageId');
  return {
    country,
    region: textOf(row, 'AddressState') || country,
    zone: settings.timeZones[textOf(row, 'AddressTimeZone')] ?? company.zone,
    language: language === '' ? (company.languages[0] ?? 'en') : ourLanguage(settings, language),
  };
}

/** A customer with addresses and contacts. Skipped: in no company of ours, or without a currency. */
export function mapCustomer(row: WireRecord, parts: CustomerParts, settings: FoSettings): Mapped<CustomerRecord> {
  const code = textOf(row, 'CustomerAccount');
  const company = companyOf(settings, areaOf(row));
  const currency = textOf(row, 'SalesCurrencyCode');
  if (!company) return skipped(code, 'not_ours');
  if (!/^[A-Z]{3}$/.test(currency)) return skipped(code, 'no_currency');
  const data: CustomerRecord = {
    code,
    name: nameOf(row) || textOf(row, 'NameAlias') || code,
    names: localNames(row, settings),
    company: company.company,
    salesOrg: company.salesOrg,
    channel: settings.channel,
    division: settings.division,
    ...pricesOf(row, settings),
    currency,
    ...whereabouts(row, company, settings),
    taxNumber: textOf(row, 'TaxExemptNumber') || null,
    ...blockOf(row),
    partialPolicy: yes(row, 'WarehouseIsEntireShipmentFilled') ? 'whole_order' : 'good_lines',
    shipTos: shipTosOf(parts.addresses),
    contacts: contactsOf(parts.contacts, settings),
  };
  return mapped(code, '', data, extraOf(row, new Set([...known, settings.localNameField ?? ''])));
}

/** What is owed and ordered: sums of open transactions and of lines of open orders, in the customer's currency; null: it cannot be told. */
export interface Exposure {
  readonly owed: string | null;
  readonly ordered: string | null;
}

/** The limit, by credit management where that keeps one; null: none is kept. */
function limitOf(row: WireRecord, settings: FoSettings): string | null {
  if (yes(row, 'CredManCustUnlimitedCredit')) return null;
  const managed = decimalOf(row, 'CredManEligibleCreditMax') ?? '0';
  const limit = managed === '0' ? (decimalOf(row, 'CreditLimit') ?? '0') : managed;
  return limit === '0' && !yes(row, 'CreditLimitIsMandatory') && settings.zeroLimitIsNone ? null : limit;
}

/** Credit of a customer. Skipped: what is owed is in other currencies than the customer's, or unreadable. */
export function mapCredit(row: WireRecord, exposure: Exposure, settings: FoSettings, readAt: string): Mapped<CreditRecord> {
  const customer = textOf(row, 'CustomerAccount');
  const currency = textOf(row, 'SalesCurrencyCode');
  if (!/^[A-Z]{3}$/.test(currency)) return skipped(customer, 'no_currency');
  const limit = limitOf(row, settings);
  const limitMinor = cutMinor(limit ?? '0', currency);
  const receivablesMinor = cutMinor(exposure.owed, currency);
  const openOrdersMinor = cutMinor(exposure.ordered, currency);
  if (limitMinor === null || receivablesMinor === null || openOrdersMinor === null) return skipped(customer, 'unreadable_amount');
  return mapped(customer, '', {
    customer,
    currency,
    creditLimitMinor: limit === null ? null : limitMinor,
    receivablesMinor,
    openOrdersMinor,
    creditAsOf: readAt,
  });
}
