import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { tinyCompany } from '../../kit/test/tiny-company.ts';
import { createTallySandbox } from '../index.ts';
import type { TallySandboxHandler, TallySandboxOptions } from '../index.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(more: Partial<TallySandboxOptions> = {}): Promise<TallySandboxHandler> {
  const sandbox = await createTallySandbox({ stateDir: null, seed: tinyCompany(), ...more });
  closing.push(() => sandbox.close());
  return sandbox;
}

const send = async (sandbox: TallySandboxHandler, xml: string, ms = 2_000): Promise<string> =>
  (
    await sandbox.fetch('http://tally.test:9000/', { method: 'POST', body: xml, headers: { 'content-type': 'text/xml' }, signal: AbortSignal.timeout(ms) })
  ).text();

const company = 'Vindhya Snacks &amp; Foods';
const statics = (name = company): string => `<STATICVARIABLES><SVCURRENTCOMPANY>${name}</SVCURRENTCOMPANY></STATICVARIABLES>`;
const importOf = (inner: string): string =>
  `<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Import</TALLYREQUEST><TYPE>Data</TYPE><ID>Vouchers</ID></HEADER><BODY><DESC>${statics()}</DESC><DATA><TALLYMESSAGE>${inner}</TALLYMESSAGE></DATA></BODY></ENVELOPE>`;
const exportOf = (id: string, tdl: string, name = company): string =>
  `<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Export</TALLYREQUEST><TYPE>Collection</TYPE><ID>${id}</ID></HEADER><BODY><DESC>${statics(name)}${tdl}</DESC></BODY></ENVELOPE>`;
const ledgers = (formula: string): string =>
  exportOf(
    'L',
    `<TDL><TDLMESSAGE><COLLECTION NAME="L"><TYPE>Ledger</TYPE><FETCH>Name,Parent,NoSuchField</FETCH><FILTER>F</FILTER></COLLECTION><SYSTEM TYPE="Formulae" NAME="F">${formula}</SYSTEM></TDLMESSAGE></TDL>`,
  );
const receipt = (attributes: string, remote = 'R1'): string =>
  `<VOUCHER REMOTEID="${remote}" VCHTYPE="Receipt" ACTION="Create"><DATE>20261123</DATE><VOUCHERNUMBER>4711</VOUCHERNUMBER><REFERENCE>R1</REFERENCE>${attributes}` +
  '<LEDGERENTRIES.LIST><LEDGERNAME>Cash</LEDGERNAME><ISDEEMEDPOSITIVE>Maybe</ISDEEMEDPOSITIVE><AMOUNT>-10.00</AMOUNT></LEDGERENTRIES.LIST>' +
  '<LEDGERENTRIES.LIST><LEDGERNAME>Shree Traders</LEDGERNAME><AMOUNT>10.00</AMOUNT></LEDGERENTRIES.LIST></VOUCHER>';

const documents = async (sandbox: TallySandboxHandler): Promise<readonly { readonly number: string; readonly reference: string }[]> =>
  ((await (await sandbox.fetch('http://tally.test:9000/sandbox/documents?reference=R1')).json()) as { documents: { number: string; reference: string }[] })
    .documents;

describe('the Tally stand-in', () => {
  it('counts no error where it complains, and drops what it does not know without a word', async () => {
    const sandbox = await open();
    const refused = await send(sandbox, importOf(receipt('').replace('Shree Traders', 'Nobody')));
    expect(refused).toContain("<LINEERROR>Ledger 'Nobody' does not exist!</LINEERROR>");
    expect(refused).toContain('<ERRORS>0</ERRORS>');
    expect(await send(sandbox, importOf(receipt('<NOSUCHTAG>x</NOSUCHTAG>')))).toContain('<CREATED>1</CREATED>');
    // numbers are automatic, whatever the sender wishes
    expect((await documents(sandbox)).map((one) => one.number)).toEqual(['1']);
  });

  it('makes two of one import without REMOTEID, and answers both times that all is well', async () => {
    const sandbox = await open();
    for (let round = 0; round < 2; round += 1) expect(await send(sandbox, importOf(receipt('', '')))).toContain('<CREATED>1</CREATED>');
    expect(await documents(sandbox)).toHaveLength(2);
  });

  it('crashes when a master is deleted that does not exist, and listens on without an answer until it is started again', async () => {
    const sandbox = await open();
    await expect(send(sandbox, importOf('<LEDGER NAME="No such ledger" ACTION="Delete"/>'), 100)).rejects.toThrow();
    await expect(send(sandbox, ledgers('$Name = "Cash"'), 100)).rejects.toThrow();
    await sandbox.fetch('http://tally.test:9000/sandbox/restart', { method: 'POST' });
    expect(await send(sandbox, ledgers('$Name = "Cash"'))).toContain('<LEDGER NAME="Cash"');
  });

  it('opens a dialog over a formula that it cannot read, and over a collection of the day book', async () => {
    for (const request of [ledgers('$Name ='), exportOf('Day Book', '')]) {
      const sandbox = await open();
      await expect(send(sandbox, request, 100)).rejects.toThrow();
      expect(sandbox.habits.get().hung).toBe(true);
    }
  });

  it('answers bad requests in its own words', async () => {
    const sandbox = await open();
    expect(await send(sandbox, 'no xml')).toContain('Unknown Request');
    expect(await send(sandbox, exportOf('L', '', 'Nobody Ltd'))).toContain("Could not set 'SVCurrentCompany' to 'Nobody Ltd'");
    expect(await send(sandbox, exportOf('L', ''))).toContain('Could not find Collection');
    expect(await send(sandbox, ledgers('$Parent = "Sundry Debtors" AND NOT $Name = "Om Sai"'))).not.toContain('Om Sai');
  });

  it('still has its vouchers after it was killed', async () => {
    const stateDir = await mkdtemp(path.join(tmpdir(), 'tally-sandbox-'));
    closing.push(() => rm(stateDir, { recursive: true, force: true }));
    const first = await open({ stateDir });
    await send(first, importOf(receipt('')));
    // no closing: what was answered is on the disk
    const second = await open({ stateDir });
    expect(await documents(second)).toHaveLength(1);
    expect(await send(second, importOf(receipt('', 'R2')))).toContain('<CREATED>1</CREATED>');
    expect((await documents(second)).map((one) => one.number)).toEqual(['2', '1']);
  });
});
