import { saveCompanies, saveCustomers } from '../../src/modules/masters/index.ts';
import { examineOrder } from '../../src/modules/orders/commands/settle-order.ts';
import { decideOrder } from '../../src/modules/orders/domain/confirm.ts';
import type { Order } from '../../src/modules/orders/domain/order.ts';
import { upsertPastLines } from '../../src/modules/orders/store/history-store.ts';
import { savePositions } from '../../src/modules/stock/index.ts';
import type { BusinessDate } from '../../src/kernel/time.ts';
import type { Ctx } from '../../src/platform/runtime/ctx.ts';
import { orderOf, type PriceBook } from './world.ts';

/** So many past orders of the customer, of so many lines each. */
const past = { orders: 50, lines: 100 };

/** What checks look at beside prices: the customer, stock of every item in three lots, and the customer's past orders. */
export async function keepWorldOfChecks(ctx: Ctx, book: PriceBook, seed: number): Promise<void> {
  const { customer } = orderOf(book, 1, seed);
  await saveCompanies(ctx, [{ code: 'VS01', name: 'Bench', zone: 'Asia/Kolkata', currency: 'INR', country: 'IN', languages: ['en'] }]);
  const plain = { names: {}, salesOrg: 'VS01', division: '00', language: 'en', zone: 'Asia/Kolkata', taxNumber: null, blocked: false, blockReason: null };
  const { code, company, priceList, priceGroup, region, channel, country, currency } = customer;
  await saveCustomers(ctx, [
    {
      ...{ ...plain, code, name: code, company, priceList, priceGroup, region, channel, country, currency, partialPolicy: 'whole_order', contacts: [] },
      shipTos: [{ code, name: code, city: 'Indore', address: '', isDefault: true }],
    },
  ]);
  const lots = [1, 2, 3].map((lot) => ({ lot: `L${lot}`, expiresOn: `2027-0${lot}-01` as BusinessDate }));
  const positions = book.items.flatMap(({ sku }) => lots.map((lot) => ({ sku, place: 'P', ...lot, status: 'free' as const, baseMilli: 20_000_000 })));
  await savePositions(ctx, { connection: 'bench', place: 'P', asOf: ctx.now(), positions, complete: true });
  for (let order = 0; order < past.orders; order += 1) {
    const lines = new Map(orderOf(book, past.lines, seed + 1_000 + order).lines.map((line) => [line.sku, line]));
    const own = { erpNumber: `P${order}`, customer: code, orderedOn: `2026-10-${String(1 + (order % 28)).padStart(2, '0')}` };
    await upsertPastLines(
      ctx,
      [...lines.values()].map(({ sku, uom, quantityMilli }, index) => ({ ...own, lineNo: index + 1, sku, uom, quantityMilli, netMinor: 1, words: null })),
    );
  }
}

/** The same lines as an order that somebody has settled, ready to be priced, checked and decided. */
function draftOf(ctx: Ctx, book: PriceBook, lines: number, seed: number): Order {
  const { customer, lines: asked } = orderOf(book, lines, seed);
  const sure = { words: '', spans: [], decision: 'auto', p: 1, via: 'desk', vetoes: [], open: [], rivals: [], why: [] } as const;
  const none = { conversationId: null, shipTo: null, requestedDate: null, poNumber: null, netMinor: null, waiting: null, commandId: null, splitFrom: null };
  return {
    ...{ ...none, erpReference: null, erpNumber: null, sender: null, preview: '', language: 'en', number: 'K-000001', version: 1, state: 'assembling' },
    ...{ id: ctx.newId(), customer: customer.code, company: customer.company, currency: customer.currency, createdAt: ctx.now(), updatedAt: ctx.now() },
    lines: asked.map(({ lineId, sku, uom, quantityMilli }) => ({
      ...sure,
      lineId,
      sku,
      uom,
      quantityMilli,
      priceMinor: null,
      priceTrace: null,
      netMinor: null,
    })),
  };
}

/** Prices an order, runs every check and decides: what stands between a confirmed reading and the ERP. Gives how many results there were. */
export async function checkedOrder(ctx: Ctx, book: PriceBook, lines: number, seed: number): Promise<number> {
  const { order, results } = await examineOrder(ctx, draftOf(ctx, book, lines, seed), null);
  decideOrder(order, results, { by: 'machine', accept: [], mayReleaseCredit: false, mayAsk: false });
  return results.length;
}
