import type { CompanySeed } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';

/** The dataAreaId of a company code: at most four characters, small. */
export const areaOfCompany = (code: string): string => code.slice(0, 4).toLowerCase();

/** The dataAreaId of a sales organisation. */
export const areaOfOrg = (seed: CompanySeed, org: string): string =>
  areaOfCompany(seed.salesOrgs.find((one) => one.code === org)?.company ?? seed.companies[0]?.code ?? '');

/** The dataAreaId that a plant works in; the first company's for plants that sell nothing. */
export const areaOfPlant = (seed: CompanySeed, plant: string): string =>
  areaOfCompany(seed.salesOrgs.find((org) => org.plant === plant)?.company ?? seed.companies[0]?.code ?? '');

/** The companies in which an item is released: where it is sold, else where things are made. */
export function areasOfItem(seed: CompanySeed, salesOrgs: readonly string[]): readonly string[] {
  const sold = salesOrgs.map((org) => areaOfOrg(seed, org));
  return sold.length > 0 ? [...new Set(sold)] : [areaOfCompany(seed.companies[0]?.code ?? '')];
}

/** A storage location as a warehouse. */
export const warehouseOf = (plant: string, location: string): string => `${plant}${location}`.slice(0, 10);

/** A day as the ERP says it: noon. */
export const noon = (day: string): string => `${day.slice(0, 10)}T12:00:00Z`;

/** No day. */
export const noDay = '1900-01-01T12:00:00Z';

/** Legal entities. */
export const legalEntityRows = (seed: CompanySeed): readonly Row[] =>
  seed.companies.map((one) => ({
    LegalEntityId: areaOfCompany(one.code).toUpperCase(),
    Name: one.name,
    CompanyName: one.name,
    AddressCity: one.city,
    AddressCountryRegionId: one.country,
    AddressCountryRegionISOCode: one.country,
    LanguageId: one.language.toLowerCase() === 'en' ? 'en-us' : one.language.toLowerCase(),
  }));

/** Ledgers with their currency. */
export const ledgerRows = (seed: CompanySeed): readonly Row[] =>
  seed.companies.map((one) => ({
    LegalEntityId: areaOfCompany(one.code).toUpperCase(),
    AccountingCurrency: one.currency,
    ReportingCurrency: one.currency,
    ChartOfAccountsRecId: '1',
  }));

/** Every warehouse that goods lie in, are made into or bought for. */
export function warehouseRows(seed: CompanySeed): readonly Row[] {
  const rows = new Map<string, Row>();
  const add = (plant: string, location: string): void => {
    const row = {
      dataAreaId: areaOfPlant(seed, plant),
      WarehouseId: warehouseOf(plant, location),
      WarehouseName: `${plant} ${location}`,
      OperationalSiteId: plant,
    };
    rows.set(`${row.dataAreaId}/${row.WarehouseId}`, row);
  };
  for (const plant of new Set([...seed.salesOrgs.map((org) => org.plant), ...seed.workCentres.map((one) => one.plant)])) add(plant, 'FG01');
  for (const { plant, location } of [...seed.stocks, ...seed.productionOrders, ...seed.purchaseOrders]) add(plant, location);
  return [...rows.values()];
}

/** Inventory statuses of each company. */
export const statusRows = (seed: CompanySeed): readonly Row[] =>
  seed.companies.flatMap(({ code }) =>
    [
      ['Available', 'No'],
      ['QC', 'Yes'],
      ['Blocked', 'Yes'],
    ].map(([StatusId = '', blocks = '']) => ({ dataAreaId: areaOfCompany(code), StatusId, StatusName: StatusId, WillStatusBlockInventory: blocks })),
  );
