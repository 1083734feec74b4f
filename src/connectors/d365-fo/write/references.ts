import { createHash } from 'node:crypto';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ReferencedDocument, ReferencePage } from '../../kit/types.ts';
import { isCancelled, isEmptied, numbered, referenceOf } from '../map/documents.ts';
import { areaOf } from '../map/fields.ts';
import { both, groupBy, ourCompanies, rawPage, readAlong, textKey, type Reading } from '../read/reading.ts';
import { orderLineSelect } from '../read/documents.ts';
import { documentKey, setOf, type FoSettings } from '../settings.ts';

/** What of an order matters: customer, and what of which item at which price. */
function digestOf(header: WireRecord, lines: readonly WireRecord[], settings: FoSettings): string {
  const said = numbered(lines, settings).map(([lineNo, line]) =>
    [lineNo, textOf(line, 'ItemNumber'), decimalOf(line, 'OrderedSalesQuantity'), textOf(line, 'SalesUnitSymbol'), decimalOf(line, 'LineAmount')].join('/'),
  );
  return createHash('sha256')
    .update(JSON.stringify([textOf(header, 'OrderingCustomerAccountNumber'), textOf(header, 'IsSalesProcessingStopped'), said]))
    .digest('hex')
    .slice(0, 24);
}

function documentOf(header: WireRecord, lines: readonly WireRecord[], settings: FoSettings): ReferencedDocument {
  const cancelled = isCancelled(header, 'SalesOrderStatus') || isEmptied(header, lines);
  return {
    erpKey: documentKey(settings, areaOf(header), textOf(header, 'SalesOrderNumber')),
    reference: referenceOf(header, settings.referenceField),
    state: cancelled ? 'cancelled' : ['Delivered', 'Invoiced'].includes(textOf(header, 'SalesOrderStatus')) ? 'closed' : 'open',
    digest: digestOf(header, lines, settings),
    // the entity says when an order was made, not when it was changed
    changedAt: null,
  };
}

/** Orders that were made on or after the day. Throws `ErpReadError`. */
export const orderReferences =
  (reading: Reading) =>
  async (since: string, cursor: string | null): Promise<ReferencePage> => {
    const { settings } = reading;
    const day = /^\d{4}-\d\d-\d\d/.exec(since)?.[0];
    if (day === undefined) throw new ErpReadError({ kind: 'rejected', code: 'bad_day', text: since, field: null });
    const plan = { step: 'references orders', set: setOf(settings, 'salesOrderHeaders'), key: textKey('SalesOrderNumber', 'dataAreaId'), count: false };
    const raw = await rawPage(reading, { ...plan, filter: both(ourCompanies(settings), `OrderCreationDateTime ge ${day}T00:00:00Z`) }, cursor);
    const along = {
      step: plan.step,
      set: setOf(settings, 'salesOrderLines'),
      field: 'SalesOrderNumber',
      filter: ourCompanies(settings),
      select: orderLineSelect(settings),
    };
    const lines = groupBy(
      await readAlong(
        reading,
        along,
        raw.rows.map((row) => textOf(row, 'SalesOrderNumber')),
      ),
      (line) => `${areaOf(line)}/${textOf(line, 'SalesOrderNumber')}`,
    );
    return {
      documents: raw.rows.map((row) => documentOf(row, lines.get(`${areaOf(row)}/${textOf(row, 'SalesOrderNumber')}`) ?? [], settings)),
      nextCursor: raw.nextCursor,
    };
  };
