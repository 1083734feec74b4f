import type { CompanySeed } from '../../../sandbox/kit/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { createFoSandbox, type FoHabits, type FoSandboxHandler } from '../../../sandbox/d365-fo/index.ts';
import type { ChangeSalesOrder, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import type { ErpCommand, ErpConnection } from '../../kit/types.ts';
import { reference16 } from '../../kit/reference.ts';
import { d365Fo } from '../index.ts';

export const auth = { tenant: 'contoso', clientId: 'karkhana-app', clientSecret: 'sandbox-secret' };
export const baseUrl = 'http://fo.test';

/** The settings with which the connector talks to the sandbox. */
export const peerSettings = {
  baseUrl,
  tokenUrl: `${baseUrl}/contoso/oauth2/v2.0/token`,
  clientId: auth.clientId,
  timeoutMs: 5_000,
  // the tiny company never gets older
  historyDays: 10_000,
  companies: {
    vi01: { company: 'VI01', salesOrg: 'VS01', zone: 'Asia/Kolkata', languages: ['en', 'hi'], site: 'PI01', shipFrom: { site: 'PI01', warehouse: 'PI01FG01' } },
    vi02: { company: 'VI02', salesOrg: 'VS02', zone: 'Asia/Riyadh', languages: ['ar', 'en'], site: 'RY01', shipFrom: { site: 'RY01', warehouse: 'RY01FG01' } },
  },
  qualifyKeys: false,
  channel: '10',
  division: '00',
  places: { PI01FG01: 'PI01/FG01', PI01RM01: 'PI01/RM01', RY01FG01: 'RY01/FG01' },
  sets: { stock: 'KKBatchOnHands' },
  statuses: { Available: 'free', QC: 'quality', Blocked: 'blocked' },
  priceGroupsAre: 'list',
  itemFilter: "ItemModelGroupId eq 'FG'",
  brandField: 'KKBrand',
  attributes: { size: 'KKSize', flavour: 'KKFlavour' },
  inactiveStates: ['Obsolete'],
  receiptReference: 'LicensePlateNumber',
  equalBookings: 'same',
  waitForBusyMs: 0,
  messageWaitMs: 0,
};

/** A document of the sandbox's own list. */
export interface SandboxOrder {
  readonly number: string;
  readonly status: string;
  readonly items: readonly {
    readonly material: string;
    readonly words: string | null;
    readonly quantity: string;
    readonly unit: string;
    readonly net: string;
    /** What the line says of itself for us. */
    readonly says: string | null;
    readonly rejected: boolean;
  }[];
}

export interface Peer {
  readonly sandbox: FoSandboxHandler;
  readonly open: (more?: Record<string, unknown>, clientSecret?: string) => ErpConnection;
  readonly habits: (patch: Partial<FoHabits>) => void;
  readonly orders: (reference: string) => Promise<readonly SandboxOrder[]>;
  readonly ask: (path: string, body?: unknown) => Promise<unknown>;
  /** Calls that reached the sandbox, newest last: `METHOD path`. */
  readonly calls: string[];
  /** Bodies that were sent, newest last, with their path. */
  readonly bodies: { readonly method: string; readonly path: string; readonly body: string }[];
}

/** A sandbox in process, and the connector opened on it. */
export async function sandboxPeer(seed: CompanySeed = tinyCompany(), habits: Partial<FoHabits> = {}): Promise<Peer> {
  const sandbox = await createFoSandbox({ stateDir: null, seed, auth, habits });
  const calls: string[] = [];
  const bodies: Peer['bodies'] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const path = url.slice(baseUrl.length);
    calls.push(`${init?.method ?? 'GET'} ${path}`);
    if (typeof init?.body === 'string') bodies.push({ method: init.method ?? 'POST', path, body: init.body });
    return sandbox.fetch(url, init);
  };
  const ask = async (path: string, body?: unknown): Promise<unknown> =>
    (await sandbox.fetch(`${baseUrl}${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })).json();
  return {
    sandbox,
    calls,
    bodies,
    ask,
    open: (more = {}, clientSecret = auth.clientSecret) =>
      d365Fo.open({ ...peerSettings, ...more }, { clientSecret }, { now: Date.now, randomHex: (bytes) => '0'.repeat(bytes * 2), fetch }),
    habits: (patch) => {
      const problems = sandbox.habits.change(patch);
      if (problems.length > 0) throw new Error(problems.join('; '));
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

/** A line of an order with one carton. */
export const line = (sku: string, more: Partial<CreateSalesOrder['lines'][number]> = {}): CreateSalesOrder['lines'][number] => ({
  lineNo: 10,
  sku,
  words: '',
  quantity: '1',
  uom: 'CAR',
  erpUom: 'CAR',
  price: null,
  ...more,
});
