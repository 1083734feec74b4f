import { instantFromMs } from '../../../kernel/time.ts';
import { dateLiteral, expandedOf, stringLiteral, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpObject } from '../../kit/types.ts';
import { mapCustomer, salesAreaOf, shipToNumbers } from '../map/customer.ts';
import { unpadded } from '../map/keys.ts';
import { mapCost } from '../map/cost.ts';
import { mapCredit, mapPrice } from '../map/money.ts';
import { mapBom, mapCompany, mapRouting, mapWorkCentre } from '../map/production.ts';
import type { SapSettings } from '../settings.ts';
import { readPlanned } from './documents.ts';
import { pageOf, readAllRows, readByKeys, readRawPage } from './pages.ts';
import type { PagedSet } from './pages.ts';
import { anyOf, day, text } from './reading.ts';
import type { ReadPage } from './reading.ts';
import { readStock } from './stock.ts';

const readCompanies: ReadPage = async (reading) => {
  const rows = await readAllRows(reading.client, 'company', 'API_COMPANYCODE_SRV', 'A_CompanyCode?$orderby=CompanyCode');
  const companyOf = await reading.companyOf();
  return pageOf(
    rows.map((row) => mapCompany(row, companyOf, reading.settings)),
    { nextCursor: null, total: rows.length, startedMs: reading.now() },
  );
};

const products = (object: ErpObject, expand: string, { productTypes, pageSize }: SapSettings): PagedSet => ({
  object,
  service: 'API_PRODUCT_SRV',
  set: 'A_Product',
  key: text('Product'),
  ...(productTypes.length > 0 ? { filter: anyOf('ProductType', productTypes) } : {}),
  expand,
  pageSize,
});

const readCosts: ReadPage = async (reading, cursor) => {
  const { client, settings } = reading;
  const raw = await readRawPage(client, products('cost', 'to_ProductUnitsOfMeasure,to_SalesDelivery,to_Valuation', settings), cursor, reading.now());
  return pageOf(
    raw.rows.map((row) => mapCost(row, day(reading, 0), settings)),
    raw,
  );
};

const readCustomers: ReadPage = async (reading, cursor) => {
  const { client, settings } = reading;
  const raw = await readRawPage(
    client,
    {
      object: 'customer',
      service: 'API_BUSINESS_PARTNER',
      set: 'A_Customer',
      key: text('Customer'),
      ...(settings.accountGroups.length > 0 ? { filter: anyOf('CustomerAccountGroup', settings.accountGroups) } : {}),
      expand: 'to_CustomerSalesArea,to_CustomerSalesArea/to_PartnerFunction',
      pageSize: Math.min(settings.pageSize, 100),
    },
    cursor,
    reading.now(),
  );
  const ours = raw.rows.filter((row) => salesAreaOf(row, settings) !== null);
  const numbers = ours.map((row) => textOf(row, 'Customer'));
  const shipTos = ours
    .flatMap((row) => shipToNumbers(salesAreaOf(row, settings) ?? {}, settings).map((shipTo) => shipTo.code))
    .filter((code) => !numbers.includes(code));
  const contactLinks =
    'to_BusinessPartnerAddress,to_BusinessPartnerContact/to_ContactAddress/to_MobilePhoneNumber,to_BusinessPartnerContact/to_ContactRelationship';
  const own = await readByKeys(client, 'customer', 'API_BUSINESS_PARTNER', 'A_BusinessPartner', 'BusinessPartner', numbers, contactLinks);
  const places = await readByKeys(client, 'customer', 'API_BUSINESS_PARTNER', 'A_BusinessPartner', 'BusinessPartner', shipTos, 'to_BusinessPartnerAddress');
  const partners = new Map([...own, ...places].map((row) => [unpadded(textOf(row, 'BusinessPartner')), row] as const));
  const companyOf = await reading.companyOf();
  return pageOf(
    raw.rows.map((row) => mapCustomer(row, { partners, companyOf }, settings)),
    raw,
  );
};

