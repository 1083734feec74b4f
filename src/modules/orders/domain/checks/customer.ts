import { notKnown, ofOrder, passed, type Check, type OrderFacts } from './check.ts';

/** V01: the sender belongs to exactly one ERP account. Never guessed. */
export const customerKnown: Check = {
  code: 'V01',
  name: 'customer_known',
  own: ['desk'],
  run: (order, facts) => (facts.customer === null ? ofOrder('desk', { sender: order.sender, customer: order.customer }) : passed),
};

/** V02: the account may order at all. */
export const customerActive: Check = {
  code: 'V02',
  name: 'customer_active',
  own: ['block'],
  run: (_order, { customer }) => (customer?.blocked ? ofOrder('block', { customer: customer.code, reason: customer.blockReason ?? '' }) : passed),
};

/** Contacts with these roles are told things, but do not order. */
const silentRoles: ReadonlySet<string> = new Set(['accounts', 'driver', 'auditor']);

/** V03: the sender may order for this account. A sender who is no contact (a clerk, a document) is not judged here. */
export const senderMayOrder: Check = {
  code: 'V03',
  name: 'sender_may_order',
  own: ['desk'],
  run: (order, { customer }) => {
    const contact = customer?.contacts.find((each) => each.phone === order.sender);
    if (contact === undefined) return notKnown;
    return silentRoles.has(contact.role) ? ofOrder('desk', { name: contact.name, role: contact.role }) : passed;
  },
};

/** V15: customers who pay only against their own PO number give one. */
export const poNumberGiven: Check = {
  code: 'V15',
  name: 'po_number_given',
  own: ['ask'],
  run: (order, { rule }) => (rule.poRequired === true && order.poNumber === null ? ofOrder('ask', {}) : passed),
};

/** V24: tax number where one is needed, of the form of its country, and of the state that the goods go to. */
export const taxIdentity: Check = {
  code: 'V24',
  name: 'tax_identity',
  own: ['warn', 'desk'],
  run: (_order, { customer, rule }) => {
    if (customer === null) return notKnown;
    const number = customer.taxNumber;
    if (number === null || number === '') return rule.taxNumberRequired === true ? ofOrder('desk', { customer: customer.code }) : notKnown;
    const form = taxForms[customer.country];
    if (form === undefined) return notKnown;
    if (!form.test(number)) return ofOrder('desk', { customer: customer.code, taxNumber: number, country: customer.country });
    const state = customer.country === 'IN' ? indianStates[number.slice(0, 2)] : undefined;
    if (state === undefined || customer.region === '' || state === customer.region) return passed;
    return ofOrder('warn', { taxNumber: number, state, region: customer.region });
  },
};

const taxForms: Readonly<Record<string, RegExp>> = {
  IN: /^\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]$/,
  SA: /^\d{15}$/,
  AE: /^\d{15}$/,
};

/** The first two digits of a GSTIN and the state's usual letters. */
const indianStates: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '01JK 02HP 03PB 04CH 05UK 06HR 07DL 08RJ 09UP 10BR 11SK 12AR 13NL 14MN 15MZ 16TR 17ML 18AS 19WB 20JH 21OD 22CG 23MP 24GJ ' +
    '26DN 27MH 29KA 30GA 31LD 32KL 33TN 34PY 35AN 36TS 37AP 38LA'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), entry.slice(2)]),
);

/** V29: what the law wants before the goods may go: a licence that is still valid on the day. */
export const licenceHeld: Check = {
  code: 'V29',
  name: 'licence_held',
  own: ['block'],
  run: (order, facts) => {
    const needing = order.lines.flatMap((line) => (line.sku !== null && facts.terms.items.get(line.sku)?.licenceRequired === true ? [line.sku] : []));
    if (facts.rule.licenceRequired !== true && needing.length === 0) return passed;
    const terms = facts.terms.customer;
    const day = order.requestedDate ?? facts.today;
    const base = { skus: [...new Set(needing)], customer: customerCode(facts) };
    if (terms === null || terms.licenceNumber === null) return ofOrder('block', base);
    return terms.licenceUntil !== null && terms.licenceUntil < day
      ? ofOrder('block', { ...base, licence: terms.licenceNumber, until: terms.licenceUntil })
      : passed;
  },
};

const customerCode = ({ customer }: OrderFacts): string => customer?.code ?? '';
