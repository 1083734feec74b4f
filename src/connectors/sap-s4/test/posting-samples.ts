import type { Delivery, OperationConfirmation, ProductionReceipt, StockMovement, StockStatusChange } from '../../../modules/sync/contract.ts';

/** A movement of the tiny company: two cartons of one batch. */
export const movement = (kind: StockMovement['movement'], more: Partial<Omit<StockMovement, 'lines'>> & { readonly lines?: readonly object[] } = {}) => ({
  company: 'VI01',
  movement: kind,
  postedOn: '2026-11-22',
  reason: 'count',
  productionOrder: null,
  lines: [{ sku: 'SEV200', quantity: '2', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', placeTo: kind === 'transfer' ? 'PI01/RM01' : null, lot: 'L0311' }],
  ...more,
});

/** Sixty pieces are held. */
export const hold: StockStatusChange = {
  company: 'VI01',
  sku: 'SEV200',
  place: 'PI01/FG01',
  lot: 'L1811',
  quantity: '60',
  uom: 'PC',
  erpUom: 'PC',
  from: 'free',
  to: 'blocked',
  postedOn: '2026-11-22',
  reason: 'smell',
};

/** Ten cartons come out of a production order. */
export const receipt: ProductionReceipt = {
  company: 'VI01',
  productionOrder: '1000001',
  sku: 'SEV200',
  quantity: '10',
  uom: 'CAR',
  erpUom: 'CAR',
  place: 'PI01/FG01',
  lot: 'L2211',
  postedOn: '2026-11-22',
  final: false,
};

/** Eight cartons were fried, one was burnt. */
export const confirmation: OperationConfirmation = {
  company: 'VI01',
  productionOrder: '1000001',
  operation: '0010',
  quantity: '8',
  uom: 'CAR',
  erpUom: 'CAR',
  scrap: '1',
  scrapReason: 'burnt',
  workMinutes: '42.5',
  postedOn: '2026-11-22',
  final: false,
};

/** Three cartons of an order leave. */
export const deliveryOf = (erpNumber: string): Delivery => ({
  company: 'VI01',
  customer: 'C-1042',
  erpNumber,
  shippedOn: '2026-11-22',
  carrier: 'MP09 AB 1234',
  lines: [{ erpLine: 10, sku: 'SEV200', quantity: '3', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', lot: 'L0311' }],
});
