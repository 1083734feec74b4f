import { describe, expect, it } from 'vitest';
import { classifyError, infologOf, isRefusal } from '../messages.ts';
import { mapCredit, mapCustomer } from '../map/customers.ts';
import { mapSalesOrder, numbered } from '../map/documents.ts';
import { mapCost, mapItem } from '../map/items.ts';
import { mapAgreement, mapBasePrice } from '../map/prices.ts';
import { mapBom } from '../map/production.ts';
import { mapOnHand } from '../map/stock.ts';
import { difference, sumOf } from '../map/sum.ts';
import { conversionOf, converted, unitsOf } from '../map/units.ts';
import { readBatchAnswer } from '../batch.ts';
import { foSettingsSchema } from '../settings.ts';
import { peerSettings } from './sandbox-peer.ts';

const settings = foSettingsSchema.parse({ ...peerSettings, priceGroupsAre: 'group' });
const item = {
  dataAreaId: 'VI01',
  ItemNumber: "0007'&",
  ProductNumber: "0007'&",
  InventoryUnitSymbol: 'PC',
  SalesUnitSymbol: 'CAR',
  ProductSearchName: 'سيف ₹5 ',
  KKNew: 'kept',
  SomethingNew: { deep: 1 },
  NobodyUses: '',
  ModifiedDateTime1: '2026-01-01T00:00:00Z',
};
const conversion = (from: string, to: string, Factor: string, more: object = {}) =>
  conversionOf({
    ProductNumber: "0007'&",
    FromUnitSymbol: from,
    ToUnitSymbol: to,
    Factor,
    Numerator: '1',
    Denominator: '1',
    InnerOffset: '0',
    OuterOffset: '0',
    ...more,
  });
const known = <T>(values: readonly (T | null)[]): readonly T[] => values.filter((value): value is T => value !== null);
const units = unitsOf(item, known([conversion('CAR', 'PC', '12.5')]), settings);

describe('units', () => {
  it('are exact ratios, also backwards and through another unit', () => {
    const all = known([conversion('BOX', 'PC', '1', { Numerator: '10', Denominator: '3' }), conversion('CAR', 'BOX', '6'), conversion('PC', 'MG', '2500')]);
    expect(unitsOf(item, all, settings)).toEqual([
      { uom: 'PC', erpUom: 'PC', numerator: 1, denominator: 1 },
      { uom: 'CAR', erpUom: 'CAR', numerator: 20, denominator: 1 },
      { uom: 'BOX', erpUom: 'BOX', numerator: 10, denominator: 3 },
      { uom: 'MG', erpUom: 'MG', numerator: 1, denominator: 2500 },
    ]);
  });

  it('take a product’s own conversion before that of every product, and no other unit that happens to convert', () => {
    const general = { ...conversion('CAR', 'PC', '99'), product: '', from: 'CAR', to: 'PC', up: 99n, down: 1n };
    const grams = { product: '', from: 'KG', to: 'G', up: 1000n, down: 1n };
    expect(unitsOf(item, [general, grams, ...known([conversion('CAR', 'PC', '30')])], settings).map((unit) => [unit.erpUom, unit.numerator])).toEqual([
      ['PC', 1],
      ['CAR', 30],
    ]);
  });

  it('leave conversions out that have offsets, no factor, or more digits than a whole number holds', () => {
    expect(conversion('C', 'F', '1.8', { OuterOffset: '32' })).toBeNull();
    expect(conversion('A', 'B', '0')).toBeNull();
    expect(conversion('A', 'B', 'NaN')).toBeNull();
    expect(unitsOf(item, known([conversion('CAR', 'PC', '30.0000000000000000000000000001')]), settings).map((unit) => unit.erpUom)).toEqual(['PC']);
  });

  it('convert exactly, or not at all', () => {
    const [pc, car] = units;
    if (!pc || !car) throw new Error('two units');
    expect(converted('3', car, pc)).toBe('37.5');
    expect(converted('1', pc, { ...car, numerator: 30, denominator: 1 })).toBeNull();
  });
});

