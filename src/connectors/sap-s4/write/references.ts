import { createHash } from 'node:crypto';
import { dateLiteral, expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { CommandKind, ReferencedDocument, ReferencePage } from '../../kit/types.ts';
import type { SapClient } from '../client.ts';
import { referenceOf } from '../map/documents.ts';
import { readRawPage, type PagedSet } from '../read/pages.ts';
import { text } from '../read/reading.ts';
import type { SapSettings } from '../settings.ts';
import { confirmationDigest } from './confirmation.ts';
import { deliveryDigest, deliveryService } from './delivery.ts';
import { goodsDigest, goodsFacts, goodsKindOf, isReversal } from './goods.ts';

/** How the documents of a kind of command are listed. */
interface Listing {
  readonly set: Omit<PagedSet, 'object' | 'pageSize' | 'filter'>;
  /** Documents that were made or changed on or after the day. */
  readonly filter: (day: string) => string;
  /** Null: the row is no document of the kind. */
  readonly document: (row: WireRecord, kind: CommandKind, settings: SapSettings) => ReferencedDocument | null;
}

const orderDigest = (row: WireRecord): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        textOf(row, 'SoldToParty'),
        textOf(row, 'TransactionCurrency'),
        expandedOf(row, 'to_Item').map((item) =>
          ['SalesOrderItem', 'Material', 'RequestedQuantity', 'RequestedQuantityUnit', 'NetAmount', 'SalesDocumentRjcnReason'].map((field) =>
            textOf(item, field),
          ),
        ),
      ]),
    )
    .digest('hex')
    .slice(0, 24);

const orders: Listing = {
  set: { service: 'API_SALES_ORDER_SRV', set: 'A_SalesOrder', key: text('SalesOrder'), expand: 'to_Item', count: false },
  filter: (day) => `LastChangeDateTime ge datetimeoffset'${day}T00:00:00Z'`,
  document: (row) => ({
    erpKey: textOf(row, 'SalesOrder'),
    reference: referenceOf(textOf(row, 'PurchaseOrderByCustomer')),
    state: textOf(row, 'OverallSDDocumentRejectionSts') === 'C' ? 'cancelled' : textOf(row, 'OverallSDProcessStatus') === 'C' ? 'closed' : 'open',
    digest: orderDigest(row),
    changedAt: textOf(row, 'LastChangeDateTime') || null,
  }),
};

const goods: Listing = {
  set: {
    service: 'API_MATERIAL_DOCUMENT_SRV',
    set: 'A_MaterialDocumentHeader',
    key: text('MaterialDocumentYear', 'MaterialDocument'),
    expand: 'to_MaterialDocumentItem',
    count: false,
  },
  filter: (day) => `CreationDate ge ${dateLiteral(day)}`,
  document: (row, kind, settings) => {
    if (isReversal(row) || goodsKindOf(row, settings) !== kind) return null;
    const { erpKey, cancelled, reference, changedAt } = goodsFacts(row);
    return { erpKey, reference: referenceOf(reference), state: cancelled ? 'cancelled' : 'closed', digest: goodsDigest(row), changedAt };
  },
};

const confirmations: Listing = {
  set: { service: 'API_PROD_ORDER_CONFIRMATION_2_SRV', set: 'ProdnOrdConf2', key: text('ConfirmationGroup', 'ConfirmationCount'), count: false },
  filter: (day) => `ConfirmationEntryDate ge ${dateLiteral(day)}`,
  document: (row) =>
    row['IsReversal'] === true
      ? null
      : {
          erpKey: `${textOf(row, 'ConfirmationGroup')}/${textOf(row, 'ConfirmationCount')}`,
          // the first word of the text: the external key is made of the reference and does not say it
          reference: referenceOf(textOf(row, 'ConfirmationText').split(' ')[0] ?? ''),
          state: row['IsReversed'] === true ? 'cancelled' : 'closed',
          digest: confirmationDigest(row),
          changedAt: null,
        },
};

const deliveries: Listing = {
  set: { service: deliveryService, set: 'A_OutbDeliveryHeader', key: text('DeliveryDocument'), expand: 'to_DeliveryDocumentItem', count: false },
  filter: (day) => `(LastChangeDate ge ${dateLiteral(day)} or CreationDate ge ${dateLiteral(day)})`,
  document: (row) => ({
    erpKey: textOf(row, 'DeliveryDocument'),
    reference: referenceOf(textOf(row, 'BillOfLading')),
    state: textOf(row, 'OverallGoodsMovementStatus') === 'C' ? 'closed' : 'open',
    digest: deliveryDigest(row),
    changedAt: null,
  }),
};

const listings: Readonly<Partial<Record<CommandKind, Listing>>> = {
  create_sales_order: orders,
  stock_movement: goods,
  stock_status: goods,
  production_receipt: goods,
  operation_confirmation: confirmations,
  delivery: deliveries,
};

/** Lists documents of a kind page by page, ours and others'; undefined for kinds that make no document of their own. Throws `ErpReadError`. */
export function referencesOf(kind: CommandKind, client: SapClient, settings: SapSettings, now: () => number) {
  const listing = listings[kind];
  if (!listing) return undefined;
  return async (since: string, cursor: string | null): Promise<ReferencePage> => {
    const set = { ...listing.set, object: `references ${kind}`, filter: listing.filter(since.slice(0, 10)), pageSize: Math.min(settings.pageSize, 100) };
    const raw = await readRawPage(client, set, cursor, now());
    return { documents: raw.rows.flatMap((row) => listing.document(row, kind, settings) ?? []), nextCursor: raw.nextCursor };
  };
}
