import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErpCommand } from '../../kit/types.ts';
import { deliveryOf, hold, movement, receipt } from './posting-samples.ts';
import { aCommand, anOrder, sandboxPeer, sideOf, type Peer } from './sandbox-peer.ts';

const contracts = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/sap-s4');
const published = existsSync(contracts);
if (!published) process.stderr.write(`SKIPPED: the published SAP contracts are not at ${contracts}\n`);

const files: Readonly<Record<string, string>> = {
  API_SALES_ORDER_SRV: 'API_SALES_ORDER_SRV.edmx',
  API_MATERIAL_DOCUMENT_SRV: 'API_MATERIAL_DOCUMENT_SRV.edmx',
  'API_OUTBOUND_DELIVERY_SRV;v=0002': 'API_OUTBOUND_DELIVERY_SRV_0002.edmx',
};

type Attributes = Readonly<Record<string, string>>;
const attributesOf = (tag: string): Attributes =>
  Object.fromEntries([...tag.matchAll(/([\w:-]+)="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
const short = (name: string | undefined): string => name?.split('.').at(-1) ?? '';

/** A published service: what of each type may be sent, and where links and sets lead. */
interface Contract {
  readonly properties: (type: string) => ReadonlyMap<string, Attributes>;
  readonly linkTo: (type: string, link: string) => string | undefined;
  readonly typeOf: (set: string) => string | undefined;
  readonly functions: ReadonlyMap<string, ReadonlySet<string>>;
}

function contractOf(service: string): Contract {
  const xml = readFileSync(join(contracts, files[service] ?? ''), 'utf8');
  const bodies = new Map([...xml.matchAll(/<EntityType Name="([^"]+)"[\s\S]*?<\/EntityType>/g)].map((match) => [match[1] ?? '', match[0]]));
  const tags = (type: string, kind: string): readonly Attributes[] =>
    [...(bodies.get(type) ?? '').matchAll(new RegExp(`<${kind} [^>]*>`, 'g'))].map(([tag]) => attributesOf(tag));
  const roles = new Map(
    [...xml.matchAll(/<End [^>]*>/g)]
      .map(([tag]) => [attributesOf(tag)['Role'] ?? '', short(attributesOf(tag)['Type'])] as const)
      .filter(([, type]) => type !== ''),
  );
  return {
    properties: (type) => new Map(tags(type, 'Property').map((one) => [one['Name'] ?? '', one])),
    linkTo: (type, link) => roles.get(tags(type, 'NavigationProperty').find((one) => one['Name'] === link)?.['ToRole'] ?? ''),
    typeOf: (set) =>
      short([...xml.matchAll(/<EntitySet [^>]*>/g)].map(([tag]) => attributesOf(tag)).find((one) => one['Name'] === set)?.['EntityType']) || undefined,
    functions: new Map(
      [...xml.matchAll(/<FunctionImport [^>]*>[\s\S]*?<\/FunctionImport>/g)].map(([tag]) => [
        attributesOf(tag.slice(0, tag.indexOf('>')))['Name'] ?? '',
        new Set([...tag.matchAll(/<Parameter [^>]*>/g)].map(([one]) => attributesOf(one)['Name'] ?? '')),
      ]),
    ),
  };
}

function wrongDecimal(property: Attributes, value: string): string | null {
  const [whole = '', fraction = ''] = value.split('.');
  const scale = Number(property['Scale'] ?? 0);
  return fraction.length <= scale && whole.length <= Number(property['Precision']) - scale ? null : `too many digits: ${value}`;
}

function wrongValue(property: Attributes, value: unknown): string | null {
  if (property['Type'] === 'Edm.Boolean') return typeof value === 'boolean' ? null : 'no boolean';
  if (typeof value !== 'string') return 'no text';
  if (property['Type'] === 'Edm.DateTime') return /^\/Date\(\d+\)\/$/.test(value) ? null : 'no date';
  if (property['Type'] === 'Edm.Decimal') return wrongDecimal(property, value);
  const most = Number(property['MaxLength'] ?? Infinity);
  return value.length <= most ? null : `longer than ${most}: ${value}`;
}

/** What is wrong with a body of the type, with the path of each. */
function problemsOf(contract: Contract, type: string, body: unknown, use: 'creatable' | 'updatable', path: string): readonly string[] {
  if (typeof body !== 'object' || body === null) return [`${path}: no object`];
  const properties = contract.properties(type);
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    const at = `${path}/${name}`;
    const target = contract.linkTo(type, name);
    if (target !== undefined) return (value as readonly unknown[]).flatMap((row, index) => problemsOf(contract, target, row, use, `${at}[${index}]`));
    const property = properties.get(name);
    if (!property) return [`${at}: unknown in ${type}`];
    const wrong = wrongValue(property, value);
    return [...(wrong === null ? [] : [`${at}: ${wrong}`]), ...(property[`sap:${use}`] === 'false' ? [`${at}: not ${use}`] : [])];
  });
}

function problemsOfCall(call: Peer['bodies'][number]): readonly string[] {
  const [, service = '', rest = ''] = /^\/sap\/opu\/odata\/sap\/([^/]+)\/(.*)$/.exec(call.path) ?? [];
  if (files[service] === undefined) return [];
  const contract = contractOf(service);
  const [set = '', link] = (rest.split('?')[0] ?? '').split('/').map((part) => part.replace(/\(.*$/, ''));
  const type = contract.typeOf(set) ?? '';
  const target = link === undefined ? type : (contract.linkTo(type, link) ?? '');
  return problemsOf(contract, target, JSON.parse(call.body), call.method === 'PATCH' ? 'updatable' : 'creatable', `${service}/${set}`);
}

const silent = (): void => undefined;

async function book(peer: Peer, command: ErpCommand): Promise<string> {
  const made = await peer.open().execute(command, silent);
  if (made.kind !== 'committed') throw new Error(`${command.kind}: ${JSON.stringify(made)}`);
  return made.erpKey;
}

describe.skipIf(!published)('P1 every body that is sent', () => {
  it('has only names, lengths and digits that the published contract takes, and only what may be sent then', async () => {
    const peer = await sandboxPeer();
    const order = anOrder({ customerPo: 'PO-77', shipTo: 'C-1042-1' });
    const erpNumber = await book(peer, aCommand(order));
    const before = sideOf(order);
    const after = { requestedDate: '2026-11-25', lines: before.lines.map((line) => ({ ...line, quantity: '20' })) };
    await book(peer, aCommand({ orderNumber: 'K-1', erpNumber, customer: 'C-1042', currency: 'INR', before, after }, 'sales_order_change'));
    for (const kind of ['transfer', 'issue', 'receipt', 'scrap'] as const)
      await book(peer, aCommand(movement(kind, { reason: 'a reason that is longer than the text of a material document holds, by far' }), 'stock_movement'));
    await book(peer, aCommand(hold, 'stock_status'));
    await book(peer, aCommand({ ...receipt, final: true }, 'production_receipt'));
    await book(peer, aCommand({ ...deliveryOf(erpNumber), carrier: 'a carrier with a very long name and a plate' }, 'delivery'));
    const sent = peer.bodies.filter((call) => call.path.includes('/odata/sap/'));
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.flatMap(problemsOfCall)).toEqual([]);
  });

  it('goes by function imports that are published, with the names of their parameters', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(hold, 'stock_status');
    await peer.open().reverse(command, await book(peer, command), silent);
    const erpNumber = await book(peer, aCommand());
    const lots = ['L0311', 'L1811'].map((lot) => ({ ...(deliveryOf(erpNumber).lines[0] as object), lot, quantity: '2' }));
    const delivery = aCommand({ ...deliveryOf(erpNumber), lines: lots }, 'delivery');
    await peer.open().reverse(delivery, await book(peer, delivery), silent);
    const called = peer.calls.flatMap((call) => {
      const match = /^POST \/sap\/opu\/odata\/sap\/([^/]+)\/(\w+)\?(.*)$/.exec(call);
      return match ? [{ service: match[1] ?? '', name: match[2] ?? '', query: new URLSearchParams(match[3]) }] : [];
    });
    expect([...new Set(called.map((call) => call.name))].sort()).toEqual(['Cancel', 'PickAndBatchSplitOneItem', 'PostGoodsIssue', 'ReverseGoodsIssue']);
    for (const { service, name, query } of called)
      for (const parameter of query.keys()) expect(contractOf(service).functions.get(name)?.has(parameter), `${name} ${parameter}`).toBe(true);
  });
});
