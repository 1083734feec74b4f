import { isRecord, queryOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpFailure } from '../../kit/types.ts';
import { childOf, linkOf, quoted, rowsOf } from '../wire.ts';
import { refusal, type Tools } from './tools.ts';

const resource = 'salesOrdersForOrderHub';
const children = ['lines', 'shipToCustomer', 'totals'] as const;

/** A sales order with all of its lines, or why there is none. */
export type OrderRead = { readonly kind: 'read'; readonly row: WireRecord } | { readonly kind: 'absent' } | ErpFailure;

/** Lines that did not come with the order, read through its links. */
async function complete(tools: Tools, step: string, row: WireRecord): Promise<OrderRead> {
  const whole: Record<string, unknown> = { ...row };
  for (const name of children) {
    const child = childOf(row, name);
    if (child && !child.hasMore) {
      whole[name] = child.rows;
      continue;
    }
    const href = linkOf(row, 'child', name);
    if (href === null) return { kind: 'transient', why: `no_${name}` };
    const rows: WireRecord[] = [];
    for (let more = true; more;) {
      const answer = await tools.client.get(step, `${href}${queryOf({ limit: 500, offset: rows.length })}`, tools.record);
      if (answer.kind !== 'ok') return answer;
      const page = rowsOf(answer.json);
      if (!page) return { kind: 'transient', why: 'no_collection' };
      rows.push(...page.rows);
      more = page.hasMore && page.rows.length > 0;
    }
    whole[name] = rows;
  }
  return { kind: 'read', row: whole };
}

/**
 * The order that carries our reference, by its natural key. 404 means that it is not there, or that our user may not see its business unit: the
 * two are told apart by asking whether the unit is shown to us.
 */
export async function readByReference(
  tools: Tools,
  step: string,
  reference: string,
  businessUnit: string,
  access: (name: string) => Promise<boolean | ErpFailure>,
): Promise<OrderRead> {
  const { settings, client, record } = tools;
  const key = encodeURIComponent(`${settings.sourceSystem}:${reference}`);
  const answer = await client.get(step, `${settings.scmPath}/${resource}/${key}${queryOf({ expand: children.join(',') })}`, record);
  if (answer.kind === 'ok')
    return isRecord(answer.json) && textOf(answer.json, 'OrderNumber') !== '' ? complete(tools, step, answer.json) : { kind: 'transient', why: 'no_order' };
  if (answer.kind !== 'rejected' || answer.code !== '404') return answer;
  const seen = await access(businessUnit);
  if (typeof seen !== 'boolean') return seen;
  return seen
    ? { kind: 'absent' }
    : { kind: 'unauthorised', text: `our user has no access to business unit ${businessUnit}: Oracle hides its orders as if they were not there` };
}

/** The newest version of the order with this number. */
export async function readByNumber(tools: Tools, step: string, number: string): Promise<OrderRead> {
  const { settings, client, record } = tools;
  const q = `OrderNumber = ${quoted(number)}`;
  const answer = await client.get(step, `${settings.scmPath}/${resource}${queryOf({ q, expand: children.join(',') })}`, record);
  if (answer.kind !== 'ok') return answer;
  const found = rowsOf(answer.json);
  if (!found) return { kind: 'transient', why: 'no_collection' };
  // older versions are named by their HeaderId, the newest one by its source
  const [row] = [...found.rows].sort((a, b) => Number(textOf(b, 'OrderKey').includes(':')) - Number(textOf(a, 'OrderKey').includes(':')));
  return row ? complete(tools, step, row) : refusal('404', `Oracle does not have order ${number}, or our user may not see it`);
}

/** Id of the site with this number of a customer; null when there is none. */
export async function siteOf(tools: Tools, customer: string, address: string): Promise<{ readonly kind: 'site'; readonly id: string | null } | ErpFailure> {
  const { settings, client, record } = tools;
  const answer = await client.get(
    'ship-to',
    `${settings.crmPath}/accounts/${encodeURIComponent(customer)}/child/Address${queryOf({ q: `AddressNumber = ${quoted(address)}` })}`,
    record,
  );
  if (answer.kind !== 'ok') return answer.kind === 'rejected' && answer.code === '404' ? { kind: 'site', id: null } : answer;
  const row = rowsOf(answer.json)?.rows[0];
  return { kind: 'site', id: row ? textOf(row, 'AddressId') || null : null };
}
