import { businessFault, type Answer, type Call, type ODataFault } from '../kit/odata4/index.ts';

/**
 * What Business One says when it refuses. Codes as integrators report them (-5002 field and business checks, -10 business rules, -2028 no such
 * record, -2035 key exists, -2038 locked, -2039 changed by another user, -1116 change set, 301 session); the words are our reading.
 */
const field = (text: string): ReturnType<typeof businessFault> => businessFault('-5002', text);
const rule = (text: string): ReturnType<typeof businessFault> => businessFault('-10', text);

/** Every refusal of the business, made with its facts. `at`: `RDR1.ItemCode][line: 1`, as Business One points to fields. */
export const refusal = {
  unknownPartner: (code: string) => field(`Business partner code '${code}' not found  [CardCode]`),
  inactivePartner: (code: string) => rule(`Customer/vendor '${code}' is inactive  [CardCode]`),
  unknownItem: (code: string, line: number) => field(`Item number '${code}' not found  [ItemCode][line: ${line}]`),
  inactiveItem: (code: string, line: number) => rule(`Item '${code}' is inactive  [ItemCode][line: ${line}]`),
  notSold: (code: string, line: number) => rule(`Item '${code}' is not a sales item  [ItemCode][line: ${line}]`),
  badUnit: (line: number) => field(`Specify a valid UoM for the item  [UomEntry][line: ${line}]`),
  badQuantity: (line: number) => field(`Quantity must be larger than zero  [Quantity][line: ${line}]`),
  badWarehouse: (code: string, line: number) => field(`Warehouse '${code}' is not defined  [WhsCode][line: ${line}]`),
  branchWarehouse: (code: string, line: number) => rule(`Warehouse '${code}' belongs to another branch  [WhsCode][line: ${line}]`),
  badCurrency: (currency: string) => field(`Currency '${currency}' is not the currency of the business partner  [DocCur]`),
  badBranch: () => field('Specify an active branch of the business partner  [BPLId]'),
  badShipTo: (code: string) => field(`Ship-to address '${code}' is not defined for the business partner  [ShipToCode]`),
  noDueDate: () => field('Enter a delivery date  [DocDueDate]'),
  noLines: () => field('The document has no rows'),
  doubledReference: (reference: string) => rule(`A document with the customer reference '${reference}' exists already  [NumAtCard]`),
  credit: (over: string) => rule(`Customer exceeds the credit limit by ${over}  [CardCode]`),
  periodLocked: (day: string) => rule(`Posting period of ${day} is locked; specify another date  [DocDate]`),
  negativeStock: (code: string, line: number) => rule(`Quantity of item '${code}' falls into negative inventory  [line: ${line}]`),
  batchMissing: (code: string, line: number) => field(`Cannot add row without complete selection of batch numbers for item '${code}'  [line: ${line}]`),
  batchShort: (batch: string, line: number) => rule(`Batch '${batch}' does not have enough quantity  [line: ${line}]`),
  batchHeld: (batch: string, line: number) => rule(`Batch '${batch}' is not released  [line: ${line}]`),
  unknownBase: (line: number) => field(`Base document or row not found  [BaseEntry][line: ${line}]`),
  baseClosed: (line: number) => rule(`Base document row is closed  [BaseLine][line: ${line}]`),
  overDelivered: (line: number) => rule(`Quantity exceeds the open quantity of the base row  [Quantity][line: ${line}]`),
  notReleased: (entry: number) => rule(`Production order ${entry} is not released`),
  closed: () => rule('The document is closed and cannot be changed'),
  delivered: () => rule('The document or one of its rows was copied to a target document and cannot be canceled'),
  lineDelivered: (line: number) => rule(`Row was delivered and cannot be removed or reduced below that  [line: ${line}]`),
  itemFixed: (line: number) => rule(`The item of a row cannot be changed  [ItemCode][line: ${line}]`),
  cancelled: () => rule('The document is already canceled'),
  invoiceUnknown: () => field('Invoice not found  [PaymentInvoices]'),
  invoicePaid: () => rule('Amount exceeds the open balance of the invoice  [PaymentInvoices]'),
  noAmount: () => field('Enter a payment amount larger than zero'),
  noAccount: (what: string) => field(`Specify a G/L account for ${what}`),
  unequal: () => field('The total of the paid invoices is larger than the payment'),
  fixedPlanned: () => rule('The status of the production order cannot be changed so'),
  locked: () => businessFault('-2038', 'The record is locked by another user (ODBC -2038)', {}, 400),
  modified: () => businessFault('-2039', 'Another user or another operation modified data; to continue, open the window again (ODBC -2039)', {}, 400),
} as const;

const protocolCodes: Readonly<Partial<Record<ODataFault['kind'], string>>> = {
  unknown_property: '-1000',
  not_found: '-2028',
  unauthorised: '301',
  stale: '-2039',
  unknown_resource: '-1000',
  internal: '-1',
  batch: '-1',
};

const words = (fault: ODataFault): string => (fault.kind === 'not_found' ? 'No matching records found (ODBC -2028)' : fault.message);

/** Business One's error body: the code is a number and the message has a language in v1, both are texts in v2. */
export function errorAnswer(status: number, code: string, text: string, v1: boolean, headers: Readonly<Record<string, string>> = {}): Answer {
  const error = v1 ? { code: Number(code), message: { lang: 'en-us', value: text } } : { code, message: text };
  return { status, headers: { 'content-type': 'application/json;charset=utf-8', ...headers }, text: JSON.stringify({ error }) };
}

/** A refused request as Business One answers it. */
export function refuseAs(fault: ODataFault, call: Call): Answer {
  const v1 = call.url.pathname.startsWith('/b1s/v1');
  return errorAnswer(fault.status, fault.code || (protocolCodes[fault.kind] ?? '-1000'), words(fault), v1, fault.headers);
}

/** A change set of which one request was refused: only that the whole did not hold, with the reason inside. */
export function changeSetAnswer(refused: Answer, call: Call): Answer {
  const inner: unknown = JSON.parse(refused.text);
  const message = (inner as { error?: { message?: unknown } }).error?.message;
  const text = typeof message === 'string' ? message : ((message as { value?: string } | undefined)?.value ?? '');
  return errorAnswer(400, '-1116', `Could not commit transaction: ${text}`, call.url.pathname.startsWith('/b1s/v1'));
}
