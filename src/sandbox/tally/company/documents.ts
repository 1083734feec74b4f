import { scaledToText } from '../../../kernel/money.ts';
import type { CompanySeed } from '../../kit/index.ts';
import type { Fields } from '../program/xml.ts';
import { create, folded, masterOf, quantityText, text } from './company.ts';
import type { Company, Entity } from './company.ts';
import { none, perUnit } from './masters.ts';
import type { CompanyPart } from './masters.ts';

const money = (minor: number): string => scaledToText(minor, 2, true);
const compact = (day: string): string => day.replaceAll('-', '');
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The next number of a voucher type: automatic, whatever a sender wishes. */
export function nextNumber(company: Company, type: string): string {
  const number = (company.numbers.get(folded(type)) ?? 0) + 1;
  company.numbers.set(folded(type), number);
  return String(number);
}

interface Head {
  readonly type: string;
  readonly date: string;
  readonly reference: string;
  readonly party: string;
}

const head = (company: Company, { type, date, reference, party }: Head): Fields => ({
  DATE: compact(date),
  VOUCHERTYPENAME: type,
  VOUCHERNUMBER: nextNumber(company, type),
  REFERENCE: reference,
  PARTYLEDGERNAME: party,
  NARRATION: '',
  ISCANCELLED: 'No',
  ISOPTIONAL: 'No',
});

interface Goods {
  readonly item: Entity;
  readonly baseMilli: number;
  readonly minor: number;
  readonly godown: string;
  readonly order: string;
  readonly due: string;
  readonly tracking: string;
  readonly words: string;
}

function goodsFields(goods: Goods): Fields {
  const name = text(goods.item.fields, 'NAME');
  const quantity = quantityText(goods.item, goods.baseMilli);
  const additional = text(goods.item.fields, 'ADDITIONALUNITS');
  const unit = additional.startsWith('\u0004') || additional === '' ? text(goods.item.fields, 'BASEUNITS') : additional;
  const per = unit === additional ? Number(text(goods.item.fields, 'CONVERSION')) : 1;
  const rate = goods.baseMilli === 0 ? 0 : (goods.minor * per * 10) / goods.baseMilli;
  const AMOUNT = money(goods.minor);
  return {
    ...(goods.words === '' ? {} : { 'BASICUSERDESCRIPTION.LIST': [{ BASICUSERDESCRIPTION: goods.words }] }),
    STOCKITEMNAME: name,
    ISDEEMEDPOSITIVE: 'No',
    RATE: `${rate.toFixed(2)}/${unit}`,
    ACTUALQTY: quantity,
    BILLEDQTY: quantity,
    AMOUNT,
    'BATCHALLOCATIONS.LIST': [
      {
        GODOWNNAME: goods.godown,
        BATCHNAME: 'Primary Batch',
        ORDERNO: goods.order === '' ? none.notApplicable : goods.order,
        TRACKINGNUMBER: goods.tracking === '' ? none.notApplicable : goods.tracking,
        ...(goods.due === '' ? {} : { ORDERDUEDATE: compact(goods.due) }),
        AMOUNT,
        ACTUALQTY: quantity,
        BILLEDQTY: quantity,
      },
    ],
  };
}

const partyLine = (party: string, minor: number, bill: Fields | null): Fields => ({
  LEDGERNAME: party,
  ISDEEMEDPOSITIVE: minor < 0 ? 'Yes' : 'No',
  AMOUNT: money(minor),
  ...(bill === null ? {} : { 'BILLALLOCATIONS.LIST': [bill] }),
});

type SeedOrder = CompanySeed['pastOrders'][number];

function orderGoods(company: Company, seed: CompanySeed, order: SeedOrder, tracking: string): readonly Goods[] {
  return order.lines.flatMap((line) => {
    const item = masterOf(company, 'StockItem', line.sku);
    const source = seed.items.find((one) => one.sku === line.sku);
    if (!item || !source) return [];
    const baseMilli = Math.round(line.quantityMilli * (perUnit(source, line.uom) ?? 1));
    const words = line.words ?? '';
    return [{ item, baseMilli, minor: line.netMinor, godown: 'Main Location', order: order.number, due: order.requestedOn, tracking, words }];
  });
}

