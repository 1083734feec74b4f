import { isRecord, queryOf, textOf } from '../kit/odata/codec.ts';
import type { WireRecord } from '../kit/odata/codec.ts';
import type { ErpFailure, Finding } from '../kit/types.ts';
import { readNeeds, scm } from './read/objects.ts';
import type { Reading } from './read/pages.ts';
import { anyOf, rowsOf } from './wire.ts';

/** What a resource must have for us. `creates`: attributes that we send when we make one; others that are mandatory stop us. */
interface Need {
  readonly resource: string;
  readonly base: 'scm' | 'crm';
  readonly fields: readonly string[];
  readonly creates?: readonly string[];
}

const orderFields = [
  'SourceTransactionSystem',
  'SourceTransactionId',
  'SourceTransactionNumber',
  'BusinessUnitName',
  'BuyingPartyNumber',
  'TransactionalCurrencyCode',
  'RequestedShipDate',
  'FreezePriceFlag',
  'SubmittedFlag',
];
const movementFields = [
  'OrganizationName',
  'TransactionTypeName',
  'ItemNumber',
  'SubinventoryCode',
  'TransactionQuantity',
  'TransactionUnitOfMeasure',
  'TransactionDate',
  'TransactionReference',
];
const stagedFields = [...movementFields, 'TransactionMode', 'SourceCode', 'SourceHeaderId', 'SourceLineId', 'TransactionHeaderId', 'UseCurrentCostFlag'];
const receiptFields = ['ReceiptNumber', 'ReceiptMethod', 'BusinessUnit', 'CustomerAccountNumber', 'Amount', 'Currency', 'ReceiptDate'];

function needsOf({ settings }: Reading): readonly Need[] {
  const { operationHistory } = settings;
  const fields = settings.customerFields;
  const own = [fields.businessUnit, fields.priceList, fields.priceGroup, fields.orderHold, fields.wholeOrder, ...Object.values(fields.names)].filter(
    (name) => name !== null,
  );
  return [
    ...readNeeds.map((need) => (need.resource === 'accounts' ? { ...need, fields: [...need.fields, ...own] } : need)),
    { resource: 'salesOrdersForOrderHub', base: 'scm', fields: [...orderFields, 'OrderKey', 'StatusCode'], creates: orderFields },
    { resource: 'inventoryStagedTransactions', base: 'scm', fields: [...stagedFields, 'ErrorExplanation'], creates: stagedFields },
    { resource: 'inventoryCompletedTransactions', base: 'scm', fields: movementFields },
    { resource: 'shipmentLines', base: 'scm', fields: ['ShipmentLine', 'Order', 'OrderLine', 'Item'] },
    { resource: 'shipmentTransactionRequests', base: 'scm', fields: ['ActionCode'] },
    { resource: 'materialTransactions', base: 'scm', fields: ['SourceSystemCode', 'SourceSystemType'] },
    { resource: 'operationTransactions', base: 'scm', fields: ['SourceSystemCode', 'SourceSystemType'] },
    { resource: 'standardReceipts', base: 'scm', fields: receiptFields, creates: receiptFields },
    ...(operationHistory === null
      ? []
      : [
          {
            resource: operationHistory.resource,
            base: 'scm' as const,
            fields: [operationHistory.noteField, 'TransactionQuantity', 'FromDispatchState', 'ToDispatchState'],
          },
        ]),
  ];
}

const words = (failure: ErpFailure): string => ('text' in failure ? failure.text : 'why' in failure ? failure.why : `throttled for ${failure.afterMs} ms`);

async function inspectResource(reading: Reading, need: Need): Promise<readonly Finding[]> {
  const path = need.base === 'crm' ? `${reading.settings.crmPath}/${need.resource}` : scm(reading.settings, need.resource);
  const answer = await reading.client.get('describe', `${path}/describe`);
  if (answer.kind !== 'ok') {
    const about = answer.kind === 'unauthorised' || (answer.kind === 'rejected' && answer.code === '404') ? 'permission' : 'connect';
    return [
      {
        about,
        what: need.resource,
        state: 'bad',
        text: `${words(answer)}: give our user the privilege for this resource, or check that it exists in this release`,
      },
    ];
  }
  const attributes = attributesOf(answer.json, need.resource);
  if (attributes === null)
    return [
      {
        about: 'contract',
        what: need.resource,
        state: 'bad',
        text: 'describe does not name the resource: another release of the interface, or a gateway in between',
      },
    ];
  const names = new Set(attributes.map((one) => textOf(one, 'name')));
  const missing = [...new Set(need.fields)].filter((field) => !names.has(field));
  const creates = need.creates;
  const mandatory = creates
    ? attributes.filter((one) => one['mandatory'] === true && !creates.includes(textOf(one, 'name'))).map((one) => textOf(one, 'name'))
    : [];
  return [
    missing.length === 0
      ? { about: 'contract', what: need.resource, state: 'ok', text: 'has every attribute that is needed' }
      : { about: 'contract', what: need.resource, state: 'bad', text: `attributes are missing: ${missing.join(', ')}` },
    ...(mandatory.length === 0
      ? []
      : [
          {
            about: 'fields' as const,
            what: need.resource,
            state: 'bad' as const,
            text: `mandatory and not sent by us: ${mandatory.join(', ')}; give them a default in Oracle`,
          },
        ]),
  ];
}

