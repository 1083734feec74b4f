import { instantFromMs } from '../../../kernel/time.ts';
import type { ContactRecord, CreditRecord, CustomerRecord } from '../../../modules/masters/contract.ts';
import { codeOf } from '../read/book.ts';
import type { TallyCompany, TallySettings } from '../settings.ts';
import { amountOf, sizeOf } from '../wire/amounts.ts';
import { childrenOf, nameOf, rawTextOf, textOf } from '../wire/node.ts';
import type { XmlNode } from '../wire/xml-format.ts';
import { extraOf } from './extra.ts';
import type { Mapped } from './mapped.ts';
import { minorOf } from './quantity.ts';

const known = [
  ...['ONLYALIAS', 'PARENT', 'MAILINGNAME', 'MAILINGNAME.LIST', 'ADDRESS', 'ADDRESS.LIST', 'LEDSTATENAME', 'COUNTRYNAME', 'PINCODE', 'LEDGERMOBILE'],
  ...['LEDGERCOUNTRYISDCODE', 'LEDGERCONTACT', 'PARTYGSTIN', 'PRICELEVEL', 'LEDMULTIADDRESSLIST.LIST', 'CONTACTDETAILS.LIST', 'CREDITLIMIT', 'CLOSINGBALANCE'],
];

/** Price levels are one whatever their case (`DEALER`, `Dealer`). */
export const priceListOf = (level: string): string => level.trim().toUpperCase();

/** The lines of an address. */
function addressOf(node: XmlNode): readonly string[] {
  const lists = childrenOf(node, 'ADDRESS.LIST');
  const lines = lists.length > 0 ? lists.flatMap((list) => childrenOf(list, 'ADDRESS').map((line) => rawTextOf(line, '#text'))) : [textOf(node, 'ADDRESS')];
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** Names in other scripts, by language, of the language list of a master (what is no alias or name of its own). */
export function namesOf(row: XmlNode): Record<string, string> {
  const names = childrenOf(row, 'LANGUAGENAME.LIST').flatMap((list) => childrenOf(list, 'NAME.LIST').flatMap((inner) => childrenOf(inner, 'NAME')));
  const texts = names.map((node) => rawTextOf(node, '#text').trim());
  const pick = (script: RegExp): string | undefined => texts.find((text) => script.test(text));
  const pairs = [['hi', pick(/\p{Script=Devanagari}/u)] as const, ['ar', pick(/\p{Script=Arabic}/u)] as const];
  return Object.fromEntries(pairs.filter((pair): pair is readonly [(typeof pair)[0], string] => pair[1] !== undefined));
}

function contactOf(name: string, dialled: string, isd: string): ContactRecord | null {
  const digits = dialled.replace(/\D/g, '');
  const country = isd.replace(/\D/g, '');
  // a number without its country cannot be matched to a sender, so it is no way to reach us
  const phone = /^\s*\+/.test(dialled) ? digits : country === '' ? '' : digits.startsWith(country) && digits.length > 10 ? digits : `${country}${digits}`;
  return /^\d{5,20}$/.test(phone) ? { name, phone, role: 'contact', language: null } : null;
}

function contactsOf(row: XmlNode): ContactRecord[] {
  const isd = textOf(row, 'LEDGERCOUNTRYISDCODE');
  const own = contactOf(textOf(row, 'LEDGERCONTACT'), textOf(row, 'LEDGERMOBILE'), isd);
  const more = childrenOf(row, 'CONTACTDETAILS.LIST').map((one) =>
    contactOf(textOf(one, 'NAME'), textOf(one, 'PHONENUMBER'), textOf(one, 'COUNTRYISDCODE') || isd),
  );
  const contacts = [own, ...more].filter((one) => one !== null);
  return contacts.filter((contact, index) => contacts.findIndex((other) => other.phone === contact.phone) === index);
}

function shipTosOf(row: XmlNode, code: string, city: string): CustomerRecord['shipTos'] {
  const main = { code, name: code, city, address: addressOf(row).join(', '), isDefault: true };
  const others = childrenOf(row, 'LEDMULTIADDRESSLIST.LIST').flatMap((one) => {
    const name = textOf(one, 'ADDRESSNAME');
    const lines = addressOf(one);
    return name === '' || name.toLowerCase() === 'primary' ? [] : [{ code: name, name, city: lines.at(-1) ?? '', address: lines.join(', '), isDefault: false }];
  });
  return [{ ...main, name: textOf(row, 'MAILINGNAME') || main.name }, ...others];
}

/** A ledger under Sundry Debtors as a customer. Skipped: no code, or one longer than we keep. */
export function mapCustomer(row: XmlNode, company: TallyCompany, settings: TallySettings): Mapped<CustomerRecord> {
  const key = textOf(row, 'GUID');
  const code = codeOf(row, settings.customerCode).trim();
  if (code === '' || code.length > 40) return { kind: 'skipped', key, why: code === '' ? 'no_name' : 'code_too_long' };
  const group = textOf(row, 'PARENT');
  const blocked = settings.blockedGroups.includes(group);
  const name = nameOf(row, 'NAME') || rawTextOf(row, '@NAME');
  const state = textOf(row, 'LEDSTATENAME');
  const data: CustomerRecord = {
    code,
    name,
    names: namesOf(row),
    company: company.code,
    salesOrg: company.salesOrg || company.code,
    channel: '',
    division: '',
    priceList: priceListOf(textOf(row, 'PRICELEVEL')),
    priceGroup: '',
    currency: company.currency,
    language: company.languages[0] ?? 'en',
    zone: company.zone,
    country: company.country,
    region: state || company.country,
    taxNumber: textOf(row, 'PARTYGSTIN') || null,
    blocked,
    blockReason: blocked ? `group ${group}` : null,
    partialPolicy: 'good_lines',
    shipTos: shipTosOf(row, code, addressOf(row).at(-1) ?? ''),
    contacts: contactsOf(row),
  };
  return { kind: 'mapped', record: { key, version: textOf(row, 'ALTERID'), data, extra: extraOf(row, known) } };
}

/** What a customer owes is the debit balance of its ledger; an empty or zero limit is none. `openOrders` in minor units. */
export function mapCredit(
  row: XmlNode,
  company: TallyCompany,
  settings: TallySettings,
  openOrders: (code: string) => number,
  nowMs: number,
): Mapped<CreditRecord> {
  const key = textOf(row, 'GUID');
  const code = codeOf(row, settings.customerCode).trim();
  const limitText = textOf(row, 'CREDITLIMIT');
  const limit = limitText === '' ? 0 : minorOf(amountOf(limitText), company.currency);
  const balance = textOf(row, 'CLOSINGBALANCE') === '' ? 0 : minorOf(amountOf(textOf(row, 'CLOSINGBALANCE')), company.currency);
  if (limit === null || balance === null) return { kind: 'skipped', key, why: 'unreadable_amount' };
  const data: CreditRecord = {
    customer: code,
    currency: company.currency,
    creditLimitMinor: limit === 0 ? null : Number(sizeOf(String(limit))),
    receivablesMinor: balance === 0 ? 0 : -balance,
    openOrdersMinor: openOrders(code),
    creditAsOf: instantFromMs(nowMs),
  };
  return { kind: 'mapped', record: { key, version: textOf(row, 'ALTERID'), data, extra: {} } };
}
