import { defineModel } from '../../kit/odata4/index.ts';
import { documentSets } from './documents.ts';
import { masterSets } from './masters.ts';
import { productionSets } from './production.ts';

/** The parts of the published entities that the stand-in holds. */
export const foModel = defineModel('Microsoft.Dynamics.DataEntities', [...masterSets, ...documentSets, ...productionSets], [], {
  NoYes: ['No', 'Yes'],
  CustVendorBlocked: ['No', 'Invoice', 'All', 'Payment', 'Requisition', 'Never'],
  SalesStatus: ['None', 'Backorder', 'Delivered', 'Invoiced', 'Canceled'],
  PurchStatus: ['None', 'Backorder', 'Received', 'Invoiced', 'Canceled'],
  ProdStatus: ['Created', 'CostEstimated', 'Scheduled', 'Released', 'StartedUp', 'ReportedFinished', 'Completed'],
  ItemReservation: ['None', 'Manual', 'Automatic', 'Explosion'],
  EcoResProductType: ['Item', 'Service'],
  WrkCtrType: ['Vendor', 'HumanResource', 'Machine', 'Tool', 'Location', 'Facility'],
  RouteOprPriority: ['Primary', 'Secondary1', 'Secondary2'],
  BOMType: ['Item', 'Phantom', 'Production', 'Vendor'],
  Timezone: ['GMT_COORDINATEDUNIVERSALTIME', 'GMTPLUS0300KUWAIT_RIYADH', 'GMTPLUS0400ABUDHABI_MUSCAT', 'GMTPLUS0530CHENNAI_KOLKATA_MUMBAI_NEWDELHI'],
});

/** Sets that show the rows of another one. */
const sameRows: Readonly<Record<string, string>> = {
  SalesOrderHeadersV3: 'SalesOrderHeadersV2',
  SalesOrderHeadersV4: 'SalesOrderHeadersV2',
  SalesOrderLinesV3: 'SalesOrderLinesV2',
};

/** The set whose table holds the rows of this one. */
export const tableName = (set: string): string => sameRows[set] ?? set;
