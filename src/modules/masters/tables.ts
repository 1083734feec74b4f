// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType, Generated } from 'kysely';

export interface BomTable {
  sku: string;
  plant: string;
  base_milli: number;
  base_uom: string;
}

export interface BomItemTable {
  sku: string;
  plant: string;
  line_no: number;
  component: string;
  quantity_milli: number;
  uom: string;
}

export interface CompanyTable {
  code: string;
  name: string;
  zone: string;
  currency: string;
  country: string;
  languages: Generated<string[]>;
  settings: ColumnType<unknown, string | undefined, string>;
  weekend: number[] | null;
}

export interface ContactTable {
  id: string;
  customer: string;
  name: string;
  phone: string;
  role: Generated<string>;
  language: string | null;
  source: Generated<string>;
  created_at: string;
  created_by: string;
}

export interface CustomerTable {
  code: string;
  name: string;
  names: ColumnType<unknown, string | undefined, string>;
  company: string;
  sales_org: string;
  channel: string;
  division: string;
  price_list: string;
  currency: string;
  language: Generated<string>;
  zone: string;
  country: string;
  region: Generated<string>;
  tax_number: string | null;
  blocked: Generated<boolean>;
  block_reason: string | null;
  credit_limit_minor: number | null;
  receivables_minor: Generated<number>;
  open_orders_minor: Generated<number>;
  credit_as_of: string | null;
  partial_policy: Generated<string>;
  source: ColumnType<unknown, string | undefined, string>;
  price_group: Generated<string>;
  route: string | null;
  licence_number: string | null;
  licence_until: string | null;
  overdue_minor: number | null;
  overdue_days: number | null;
}

export interface HolidayTable {
  company: string;
  day: string;
  name: string;
  closes_at: string | null;
}

export interface ItemTable {
  sku: string;
  name: string;
  names: ColumnType<unknown, string | undefined, string>;
  brand: string | null;
  item_group: Generated<string>;
  attributes: ColumnType<unknown, string | undefined, string>;
  base_uom: string;
  sales_uom: string;
  barcode: string | null;
  active: Generated<boolean>;
  replaced_by: string | null;
  whole_units: Generated<boolean>;
  source: ColumnType<unknown, string | undefined, string>;
  min_order_milli: number | null;
  order_multiple_milli: number | null;
  max_order_milli: number | null;
  shelf_life_days: number | null;
  licence_required: Generated<boolean>;
}

export interface ItemUomTable {
  sku: string;
  uom: string;
  numerator: number;
  denominator: Generated<number>;
  erp_uom: string;
}

export interface RouteTable {
  company: string;
  code: string;
  name: string;
  weekdays: number[];
  cut_off: string | null;
  lead_days: Generated<number>;
  capacity: number | null;
}

export interface RoutingOperationTable {
  sku: string;
  plant: string;
  operation: string;
  work_centre: string;
  name: string;
  rate_per_hour_milli: number;
  uom: string;
  setup_min: Generated<number>;
}

export interface ShipToTable {
  customer: string;
  code: string;
  name: string;
  city: Generated<string>;
  address: Generated<string>;
  is_default: Generated<boolean>;
}

export interface VersionTable {
  only_row: Generated<boolean>;
  value: Generated<number>;
}

export interface WorkCentreTable {
  code: string;
  name: string;
  plant: string;
  source: ColumnType<unknown, string | undefined, string>;
}

/** The tables of schema masters, for `on<MastersTables>(ctx)`. */
export interface MastersTables {
  'masters.bom': BomTable;
  'masters.bom_item': BomItemTable;
  'masters.company': CompanyTable;
  'masters.contact': ContactTable;
  'masters.customer': CustomerTable;
  'masters.holiday': HolidayTable;
  'masters.item': ItemTable;
  'masters.item_uom': ItemUomTable;
  'masters.route': RouteTable;
  'masters.routing_operation': RoutingOperationTable;
  'masters.ship_to': ShipToTable;
  'masters.version': VersionTable;
  'masters.work_centre': WorkCentreTable;
}
