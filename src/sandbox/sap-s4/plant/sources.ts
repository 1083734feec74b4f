import { milliToText } from '../../../kernel/quantity.ts';
import { scaledToText } from '../../../kernel/money.ts';
import type { Mounted } from '../masters/catalogue.ts';
import { confirmationService } from '../model/confirmation.ts';
import { materialDocumentService } from '../model/material-document.ts';
import { deliveryService } from '../model/outbound-delivery.ts';
import { batchService, stockService } from '../model/stock.ts';
import type { EntitySet, Key, Source, Value } from '../odata/model.ts';
import type { Batch, Position } from './ledger.ts';
import { confirmationKey, goodsKey, type Plant } from './plant.ts';
import { reversedLines } from './post-goods.ts';
import type { Confirmation, Delivery, DeliveryLine, GoodsDocument, GoodsLine } from './types.ts';

type Reader<R> = Readonly<Record<string, (row: R) => Value | undefined>>;

/** The UTC day of a moment. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const quantity = (milli: number): string => milliToText(milli);

/** A row of a material document. */
interface GoodsRow {
  readonly document: GoodsDocument;
  readonly line: GoodsLine;
}
/** A row of a delivery. */
export interface DeliveryItemRow {
  readonly delivery: Delivery;
  readonly line: DeliveryLine;
}

const documentReader: Reader<GoodsDocument> = {
  MaterialDocumentYear: (one) => one.year,
  MaterialDocument: (one) => one.number,
  DocumentDate: (one) => one.documentOn,
  PostingDate: (one) => one.postedOn,
  CreationDate: (one) => dayOf(one.createdMs),
  CreatedByUser: (one) => one.user,
  MaterialDocumentHeaderText: (one) => one.text,
  ReferenceDocument: (one) => one.reference,
  GoodsMovementCode: (one) => one.code,
};

const goodsReader = (plant: Plant): Reader<GoodsRow> => ({
  MaterialDocumentYear: ({ document }) => document.year,
  MaterialDocument: ({ document }) => document.number,
  MaterialDocumentItem: ({ line }) => String(line.no),
  Material: ({ line }) => line.sku,
  Plant: ({ line }) => line.plant,
  StorageLocation: ({ line }) => line.location,
  Batch: ({ line }) => line.batch,
  GoodsMovementType: ({ line }) => line.type,
  InventoryStockType: ({ line }) => line.stock,
  PurchaseOrder: ({ line }) => line.purchase,
  PurchaseOrderItem: ({ line }) => (line.purchase === '' ? '0' : '10'),
  ManufacturingOrder: ({ line }) => line.order,
  ManufacturingOrderItem: ({ line }) => (line.order === '' ? '0' : '1'),
  GoodsMovementRefDocType: ({ line }) => line.refType,
  GoodsMovementReasonCode: ({ line }) => line.reason,
  Delivery: ({ line }) => line.delivery,
  DeliveryItem: ({ line }) => line.deliveryItem || '0',
  CostCenter: ({ line }) => line.costCentre,
  MaterialBaseUnit: ({ line }) => plant.world.items.get(line.sku)?.baseUom,
  QuantityInBaseUnit: ({ line }) => quantity(line.baseMilli),
  EntryUnit: ({ line }) => line.unit,
  QuantityInEntryUnit: ({ line }) => quantity(line.milli),
  IssuingOrReceivingPlant: ({ line }) => line.toPlant,
  IssuingOrReceivingStorageLoc: ({ line }) => line.toLocation,
  IssgOrRcvgBatch: ({ line }) => line.toBatch,
  IsCompletelyDelivered: ({ line }) => line.final,
  MaterialDocumentItemText: ({ line }) => line.text,
  Reservation: ({ line }) => line.reservation,
  ReservationItem: ({ line }) => line.reservationItem || '0',
  IsAutomaticallyCreated: ({ line }) => (line.auto ? 'X' : ''),
  MaterialDocumentLine: ({ line }) => String(line.no),
  MaterialDocumentParentLine: ({ line }) => (line.auto ? String(line.no - 1) : '0'),
  GoodsMovementIsCancelled: ({ document, line }) => reversedLines(plant, goodsKey(document)).has(line.no),
  ReversedMaterialDocumentYear: ({ document }) => document.reverses?.split('/')[0] ?? '0000',
  ReversedMaterialDocument: ({ document }) => document.reverses?.split('/')[1] ?? '',
  ReversedMaterialDocumentItem: ({ line }) => String(line.reversesLine),
  DebitCreditCode: ({ line }) => (line.sign === 1 ? 'S' : 'H'),
});

