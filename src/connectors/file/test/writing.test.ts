import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseCsv } from '../../../kernel/csv.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { ErpCommand } from '../../kit/types.ts';
import { fileSettingsSchema } from '../settings.ts';
import { exportBytes } from '../write/layout.ts';
import { createLedger } from '../write/ledger.ts';
import type { Peer } from './sandbox-peer.ts';
import { fileSandboxSettings } from '../../../sandbox/file/index.ts';
import { aCommand, aLine, anOrder, closePeers, sandboxPeer } from './sandbox-peer.ts';

afterEach(closePeers);
const silent = (): void => undefined;
const ordersOf = (peer: Peer, { reference }: ErpCommand) => [...peer.sandbox.world.orders.values()].filter((order) => order.reference === reference);
const out = (peer: Peer): string[] => readdirSync(join(peer.folder, 'from-karkhana'));
const instantly = { ackWaitMs: 0 };

describe('the writing of files', () => {
  it('shows formulas as text, says everything of the order, and how many rows there are', async () => {
    const peer = await sandboxPeer(tinyCompany(), {}, null);
    await peer.open(instantly).execute(aCommand(), silent);
    const [file = ''] = out(peer);
    expect(file).toMatch(/^K00000001_MO[0-9A-Z]{14}_1\.csv$/);
    const text = readFileSync(join(peer.folder, 'from-karkhana', file), 'utf8');
    expect(text).toContain(`"'=40 peti sev"`);
    const [heading, first] = parseCsv(text, { keep: true }) ?? [];
    const row = Object.fromEntries((heading?.cells ?? []).map((name, at) => [name, first?.cells[at]]));
    expect(row).toMatchObject({
      number: '1',
      kind: 'create_sales_order',
      attempt: '1',
      row: '1',
      rows: '2',
      customer: 'C-1042',
      line: '10',
      quantity: '4',
      price: '1260.00',
    });
  });

  it('takes the layout, format and letters of the ERP', () => {
    const layout = [
      { column: 'External ID', field: 'reference' },
      { column: 'Subsidiary', value: '1' },
      { column: 'Qty', field: 'quantity' },
      { column: 'Date', field: 'requested_date' },
    ];
    const settings = fileSettingsSchema.parse({
      folder: '/x',
      export: { layouts: { a: layout }, decimal: ',', separator: ';', date: 'DD.MM.YYYY', encoding: 'utf-16le' },
    });
    const bytes = exportBytes('a', [{ reference: 'MO1', quantity: '2.5', requested_date: '2026-11-24' }], settings.export);
    expect(Buffer.from(bytes).toString('utf16le')).toBe('\uFEFF"External ID";"Subsidiary";"Qty";"Date"\r\n"MO1";"1";"2,5";"24.11.2026"\r\n');
  });

  it('of a workbook is read by the ERP, its texts as texts', async () => {
    const peer = await sandboxPeer();
    const command = aCommand();
    const made = await peer.open({ export: { format: 'xlsx' } }).execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed' });
    expect(ordersOf(peer, command)[0]?.lines[0]?.words).toBe('=40 peti sev');
  });

  it('writes one file for ten sends at once, by two processes', async () => {
    const peer = await sandboxPeer();
    const command = aCommand();
    const [one, two] = [peer.open(), peer.open()];
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_unused, i) => (i % 2 === 0 ? one : two).execute(command, silent)));
    expect(new Set(outcomes.map((outcome) => outcome.kind))).toEqual(new Set(['committed']));
    expect(ordersOf(peer, command)).toHaveLength(1);
    expect(readdirSync(join(peer.folder, 'taken'))).toHaveLength(1);
  });

  it('goes on after a crash between the claim and the file, and writes nothing twice', async () => {
    const peer = await sandboxPeer();
    const command = aCommand();
    const settings = fileSettingsSchema.parse({ folder: peer.folder, ...fileSandboxSettings });
    const crashed = { reference: command.reference, kind: command.kind, round: 0, seen: 0, at: '2026-11-23T00:00:00.000Z' };
    const row = {
      kind: command.kind,
      reference: command.reference,
      rows: '1',
      customer: 'C-1042',
      currency: 'INR',
      line: '10',
      sku: 'SEV200',
      quantity: '1',
      erp_uom: 'CAR',
    };
    await createLedger(settings).claim(crashed, () => exportBytes(command.kind, [row], settings.export));
    expect(await peer.open().find(command, silent)).toEqual({ kind: 'absent' });
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'committed' });
    expect(ordersOf(peer, command)).toHaveLength(1);
  });

  it('finds its own file while the ERP has not answered, and never calls that booked', async () => {
    const peer = await sandboxPeer(tinyCompany(), {}, null);
    const command = aCommand();
    const connection = peer.open(instantly);
    expect(await connection.execute(command, silent)).toEqual({ kind: 'unknown', why: 'not_acknowledged' });
    expect(await connection.find(command, silent)).toEqual({ kind: 'found', erpKey: out(peer)[0] });
    expect(await connection.verify(command, 'x', silent)).toEqual({ kind: 'transient', why: 'not_acknowledged' });
    await peer.sandbox.run();
    const found = await connection.find(command, silent);
    expect(found).toMatchObject({ kind: 'found', erpKey: '7000001' });
    expect(await connection.verify(command, '7000001', silent)).toMatchObject({ kind: 'equal', document: { erpNumber: '7000001', status: 'POSTED' } });
  });

  it('an order that is acknowledged between looking and reading back is known by its number from then on', async () => {
    const peer = await sandboxPeer(tinyCompany(), {}, null);
    const command = aCommand();
    const connection = peer.open(instantly);
    await connection.execute(command, silent);
    const found = await connection.find(command, silent);
    if (found.kind !== 'found') throw new Error(found.kind);
    await peer.sandbox.run();
    expect(await connection.verify(command, found.erpKey, silent)).toMatchObject({ kind: 'equal', erpKey: '7000001', document: { erpNumber: '7000001' } });
  });

  it('writes again only what was refused and is sent anew', async () => {
    const peer = await sandboxPeer(tinyCompany(), { creditCheck: 'refuse' }, null);
    const command = aCommand(anOrder({ customer: 'C-1188', lines: [aLine('SEV200', { quantity: '38' })] }));
    const connection = peer.open(instantly);
    await connection.execute(command, silent);
    await peer.sandbox.run();
    expect(await connection.find(command, silent)).toEqual({ kind: 'absent' });
    const refused = { kind: 'rejected', code: 'CREDIT', text: expect.stringContaining('Credit limit of customer C-1188') as string };
    expect(await connection.execute(command, silent)).toMatchObject(refused);
    expect(await connection.execute(command, silent)).toMatchObject(refused);
    expect(out(peer)).toEqual([]);
    peer.habits({ creditCheck: 'off' });
    const again = { ...command, round: 1 };
    await connection.execute(again, silent);
    expect(out(peer)).toEqual([`K00000002_${command.reference}_2.csv`]);
    await peer.sandbox.run();
    expect(await connection.execute(again, silent)).toMatchObject({ kind: 'committed' });
    expect(ordersOf(peer, command)).toHaveLength(1);
  });

  it('reads acknowledgements that are torn, doubled, or name two documents', async () => {
    const peer = await sandboxPeer(tinyCompany(), { pTornAck: 1, pAckTwice: 1 });
    const command = aCommand();
    const connection = peer.open();
    const made = await connection.execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed', erpKey: '7000001' });
    await Promise.all(Array.from({ length: 10 }, () => connection.find(command, silent)));
    expect(await connection.verify(command, '7000001', silent)).toMatchObject({ kind: 'equal' });
    writeFileSync(join(peer.folder, 'acknowledgements', 'BY_HAND.csv'), `EXT_REF;STATUS;DOC_NO\r\n${command.reference};POSTED;7000099\r\n`);
    expect(await connection.find(command, silent)).toEqual({ kind: 'ambiguous', erpKeys: ['7000001', '7000099'] });
  });

  it('tells twenty orders apart that are sent and answered at once', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const commands = Array.from({ length: 20 }, () => aCommand(anOrder({ lines: [aLine('SEV200')] })));
    const outcomes = await Promise.all(
      commands.map(async (command) => {
        const made = await connection.execute(command, silent);
        return made.kind === 'committed' ? (await connection.verify(command, made.erpKey, silent)).kind : made.kind;
      }),
    );
    expect(outcomes).toEqual(commands.map(() => 'equal'));
  });

  it('does not believe a last row that may be cut', async () => {
    const peer = await sandboxPeer(tinyCompany(), {}, null);
    const command = aCommand();
    await peer.open(instantly).execute(command, silent);
    const ack = (text: string): void => writeFileSync(join(peer.folder, 'acknowledgements', 'A.csv'), text);
    ack(`EXT_REF;STATUS;DOC_NO\r\n${command.reference};POSTED;70000`);
    expect(await peer.open(instantly).find(command, silent)).toEqual({ kind: 'found', erpKey: out(peer)[0] });
    ack(`EXT_REF;STATUS;DOC_NO\r\n${command.reference};POSTED;7000012\r\n`);
    expect(await peer.open(instantly).find(command, silent)).toEqual({ kind: 'found', erpKey: '7000012' });
  });

  it('tells reconciliation what the ERP has: ours and its own', async () => {
    const peer = await sandboxPeer();
    const command = aCommand();
    await peer.open().execute(command, silent);
    await peer.sandbox.run();
    const { documents } = await peer.open().readReferences('create_sales_order', '2026-11-01', null);
    expect(documents.map((one) => [one.erpKey, one.reference])).toEqual([
      ['3000001', ''],
      ['7000001', command.reference],
    ]);
  });

  it('names a folder that is gone or not ours', async () => {
    const peer = await sandboxPeer(tinyCompany(), {}, null);
    const connection = peer.open({ marker: { file: 'EXCHANGE.txt', text: 'PROD' } });
    expect(await connection.testConnection()).toEqual({ ok: false, text: 'no_marker' });
    expect(await connection.execute(aCommand(), silent)).toEqual({ kind: 'transient', why: 'no_marker' });
    rmSync(peer.folder, { recursive: true });
    expect(await peer.open().find(aCommand(), silent)).toEqual({ kind: 'transient', why: 'no_folder' });
  });
});
