const dotted = 'DD.MM.YYYY';
const european = { decimal: ',', grouping: '.' } as const;

/** The settings with which a connector for files reads what the sandbox exports: all but the folder. */
export const fileSandboxSettings = {
  manifest: { columns: { file: 'FILE', rows: 'ROWS', total: 'TOTAL', total_column: 'TOTAL_OF' } },
  acks: { columns: { reference: 'EXT_REF', key: 'DOC_NO', code: 'ERR_CODE', sku: 'ITEM_CODE', quantity: 'QTY' } },
  tables: {
    company: { files: 'COMPANIES.csv', columns: { code: 'COMPANY' } },
    work_centre: { files: 'WORK_CENTRES.csv', columns: { code: 'CENTRE', name: 'DESCRIPTION' } },
    item: {
      files: 'ITEMS.csv',
      columns: {
        ...{ sku: 'ITEM_CODE', name: 'DESC_EN', 'name.hi': 'DESC_HI', 'name.ar': 'DESC_AR', base_uom: 'BASE_UOM', sales_uom: 'SALES_UOM', barcode: 'EAN' },
        ...{ 'attribute.size': 'SIZE', 'attribute.price_point': 'PRICE_POINT', replaced_by: 'SUCCESSOR' },
        'attribute.flavour': { column: 'FLAVOUR', words: { MAS: 'masala', CLS: '' } },
        active: { column: 'STATUS', words: { ACT: 'Y', OBS: 'N' } },
      },
    },
    'item.uoms': { files: 'ITEM_UOM.csv', columns: { sku: 'ITEM_CODE', numerator: 'NUM', denominator: 'DEN' } },
    cost: { files: 'COSTS.csv', ...european, columns: { sku: 'ITEM_CODE', currency: 'CUR', amount: 'STD_COST' } },
    customer: {
      files: 'CUSTOMERS.txt',
      encoding: 'utf-16le',
      columns: {
        ...{ code: 'CUST_NO', language: 'LANG', price_list: 'PLIST', currency: 'CUR', region: 'STATE', zone: 'TIME_ZONE', tax_number: 'GSTIN' },
        'name.local': 'LOCAL_NAME',
        partial_policy: { column: 'PARTIAL', words: { C: 'whole_order', A: 'good_lines' } },
      },
    },
    'customer.ship_tos': { files: 'SHIP_TO.csv', columns: { customer: 'CUST_NO', code: 'SITE', name: 'SITE_NAME', address: 'STREET', is_default: 'DEFAULT' } },
    'customer.contacts': { files: 'CONTACTS.csv', columns: { customer: 'CUST_NO', name: 'PERSON', phone: 'MOBILE', language: 'LANG' } },
    credit: { files: 'CREDIT.csv', ...european, columns: { customer: 'CUST_NO', currency: 'CUR' } },
    price: {
      files: 'PRICES.xlsx',
      columns: { sku: 'ITEM', price_list: 'LIST', currency: 'CUR', amount: 'RATE', valid_from: 'FROM', valid_to: 'TO' },
    },
    stock: {
      files: 'STOCK.csv',
      date: 'DD-MON-YYYY',
      columns: {
        ...{ sku: 'ITEM_CODE', place: 'LOC', lot: 'BATCH', quantity: 'QTY', expires_on: 'EXPIRY' },
        status: { column: 'STATUS', words: { UNR: 'free', QI: 'quality', BLK: 'blocked' } },
      },
    },
    bom: {
      files: 'BOM.csv',
      columns: { sku: 'ITEM_CODE', base_quantity: 'BASE_QTY', base_uom: 'BASE_UOM', line_no: 'SEQ', quantity: 'COMP_QTY', uom: 'COMP_UOM' },
    },
    routing: {
      files: 'ROUTING.csv',
      columns: { sku: 'ITEM_CODE', operation: 'OP', name: 'DESCRIPTION', work_centre: 'CENTRE', rate_per_hour: 'PER_HOUR', setup_min: 'SETUP' },
    },
    past_order: {
      files: 'ORDER_HISTORY.csv',
      ...european,
      date: dotted,
      columns: {
        ...{ erp_number: 'ORDER', customer: 'CUST_NO', ordered_on: 'DATE', currency: 'CUR', line_no: 'LINE', sku: 'ITEM_CODE' },
        quantity: { column: 'QTY', decimal: '.' },
      },
    },
    sales_order: {
      files: 'SALES_ORDERS.csv',
      ...european,
      date: dotted,
      columns: {
        ...{ erp_number: 'ORDER', reference: 'EXT_REF', customer: 'CUST_NO', ordered_on: 'DATE', requested_on: 'REQUESTED', currency: 'CUR' },
        ...{ line_no: 'LINE', sku: 'ITEM_CODE', quantity: { column: 'QTY', decimal: '.' }, delivered: { column: 'DELIVERED', decimal: '.' } },
      },
    },
    delivery: {
      files: 'DELIVERIES.csv',
      date: dotted,
      columns: { number: 'DELIVERY', customer: 'CUST_NO', shipped_on: 'SHIPPED', line_no: 'LINE', sku: 'ITEM_CODE', quantity: 'QTY' },
    },
    invoice: {
      files: 'INVOICES.csv',
      ...european,
      date: dotted,
      columns: {
        ...{ number: 'INVOICE', customer: 'CUST_NO', issued_on: 'DATE', due_on: 'DUE', currency: 'CUR', line_no: 'LINE', sku: 'ITEM_CODE' },
        quantity: { column: 'QTY', decimal: '.' },
      },
    },
    production_order: {
      files: 'PRODUCTION_ORDERS.csv',
      date: dotted,
      columns: { number: 'JOB', sku: 'ITEM_CODE', quantity: 'QTY', start_on: 'START', due_on: 'DUE' },
    },
    purchase_order: {
      files: 'PURCHASE_ORDERS.csv',
      date: dotted,
      columns: {
        ...{ number: 'PO', supplier: 'VENDOR', ordered_on: 'DATE', currency: 'CUR', line_no: 'LINE', sku: 'ITEM_CODE', quantity: 'QTY', due_on: 'DUE' },
      },
    },
  },
};