/** A past order, and what left for it. Stock is as of today, so that past goods move nothing. */
function buildOrder(company: Company, seed: CompanySeed, order: SeedOrder): void {
  const customer = masterOf(company, 'Ledger', order.customer);
  if (!customer) return;
  const party = text(customer.fields, 'NAME');
  const goods = orderGoods(company, seed, order, '');
  const total = goods.reduce((sum, line) => sum + line.minor, 0);
  const ledgers = { 'LEDGERENTRIES.LIST': [partyLine(party, -total, null)] };
  create(company, 'Voucher', {
    ...head(company, { type: 'Sales Order', date: dayOf(order.at), reference: order.customerPo ?? '', party }),
    ...ledgers,
    'ALLINVENTORYENTRIES.LIST': goods.map(goodsFields),
  });
  if (order.open) return;
  create(company, 'Voucher', {
    ...head(company, { type: 'Delivery Note', date: order.requestedOn, reference: '', party }),
    ...ledgers,
    'ALLINVENTORYENTRIES.LIST': orderGoods(company, seed, order, `DN-${order.number}`).map(goodsFields),
  });
}

function buildInvoice(company: Company, part: CompanyPart, invoice: CompanySeed['invoices'][number]): void {
  const customer = masterOf(company, 'Ledger', invoice.customer);
  if (!customer) return;
  const party = text(customer.fields, 'NAME');
  const order = part.seed.pastOrders.find((one) => one.number === invoice.order);
  const goods = order ? orderGoods(company, part.seed, order, `DN-${order.number}`) : [];
  const days = Math.round((Date.parse(invoice.dueOn) - Date.parse(invoice.issuedOn)) / 86_400_000);
  const bill = { NAME: invoice.number, BILLTYPE: 'New Ref', BILLCREDITPERIOD: `${days} Days`, AMOUNT: money(-invoice.totalMinor) };
  create(company, 'Voucher', {
    ...head(company, { type: 'Sales', date: invoice.issuedOn, reference: invoice.number, party }),
    'LEDGERENTRIES.LIST': [partyLine(party, -invoice.totalMinor, bill), partyLine('Sales', invoice.totalMinor, null)],
    'ALLINVENTORYENTRIES.LIST': goods.map(goodsFields),
  });
  if (invoice.openMinor === 0) return;
  company.bills.set(`${folded(party)}\u0000${folded(invoice.number)}`, {
    party,
    name: invoice.number,
    date: invoice.issuedOn,
    due: invoice.dueOn,
    minor: invoice.openMinor,
  });
}

function buildPurchase(company: Company, order: CompanySeed['purchaseOrders'][number]): void {
  const item = masterOf(company, 'StockItem', order.sku);
  const supplier = masterOf(company, 'Ledger', order.supplier);
  if (!item || !supplier) return;
  const party = text(supplier.fields, 'NAME');
  const goods = (baseMilli: number, minor: number): Goods => ({
    item,
    baseMilli,
    minor,
    godown: `${order.plant}/${order.location}`,
    order: order.number,
    due: order.dueOn,
    tracking: '',
    words: '',
  });
  create(company, 'Voucher', {
    ...head(company, { type: 'Purchase Order', date: order.orderedOn, reference: order.number, party }),
    'LEDGERENTRIES.LIST': [partyLine(party, order.netMinor, null)],
    'ALLINVENTORYENTRIES.LIST': [goodsFields(goods(order.baseMilli, order.netMinor))],
  });
  if (order.receivedBaseMilli === 0) return;
  const share = Math.round((order.netMinor * order.receivedBaseMilli) / order.baseMilli);
  create(company, 'Voucher', {
    ...head(company, { type: 'Receipt Note', date: order.orderedOn, reference: '', party }),
    'LEDGERENTRIES.LIST': [partyLine(party, share, null)],
    'ALLINVENTORYENTRIES.LIST': [goodsFields(goods(order.receivedBaseMilli, share))],
  });
}

/** Fills a company with the documents of its past. Production orders are not kept in Tally. */
export function buildDocuments(company: Company, part: CompanyPart): void {
  const { seed, orgs, plants } = part;
  for (const order of seed.pastOrders.filter((one) => orgs.has(one.salesOrg))) buildOrder(company, seed, order);
  for (const invoice of seed.invoices) buildInvoice(company, part, invoice);
  for (const order of seed.purchaseOrders.filter((one) => plants.has(one.plant))) buildPurchase(company, order);
}
