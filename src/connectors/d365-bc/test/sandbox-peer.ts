import type { CompanySeed } from '../../../sandbox/kit/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { BcHabits, BcSandboxHandler } from '../../../sandbox/d365-bc/index.ts';
import { createBcSandbox } from '../../../sandbox/d365-bc/index.ts';
import type { ErpCommand, ErpConnection } from '../../kit/types.ts';
import { reference16 } from '../../kit/reference.ts';
import type { ChangeSalesOrder, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { d365Bc } from '../index.ts';

export const auth = {
  tenant: 'vindhya.example',
  environment: 'production',
  clientId: '6b1c2d3e-0000-4000-8000-00000000c11e',
  clientSecret: 'sandbox-secret',
  user: 'KARKHANA',
  webServiceKey: 'sandbox-key',
};
export const origin = 'http://bc.test';
export const baseUrl = `${origin}/v2.0/${auth.tenant}/${auth.environment}`;

/** The settings with which the connector talks to the sandbox. */
export const peerSettings = {
  baseUrl,
  auth: { by: 'entra', clientId: auth.clientId, tokenUrl: `${origin}/${auth.tenant}/oauth2/v2.0/token` },
  timeoutMs: 5_000,
  // tests make more calls in five minutes than a user of Business Central may
  requestsIn5Min: 100_000,
  // the tiny company never gets older
  historyDays: 10_000,
  companies: [
    { name: 'Vindhya Snacks & Foods', company: 'VI01', salesOrg: 'VS01', zone: 'Asia/Kolkata', languages: ['en', 'hi'] },
    { name: 'Vindhya Riyadh depot', company: 'VI02', salesOrg: 'VS02', zone: 'Asia/Riyadh', languages: ['ar', 'en'] },
  ],
  channel: '10',
  division: '00',
  places: { PI01FG01: 'PI01/FG01', RY01FG01: 'RY01/FG01', PI01RM01: 'PI01/RM01' },
  holds: { PI01QC01: { of: 'PI01FG01', status: 'quality' }, PI01BL01: { of: 'PI01FG01', status: 'blocked' }, RY01QC01: { of: 'RY01FG01', status: 'quality' } },
  published: { itemUnits: 'ItemUnits', prices: 'SalesPrices', customers: 'CustomerCards', shipTos: 'ShipToAddresses', stock: 'ItemLedgerEntries' },
  salesUnits: ['CAR'],
  itemFilter: "inventoryPostingGroupCode eq 'FINISHED'",
  itemNames: { hi: 'displayName2' },
  journals: { cash: 'CASH', upi: 'BANK', transfer: 'BANK', cheque: 'BANK' },
};

/** A document of the sandbox's own list. */
export interface SandboxOrder {
  readonly number: string;
  readonly shipTo: string;
  readonly items: readonly {
    readonly material: string;
    readonly words: string | null;
    readonly quantity: string;
    readonly unit: string;
    readonly net: string;
    readonly rejected: boolean;
  }[];
}

export interface Peer {
  readonly sandbox: BcSandboxHandler;
  readonly open: (more?: Record<string, unknown>, secret?: string) => ErpConnection;
  readonly habits: (patch: Partial<BcHabits>) => void;
  readonly orders: (reference: string) => Promise<readonly SandboxOrder[]>;
  readonly ask: (path: string, body?: unknown) => Promise<unknown>;
  /** The token that was used last is no longer taken, and nobody told the connector. */
  readonly endToken: () => Promise<void>;
  /** Calls that reached the sandbox, newest last: `METHOD path`. */
  readonly calls: string[];
  /** Bodies that were sent, newest last, with their path. */
  readonly bodies: { readonly method: string; readonly path: string; readonly body: string }[];
}

/** A sandbox in process, and the connector opened on it. */
export async function sandboxPeer(seed: CompanySeed = tinyCompany(), habits: Partial<BcHabits> = {}): Promise<Peer> {
  const sandbox = await createBcSandbox({ stateDir: null, seed, auth, habits: { requestsIn5Min: 1_000_000, creditCheck: 'refuse', ...habits } });
  const calls: string[] = [];
  const bodies: Peer['bodies'] = [];
  let authorization = '';
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const path = url.slice(origin.length);
    calls.push(`${init?.method ?? 'GET'} ${path}`);
    authorization = new Headers(init?.headers).get('authorization') ?? authorization;
    if (typeof init?.body === 'string') bodies.push({ method: init.method ?? 'POST', path, body: init.body });
    return sandbox.fetch(url, init);
  };
  const ask = async (path: string, body?: unknown): Promise<unknown> =>
    (await sandbox.fetch(`${origin}${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })).json();
  return {
    sandbox,
    calls,
    bodies,
    ask,
    open: (more = {}, secret = auth.clientSecret) =>
      d365Bc.open(
        { ...peerSettings, ...more },
        { clientSecret: secret, webServiceKey: auth.webServiceKey },
        { now: Date.now, randomHex: (bytes) => '0'.repeat(bytes * 2), fetch },
      ),
    habits: (patch) => {
      const problems = sandbox.habits.change(patch);
      if (problems.length > 0) throw new Error(problems.join('; '));
    },
    endToken: async () => {
      sandbox.habits.change({ p401Token: 1 });
      await sandbox.fetch(`${baseUrl}/api/v2.0/companies`, { headers: { authorization } });
      sandbox.habits.change({ p401Token: 0 });
    },
    orders: async (reference) => ((await ask(`/sandbox/orders?reference=${reference}`)) as { orders: SandboxOrder[] }).orders,
  };
}

/** An order of the tiny company. */
export const anOrder = (more: Partial<CreateSalesOrder> = {}): CreateSalesOrder => ({
  orderNumber: 'K-1',
  customer: 'C-1042',
  salesOrg: 'VS01',
  channel: '10',
  division: '00',
  shipTo: null,
  currency: 'INR',
  requestedDate: '2026-11-24',
  customerPo: null,
  lines: [
    { lineNo: 10, sku: 'SEV200', words: '40 peti sev', quantity: '40', uom: 'CAR', erpUom: 'CAR', price: '1260.00' },
    { lineNo: 20, sku: 'CHP5', words: '25 paanch wala chips', quantity: '25', uom: 'CAR', erpUom: 'CAR', price: '960.00' },
  ],
  ...more,
});

/** What the document holds after the order was created. */
export const sideOf = (order: CreateSalesOrder): ChangeSalesOrder['before'] => ({
  requestedDate: order.requestedDate,
  lines: order.lines.map(({ lineNo, ...line }) => ({ ...line, erpLine: lineNo })),
});

let serial = 0;
/** A command with a new reference. */
export function aCommand(payload: unknown = anOrder(), kind: ErpCommand['kind'] = 'create_sales_order'): ErpCommand {
  serial += 1;
  const id = `0193a000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
  return { id, reference: reference16('test', id), kind, payload };
}
