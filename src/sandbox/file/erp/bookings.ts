import { milliToText } from '../../../kernel/quantity.ts';
import type { Booked, ImportRow, PostRules, Posted } from './post.ts';
import { amountText, baseMilli, booked, cell, milliOf, minorOf, mustBeOpen, Refused } from './post.ts';
import { changeOrder, createOrder } from './orders.ts';
import type { ErpDocument, ErpWorld } from './world.ts';
import { stockFigure } from './world.ts';

interface Draft {
  readonly moves: Record<string, number>;
  readonly lines: readonly Booked[];
  readonly text: string;
  readonly postedOn: string;
  readonly more?: Partial<ErpDocument>;
}

const move = (moves: Record<string, number>, figure: string, by: number): void => {
  moves[figure] = (moves[figure] ?? 0) + by;
};

function stockMovement(world: ErpWorld, rows: readonly ImportRow[], rules: PostRules): Draft {
  const moves: Record<string, number> = {};
  const kind = cell(rows[0], 'movement');
  const lines = rows.map((row, index) => {
    const milli = milliOf(row, 'quantity', { ...rules, otherQuantity: rules.otherQuantity && index === 0 });
    const base = baseMilli(world, cell(row, 'sku'), milli, cell(row, 'erp_uom'));
    const at = (place: string): string => stockFigure(cell(row, 'sku'), place, cell(row, 'lot'), 'free');
    move(moves, at(cell(row, 'place')), kind === 'receipt' ? base : -base);
    if (kind === 'transfer') move(moves, at(cell(row, 'place_to')), base);
    return booked(cell(row, 'line'), cell(row, 'sku'), milli, cell(row, 'erp_uom'));
  });
  return { moves, lines, text: `${kind} ${cell(rows[0], 'reason')}`, postedOn: cell(rows[0], 'posted_on') };
}

function stockStatus(world: ErpWorld, [row = {}]: readonly ImportRow[], rules: PostRules): Draft {
  const milli = milliOf(row, 'quantity', rules);
  const base = baseMilli(world, cell(row, 'sku'), milli, cell(row, 'erp_uom'));
  const at = (status: string): string => stockFigure(cell(row, 'sku'), cell(row, 'place'), cell(row, 'lot'), status);
  const lines = [booked('', cell(row, 'sku'), milli, cell(row, 'erp_uom'))];
  return { moves: { [at(cell(row, 'from'))]: -base, [at(cell(row, 'to'))]: base }, lines, text: cell(row, 'reason'), postedOn: cell(row, 'posted_on') };
}

function productionOrder(world: ErpWorld, row: ImportRow) {
  const order = world.seed.productionOrders.find((one) => one.number === cell(row, 'production_order'));
  if (!order) throw new Refused('PRODORD', `Production order ${cell(row, 'production_order')} does not exist`);
  if (!order.released) throw new Refused('PRODORD', `Production order ${order.number} is not released`);
  return order;
}

function productionReceipt(world: ErpWorld, [row = {}]: readonly ImportRow[], rules: PostRules): Draft {
  const order = productionOrder(world, row);
  if (order.sku !== cell(row, 'sku')) throw new Refused('ITEM', `Production order ${order.number} does not make ${cell(row, 'sku')}`);
  const milli = milliOf(row, 'quantity', rules);
  const base = baseMilli(world, order.sku, milli, cell(row, 'erp_uom'));
  return {
    moves: { [stockFigure(order.sku, cell(row, 'place'), cell(row, 'lot'), 'free')]: base, [`done|${order.number}`]: base },
    lines: [booked('', order.sku, milli, cell(row, 'erp_uom'))],
    text: `receipt of ${order.number}`,
    postedOn: cell(row, 'posted_on'),
  };
}

