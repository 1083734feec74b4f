import type { DemoCustomer } from './types.ts';

/** Whose lists, prices and habits the extra customers share: full English product names, so that reading them is never in doubt. */
const model = 'C-1071';
const firstCode = 5001;
const ordersPerWeek = 0.2;

/**
 * Customers beside those of the company's story, for load and fault tests: `C-5001` and so on, one buyer each with the phone
 * `91` `00000` code `1`, no credit limit, and the habits of Sharma & Sons.
 */
export function extraCustomers<C extends DemoCustomer>(customers: readonly C[], count: number): readonly (C & { readonly habitsOf: string })[] {
  const like = customers.find((customer) => customer.code === model);
  if (like === undefined) throw new Error(`extra customers: there is no ${model}`);
  return Array.from({ length: count }, (_, index) => {
    const digits = String(firstCode + index);
    const code = `C-${digits}`;
    const name = `Nagpur Traders ${index + 1}`;
    return {
      ...like,
      code,
      name,
      localName: name,
      taxNumber: `00VINDH${digits}A1Z0`,
      credit: null,
      blocked: false,
      shipTos: [{ code, name, city: like.city, street: like.street, postalCode: like.postalCode, isDefault: true }],
      contacts: [{ id: `7${digits}01`, firstName: 'Buyer', lastName: digits, phone: `9100000${digits}1`, role: 'buyer' as const, language: 'en' }],
      ordersPerWeek,
      habitsOf: model,
    };
  });
}
