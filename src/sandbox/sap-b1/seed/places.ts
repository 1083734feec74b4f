import type { CompanySeed } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';

/** A storage location as a warehouse: eight characters. Held goods lie in warehouses of their own, as Business One has no stock types. */
export const warehouseOf = (plant: string, location: string, status: 'free' | 'quality' | 'blocked' = 'free'): string =>
  status === 'free' ? `${plant}${location}`.slice(0, 8) : `${plant}${status === 'quality' ? 'QC01' : 'BL01'}`.slice(0, 8);

/** Branches by company code, numbered from 1. */
export const branchOf = (seed: CompanySeed, company: string): number => seed.companies.findIndex((one) => one.code === company) + 1;

/** The branch whose sales organisation works from the plant; the first one for plants that sell nothing. */
export const branchOfPlant = (seed: CompanySeed, plant: string): number =>
  branchOf(seed, seed.salesOrgs.find((org) => org.plant === plant)?.company ?? '') || 1;

/** The warehouse of finished goods from which a plant works. */
export const mainWarehouse = (seed: CompanySeed, plant: string): string =>
  warehouseOf(
    plant,
    seed.stocks.find((stock) => stock.plant === plant)?.location ?? seed.productionOrders.find((order) => order.plant === plant)?.location ?? 'FG01',
  );

/** Every warehouse that goods lie in, are made into or bought for. */
export function warehouseRows(seed: CompanySeed): readonly Row[] {
  const rows = new Map<string, Row>();
  const add = (plant: string, location: string, status: 'free' | 'quality' | 'blocked' = 'free'): void => {
    const code = warehouseOf(plant, location, status);
    rows.set(code, {
      WarehouseCode: code,
      WarehouseName: `${plant} ${status === 'free' ? location : status}`,
      BusinessPlaceID: branchOfPlant(seed, plant),
      Inactive: 'tNO',
    });
  };
  const plants = new Set([...seed.salesOrgs.map((org) => org.plant), ...seed.workCentres.map((one) => one.plant)]);
  for (const plant of plants) {
    add(plant, 'FG01');
    add(plant, '', 'quality');
    add(plant, '', 'blocked');
  }
  for (const { plant, location } of [...seed.stocks, ...seed.productionOrders, ...seed.purchaseOrders]) add(plant, location);
  return [...rows.values()];
}

/** Branches: the companies of the seed. */
export const branchRows = (seed: CompanySeed): readonly Row[] =>
  seed.companies.map((one, index) => ({ BPLID: index + 1, BPLName: one.name, Disabled: 'tNO', Country: one.country, City: one.city }));