function attributesOf(json: unknown, resource: string): readonly WireRecord[] | null {
  const resources = isRecord(json) ? json['Resources'] : undefined;
  const body = isRecord(resources) ? resources[resource] : undefined;
  return isRecord(body) && Array.isArray(body['attributes']) ? body['attributes'].filter(isRecord) : null;
}

/** Whether we get in, how fast, how the clocks differ, and which business units are shown to us. */
async function inspectAccess(reading: Reading): Promise<readonly Finding[]> {
  const { client, settings, now } = reading;
  const names = Object.keys(settings.businessUnits);
  const began = now();
  const answer = await client.get('test', `${scm(settings, 'finBusinessUnitsLOV')}${queryOf({ q: anyOf('BusinessUnitName', names), limit: 500 })}`);
  const ms = now() - began;
  if (answer.kind !== 'ok') return [{ about: 'connect', what: settings.baseUrl, state: 'bad', text: words(answer) }];
  const seen = new Set((rowsOf(answer.json)?.rows ?? []).map((row) => textOf(row, 'BusinessUnitName')));
  const hidden = names.filter((name) => !seen.has(name));
  const date = Date.parse(answer.headers.get('date') ?? '');
  const skewS = Number.isFinite(date) ? Math.round((date - now()) / 1000) : null;
  const slow = ms > 3_000;
  return [
    { about: 'connect', what: settings.baseUrl, state: 'ok', text: 'our user gets in' },
    { about: 'speed', what: 'one small call', state: slow ? 'warn' : 'ok', text: `${ms} ms${slow ? ': full readings will take long' : ''}` },
    hidden.length === 0
      ? { about: 'permission', what: 'business units', state: 'ok', text: `our user sees ${names.join(', ')}` }
      : {
          about: 'permission',
          what: 'business units',
          state: 'bad',
          text: `our user does not see ${hidden.join(', ')}: without data access Oracle hides their orders as if they were not there`,
        },
    ...(skewS !== null && Math.abs(skewS) > settings.deltaOverlapMinutes * 30
      ? [
          {
            about: 'connect' as const,
            what: 'clocks',
            state: 'warn' as const,
            text: `Oracle's clock differs by ${skewS} s from ours: raise deltaOverlapMinutes above it`,
          },
        ]
      : []),
  ];
}

/** What IT should know of this connection. Reads only; never throws. */
export async function inspectOracle(reading: Reading): Promise<readonly Finding[]> {
  const findings = [...(await inspectAccess(reading))];
  if (findings.some((one) => one.about === 'connect' && one.state === 'bad')) return findings;
  for (const need of needsOf(reading)) findings.push(...(await inspectResource(reading, need)));
  const { settings } = reading;
  findings.push(
    settings.holds.length === 0
      ? { about: 'contract', what: 'holds', state: 'warn', text: 'no subinventory is set for goods on hold: quality holds cannot be written' }
      : { about: 'contract', what: 'holds', state: 'ok', text: `${settings.holds.length} subinventories for goods on hold` },
    settings.operationHistory === null
      ? {
          about: 'contract',
          what: 'operationTransactions',
          state: 'warn',
          text: 'no resource shows reported operations: operations are not confirmed from here',
        }
      : { about: 'contract', what: 'operationTransactions', state: 'ok', text: `reported operations are found in ${settings.operationHistory.resource}` },
    {
      about: 'numbers',
      what: 'sales orders',
      state: 'ok',
      text: `Oracle numbers orders itself; source system ${settings.sourceSystem} must be enabled for order orchestration (not readable from here)`,
    },
  );
  return findings;
}
