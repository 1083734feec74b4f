import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DemoErpId } from '../../../src/app/demo-erps/ids.ts';
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

/** A sandbox ERP in a process of its own: what it holds outlives every karkhana. */
export interface ErpProcess {
  readonly pid: number;
  readonly url: string;
  /** With what one signs in to it. */
  readonly signIn: Readonly<Record<string, string>>;
  /** The newest orders, at most 500, newest first. */
  orders(limit?: number): Promise<readonly ErpOrder[]>;
  ordersOf(customer: string): Promise<readonly ErpOrder[]>;
  habits(change: object): Promise<void>;
  stop(): Promise<unknown>;
}

/** The sandbox SAP in a process of its own. */
export interface SapProcess extends Omit<ErpProcess, 'signIn'> {
  /** With user and password, for `--sandbox-erp`. */
  readonly url: string;
  habits(change: Partial<SapHabits>): Promise<void>;
  /** The address for calls of one's own, without user. */
  readonly plainUrl: string;
  readonly auth: string;
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

/** Starts `karkhana sandbox ERP` on a state folder of its own inside the run's folder. */
export async function startErpProcess(folder: RunFolder, erp: DemoErpId, size: DemoSize = {}): Promise<ErpProcess> {
  const state = path.join(folder.dir, erp);
  mkdirSync(state, { recursive: true });
  const started = startProgram(folder, erp, ['sandbox', erp, '--state', state, '--erp-port', '0'], sizeEnv(size));
  const [, url = '', words = ''] = await until(
    `the sandbox ${erp}`,
    () => {
      if (started.ended()) throw new Error(`the sandbox ${erp} ended: ${started.said()}`);
      return /^sandbox .* at (http[^\s,]+)(?:, (.*))?$/m.exec(started.said());
    },
    90_000,
  );
  const signIn = Object.fromEntries(words.split(', ').flatMap((word) => [word.split(' ') as [string, string]]));
  const get = async <T>(query: string): Promise<T> => {
    const response = await fetch(`${url}/sandbox/${query}`, { signal: AbortSignal.timeout(20_000) });
    if (!response.ok) throw new Error(`sandbox ${erp}: ${query} answered ${response.status}`);
    return (await response.json()) as T;
  };
  const orders = async (query: string): Promise<readonly ErpOrder[]> => (await get<{ orders: readonly ErpOrder[] }>(`orders?${query}`)).orders;
  return {
    pid: started.pid,
    url,
    signIn,
    orders: (limit = 500) => orders(`limit=${limit}`),
    ordersOf: (customer) => orders(`limit=500&customer=${customer}`),
    async habits(change) {
      const response = await fetch(`${url}/sandbox/habits`, { method: 'POST', body: JSON.stringify(change), headers: { 'content-type': 'application/json' } });
      if (!response.ok) throw new Error(`sandbox ${erp}: habits answered ${response.status} ${await response.text()}`);
    },
    stop: () => started.stop(),
  };
}

/** Starts the sandbox SAP, reachable also for a karkhana with another state folder. */
export async function startSapProcess(folder: RunFolder, size: DemoSize = {}): Promise<SapProcess> {
  const { signIn, ...erp } = await startErpProcess(folder, 'sap-s4', size);
  const { user = '', password = '' } = signIn;
  const address = new URL(erp.url);
  address.username = encodeURIComponent(user);
  address.password = encodeURIComponent(password);
  return { ...erp, url: address.href, plainUrl: erp.url, auth: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
