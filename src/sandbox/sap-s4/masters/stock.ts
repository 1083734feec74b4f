import { scaledToText } from '../../../kernel/money.ts';
import { batchService, stockService } from '../model/stock.ts';
import type { CompanySeed, SeedStock } from '../../kit/company-seed.ts';
import type { Mounted } from './catalogue.ts';
import { mountTables, type Row } from './table.ts';

const typeOf: Readonly<Record<SeedStock['status'], string>> = { free: '01', quality: '02', blocked: '07' };

const stockRow = (stock: SeedStock, baseUom: string): Row => ({
  Material: stock.sku,
  Plant: stock.plant,
  StorageLocation: stock.location,
  Batch: stock.batch,
  Supplier: '',
  Customer: '',
  WBSElementInternalID: '',
  SDDocument: stock.salesOrder ?? '',
  SDDocumentItem: stock.salesOrder === null ? '' : '10',
  InventorySpecialStockType: stock.salesOrder === null ? '' : 'E',
  InventoryStockType: typeOf[stock.status],
  MaterialBaseUnit: baseUom,
  MatlWrhsStkQtyInMatlBaseUnit: scaledToText(stock.baseMilli, 3),
});

const batchRow = (stock: SeedStock): Row => ({
  Material: stock.sku,
  // batches of this company are unique in a material
  BatchIdentifyingPlant: '',
  Batch: stock.batch,
  MatlBatchAvailabilityDate: stock.madeOn,
  ShelfLifeExpirationDate: stock.expiresOn,
  ManufactureDate: stock.madeOn,
});

/** What lies in the plants, and the batches that it is of. */
export function mountStock(seed: CompanySeed): readonly Mounted[] {
  const baseUom = new Map(seed.items.map((item) => [item.sku, item.baseUom]));
  const skus = [...new Set(seed.stocks.map((stock) => stock.sku))];
  const batches = new Map(seed.stocks.filter((stock) => stock.batch !== '').map((stock) => [`${stock.sku}/${stock.batch}`, stock]));
  const tables = {
    A_MatlStkInAcctMod: seed.stocks.map((stock) => stockRow(stock, baseUom.get(stock.sku) ?? '')),
    A_MaterialStock: skus.map((sku): Row => ({ Material: sku, MaterialBaseUnit: baseUom.get(sku) ?? '' })),
  };
  return [
    mountTables(stockService, tables, { A_MatlStkInAcctMod: { to_MaterialStock: 'Material' }, A_MaterialStock: { to_MatlStkInAcctMod: 'Material' } }),
    mountTables(batchService, { Batch: [...batches.values()].map(batchRow) }),
  ];
}
