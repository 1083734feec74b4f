import { businessFault, type Answer, type Call, type ODataFault } from '../kit/odata4/index.ts';

/** A refusal of the business, as the ERP logs it: sentences of its log, of which the last says only that it failed. */
const log = (...sentences: readonly string[]): ReturnType<typeof businessFault> =>
  businessFault('', `Infolog: ${[...sentences, 'Error: Update has been canceled.'].join('; ')}.`);
const missing = (value: string, field: string, table: string): ReturnType<typeof businessFault> =>
  log(`Warning: The value '${value}' in field '${field}' is not found in the related table '${table}'`);

/** Every refusal of the business, made with its facts. The words of the first are an integrator's report, the others our reading. */
export const refusal = {
  siteMandatory: () => log('Warning: Inventory dimension Site is mandatory and must consequently be specified.'),
  unknownCompany: (code: string) => missing(code, 'Company', 'Legal entities'),
  unknownCustomer: (code: string) => missing(code, 'Customer account', 'Customers'),
  customerOnHold: (code: string) => log(`Warning: Customer ${code} is on hold for all transactions.`),
  unknownCurrency: (code: string) => missing(code, 'Currency', 'Currencies'),
  unknownWarehouse: (code: string) => missing(code, 'Warehouse', 'Warehouses'),
  unknownAddress: (code: string) => missing(code, 'Location ID', 'Locations'),
  unknownItem: (code: string) => missing(code, 'Item number', 'Released products'),
  stoppedItem: (code: string) => log(`Warning: Item ${code} is stopped for sales orders.`),
  noConversion: (item: string, from: string, to: string) => log(`Warning: There is no unit conversion from ${from} to ${to} for item ${item}.`),
  unknownUnit: (code: string) => missing(code, 'Unit', 'Units'),
  noQuantity: () => log('Warning: The quantity must be larger than zero.'),
  noOrder: (number: string) => missing(number, 'Sales order', 'Sales orders'),
  noNumber: () => log("Warning: The number sequence 'Sale_1' does not allow numbers that are given by hand."),
  duplicate: (what: string, number: string) => log(`Info: Cannot create a record in ${what}. ${number}.\nThe record already exists.`),
  credit: (customer: string, by: string) => log(`Warning: Credit limit of customer ${customer} is exceeded by ${by}.`),
  closedOrder: (number: string, status: string) => log(`Warning: Sales order ${number} has status ${status} and cannot be changed.`),
  delivered: () => log('Warning: The line was delivered and cannot be deleted or reduced.'),
  locked: () => log('Error: Cannot edit a record in Sales orders (SalesTable). The record is in use by another user (deadlock victim).'),
  unknownProductionOrder: (number: string) => missing(number, 'Production', 'Production orders'),
  notStarted: (number: string, status: string) => log(`Error: Production order ${number} has status ${status}; it cannot be reported as finished.`),
  unknownOperation: (number: string) => missing(number, 'Oper. No.', 'Production route'),
  closedPeriod: (day: string) => log(`Error: Fiscal period of ${day} is not open.`),
  badMessage: (what: string) => log(`Error: The message cannot be read: ${what}.`),
  noLicence: () => log('Error: The message type is not known.'),
} as const;

const body = (message: string, inner: string, type: string): string =>
  JSON.stringify({
    error: { code: '', message, innererror: { message: inner, type, stacktrace: '   at Microsoft.Dynamics.Platform.Integration.Services.OData' } },
  });

/** An error as the ERP writes it. */
export const errorAnswer = (status: number, message: string, inner: string, type = '', headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json;odata.metadata=minimal;charset=utf-8', 'odata-version': '4.0', ...headers },
  text: body(message, inner, type),
});

const uriErrors = ['bad_url', 'bad_option', 'bad_filter', 'unknown_property', 'wrong_type'];
const oDataError = 'Microsoft.OData.ODataException';
const writeError = 'Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException';

/** A fault as this ERP says it. `entity`: that was written; `refusalStatus`: of the business. */
export function refuseAs(fault: ODataFault, call: Call, entity: string, refusalStatus: number): Answer {
  const { kind, facts, message } = fault;
  const general = 'An error has occurred.';
  if (kind === 'business')
    return errorAnswer(refusalStatus, general, `Write failed for table row of type '${entity}Entity'. ${message}`, writeError, fault.headers);
  if (kind === 'not_found') return errorAnswer(404, general, `No resources were found when selecting for ${call.method === 'GET' ? 'read' : 'update'}.`);
  if (kind === 'unknown_resource') return errorAnswer(404, general, `Resource not found for the segment '${facts.resource ?? ''}'.`);
  if (call.method === 'GET' && uriErrors.includes(kind))
    return errorAnswer(400, `The query specified in the URI is not valid. ${message}`, message, oDataError);
  return errorAnswer(kind === 'stale' ? 412 : fault.status, general, message, oDataError, fault.headers);
}
