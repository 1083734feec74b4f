import type { CompanySeed } from '../../kit/index.ts';
import { createSapSandbox, type SapHabits, type SapSandboxHandler } from '../index.ts';

/** A company of three items and two customers, small enough to know by heart; the demo factory has its own tests. */
export const smallSeed: CompanySeed = {
  today: '2026-11-17',
  companies: [{ code: 'VI01', name: 'Vindhya Snacks & Foods', city: 'Pithampur', country: 'IN', currency: 'INR', language: 'en' }],
  salesOrgs: [{ code: 'VS01', name: 'Vindhya India', company: 'VI01', currency: 'INR', channel: '10', division: '00', plant: 'PI01', creditSegment: '1000' }],
  items: [item('SEV200', 30, true), item('CHP5', 240, true), item('SEV180', 30, false), bulk('LSEV')],
  customers: [customer('C-1042', 50_000_000, 36_230_000, false), customer('C-1145', 30_000_000, 0, true)],
  prices: [price('SEV200', 126_000, 'CAR', 1), price('CHP5', 96_000, 'CAR', 1), price('LSEV', 178_000, 'KG', 10)],
  pastOrders: Array.from({ length: 5 }, (_, index) => ({
    number: String(4_500_000_001 + index),
    salesOrg: 'VS01',
    customer: 'C-1042',
    shipTo: 'C-1042-1',
    at: Date.parse('2026-11-10T04:30:00Z') + index * 86_400_000,
    requestedOn: '2026-11-18',
    customerPo: index === 0 ? "PO-O'NEIL 7" : null,
    open: index === 4,
    lines: [{ sku: 'SEV200', quantityMilli: 40_000, uom: 'CAR', words: 'sev', netMinor: 5_000_000 }],
  })),
  stocks: [],
  boms: [],
  routings: [],
  productionOrders: [],
  purchaseOrders: [],
  invoices: [],
  workCentres: [],
};

function item(sku: string, perCarton: number, active: boolean): CompanySeed['items'][number] {
  return {
    sku,
    type: 'FERT',
    names: { en: `${sku} in English`, hi: 'रतलामी सेव', ar: 'سيف راتلامي' },
    group: 'SEV',
    brand: 'VIND',
    size: '200 G',
    pricePoint: null,
    flavour: 'CLS',
    netWeightG: 200,
    baseUom: 'PC',
    salesUom: 'CAR',
    uoms: [
      { uom: 'PC', numerator: 1, denominator: 1, barcode: null },
      { uom: 'CAR', numerator: perCarton, denominator: 1, barcode: null },
    ],
    active,
    successor: active ? null : 'SEV200',
    salesOrgs: ['VS01'],
    cost: null,
  };
}

function bulk(sku: string): CompanySeed['items'][number] {
  return {
    ...item(sku, 1, true),
    baseUom: 'KG',
    salesUom: 'BAG',
    uoms: [
      { uom: 'KG', numerator: 1, denominator: 1, barcode: null },
      { uom: 'BAG', numerator: 15, denominator: 1, barcode: null },
    ],
  };
}

function customer(code: string, limitMinor: number, receivablesMinor: number, blocked: boolean): CompanySeed['customers'][number] {
  const place = { name: `${code} Traders`, city: 'Indore', street: '34 Siyaganj', postalCode: '452007' };
  return {
    code,
    ...place,
    localName: 'श्री ट्रेडर्स',
    language: 'hi',
    salesOrg: 'VS01',
    priceList: '01',
    currency: 'INR',
    country: 'IN',
    region: 'MP',
    zone: 'Asia/Kolkata',
    taxNumber: '00VINDH1042A1Z0',
    blocked,
    partial: 'whole_order',
    credit: { limitMinor, receivablesMinor },
    shipTos: [
      { code, ...place, isDefault: false },
      { code: `${code}-1`, ...place, isDefault: true },
    ],
    contacts: [{ id: `7${code.slice(2)}01`, firstName: 'Ramesh', lastName: 'Agrawal', phone: `91000001${code.slice(2)}`, role: 'owner', language: 'hi' }],
  };
}

function price(sku: string, minor: number, uom: string, per: number): CompanySeed['prices'][number] {
  return { salesOrg: 'VS01', priceList: '01', customer: null, sku, minor, currency: 'INR', per, uom, validFrom: '2026-04-01', validTo: '9999-12-31' };
}

/** An answer of the sandbox, body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; `d` and `error` are where SAP puts results and refusals. */
  readonly json: {
    readonly d: Entity & { readonly results: readonly Entity[] };
    readonly error: {
      readonly code: string;
      readonly message: { readonly value: string };
      readonly innererror: { readonly errordetails: readonly { readonly code: string }[] };
    };
  };
}
/** An entity as it comes over the wire. */
export type Entity = Readonly<Record<string, unknown>> & {
  readonly __metadata: { readonly uri: string; readonly etag?: string };
  readonly __next?: string;
  readonly __count?: string;
};

/** A user of the sandbox who holds a session. */
export interface Client {
  readonly sandbox: SapSandboxHandler;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

const auth = { user: 'KARKHANA', password: 'secret' };
export const basic = `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
export const base = 'http://sap.local/sap/opu/odata/sap/';
export const salesOrders = 'API_SALES_ORDER_SRV/A_SalesOrder';

/** Wraps a sandbox: signs in, fetches a token once. */
export async function clientOf(sandbox: SapSandboxHandler): Promise<Client> {
  const raw = async (method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Answer> => {
    const response = await sandbox.fetch(path.startsWith('http') ? path : base + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Answer['json'];
    return { status: response.status, headers: response.headers, text, json };
  };
  const fetched = await raw('GET', 'API_SALES_ORDER_SRV/', { authorization: basic, 'x-csrf-token': 'Fetch' });
  const cookie = fetched.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const session = { authorization: basic, cookie, 'x-csrf-token': fetched.headers.get('x-csrf-token') ?? '' };
  return {
    sandbox,
    call: (method, path, body, headers = {}) => raw(method, path, { ...session, 'content-type': 'application/json', ...headers }, body),
    get: (path) => raw('GET', path, { authorization: basic }),
    post: (path, body, headers = {}) => raw('POST', path, { ...session, 'content-type': 'application/json', ...headers }, body),
  };
}

/** A sandbox with the small company, and a client of it. */
export async function startSmall(
  options: { habits?: Partial<SapHabits>; stateDir?: string | null; now?: () => number; seed?: CompanySeed } = {},
): Promise<Client> {
  const sandbox = await createSapSandbox({
    stateDir: options.stateDir ?? null,
    seed: options.seed ?? smallSeed,
    auth,
    habits: options.habits ?? {},
    now: options.now ?? (() => Date.parse('2026-11-17T00:42:00Z')),
  });
  return await clientOf(sandbox);
}

/** The body of an order; `head` and `items` replace the usual ones. */
export function orderBody(
  head: Record<string, unknown> = {},
  items: readonly Record<string, unknown>[] = [{ Material: 'SEV200', RequestedQuantity: '40', RequestedQuantityUnit: 'CAR' }],
): object {
  return {
    SalesOrderType: 'OR',
    SalesOrganization: 'VS01',
    DistributionChannel: '10',
    OrganizationDivision: '00',
    SoldToParty: 'C-1042',
    PurchaseOrderByCustomer: 'MO7K2QX9D3R8VTPA',
    ...head,
    to_Item: items,
  };
}
