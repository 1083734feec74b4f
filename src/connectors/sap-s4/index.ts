import type { Connector, ErpConnection } from '../kit/types.ts';
import { createSapClient } from './client.ts';
import { createLookup, readCompanyOf, readWorkCentreOf } from './read/lookups.ts';
import { readers } from './read/objects.ts';
import type { Reading } from './read/reading.ts';
import { sapSettingsSchema } from './settings.ts';
import { changeSalesOrder, findSalesOrderChange, verifySalesOrderChange } from './write/sales-order-change.ts';
import { createSalesOrder, findSalesOrder, verifySalesOrder } from './write/sales-order.ts';
import { simulateSalesOrder } from './write/simulate-sales-order.ts';

/** SAP S/4HANA over its published OData V2 services. See README.md for versions, entities and known gaps. */
export const sapS4: Connector = {
  id: 'sap-s4',
  vendor: 'SAP',
  product: 'S/4HANA',
  settings: sapSettingsSchema,
  secretNames: ['password'],
  capabilities: {
    read: {
      company: 'snapshot',
      item: 'snapshot',
      cost: 'snapshot',
      customer: 'snapshot',
      credit: 'snapshot',
      price: 'snapshot',
      stock: 'snapshot',
      work_centre: 'snapshot',
      bom: 'snapshot',
      routing: 'snapshot',
      past_order: 'snapshot',
    },
    write: {
      create_sales_order: { how: 'native', idempotency: 'findByReference', referenceField: 'PurchaseOrderByCustomer', referenceLength: 35 },
      sales_order_change: { how: 'native', idempotency: 'compareDocument', referenceField: '', referenceLength: 0 },
      sales_order_cancel: { how: 'native', idempotency: 'compareDocument', referenceField: '', referenceLength: 0 },
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
    return {
      async testConnection() {
        const answer = await client.get('test', 'API_SALES_ORDER_SRV', 'A_SalesOrder?$top=1&$select=SalesOrder');
        return answer.kind === 'ok' ? { ok: true, text: 'sales orders can be read' } : { ok: false, text: describe(answer) };
      },
      readPage: (object, cursor) => readers[object](reading, cursor),
      find: (command, record) =>
        command.kind === 'create_sales_order' ? findSalesOrder(client, command, record) : findSalesOrderChange(command, { client, settings, record }),
      execute: (command, record) =>
        command.kind === 'create_sales_order'
          ? createSalesOrder(client, command, settings, deps.now(), record)
          : changeSalesOrder(command, { client, settings, record }),
      verify: (command, erpKey, record) =>
        command.kind === 'create_sales_order'
          ? verifySalesOrder(client, command, erpKey, settings, record)
          : verifySalesOrderChange(command, { client, settings, record }),
      simulate: (command, record) => simulateSalesOrder(client, command, settings, record),
      close: () => Promise.resolve(),
    };
  },
};

function describe(failure: { readonly kind: string; readonly text?: string; readonly why?: string; readonly code?: string }): string {
  return [failure.kind, failure.code, failure.text, failure.why].filter((part) => part !== undefined && part !== '').join(': ');
}
