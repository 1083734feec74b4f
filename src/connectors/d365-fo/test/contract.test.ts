import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErpCommand } from '../../kit/types.ts';
import { needsOf } from '../needs.ts';
import { foSettingsSchema } from '../settings.ts';
import { aCommand, anOrder, line, peerSettings, sandboxPeer, sideOf, type Peer } from './sandbox-peer.ts';

const silent = (): void => undefined;

const folder = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/d365-fo');
const published = existsSync(folder);
if (!published) process.stderr.write(`SKIPPED: the published entities of Finance and Operations are not at ${folder}\n`);

/** Attributes of a published entity; the company is part of every one of a company and not among them. */
function attributesOf(file: string): ReadonlySet<string> {
  const document = JSON.parse(readFileSync(join(folder, `${file}.cdm.json`), 'utf8')) as { definitions: { hasAttributes?: { name?: string }[] }[] };
  return new Set(['dataAreaId', ...document.definitions.flatMap((one) => one.hasAttributes ?? []).flatMap((one) => one.name ?? [])]);
}

const files: Readonly<Record<string, string>> = {
  CustomersV3: 'CustCustomerV3Entity',
  ReleasedProductsV2: 'EcoResReleasedProductV2Entity',
  UnitOfMeasureConversions: 'UnitOfMeasureConversionEntity',
  ProductUnitOfMeasureConversions: 'EcoResProductSpecificUnitOfMeasureConversionEntity',
  SalesPriceAgreements: 'SalesPriceAgreementEntity',
  WarehouseInventoryStatusesOnHandV2: 'InventWarehouseInventoryStatusOnHandV2Entity',
  InventoryStatuses: 'WHSInventoryStatusEntity',
  BillOfMaterialsVersionsV3: 'BOMBillOfMaterialsVersionV3Entity',
  BillOfMaterialsLinesV3: 'BOMBillOfMaterialsLineV3Entity',
  RouteOperationPropertiesV2: 'RouteOperationPropertiesV2Entity',
  Operations: 'RouteOperationEntity',
  OperationsResources: 'OpResOperationsResourceEntity',
  ProductionOrderHeaders: 'ProdProductionOrderHeaderEntity',
  ProductionOrderRouteOperations: 'ProdProductionOrderRouteOperationEntity',
  ReportAsFinishedProductionJournalEntries: 'ProdReportAsFinishedProductionJournalEntryEntity',
  SalesOrderHeadersV2: 'SalesOrderHeaderV2Entity',
  SalesOrderLinesV2: 'SalesOrderLineV2Entity',
  SalesInvoiceHeadersV2: 'SalesInvoiceHeaderV2Entity',
  SalesInvoiceLinesV2: 'SalesInvoiceLineV2Entity',
};

/** Fields of messages, by the vendor's documentation of the interface for manufacturing execution systems. */
const messageFields: Readonly<Record<string, readonly string[]>> = {
  ProdProductionOrderReportFinished:
    'LineNumber ItemNumber ProductionType ReportedErrorQuantity ReportedGoodQuantity AcceptError ErrorCause ExecutedDateTime ReportAsFinishedDate EndJob EndPickingList EndRouteCard PostNow AutoUpdate ItemBatchNumber ProductSerialNumber LicensePlateNumber InventoryStatusId ProductionWarehouseId ProductionSiteId ProductionWarehouseLocationId'.split(
      ' ',
    ),
  ProdProductionOrderRouteCard:
    'OperationNumber OperationPriority OperationId OperationsResourceId Worker HourlyRate Hours GoodQuantity ErrorQuantity QuantityPrice ProcessingPercentage ConsumptionDate TaskType ErrorCause OperationCompleted BOMConsumption ReportAsFinished'.split(
      ' ',
    ),
};