/** Goods movements, deliveries and confirmations from the plant's books. */
export function mountGoods(plant: Plant): Mounted {
  const reader = goodsReader(plant);
  const rowsOf = (document: GoodsDocument): GoodsRow[] => document.lines.map((line) => ({ document, line }));
  const headers: Source<GoodsDocument> = {
    list: () => plant.goods.list(),
    version: plant.goods.version,
    byKey: (key) => plant.goods.get(`${key.get('MaterialDocumentYear') ?? ''}/${key.get('MaterialDocument') ?? ''}`),
    value: (row, name) => documentReader[name]?.(row),
    link: (row) => rowsOf(row),
    narrow: (equal) => (equal.get('ReferenceDocument') ? plant.goods.by(String(equal.get('ReferenceDocument'))) : null),
  };
  const items: Source<GoodsRow> = {
    list: () => plant.goods.list().flatMap(rowsOf),
    byKey: (key) => {
      const document = plant.goods.get(`${key.get('MaterialDocumentYear') ?? ''}/${key.get('MaterialDocument') ?? ''}`);
      return document && rowsOf(document).find(({ line }) => String(line.no) === key.get('MaterialDocumentItem'));
    },
    value: (row, name) => reader[name]?.(row),
    link: (row) => row.document,
  };
  return {
    service: materialDocumentService,
    sources: new Map<string, Source>([
      ['A_MaterialDocumentHeader', headers],
      ['A_MaterialDocumentItem', items],
    ]),
  };
}

const version = (delivery: Delivery): string => String(delivery.version).padStart(4, '0');
const picking = (lines: readonly DeliveryLine[]): string =>
  lines.every((line) => line.pickedMilli === line.milli) ? 'C' : lines.some((line) => line.pickedMilli > 0) ? 'B' : 'A';

const deliveryReader: Reader<Delivery> = {
  DeliveryDocument: (one) => one.number,
  DeliveryDocumentType: () => 'LF',
  SDDocumentCategory: () => 'J',
  DeliveryVersion: version,
  BillOfLading: (one) => one.reference,
  MeansOfTransport: (one) => one.means,
  CreatedByUser: (one) => one.user,
  CreationDate: (one) => dayOf(one.createdMs),
  LastChangeDate: (one) => (one.untouched ? null : dayOf(one.changedMs)),
  DocumentDate: (one) => dayOf(one.createdMs),
  DeliveryDate: (one) => one.plannedOn,
  PlannedGoodsIssueDate: (one) => one.plannedOn,
  ActualGoodsMovementDate: (one) => one.movedOn,
  OverallGoodsMovementStatus: (one) => (one.issued ? 'C' : 'A'),
  OverallSDProcessStatus: (one) => (one.issued ? 'C' : 'A'),
  OverallPickingStatus: (one) => picking(one.lines),
  OverallDelivReltdBillgStatus: (one) => (one.pristine ? 'C' : 'A'),
  OverallProofOfDeliveryStatus: () => '',
  SalesOrganization: (one) => one.org,
  ShippingPoint: (one) => one.lines[0]?.plant ?? '',
  ShipToParty: (one) => one.shipTo,
  SoldToParty: (one) => one.soldTo,
};

