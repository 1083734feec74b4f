import type { CompanySeed } from '../../../sandbox/kit/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { OracleHabits, OracleSandboxHandler } from '../../../sandbox/oracle-fusion/index.ts';
import { createOracleSandbox } from '../../../sandbox/oracle-fusion/index.ts';
import type { ErpCommand, ErpConnection } from '../../kit/types.ts';
import { reference16 } from '../../kit/reference.ts';
import type { ChangeSalesOrder, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { oracleFusion } from '../index.ts';

export const auth = { user: 'karkhana.integration', password: 'sandbox-secret', clientId: 'karkhana', clientSecret: 'client-secret' };
export const baseUrl = 'http://oracle.test:4340';
const tokenUrl = 'http://idcs.test:4341/oauth2/v1/token';

export const basic = { kind: 'basic', user: auth.user } as const;
const oauth = { kind: 'oauth', tokenUrl, clientId: auth.clientId, scope: 'urn:opc:resource:consumer::all' } as const;

/** The settings with which the connector talks to the sandbox. */
export const peerSettings = {
  baseUrl,
  auth: oauth,
  timeoutMs: 2_000,
  businessUnits: {
    VS01: { company: 'VI01', zone: 'Asia/Kolkata', currency: 'INR', country: 'IN', languages: ['en', 'hi'] },
    VS02: { company: 'VI02', zone: 'Asia/Riyadh', currency: 'SAR', country: 'SA', languages: ['ar', 'en'] },
  },
  itemOrganization: 'VMO',
  wordsField: 'CustomerProductDescription',
  operationHistory: { resource: 'operationTransactionHistory' },
  holds: [
    { organization: '*', subinventory: 'FG01', status: 'quality', heldIn: 'FG01-Q' },
    { organization: '*', subinventory: 'FG01', status: 'blocked', heldIn: 'FG01-B' },
  ],
  itemFields: {
    brand: 'brand',
    group: 'itemGroup',
    salesUom: 'salesUom',
    barcode: 'barcode',
    successor: 'successor',
    names: { hi: 'nameHi', ar: 'nameAr' },
    attributes: { size: 'size', flavour: 'flavour', price_point: 'pricePoint' },
  },
  customerFields: {
    businessUnit: 'OrganizationDEO_BusinessUnit_c',
    priceList: 'OrganizationDEO_PriceList_c',
    orderHold: 'OrganizationDEO_OrderHold_c',
    wholeOrder: 'OrganizationDEO_WholeOrder_c',
    names: { hi: 'OrganizationDEO_LocalName_c' },
    contactLanguage: 'PreferredContactLanguage_c',
  },
};

export interface Peer {
  readonly sandbox: OracleSandboxHandler;
  readonly open: (more?: Record<string, unknown>, secret?: string) => ErpConnection;
  readonly habits: (patch: Partial<OracleHabits>) => void;
  readonly get: <T>(path: string) => Promise<T>;
  readonly orders: (reference: string) => Promise<readonly SandboxOrder[]>;
  /** Calls that reached the sandbox, newest last: `METHOD path`. */
  readonly calls: string[];
  /** Bodies that were sent, newest last. */
  readonly bodies: { readonly path: string; readonly body: string }[];
}

export interface SandboxOrder {
  readonly number: string;
  readonly status: string;
  readonly items: readonly {
    readonly material: string;
    readonly words: string;
    readonly quantity: string;
    readonly unit: string;
    readonly net: string;
    readonly sourceLine: string;
    readonly rejected: boolean;
  }[];
}

/** What comes between the connector and the sandbox: an answer of its own, or null. */
export type Meddle = (url: string, answer: Response) => Promise<Response | null>;

/** A sandbox in process, and the connector opened on it. */
export async function sandboxPeer(
  seed: CompanySeed = tinyCompany(),
  habits: Partial<OracleHabits> = {},
  meddle: Meddle | null = null,
  now: () => number = Date.now,
): Promise<Peer> {
  const sandbox = await createOracleSandbox({ stateDir: null, seed, auth, habits, now });
  const calls: string[] = [];
  const bodies: { path: string; body: string }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const { pathname, search } = new URL(url);
    calls.push(`${init?.method ?? 'GET'} ${pathname}${search}`);
    if (typeof init?.body === 'string') bodies.push({ path: pathname, body: init.body });
    const answer = await sandbox.fetch(`${baseUrl}${pathname}${search}`, init);
    return (await meddle?.(url, answer)) ?? answer;
  };
  const get = async <T>(path: string): Promise<T> => (await (await sandbox.fetch(`${baseUrl}${path}`)).json()) as T;
  return {
    sandbox,
    calls,
    bodies,
    get,
    open: (more = {}, secret) =>
      oracleFusion.open(
        { ...peerSettings, ...more },
        { password: secret ?? auth.password, clientSecret: secret ?? auth.clientSecret },
        { now: Date.now, randomHex: (bytes) => '0'.repeat(bytes * 2), fetch },
      ),
    habits: (patch) => {
      const problems = sandbox.habits.change(patch);
      if (problems.length > 0) throw new Error(problems.join('; '));
    },
    orders: async (reference) => (await get<{ orders: SandboxOrder[] }>(`/sandbox/orders?reference=${reference}`)).orders,
  };
}

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
  lines: [
    line('SEV200', { words: '40 peti sev', quantity: '4', price: '1260.00' }),
    line('CHP5', { lineNo: 20, words: '25 paanch wala chips', quantity: '2.000', price: '960.00' }),
  ],
  ...more,
});

/** What the document holds after the order was created. */
export const sideOf = (order: CreateSalesOrder): ChangeSalesOrder['before'] => ({
  requestedDate: order.requestedDate,
  lines: order.lines.map(({ lineNo, ...one }) => ({ ...one, erpLine: lineNo })),
});

let serial = 0;
export function aCommand(payload: unknown = anOrder(), kind: ErpCommand['kind'] = 'create_sales_order'): ErpCommand {
  serial += 1;
  const id = `0193a000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
  return { id, reference: reference16('test', id), kind, payload };
}
