import { isFreeItem } from './free-item.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import type { Bom, Company, Routing, WorkCentre } from '../../../modules/masters/contract.ts';
import type { PastOrder } from '../../../modules/sync/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { dateFromWire, expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { SapSettings } from '../settings.ts';
import { ourUnit } from '../units.ts';
import type { Mapped } from './mapped.ts';
import { minorOf } from './money.ts';

const milliOf = (text: string): number | null => {
  const number = normalDecimal(text);
  return number === null ? null : parseMilli(number);
};

/** A company code with the zone and languages of its sales organisation. Skipped: none of our sales organisations belongs to it. */
export function mapCompany(row: WireRecord, companyOf: ReadonlyMap<string, string>, settings: SapSettings): Mapped<Company> {
  const code = textOf(row, 'CompanyCode');
  const organization = Object.entries(settings.salesOrganizations).find(([name]) => companyOf.get(name) === code)?.[1];
  if (!organization) return { kind: 'skipped', key: code, why: 'no_sales_organisation' };
  const data: Company = {
    code,
    name: textOf(row, 'CompanyCodeName'),
    zone: organization.zone,
    currency: textOf(row, 'Currency'),
    country: textOf(row, 'Country'),
    languages: organization.languages,
  };
  return { kind: 'mapped', record: { key: code, version: '', data, extra: {} } };
}

/** A_WorkCenters. */
export function mapWorkCentre(row: WireRecord): Mapped<WorkCentre> {
  const code = textOf(row, 'WorkCenter');
  return {
    kind: 'mapped',
    record: {
      key: textOf(row, 'WorkCenterInternalID'),
      version: textOf(row, 'WorkCenterLastChangeDateTime'),
      data: { code, name: textOf(row, 'WorkCenterDesc') || code, plant: textOf(row, 'Plant') },
      extra: {},
    },
  };
}

/** MaterialBOM with its items. Only the first alternative of a material and plant is taken. */
export function mapBom(row: WireRecord, settings: SapSettings): Mapped<Bom> {
  const sku = textOf(row, 'Material');
  const key = `${textOf(row, 'BillOfMaterial')}/${sku}/${textOf(row, 'Plant')}/${textOf(row, 'BillOfMaterialVariant')}`;
  if (!/^0*1?$/.test(textOf(row, 'BillOfMaterialVariant'))) return { kind: 'skipped', key, why: 'alternative_bom' };
  if (row['IsMarkedForDeletion'] === true) return { kind: 'skipped', key, why: 'deleted' };
  const baseMilli = milliOf(textOf(row, 'BOMHeaderQuantityInBaseUnit'));
  if (baseMilli === null || baseMilli <= 0) return { kind: 'skipped', key, why: 'unreadable_quantity' };
  const items: Bom['items'] = [];
  for (const item of expandedOf(row, 'to_BillOfMaterialItem')) {
    const quantityMilli = milliOf(textOf(item, 'BillOfMaterialItemQuantity'));
    if (quantityMilli === null) return { kind: 'skipped', key, why: 'unreadable_quantity' };
    items.push({
      lineNo: Number(textOf(item, 'BillOfMaterialItemNumber')) || (items.length + 1) * 10,
      component: textOf(item, 'BillOfMaterialComponent'),
      quantityMilli,
      uom: ourUnit(settings, textOf(item, 'BillOfMaterialItemUnit')),
    });
  }
  const data: Bom = { sku, plant: textOf(row, 'Plant'), baseMilli, baseUom: ourUnit(settings, textOf(row, 'BOMHeaderBaseUnit')), items };
  return { kind: 'mapped', record: { key, version: textOf(row, 'LastChangeDateTime'), data, extra: {} } };
}

const minutesPer: Readonly<Record<string, number>> = { MIN: 1, H: 60, HR: 60, STD: 60, S: 1 / 60 };

/** The operations of one routing for one product. Rate per hour = reference quantity × 60 / machine minutes, rounded down. */
export function mapRouting(
  assignment: WireRecord,
  operations: readonly WireRecord[],
  workCentreOf: ReadonlyMap<string, string>,
  settings: SapSettings,
): Mapped<Routing> {
  const sku = textOf(assignment, 'Product');
  const plant = textOf(assignment, 'Plant');
  const key = `${sku}/${plant}/${textOf(assignment, 'ProductionRoutingGroup')}/${textOf(assignment, 'ProductionRouting')}`;
  const mapped: Routing['operations'] = [];
  for (const operation of operations) {
    const workCentre = workCentreOf.get(textOf(operation, 'WorkCenterInternalID'));
    const reference = milliOf(textOf(operation, 'OperationReferenceQuantity'));
    const machine = minutesOf(operation, 2);
    if (workCentre === undefined || reference === null || machine <= 0)
      return { kind: 'skipped', key, why: workCentre === undefined ? 'unknown_work_centre' : 'no_machine_time' };
    mapped.push({
      operation: textOf(operation, 'Operation'),
      workCentre,
      name: textOf(operation, 'OperationText'),
      ratePerHourMilli: Math.floor((reference * 60) / machine),
      uom: ourUnit(settings, textOf(operation, 'OperationUnit')),
      setupMin: Math.round(minutesOf(operation, 1)),
    });
  }
  if (mapped.length === 0) return { kind: 'skipped', key, why: 'no_operations' };
  mapped.sort((a, b) => (a.operation < b.operation ? -1 : 1));
  return { kind: 'mapped', record: { key, version: '', data: { sku, plant, operations: mapped }, extra: {} } };
}

function minutesOf(operation: WireRecord, slot: 1 | 2): number {
  const factor = minutesPer[textOf(operation, `StandardWorkQuantityUnit${slot}`).toUpperCase()] ?? 0;
  return Number(normalDecimal(textOf(operation, `StandardWorkQuantity${slot}`)) ?? 0) * factor;
}

/** A_SalesOrder with its items as a past order. Rejected items are left out; MaterialByCustomer is the customer's words. */
export function mapPastOrder(row: WireRecord, settings: SapSettings): Mapped<PastOrder> {
  const erpNumber = textOf(row, 'SalesOrder');
  const orderedOn = dateFromWire(row['SalesOrderDate']);
  if (orderedOn === null) return { kind: 'skipped', key: erpNumber, why: 'no_date' };
  if (!(textOf(row, 'SalesOrganization') in settings.salesOrganizations)) return { kind: 'skipped', key: erpNumber, why: 'not_ours' };
  const currency = textOf(row, 'TransactionCurrency');
  const lines = expandedOf(row, 'to_Item').flatMap((item) => {
    const quantityMilli = milliOf(textOf(item, 'RequestedQuantity'));
    if (textOf(item, 'SalesDocumentRjcnReason') !== '' || quantityMilli === null) return [];
    const words = textOf(item, 'MaterialByCustomer');
    return [
      {
        lineNo: Number(textOf(item, 'SalesOrderItem')),
        sku: textOf(item, 'Material'),
        quantityMilli,
        uom: ourUnit(settings, textOf(item, 'RequestedQuantityUnit')),
        netMinor: minorOf(textOf(item, 'NetAmount'), currency),
        words: words === '' ? null : words,
        ...(isFreeItem(item, settings) ? { free: true } : {}),
      },
    ];
  });
  return {
    kind: 'mapped',
    record: {
      key: erpNumber,
      version: textOf(row, 'LastChangeDateTime'),
      data: { erpNumber, customer: textOf(row, 'SoldToParty'), orderedOn, currency, lines },
      extra: {},
    },
  };
}
