import { addDays, businessDateIn, type BusinessDate } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { BypassReport, CreepReport, LeakReport, Sale } from '../../contract.ts';
import type { History } from '../../domain/back-test/history.ts';
import { bypassSums } from '../../domain/leaks/bypass.ts';
import { creepSums, quartersUpTo } from '../../domain/leaks/creep.ts';
import { judgeLine } from '../../domain/leaks/judge-line.ts';
import { leakSums } from '../../domain/leaks/leak-sums.ts';
import { soldLine } from '../../domain/leaks/sold-line.ts';
import { findCompany } from '../find-company.ts';
import { getHistory } from './get-history.ts';
import { getRulesOfDays } from './get-rules-of-days.ts';
import { listSales } from './list-sales.ts';

const mostRows = 100;
const mostBypasses = 500;
const bypassMonths = 12;

const isOf = (history: History, sale: Sale): boolean => history.customers.has(sale.customer);
const customerName =
  (history: History) =>
  (code: string): string =>
    history.customers.get(code)?.name ?? code;
const itemName =
  (history: History) =>
  (sku: string): string =>
    history.items.get(sku)?.name ?? sku;

/** Where money was left between list and invoice over the last days, today included. Null: no such company. */
export async function getLeakReport(ctx: Ctx, code: string, days: number): Promise<LeakReport | null> {
  const company = await findCompany(ctx, code);
  if (company === null) return null;
  const to = businessDateIn(company.zone, ctx.now());
  const from = addDays(to, 1 - days);
  const history = await getHistory(ctx, company);
  const rules = await getRulesOfDays(ctx, history, company.zone);
  const sums = leakSums();
  let unpriced = 0;
  await listSales(ctx, { from, to }, (sale) => {
    const line = isOf(history, sale) ? soldLine(history, sale) : null;
    if (line !== null) sums.tell(line, judgeLine(line, rules).reason);
    else if (isOf(history, sale)) unpriced += 1;
  });
  const rows = { customer: customerName(history), item: itemName(history), own: (key: string): string => key };
  return {
    ...{ company: company.code, currency: company.currency, from, to, unpriced },
    ...sums.whole(),
    byCustomer: sums.rows('customer', mostRows, rows.customer),
    byItem: sums.rows('item', mostRows, rows.item),
    byReason: sums.rows('reason', mostRows, rows.own),
    byMonth: sums.rows('month', mostRows, rows.own),
  };
}

/** The effective discount of every customer over four quarters, the present one last. Null: no such company. */
export async function getCreepReport(ctx: Ctx, code: string): Promise<CreepReport | null> {
  const company = await findCompany(ctx, code);
  if (company === null) return null;
  const to = businessDateIn(company.zone, ctx.now());
  const quarters = quartersUpTo(to);
  const history = await getHistory(ctx, company);
  const sums = creepSums(quarters);
  await listSales(ctx, { from: quarters[0] ?? to, to }, (sale) => {
    const line = isOf(history, sale) ? soldLine(history, sale) : null;
    if (line !== null) sums.tell(line);
  });
  return { company: company.code, currency: company.currency, quarters: [...quarters], rows: sums.rows(customerName(history)).slice(0, mostBypasses) };
}

/** Lines sold under the floor of their day that nobody had let pass, by month, with those of one month (empty text: the present one). Null: no such company. */
export async function getBypassReport(ctx: Ctx, code: string, asked: string): Promise<BypassReport | null> {
  const company = await findCompany(ctx, code);
  if (company === null) return null;
  const to = businessDateIn(company.zone, ctx.now());
  const month = asked === '' ? to.slice(0, 7) : asked;
  const history = await getHistory(ctx, company);
  const rules = await getRulesOfDays(ctx, history, company.zone);
  const sums = bypassSums(month);
  await listSales(ctx, { from: firstDay(to, bypassMonths), to }, (sale) => {
    const line = isOf(history, sale) ? soldLine(history, sale) : null;
    if (line !== null) sums.tell(line, judgeLine(line, rules));
  });
  const [nameOf, nameOfItem] = [customerName(history), itemName(history)];
  const rows = sums.rows(mostBypasses).map((row) => ({ ...row, customerName: nameOf(row.customer), itemName: nameOfItem(row.sku) }));
  return { company: company.code, currency: company.currency, month, months: sums.months(), rows };
}

/** The first day of the month so many months back, the present one counted. */
function firstDay(day: BusinessDate, months: number): string {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}
