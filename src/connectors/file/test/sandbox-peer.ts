import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import type { CompanySeed } from '../../../sandbox/kit/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { FileHabits, FileSandboxHandler } from '../../../sandbox/file/index.ts';
import { createFileSandbox } from '../../../sandbox/file/index.ts';
import { reference16 } from '../../kit/reference.ts';
import type { CommandKind, ErpCommand, ErpConnection } from '../../kit/types.ts';
import { fileErp } from '../index.ts';

const dotted = 'DD.MM.YYYY';
const european = { decimal: ',', grouping: '.' } as const;

/** The settings with which the connector reads the sandbox's exports: the example of the README. */
export const peerSettings = {
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

export interface Peer {
  readonly sandbox: FileSandboxHandler;
  readonly folder: string;
  readonly open: (more?: Record<string, unknown>) => ErpConnection;
  readonly habits: (patch: Partial<FileHabits>) => void;
  readonly close: () => Promise<void>;
  /** Lets the connector's clock run fast, so that it does not wait in vain for an acknowledgement that will not come. */
  readonly hurry: (fast: boolean) => void;
}

const open: Peer[] = [];

/** Ends the sandboxes of a test and removes their folders. */
export async function closePeers(): Promise<void> {
  for (const peer of open.splice(0)) await peer.close();
}

/** A sandbox over a folder of its own, its job running all the time, and the connector opened on it. */
export async function sandboxPeer(seed: CompanySeed = tinyCompany(), habits: Partial<FileHabits> = {}, everyMs: number | null = 10): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'karkhana-file-'));
  let ahead = 0;
  let step = 0;
  const now = (): number => {
    ahead += step;
    return Date.now() + ahead;
  };
  const sandbox = await createFileSandbox({ folder, stateDir: null, seed, habits, everyMs });
  const peer: Peer = {
    sandbox,
    folder,
    open: (more = {}) =>
      fileErp.open(
        { folder, ackWaitMs: 8_000, pollMs: 10, ...peerSettings, ...more },
        {},
        { now, randomHex: (bytes) => '0'.repeat(bytes * 2), fetch: () => Promise.reject(new Error('no network')) },
      ),
    habits: (patch) => {
      const problems = sandbox.habits.change(patch);
      if (problems.length > 0) throw new Error(problems.join('; '));
    },
    hurry: (fast) => {
      step = fast ? 400 : 0;
    },
    close: async () => {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  open.push(peer);
  return peer;
}

export const anOrder = (more: Partial<CreateSalesOrder> = {}): CreateSalesOrder => ({
  orderNumber: 'K-1',
  customer: 'C-1042',
  salesOrg: 'VS01',
  channel: '10',
  division: '00',
  shipTo: null,
  currency: 'INR',
  requestedDate: '2026-11-24',
  customerPo: null,
  lines: [
    { lineNo: 10, sku: 'SEV200', words: '=40 peti sev', quantity: '4', uom: 'CAR', erpUom: 'CAR', price: '1260.00' },
    { lineNo: 20, sku: 'CHP5', words: '25 paanch; "wala" ₹5', quantity: '2.000', uom: 'CAR', erpUom: 'CAR', price: null },
  ],
  ...more,
});

export const aLine = (sku: string, more: Partial<CreateSalesOrder['lines'][number]> = {}): CreateSalesOrder['lines'][number] => ({
  ...{ lineNo: 10, sku, words: '', quantity: '1', uom: 'CAR', erpUom: 'CAR', price: null },
  ...more,
});

let serial = 0;
export function aCommand(payload: unknown = anOrder(), kind: CommandKind = 'create_sales_order'): ErpCommand {
  serial += 1;
  const id = `0193a000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
  return { id, reference: reference16('test', id), kind, payload };
}
