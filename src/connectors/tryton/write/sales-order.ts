import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { createSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { normalDecimal, sameDecimal } from '../../kit/decimal.ts';
import { markedText, markOf, nextNumber } from '../../kit/line-mark.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, ReferencePage, VerifyOutcome } from '../../kit/types.ts';
import type { TrytonClient, WriteAnswer } from '../client.ts';
import type { TrytonSettings } from '../settings.ts';
import type { Row } from '../wire.ts';
import { date, dayFrom, decimal, idOf, linked, listed, momentFrom, quantity, text } from '../wire.ts';
import type { Writing } from './writing.ts';
import { goodsOf, idsBy, isFailure, press, refused, skuOf, takenBack } from './writing.ts';

/** States on the way of an order, and the button that leads out of each. */
const way = ['draft', 'quotation', 'confirmed', 'processing', 'done'] as const;
const buttons = ['quote', 'confirm', 'process'] as const;
const far = (state: string): number => way.indexOf(state as (typeof way)[number]);
const orderOf = (command: ErpCommand): CreateSalesOrder => createSalesOrderSchema.parse(command.payload);

type Sales = { readonly kind: 'ok'; readonly rows: readonly Row[] } | ErpFailure;
const salesFor = (command: ErpCommand, { client, record }: Writing): Promise<Sales> =>
  client.search(
    'find',
    {
      model: 'sale.sale',
      domain: [
        ['reference', '=', command.reference],
        ['party.code', '=', orderOf(command).customer],
      ],
      fields: ['number', 'state'],
    },
    record,
  );

/** Looks for the order by our reference. One that is not yet as far as it shall be is not found: `execute` takes it on from there. */
export async function findSalesOrder(command: ErpCommand, writing: Writing): Promise<FindOutcome> {
  const found = await salesFor(command, writing);
  if (found.kind !== 'ok') return found;
  const alive = found.rows.filter((row) => text(row, 'state') !== 'cancelled');
  if (alive.length > 1) return { kind: 'ambiguous', erpKeys: alive.map((row) => text(row, 'number') || `#${text(row, 'id')}`) };
  const one = alive[0] ?? found.rows.at(-1);
  if (one === undefined) return { kind: 'absent' };
  const short = text(one, 'state') !== 'cancelled' && far(text(one, 'state')) < far(writing.settings.orderUpTo);
  return short ? { kind: 'absent' } : { kind: 'found', erpKey: text(one, 'number') };
}

/**
 * Makes the order and takes it as far as the settings say; each step is a transaction of its own. A refusal on the way (a credit limit, a closed
 * period) is followed by the steps back, so that no draft stays; where those fail too the outcome is unknown. An order of ours that an earlier
 * attempt left half way is taken on.
 */
export async function createSalesOrder(command: ErpCommand, writing: Writing): Promise<ExecuteOutcome> {
  const before = await salesFor(command, writing);
  if (before.kind !== 'ok') return before;
  const standing = before.rows.find((row) => text(row, 'state') !== 'cancelled');
  const made =
    standing === undefined
      ? await createDraft(orderOf(command), command.reference, writing)
      : { kind: 'ok' as const, id: idOf(standing), state: text(standing, 'state') };
  if (made.kind !== 'ok') return made;
  const steps = buttons.slice(far(made.state), far(writing.settings.orderUpTo));
  for (const [index, step] of steps.entries()) {
    const failure = await press('sale.sale', made.id, [step], writing);
    if (failure === null) continue;
    const back = far(made.state) + index === 0 ? [] : ['draft'];
    return takenBack(failure, 'sale.sale', made.id, [...back, 'cancel', 'delete'], writing);
  }
  const read = await writing.client.search('read back', { model: 'sale.sale', domain: [['id', '=', made.id]], fields: ['number'] }, writing.record);
  const number = read.kind === 'ok' ? text(read.rows[0] ?? {}, 'number') : '';
  return number === '' ? { kind: 'unknown', why: 'no_number_in_answer' } : { kind: 'committed', erpKey: number, warnings: [] };
}

type Draft = { readonly kind: 'ok'; readonly id: number; readonly state: string } | Exclude<ExecuteOutcome, { kind: 'committed' }>;

/** The number of a party or currency by its code; a refusal where there is none. */
async function oneBy(
  model: string,
  code: string,
  what: string,
  field: string,
  writing: Writing,
): Promise<{ readonly kind: 'ok'; readonly id: number } | ErpFailure> {
  const found = await idsBy(model, 'code', [code], writing);
  if (isFailure(found)) return found;
  const id = found.get(code);
  return id === undefined ? refused(`unknown_${field}`, `Tryton has no active ${what} with the code ${code}`, field) : { kind: 'ok', id };
}

async function createDraft(order: CreateSalesOrder, reference: string, writing: Writing): Promise<Draft> {
  const party = await oneBy('party.party', order.customer, 'party', 'customer', writing);
  if (party.kind !== 'ok') return party;
  const currency = await oneBy('currency.currency', order.currency, 'currency', 'currency', writing);
  if (currency.kind !== 'ok') return currency;
  const goods = await goodsOf(order.lines, writing);
  if (goods.kind !== 'ok') return goods;
  const head = await headOf(party.id, currency.id, order, writing);
  if (head.kind !== 'ok') return head;
  const lines: Row[] = [];
  let last = 0;
  for (const line of order.lines) {
    const byPlace = nextNumber(last);
    last = line.lineNo;
    const links = { product: goods.product(line.sku), uom: goods.uom(line.erpUom), party: party.id, currency: currency.id, byPlace };
    const priced = await lineOf(line, { ...links, priceList: head.value['price_list'] }, writing);
    if (priced.kind !== 'ok') return priced;
    lines.push(priced.value);
  }
  return created(await writing.client.write('create', 'model.sale.sale.create', [[{ ...head.value, reference, lines: [['create', lines]] }]], writing.record));
}

function created(answer: WriteAnswer): Draft {
  if (answer.kind !== 'ok') return answer;
  const id = Array.isArray(answer.value) ? Number(answer.value[0]) : NaN;
  return Number.isInteger(id) ? { kind: 'ok', id, state: 'draft' } : { kind: 'unknown', why: 'no_number_in_answer' };
}

type Values = { readonly kind: 'ok'; readonly value: Row } | ErpFailure;

/** Links that an on_change fills: record numbers, as numbers. */
const numbersOf = (row: Row, fields: readonly string[]): Row =>
  Object.fromEntries(fields.flatMap((field) => (typeof row[field] === 'string' && row[field] !== '' ? [[field, Number(row[field])]] : [])));

/** What Tryton itself fills in when a person chooses the party. */
async function headOf(party: number, currency: number, order: CreateSalesOrder, { client, record }: Writing): Promise<Values> {
  const asked = ['warehouse', 'invoice_method', 'shipment_method'];
  const defaults = await client.read('defaults', 'model.sale.sale.default_get', [asked, false], record);
  if (defaults.kind !== 'ok') return defaults;
  const given = (defaults.value ?? {}) as Row;
  const own = { ...numbersOf(given, ['warehouse']), invoice_method: text(given, 'invoice_method'), shipment_method: text(given, 'shipment_method') };
  const changed = await client.read('defaults', 'model.sale.sale.on_change', [{ ...own, party, currency }, ['party']], record);
  if (changed.kind !== 'ok') return changed;
  const filled = ((Array.isArray(changed.value) ? changed.value[0] : changed.value) ?? {}) as Row;
  const links = numbersOf(filled, ['invoice_address', 'shipment_address', 'payment_term', 'price_list', 'invoice_party', 'shipment_party']);
  const shipTo = order.shipTo !== null && /^\d+$/.test(order.shipTo) ? { shipment_address: Number(order.shipTo) } : {};
  const wanted = order.requestedDate === null ? {} : { shipping_date: date(order.requestedDate) };
  const said = order.customerPo === null ? {} : { description: order.customerPo };
  return { kind: 'ok', value: { ...own, ...links, ...shipTo, ...wanted, ...said, party, currency } };
}

interface LineLinks {
  readonly product: number;
  readonly uom: number;
  readonly party: number;
  readonly currency: number;
  readonly priceList: unknown;
  /** The number that the line has by its place alone. */
  readonly byPlace: number;
}

/** Letters of a description. */
const wordsLength = 1_000;

/** A line with the taxes, and without a price of ours the price, that Tryton itself fills in when a person chooses the product. What goes along free costs 0. */
async function lineOf(line: CreateSalesOrder['lines'][number], links: LineLinks, { client, settings, record }: Writing): Promise<Values> {
  const own = { type: 'line', product: links.product, unit: links.uom, quantity: quantity(line.quantity) };
  const parent = {
    ...{ '_parent_sale.id': -1, '_parent_sale.party': links.party, '_parent_sale.currency': links.currency, '_parent_sale.company': settings.company },
    ...(typeof links.priceList === 'number' ? { '_parent_sale.price_list': links.priceList } : {}),
  };
  const changed = await client.read('price', 'model.sale.line.on_change', [{ ...own, ...parent, company: settings.company }, ['product']], record);
  if (changed.kind !== 'ok') return changed;
  const filled = ((Array.isArray(changed.value) ? changed.value[0] : changed.value) ?? {}) as Row;
  const freeWith = line.freeWith ?? null;
  const price = freeWith === null ? (line.price ?? text(filled, 'unit_price')) : '0';
  if (price === '') return refused('no_price', `Tryton has no price for ${line.sku}`, 'price');
  const taxes = Array.isArray(filled['taxes']) && filled['taxes'].length > 0 ? { taxes: [['add', filled['taxes'].map(Number)]] } : {};
  const description = markedText(line.words, { lineNo: line.lineNo, freeWith }, links.byPlace, wordsLength);
  return { kind: 'ok', value: { ...own, ...taxes, unit_price: decimal(price), ...(description === '' ? {} : { description }) } };
}

const fields = ['number', 'reference', 'state', 'party.code', 'currency.code', 'shipping_date', 'untaxed_amount', 'write_date', 'create_date'];

/** Reads the order back and compares it with what was asked for. */
export async function verifySalesOrder(command: ErpCommand, erpKey: string, { client, record }: Writing): Promise<VerifyOutcome> {
  const order = orderOf(command);
  const lines = ['product.code', 'quantity', 'unit.symbol', 'unit_price', 'description'].map((field) => `lines.${field}`);
  const found = await client.search('verify', { model: 'sale.sale', domain: [['number', '=', erpKey]], fields: [...fields, ...lines] }, record);
  if (found.kind !== 'ok') return found;
  const row = found.rows[0];
  if (row === undefined) return { kind: 'different', fields: [{ field: 'number', ours: erpKey, theirs: '' }] };
  const differences: { field: string; ours: string; theirs: string }[] = [];
  const expect = (field: string, ours: string, theirs: string, same = ours === theirs): void => {
    if (!same) differences.push({ field, ours, theirs });
  };
  expect('reference', command.reference, text(row, 'reference'));
  expect('customer', order.customer, text(linked(row, 'party'), 'code'));
  expect('currency', order.currency, text(linked(row, 'currency'), 'code'));
  expect('state', 'not cancelled', text(row, 'state'), text(row, 'state') !== 'cancelled');
  if (order.requestedDate !== null) expect('requested_date', order.requestedDate, dayFrom(row, 'shipping_date') ?? '');
  const theirs = [...listed(row, 'lines')].sort((a, b) => idOf(a) - idOf(b));
  expect('line_count', String(order.lines.length), String(theirs.length));
  order.lines.slice(0, theirs.length).forEach((line, index) => {
    const at = theirs[index] ?? {};
    const name = (field: string): string => `line ${line.lineNo} ${field}`;
    expect(name('item'), line.sku, skuOf(at));
    expect(name('quantity'), line.quantity, text(at, 'quantity'), sameDecimal(line.quantity, text(at, 'quantity')));
    expect(name('unit'), line.erpUom, text(linked(at, 'unit'), 'symbol'));
    const [freeWith, price] = [line.freeWith ?? null, text(at, 'unit_price')];
    if (freeWith === null && line.price !== null) expect(name('price'), line.price, price, sameDecimal(line.price, price));
    if (freeWith === null) return;
    expect(name('free'), '0', price, sameDecimal(price, '0'));
    expect(name('free_with'), String(freeWith), String(markOf(text(at, 'description'))?.freeWith ?? ''));
  });
  if (differences.length > 0) return { kind: 'different', fields: differences };
  const net = normalDecimal(text(row, 'untaxed_amount')) ?? '';
  return { kind: 'equal', document: { erpNumber: erpKey, state: text(row, 'state'), net, currency: order.currency, version: momentFrom(row, 'write_date') } };
}

/** Orders that were made or changed since a day, ours and those made in Tryton. */
export async function salesReferences(client: TrytonClient, settings: TrytonSettings, since: string, cursor: string | null): Promise<ReferencePage> {
  const day = date(since.slice(0, 10));
  const midnight = { ...day, __class__: 'datetime', hour: 0, minute: 0, second: 0, microsecond: 0 };
  const domain = [
    ['company', '=', settings.company],
    ['id', '>', Number(cursor ?? 0)],
    ['number', '!=', null],
    ['OR', ['create_date', '>=', midnight], ['write_date', '>=', midnight]],
  ];
  const rows = await client.rows({
    model: 'sale.sale',
    domain,
    fields: [...fields, 'lines.product', 'lines.quantity', 'lines.unit_price'],
    limit: settings.pageSize,
  });
  const digest = (row: Row): string =>
    [text(row, 'untaxed_amount'), ...listed(row, 'lines').map((line) => `${text(line, 'product')}*${text(line, 'quantity')}`)].join(' ');
  const state = (row: Row): 'open' | 'closed' | 'cancelled' =>
    text(row, 'state') === 'cancelled' ? 'cancelled' : text(row, 'state') === 'done' ? 'closed' : 'open';
  return {
    documents: rows.map((row) => ({
      erpKey: text(row, 'number'),
      reference: text(row, 'reference'),
      state: state(row),
      digest: digest(row),
      changedAt: momentFrom(row, 'write_date') || null,
    })),
    nextCursor: rows.length < settings.pageSize ? null : text(rows.at(-1) ?? {}, 'id'),
  };
}
