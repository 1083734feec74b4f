import { openPool } from '../../src/platform/db/database.ts';
import { until, type ErpOrder, type Karkhana, type SampleOrder, type SapProcess } from '../support/karkhana.ts';
import type { ChaosWorld } from './world.ts';

/** What the ERP holds, held against what the door accepted. */
export interface Audit {
  readonly accepted: number;
  /** Orders of ours in the ERP. */
  readonly inErp: number;
  /** Accepted, and not in the ERP. */
  readonly lost: readonly string[];
  /** In the ERP more than once. */
  readonly doubled: readonly string[];
  /** In the ERP though nobody ordered exactly this. */
  readonly strange: readonly string[];
}

const ours = /^MO/;
const keyOf = (customer: string, lines: readonly string[]): string => `${customer}: ${[...lines].sort().join(', ')}`;
const erpLine = (item: ErpOrder['items'][number]): string => `${item.material} ${Number(item.quantity)} ${item.unit}`;

/** Compares by customer and lines (each sample order is unique in them) and by our reference. */
export function audit(accepted: readonly SampleOrder[], erp: readonly ErpOrder[]): Audit {
  const held = erp.filter((order) => ours.test(order.reference ?? '') && Number(order.soldTo.slice(2)) >= 5001);
  const times = new Map<string, number>();
  const references = new Map<string, number>();
  for (const order of held) {
    const key = keyOf(order.soldTo, order.items.map(erpLine));
    times.set(key, (times.get(key) ?? 0) + 1);
    references.set(order.reference ?? '', (references.get(order.reference ?? '') ?? 0) + 1);
  }
  const wanted = new Set(accepted.map((order) => keyOf(order.customer, order.lines)));
  return {
    accepted: accepted.length,
    inErp: held.length,
    lost: [...wanted].filter((key) => !times.has(key)),
    doubled: [...times, ...references].filter(([, count]) => count > 1).map(([key, count]) => `${key} × ${count}`),
    strange: [...times.keys()].filter((key) => !wanted.has(key)),
  };
}

/** True when every accepted order is in the ERP exactly once and nothing else is. */
export const isExact = (one: Audit): boolean => one.lost.length + one.doubled.length + one.strange.length === 0 && one.inErp === one.accepted;

/** All orders of the customers in the ERP. */
async function erpOrdersOf(sap: SapProcess, accepted: readonly SampleOrder[]): Promise<ErpOrder[]> {
  const found: ErpOrder[] = [];
  for (const customer of new Set(accepted.map((order) => order.customer))) found.push(...(await sap.ordersOf(customer)));
  return found;
}

/** What karkhana itself thinks is still to be done. */
export interface Backlog {
  readonly unread: number;
  readonly openCommands: number;
  /** Orders of which karkhana for a while could not know whether the ERP had them. */
  readonly inDoubt: number;
  readonly states: Readonly<Record<string, number>>;
}

/** Asks karkhana's database. */
export async function backlog(karkhana: Karkhana): Promise<Backlog> {
  const pool = openPool(karkhana.databaseUrl(), { max: 1, name: 'chaos' });
  try {
    const one = async (query: string): Promise<number> => Number((await pool.query<{ n: string }>(query)).rows[0]?.n ?? 0);
    const { rows } = await pool.query<{ state: string; n: string }>(
      `select state, count(*)::text as n from orders.order where customer >= 'C-5001' and customer < 'C-9999' group by state`,
    );
    return {
      unread: await one(`select count(*)::text as n from intake.inbound_event where handled_at is null`),
      openCommands: await one(`select count(*)::text as n from sync.command where state in ('new', 'sending', 'unknown')`),
      inDoubt: await one(`select count(distinct order_id)::text as n from orders.life_event where to_state = 'post_unknown'`),
      states: Object.fromEntries(rows.map((row) => [row.state, Number(row.n)])),
    };
  } finally {
    await pool.end();
  }
}

/** How it ended: the audit, karkhana's own view, and how long it took to come to rest. */
export interface Outcome extends Audit {
  readonly backlog: Backlog;
  readonly settledInMs: number;
}

/**
 * Waits until karkhana says that nothing is left to do and has confirmed as many orders as were accepted, then audits. When that does
 * not come in time the audit of what is there is given all the same: it says what is missing.
 */
export async function settle({ karkhana, sap, accepted }: ChaosWorld, limitMs: number): Promise<Outcome> {
  const began = performance.now();
  const atRest = async (): Promise<Backlog | null> => {
    const now = await backlog(karkhana).catch(() => null);
    if (now === null || now.unread + now.openCommands > 0) return null;
    return Object.values(now.states).reduce((sum, count) => sum + count, 0) >= accepted.length && !now.states['assembling'] && !now.states['posting']
      ? now
      : null;
  };
  const last = await until('rest', atRest, limitMs, 500).catch(() => backlog(karkhana));
  const settledInMs = Math.round(performance.now() - began);
  return { ...audit(accepted, await erpOrdersOf(sap, accepted)), backlog: last, settledInMs };
}

/** One line for people, with the first few of everything that is wrong. */
export function outcomeText(outcome: Outcome): string {
  const few = (name: string, list: readonly string[]): string[] =>
    list.length === 0 ? [] : [`${name}: ${list.slice(0, 3).join(' | ')}${list.length > 3 ? ' …' : ''}`];
  const wrong = [...few('lost', outcome.lost), ...few('doubled', outcome.doubled), ...few('strange', outcome.strange)];
  const { unread, openCommands, inDoubt, states } = outcome.backlog;
  const own = `karkhana: ${JSON.stringify(states)}, unread ${unread}, open commands ${openCommands}, once in doubt ${inDoubt}`;
  return [
    `accepted ${outcome.accepted}, in the ERP ${outcome.inErp}, lost ${outcome.lost.length}, doubled ${outcome.doubled.length}, at rest after ${(outcome.settledInMs / 1000).toFixed(1)} s`,
    own,
    ...wrong,
  ].join('\n    ');
}
