import type { ProductionReceipt, StockMovement, StockStatusChange } from '../../../modules/sync/contract.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import { jsonNumber } from '../../kit/format.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { OracleSettings } from '../settings.ts';
import { childRows } from '../wire.ts';
import type { Difference } from './sales-order.ts';
import { subinventoryFor } from './stock.ts';

/** One inventory transaction that is wanted. `line` tells those of one command apart. The quantity has the sign that Oracle's interface wants. */
export interface Wanted {
  readonly line: number;
  readonly type: string;
  readonly organization: string;
  readonly subinventory: string;
  readonly toOrganization: string | null;
  readonly toSubinventory: string | null;
  readonly sku: string;
  readonly lot: string;
  readonly quantity: string;
  readonly unit: string;
  readonly on: string;
  /** Work order whose material it is; null: a plain inventory transaction. */
  readonly workOrder: { readonly number: string; readonly code: 'MATERIAL_ISSUE' | 'MATERIAL_RETURN' | 'PRODUCT_COMPLETION' | 'PRODUCT_RETURN' } | null;
}

/** What is wanted, or why it cannot be said. */
export type Plan = { readonly kind: 'plan'; readonly rows: readonly Wanted[] } | { readonly kind: 'cannot'; readonly code: string; readonly text: string };

const cannot = (code: string, text: string): Plan => ({ kind: 'cannot', code, text });
const negative = (quantity: string): string => `-${quantity}`;
// what material transactions of a work order are called where they are shown again
const materialTypes = {
  MATERIAL_ISSUE: 'Work in Process Material Issue',
  MATERIAL_RETURN: 'Work in Process Material Return',
  PRODUCT_COMPLETION: 'Work in Process Product Completion',
  PRODUCT_RETURN: 'Work in Process Product Return',
} as const;

type MovementLine = StockMovement['lines'][number];
type Way = Pick<Wanted, 'type' | 'quantity' | 'toOrganization' | 'toSubinventory' | 'workOrder'>;

/** How a line moves: what kind of transaction, and which sign. Null: a transfer to nowhere. */
function wayOf(movement: StockMovement, line: MovementLine, organization: string, settings: OracleSettings): Way | null {
  const types = settings.transactionTypes;
  const plain = { toOrganization: null, toSubinventory: null, workOrder: null };
  const out = { ...plain, quantity: negative(line.quantity) };
  switch (movement.movement) {
    case 'receipt':
      return { ...plain, type: types.receipt, quantity: line.quantity };
    case 'scrap':
      return { ...out, type: types.scrap };
    case 'issue':
      return movement.productionOrder === null
        ? { ...out, type: types.issue }
        : { ...out, type: materialTypes.MATERIAL_ISSUE, workOrder: { number: movement.productionOrder, code: 'MATERIAL_ISSUE' } };
    case 'transfer': {
      const to = subinventoryFor(line.placeTo ?? '', 'free', settings);
      const away = to?.organization !== organization;
      return (
        to && {
          ...out,
          type: away ? types.organizationTransfer : types.transfer,
          toOrganization: away ? to.organization : null,
          toSubinventory: to.subinventory,
        }
      );
    }
  }
}

/** Goods that move, line by line. */
export function planMovement(movement: StockMovement, settings: OracleSettings): Plan {
  const rows: Wanted[] = [];
  for (const [index, line] of movement.lines.entries()) {
    const from = subinventoryFor(line.place, 'free', settings);
    if (!from) return cannot('unknown_place', `${line.place} is no organization/subinventory`);
    const way = wayOf(movement, line, from.organization, settings);
    if (!way) return cannot('unknown_place', `${line.placeTo ?? ''} is no organization/subinventory`);
    rows.push({ line: index + 1, ...from, sku: line.sku, lot: line.lot, unit: line.erpUom, on: movement.postedOn, ...way });
  }
  return { kind: 'plan', rows };
}

/** A quality hold or its end: a transfer between a subinventory and the one that its held goods wait in. */
export function planStatus(change: StockStatusChange, settings: OracleSettings): Plan {
  const from = subinventoryFor(change.place, change.from, settings);
  const to = subinventoryFor(change.place, change.to, settings);
  if (!from || !to)
    return cannot('no_hold_subinventory', `no subinventory is set for ${change.place} ${from ? change.to : change.from}: add it to the connection's holds`);
  const row: Wanted = {
    line: 1,
    type: settings.transactionTypes.transfer,
    ...from,
    toOrganization: null,
    toSubinventory: to.subinventory,
    sku: change.sku,
    lot: change.lot,
    quantity: negative(change.quantity),
    unit: change.erpUom,
    on: change.postedOn,
    workOrder: null,
  };
  return { kind: 'plan', rows: [row] };
}

/** Finished goods of a work order. */
export function planReceipt(receipt: ProductionReceipt, settings: OracleSettings): Plan {
  const place = subinventoryFor(receipt.place, 'free', settings);
  if (!place) return cannot('unknown_place', `${receipt.place} is no organization/subinventory`);
  const row: Wanted = {
    line: 1,
    type: materialTypes.PRODUCT_COMPLETION,
    ...place,
    toOrganization: null,
    toSubinventory: null,
    sku: receipt.sku,
    lot: receipt.lot,
    quantity: receipt.quantity,
    unit: receipt.erpUom,
    on: receipt.postedOn,
    workOrder: { number: receipt.productionOrder, code: 'PRODUCT_COMPLETION' },
  };
  return { kind: 'plan', rows: [row] };
}

