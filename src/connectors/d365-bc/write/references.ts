import { createHash } from 'node:crypto';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { readRawPage } from '../../kit/odata4/paging.ts';
import type { ReferencedDocument, ReferencePage } from '../../kit/types.ts';
import { goodsOf, orderState, referenceOf } from '../map/documents.ts';
import type { BcCompany } from '../read/companies.ts';
import { nextPlace, placeFrom, rowsOfKeys, type Reading } from '../read/reading.ts';

/** What of a document matters: customer, and its goods. */
function digestOf(row: WireRecord, field: string): string {
  const lines = goodsOf(row, field).map((line) => [textOf(line, 'lineObjectNumber'), decimalOf(line, 'quantity'), textOf(line, 'unitOfMeasureCode')].join('/'));
  return createHash('sha256')
    .update(JSON.stringify([textOf(row, 'customerNumber'), lines]))
    .digest('hex')
    .slice(0, 24);
}

const documentOf = (row: WireRecord, company: BcCompany, field: string, number: string, state: ReferencedDocument['state']): ReferencedDocument => ({
  erpKey: `${company.prefix}${number}`,
  reference: referenceOf(row),
  state,
  digest: digestOf(row, field),
  changedAt: textOf(row, 'lastModifiedDateTime') || null,
});

type Part = (reading: Reading, company: BcCompany, since: string, cursor: string | null) => Promise<ReferencePage>;

const rawOf = (reading: Reading, company: BcCompany, set: string, expand: string, filter: string, cursor: string | null) =>
  readRawPage(
    (step, path) => reading.client.get(step, path),
    {
      step: `references ${set}`,
      set: company.api(set),
      key: [{ name: 'number', type: 'text' }],
      filter,
      expand,
      pageSize: reading.settings.pageSize,
      count: false,
    },
    cursor,
    reading.now(),
  );

const living: Part = async (reading, company, since, cursor) => {
  const raw = await rawOf(reading, company, 'salesOrders', 'salesOrderLines', `lastModifiedDateTime ge ${since.slice(0, 10)}T00:00:00Z`, cursor);
  return { documents: raw.rows.map((row) => documentOf(row, company, 'salesOrderLines', textOf(row, 'number'), orderState(row))), nextCursor: raw.nextCursor };
};

/** Orders that are deleted because they were invoiced to their end: their invoices carry the reference on. */
const done: Part = async (reading, company, since, cursor) => {
  const filter = `lastModifiedDateTime ge ${since.slice(0, 10)}T00:00:00Z and orderNumber ne '' and status ne 'Draft'`;
  const raw = await rawOf(reading, company, 'salesInvoices', 'salesInvoiceLines', filter, cursor);
  const ours = raw.rows.filter((row) => referenceOf(row) !== '');
  const alive = await rowsOfKeys(
    reading,
    'references salesOrders',
    company.api('salesOrders'),
    'number',
    ours.map((row) => textOf(row, 'orderNumber')),
    { select: 'number' },
  );
  const numbers = new Set(alive.map((row) => textOf(row, 'number')));
  const gone = ours.filter((row) => !numbers.has(textOf(row, 'orderNumber')));
  return { documents: gone.map((row) => documentOf(row, company, 'salesInvoiceLines', textOf(row, 'orderNumber'), 'closed')), nextCursor: raw.nextCursor };
};

const parts = [living, done];

/** Sales orders that were changed on or after the day, and those that are invoiced to their end since. Throws `ErpReadError`. */
export const orderReferences =
  (reading: Reading) =>
  async (since: string, text: string | null): Promise<ReferencePage> => {
    const companies = await reading.companies();
    const place = placeFrom(text, reading.now());
    const company = companies[place.company];
    const page = (company && (await parts[place.part]?.(reading, company, since, place.cursor))) ?? { documents: [], nextCursor: null };
    const next = nextPlace(place, page.nextCursor, parts.length, companies.length);
    return { documents: page.documents, nextCursor: next && JSON.stringify(next) };
  };
