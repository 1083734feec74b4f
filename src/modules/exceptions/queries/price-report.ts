import { addDays, businessDateIn } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listPeopleOf, nameActors } from '../../identity/index.ts';
import { roles } from '../../identity/contract.ts';
import { getCompany, listCustomerNames } from '../../masters/index.ts';
import type { RequestReport } from '../contract.ts';
import type { Case } from '../domain/case.ts';
import { askedLines } from '../domain/price-report/asked-lines.ts';
import { requestSums } from '../domain/price-report/request-sums.ts';
import { listRequests } from '../store/request-store.ts';

const mostRows = 50;

/** Which requests: raised within the last days of a company (empty text: the first one), today included. */
export interface AskedReport {
  readonly company: string;
  readonly days: number;
}

/** Asked against approved: what was asked for over the last days, and what became of it. Null: no such company. */
export async function getRequestReport(ctx: Ctx, asked: AskedReport): Promise<RequestReport | null> {
  const company = await getCompany(ctx, asked.company === '' ? null : asked.company);
  if (company === null) return null;
  const to = businessDateIn(company.zone, ctx.now());
  const from = addDays(to, 1 - asked.days);
  const sums = requestSums();
  const keepers = await keepersOf(ctx);
  const [people, items] = [new Set<string>(), new Map<string, string>()];
  await listRequests(ctx, { company: company.code, currency: company.currency, days: asked.days + 1 }, (file) => {
    const on = businessDateIn(company.zone, file.raisedAt);
    if (on < from) return;
    const askers = askersOf(file, keepers);
    for (const one of [...askers, ...file.decisions.map((decision) => decision.by)]) people.add(one);
    for (const line of askedLines(file)) items.set(line.sku, line.itemName);
    sums.tell(file, { askers, month: on.slice(0, 7) });
  });
  const names = await nameActors(ctx, [...people]);
  const customers = await listCustomerNames(ctx, sums.rows('customer', mostRows, String).map((row) => row.key)); // prettier-ignore
  const named = (key: string): string => names.get(key) ?? key;
  return {
    ...{ company: company.code, currency: company.currency, from, to },
    ...sums.whole(),
    byAsker: sums.rows('asker', mostRows, named),
    byCustomer: sums.rows('customer', mostRows, (key) => customers.get(key) ?? key),
    byItem: sums.rows('item', mostRows, (key) => items.get(key) ?? key),
    byApprover: sums.rows('approver', mostRows, named),
    byMonth: sums.rows('month', mostRows, String),
  };
}

/** Who looks after each customer, as actor texts. */
async function keepersOf(ctx: Ctx): Promise<ReadonlyMap<string, readonly string[]>> {
  const keepers = new Map<string, string[]>();
  for (const person of await listPeopleOf(ctx, roles))
    for (const customer of person.customers) keepers.set(customer, [...(keepers.get(customer) ?? []), `person:${person.id}`]);
  return keepers;
}

/** The salesperson of a request: who looks after the customer, else the clerk who asked, else the customer alone. */
function askersOf(file: Case, keepers: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const own = keepers.get(file.customer ?? '') ?? [];
  if (own.length > 0) return own;
  const people = file.requesters.filter((one) => one.startsWith('person:'));
  return people.length > 0 ? people : [nobody];
}

/** Nobody looks after the customer, who has asked for themselves. */
const nobody = 'nobody';