function confirmation(world: ErpWorld, [row = {}]: readonly ImportRow[], rules: PostRules): Draft {
  const order = productionOrder(world, row);
  const operation = cell(row, 'operation');
  const routing = world.seed.routings.find((one) => one.sku === order.sku);
  if (!routing?.operations.some((one) => one.operation === operation)) throw new Refused('OPER', `Operation ${operation} of ${order.number} does not exist`);
  const milli = milliOf(row, 'quantity', rules);
  const base = baseMilli(world, order.sku, milli, cell(row, 'erp_uom'));
  return {
    moves: { [`operation|${order.number}|${operation}`]: base },
    lines: [booked('', '', milli, cell(row, 'erp_uom'))],
    text: `${order.number}/${operation}`,
    postedOn: cell(row, 'posted_on'),
  };
}

function delivery(world: ErpWorld, rows: readonly ImportRow[], rules: PostRules): Draft {
  const order = world.orders.get(cell(rows[0], 'erp_number'));
  if (!order) throw new Refused('ORDER', `Order ${cell(rows[0], 'erp_number')} does not exist`);
  const moves: Record<string, number> = {};
  const lines = rows.map((row, index) => {
    const line = order.lines.find((one) => String(one.line) === cell(row, 'erp_line') && !one.gone);
    if (line?.sku !== cell(row, 'sku')) throw new Refused('LINE', `Order ${order.number} has no line ${cell(row, 'erp_line')} of ${cell(row, 'sku')}`);
    const milli = milliOf(row, 'quantity', { ...rules, otherQuantity: rules.otherQuantity && index === 0 });
    const figure = `delivered|${order.number}|${line.line}`;
    if ((world.figures.get(figure) ?? 0) + milli > line.milli) throw new Refused('OVER', `Line ${line.line} of order ${order.number} would be delivered twice`);
    move(moves, figure, milli);
    move(moves, stockFigure(line.sku, cell(row, 'place'), cell(row, 'lot'), 'free'), -baseMilli(world, line.sku, milli, cell(row, 'erp_uom')));
    return booked(cell(row, 'line'), line.sku, milli, cell(row, 'erp_uom'));
  });
  const shipped = lines.map((line) => ({ line: Number(line.line), sku: line.sku, milli: Math.round(Number(line.quantity) * 1_000), uom: line.uom }));
  const more = { lines: shipped, customer: order.customer, order: order.number };
  return { moves, lines, text: `goods of order ${order.number}`, postedOn: cell(rows[0], 'shipped_on'), more };
}

function proof(world: ErpWorld, rows: readonly ImportRow[], rules: PostRules): Draft {
  const document = world.documents.get(cell(rows[0], 'delivery'));
  if (document?.kind !== 'delivery') throw new Refused('DELIV', `Delivery ${cell(rows[0], 'delivery')} does not exist`);
  const moves: Record<string, number> = { [`proven|${document.number}`]: 1 };
  const lines = rows
    .filter((row) => cell(row, 'sku') !== '')
    .map((row, index) => {
      const milli = milliOf(row, 'quantity', { ...rules, otherQuantity: rules.otherQuantity && index === 0 });
      move(moves, `received|${document.number}|${cell(row, 'line')}`, milli);
      return booked(cell(row, 'line'), cell(row, 'sku'), milli, cell(row, 'erp_uom'));
    });
  return { moves, lines, text: `${document.number} received by ${cell(rows[0], 'received_by')}`, postedOn: cell(rows[0], 'received_at').slice(0, 10) };
}

function payment(world: ErpWorld, [row = {}]: readonly ImportRow[], rules: PostRules): Draft {
  const customer = world.customers.get(cell(row, 'customer'));
  if (!customer) throw new Refused('CUST', `Customer ${cell(row, 'customer')} does not exist`);
  const invoice = cell(row, 'invoice');
  if (invoice !== '' && !world.seed.invoices.some((one) => one.number === invoice && one.customer === customer.code))
    throw new Refused('INVOICE', `Invoice ${invoice} of ${customer.code} does not exist`);
  const minor = minorOf(cell(row, 'amount'), customer.currency) + (rules.otherQuantity ? 100 : 0);
  const paid = invoice === '' ? {} : { [`paid|${invoice}`]: minor };
  const lines = [{ ...booked('', '', 0, ''), quantity: amountText(minor, customer.currency) }];
  return {
    moves: { [`receivables|${customer.code}`]: -minor, ...paid },
    lines,
    text: `${cell(row, 'method')} from ${customer.code}`,
    postedOn: cell(row, 'received_on'),
  };
}

