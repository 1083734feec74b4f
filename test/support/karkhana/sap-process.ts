import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SapHabits } from '../../../src/sandbox/sap-s4/index.ts';
import { startProgram, until, type RunFolder } from './processes.ts';

/** An order as the sandbox ERP shows it. */
export interface ErpOrder {
  readonly number: string;
  readonly soldTo: string;
  readonly reference: string | null;
  readonly createdAt: string;
  readonly items: readonly { readonly material: string; readonly quantity: string; readonly unit: string; readonly words: string }[];
}

/** The sandbox ERP in a process of its own: what it holds outlives every karkhana. */
export interface SapProcess {
  readonly pid: number;
  /** With user and password, for `--sandbox-erp`. */
  readonly url: string;
  /** The newest orders, at most 500, newest first. */
  orders(limit?: number): Promise<readonly ErpOrder[]>;
  ordersOf(customer: string): Promise<readonly ErpOrder[]>;
  habits(change: Partial<SapHabits>): Promise<void>;
  /** The address for calls of one's own, without user. */
  readonly plainUrl: string;
  readonly auth: string;
  stop(): Promise<unknown>;
}

/** Size of the demo company in the sandbox ERP and in karkhana. */
export interface DemoSize {
  readonly extraCustomers?: number;
  readonly pastOrders?: number;
}

export const sizeEnv = (size: DemoSize): Record<string, string> => ({
  ...(size.extraCustomers === undefined ? {} : { KARKHANA_DEMO_EXTRA_CUSTOMERS: String(size.extraCustomers) }),
  ...(size.pastOrders === undefined ? {} : { KARKHANA_DEMO_PAST_ORDERS: String(size.pastOrders) }),
});

/** Starts `karkhana sandbox sap-s4` on a state folder of its own inside the run's folder. */
export async function startSapProcess(folder: RunFolder, size: DemoSize = {}): Promise<SapProcess> {
  const state = path.join(folder.dir, 'sap');
  mkdirSync(state, { recursive: true });
  const started = startProgram(folder, 'sap', ['sandbox', 'sap-s4', '--state', state, '--erp-port', '0'], sizeEnv(size));
  const [, url = '', user = '', password = ''] = await until(
    'the sandbox SAP',
    () => {
      if (started.ended()) throw new Error(`the sandbox SAP ended: ${started.said()}`);
      return /sandbox SAP S\/4HANA at (\S+), client \d+, user (\S+), password (\S+)/.exec(started.said());
    },
    90_000,
  );
  const get = async <T>(query: string): Promise<T> => {
    const response = await fetch(`${url}/sandbox/${query}`, { signal: AbortSignal.timeout(20_000) });
    if (!response.ok) throw new Error(`sandbox SAP: ${query} answered ${response.status}`);
    return (await response.json()) as T;
  };
  const orders = async (query: string): Promise<readonly ErpOrder[]> => (await get<{ orders: readonly ErpOrder[] }>(`orders?${query}`)).orders;
  const address = new URL(url);
  address.username = encodeURIComponent(user);
  address.password = encodeURIComponent(password);
  return {
    pid: started.pid,
    url: address.href,
    plainUrl: url,
    auth: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    orders: (limit = 500) => orders(`limit=${limit}`),
    ordersOf: (customer) => orders(`limit=500&customer=${customer}`),
    async habits(change) {
      const response = await fetch(`${url}/sandbox/habits`, { method: 'POST', body: JSON.stringify(change), headers: { 'content-type': 'application/json' } });
      if (!response.ok) throw new Error(`sandbox SAP: habits answered ${response.status} ${await response.text()}`);
    },
    stop: () => started.stop(),
  };
}
