import type { Bom, Company, ContactRecord, CreditRecord, CustomerRecord, Item, Routing, ShipTo, WorkCentre } from '../../../modules/masters/contract.ts';
import type { CostRecord, PriceRecord } from '../../../modules/pricing/contract.ts';
import type { Position } from '../../../modules/stock/contract.ts';
import { multiplyExact } from '../../kit/decimal.ts';
import type { RowReader } from './row-reader.ts';
import type { Shape } from './shape.ts';

const company: Shape = {
  key: ['code'],
  needed: ['code', 'currency', 'zone'],
  fields: ['code', 'name', 'zone', 'currency', 'country', 'languages'],
  children: {},
  build: (head): Company => ({
    code: head.need('code'),
    name: head.text('name') || head.text('code'),
    zone: head.need('zone'),
    currency: head.need('currency'),
    country: head.text('country'),
    languages: (head.text('languages') || 'en').toLowerCase().split(/[\s,;|]+/),
  }),
};

const fractional = /^(KG|G|T|TO|L|ML|M|CM|MTR|LTR|KGS|GMS)$/i;

const item: Shape = {
  key: ['sku'],
  needed: ['sku', 'base_uom'],
  fields: ['sku', 'name', 'brand', 'item_group', 'base_uom', 'sales_uom', 'barcode', 'active', 'replaced_by', 'whole_units'],
  children: { uoms: { parent: ['sku'], own: ['uom'], fields: ['sku', 'uom', 'numerator', 'denominator'] } },
  build(head, children): Item {
    const baseUom = head.unit('base_uom');
    const salesUom = head.text('sales_uom') === '' ? baseUom : head.unit('sales_uom');
    const uoms = children('uoms').map((row) => uomOf(row));
    const base = { uom: baseUom, numerator: 1, denominator: 1, erpUom: head.text('base_uom') };
    const { en, ...names } = head.family('name.');
    return {
      sku: head.need('sku'),
      name: head.text('name') || en || head.text('sku'),
      names,
      brand: head.orNull('brand'),
      itemGroup: head.text('item_group'),
      attributes: head.family('attribute.'),
      baseUom,
      salesUom,
      barcode: head.orNull('barcode'),
      active: head.flag('active', true),
      replacedBy: head.orNull('replaced_by'),
      wholeUnits: head.flag('whole_units', !fractional.test(salesUom)),
      uoms: uoms.some((unit) => unit.uom === baseUom) ? uoms : [base, ...uoms],
    };
  },
};

/** `numerator` may be a decimal (a carton of 2.5 kg): both are made whole. */
function uomOf(row: RowReader): Item['uoms'][number] {
  const numerator = row.decimal('numerator') ?? '1';
  const denominator = row.decimal('denominator') ?? '1';
  const digits = Math.max(...[numerator, denominator].map((number) => (number.split('.')[1] ?? '').length));
  const scale = `1${'0'.repeat(digits)}`;
  const whole = (number: string): number => Number(multiplyExact(number, scale));
  return { uom: row.unit('uom'), numerator: whole(numerator), denominator: whole(denominator), erpUom: row.text('uom') };
}

const cost: Shape = {
  key: ['sku'],
  needed: ['sku', 'currency', 'uom', 'amount'],
  fields: ['sku', 'currency', 'uom', 'amount', 'per', 'as_of'],
  children: {},
  build(head, _children, { now }): CostRecord {
    const currency = head.need('currency');
    const minor = head.needMinor('amount', currency, head.decimal('per') ?? '1');
    return { sku: head.need('sku'), currency, uom: head.unit('uom'), minor, asOf: head.day('as_of') ?? now.slice(0, 10) };
  },
};

const customer: Shape = {
  key: ['code'],
  needed: ['code', 'company', 'currency'],
  fields: [
    ...['code', 'name', 'company', 'sales_org', 'channel', 'division', 'price_list', 'price_group', 'currency', 'language', 'zone', 'country'],
    ...['region', 'tax_number', 'blocked', 'block_reason', 'partial_policy'],
  ],
  children: {
    ship_tos: { parent: ['customer'], own: ['code'], fields: ['customer', 'code', 'name', 'city', 'address', 'is_default'] },
    contacts: { parent: ['customer'], own: ['phone'], fields: ['customer', 'name', 'phone', 'role', 'language'] },
  },
  build(head, children): CustomerRecord {
    const { en, ...names } = head.family('name.');
    const blocked = head.flag('blocked', false);
    return {
      code: head.need('code'),
      name: head.text('name') || en || head.text('code'),
      names,
      company: head.need('company'),
      salesOrg: head.text('sales_org') || head.text('company'),
      channel: head.text('channel'),
      division: head.text('division'),
      priceList: head.text('price_list'),
      priceGroup: head.text('price_group'),
      currency: head.need('currency'),
      language: (head.text('language') || 'en').toLowerCase(),
      zone: head.text('zone') || 'UTC',
      country: head.text('country'),
      region: head.text('region') || head.text('country'),
      taxNumber: head.orNull('tax_number'),
      blocked,
      blockReason: blocked ? head.text('block_reason') || 'blocked_in_erp' : null,
      partialPolicy: head.oneOf('partial_policy', ['whole_order', 'good_lines'], 'good_lines'),
      shipTos: children('ship_tos').map(shipToOf),
      contacts: children('contacts').flatMap(contactOf),
    };
  },
};