const opposite = {
  MATERIAL_ISSUE: 'MATERIAL_RETURN',
  MATERIAL_RETURN: 'MATERIAL_ISSUE',
  PRODUCT_COMPLETION: 'PRODUCT_RETURN',
  PRODUCT_RETURN: 'PRODUCT_COMPLETION',
} as const;
const turned = (quantity: string): string => (quantity.startsWith('-') ? quantity.slice(1) : negative(quantity));

/** The transaction that takes another one back. */
export function counterOf(row: Wanted, settings: OracleSettings): Wanted {
  if (row.workOrder) {
    const code = opposite[row.workOrder.code];
    return { ...row, type: materialTypes[code], quantity: turned(row.quantity), workOrder: { ...row.workOrder, code } };
  }
  if (row.toSubinventory !== null) {
    const organization = row.toOrganization ?? row.organization;
    return {
      ...row,
      organization,
      subinventory: row.toSubinventory,
      toOrganization: row.toOrganization === null ? null : row.organization,
      toSubinventory: row.subinventory,
    };
  }
  const types = settings.transactionTypes;
  return { ...row, type: row.quantity.startsWith('-') ? types.receipt : types.issue, quantity: turned(row.quantity) };
}

/** A number for Oracle's numeric source header, from the reference: it finds nothing, it only must be there. */
export const sourceHeaderId = (reference: string): number => [...reference].reduce((sum, sign) => (sum * 33 + sign.charCodeAt(0)) % 9_007_199_254_740, 7);

/** A row for the transaction interface. */
export function stagedBody(row: Wanted, reference: string, mode: 'Online' | 'Background', settings: OracleSettings): Record<string, unknown> {
  const header = sourceHeaderId(reference);
  return {
    OrganizationName: row.organization,
    TransactionTypeName: row.type,
    ItemNumber: row.sku,
    SubinventoryCode: row.subinventory,
    ...(row.toOrganization === null ? {} : { TransferOrganizationName: row.toOrganization }),
    ...(row.toSubinventory === null ? {} : { TransferSubinventory: row.toSubinventory }),
    TransactionQuantity: jsonNumber(row.quantity),
    TransactionUnitOfMeasure: row.unit,
    TransactionDate: `${row.on}T00:00:00+00:00`,
    TransactionReference: reference,
    TransactionHeaderId: header,
    TransactionMode: mode,
    SourceCode: settings.sourceSystem,
    SourceHeaderId: header,
    SourceLineId: row.line,
    UseCurrentCostFlag: 'true',
    ...(row.lot === '' ? {} : { lots: [{ LotNumber: row.lot, TransactionQuantity: jsonNumber(row.quantity) }] }),
  };
}

/** A detail of a material transaction of a work order. Its quantity has no sign: the type says the way. */
export function materialDetail(row: Wanted, reference: string, settings: OracleSettings): Record<string, unknown> {
  const quantity = jsonNumber(row.quantity.replace(/^-/, ''));
  return {
    SourceSystemCode: settings.sourceSystem,
    OrganizationCode: row.organization,
    WorkOrderNumber: row.workOrder?.number ?? '',
    TransactionTypeCode: row.workOrder?.code ?? '',
    InventoryItemNumber: row.sku,
    SubinventoryCode: row.subinventory,
    TransactionQuantity: quantity,
    TransactionUnitOfMeasure: row.unit,
    TransactionDate: `${row.on}T00:00:00+00:00`,
    TransactionNote: reference,
    ...(row.lot === '' ? {} : { TransactionLot: [{ LotNumber: row.lot, TransactionQuantity: quantity }] }),
  };
}

/** Whether a transaction of Oracle is the one that was wanted, whatever its quantity. */
export function isOf(row: Wanted, theirs: WireRecord): boolean {
  if (textOf(theirs, 'ItemNumber') !== row.sku || textOf(theirs, 'SubinventoryCode') !== row.subinventory) return false;
  // the side of a transfer that gets is kept with the other sign
  if (textOf(theirs, 'OrganizationName') !== row.organization || textOf(theirs, 'TransactionQuantity').startsWith('-') !== row.quantity.startsWith('-'))
    return false;
  // work orders number their transactions themselves
  if (row.workOrder)
    return childRows(theirs, 'lots').length === 0 ? row.lot === '' : childRows(theirs, 'lots').some((lot) => textOf(lot, 'LotNumber') === row.lot);
  return textOf(theirs, 'SourceLineId') === String(row.line);
}

/** Where a completed transaction is not what was asked for. */
export function compareMovement(row: Wanted, theirs: WireRecord): readonly Difference[] {
  const lots = childRows(theirs, 'lots').map((lot) => textOf(lot, 'LotNumber'));
  const pairs: readonly (readonly [string, string, string, boolean?])[] = [
    ['type', row.type.toLowerCase(), textOf(theirs, 'TransactionTypeName').toLowerCase()],
    ['organization', row.organization, textOf(theirs, 'OrganizationName')],
    ['item', row.sku, textOf(theirs, 'ItemNumber')],
    ['place', row.subinventory, textOf(theirs, 'SubinventoryCode')],
    ['place_to', row.toSubinventory ?? '', textOf(theirs, 'TransferSubinventory')],
    ['quantity', row.quantity, textOf(theirs, 'TransactionQuantity'), sameDecimal(row.quantity, textOf(theirs, 'TransactionQuantity'))],
    ['unit', row.unit, textOf(theirs, 'TransactionUnitOfMeasure')],
    ['lot', row.lot, lots.join(','), row.lot === lots.join(',')],
  ];
  return pairs.flatMap(([field, ours, found, same = ours === found]) => (same ? [] : [{ field: `line ${row.line} ${field}`, ours, theirs: found }]));
}
