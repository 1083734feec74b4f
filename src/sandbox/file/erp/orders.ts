import { extendPrice } from '../../../kernel/quantity.ts';
import type { Booked, ImportRow, PostRules, Posted } from './post.ts';
import { amountText, baseMilli, booked, cell, listPrice, milliOf, minorOf, Refused } from './post.ts';
import type { ErpOrder, ErpWorld, OrderLine } from './world.ts';
import { exposureMinor } from './world.ts';

interface Buyer {
  readonly customer: string;
  readonly salesOrg: string;
  readonly currency: string;
}

function buyerOf(world: ErpWorld, row: ImportRow | undefined): Buyer {
  const code = cell(row, 'customer');
  const customer = world.customers.get(code);
  if (!customer) throw new Refused('CUST', `Customer ${code} does not exist`);
  if (customer.blocked) throw new Refused('BLOCK', `Customer ${code} is blocked for orders`);
  if (cell(row, 'currency') !== customer.currency) throw new Refused('CURR', `Customer ${code} is kept in ${customer.currency}`);
  return { customer: code, salesOrg: customer.salesOrg, currency: customer.currency };
}

function lineOf(world: ErpWorld, row: ImportRow, buyer: Buyer, rules: PostRules, lie: boolean): OrderLine {
  const sku = cell(row, 'sku');
  const uom = cell(row, 'erp_uom');
  const item = world.items.get(sku);
  const milli = milliOf(row, 'quantity', { ...rules, otherQuantity: lie });
  baseMilli(world, sku, milli, uom);
  if (item?.active !== true || !item.salesOrgs.includes(buyer.salesOrg)) throw new Refused('ITEM', `Item ${sku} is not sold by ${buyer.salesOrg}`);
  const day = new Date(rules.nowMs).toISOString().slice(0, 10);
  const given = cell(row, 'price');
  const minor = given === '' ? listPrice(world, buyer.customer, sku, uom, day) : minorOf(given, buyer.currency);
  if (minor === null) throw new Refused('PRICE', `No valid price for item ${sku} and customer ${buyer.customer}`);
  const price = amountText(minor, buyer.currency);
  const line = { line: Number(cell(row, 'line')), sku, milli, uom, price, netMinor: extendPrice(minor, milli) };
  return { ...line, words: cell(row, 'words'), gone: false, freeWith: Number(cell(row, 'free_with')) || null };
}

function checkCredit(world: ErpWorld, buyer: Buyer, more: number, rules: PostRules): void {
  const limit = world.customers.get(buyer.customer)?.credit?.limitMinor;
  if (limit === undefined || rules.creditCheck === 'off' || more <= 0) return;
  const after = exposureMinor(world, buyer.customer) + more;
  if (after > limit)
    throw new Refused('CREDIT', `Credit limit of customer ${buyer.customer} exceeded by ${amountText(after - limit, buyer.currency)} ${buyer.currency}`);
}

const answer = (order: ErpOrder): Posted => ({
  status: 'POSTED',
  key: order.number,
  code: '',
  message: '',
  lines: order.lines
    .filter((line) => !line.gone)
    .map((line): Booked => ({ ...booked(line.line, line.sku, line.milli, line.uom, line.price), freeWith: String(line.freeWith ?? '') })),
});

/** Refuses free goods that hang on no line of the order. */
function checkFree(lines: readonly OrderLine[]): void {
  const living = lines.filter((line) => !line.gone);
  const lost = living.find((line) => line.freeWith !== null && !living.some((one) => one.line === line.freeWith));
  if (lost) throw new Refused('FREE', `Line ${lost.line} goes along with line ${lost.freeWith}, which is not there`);
}

const sum = (lines: readonly OrderLine[]): number => lines.reduce((total, line) => total + (line.gone ? 0 : line.netMinor), 0);

/** Books an order as one document. */
export function createOrder(world: ErpWorld, rows: readonly ImportRow[], rules: PostRules): Posted {
  const [head] = rows;
  const buyer = buyerOf(world, head);
  const lines = rows.map((row, index) => lineOf(world, row, buyer, rules, rules.otherQuantity && index === 0));
  checkFree(lines);
  checkCredit(world, buyer, sum(lines), rules);
  const order: ErpOrder = {
    ...buyer,
    number: String(world.nextOrder),
    reference: cell(head, 'reference'),
    shipTo: cell(head, 'ship_to') || buyer.customer,
    requestedOn: cell(head, 'requested_date'),
    createdMs: rules.nowMs,
    closed: false,
    lines,
  };
  world.nextOrder += 1;
  world.orders.set(order.number, order);
  return answer(order);
}

const isAs = (line: OrderLine | undefined, row: ImportRow, side: 'old_' | ''): boolean => {
  const sku = cell(row, `${side}sku`);
  if (line === undefined || line.gone) return sku === '';
  return (
    line.sku === sku &&
    Number(cell(row, `${side}quantity`)) * 1_000 === line.milli &&
    line.uom === cell(row, `${side}erp_uom`) &&
    line.freeWith === (Number(cell(row, `${side}free_with`)) || null)
  );
};

/** Changes or cancels an order, if it still is as it was when the change was asked for. */
export function changeOrder(world: ErpWorld, rows: readonly ImportRow[], rules: PostRules): Posted {
  const [head] = rows;
  const order = world.orders.get(cell(head, 'erp_number'));
  if (!order || order.customer !== cell(head, 'customer')) throw new Refused('ORDER', `Order ${cell(head, 'erp_number')} does not exist`);
  const at = (number: number): OrderLine | undefined => order.lines.find((line) => line.line === number);
  const named = new Set(rows.map((row) => Number(cell(row, 'line'))));
  const others = order.lines.some((line) => !line.gone && !named.has(line.line));
  const foreign = rows.some((row) => !isAs(at(Number(cell(row, 'line'))), row, 'old_') && !isAs(at(Number(cell(row, 'line'))), row, ''));
  if (others || foreign) throw new Refused('CHANGED', `Order ${order.number} was changed by another user`);
  const buyer = { customer: order.customer, salesOrg: order.salesOrg, currency: order.currency };
  const lines = rows.map((row, index): OrderLine => {
    const was = at(Number(cell(row, 'line')));
    if (cell(row, 'action') === 'remove') return { ...(was ?? lineOf(world, row, buyer, rules, false)), gone: true };
    if (was !== undefined && isAs(was, row, '')) return was;
    return lineOf(world, row, buyer, rules, rules.otherQuantity && index === 0);
  });
  const delivered = lines.find((line) => (world.figures.get(`delivered|${order.number}|${line.line}`) ?? 0) > (line.gone ? 0 : line.milli));
  if (delivered) throw new Refused('DELIVERED', `Line ${delivered.line} of order ${order.number} is delivered`);
  checkFree(lines);
  checkCredit(world, buyer, sum(lines) - sum(order.lines), rules);
  const gone = order.lines.filter((line) => !named.has(line.line));
  const changed = { ...order, requestedOn: cell(head, 'requested_date') || order.requestedOn, lines: [...gone, ...lines].sort((a, b) => a.line - b.line) };
  world.orders.set(order.number, changed);
  return answer(changed);
}
