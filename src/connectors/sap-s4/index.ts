import { assemble } from '../kit/assemble.ts';
import type { Reader } from '../kit/assemble.ts';
import type { Connector, ErpConnection, ErpObject, ReadCapability } from '../kit/types.ts';
import { createSapClient } from './client.ts';
import { discoverSap } from './discover.ts';
import { createLookup, readCompanyOf, readWorkCentreOf } from './read/lookups.ts';
import { inspectSap } from './inspect.ts';
import { deltaOf, readPlannedKeys } from './read/documents.ts';
import { readers } from './read/objects.ts';
import type { Reading } from './read/reading.ts';
import { sapSettingsSchema } from './settings.ts';
import { writeCapabilities, writersOf } from './write/writers.ts';

const readOf = (object: ErpObject): ReadCapability => {
  const delta = deltaOf(object);
  return { how: delta !== null && delta.by !== '' ? 'delta' : 'snapshot', by: delta?.by ?? '', deletes: delta?.sweep === true ? 'sweep' : 'none' };
};
const objects = Object.keys(readers) as (keyof typeof readers)[];
/** SAP S/4HANA over its published OData V2 services. See README.md for versions, entities and known gaps. */
export const sapS4: Connector = {
  id: 'sap-s4',
  vendor: 'SAP',
  product: 'S/4HANA',
  settings: sapSettingsSchema,
  secretNames: ['password', 'clientSecret'],
  secretsFor: (given) => (sapSettingsSchema.safeParse(given).data?.signIn === 'oauth' ? ['clientSecret'] : ['password']),
  capabilities: {
    read: Object.fromEntries(objects.map((object) => [object, readOf(object)])),
    write: writeCapabilities,
    simulate: ['create_sales_order'],
  },
  discover: discoverSap,
  open(given, secrets, deps): ErpConnection {
    const settings = sapSettingsSchema.parse(given);
    const client = createSapClient(settings, secrets, deps);
    const reading: Reading = {
      client,
      settings,
      now: deps.now,
      companyOf: createLookup(() => readCompanyOf(client), deps.now),
      workCentreOf: createLookup(() => readWorkCentreOf(client), deps.now),
    };
    return assemble({
      async testConnection() {
        const answer = await client.get('test', 'API_SALES_ORDER_SRV', 'A_SalesOrder?$top=1&$select=SalesOrder');
        return answer.kind === 'ok' ? { ok: true, text: 'sales orders can be read' } : { ok: false, text: describe(answer) };
      },
      inspect: () => inspectSap(client, settings, deps.now),
      readers: Object.fromEntries(objects.map((object): [ErpObject, Reader] => [object, readerOf(object, reading)])),
      writers: writersOf({ client, settings, now: deps.now }),
      close: () => Promise.resolve(),
    });
  },
};

function readerOf(object: keyof typeof readers, reading: Reading): Reader {
  const page: Reader['page'] = (cursor, since) => readers[object](reading, cursor, since);
  return deltaOf(object)?.sweep === true ? { page, keys: (cursor) => readPlannedKeys(object, reading, cursor) } : { page };
}

function describe(failure: { readonly kind: string; readonly text?: string; readonly why?: string; readonly code?: string }): string {
  return [failure.kind, failure.code, failure.text, failure.why].filter((part) => part !== undefined && part !== '').join(': ');
}
