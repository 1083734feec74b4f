import { scaledToText } from '../../../kernel/money.ts';
import { bomService, routingService, workCentreService } from '../model/production.ts';
import type { CompanySeed, SeedBom, SeedItem, SeedRouting } from '../../kit/company-seed.ts';
import type { Mounted } from './catalogue.ts';
import { mountTables, type Row } from './table.ts';

const endOfTime = '9999-12-31';

interface Dated {
  readonly startsOn: string;
  readonly changedMs: number;
}

const bomKey = (bom: SeedBom, index: number): Row => ({
  BillOfMaterial: String(index + 1).padStart(8, '0'),
  BillOfMaterialCategory: 'M',
  BillOfMaterialVariant: '1',
  BillOfMaterialVersion: '',
  Material: bom.sku,
  Plant: bom.plant,
});

const bomRow = (bom: SeedBom, index: number, item: SeedItem | undefined, dated: Dated): Row => ({
  ...bomKey(bom, index),
  EngineeringChangeDocument: '',
  BillOfMaterialVariantUsage: '1',
  BillOfMaterialStatus: '1',
  HeaderValidityStartDate: dated.startsOn,
  HeaderValidityEndDate: endOfTime,
  BOMHeaderText: item?.names.en ?? '',
  BOMHeaderBaseUnit: item?.baseUom ?? '',
  BOMHeaderQuantityInBaseUnit: scaledToText(bom.baseMilli, 3),
  LastChangeDate: dated.startsOn,
  LastChangeDateTime: dated.changedMs,
});

const bomItemRows = (bom: SeedBom, index: number, items: ReadonlyMap<string, SeedItem>, dated: Dated): Row[] =>
  bom.items.map((item, at) => ({
    ...bomKey(bom, index),
    HeaderChangeDocument: '',
    BillOfMaterialItemNodeNumber: String(at + 1),
    ValidityStartDate: dated.startsOn,
    ValidityEndDate: endOfTime,
    BillOfMaterialComponent: item.component,
    BillOfMaterialItemCategory: 'L',
    BillOfMaterialItemNumber: String((at + 1) * 10).padStart(4, '0'),
    BillOfMaterialItemUnit: item.uom,
    BillOfMaterialItemQuantity: scaledToText(item.quantityMilli, 3),
    ComponentScrapInPercent: String(item.scrapPercent),
    ComponentDescription: items.get(item.component)?.names.en ?? '',
    LastChangeDateTime: dated.changedMs,
  }));

function mountBoms(seed: CompanySeed, dated: Dated): Mounted {
  const items = new Map(seed.items.map((item) => [item.sku, item]));
  const tables = {
    MaterialBOM: seed.boms.map((bom, index) => bomRow(bom, index, items.get(bom.sku), dated)),
    MaterialBOMItem: seed.boms.flatMap((bom, index) => bomItemRows(bom, index, items, dated)),
  };
  return mountTables(bomService, tables, {
    MaterialBOM: { to_BillOfMaterialItem: 'BillOfMaterial' },
    MaterialBOMItem: { to_BillOfMaterial: 'BillOfMaterial' },
  });
}

const routingKey = (index: number): Row => ({ ProductionRoutingGroup: String(50_000_001 + index), ProductionRouting: '1' });

const routingRow = (routing: SeedRouting, index: number): Row => ({
  ...routingKey(index),
  ProductionRoutingInternalVers: '1',
  BillOfOperationsDesc: routing.sku,
  BillOfOperationsStatus: '4',
  BillOfOperationsUsage: '1',
  BillOfOperationsUnit: routing.operations[0]?.uom ?? '',
  Plant: routing.plant,
});

const assignmentRow = (routing: SeedRouting, index: number, startsOn: string): Row => ({
  ...routingKey(index),
  Product: routing.sku,
  Plant: routing.plant,
  ProductionRoutingMatlAssgmt: '1',
  ProductionRtgMatlAssgmtIntVers: '1',
  ValidityStartDate: startsOn,
  ValidityEndDate: endOfTime,
});

const operationRows = (routing: SeedRouting, index: number, centreIds: ReadonlyMap<string, string>): Row[] =>
  routing.operations.map((operation, at) => ({
    ...routingKey(index),
    ProductionRoutingSequence: '0',
    ProductionRoutingOpIntID: String(at + 1),
    ProductionRoutingOpIntVersion: '1',
    Operation: operation.operation,
    OperationText: operation.name,
    Plant: routing.plant,
    OperationControlProfile: 'YBP1',
    WorkCenterTypeCode: 'A',
    WorkCenterInternalID: centreIds.get(operation.workCentre) ?? '',
    OperationReferenceQuantity: String(operation.perHour),
    OperationUnit: operation.uom,
    StandardWorkQuantity1: String(operation.setupMin),
    StandardWorkQuantityUnit1: 'MIN',
    StandardWorkQuantity2: '60',
    StandardWorkQuantityUnit2: 'MIN',
  }));

function mountRoutings(seed: CompanySeed, dated: Dated, centreIds: ReadonlyMap<string, string>): Mounted {
  const tables = {
    ProductionRoutingMatlAssgmt: seed.routings.map((routing, index) => assignmentRow(routing, index, dated.startsOn)),
    ProductionRoutingHeader: seed.routings.map(routingRow),
    ProductionRoutingOperation: seed.routings.flatMap((routing, index) => operationRows(routing, index, centreIds)),
  };
  return mountTables(routingService, tables, { ProductionRoutingHeader: { to_Operation: 'ProductionRoutingGroup,ProductionRouting' } });
}

/** Bills of material, routings and work centres. */
export function mountProduction(seed: CompanySeed, startsOn: string, changedMs: number): readonly Mounted[] {
  const centreIds = new Map(seed.workCentres.map((centre, index) => [centre.code, String(10_000_001 + index)]));
  const centres = seed.workCentres.map((centre): Row => ({
    WorkCenterInternalID: centreIds.get(centre.code) ?? '',
    WorkCenterTypeCode: 'A',
    WorkCenter: centre.code,
    WorkCenterDesc: centre.name,
    Plant: centre.plant,
    WorkCenterCategoryCode: '0001',
  }));
  const dated = { startsOn, changedMs };
  return [mountBoms(seed, dated), mountRoutings(seed, dated, centreIds), mountTables(workCentreService, { A_WorkCenters: centres })];
}
