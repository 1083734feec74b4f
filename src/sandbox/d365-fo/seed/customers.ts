import type { CompanySeed, SeedCustomer } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMinor } from '../amount.ts';
import { areaOfOrg, noDay, noon } from './companies.ts';

const zones: Readonly<Record<string, string>> = {
  INDIA: 'GMTPLUS0530CHENNAI_KOLKATA_MUMBAI_NEWDELHI',
  'UTC+3': 'GMTPLUS0300KUWAIT_RIYADH',
  'UTC+4': 'GMTPLUS0400ABUDHABI_MUSCAT',
};

/** A language as the ERP names it. */
const languageOf = (code: string): string => (code.toLowerCase() === 'en' ? 'en-in' : code.toLowerCase());

const partyOf = (customer: SeedCustomer): string => `P-${customer.code}`;

/** Customers of every company. */
export const customerRows = (seed: CompanySeed): readonly Row[] =>
  seed.customers.map((customer) => ({
    dataAreaId: areaOfOrg(seed, customer.salesOrg),
    CustomerAccount: customer.code,
    PartyType: 'Organization',
    PartyNumber: partyOf(customer),
    OrganizationName: customer.name,
    NameAlias: customer.name.slice(0, 20),
    KnownAs: customer.localName || customer.name,
    CustomerGroupId: '10',
    LanguageId: languageOf(customer.language),
    SalesCurrencyCode: customer.currency,
    DiscountPriceGroupId: customer.priceList,
    LineDiscountCode: '',
    OnHoldStatus: customer.blocked ? 'All' : 'No',
    CreditLimit: fromMinor(customer.credit?.limitMinor ?? 0),
    CreditLimitIsMandatory: customer.credit ? 'Yes' : 'No',
    CredManEligibleCreditMax: '0',
    CredManCustUnlimitedCredit: 'No',
    PaymentTerms: 'Net30',
    InvoiceAccount: '',
    SiteId: '',
    WarehouseId: '',
    SalesTaxGroup: '',
    TaxExemptNumber: customer.taxNumber,
    WarehouseIsEntireShipmentFilled: customer.partial === 'whole_order' ? 'Yes' : 'No',
    AddressCountryRegionId: customer.country,
    AddressCountryRegionISOCode: customer.country,
    AddressState: customer.region,
    AddressCity: customer.city,
    AddressStreet: customer.street,
    AddressZipCode: customer.postalCode,
    AddressTimeZone: zones[customer.zone] ?? null,
    AddressLocationId: customer.shipTos.find((one) => one.isDefault)?.code ?? '',
  }));

/** Places that they are delivered to. */
export const addressRows = (seed: CompanySeed): readonly Row[] =>
  seed.customers.flatMap((customer) =>
    customer.shipTos.map((shipTo) => ({
      dataAreaId: areaOfOrg(seed, customer.salesOrg),
      CustomerAccountNumber: customer.code,
      CustomerLegalEntityId: areaOfOrg(seed, customer.salesOrg),
      AddressLocationId: shipTo.code,
      Effective: '1900-01-01T00:00:00Z',
      Expiration: '2154-12-31T23:59:59Z',
      AddressDescription: shipTo.name,
      AddressStreet: shipTo.street,
      AddressStreetNumber: '',
      AddressZipCode: shipTo.postalCode,
      AddressCity: shipTo.city,
      AddressState: customer.region,
      AddressCountryRegionId: customer.country,
      AddressLocationRoles: 'Delivery',
      AddressTimeZone: zones[customer.zone] ?? null,
      IsPrimary: shipTo.isDefault ? 'Yes' : 'No',
      IsRoleDelivery: 'Yes',
      IsRoleInvoice: shipTo.isDefault ? 'Yes' : 'No',
    })),
  );

/** People at customers. */
export const contactRows = (seed: CompanySeed): readonly Row[] =>
  seed.customers.flatMap((customer) =>
    customer.contacts.map((contact) => ({
      dataAreaId: areaOfOrg(seed, customer.salesOrg),
      ContactPersonId: contact.id,
      ContactPersonName: `${contact.firstName} ${contact.lastName}`.trim(),
      FirstName: contact.firstName,
      LastName: contact.lastName,
      AssociatedPartyNumber: partyOf(customer),
      ContactPersonPartyNumber: `P-${contact.id}`,
      PrimaryPhoneNumber: `+${contact.phone}`,
      PrimaryEmailAddress: '',
      EmploymentProfession: contact.role,
      EmploymentJobTitle: '',
      ContactInformationLanguageId: languageOf(contact.language),
      LastEditDateTime: noon(seed.today),
      IsInactive: 'No',
    })),
  );

/** What customers were billed, and what of it is settled. */
export function transactionRows(seed: CompanySeed): readonly Row[] {
  const customers = new Map(seed.customers.map((customer) => [customer.code, customer]));
  return seed.invoices.map((invoice, index) => {
    const settled = invoice.totalMinor - invoice.openMinor;
    return {
      dataAreaId: areaOfOrg(seed, customers.get(invoice.customer)?.salesOrg ?? ''),
      SysRecId: String(5_637_144_576 + index),
      AccountNum: invoice.customer,
      OrderAccount: invoice.customer,
      Invoice: invoice.number,
      Voucher: `V${invoice.number}`,
      Txt: '',
      TransDate: noon(invoice.issuedOn),
      DueDate: noon(invoice.dueOn),
      Closed: invoice.openMinor === 0 ? noon(invoice.dueOn) : noDay,
      CurrencyCode: invoice.currency,
      AmountCur: fromMinor(invoice.totalMinor),
      SettleAmountCur: fromMinor(settled),
      PaymReference: '',
    };
  });
}
