import type { ContactRecord, CustomerRecord } from '../../../modules/masters/contract.ts';
import { expandedOf, expandedOneOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { SapSettings } from '../settings.ts';
import { extraOf } from './extra.ts';
import { unpadded } from './keys.ts';
import type { Mapped } from './mapped.ts';

/** What belongs to one customer: its own business partner, those of its ship-tos, and the company code of each sales organisation. */
export interface CustomerParts {
  /** By unpadded key. */
  readonly partners: ReadonlyMap<string, WireRecord>;
  readonly companyOf: ReadonlyMap<string, string>;
}

/** The first sales area of ours that the customer has. */
export function salesAreaOf(row: WireRecord, settings: SapSettings): WireRecord | null {
  const areas = expandedOf(row, 'to_CustomerSalesArea').filter(
    (area) => textOf(area, 'DistributionChannel') === settings.channel && textOf(area, 'Division') === settings.division,
  );
  for (const organization of Object.keys(settings.salesOrganizations)) {
    const area = areas.find((candidate) => textOf(candidate, 'SalesOrganization') === organization);
    if (area) return area;
  }
  return null;
}

/** Numbers of the ship-to parties of a sales area, the default one first. */
export function shipToNumbers(
  area: WireRecord,
  settings: SapSettings,
): readonly { readonly code: string; readonly name: string; readonly isDefault: boolean }[] {
  return expandedOf(area, 'to_PartnerFunction')
    .filter((row) => textOf(row, 'PartnerFunction') === settings.shipToFunction && textOf(row, 'BPCustomerNumber') !== '')
    .map((row) => ({ code: textOf(row, 'BPCustomerNumber'), name: textOf(row, 'CustomerPartnerDescription'), isDefault: row['DefaultPartner'] === true }));
}

/** A_Customer with its sales areas as a customer. Skipped: no sales area of ours, or no company for it. */
export function mapCustomer(row: WireRecord, parts: CustomerParts, settings: SapSettings): Mapped<CustomerRecord> {
  const code = textOf(row, 'Customer');
  const area = salesAreaOf(row, settings);
  if (!area) return { kind: 'skipped', key: code, why: 'no_sales_area' };
  const salesOrg = textOf(area, 'SalesOrganization');
  const company = parts.companyOf.get(salesOrg);
  if (company === undefined) return { kind: 'skipped', key: code, why: 'no_company' };
  const partner = parts.partners.get(unpadded(code)) ?? {};
  const address = expandedOf(partner, 'to_BusinessPartnerAddress')[0] ?? {};
  const data: CustomerRecord = {
    code,
    name: firstOf(textOf(partner, 'OrganizationBPName1'), textOf(row, 'CustomerName'), code),
    names: localNames(partner, settings),
    company,
    salesOrg,
    channel: textOf(area, 'DistributionChannel'),
    division: textOf(area, 'Division'),
    priceList: textOf(area, 'PriceListType'),
    priceGroup: textOf(area, 'CustomerPriceGroup'),
    currency: textOf(area, 'Currency'),
    language: firstOf(textOf(partner, 'CorrespondenceLanguage'), textOf(partner, 'Language'), 'EN').toLowerCase(),
    zone: zones[textOf(address, 'AddressTimeZone')] ?? settings.salesOrganizations[salesOrg]?.zone ?? 'UTC',
    country: textOf(address, 'Country'),
    region: firstOf(textOf(address, 'Region'), textOf(address, 'Country')),
    taxNumber: firstOf(textOf(row, 'TaxNumber3'), textOf(row, 'VATRegistration')) || null,
    ...blockOf(row, area),
    // C: the whole order or nothing.
    partialPolicy: textOf(area, 'PartialDeliveryIsAllowed') === 'C' ? 'whole_order' : 'good_lines',
    shipTos: shipTosOf(area, parts, settings),
    contacts: contactsOf(partner, settings),
  };
  const version = `${textOf(partner, 'LastChangeDate')} ${textOf(partner, 'LastChangeTime')}`.trim();
  return { kind: 'mapped', record: { key: code, version, data, extra: extraOf(row, known) } };
}

const firstOf = (...texts: string[]): string => texts.find((text) => text !== '') ?? '';

/** A block for all sales areas or for ours, or a mark for deletion: no orders. */
function blockOf(row: WireRecord, area: WireRecord): Pick<CustomerRecord, 'blocked' | 'blockReason'> {
  const block = firstOf(textOf(row, 'OrderIsBlockedForCustomer'), textOf(area, 'OrderIsBlockedForCustomer'));
  if (block !== '') return { blocked: true, blockReason: `order_block_${block}` };
  const gone = row['DeletionIndicator'] === true || area['DeletionIndicator'] === true;
  return { blocked: gone, blockReason: gone ? 'marked_for_deletion' : null };
}

/** SAP's own names of time zones, those of our customers' countries. Others fall back to the zone of the sales organisation. */
const zones: Readonly<Record<string, string>> = {
  INDIA: 'Asia/Kolkata',
  'UTC+3': 'Asia/Riyadh',
  'UTC+4': 'Asia/Dubai',
  CET: 'Europe/Berlin',
  WDFT: 'Europe/Berlin',
  UTC: 'UTC',
};

const known = new Set([
  'Customer',
  'CustomerName',
  'CustomerFullName',
  'OrderIsBlockedForCustomer',
  'DeletionIndicator',
  'TaxNumber3',
  'VATRegistration',
  'CustomerAccountGroup',
]);

function localNames(partner: WireRecord, settings: SapSettings): Record<string, string> {
  const name = settings.localNameField === null ? '' : textOf(partner, settings.localNameField);
  const language = /\p{Script=Devanagari}/u.test(name) ? 'hi' : /\p{Script=Arabic}/u.test(name) ? 'ar' : null;
  return language === null ? {} : { [language]: name };
}

function shipTosOf(area: WireRecord, parts: CustomerParts, settings: SapSettings): CustomerRecord['shipTos'] {
  return shipToNumbers(area, settings).map((shipTo) => {
    const partner = parts.partners.get(unpadded(shipTo.code)) ?? {};
    const address = expandedOf(partner, 'to_BusinessPartnerAddress')[0] ?? {};
    const lines = [textOf(address, 'StreetName'), textOf(address, 'HouseNumber'), textOf(address, 'PostalCode'), textOf(address, 'CityName')].filter(
      (line) => line !== '',
    );
    return {
      code: shipTo.code,
      name: shipTo.name || textOf(partner, 'OrganizationBPName1') || shipTo.code,
      city: textOf(address, 'CityName'),
      address: lines.join(', '),
      isDefault: shipTo.isDefault,
    };
  });
}

function contactsOf(partner: WireRecord, settings: SapSettings): ContactRecord[] {
  const contacts = expandedOf(partner, 'to_BusinessPartnerContact').flatMap((link) => {
    const role = settings.contactRoles[textOf(expandedOneOf(link, 'to_ContactRelationship') ?? {}, 'ContactPersonFunction')] ?? 'contact';
    return expandedOf(link, 'to_ContactAddress').flatMap((address) =>
      expandedOf(address, 'to_MobilePhoneNumber').map((mobile) => ({
        name: textOf(address, 'FullName'),
        phone: textOf(mobile, 'InternationalPhoneNumber').replace(/\D/g, ''),
        role,
        language: textOf(address, 'Language').toLowerCase() || null,
      })),
    );
  });
  // A number without its country cannot be matched to a sender, so it is no way to reach us.
  const usable = contacts.filter((contact) => /^\d{5,20}$/.test(contact.phone));
  return usable.filter((contact, index) => usable.findIndex((other) => other.phone === contact.phone) === index);
}