const shipToOf = (row: RowReader): ShipTo => ({
  code: row.need('code'),
  name: row.text('name') || row.text('code'),
  city: row.text('city'),
  address: row.text('address'),
  isDefault: row.flag('is_default', false),
});

/** A number without its country cannot be matched to a sender: such a contact is left out. */
function contactOf(row: RowReader): readonly ContactRecord[] {
  const phone = row.text('phone').replace(/\D/g, '').replace(/^00/, '');
  if (!/^[1-9]\d{6,19}$/.test(phone)) return [];
  return [{ name: row.text('name') || phone, phone, role: row.text('role') || 'contact', language: row.orNull('language')?.toLowerCase() ?? null }];
}

const credit: Shape = {
  key: ['customer'],
  needed: ['customer', 'currency'],
  fields: ['customer', 'currency', 'limit', 'receivables', 'open_orders', 'as_of'],
  children: {},
  build(head, _children, { now }): CreditRecord {
    const currency = head.need('currency');
    const asOf = head.day('as_of');
    return {
      customer: head.need('customer'),
      currency,
      creditLimitMinor: head.minor('limit', currency),
      receivablesMinor: head.minor('receivables', currency) ?? 0,
      openOrdersMinor: head.minor('open_orders', currency) ?? 0,
      creditAsOf: asOf === null ? now : `${asOf}T00:00:00.000Z`,
    };
  },
};

const price: Shape = {
  key: ['sku', 'price_list', 'customer', 'price_group', 'currency', 'uom', 'from_quantity', 'valid_from', 'valid_to'],
  needed: ['sku', 'currency', 'uom', 'amount'],
  fields: ['sku', 'price_list', 'customer', 'price_group', 'currency', 'uom', 'amount', 'per', 'from_quantity', 'valid_from', 'valid_to'],
  children: {},
  build(head): PriceRecord {
    const currency = head.need('currency');
    const from = head.milli('from_quantity');
    const [own, group, list] = [head.text('customer'), head.text('price_group'), head.text('price_list')];
    return {
      sku: head.need('sku'),
      priceList: own !== '' ? `customer:${own}` : group !== '' ? `group:${group}` : list || '*',
      currency,
      uom: head.unit('uom'),
      minor: head.needMinor('amount', currency, head.decimal('per') ?? '1'),
      ...(from === null || from === 0 ? {} : { fromMilli: from }),
      validFrom: head.day('valid_from') ?? '0001-01-01',
      validTo: head.day('valid_to') ?? '9999-12-31',
    };
  },
};

const stock: Shape = {
  key: ['sku', 'plant', 'place', 'lot', 'status'],
  needed: ['sku', 'place', 'quantity'],
  fields: ['sku', 'plant', 'place', 'lot', 'status', 'quantity', 'expires_on'],
  children: {},
  build: (head): Position => ({
    sku: head.need('sku'),
    place: [head.text('plant'), head.need('place')].filter((part) => part !== '').join('/'),
    lot: head.text('lot'),
    status: head.oneOf('status', ['free', 'quality', 'blocked'], 'free'),
    baseMilli: head.needMilli('quantity'),
    expiresOn: head.day('expires_on'),
  }),
};

const workCentre: Shape = {
  key: ['code', 'plant'],
  needed: ['code'],
  fields: ['code', 'name', 'plant'],
  children: {},
  build: (head): WorkCentre => ({ code: head.need('code'), name: head.text('name') || head.text('code'), plant: head.text('plant') }),
};

const bom: Shape = {
  key: ['sku', 'plant'],
  needed: ['sku', 'base_quantity', 'base_uom'],
  fields: ['sku', 'plant', 'base_quantity', 'base_uom'],
  children: { items: { parent: ['sku', 'plant'], own: ['line_no', 'component'], fields: ['sku', 'plant', 'line_no', 'component', 'quantity', 'uom'] } },
  build: (head, children): Bom => ({
    sku: head.need('sku'),
    plant: head.text('plant'),
    baseMilli: head.needMilli('base_quantity'),
    baseUom: head.unit('base_uom'),
    items: children('items').map((row, index) => ({
      lineNo: row.whole('line_no') ?? (index + 1) * 10,
      component: row.need('component'),
      quantityMilli: row.needMilli('quantity'),
      uom: row.unit('uom'),
    })),
  }),
};

const routing: Shape = {
  key: ['sku', 'plant'],
  needed: ['sku'],
  fields: ['sku', 'plant'],
  children: {
    operations: {
      parent: ['sku', 'plant'],
      own: ['operation'],
      fields: ['sku', 'plant', 'operation', 'work_centre', 'name', 'rate_per_hour', 'uom', 'setup_min'],
    },
  },
  build: (head, children): Routing => ({
    sku: head.need('sku'),
    plant: head.text('plant'),
    operations: children('operations').map((row) => ({
      operation: row.need('operation'),
      workCentre: row.need('work_centre'),
      name: row.text('name'),
      ratePerHourMilli: row.needMilli('rate_per_hour'),
      uom: row.unit('uom'),
      setupMin: row.whole('setup_min') ?? 0,
    })),
  }),
};

/** Masters, each as the modules keep it. */
export const masterShapes = { company, item, cost, customer, credit, price, stock, work_centre: workCentre, bom, routing } as const;
