import { rowsOf } from '../kit/odata4/answer.ts';
import { textOf } from '../kit/odata/codec.ts';
import { missingIn, readEdmx } from '../kit/odata4/edmx.ts';
import type { ErpFailure, Finding } from '../kit/types.ts';
import type { B1Client } from './client.ts';
import type { B1Settings } from './settings.ts';

/** What the connector reads and writes, by set. */
const document = [
  'DocEntry',
  'DocNum',
  'DocDate',
  'CardCode',
  'NumAtCard',
  'DocCurrency',
  'DocTotal',
  'DocumentStatus',
  'Cancelled',
  'UpdateDate',
  'UpdateTime',
];
const line = [
  'LineNum',
  'ItemCode',
  'Quantity',
  'UnitPrice',
  'LineTotal',
  'WarehouseCode',
  'UoMEntry',
  'UoMCode',
  'RemainingOpenQuantity',
  'FreeText',
  'BaseType',
  'BaseEntry',
  'BaseLine',
];
const rows = [...document, ...line.map((field) => `DocumentLines/${field}`)];
const needs: Readonly<Record<string, readonly string[]>> = {
  BusinessPartners: [
    'CardCode',
    'CardName',
    'CardType',
    'Currency',
    'CreditLimit',
    'CurrentAccountBalance',
    'OpenOrdersBalance',
    'OpenDeliveryNotesBalance',
    'PriceListNum',
    'Frozen',
    'Valid',
    'UpdateDate',
    'UpdateTime',
    'BPAddresses/AddressName',
    'ContactEmployees/MobilePhone',
  ],
  Items: [
    'ItemCode',
    'ItemName',
    'SalesItem',
    'InventoryItem',
    'UoMGroupEntry',
    'InventoryUoMEntry',
    'DefaultSalesUoMEntry',
    'AvgStdPrice',
    'ManageBatchNumbers',
    'UpdateDate',
    'UpdateTime',
    'ItemPrices/Price',
    'ItemPrices/UoMPrices',
    'ItemWarehouseInfoCollection/InStock',
  ],
  UnitOfMeasurements: ['AbsEntry', 'Code'],
  UnitOfMeasurementGroups: ['AbsEntry', 'UoMGroupDefinitionCollection/AlternateUoM', 'UoMGroupDefinitionCollection/BaseQuantity'],
  ItemGroups: ['Number', 'GroupName'],
  SpecialPrices: ['ItemCode', 'CardCode', 'Price', 'SpecialPriceDataAreas/DateFrom', 'SpecialPriceDataAreas/SpecialPriceQuantityAreas'],
  ProductTrees: [
    'TreeCode',
    'TreeType',
    'Quantity',
    'Warehouse',
    'ProductTreeLines/ItemCode',
    'ProductTreeLines/ItemType',
    'ProductTreeLines/Quantity',
    'ProductTreeStages/Name',
  ],
  Resources: ['Code', 'Name', 'Type', 'DefaultWarehouse'],
  ProductionOrders: [
    'AbsoluteEntry',
    'ItemNo',
    'ProductionOrderStatus',
    'PlannedQuantity',
    'CompletedQuantity',
    'Warehouse',
    'ProductionOrderLines/LineNumber',
  ],
  Orders: [...rows, 'DocDueDate', 'ShipToCode'],
  DeliveryNotes: [...rows, 'DocumentLines/BatchNumbers'],
  Invoices: [...rows, 'PaidToDate'],
  PurchaseOrders: rows,
  InventoryGenEntries: ['DocEntry', 'JournalMemo', 'DocumentLines/TransactionType', 'DocumentLines/BatchNumbers'],
  InventoryGenExits: ['DocEntry', 'JournalMemo'],
  StockTransfers: ['DocEntry', 'JournalMemo', 'StockTransferLines/FromWarehouseCode', 'StockTransferLines/WarehouseCode'],
  IncomingPayments: ['DocEntry', 'JournalRemarks', 'CashSum', 'TransferSum', 'PaymentInvoices/SumApplied', 'PaymentChecks/CheckSum'],
  BatchNumberDetails: ['DocEntry', 'ItemCode', 'Batch', 'Status'],
};

