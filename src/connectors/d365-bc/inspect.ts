import { textOf } from '../kit/odata/codec.ts';
import { rowsOf } from '../kit/odata4/answer.ts';
import { missingIn, readEdmx } from '../kit/odata4/edmx.ts';
import { ErpReadError } from '../kit/read-error.ts';
import type { ErpFailure, Finding } from '../kit/types.ts';
import type { BcClient } from './client.ts';
import type { BcCompany } from './read/companies.ts';
import type { Reading } from './read/reading.ts';
import type { BcSettings } from './settings.ts';

const head = ['id', 'number', 'customerNumber', 'externalDocumentNumber', 'currencyCode', 'lastModifiedDateTime'];
const line = ['sequence', 'lineType', 'lineObjectNumber', 'description2', 'unitOfMeasureCode', 'quantity', 'unitPrice'];
const lines = (link: string, fields: readonly string[] = line): readonly string[] => fields.map((field) => `${link}/${field}`);

/** What the connector reads and writes, by set. */
const needs: Readonly<Record<string, readonly string[]>> = {
  companyInformation: ['displayName', 'country', 'currencyCode'],
  customers: [
    'id',
    'number',
    'displayName',
    'blocked',
    'creditLimit',
    'currencyCode',
    'lastModifiedDateTime',
    'contactsInformation/contactNumber',
    'customerFinancialDetail/balance',
  ],
  contacts: ['number', 'displayName', 'mobilePhoneNumber', 'phoneNumber'],
  items: [
    'number',
    'displayName',
    'type',
    'itemCategoryCode',
    'blocked',
    'gtin',
    'inventory',
    'unitPrice',
    'unitCost',
    'baseUnitOfMeasureCode',
    'lastModifiedDateTime',
  ],
  locations: ['id', 'code'],
  salesOrders: [
    ...head,
    'orderDate',
    'requestedDeliveryDate',
    'fullyShipped',
    'status',
    ...lines('salesOrderLines'),
    'salesOrderLines/shippedQuantity',
    'salesOrderLines/invoicedQuantity',
  ],
  salesInvoices: [
    ...head,
    'invoiceDate',
    'postingDate',
    'dueDate',
    'orderNumber',
    'remainingAmount',
    'totalAmountIncludingTax',
    'status',
    ...lines('salesInvoiceLines'),
  ],
  salesShipments: [
    'number',
    'customerNumber',
    'orderNumber',
    'postingDate',
    'lastModifiedDateTime',
    ...lines('salesShipmentLines', ['sequence', 'lineObjectNumber', 'quantity', 'unitOfMeasureCode']),
  ],
  purchaseOrders: [
    'number',
    'vendorNumber',
    'orderDate',
    'fullyReceived',
    'lastModifiedDateTime',
    ...lines('purchaseOrderLines', ['sequence', 'lineObjectNumber', 'quantity', 'receivedQuantity']),
  ],
  customerPaymentJournals: ['id', 'code'],
  customerPayments: ['id', 'customerNumber', 'documentNumber', 'amount', 'postingDate', 'appliesToInvoiceNumber'],
  generalLedgerEntries: ['documentNumber', 'debitAmount'],
};

const words = (failure: ErpFailure): string =>
  failure.kind === 'rejected'
    ? `${failure.code}: ${failure.text}`
    : failure.kind === 'unauthorised'
      ? failure.text
      : failure.kind === 'throttled'
        ? 'busy'
        : failure.why;

async function contract(client: BcClient): Promise<readonly Finding[]> {
  const answer = await client.metadata();
  if (answer.kind !== 'ok') return [{ about: 'contract', what: '$metadata', state: 'bad', text: words(answer) }];
  const missing = missingIn(readEdmx(String(answer.json)), needs);
  if (missing.length === 0)
    return [{ about: 'contract', what: '$metadata', state: 'ok', text: `${Object.keys(needs).length} entity sets have all fields that are needed` }];
  return missing.map((what) => ({
    about: 'contract',
    what,
    state: 'bad',
    text: 'missing in the metadata document: the connector cannot work with it as it is',
  }));
}

