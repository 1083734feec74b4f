import type { Row } from '../../kit/odata4/index.ts';
import { rounded, scaled, sum, times, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { textOf, valueIn } from '../row-text.ts';
import { noDay, noGuid } from '../seed/view.ts';
import { linesOf, save, type Company } from '../world.ts';
import { amountsOf } from './lines.ts';
import { dropOrder, nextNumber, refreshOrder } from './orders.ts';
import { factorFor } from './units.ts';

/** Refused for days outside the range of allowed posting dates. */
export function checkPeriod(company: Company, day: unknown): string {
  const on = typeof day === 'string' && day !== '' ? day : company.stamp().slice(0, 10);
  const openFrom = company.habits().openFrom ?? monthBefore(company.today);
  if (on < openFrom) throw refusal.period();
  return on;
}

function monthBefore(today: string): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return month === 1 ? `${year - 1}-12-01` : `${year}-${String(month - 1).padStart(2, '0')}-01`;
}

/** Takes goods out of the open entries of a location, oldest first; what could not be taken. */
function takeFrom(company: Company, item: string, location: string, wanted: bigint): bigint {
  let left = wanted;
  for (const entry of company.store.table('itemLedgerEntries').by('itemNumber', item)) {
    const there = scaled(entry['Remaining_Quantity']);
    if (left === 0n || entry['Location_Code'] !== location || there <= 0n) continue;
    const taken = left < there ? left : there;
    left -= taken;
    save(company, 'itemLedgerEntries', { ...entry, Remaining_Quantity: unscaled(there - taken), Open: there !== taken });
  }
  return left;
}

/** Books goods of a line out. Items kept by lots would need one, which the API cannot give. */
function issue(company: Company, line: Row, quantity: bigint, document: string, on: string): void {
  const item = textOf(line, 'lineObjectNumber');
  const tracked = company.store.table('items').by('number', item)[0]?.['Tracked'] === true;
  if (tracked && company.habits().lotTracking) throw refusal.noLot(item);
  const location = textOf(company.store.table('locations').get(JSON.stringify([valueIn(line, 'locationId')])), 'code');
  const base = times(quantity, factorFor(company, item, line['unitOfMeasureCode']));
  const left = takeFrom(company, item, location, base);
  if (left > 0n && company.habits().blockNegativeStock) throw refusal.noStock(item);
  const entries = company.store.table('itemLedgerEntries').all();
  const number = entries.reduce((highest, row) => Math.max(highest, Number(row['entryNumber'])), 0) + 1;
  save(company, 'itemLedgerEntries', {
    id: company.newId(),
    entryNumber: number,
    itemNumber: item,
    postingDate: on,
    entryType: 'Sale',
    documentNumber: document,
    documentType: 'Sales_x0020_Shipment',
    quantity: unscaled(-base),
    Entry_No: number,
    Item_No: item,
    Location_Code: location,
    Lot_No: '',
    Expiration_Date: noDay,
    Quantity: unscaled(-base),
    Remaining_Quantity: unscaled(-left),
    Open: left > 0n,
  });
}

const parts = (line: Row): { readonly ship: bigint; readonly bill: bigint } => {
  const open = scaled(line['quantity']) - scaled(line['shippedQuantity']);
  const wanted = scaled(line['shipQuantity']);
  const ship = wanted < open ? wanted : open;
  const billable = scaled(line['shippedQuantity']) + ship - scaled(line['invoicedQuantity']);
  const asked = scaled(line['invoiceQuantity']);
  return { ship, bill: asked < billable ? asked : billable };
};

/** `shipAndInvoice`: ships and bills what the lines say; the order is deleted with its last invoice. */
export function shipAndInvoice(company: Company, order: Row): void {
  const on = checkPeriod(company, order['postingDate']);
  const lines = linesOf(company, 'salesOrderLines', order);
  const goods = lines.filter((line) => line['lineType'] === 'Item').map((line) => ({ line, ...parts(line) }));
  if (goods.every(({ ship, bill }) => ship === 0n && bill === 0n)) throw refusal.nothingToPost();
  const { id: _id, number, status: _status, requestedDeliveryDate: _asked, ...head } = order;
  const shipment = {
    ...head,
    id: company.newId(),
    number: nextNumber(company, 'salesShipments', 'S-SHPT'),
    orderNumber: number ?? '',
    postingDate: on,
    invoiceDate: on,
  };
  const invoice = {
    ...head,
    id: company.newId(),
    number: nextNumber(company, 'salesInvoices', 'PS-INV'),
    orderNumber: number ?? '',
    orderId: order['id'] ?? noGuid,
    postingDate: on,
    invoiceDate: on,
    dueDate: on,
  };
  save(company, 'salesShipments', shipment);
  const totals: string[] = [];
  for (const { line, ship, bill } of goods) {
    if (ship > 0n) {
      issue(company, line, ship, shipment.number, on);
      save(company, 'salesShipmentLines', {
        ...line,
        id: company.newId(),
        documentId: shipment.id,
        documentNo: shipment.number,
        lineType: 'Item',
        quantity: unscaled(ship),
      });
    }
    if (bill > 0n) {
      const amounts = amountsOf(bill, scaled(line['unitPrice']), scaled(line['discountPercent']));
      totals.push(String(amounts['netAmount']));
      save(company, 'salesInvoiceLines', { ...line, ...amounts, id: company.newId(), documentId: invoice.id, quantity: unscaled(bill) });
    }
    const [shippedQuantity, invoicedQuantity] = [scaled(line['shippedQuantity']) + ship, scaled(line['invoicedQuantity']) + bill].map(unscaled);
    const left = unscaled(rounded(scaled(line['quantity']) - scaled(shippedQuantity), 5));
    save(company, 'salesOrderLines', { ...line, shippedQuantity, invoicedQuantity, shipQuantity: left, invoiceQuantity: left });
  }
  const total = sum(...totals);
  save(company, 'salesInvoices', { ...invoice, totalAmountExcludingTax: total, totalAmountIncludingTax: total, remainingAmount: total, status: 'Open' });
  const after = refreshOrder(company, order);
  const done = linesOf(company, 'salesOrderLines', after).every((line) => scaled(line['invoicedQuantity']) >= scaled(line['quantity']));
  if (done) dropOrder(company, after);
}
