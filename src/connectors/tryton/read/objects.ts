import { addDays, instantFromMs } from '../../../kernel/time.ts';
import type { BusinessDate } from '../../../kernel/time.ts';
import { notSupported } from '../../kit/assemble.ts';
import type { Reader } from '../../kit/assemble.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ErpObject } from '../../kit/types.ts';
import type { TrytonClient } from '../client.ts';
import { lineFields, mapDelivery, mapInvoice, mapPastOrder, mapProductionOrder, mapPurchaseOrder, mapSalesOrder } from '../map/documents.ts';
import { mapBom, mapCompany, mapCost, mapCredit, mapCustomer, mapItem, mapPrice, mapRouting } from '../map/masters.ts';
import type { TrytonSettings } from '../settings.ts';
import { date, idOf, linked, text } from '../wire.ts';
import type { RecordSet } from './set.ts';
import { setReader } from './set.ts';
import { stockReader } from './stock.ts';

/** Objects whose changes are written on the records themselves. The others are read as a whole. */
export const deltaObjects: readonly ErpObject[] = [
  ...(['item', 'customer', 'bom', 'past_order', 'sales_order', 'delivery', 'invoice', 'production_order', 'purchase_order'] as const),
];
export const snapshotObjects: readonly ErpObject[] = ['company', 'cost', 'credit', 'price', 'stock', 'work_centre', 'routing'];

const codeOf = (row: Parameters<RecordSet['keyOf']>[0]): string => text(row, 'code');
const numberOf = (row: Parameters<RecordSet['keyOf']>[0]): string => text(row, 'number') || `#${text(row, 'id')}`;

/** What the company is in Tryton. */
interface OwnCompany {
  readonly currency: string;
  readonly party: number;
}

function masterSets(settings: TrytonSettings, own: OwnCompany, now: string): Readonly<Partial<Record<ErpObject, RecordSet>>> {
  const product = ['code', 'active', 'list_price', 'cost_price', 'default_uom.symbol', 'default_uom.factor', 'default_uom.rate'];
  const sold = [['salable', '=', true]] as const;
  const party = ['code', 'name', 'active', 'credit_limit_amount', 'credit_amount'];
  const customers = [
    ['code', '!=', null],
    ['id', '!=', own.party],
  ] as const;
  return {
    company: {
      model: 'company.company',
      domain: [['id', '=', settings.company]],
      fields: ['party.name', 'currency.code', 'timezone'],
      parts: [],
      keyOf: () => settings.companyCode,
      map: (row) => mapCompany(row, settings),
    },
    item: {
      model: 'product.product',
      domain: [],
      fields: [
        ...product,
        'name',
        'salable',
        'sale_uom.symbol',
        'sale_uom.factor',
        'sale_uom.rate',
        'template.account_category.name',
        'identifiers.type',
        'identifiers.code',
      ],
      parts: ['template'],
      keyOf: codeOf,
      map: (row) => mapItem(row, settings),
    },
    cost: {
      model: 'product.product',
      domain: [],
      fields: product,
      parts: [],
      keyOf: codeOf,
      map: (row) => mapCost(row, own.currency, now.slice(0, 10), settings),
    },
    price: { model: 'product.product', domain: sold, fields: product, parts: [], keyOf: codeOf, map: (row) => mapPrice(row, own.currency, settings) },
    customer: {
      model: 'party.party',
      domain: customers,
      fields: [
        ...[...party, 'lang.code', 'tax_identifier.code', 'sale_price_list.name', 'addresses.city', 'addresses.street', 'addresses.postal_code'],
        ...['addresses.party_name', 'addresses.country.code', 'contact_mechanisms.type', 'contact_mechanisms.value', 'contact_mechanisms.name'],
      ],
      parts: ['addresses', 'contact_mechanisms'],
      keyOf: codeOf,
      map: (row) => mapCustomer(row, own.currency, settings),
    },
    credit: {
      model: 'party.party',
      domain: [...customers, ['active', '=', true]],
      fields: party,
      parts: [],
      keyOf: codeOf,
      map: (row) => mapCredit(row, own.currency, now),
    },
  };
}

function plantSets(settings: TrytonSettings): Readonly<Partial<Record<ErpObject, RecordSet>>> {
  const inputs = ['quantity', 'product.code', 'uom.symbol'];
  return {
    work_centre: {
      model: 'production.work.center',
      domain: [],
      fields: ['name', 'warehouse.code'],
      parts: [],
      keyOf: (row) => text(row, 'name'),
      map: (row) => ({ data: { code: text(row, 'name'), name: text(row, 'name'), plant: text(linked(row, 'warehouse'), 'code') } }),
    },
    bom: {
      model: 'production.bom',
      domain: [],
      fields: ['name', ...inputs.flatMap((field) => [`inputs.${field}`, `outputs.${field}`])],
      parts: ['inputs', 'outputs'],
      keyOf: (row) => text(row, 'id'),
      map: (row) => mapBom(row, settings),
    },
    routing: {
      model: 'production.routing',
      domain: [],
      fields: ['name', 'steps.operation.name', 'steps.operation.work_center_category.name', 'boms.outputs.product.code', 'boms.outputs.uom.symbol'],
      parts: [],
      keyOf: (row) => text(row, 'id'),
      map: (row) => mapRouting(row, settings),
    },
  };
}

