import type { ContactRecord, CreditRecord, CustomerRecord, ShipTo } from '../../../modules/masters/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { Mapped } from '../read/pages.ts';
import type { OracleSettings } from '../settings.ts';
import { childRows, flagOf } from '../wire.ts';
import { extraOf, firstOf, minorOf, optional } from './values.ts';

const known = [
  'PartyId',
  'PartyNumber',
  'OrganizationName',
  'PartyStatus',
  'CurrencyCode',
  'LanguageCode',
  'TaxpayerIdentificationNumber',
  'Country',
  'State',
  'Address',
  'OrganizationContact',
];

/** The business unit that sells to an account: by its field, or the only one that there is. */
function businessUnitOf(row: WireRecord, settings: OracleSettings): string | null {
  const named = optional(row, settings.customerFields.businessUnit);
  const [only, ...others] = Object.keys(settings.businessUnits);
  if (named !== '') return named in settings.businessUnits ? named : null;
  return settings.customerFields.businessUnit === null && others.length === 0 ? (only ?? null) : null;
}

/** An account with its addresses and contacts as a customer. Skipped: sold to by no business unit of ours. */
export function mapCustomer(row: WireRecord, settings: OracleSettings): Mapped<CustomerRecord> {
  const code = textOf(row, 'PartyNumber');
  const salesOrg = businessUnitOf(row, settings);
  const unit = salesOrg === null ? undefined : settings.businessUnits[salesOrg];
  if (salesOrg === null || !unit) return { kind: 'skipped', key: code, why: 'not_our_business_unit' };
  const fields = settings.customerFields;
  const names = Object.entries(fields.names).flatMap(([language, field]) => (textOf(row, field) === '' ? [] : [[language, textOf(row, field)] as const]));
  const data: CustomerRecord = {
    code,
    name: textOf(row, 'OrganizationName') || code,
    names: Object.fromEntries(names),
    company: unit.company,
    salesOrg,
    channel: settings.channel,
    division: settings.division,
    priceList: optional(row, fields.priceList),
    priceGroup: optional(row, fields.priceGroup),
    currency: firstOf(textOf(row, 'CurrencyCode'), unit.currency),
    language: firstOf(settings.languageCodes[textOf(row, 'LanguageCode')] ?? '', unit.languages[0] ?? '', 'en'),
    zone: unit.zone,
    country: firstOf(textOf(row, 'Country'), unit.country),
    region: firstOf(textOf(row, 'State'), textOf(row, 'Country')),
    taxNumber: textOf(row, 'TaxpayerIdentificationNumber') || null,
    ...blockOf(row, fields.orderHold),
    partialPolicy: fields.wholeOrder !== null && flagOf(row, fields.wholeOrder) ? 'whole_order' : 'good_lines',
    shipTos: childRows(row, 'Address').map(shipToOf),
    contacts: childRows(row, 'OrganizationContact').flatMap((contact) => contactOf(contact, settings)),
  };
  return { kind: 'mapped', record: { key: code, version: textOf(row, 'LastUpdateDate'), data, extra: extraOf(row, known) } };
}

/** A hold of the company's own field, or an account that is not active: no orders. */
function blockOf(row: WireRecord, holdField: string | null): Pick<CustomerRecord, 'blocked' | 'blockReason'> {
  const hold = optional(row, holdField);
  if (hold !== '') return { blocked: true, blockReason: `order_hold_${hold}` };
  const inactive = !['', 'A'].includes(textOf(row, 'PartyStatus'));
  return { blocked: inactive, blockReason: inactive ? 'inactive' : null };
}

const shipToOf = (address: WireRecord): ShipTo => ({
  code: textOf(address, 'AddressNumber'),
  name: firstOf(textOf(address, 'PartySiteName'), textOf(address, 'AddressNumber')),
  city: textOf(address, 'City'),
  address: [textOf(address, 'AddressLine1'), textOf(address, 'PostalCode')].filter((part) => part !== '').join(', '),
  isDefault: flagOf(address, 'PrimaryFlag'),
});

/** A contact with a mobile number that can be written to; others are of no use for messages. */
function contactOf(row: WireRecord, settings: OracleSettings): readonly ContactRecord[] {
  const whole = textOf(row, 'FormattedMobileNumber').startsWith('+')
    ? textOf(row, 'FormattedMobileNumber')
    : `${textOf(row, 'MobileCountryCode')}${textOf(row, 'MobileNumber')}`;
  const phone = whole.replace(/\D/g, '');
  if (!/^\d{5,20}$/.test(phone)) return [];
  const role = textOf(row, 'JobTitle');
  const language = optional(row, settings.customerFields.contactLanguage);
  return [
    {
      name: textOf(row, 'ContactName') || phone,
      phone,
      role: settings.contactRoles[role] ?? role,
      language: language === '' ? null : (settings.languageCodes[language] ?? language),
    },
  ];
}

/** A credit profile with what is owed and open. On credit hold the limit is zero. Skipped: without a currency or a readable amount. */
export function mapCredit(row: WireRecord, owed: WireRecord | undefined, openOrdersMinor: number | null, readAt: string): Mapped<CreditRecord> {
  const customer = textOf(row, 'AccountNumber');
  const currency = textOf(row, 'CurrencyCode');
  const key = `${customer}/${currency}`;
  const limit = textOf(row, 'CreditLimit') === '' ? 'none' : minorOf(row, 'CreditLimit', currency);
  const receivables = owed ? minorOf(owed, 'TotalOpenReceivablesForAccount', currency) : 0;
  if (currency.length !== 3 || limit === null || receivables === null || openOrdersMinor === null) return { kind: 'skipped', key, why: 'unreadable_amount' };
  const data: CreditRecord = {
    customer,
    currency,
    creditLimitMinor: flagOf(row, 'CreditHold') ? 0 : limit === 'none' ? null : limit,
    receivablesMinor: receivables,
    openOrdersMinor,
    creditAsOf: readAt,
  };
  return { kind: 'mapped', record: { key, version: '', data, extra: {} } };
}