describe('odd values', () => {
  const parts = { units, translations: [{ LanguageId: 'en-us', ProductName: '' }], barcode: null };

  it('keep leading zeros, apostrophes, scripts, unknown fields; blanks at the end, empty fields and bookkeeping go', () => {
    expect(mapItem(item, parts, settings)).toMatchObject({
      kind: 'mapped',
      record: { key: "0007'&", data: { sku: "0007'&", name: 'سيف ₹5', wholeUnits: true }, extra: { KKNew: 'kept' } },
    });
    const row = mapItem(item, parts, settings);
    expect(row.kind === 'mapped' && Object.keys(row.record.extra)).toEqual(['KKNew']);
  });

  it('lose signs that no database takes', () => {
    const row = mapItem({ ...item, ProductSearchName: 'a\u0000b\ud800c' }, { ...parts, translations: [] }, settings);
    expect(row).toMatchObject({ record: { data: { name: 'ab\ufffdc' } } });
  });

  it('take no 40-digit amount for another one', () => {
    const price = (Price: string, more: object = {}) =>
      mapAgreement({ RecordId: '1', ItemNumber: 'A', Price, PriceCurrencyCode: 'INR', QuantityUnitySymbol: 'PC', ...more }, units, 'PC', settings);
    expect(price('12.50')).toMatchObject({ kind: 'mapped', record: { data: { minor: 1_250, uom: 'PC', priceList: '*' } } });
    expect(price('1.004')).toMatchObject({ kind: 'mapped', record: { data: { minor: 1_255, uom: 'CAR' } } });
    expect(price('1.0000000000000000000000000000000000000001')).toMatchObject({ kind: 'skipped', why: 'price_not_exact' });
    expect(price('9999999999999999999999999999999999999999')).toMatchObject({ kind: 'skipped' });
    expect(price('1E+2')).toMatchObject({ kind: 'mapped', record: { data: { minor: 10_000 } } });
    expect(price('125', { SalesPriceQuantity: '100' })).toMatchObject({ kind: 'mapped', record: { data: { minor: 125, uom: 'PC' } } });
  });

  it('tell whose price it is, its tier and its days; null where a value is usual', () => {
    const price = (more: object) =>
      mapAgreement({ RecordId: '1', ItemNumber: 'A', Price: '5', PriceCurrencyCode: 'INR', QuantityUnitySymbol: 'PC', ...more }, units, 'PC', settings);
    expect(price({ CustomerAccountNumber: 'C1', PriceCustomerGroupCode: null })).toMatchObject({
      record: { data: { priceList: 'customer:C1', validFrom: '1970-01-01', validTo: '9999-12-31' } },
    });
    expect(price({ PriceCustomerGroupCode: 'G', FromQuantity: '12.5', PriceApplicableFromDate: '2026-04-01T12:00:00Z' })).toMatchObject({
      record: { data: { priceList: 'group:G', fromMilli: 12_500, validFrom: '2026-04-01' } },
    });
    expect(price({ ProductColorId: 'RED' })).toMatchObject({ kind: 'skipped', why: 'product_dimension' });
    expect(price({ PriceWarehouseId: 'W' })).toMatchObject({ kind: 'skipped', why: 'price_of_a_place' });
    expect(price({ ItemNumber: null })).toMatchObject({ kind: 'skipped', why: 'no_item' });
    expect(price({ QuantityUnitySymbol: 'TIN' })).toMatchObject({ kind: 'skipped', why: 'unknown_unit' });
    expect(mapBasePrice({ ...item, SalesPrice: '0' }, units, 'INR')).toBeNull();
    expect(mapBasePrice({ ...item, SalesPrice: '25', SalesPriceQuantity: '2' }, units, 'INR')).toMatchObject({
      record: { data: { priceList: '*', uom: 'CAR', minor: 1_250 } },
    });
  });

  it('skip customers of others, without currency, and credit in several currencies, with the reason', () => {
    const none = { addresses: [], contacts: [] };
    expect(mapCustomer({ dataAreaId: 'zz', CustomerAccount: 'X', SalesCurrencyCode: 'INR' }, none, settings)).toMatchObject({
      kind: 'skipped',
      why: 'not_ours',
    });
    expect(mapCustomer({ dataAreaId: 'vi01', CustomerAccount: 'X', SalesCurrencyCode: 'Rs' }, none, settings)).toMatchObject({
      kind: 'skipped',
      why: 'no_currency',
    });
    expect(mapCustomer({ dataAreaId: 'vi01', CustomerAccount: 'X', SalesCurrencyCode: 'INR', OnHoldStatus: 'SomethingNew' }, none, settings)).toMatchObject({
      record: { data: { blocked: true } },
    });
    const credit = (more: object, owed: string | null = '10.005') =>
      mapCredit({ CustomerAccount: 'X', SalesCurrencyCode: 'INR', ...more }, { owed, ordered: '0' }, settings, '2026-11-22T00:00:00Z');
    expect(credit({ CreditLimit: '0', CreditLimitIsMandatory: 'No' })).toMatchObject({ record: { data: { creditLimitMinor: null, receivablesMinor: 1_000 } } });
    expect(credit({ CreditLimit: '0', CreditLimitIsMandatory: 'Yes' })).toMatchObject({ record: { data: { creditLimitMinor: 0 } } });
    expect(credit({ CreditLimit: '5', CredManEligibleCreditMax: '7' })).toMatchObject({ record: { data: { creditLimitMinor: 700 } } });
    expect(credit({ CredManCustUnlimitedCredit: 'Yes', CreditLimit: '5' })).toMatchObject({ record: { data: { creditLimitMinor: null } } });
    expect(credit({}, null)).toMatchObject({ kind: 'skipped', why: 'unreadable_amount' });
  });

  it('tell costs for so many units, and stock of variants not at all', () => {
    expect(mapCost({ ...item, UnitCost: '1008', UnitCostQuantity: '30' }, units, 'INR', '2026-11-22')).toMatchObject({
      record: { data: { uom: 'PC', minor: 3_360 } },
    });
    expect(mapCost({ ...item, UnitCost: '0' }, units, 'INR', '2026-11-22')).toMatchObject({ kind: 'skipped', why: 'no_cost' });
    const row = { dataAreaId: 'vi01', ItemNumber: 'A', InventorySiteId: 'S', InventoryWarehouseId: 'W', AvailableOnHandQuantity: '1.5' };
    expect(mapOnHand(row, new Set(), new Map(), settings)).toMatchObject({ record: { data: { place: 'S/W', baseMilli: 1_500, expiresOn: null } } });
    expect(mapOnHand({ ...row, ProductSizeId: 'XL' }, new Set(), new Map(), settings)).toMatchObject({ kind: 'skipped', why: 'product_dimension' });
    expect(mapOnHand({ ...row, AvailableOnHandQuantity: '0.0001' }, new Set(), new Map(), settings)).toMatchObject({
      kind: 'skipped',
      why: 'unreadable_quantity',
    });
    expect(mapOnHand({ ...row, AvailableOnHandQuantity: '0.000' }, new Set(), new Map(), settings)).toBeNull();
  });

  it('bring components of different series to one', () => {
    const line = (LineNumber: string, Quantity: string, QuantityDenominator: string, more: object = {}) => ({
      LineNumber,
      Quantity,
      QuantityDenominator,
      ItemNumber: `P${LineNumber}`,
      ProductUnitSymbol: 'KG',
      ...more,
    });
    const version = { dataAreaId: 'vi01', ManufacturedItemNumber: 'A', ProductionSiteId: '' };
    const lines = [line('2', '3', '4'), line('1', '0.5', '6'), line('3', '9', '1', { ValidToDate: '2020-01-01T12:00:00Z' })];
    expect(mapBom(version, lines, 'PC', '2026-11-22', settings)).toMatchObject({
      record: {
        key: 'A/PI01',
        data: {
          baseMilli: 12_000,
          items: [
            { component: 'P1', quantityMilli: 1_000 },
            { component: 'P2', quantityMilli: 9_000 },
          ],
        },
      },
    });
    expect(mapBom(version, [line('1', '0.0001', '1')], 'PC', '2026-11-22', settings)).toMatchObject({ kind: 'skipped', why: 'quantity_not_exact' });
    expect(mapBom(version, [], 'PC', '2026-11-22', settings)).toMatchObject({ kind: 'skipped', why: 'no_components' });
  });

  it('number lines of others so that none is lost', () => {
    const line = (LineCreationSequenceNumber: string, CustomersLineNumber: string) => ({ LineCreationSequenceNumber, CustomersLineNumber });
    expect(numbered([line('3', '0'), line('1', '30'), line('2', '30')], settings).map(([lineNo]) => lineNo)).toEqual([30, 100_001, 100_002]);
  });

  it('call an order open in an unknown status, and one that is stopped and empty cancelled', () => {
    const header = { dataAreaId: 'vi01', SalesOrderNumber: '1', CurrencyCode: 'INR', OrderCreationDateTime: '2026-11-10T05:00:00Z' };
    expect(mapSalesOrder({ ...header, SalesOrderStatus: 'SomethingNew' }, [], settings)).toMatchObject({ record: { data: { state: 'open', block: null } } });
    expect(mapSalesOrder({ ...header, IsSalesProcessingStopped: 'Yes' }, [], settings)).toMatchObject({ record: { data: { state: 'cancelled' } } });
    expect(mapSalesOrder({ ...header, OrderCreationDateTime: '1900-01-01T12:00:00Z' }, [], settings)).toMatchObject({ kind: 'skipped', why: 'no_date' });
  });

  it('add up exactly', () => {
    expect(sumOf(['0.1', '0.2', null, 'x'])).toBe('0.3');
    expect(difference('10', '0.01')).toBe('9.99');
    expect(difference('-5', '-5')).toBe('0');
  });
});