/** Everything that the connector writes, once. */
async function writeAll(peer: Peer): Promise<void> {
  const connection = peer.open();
  const command = aCommand(anOrder({ customerPo: 'PO', shipTo: 'C-1042-1' }));
  const made = await connection.execute(command, silent);
  if (made.kind !== 'committed') throw new Error(made.kind);
  await peer.open({ linesBy: 'each' }).execute(aCommand(), silent);
  const before = sideOf(anOrder());
  const to = (after: typeof before): ErpCommand =>
    aCommand({ orderNumber: 'K', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before, after }, 'sales_order_change');
  const added = { ...line('BULK', { uom: 'KG', erpUom: 'KG', freeWith: 10 }), erpLine: 30 };
  await connection.execute(to({ requestedDate: '2026-12-01', lines: [...before.lines.slice(0, 1), added] }), silent);
  await connection.reverse(command, made.erpKey, silent);
  const on = { company: 'VI01', productionOrder: '1000001', uom: 'CAR', erpUom: 'CAR', quantity: '1', postedOn: '2026-11-22', final: true };
  await connection.execute(aCommand({ ...on, sku: 'SEV200', place: 'PI01/FG01', lot: 'L1' }, 'production_receipt'), silent);
  await connection.execute(aCommand({ ...on, operation: '0010', scrap: '0', scrapReason: '', workMinutes: '1' }, 'operation_confirmation'), silent);
}

type Sent = readonly [set: string, body: Readonly<Record<string, unknown>>];

/** Bodies of entities, those inside change sets too. */
function entitiesOf(peer: Peer): readonly Sent[] {
  return peer.bodies.flatMap(({ path, body }): Sent[] => {
    const parse = (set: string, text: string): Sent => [set, JSON.parse(text) as Record<string, unknown>];
    const parts = [...body.matchAll(/^(?:POST|PATCH) \/data\/(\w+)[^\n]*\n(?:[^\r\n]+\r?\n)*\r?\n(\{.*\})/gm)].map(([, set = '', text = '{}']) =>
      parse(set, text),
    );
    const own = /^\/data\/(\w+)\?/.exec(path)?.[1];
    return own === undefined ? parts : [parse(own, body)];
  });
}

describe.skipIf(!published)('P1 what is sent', () => {
  it('has fields of the published entities only', async () => {
    const peer = await sandboxPeer();
    await writeAll(peer);
    const sent = entitiesOf(peer);
    expect(new Set(sent.map(([set]) => set))).toEqual(new Set(['SalesOrderHeadersV2', 'SalesOrderLinesV2']));
    expect(sent.length).toBeGreaterThanOrEqual(9);
    const unknown = sent.flatMap(([set, body]) => {
      const known = attributesOf(files[set] ?? '');
      return Object.keys(body)
        .filter((field) => !known.has(field))
        .map((field) => `${set}/${field}`);
    });
    expect(unknown).toEqual([]);
  });

  it('has members of the published messages only', async () => {
    const peer = await sandboxPeer();
    await writeAll(peer);
    const messages = peer.bodies.filter((one) => one.path.startsWith('/api/services')).map((one) => JSON.parse(one.body) as Record<string, string>);
    expect(messages).toHaveLength(2);
    for (const message of messages) {
      expect(Object.keys(message).sort()).toEqual(['_companyId', '_messageContent', '_messageQueue', '_messageType']);
      const content = JSON.parse(message['_messageContent'] ?? '{}') as Record<string, unknown>;
      const [order, lines] = Object.keys(content);
      expect([order, lines]).toEqual([
        'ProductionOrderNumber',
        message['_messageType'] === 'ProdProductionOrderRouteCard' ? 'RouteCardLines' : 'ReportFinishedLines',
      ]);
      for (const one of content[lines ?? ''] as object[])
        expect(messageFields[message['_messageType'] ?? '']).toEqual(expect.arrayContaining(Object.keys(one)));
    }
  });

  it('is read from fields of the published entities, but for what a company names itself', () => {
    const settings = foSettingsSchema.parse({ ...peerSettings, sets: {}, brandField: null, attributes: {}, receiptReference: null });
    const unknown = Object.entries(needsOf(settings)).flatMap(([set, fields]) => {
      const file = files[set];
      const known = file === undefined ? null : attributesOf(file);
      return known === null ? [] : fields.filter((field) => !known.has(field)).map((field) => `${set}/${field}`);
    });
    // part of the key, which the files do not name
    expect(unknown).toEqual(['SalesPriceAgreements/RecordId'].filter((one) => unknown.includes(one)));
    expect(Object.keys(files).every((set) => set in needsOf(settings))).toBe(true);
  });
});
