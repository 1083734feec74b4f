import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foModel, tableName } from '../model/index.ts';

const folder = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/d365-fo');
const published = existsSync(folder);
if (!published) process.stderr.write(`SKIPPED: the published entities of Finance and Operations are not at ${folder}\n`);

/** Set → file of its entity. Sets that are not here have no file among the published ones. */
const files: Readonly<Record<string, string>> = {
  CustomersV3: 'CustCustomerV3Entity',
  ReleasedProductsV2: 'EcoResReleasedProductV2Entity',
  UnitsOfMeasure: 'UnitOfMeasureEntity',
  UnitOfMeasureConversions: 'UnitOfMeasureConversionEntity',
  ProductUnitOfMeasureConversions: 'EcoResProductSpecificUnitOfMeasureConversionEntity',
  SalesPriceAgreements: 'SalesPriceAgreementEntity',
  WarehousesOnHandV2: 'InventWarehouseOnHandV2Entity',
  WarehouseInventoryStatusesOnHandV2: 'InventWarehouseInventoryStatusOnHandV2Entity',
  InventoryStatuses: 'WHSInventoryStatusEntity',
  BillOfMaterialsHeaders: 'BOMBillOfMaterialsHeaderEntity',
  BillOfMaterialsVersionsV3: 'BOMBillOfMaterialsVersionV3Entity',
  BillOfMaterialsLinesV3: 'BOMBillOfMaterialsLineV3Entity',
  RouteHeaders: 'RouteHeaderEntity',
  Operations: 'RouteOperationEntity',
  RouteOperationPropertiesV2: 'RouteOperationPropertiesV2Entity',
  OperationsResources: 'OpResOperationsResourceEntity',
  OperationsResourceGroups: 'OpResOperationsResourceGroupEntity',
  ProductionOrderHeaders: 'ProdProductionOrderHeaderEntity',
  ProductionOrderRouteOperations: 'ProdProductionOrderRouteOperationEntity',
  ReportAsFinishedProductionJournalEntries: 'ProdReportAsFinishedProductionJournalEntryEntity',
  SalesOrderHeadersV2: 'SalesOrderHeaderV2Entity',
  SalesOrderLinesV2: 'SalesOrderLineV2Entity',
  SalesInvoiceHeadersV2: 'SalesInvoiceHeaderV2Entity',
  SalesInvoiceLinesV2: 'SalesInvoiceLineV2Entity',
};

function attributesOf(file: string): ReadonlySet<string> {
  const document = JSON.parse(readFileSync(join(folder, `${file}.cdm.json`), 'utf8')) as { definitions: { hasAttributes?: { name?: string }[] }[] };
  return new Set(document.definitions.flatMap((one) => one.hasAttributes ?? []).flatMap((one) => one.name ?? []));
}

describe.skipIf(!published)('the published entities', () => {
  it('have every field of ours; the company and fields of a company’s own (KK…) are nobody else’s', () => {
    const strange = Object.entries(files).flatMap(([name, file]) => {
      const known = attributesOf(file);
      const own = [...(foModel.sets.get(name)?.fields.keys() ?? [])].filter((field) => field !== 'dataAreaId' && !field.startsWith('KK'));
      return own.filter((field) => !known.has(field)).map((field) => `${name}/${field}`);
    });
    expect(strange).toEqual([]);
  });

  it('are all there', () => {
    for (const name of Object.keys(files)) expect(foModel.sets.has(name), name).toBe(true);
    for (const set of foModel.sets.values()) expect(foModel.sets.has(tableName(set.name)), set.name).toBe(true);
  });
});