async function readable(client: BcClient, about: Finding['about'], what: string, path: string, advice: string): Promise<Finding> {
  const answer = await client.get('inspect', path);
  return { about, what, state: answer.kind === 'ok' ? 'ok' : 'bad', text: answer.kind === 'ok' ? 'can be read' : `${words(answer)}; ${advice}` };
}

async function permissions(client: BcClient, company: BcCompany): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const set of Object.keys(needs))
    findings.push(
      await readable(client, 'permission', `${company.name}: ${set}`, company.api(`${set}?$top=1`), 'give the application a permission set that includes it'),
    );
  return findings;
}

/** What goes without each published page. */
const without: Readonly<Record<keyof BcSettings['published'], string>> = {
  itemUnits: 'items have their base unit only: cartons and other units cannot be ordered',
  prices: 'only the price of the item card is known, not those of customers and price groups',
  customers: 'price groups, local names and languages of customers are not known',
  shipTos: 'customers have their own address only',
  stock: 'stock is one total an item, without location and lot',
};

async function publishedPages(client: BcClient, company: BcCompany, settings: BcSettings): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [name, service] of Object.entries(settings.published) as [keyof BcSettings['published'], string | null][])
    findings.push(
      service === null
        ? { about: 'fields', what: `${company.name}: ${name}`, state: 'warn', text: `no published page is set: ${without[name]}` }
        : await readable(
            client,
            'fields',
            `${company.name}: ${service}`,
            company.web(`${service}?$top=1`),
            'publish the page as a web service under this name',
          ),
    );
  return findings;
}

async function journals(client: BcClient, company: BcCompany, settings: BcSettings): Promise<readonly Finding[]> {
  const wanted = [...new Set(Object.values(settings.journals))];
  if (wanted.length === 0) return [];
  const answer = await client.get('inspect', company.api('customerPaymentJournals?$select=code'));
  const known = new Set(answer.kind === 'ok' ? (rowsOf(answer.json)?.rows ?? []).map((row) => textOf(row, 'code')) : []);
  return wanted
    .filter((code) => !known.has(code))
    .map((code) => ({ about: 'fields', what: `${company.name}: journal ${code}`, state: 'bad', text: 'there is no cash receipt journal of this code' }));
}

async function companiesOf(reading: Reading): Promise<readonly BcCompany[] | ErpFailure> {
  return reading.companies().catch((error: unknown) => {
    if (error instanceof ErpReadError) return error.failure;
    throw error;
  });
}

/** What IT should know before it trusts this connection. Reads only; never throws for what the other side does. */
export async function inspectBc(reading: Reading): Promise<readonly Finding[]> {
  const { client, settings, now } = reading;
  const started = now();
  const companies = await companiesOf(reading);
  const ms = Math.round(now() - started);
  if ('kind' in companies) return [{ about: 'connect', what: 'sign-in', state: 'bad', text: words(companies) }];
  const findings: Finding[] = [
    { about: 'connect', what: 'sign-in', state: 'ok', text: `signed in; companies ${companies.map((one) => one.name).join(', ')} are there` },
    { about: 'speed', what: 'first call', state: ms < 3_000 ? 'ok' : 'warn', text: `${ms} ms with sign-in` },
    ...(await contract(client)),
  ];
  for (const company of companies) {
    findings.push(
      ...(await permissions(client, company)),
      ...(await publishedPages(client, company, settings)),
      ...(await journals(client, company, settings)),
    );
  }
  findings.push({
    about: 'numbers',
    what: 'number series',
    state: 'warn',
    text: 'number series are not read: look that those of orders have numbers left, and that the cash receipt journals allow document numbers that are given',
  });
  return findings;
}