const words = (failure: ErpFailure): string =>
  failure.kind === 'rejected'
    ? `${failure.code}: ${failure.text}`
    : failure.kind === 'unauthorised'
      ? failure.text
      : failure.kind === 'throttled'
        ? 'busy'
        : failure.why;

async function contract(client: B1Client): Promise<readonly Finding[]> {
  const answer = await client.metadata();
  if (answer.kind !== 'ok') return [{ about: 'contract', what: '$metadata', state: 'bad', text: words(answer) }];
  const missing = missingIn(readEdmx(String(answer.json)), needs);
  if (missing.length === 0)
    return [{ about: 'contract', what: '$metadata', state: 'ok', text: `${Object.keys(needs).length} entity sets have all fields that are needed` }];
  return missing.map((what) => ({
    about: 'contract',
    what,
    state: 'bad',
    text: 'missing in the metadata document: the connector cannot work with it as it is',
  }));
}

async function permissions(client: B1Client): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const set of Object.keys(needs)) {
    const answer = await client.get('inspect', `${set}?$top=1`);
    const state = answer.kind === 'ok' ? 'ok' : 'bad';
    findings.push({
      about: 'permission',
      what: set,
      state,
      text: answer.kind === 'ok' ? 'can be read' : `${words(answer)}; give the user the authorisation and a licence that includes it`,
    });
  }
  return findings;
}

async function fields(client: B1Client, settings: B1Settings): Promise<readonly Finding[]> {
  const answer = await client.get('inspect', "UserFieldsMD?$filter=Mandatory eq 'tYES'");
  const reference: Finding =
    settings.referenceField === null
      ? {
          about: 'fields',
          what: 'reference',
          state: 'warn',
          text: 'our reference is written to NumAtCard and journal remarks; a unique user field of documents (setting referenceField) is safer',
        }
      : { about: 'fields', what: settings.referenceField, state: 'ok', text: 'carries our reference' };
  if (answer.kind !== 'ok') return [reference, { about: 'fields', what: 'UserFieldsMD', state: 'warn', text: `user fields cannot be read: ${words(answer)}` }];
  const ours = new Set(['ORDR', 'RDR1', 'ODLN', 'DLN1', 'OIGN', 'IGN1', 'OIGE', 'IGE1', 'OWTR', 'WTR1', 'ORCT']);
  const mandatory = (rowsOf(answer.json)?.rows ?? []).filter((row) => ours.has(textOf(row, 'TableName')));
  return [
    reference,
    ...mandatory.map((row): Finding => ({
      about: 'fields',
      what: `${textOf(row, 'TableName')}.U_${textOf(row, 'Name')}`,
      state: 'bad',
      text: 'is mandatory and not filled by us: our documents will be refused; give it a default',
    })),
  ];
}

/** What IT should know before it trusts this connection. Reads only; never throws. */
export async function inspectB1(client: B1Client, settings: B1Settings, now: () => number): Promise<readonly Finding[]> {
  const started = now();
  const first = await client.get('inspect', 'CompanyService_GetAdminInfo');
  const ms = Math.round(now() - started);
  if (first.kind !== 'ok') return [{ about: 'connect', what: 'log-on', state: 'bad', text: words(first) }];
  const numbers: Finding = {
    about: 'numbers',
    what: 'series',
    state: 'warn',
    text: 'number series are not read: look in Administration → Document Numbering that those of our documents have numbers left',
  };
  return [
    { about: 'connect', what: 'log-on', state: 'ok', text: `logged on to ${settings.companyDb}` },
    { about: 'speed', what: 'first call', state: ms < 2_000 ? 'ok' : 'warn', text: `${ms} ms with log-on` },
    ...(await contract(client)),
    ...(await permissions(client)),
    ...(await fields(client, settings)),
    numbers,
  ];
}
