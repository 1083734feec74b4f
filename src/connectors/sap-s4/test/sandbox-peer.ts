import type { CompanySeed } from '../../../sandbox/kit/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { SapHabits, SapSandboxHandler } from '../../../sandbox/sap-s4/index.ts';
import { createSapSandbox } from '../../../sandbox/sap-s4/index.ts';
import type { ErpCommand, ErpConnection } from '../../kit/types.ts';
import { reference16 } from '../../kit/reference.ts';
import type { ChangeSalesOrder, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { sapS4 } from '../index.ts';

export const auth = { user: 'KARKHANA', password: 'sandbox-secret' };
export const baseUrl = 'http://sap.test:4320';

/** The settings with which the connector talks to the sandbox. */
export const peerSettings = {
  baseUrl,
  user: auth.user,
  salesOrganizations: { VS01: { zone: 'Asia/Kolkata', languages: ['en', 'hi'] }, VS02: { zone: 'Asia/Riyadh', languages: ['ar', 'en'] } },
  accountGroups: ['CUST'],
  flavours: { MAS: 'masala' },
  flavourField: 'SecondSalesSpecProductGroup',
  pricePointField: 'FirstSalesSpecProductGroup',
  timeoutMs: 2_000,
  // the tiny company never gets older
  historyDays: 10_000,
  documentDays: 10_000,
  purchaseDays: 10_000,
  costCentres: { '*': 'CC-100' },
};

export interface Peer {
  readonly sandbox: SapSandboxHandler;
  /** `bend`: what becomes of the text of each answer of a document service. */
  readonly open: (more?: Record<string, unknown>, password?: string, bend?: (answer: Response) => Promise<string>) => ErpConnection;
  readonly habits: (patch: Partial<SapHabits>) => void;
  readonly orders: (reference: string) => Promise<readonly SandboxOrder[]>;
  /** Asks the sandbox's own API. */
  readonly ask: (path: string) => Promise<unknown>;
  /** Calls that reached the sandbox, newest last: `METHOD path`. */
  readonly calls: string[];
  /** Bodies that were sent, newest last, with their path. */
  readonly bodies: { readonly method: string; readonly path: string; readonly body: string }[];
}

export interface SandboxOrder {
  readonly number: string;
  readonly items: readonly {
    readonly material: string;
    readonly words: string | null;
    readonly quantity: string;
    readonly unit: string;
    readonly net: string;
    readonly item: number;
    readonly freeWith: number | null;
    readonly rejected: boolean;
  }[];
}

/** A sandbox in process, and the connector opened on it. */
export async function sandboxPeer(seed: CompanySeed = tinyCompany(), habits: Partial<SapHabits> = {}): Promise<Peer> {
  const sandbox = await createSapSandbox({ stateDir: null, seed, auth, habits: { postingFrom: '2026-11-01', ...habits } });
  const calls: string[] = [];
  const bodies: Peer['bodies'] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    calls.push(`${init?.method ?? 'GET'} ${url.slice(baseUrl.length)}`);
    if (typeof init?.body === 'string') bodies.push({ method: init.method ?? 'POST', path: url.slice(baseUrl.length), body: init.body });
    return sandbox.fetch(url, init);
  };
  return {
    sandbox,
    calls,
    bodies,
    ask: async (path) => (await sandbox.fetch(`${baseUrl}${path}`)).json(),
    open: (more = {}, password = auth.password, bend) => {
      const bent: typeof globalThis.fetch = async (input, init) => {
        const answer = await fetch(input, init);
        return bend ? new Response(await bend(answer), { status: answer.status, headers: answer.headers }) : answer;
      };
      return sapS4.open({ ...peerSettings, ...more }, { password }, { now: Date.now, randomHex: (bytes) => '0'.repeat(bytes * 2), fetch: bent });
    },
    habits: (patch) => {
      const problems = sandbox.habits.change(patch);
      if (problems.length > 0) throw new Error(problems.join('; '));
    },
    orders: async (reference) => {
      const answer = await sandbox.fetch(`${baseUrl}/sandbox/orders?reference=${reference}`);
      return ((await answer.json()) as { orders: SandboxOrder[] }).orders;
    },
  };
}

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
export function aCommand(payload: unknown = anOrder(), kind: ErpCommand['kind'] = 'create_sales_order'): ErpCommand {
  serial += 1;
  const id = `0193a000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
  return { id, reference: reference16('test', id), kind, payload };
}
