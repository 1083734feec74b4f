import type { ErpFailure, Finding } from '../kit/types.ts';
import type { TallyClient } from './client.ts';
import { readState } from './read/book.ts';
import { folded } from './read/book.ts';
import type { Reading } from './read/reading.ts';
import type { TallyCompany, TallySettings } from './settings.ts';
import { nameOf, rawTextOf, textOf } from './wire/node.ts';
import type { TemplateName } from './wire/templates.ts';
import type { XmlNode } from './wire/xml-format.ts';

const finding = (about: Finding['about'], what: string, state: Finding['state'], text: string): Finding => ({ about, what, state, text });
const wordsOf = (failure: ErpFailure): string => ('text' in failure ? failure.text : 'why' in failure ? failure.why : failure.kind);
const named = (row: XmlNode): string => nameOf(row, 'NAME') || rawTextOf(row, '@NAME');

/** Fields that the connector cannot do without, by the request that gives them. */
const needed: readonly (readonly [TemplateName, string, readonly string[]])[] = [
  ['items', 'stock items', ['GUID', 'MASTERID', 'ALTERID', 'BASEUNITS']],
  ['customers', 'customers', ['GUID', 'MASTERID', 'ALTERID', 'PARENT']],
  ['orders', 'sales orders', ['GUID', 'MASTERID', 'ALTERID', 'DATE', 'VOUCHERTYPENAME', 'PARTYLEDGERNAME']],
];

async function rowsOf(client: TallyClient, company: TallyCompany, name: TemplateName): Promise<readonly XmlNode[] | ErpFailure> {
  const wanted = name === 'orders' || name === 'items' || name === 'customers' ? ({ by: 'master', after: 0, upTo: 2_000 } as const) : ({ by: 'all' } as const);
  const period = name === 'orders' ? { from: '1990-01-01', to: '2099-12-31' } : null;
  const answer = await client.read(`inspect ${name}`, { name, company: company.name, wanted, period });
  return answer.kind === 'ok' ? answer.rows : answer;
}

const isRows = (value: readonly XmlNode[] | ErpFailure): value is readonly XmlNode[] => Array.isArray(value);

async function contract(client: TallyClient, company: TallyCompany): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [template, what, fields] of needed) {
    const rows = await rowsOf(client, company, template);
    if (!isRows(rows)) {
      findings.push(finding('contract', what, 'bad', `cannot be read: ${wordsOf(rows)}`));
      continue;
    }
    const [first] = rows;
    const missing = first ? fields.filter((field) => rows.every((row) => !(field in row))) : [];
    findings.push(
      first === undefined
        ? finding('contract', what, 'warn', `none among the first ones of ${company.name}: nothing could be compared`)
        : finding('contract', what, missing.length === 0 ? 'ok' : 'bad', missing.length === 0 ? 'all needed fields come' : `missing: ${missing.join(', ')}`),
    );
    if (rows.some((row) => /\?{2,}/.test(named(row))))
      findings.push(finding('fields', `${what}: letters`, 'warn', 'names hold question marks: set the encoding of the connection to utf-16'));
  }
  return findings;
}

/** Whether each name that the settings speak of is there. */
async function names(client: TallyClient, company: TallyCompany, settings: TallySettings): Promise<readonly Finding[]> {
  const ledgers = [settings.salesLedger, ...Object.values(settings.paymentLedgers)];
  const wanted: readonly (readonly [TemplateName, string, readonly string[]])[] = [
    ['voucherTypes', 'voucher type', Object.values(settings.voucherTypes)],
    ['ledgers', 'ledger', [...new Set(ledgers)]],
    ['godowns', 'godown', [settings.orderGodown, ...Object.values(settings.holdGodowns).filter((name) => !name.includes('{place}'))]],
  ];
  const findings: Finding[] = [];
  for (const [template, what, expected] of wanted) {
    const rows = await rowsOf(client, company, template);
    const known = new Map(isRows(rows) ? rows.map((row) => [folded(named(row)), row]) : []);
    for (const name of expected) {
      const row = known.get(folded(name));
      const text = row ? 'is there' : `${company.name} has none of this name: create it or change the setting`;
      findings.push(finding('contract', `${what} ${name}`, row ? 'ok' : 'bad', text));
      if (row && template === 'voucherTypes') findings.push(numbering(name, textOf(row, 'NUMBERINGMETHOD')));
    }
  }
  return findings;
}

const numbering = (type: string, method: string): Finding =>
  /manual/i.test(method)
    ? finding('numbers', type, 'warn', `numbers are given by hand (${method}): Tally may refuse vouchers without one; set it to automatic`)
    : finding('numbers', type, 'ok', method || 'automatic');

async function vouchers(client: TallyClient, company: TallyCompany): Promise<readonly Finding[]> {
  const read = await readState(client, company);
  if (read.kind !== 'state') return [];
  if (read.state.lastVoucherChange === 0) return [finding('contract', 'vouchers', 'warn', 'the company has no vouchers yet')];
  const period = { from: '1990-01-01', to: '2099-12-31' };
  const wanted = { by: 'alter', after: Math.max(0, read.state.lastVoucherChange - 20_000), upTo: null } as const;
  const answer = await client.read('inspect vouchers', { name: 'voucherProof', company: company.name, wanted, period });
  const seen = answer.kind === 'ok' && answer.rows.length > 0;
  const silent = 'collections of vouchers give nothing and no error: orders could not be found again; nothing may be written';
  return [finding('permission', 'vouchers', seen ? 'ok' : 'bad', seen ? 'vouchers can be read' : answer.kind === 'ok' ? silent : wordsOf(answer))];
}

/** What IT should know before it trusts this Tally. Reads only; never throws. */
export async function inspectTally({ client, settings, companies }: Reading): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { company } of companies) {
    const health = await client.health(company.name);
    if (health.state !== 'fine') {
      findings.push(finding('connect', company.name, 'bad', `${health.state}: ${health.text}`));
      continue;
    }
    findings.push(finding('connect', company.name, 'ok', 'Tally answers, and the company is open'));
    findings.push(finding('speed', company.name, health.ms > 2_000 ? 'warn' : 'ok', `a small request takes ${health.ms} ms`));
    findings.push(...(await contract(client, company)), ...(await names(client, company, settings)), ...(await vouchers(client, company)));
  }
  return findings;
}