describe('errors by consequence', () => {
  const error = (inner: string) => ({ code: '', text: 'An error has occurred.', target: null, inner });

  it('shows what people can use of the log', () => {
    const message =
      "Write failed for table row of type 'SalesOrderLineV3Entity'. Infolog: Warning: Inventory dimension Site is mandatory and must consequently be specified.; Error: Update has been canceled..";
    expect(infologOf(message)).toBe('Inventory dimension Site is mandatory and must consequently be specified.');
    expect(classifyError(error(message))).toMatchObject({ kind: 'rejected', field: 'Site' });
    const field =
      "Write failed for table row of type 'CustCustomerV3Entity'. Infolog: Warning: The value 'Local' in field 'Customer group' is not found in the related table 'Customer groups'.; Warning: validateField failed on field 'CustCustomerV3Entity.CustomerGroupId'.";
    expect(classifyError(error(field))).toMatchObject({
      kind: 'rejected',
      text: "The value 'Local' in field 'Customer group' is not found in the related table 'Customer groups'.",
      field: 'CustomerGroupId',
    });
    expect(infologOf('plain words')).toBe('plain words');
  });

  it('tries conflicts and locks later', () => {
    expect(classifyError(error('An update conflict occurred due to another user process deleting the record'))).toMatchObject({
      kind: 'transient',
      why: 'changed_meanwhile',
    });
    expect(classifyError(error('The record is in use by another user (deadlock victim)'))).toMatchObject({ kind: 'transient', why: 'locked' });
  });

  it('takes a 500 for a refusal only when the business logic speaks', () => {
    expect(isRefusal(error('Write failed for table row of type X. Infolog: Warning: no.'))).toBe(true);
    expect(isRefusal(error('Object reference not set to an instance of an object'))).toBe(false);
    expect(isRefusal(null)).toBe(false);
  });
});

describe('answers of batches', () => {
  it('are read in their order, with and without bodies; what is none is null', () => {
    const text = [
      '--b',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      'Content-Type: application/http',
      '',
      'HTTP/1.1 201 Created',
      'Content-Type: application/json',
      '',
      '{"a":1.50}',
      '--c',
      'Content-Type: application/http',
      '',
      'HTTP/1.1 204 No Content',
      '',
      '',
      '--c--',
      '--b--',
    ];
    for (const end of ['\r\n', '\n'])
      expect(readBatchAnswer(text.join(end))).toEqual([
        { status: 201, body: { a: '1.50' } },
        { status: 204, body: undefined },
      ]);
    expect(readBatchAnswer('<html>')).toBeNull();
    expect(readBatchAnswer({ error: {} })).toBeNull();
  });
});