const deliveryLineReader = (plant: Plant): Reader<DeliveryItemRow> => ({
  DeliveryDocument: ({ delivery }) => delivery.number,
  DeliveryDocumentItem: ({ line }) => String(line.no),
  DeliveryVersion: ({ delivery }) => version(delivery),
  ActualDeliveryQuantity: ({ line }) => quantity(line.milli),
  DeliveryQuantityUnit: ({ line }) => line.unit,
  BaseUnit: ({ line }) => plant.world.items.get(line.sku)?.baseUom,
  Batch: ({ line }) => line.batch,
  HigherLvlItmOfBatSpltItm: ({ line }) => String(line.higher),
  Material: ({ line }) => line.sku,
  Plant: ({ line }) => line.plant,
  StorageLocation: ({ line }) => line.location,
  ReferenceSDDocument: ({ delivery }) => delivery.order,
  ReferenceSDDocumentItem: ({ line }) => String(line.orderItem),
  ReferenceSDDocumentCategory: () => 'C',
  PickingStatus: ({ line }) => picking([line]),
  GoodsMovementStatus: ({ delivery }) => (delivery.issued ? 'C' : 'A'),
  GoodsMovementType: () => '601',
  CreatedByUser: ({ delivery }) => delivery.user,
  CreationDate: ({ delivery }) => dayOf(delivery.createdMs),
});

/** Outbound deliveries. */
export function mountDeliveries(plant: Plant): Mounted {
  const reader = deliveryLineReader(plant);
  const rowsOf = (delivery: Delivery): DeliveryItemRow[] => delivery.lines.map((line) => ({ delivery, line }));
  const headers: Source<Delivery> = {
    list: () => plant.deliveries.list(),
    version: plant.deliveries.version,
    byKey: (key) => plant.deliveries.get((key.get('DeliveryDocument') ?? '').replace(/^0+(?=\d)/, '')),
    value: (row, name) => deliveryReader[name]?.(row) ?? row.extra[name],
    link: (row) => rowsOf(row),
    narrow: (equal) => (equal.get('BillOfLading') ? plant.deliveries.by(String(equal.get('BillOfLading'))) : null),
  };
  const items: Source<DeliveryItemRow> = {
    list: () => plant.deliveries.list().flatMap(rowsOf),
    byKey: (key) => {
      const delivery = plant.deliveries.get((key.get('DeliveryDocument') ?? '').replace(/^0+(?=\d)/, ''));
      return delivery && rowsOf(delivery).find(({ line }) => line.no === Number(key.get('DeliveryDocumentItem')));
    },
    value: (row, name) => reader[name]?.(row),
    link: () => null,
  };
  return {
    service: deliveryService,
    sources: new Map<string, Source>([
      ['A_OutbDeliveryHeader', headers],
      ['A_OutbDeliveryItem', items],
    ]),
  };
}

const confirmationReader = (plant: Plant): Reader<Confirmation> => ({
  ConfirmationGroup: (one) => one.group,
  ConfirmationCount: (one) => one.count,
  OrderID: (one) => one.order,
  OrderOperation: (one) => one.operation,
  Sequence: (one) => one.extra['Sequence'] ?? '0',
  OrderType: () => 'YBM1',
  Material: (one) => plant.production.get(one.order)?.seed.sku,
  Plant: (one) => plant.production.get(one.order)?.seed.plant,
  ConfirmationText: (one) => one.text,
  IsFinalConfirmation: (one) => one.final,
  FinalConfirmationType: (one) => (one.final ? '1' : ''),
  IsReversed: (one) => one.isReversed,
  IsReversal: (one) => one.isReversal,
  ConfirmationEntryDate: (one) => dayOf(one.createdMs),
  EnteredByUser: (one) => one.user,
  ExternalSystemConfirmation: (one) => one.externalKey || null,
  PostingDate: (one) => one.postedOn,
  ConfirmationUnit: (one) => one.unit,
  ConfirmationYieldQuantity: (one) => quantity(one.isReversal ? -one.yieldMilli : one.yieldMilli),
  ConfirmationScrapQuantity: (one) => quantity(one.isReversal ? -one.scrapMilli : one.scrapMilli),
  VarianceReasonCode: (one) => one.reason,
});

