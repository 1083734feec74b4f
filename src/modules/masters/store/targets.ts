import type { Target } from './upsert.ts';

/** Each table of masters as bulk saving sees it. */
export const companies: Target = {
  table: 'masters.company',
  columns: { code: 'text', name: 'text', zone: 'text', currency: 'text', country: 'text', languages: 'text[]' },
  key: ['code'],
};
export const items: Target = {
  table: 'masters.item',
  columns: {
    sku: 'text',
    name: 'text',
    names: 'jsonb',
    brand: 'text',
    item_group: 'text',
    attributes: 'jsonb',
    base_uom: 'text',
    sales_uom: 'text',
    barcode: 'text',
    active: 'boolean',
    replaced_by: 'text',
    whole_units: 'boolean',
    source: 'jsonb',
  },
  key: ['sku'],
  silent: ['source'],
};
export const itemUoms: Target = {
  table: 'masters.item_uom',
  columns: { sku: 'text', uom: 'text', numerator: 'integer', denominator: 'integer', erp_uom: 'text' },
  key: ['sku', 'uom'],
};
export const customers: Target = {
  table: 'masters.customer',
  columns: {
    code: 'text',
    name: 'text',
    names: 'jsonb',
    company: 'text',
    sales_org: 'text',
    channel: 'text',
    division: 'text',
    price_list: 'text',
    price_group: 'text',
    currency: 'text',
    language: 'text',
    zone: 'text',
    country: 'text',
    region: 'text',
    tax_number: 'text',
    blocked: 'boolean',
    block_reason: 'text',
    partial_policy: 'text',
    source: 'jsonb',
  },
  key: ['code'],
  silent: ['source'],
};
export const shipTos: Target = {
  table: 'masters.ship_to',
  columns: { customer: 'text', code: 'text', name: 'text', city: 'text', address: 'text', is_default: 'boolean' },
  key: ['customer', 'code'],
};
export const contacts: Target = {
  table: 'masters.contact',
  columns: {
    customer: 'text',
    phone: 'text',
    id: 'uuid',
    name: 'text',
    role: 'text',
    language: 'text',
    source: 'text',
    created_at: 'timestamptz',
    created_by: 'text',
  },
  key: ['customer', 'phone'],
  insertOnly: ['id', 'source', 'created_at', 'created_by'],
  // What a person linked by hand, the ERP does not change.
  updateIf: "t.source = 'erp'",
};
export const workCentres: Target = {
  table: 'masters.work_centre',
  columns: { code: 'text', name: 'text', plant: 'text', source: 'jsonb' },
  key: ['code'],
  silent: ['source'],
};
export const boms: Target = {
  table: 'masters.bom',
  columns: { sku: 'text', plant: 'text', base_milli: 'bigint', base_uom: 'text' },
  key: ['sku', 'plant'],
};
export const bomItems: Target = {
  table: 'masters.bom_item',
  columns: { sku: 'text', plant: 'text', line_no: 'integer', component: 'text', quantity_milli: 'bigint', uom: 'text' },
  key: ['sku', 'plant', 'line_no'],
};
export const operations: Target = {
  table: 'masters.routing_operation',
  columns: {
    sku: 'text',
    plant: 'text',
    operation: 'text',
    work_centre: 'text',
    name: 'text',
    rate_per_hour_milli: 'bigint',
    uom: 'text',
    setup_min: 'integer',
  },
  key: ['sku', 'plant', 'operation'],
};