const drafts: Readonly<Record<string, (world: ErpWorld, rows: readonly ImportRow[], rules: PostRules) => Draft>> = {
  stock_movement: stockMovement,
  stock_status: stockStatus,
  production_receipt: productionReceipt,
  operation_confirmation: confirmation,
  delivery,
  proof_of_delivery: proof,
  payment_receipt: payment,
};

/** Moves the figures of a booking. Stock never gets below nothing. */
function apply(world: ErpWorld, moves: Readonly<Record<string, number>>): void {
  const afterOf = (figure: string, by: number): number => (world.figures.get(figure) ?? 0) + by;
  const short = Object.entries(moves).find(([figure, by]) => figure.startsWith('stock|') && afterOf(figure, by) < 0);
  if (short) {
    const [, sku = '', place = '', lot = '', status = ''] = short[0].split('|');
    throw new Refused('STOCK', `Only ${milliToText(afterOf(short[0], 0))} of ${sku} ${lot} ${status} at ${place}`);
  }
  for (const [figure, by] of Object.entries(moves)) {
    const after = afterOf(figure, by);
    if (after === 0 && !figure.startsWith('receivables|')) world.figures.delete(figure);
    else world.figures.set(figure, after);
  }
}

function keep(world: ErpWorld, kind: string, rows: readonly ImportRow[], draft: Draft): Posted {
  apply(world, draft.moves);
  const number = String(world.nextDocument);
  world.nextDocument += 1;
  const reference = cell(rows[0], 'reference');
  const own = { number, kind, reference, postedOn: draft.postedOn, text: draft.text.trim(), moves: draft.moves, reversedBy: null };
  world.documents.set(number, { ...own, lines: [], customer: '', order: '', ...draft.more });
  return { status: 'POSTED', key: number, code: '', message: '', lines: draft.lines };
}

function reverse(world: ErpWorld, rows: readonly ImportRow[]): Posted {
  const key = cell(rows[0], 'erp_key');
  const order = world.orders.get(key);
  if (order) {
    if (order.lines.some((line) => (world.figures.get(`delivered|${key}|${line.line}`) ?? 0) > 0)) throw new Refused('DELIVERED', `Order ${key} is delivered`);
    world.orders.set(key, { ...order, lines: order.lines.map((line) => ({ ...line, gone: true })) });
    return { status: 'POSTED', key, code: '', message: `Order ${key} cancelled`, lines: [] };
  }
  const document = world.documents.get(key);
  if (!document) throw new Refused('DOC', `Document ${key} does not exist`);
  if (document.reversedBy !== null) throw new Refused('DOC', `Document ${key} was reversed by ${document.reversedBy}`);
  const moves = Object.fromEntries(Object.entries(document.moves).map(([figure, by]) => [figure, -by]));
  const posted = keep(world, 'reversal', rows, { moves, lines: [], text: `reversal of ${key}`, postedOn: document.postedOn });
  world.documents.set(key, { ...document, reversedBy: posted.key });
  return posted;
}

/** Books one file as one document, or refuses it with the ERP's words and books nothing. */
export function postFile(world: ErpWorld, kind: string, rows: readonly ImportRow[], rules: PostRules): Posted {
  try {
    if (kind.endsWith('.reverse') || cell(rows[0], 'reverses') !== '') return reverse(world, rows);
    if (kind === 'create_sales_order') return createOrder(world, rows, rules);
    if (kind === 'sales_order_change' || kind === 'sales_order_cancel') return changeOrder(world, rows, rules);
    const draft = drafts[kind]?.(world, rows, rules);
    if (draft === undefined) throw new Refused('KIND', `Record type ${kind} is not known`);
    mustBeOpen(draft.postedOn, rules);
    return keep(world, kind, rows, draft);
  } catch (error) {
    if (error instanceof Refused) return { status: 'REJECTED', key: '', code: error.code, message: error.message, lines: [] };
    throw error;
  }
}
