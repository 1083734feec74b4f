import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { CanonicalRecord, ErpConnection, ErpObject } from '../../kit/types.ts';
import { aCommand, anOrder, auth, origin, peerSettings, sandboxPeer, sideOf } from './sandbox-peer.ts';

/** Records no calls. */
export const silent = (): void => undefined;

/** Every record of an object. */
export async function all(connection: ErpConnection, object: ErpObject): Promise<readonly CanonicalRecord[]> {
  const records: CanonicalRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ErpConnection['readPage']>> = await connection.readPage(object, cursor);
    records.push(...page.records);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return records;
}
/** What the record of a key says. */
export const dataOf = async (connection: ErpConnection, object: ErpObject, key: string): Promise<unknown> =>
  (await all(connection, object)).find((record) => record.key === key)?.data;

/** The failure of a read that must fail. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  const failed: unknown = await work.catch((error: unknown) => error);
  return failed instanceof ErpReadError ? failed.failure : failed;
}

/** An order that is there, and changes to it. */
export async function withOrder(more: Record<string, unknown> = {}, seed = tinyCompany(5)) {
  const peer = await sandboxPeer(seed);
  const connection = peer.open(more);
  const command = aCommand();
  const made = await connection.execute(command, silent);
  if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
  const before = sideOf(anOrder());
  const change = (lines: typeof before.lines, kind: 'sales_order_change' | 'sales_order_cancel' = 'sales_order_change') =>
    aCommand({ orderNumber: 'K', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before, after: { ...before, lines } }, kind);
  const linesNow = async () => (await peer.orders(command.reference))[0]?.items.map((item) => `${item.material} ${item.quantity}`);
  return { peer, connection, command, erpKey: made.erpKey, before, change, linesNow };
}

/** What a clerk does: ships and invoices an order in the client. */
export async function postOrder(peer: Awaited<ReturnType<typeof sandboxPeer>>, number: string): Promise<void> {
  const token = (await (
    await peer.sandbox.fetch(`${origin}/${auth.tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: auth.clientId,
        client_secret: auth.clientSecret,
        scope: 'x/.default',
      }).toString(),
    })
  ).json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token.access_token}` };
  const api = `${peerSettings.baseUrl}/api/v2.0`;
  const values = async (path: string) =>
    ((await (await peer.sandbox.fetch(`${api}/${path}`, { headers })).json()) as { value: { id: string; name: string }[] }).value;
  const company = (await values('companies')).find((one) => one.name === peerSettings.companies[0]?.name)?.id ?? '';
  const id = (await values(`companies(${company})/salesOrders?$filter=number eq '${number}'`))[0]?.id ?? '';
  const posted = await peer.sandbox.fetch(`${api}/companies(${company})/salesOrders(${id})/Microsoft.NAV.shipAndInvoice`, { method: 'POST', headers });
  if (posted.status !== 204) throw new Error(await posted.text());
}
