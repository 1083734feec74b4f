/** The plant's messages. Classes as in SAP (M7, M3 goods, VL deliveries, CO, BS, RU orders); which number says what is partly our reading. */
import type { SapMessage } from '../odata/error.ts';

const error = (code: string, text: string, target: string): SapMessage => ({ code, text, severity: 'error', target });

/** Every message of the plant, made with its facts. */
export const plantMessage = {
  periodClosed: (from: string, company: string) =>
    error('M7/053', `Posting only possible in periods from ${from.slice(0, 7)} in company code ${company}`, 'PostingDate'),
  enter: (what: string, target: string) => error('M7/018', `Enter ${what}`, target),
  noItems: () => error('M7/001', 'The material document has no items', 'to_MaterialDocumentItem'),
  materialUnknown: (sku: string, target: string) => error('M3/305', `The material ${sku} does not exist or is not activated`, target),
  placeUnknown: (plant: string, location: string, target: string) => error('M7/001', `Check table T001L: entry ${plant} ${location} does not exist`, target),
  typeUnknown: (type: string, code: string, target: string) => error('M7/064', `Movement type ${type} is not allowed with movement code ${code}`, target),
  unitUnknown: (unit: string, sku: string, target: string) => error('M7/040', `Unit ${unit} is not defined for material ${sku}`, target),
  quantityMissing: (target: string) => error('M7/018', 'Enter Quantity', target),
  batchUnknown: (batch: string, sku: string, target: string) => error('M7/042', `Batch ${batch} of material ${sku} does not exist`, target),
  deficit: (milli: number, unit: string, sku: string, place: string, target: string) =>
    error('M7/021', `Deficit of ${milli / 1000} ${unit} : ${sku} ${place}`, target),
  orderUnknown: (order: string, target: string) => error('CO/017', `Order ${order} not found`, target),
  orderNotReleased: (order: string) => error('BS/007', `System status CRTD is active (ORD ${order})`, 'ManufacturingOrder'),
  orderOtherMaterial: (order: string, sku: string) => error('M7/028', `Order ${order} does not produce material ${sku}`, 'Material'),
  overReceipt: (milli: number, unit: string, order: string) =>
    error('M7/022', `Ordered quantity exceeded by ${milli / 1000} ${unit} : order ${order}`, 'QuantityInEntryUnit'),
  locked: (sku: string) => error('M3/897', `The plant data of material ${sku} is locked by the user MEYERS`, 'Material'),
  alreadyReversed: (number: string) => error('M7/310', `Material document ${number} has already been reversed`, 'MaterialDocument'),
  documentUnknown: (number: string) => error('M7/061', `Document ${number} does not exist`, 'MaterialDocument'),
  salesOrderUnknown: (order: string) => error('V1/302', `Sales document ${order} is not in the database or has been archived`, 'ReferenceSDDocument'),
  severalOrders: () => error('VL/075', 'Items of several sales documents cannot be delivered together here', 'ReferenceSDDocument'),
  orderBlocked: (order: string) => error('VL/044', `Sales document ${order} is blocked for delivery`, 'ReferenceSDDocument'),
  itemUnknown: (order: string, item: string) => error('VL/248', `Item ${item} of sales document ${order} cannot be delivered`, 'ReferenceSDDocumentItem'),
  overDelivery: (item: string, open: string) =>
    error('VL/363', `Delivery quantity of item ${item} is larger than the open quantity ${open}`, 'ActualDeliveryQuantity'),
  notPicked: (number: string) => error('VL/609', `Delivery ${number}: only picked quantities can be posted`, 'DeliveryDocument'),
  issuedAlready: (number: string) => error('VL/602', `Goods issue has already been posted for delivery ${number}`, 'DeliveryDocument'),
  notIssued: (number: string) => error('VL/603', `No goods issue has been posted for delivery ${number}`, 'DeliveryDocument'),
  splitTooLarge: (item: string) => error('VL/464', `Batch split of item ${item} exceeds its delivery quantity`, 'SplitQuantity'),
  operationUnknown: (order: string, operation: string) => error('RU/012', `Operation ${operation} of order ${order} does not exist`, 'OrderOperation'),
  confirmationReleased: (order: string) => error('RU/261', `Order ${order} is not released; confirmation is not possible`, 'OrderID'),
  confirmationCancelled: (group: string) => error('RU/113', `Confirmation ${group} has already been cancelled`, 'ConfirmationGroup'),
  confirmationUnknown: (group: string) => error('RU/014', `Confirmation ${group} does not exist`, 'ConfirmationGroup'),
} as const;
