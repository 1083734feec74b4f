import type { DemoBom, DemoCustomer, DemoInvoice, DemoItem, DemoOrder, DemoProductionOrder, DemoPurchaseOrder } from './types.ts';

const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const dayOf = (order: DemoOrder): string => new Date(order.at).toISOString().slice(0, 10);
const netOf = (order: DemoOrder): number => order.lines.reduce((sum, line) => sum + line.netMinor, 0);

const paymentDays = 30;
/** Invoices older than this are not shown any more, unless they are unpaid. */
const shownDays = 90;

/** What a customer's receivables are made of: its newest deliveries first, and a balance from before for what they do not explain. */
function invoicesOf(customer: DemoCustomer, delivered: readonly DemoOrder[], today: string): Omit<DemoInvoice, 'number'>[] {
  let unpaid = customer.credit?.receivablesMinor ?? 0;
  const invoices = delivered.flatMap((order): Omit<DemoInvoice, 'number'>[] => {
    const totalMinor = netOf(order);
    const openMinor = Math.min(totalMinor, unpaid);
    const issuedOn = dayAfter(dayOf(order), 1);
    if (openMinor === 0 && issuedOn < dayAfter(today, -shownDays)) return [];
    unpaid -= openMinor;
    return [
      { customer: customer.code, order: order.number, issuedOn, dueOn: dayAfter(issuedOn, paymentDays), currency: customer.currency, totalMinor, openMinor },
    ];
  });
  const before = dayAfter(today, -200);
  const balance = { customer: customer.code, order: null, issuedOn: before, dueOn: dayAfter(before, paymentDays), currency: customer.currency };
  return unpaid > 0 ? [...invoices, { ...balance, totalMinor: unpaid, openMinor: unpaid }] : invoices;
}

/** Invoices of what was delivered, oldest first; the open ones of a customer sum up to its receivables. */
export function buildInvoices(customers: readonly DemoCustomer[], orders: readonly DemoOrder[], today: string): readonly DemoInvoice[] {
  const delivered = new Map<string, DemoOrder[]>();
  for (const order of orders) {
    const of = delivered.get(order.customer) ?? [];
    delivered.set(order.customer, of);
    if (!order.open && dayOf(order) < today) of.unshift(order);
  }
  return customers
    .flatMap((customer) => invoicesOf(customer, delivered.get(customer.code) ?? [], today))
    .toSorted((a, b) => a.issuedOn.localeCompare(b.issuedOn) || a.customer.localeCompare(b.customer) || (a.order ?? '').localeCompare(b.order ?? ''))
    .map((invoice, index) => ({ number: String(9_000_001 + index), ...invoice }));
}

const cartonsPlanned = 200;

/** One order a line of the plant for each of its first goods: made in part today, released for tomorrow, planned for later. */
export function buildProductionOrders(
  items: readonly DemoItem[],
  routings: readonly { readonly sku: string; readonly plant: string }[],
  today: string,
): readonly DemoProductionOrder[] {
  return routings.slice(0, 24).map(({ sku, plant }, index) => {
    const item = items.find((one) => one.sku === sku);
    const perCarton = item?.uoms.find((unit) => unit.uom === item.salesUom)?.numerator ?? 1;
    const startOn = dayAfter(today, Math.floor(index / 8));
    return {
      number: String(1_000_001 + index),
      sku,
      plant,
      location: 'FG01',
      baseMilli: cartonsPlanned * perCarton * 1000,
      doneBaseMilli: index < 8 ? 40 * perCarton * 1000 : 0,
      startOn,
      dueOn: dayAfter(startOn, 1),
      released: index < 16,
    };
  });
}

const suppliers = [
  { supplier: 'V-501', supplierName: 'Malwa Flour Mills' },
  { supplier: 'V-502', supplierName: 'Narmada Edible Oils' },
  { supplier: 'V-503', supplierName: 'Pithampur Flexipack' },
] as const;
const supplierOf = (sku: string): (typeof suppliers)[number] => suppliers[sku.startsWith('VP-') ? 2 : /OIL|GHEE/.test(sku) ? 1 : 0];

/** One open order for each material that the plant uses; every second one has come in part. */
export function buildPurchaseOrders(materials: readonly DemoItem[], boms: readonly DemoBom[], today: string): readonly DemoPurchaseOrder[] {
  const used = new Set(boms.flatMap((bom) => bom.items.map((item) => item.component)));
  return materials
    .filter((material) => used.has(material.sku))
    .map((material, index) => {
      const baseMilli = material.baseUom === 'KG' ? 5_000_000 : 50_000_000;
      const minorPerBase = material.baseUom === 'KG' ? 8_500 : 120;
      return {
        number: String(4_500_001 + index),
        ...supplierOf(material.sku),
        plant: 'PI01',
        location: 'RM01',
        sku: material.sku,
        baseMilli,
        receivedBaseMilli: index % 2 === 0 ? 0 : (baseMilli * 2) / 5,
        currency: 'INR',
        netMinor: (baseMilli / 1000) * minorPerBase,
        orderedOn: dayAfter(today, -10 + (index % 5)),
        dueOn: dayAfter(today, 2 + (index % 7)),
      };
    });
}