const readCredit: ReadPage = async ({ client, settings, now }, cursor) => {
  const raw = await readRawPage(
    client,
    {
      object: 'credit',
      service: 'API_CRDTMBUSINESSPARTNER',
      set: 'CreditManagementAccount',
      key: text('BusinessPartner', 'CreditSegment'),
      expand: 'to_CreditExposure',
      pageSize: settings.pageSize,
    },
    cursor,
    now(),
  );
  const readAt = instantFromMs(now());
  return pageOf(
    raw.rows.map((row) => mapCredit(row, readAt)),
    raw,
  );
};

const readPrices: ReadPage = async (reading, cursor) => {
  const { client, settings } = reading;
  const raw = await readRawPage(
    client,
    {
      object: 'price',
      service: 'API_SLSPRICINGCONDITIONRECORD_SRV',
      set: 'A_SlsPrcgCndnRecdValidity',
      key: [
        { name: 'ConditionRecord', type: 'text' },
        { name: 'ConditionValidityEndDate', type: 'date' },
      ],
      filter: `ConditionType eq ${stringLiteral(settings.priceCondition)} and ConditionValidityEndDate ge ${dateLiteral(day(reading, settings.priceHistoryDays))}`,
      expand: 'to_SlsPrcgConditionRecord',
      pageSize: settings.pageSize,
    },
    cursor,
    reading.now(),
  );
  return pageOf(
    raw.rows.map((row) => mapPrice(row, settings)),
    raw,
  );
};

const readWorkCentres: ReadPage = async ({ client, settings, now }, cursor) => {
  const raw = await readRawPage(
    client,
    {
      object: 'work_centre',
      service: 'API_WORK_CENTERS',
      set: 'A_WorkCenters',
      key: text('WorkCenterInternalID', 'WorkCenterTypeCode'),
      pageSize: settings.pageSize,
    },
    cursor,
    now(),
  );
  return pageOf(raw.rows.map(mapWorkCentre), raw);
};

const readBoms: ReadPage = async ({ client, settings, now }, cursor) => {
  const raw = await readRawPage(
    client,
    {
      object: 'bom',
      service: 'API_BILL_OF_MATERIAL_SRV',
      set: 'MaterialBOM',
      key: text('BillOfMaterial', 'BillOfMaterialVariant', 'Material', 'Plant'),
      expand: 'to_BillOfMaterialItem',
      pageSize: Math.min(settings.pageSize, 100),
    },
    cursor,
    now(),
  );
  return pageOf(
    raw.rows.map((row) => mapBom(row, settings)),
    raw,
  );
};

const readRoutings: ReadPage = async (reading, cursor) => {
  const { client, settings } = reading;
  const service = 'API_PRODUCTION_ROUTING';
  const raw = await readRawPage(
    client,
    {
      object: 'routing',
      service,
      set: 'ProductionRoutingMatlAssgmt',
      key: text('Product', 'Plant', 'ProductionRoutingGroup', 'ProductionRouting', 'ProductionRoutingMatlAssgmt'),
      pageSize: Math.min(settings.pageSize, 100),
    },
    cursor,
    reading.now(),
  );
  const groups = raw.rows.map((row) => textOf(row, 'ProductionRoutingGroup'));
  const headers = await readByKeys(client, 'routing', service, 'ProductionRoutingHeader', 'ProductionRoutingGroup', groups, 'to_Operation');
  const operations = new Map(headers.map((row) => [routingKey(row), expandedOf(row, 'to_Operation')] as const));
  const workCentreOf = await reading.workCentreOf();
  return pageOf(
    raw.rows.map((row) => mapRouting(row, operations.get(routingKey(row)) ?? [], workCentreOf, settings)),
    raw,
  );
};

const routingKey = (row: WireRecord): string => `${textOf(row, 'ProductionRoutingGroup')}/${textOf(row, 'ProductionRouting')}`;

/** How each object is read. */
export const readers = {
  company: readCompanies,
  item: readPlanned('item'),
  cost: readCosts,
  customer: readCustomers,
  credit: readCredit,
  price: readPrices,
  stock: readStock,
  work_centre: readWorkCentres,
  bom: readBoms,
  routing: readRoutings,
  past_order: readPlanned('past_order'),
  sales_order: readPlanned('sales_order'),
  delivery: readPlanned('delivery'),
  invoice: readPlanned('invoice'),
  production_order: readPlanned('production_order'),
  purchase_order: readPlanned('purchase_order'),
} as const satisfies Readonly<Partial<Record<ErpObject, ReadPage>>>;