function documentSets(settings: TrytonSettings, today: BusinessDate): Readonly<Partial<Record<ErpObject, RecordSet>>> {
  const ours = ['company', '=', settings.company];
  const from = date(addDays(today, -settings.historyDays));
  const sale = ['number', 'reference', 'party.code', 'sale_date', 'shipping_date', 'currency.code', 'state', ...lineFields('lines')];
  const moves = ['product.code', 'quantity', 'uom.symbol', 'sale.number'];
  return {
    past_order: {
      model: 'sale.sale',
      domain: [ours, ['sale_date', '>=', from], ['state', 'in', ['processing', 'done']]],
      fields: sale,
      parts: ['lines'],
      keyOf: numberOf,
      map: (row) => mapPastOrder(row, settings),
    },
    sales_order: {
      model: 'sale.sale',
      domain: [ours, ['number', '!=', null]],
      fields: sale,
      parts: ['lines'],
      keyOf: numberOf,
      map: (row) => mapSalesOrder(row, settings),
    },
    delivery: {
      model: 'stock.shipment.out',
      domain: [ours],
      fields: ['number', 'reference', 'customer.code', 'effective_date', 'state', ...moves.map((field) => `outgoing_moves.${field}`)],
      parts: ['outgoing_moves'],
      keyOf: numberOf,
      map: (row) => mapDelivery(row, settings),
    },
    invoice: {
      model: 'account.invoice',
      domain: [ours, ['type', '=', 'out'], ['state', 'in', ['posted', 'paid', 'cancelled']]],
      fields: ['number', 'party.code', 'invoice_date', 'currency.code', 'total_amount', 'amount_to_pay', 'state', ...lineFields('lines')],
      parts: ['lines'],
      keyOf: numberOf,
      map: (row) => mapInvoice(row, settings),
    },
    production_order: {
      model: 'production',
      domain: [ours],
      fields: [
        ...['number', 'reference', 'product.code', 'quantity', 'uom.symbol', 'planned_start_date', 'planned_date', 'state'],
        ...['works.operation.name', 'works.work_center.name', 'works.state'],
      ],
      parts: ['works'],
      keyOf: numberOf,
      map: (row) => mapProductionOrder(row, settings),
    },
    purchase_order: {
      model: 'purchase.purchase',
      domain: [ours],
      fields: ['number', 'party.code', 'purchase_date', 'currency.code', 'state', 'warehouse.code', ...lineFields('lines'), 'lines.delivery_date'],
      parts: ['lines'],
      keyOf: numberOf,
      map: (row) => mapPurchaseOrder(row, settings),
    },
  };
}

/** The company with its currency and its own party, read once. */
function ownCompanyOf(client: TrytonClient, settings: TrytonSettings): () => Promise<OwnCompany> {
  let known: OwnCompany | null = null;
  return async () => {
    if (known !== null) return known;
    const [row = {}] = await client.rows({ model: 'company.company', domain: [['id', '=', settings.company]], fields: ['currency.code', 'party'] });
    known = { currency: text(linked(row, 'currency'), 'code'), party: idOf(row, 'party') };
    return known;
  };
}

/** How each object is read. What is only read as a whole refuses a delta. */
export function readersOf(client: TrytonClient, settings: TrytonSettings, now: () => number): Readonly<Partial<Record<ErpObject, Reader>>> {
  const own = ownCompanyOf(client, settings);
  const reader = (object: ErpObject): Reader => {
    if (object === 'stock') return stockReader(client, settings);
    const open = async (): Promise<Reader> => {
      const at = instantFromMs(now());
      const sets = { ...masterSets(settings, await own(), at), ...plantSets(settings), ...documentSets(settings, at.slice(0, 10) as BusinessDate) };
      const set = sets[object];
      if (set === undefined) throw new ErpReadError(notSupported(`reading ${object}`));
      return setReader(set, client, settings);
    };
    return {
      page: async (cursor, since) => (await open()).page(cursor, since),
      keys: async (cursor) => (await open()).keys?.(cursor) ?? { keys: [], nextCursor: null },
    };
  };
  const whole = (object: ErpObject, one: Reader): Reader => ({
    ...one,
    page: (cursor, since) => (since === null ? one.page(cursor, null) : Promise.reject(new ErpReadError(notSupported(`changes of ${object}`)))),
  });
  return Object.fromEntries([
    ...deltaObjects.map((object) => [object, reader(object)] as const),
    ...snapshotObjects.map((object) => [object, whole(object, reader(object))] as const),
  ]);
}
