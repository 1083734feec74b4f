import { randomUUID } from 'node:crypto';
import { businessFault, type Answer, type ODataFault } from '../kit/odata4/index.ts';

/** What Business Central says when it refuses: codes of the published list, words of the base application where they are known. */
const dialog = (text: string, field?: string): ODataFault => businessFault('Application_DialogException', text, field === undefined ? {} : { property: field });
const test = (text: string): ODataFault => businessFault('Application_FieldValidationException', text);

/** Every refusal of the business, made with its facts. */
export const refusal = {
  noCustomer: () => dialog('A customerNumber or a customerId must be provided.'),
  unknownCustomer: () => dialog('The sell-to customer cannot be found.'),
  blockedCustomer: (number: string, how: string) => dialog(`You cannot create this type of document when Customer ${number} is blocked with type ${how}`),
  unknownItem: (number: string) =>
    businessFault(
      'Internal_InvalidTableRelation',
      `The field No. of table Sales Line contains a value (${number}) that cannot be found in the related table (Item).`,
    ),
  blockedItem: (number: string) => test(`Blocked must be equal to 'No'  in Item: No.=${number}. Current value is 'Yes'.`),
  notSold: (number: string) => test(`Sales Blocked must be equal to 'No'  in Item: No.=${number}. Current value is 'Yes'.`),
  unknownUnit: (item: string, code: string) =>
    businessFault(
      'Internal_RecordNotFound',
      `The Item Unit of Measure does not exist. Identification fields and values: Item No.='${item}',Code='${code}'`,
      {},
      404,
    ),
  unknownLocation: () => dialog('The "locationId" does not match to a Location.'),
  badQuantity: () => test('Quantity must be greater than zero in Sales Line.'),
  unknownCurrency: () => dialog('The "currencyCode" does not match to a Currency.'),
  manualNumber: () => dialog('You may not enter numbers manually. If you want to enter numbers manually, please activate Manual Nos. in No. Series S-ORD.'),
  systemId: () => businessFault('Internal_ServerError', 'You cannot change the value of the SystemId field.\r\n\r\nTable: Sales Line'),
  released: (number: string) => test(`Status must be equal to 'Open'  in Sales Header: Document Type=Order, No.=${number}. Current value is 'Released'.`),
  shippedLine: (number: string, shipped: string) =>
    test(`Quantity Shipped must be equal to '0'  in Sales Line: Document Type=Order, Document No.=${number}. Current value is '${shipped}'.`),
  lessThanShipped: () => dialog('You cannot decrease the quantity below what was shipped.'),
  itemFixed: () => dialog('The item of a line that was shipped cannot be changed.'),
  noDocument: () => dialog('The parent record of the line cannot be found.'),
  credit: (number: string) => dialog(`Customer ${number} exceeds the credit limit; the document is blocked by the credit control.`),
  period: () => dialog('Posting Date is not within your range of allowed posting dates.'),
  noLot: (item: string) => dialog(`You must assign a lot number for item ${item}.`),
  noStock: (item: string) => dialog(`You have insufficient quantity of Item ${item} on inventory.`),
  nothingToPost: () => dialog('There is nothing to post.'),
  journalUnknown: () => dialog('The journal cannot be found.'),
  paymentPositive: () => dialog('The "amount" should be a negative number.'),
  invoiceUnknown: (number: string) => dialog(`The invoice ${number} cannot be found.`),
  overpaid: () => dialog('The amount is larger than what remains of the invoice.'),
  linesNeedDocument: () => dialog('You must specify an Id or a Document Id to get the lines'),
  relatedNeeded: () => dialog('You must specify a Related Id and a Related Type to get the contacts.'),
  locked: () =>
    businessFault(
      'Internal_ServerError',
      'The operation could not complete because a record in the Sales Header table was locked by another user. Please retry the activity.',
    ),
  changed: (status: 409 | 412) => businessFault('Request_EntityChanged', 'Another user has already changed the record.', {}, status),
} as const;

const codes: Readonly<Partial<Record<ODataFault['kind'], string>>> = {
  bad_url: 'BadRequest_InvalidRequestUrl',
  bad_option: 'BadRequest_InvalidRequestUrl',
  bad_filter: 'BadRequest_NotFound',
  unknown_resource: 'BadRequest_ResourceNotFound',
  not_found: 'BadRequest_ResourceNotFound',
  unknown_property: 'BadRequest',
  not_creatable: 'BadRequest_InvalidOperation',
  not_updatable: 'BadRequest_InvalidOperation',
  missing: 'BadRequest_RequiredParamNotProvided',
  too_long: 'Application_StringExceededLength',
  method: 'BadRequest_MethodNotAllowed',
  no_version: 'BadRequest_InvalidToken',
  stale: 'Request_EntityChanged',
  unauthorised: 'Authentication_InvalidCredentials',
  internal: 'Unknown',
};

/** The sentences that Business Central has for faults of the protocol. */
const sentences: Readonly<Partial<Record<ODataFault['kind'], (fault: ODataFault) => string>>> = {
  no_version: () => 'Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.',
  stale: () => 'Another user has already changed the record.',
  unknown_resource: (fault) => `Resource not found for the segment '${fault.facts.resource ?? ''}'.`,
  not_found: (fault) => `No HTTP resource was found that matches the key of '${fault.facts.resource ?? ''}'.`,
  unknown_property: (fault) => `The property '${fault.facts.property ?? ''}' does not exist on type 'Microsoft.NAV.${fault.facts.resource ?? ''}'.`,
  not_creatable: (fault) => `Control '${fault.facts.property ?? ''}' is read-only.`,
  not_updatable: (fault) => `Control '${fault.facts.property ?? ''}' is read-only.`,
  too_long: (fault) =>
    `The length of the string is ${(fault.facts.value ?? '').length}, but it must be less than or equal to what '${fault.facts.property ?? ''}' holds.`,
  method: (fault) =>
    `'${fault.facts.value ?? ''}' requests for '${fault.facts.resource ?? ''}' of EdmType 'Entity' are not allowed within Microsoft Dynamics 365 Business Central OData web services.`,
};

/** The error body of Business Central: a code, and a message with the id by which its support finds the call. */
export function errorAnswer(status: number, code: string, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  const message = `${text}  CorrelationId:  ${randomUUID()}.`;
  return { status, headers: { 'content-type': 'application/json; odata.metadata=minimal', ...headers }, text: JSON.stringify({ error: { code, message } }) };
}

/** A refused request as Business Central answers it. */
export function refuseAs(fault: ODataFault, staleStatus: 409 | 412): Answer {
  const status = fault.kind === 'stale' ? staleStatus : fault.status;
  return errorAnswer(status, fault.code || (codes[fault.kind] ?? 'BadRequest'), sentences[fault.kind]?.(fault) ?? fault.message, fault.headers);
}