/** Confirmations of operations. */
export function mountConfirmations(plant: Plant): Mounted {
  const reader = confirmationReader(plant);
  const source: Source<Confirmation> = {
    list: () => plant.confirmations.list().toSorted((a, b) => Number(a.group) - Number(b.group) || Number(a.count) - Number(b.count)),
    byKey: (key) => plant.confirmations.get(confirmationKey({ group: key.get('ConfirmationGroup') ?? '', count: key.get('ConfirmationCount') ?? '' })),
    value: (row, name) => reader[name]?.(row) ?? row.extra[name],
    link: () => null,
  };
  return { service: confirmationService, sources: new Map<string, Source>([['ProdnOrdConf2', source]]) };
}

const positionReader = (plant: Plant): Reader<Position> => ({
  Material: (one) => one.sku,
  Plant: (one) => one.plant,
  StorageLocation: (one) => one.location,
  Batch: (one) => one.batch,
  SDDocument: (one) => one.salesOrder,
  SDDocumentItem: (one) => (one.salesOrder === '' ? '0' : '10'),
  InventorySpecialStockType: (one) => (one.salesOrder === '' ? '' : 'E'),
  InventoryStockType: (one) => one.stock,
  MaterialBaseUnit: (one) => plant.world.items.get(one.sku)?.baseUom,
  MatlWrhsStkQtyInMatlBaseUnit: (one) => scaledToText(one.baseMilli, 3),
});

const batchReader: Reader<Batch> = {
  Material: (one) => one.sku,
  Batch: (one) => one.batch,
  MatlBatchAvailabilityDate: (one) => one.madeOn,
  ShelfLifeExpirationDate: (one) => one.expiresOn,
  ManufactureDate: (one) => one.madeOn,
};

const same = (set: EntitySet, reader: Reader<never>, row: unknown, key: Key): boolean =>
  set.keys.every((name) => String((reader as Reader<unknown>)[name]?.(row) ?? '') === (key.get(name) ?? ''));

/** What lies in the plants, as moved by now, and the batches that it is of. */
export function mountStock(plant: Plant): readonly Mounted[] {
  const reader = positionReader(plant);
  const [stockSet, batchSet] = [stockService.sets.get('A_MatlStkInAcctMod'), batchService.sets.get('Batch')];
  if (!stockSet || !batchSet) throw new Error('no set');
  const material = (sku: string): { readonly sku: string } => ({ sku });
  const positions: Source<Position> = {
    list: () => plant.ledger.list(),
    byKey: (key) => plant.ledger.of(key.get('Material') ?? '').find((row) => same(stockSet, reader as Reader<never>, row, key)),
    value: (row, name) => reader[name]?.(row),
    link: (row) => material(row.sku),
    narrow: (equal) => (equal.has('Material') ? plant.ledger.of(String(equal.get('Material'))) : null),
  };
  const materials: Source<{ readonly sku: string }> = {
    list: () => [...new Set(plant.ledger.list().map((row) => row.sku))].map(material),
    byKey: (key) => (plant.ledger.of(key.get('Material') ?? '').length > 0 ? material(key.get('Material') ?? '') : undefined),
    value: (row, name) => (name === 'Material' ? row.sku : plant.world.items.get(row.sku)?.baseUom),
    link: (row) => plant.ledger.of(row.sku),
  };
  const batches: Source<Batch> = {
    list: () => plant.ledger.batches(),
    byKey: (key) => plant.ledger.batches().find((row) => same(batchSet, batchReader as Reader<never>, row, key)),
    value: (row, name) => batchReader[name]?.(row),
    link: () => null,
  };
  return [
    {
      service: stockService,
      sources: new Map<string, Source>([
        ['A_MatlStkInAcctMod', positions],
        ['A_MaterialStock', materials],
      ]),
    },
    { service: batchService, sources: new Map<string, Source>([['Batch', batches]]) },
  ];
}
