import { defineModel, entitySet, type EntitySet } from '../kit/odata4/index.ts';
import { documents } from './model/documents.ts';
import { masters } from './model/masters.ts';
import { money } from './model/money.ts';

/** The parts of API v2.0 that the stand-in holds: names, keys and types as in the published property tables. */

/** Member names are written as Business Central writes them: signs that no name may have are coded (`_x0020_` is a blank). */
const enums = {
  contactType: ['Company', 'Person'],
  contactBusinessRelation: ['None', 'Multiple', 'Customer', 'Vendor', 'Bank_x0020_Account', 'Employee', 'Other'],
  contactBusinessRelationLinkToTable: ['_x0020_', 'Customer', 'Vendor', 'Bank_x0020_Account', 'Employee'],
  customerBlocked: ['_x0020_', 'Ship', 'Invoice', 'All'],
  itemType: ['Inventory', 'Service', 'Non_x002D_Inventory'],
  itemLedgerEntryType: ['Purchase', 'Sale', 'Positive_x0020_Adjmt_x002E_', 'Negative_x0020_Adjmt_x002E_', 'Transfer', 'Consumption', 'Output'],
  analysisSourceType: ['_x0020_', 'Customer', 'Vendor', 'Item'],
  itemLedgerDocumentType: ['_x0020_', 'Sales_x0020_Shipment', 'Sales_x0020_Invoice', 'Payment'],
  salesOrderEntityBufferStatus: ['Draft', 'In_x0020_Review', 'Open'],
  purchaseOrderEntityBufferStatus: ['Draft', 'In_x0020_Review', 'Open'],
  invoiceEntityAggregateStatus: ['_x0020_', 'Draft', 'In_x0020_Review', 'Open', 'Paid', 'Canceled', 'Corrective'],
  invoiceLineAggLineType: ['Comment', 'Account', 'Item', 'Resource', 'Fixed_x0020_Asset', 'Charge'],
  salesLineType: ['_x0020_', 'G_x002F_L_x0020_Account', 'Item', 'Resource', 'Fixed_x0020_Asset', 'Charge_x0020__x0028_Item_x0029_'],
} as const;

/** One company's part of API v2.0. */
export const apiModel = defineModel('Microsoft.NAV', [...masters, ...documents, ...money], [], enums);

/** The list of companies. */
export const companiesModel = defineModel('Microsoft.NAV', [
  entitySet(
    'companies',
    `id guid key ro
     systemVersion text250 ro
     timestamp long ro
     name text30 ro
     displayName text250 ro
     businessProfileId text250 ro
     systemCreatedAt instant ro
     systemCreatedBy guid ro
     systemModifiedAt instant ro
     systemModifiedBy guid ro`,
    {},
    { typeName: 'company' },
  ),
]);

const blanks: Readonly<Record<string, string | boolean | number>> = {
  text: '',
  decimal: '0',
  int: 0,
  bool: false,
  date: '0001-01-01',
  instant: '0001-01-01T00:00:00.000Z',
  guid: '00000000-0000-0000-0000-000000000000',
};

/** What a row of the set has in fields that nobody filled: Business Central knows no null. */
export const blankRow = (set: EntitySet, enumsOf = apiModel.enums): Readonly<Record<string, string | boolean | number>> =>
  Object.fromEntries(
    [...set.fields.values()].map((field) => [field.name, field.type === 'enum' ? (enumsOf.get(field.of ?? '')?.[0] ?? '') : (blanks[field.type] ?? '')]),
  );
