import type { CompanySeed } from '../../../sandbox/kit/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { B1Habits, B1SandboxHandler } from '../../../sandbox/sap-b1/index.ts';
import { createB1Sandbox } from '../../../sandbox/sap-b1/index.ts';
import type { ErpCommand, ErpConnection } from '../../kit/types.ts';
import { reference16 } from '../../kit/reference.ts';
import type { ChangeSalesOrder, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { sapB1 } from '../index.ts';

export const auth = { companyDb: 'SBO_VINDHYA', user: 'karkhana', password: 'sandbox-secret' };
export const baseUrl = 'http://b1.test:50000';

/** The settings with which the connector talks to the sandbox. */
export const peerSettings = {
  baseUrl,
  companyDb: auth.companyDb,
  user: auth.user,
  timeoutMs: 5_000,
  // the tiny company never gets older
  historyDays: 10_000,
  branches: {
    '1': { company: 'VI01', salesOrg: 'VS01', zone: 'Asia/Kolkata', languages: ['en', 'hi'] },
    '2': { company: 'VI02', salesOrg: 'VS02', zone: 'Asia/Riyadh', languages: ['ar', 'en'], currency: 'SAR' },
  },
  channel: '10',
  division: '00',
  places: { PI01FG01: 'PI01/FG01', RY01FG01: 'RY01/FG01', PI01RM01: 'PI01/RM01' },
  holds: { PI01QC01: { of: 'PI01FG01', status: 'quality' }, PI01BL01: { of: 'PI01FG01', status: 'blocked' }, RY01QC01: { of: 'RY01FG01', status: 'quality' } },
  batchQuery: 'KARKHANA_BATCH_STOCK',
  itemNames: { hi: 'U_NameHi', ar: 'U_NameAr' },
  brandField: 'U_Brand',
  successorField: 'U_Successor',
  attributes: { size: 'U_Size', flavour: 'U_Flavour' },
  zoneField: 'U_Zone',
  languageField: 'U_Language',
  contactLanguageField: 'U_Language',
  payments: { cash: { by: 'cash', account: '1110' }, upi: { by: 'transfer', account: '1120' }, cheque: { by: 'cheque', account: '1130' } },
};

/** A document of the sandbox's own list. */
export interface SandboxOrder {
  readonly number: string;
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
  readonly sandbox: B1SandboxHandler;
  readonly open: (more?: Record<string, unknown>, password?: string) => ErpConnection;
  readonly habits: (patch: Partial<B1Habits>) => void;
  readonly orders: (reference: string) => Promise<readonly SandboxOrder[]>;
  readonly ask: (path: string, body?: unknown) => Promise<unknown>;
  /** Calls that reached the sandbox, newest last: `METHOD path`. */
  readonly calls: string[];
  /** Bodies that were sent, newest last, with their path. */
  readonly bodies: { readonly method: string; readonly path: string; readonly body: string }[];
}

/** A sandbox in process, and the connector opened on it. */
export async function sandboxPeer(seed: CompanySeed = tinyCompany(), habits: Partial<B1Habits> = {}): Promise<Peer> {
  const sandbox = await createB1Sandbox({ stateDir: null, seed, auth, habits: { sessions: 5_000, ...habits } });
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
    open: (more = {}, password = auth.password) =>
      sapB1.open({ ...peerSettings, ...more }, { password }, { now: Date.now, randomHex: (bytes) => '0'.repeat(bytes * 2), fetch }),
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
