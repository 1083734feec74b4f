import { ErpReadError } from '../../kit/read-error.ts';
import { baseMilliOf, minorOf } from '../map/quantity.ts';
import { voucherOf } from '../map/voucher.ts';
import { amountOf } from '../wire/amounts.ts';
import { nameOf, rawTextOf, textOf } from '../wire/node.ts';
import type { TemplateName } from '../wire/templates.ts';
import type { XmlNode } from '../wire/xml-format.ts';
import { folded } from './book.ts';
import { bookOf } from './reading.ts';
import type { CompanyTools, Reading } from './reading.ts';
import { periodOf } from './period.ts';

const keepMs = 60_000;

/** Keeps what was read of a company for a minute: long enough for the pages of one pass. */
function kept<T>(reading: Reading, read: (tools: CompanyTools) => Promise<T>): (tools: CompanyTools) => Promise<T> {
  const held = new Map<string, { readonly at: number; readonly value: Promise<T> }>();
  return (tools) => {
    const known = held.get(tools.company.code);
    if (known && reading.now() - known.at < keepMs) return known.value;
    const value = read(tools);
    held.set(tools.company.code, { at: reading.now(), value });
    value.catch(() => held.delete(tools.company.code));
    return value;
  };
}

async function allOf(reading: Reading, tools: CompanyTools, name: TemplateName, days: number | null): Promise<readonly XmlNode[]> {
  const period = periodOf(reading, tools.company, days);
  const answer = await reading.client.read(`read ${name}`, { name, company: tools.company.name, wanted: { by: 'all' }, period });
  if (answer.kind !== 'ok') throw new ErpReadError(answer);
  return answer.rows;
}

/** What is unpaid of a customer's bill, in minor units; bills that are paid are not told. */
export function createOpenBills(reading: Reading): (tools: CompanyTools) => Promise<(party: string, bill: string) => number> {
  return kept(reading, async (tools) => {
    const rows = await allOf(reading, tools, 'bills', null);
    const keyOf = (party: string, bill: string): string => `${folded(party)}\u0000${folded(bill)}`;
    const open = new Map(
      rows.map((row) => {
        const minor = minorOf(amountOf(textOf(row, 'CLOSINGBALANCE')), tools.company.currency) ?? 0;
        return [keyOf(nameOf(row, 'PARENT'), nameOf(row, 'NAME') || rawTextOf(row, '@NAME')), -minor] as const;
      }),
    );
    return (party, bill) => open.get(keyOf(party, bill)) ?? 0;
  });
}

/** What came for an order number by receipt notes, in base thousandths of an item. */
export function createReceived(reading: Reading): (tools: CompanyTools) => Promise<(order: string, item: string) => number> {
  return kept(reading, async (tools) => {
    const book = await bookOf(tools);
    const came = new Map<string, number>();
    for (const row of await allOf(reading, tools, 'receipts', reading.settings.historyDays)) {
      const voucher = voucherOf(row, book);
      for (const line of voucher.cancelled ? [] : voucher.goods)
        for (const batch of line.batches.filter((one) => one.order !== '')) {
          const key = `${batch.order}\u0000${folded(line.item)}`;
          came.set(key, (came.get(key) ?? 0) + (baseMilliOf(batch.measures, book.itemByName(line.item)?.units ?? null) ?? 0));
        }
    }
    return (order, item) => came.get(`${order}\u0000${folded(item)}`) ?? 0;
  });
}
