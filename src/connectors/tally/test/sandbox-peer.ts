import type { ChangeSalesOrder, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import type { CompanySeed } from '../../../sandbox/kit/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { createTallySandbox } from '../../../sandbox/tally/index.ts';
import type { TallyHabits, TallySandboxHandler } from '../../../sandbox/tally/index.ts';
import { reference16 } from '../../kit/reference.ts';
import type { CommandKind, ErpCommand, ErpConnection } from '../../kit/types.ts';
import { tally } from '../index.ts';

export const baseUrl = 'http://tally.test:9000';
export const india = 'Vindhya Snacks & Foods';
export const riyadh = 'Vindhya Riyadh depot';
/** Noon of the day after the seed's. */
export const now = Date.parse('2026-11-23T06:30:00Z');

/** The settings with which the connector talks to the sandbox. */
export const peerSettings = {
  baseUrl,
  companies: [
    { code: 'VI01', name: india, salesOrg: 'VS01', plant: 'PI01', languages: ['en', 'hi'] },
    { code: 'VI02', name: riyadh, salesOrg: 'VS02', plant: 'RY01', country: 'SA', currency: 'SAR', zone: 'Asia/Riyadh', languages: ['ar', 'en'], items: false },
  ],
  timeoutMs: 400,
};

export interface SandboxOrder {
  readonly number: string;
  readonly requestedOn: string;
  readonly reference: string;
  readonly items: readonly {
    readonly material: string;
    readonly words: string;
    readonly quantity: string;
    readonly unit: string;
    readonly net: string;
    readonly rejected: boolean;
  }[];
}

export interface Peer {
  readonly sandbox: TallySandboxHandler;
  readonly open: (more?: Record<string, unknown>, token?: string) => ErpConnection;
  readonly habits: (patch: Partial<TallyHabits>) => void;
  readonly orders: (reference: string) => Promise<readonly SandboxOrder[]>;
  readonly documents: (reference: string) => Promise<readonly { readonly cancelled: boolean; readonly narration: string; readonly type: string }[]>;
  /** XML that reached the sandbox, newest last. */
  readonly calls: string[];
  /** The most calls that were under way at once. */
  readonly most: () => number;
}

/** A sandbox in process, and the connector opened on it. */
export async function sandboxPeer(seed: CompanySeed = tinyCompany(), habits: Partial<TallyHabits> = {}, token: string | null = 'gateway-token'): Promise<Peer> {
  const sandbox = await createTallySandbox({ stateDir: null, seed, token, habits });
  const calls: string[] = [];
  let [at, most] = [0, 0];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    calls.push(typeof init?.body === 'string' ? init.body : Buffer.from(init?.body as Uint8Array).toString('utf16le'));
    at += 1;
    most = Math.max(most, at);
    return sandbox
      .fetch(input instanceof Request ? input.url : String(input), init)
      .catch((error: unknown) => {
        // real fetch ends with the signal's reason
        init?.signal?.throwIfAborted();
        throw error;
      })
      .finally(() => (at -= 1));
  };
  const ask = async (path: string): Promise<unknown> => (await sandbox.fetch(`${baseUrl}/sandbox/${path}`)).json();
  return {
    sandbox,
    calls,
    most: () => most,
    open: (more = {}, gatewayToken = token ?? '') =>
      tally.open({ ...peerSettings, ...more }, { gatewayToken }, { now: () => now, randomHex: (bytes) => '0'.repeat(bytes * 2), fetch }),
    habits: (patch) => {
      const problems = sandbox.habits.change(patch);
      if (problems.length > 0) throw new Error(problems.join('; '));
    },
    orders: async (reference) => ((await ask(`orders?reference=${reference}`)) as { orders: SandboxOrder[] }).orders,
    documents: async (reference) =>
      ((await ask(`documents?reference=${reference}`)) as { documents: { cancelled: boolean; narration: string; type: string }[] }).documents,
  };
}

export const line = (sku: string, more: Partial<CreateSalesOrder['lines'][number]> = {}) => ({
  lineNo: 10,
  sku,
  words: '',
  quantity: '1',
  uom: 'CAR',
  erpUom: 'CAR',
  price: null,
  ...more,
});

export const anOrder = (more: Partial<CreateSalesOrder> = {}): CreateSalesOrder => ({
  orderNumber: 'K-1',
  customer: 'C-1042',
  salesOrg: 'VS01',
  channel: '',
  division: '',
  shipTo: null,
  currency: 'INR',
  requestedDate: '2026-11-24',
  customerPo: null,
  lines: [line('SEV200', { quantity: '4', price: '1260.00', words: '4 peti sev' }), line('CHP5', { lineNo: 20, quantity: '2.000' })],
  ...more,
});

/** What the document holds after the order was created. */
export const sideOf = (order: CreateSalesOrder): ChangeSalesOrder['before'] => ({
  requestedDate: order.requestedDate,
  lines: order.lines.map(({ lineNo, ...rest }) => ({ ...rest, erpLine: lineNo })),
});

let serial = 0;
export function aCommand(payload: unknown = anOrder(), kind: CommandKind = 'create_sales_order'): ErpCommand {
  serial += 1;
  const id = `0193a000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
  return { id, reference: reference16('test', id), kind, payload };
}
