/**
 * The business messages of the sandbox. Classes as in SAP (V1, V4 sales, VP partners, VKM credit, NR number ranges); numbers marked
 * with * below are our reading. Connectors must classify by the class, not by the number.
 */
import type { SapMessage } from './odata/error.ts';

const error = (code: string, text: string, target: string): SapMessage => ({ code, text, severity: 'error', target });
const warning = (code: string, text: string, target: string): SapMessage => ({ code, text, severity: 'warning', target });

/** Every business message, made with its facts. */
export const message = {
  orderTypeUnknown: (type: string) => error('V1/346', `Sales document type ${type} is not defined`, 'SalesOrderType'),
  fieldMissing: (name: string) => error('V1/150', `Enter a value for ${name}`, name),
  salesAreaMissing: (org: string, channel: string, division: string) =>
    error('V1/502', `Sales area ${org} ${channel} ${division} is not defined`, 'SalesOrganization'),
  customerUnknown: (customer: string) => error('V1/144', `Customer ${customer} does not exist`, 'SoldToParty'),
  customerNotInArea: (customer: string, area: string) => error('V1/384', `Sold-to party ${customer} not maintained for sales area ${area}`, 'SoldToParty'),
  customerBlocked: (customer: string) => error('V1/027', `Customer ${customer} is blocked for sales orders`, 'SoldToParty'),
  partnerNotAllowed: (customer: string, fn: string) => error('VP/199', `Partner ${customer} is not allowed for function ${fn} of this customer`, 'to_Partner'),
  currencyWrong: (currency: string, expected: string) =>
    error('V1/333', `Currency ${currency} is not allowed; the customer is invoiced in ${expected}`, 'TransactionCurrency'),
  noItems: () => error('V1/555', 'Enter at least one item', 'to_Item'),
  materialUnknown: (sku: string, target: string) => error('V1/312', `Material ${sku} does not exist`, target),
  materialNotInOrg: (sku: string, org: string, target: string) => error('V1/311', `Material ${sku} is not defined for sales organization ${org}`, target),
  materialBlocked: (sku: string, target: string) => error('V1/382', `Material ${sku} has status 02: discontinued, not allowed for sales`, target),
  unitNotMaintained: (unit: string, sku: string, target: string) => error('V1/403', `Unit ${unit} is not maintained for material ${sku}`, target),
  quantityMissing: (target: string) => error('V1/369', 'Enter an order quantity greater than zero', target),
  quantityTooFine: (unit: string, target: string) => error('V1/368', `Unit ${unit} allows whole quantities only`, target),
  itemDoubled: (item: string, target: string) => error('V1/478', `Item number ${item} is used more than once`, target),
  categoryUnknown: (category: string, target: string) => error('V1/320', `Item category ${category} is not defined for the sales document type`, target),
  categoryFixed: (item: string) => error('V1/321', `The item category of item ${item} cannot be changed`, 'SalesOrderItemCategory'),
  higherItemMissing: (higher: string, item: string) => error('V1/481', `Higher-level item ${higher} of item ${item} does not exist`, 'HigherLevelItem'),
  noPrice: (sku: string, target: string) => warning('V1/801', `Mandatory condition PPR0 is missing for material ${sku}`, target),
  noPriceRefused: (sku: string, target: string) => error('V1/801', `Mandatory condition PPR0 is missing for material ${sku}`, target),
  priceTypeUnknown: (type: string, target: string) => error('V1/113', `Condition type ${type} cannot be entered manually`, target),
  dateInPast: (date: string) => warning('V1/014', `Requested delivery date ${date} is in the past`, 'RequestedDeliveryDate'),
  credit: (customer: string, over: string, currency: string) =>
    error('VKM/301', `Credit check for customer ${customer}: limit exceeded by ${over} ${currency}`, 'SoldToParty'),
  creditBlocked: (customer: string, over: string, currency: string) =>
    warning('VKM/302', `Credit check for customer ${customer}: limit exceeded by ${over} ${currency}; document saved with delivery block`, 'SoldToParty'),
  numberRange: (type: string) => error('NR/751', `Number range for sales document type ${type} is exhausted`, 'SalesOrder'),
  locked: (number: string) => error('V1/042', `Sales document ${number} is currently being processed by user MEYERS`, 'SalesOrder'),
  itemDelivered: (number: string, item: string) =>
    error('V1/248', `Item ${item} of sales document ${number} is delivered and cannot be changed`, 'SalesOrderItem'),
  materialFixed: (sku: string) => error('V1/349', `Material ${sku} cannot be changed; reject the item and enter a new one`, 'Material'),
  orderDelivered: (number: string) => error('V1/216', `Sales document ${number} has subsequent documents and cannot be deleted`, 'SalesOrder'),
} as const;
