import { assemble } from '../kit/assemble.ts';
import type { Reader, Writer } from '../kit/assemble.ts';
import type { Connector, ErpConnection, ErpObject, ReadCapability } from '../kit/types.ts';
import { createSapClient } from './client.ts';
import { createLookup, readCompanyOf, readWorkCentreOf } from './read/lookups.ts';
import { readers } from './read/objects.ts';
import type { Reading } from './read/reading.ts';
import { sapSettingsSchema } from './settings.ts';
import { changeSalesOrder, findSalesOrderChange, verifySalesOrderChange } from './write/sales-order-change.ts';
import { createSalesOrder, findSalesOrder, verifySalesOrder } from './write/sales-order.ts';
import { simulateSalesOrder } from './write/simulate-sales-order.ts';

const snapshot: ReadCapability = { how: 'snapshot', by: '', deletes: 'none' };
const objects = Object.keys(readers) as (keyof typeof readers)[];
const change = {
  how: 'native',
  idempotency: 'compareDocument',
  referenceField: '',
  referenceLength: 0,
  atomic: false,
  async: false,
  reversal: 'none',
} as const;

/** SAP S/4HANA over its published OData V2 services. See README.md for versions, entities and known gaps. */
export const sapS4: Connector = {
  id: 'sap-s4',
  vendor: 'SAP',
  product: 'S/4HANA',
  settings: sapSettingsSchema,
  secretNames: ['password'],
  capabilities: {
    read: Object.fromEntries(objects.map((object) => [object, snapshot])),
    write: {
      create_sales_order: {
        how: 'native',
        idempotency: 'findByReference',
        referenceField: 'PurchaseOrderByCustomer',
        referenceLength: 35,
        atomic: true,
        async: false,
        reversal: 'cancel',
      },
      sales_order_change: change,
      sales_order_cancel: change,
    },
    simulate: ['create_sales_order'],
  },
  open(given, secrets, deps): ErpConnection {
    const settings = sapSettingsSchema.parse(given);
    const client = createSapClient(settings, secrets['password'] ?? '', deps);
    const reading: Reading = {
      client,
      settings,
      now: deps.now,
      companyOf: createLookup(() => readCompanyOf(client), deps.now),
      workCentreOf: createLookup(() => readWorkCentreOf(client), deps.now),
    };
    const changing: Writer = {
      find: (command, record) => findSalesOrderChange(command, { client, settings, record }),
      execute: (command, record) => changeSalesOrder(command, { client, settings, record }),
      verify: (command, _erpKey, record) => verifySalesOrderChange(command, { client, settings, record }),
    };
    return assemble({
      async testConnection() {
        const answer = await client.get('test', 'API_SALES_ORDER_SRV', 'A_SalesOrder?$top=1&$select=SalesOrder');
        return answer.kind === 'ok' ? { ok: true, text: 'sales orders can be read' } : { ok: false, text: describe(answer) };
      },
      inspect: () => Promise.resolve([]),
      readers: Object.fromEntries(objects.map((object): [ErpObject, Reader] => [object, { page: (cursor) => readers[object](reading, cursor) }])),
      writers: {
        create_sales_order: {
          find: (command, record) => findSalesOrder(client, command, record),
          execute: (command, record) => createSalesOrder(client, command, settings, deps.now(), record),
          verify: (command, erpKey, record) => verifySalesOrder(client, command, erpKey, settings, record),
          simulate: (command, record) => simulateSalesOrder(client, command, settings, record),
        },
        sales_order_change: changing,
        sales_order_cancel: changing,
      },
      close: () => Promise.resolve(),
    });
  },
};

function describe(failure: { readonly kind: string; readonly text?: string; readonly why?: string; readonly code?: string }): string {
  return [failure.kind, failure.code, failure.text, failure.why].filter((part) => part !== undefined && part !== '').join(': ');
}
