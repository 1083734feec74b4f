import { rowsOf } from '../kit/odata4/answer.ts';
import { missingIn, readEdmx } from '../kit/odata4/edmx.ts';
import { textOf } from '../kit/odata/codec.ts';
import type { ErpFailure, Finding } from '../kit/types.ts';
import { ourCompanies, type Reading } from './read/reading.ts';
import { needsOf } from './needs.ts';
import { dataAreas, type FoSettings } from './settings.ts';

const words = (failure: ErpFailure): string => {
  if (failure.kind === 'rejected') return `${failure.code}: ${failure.text}`;
  if (failure.kind === 'unauthorised') return failure.text;
  return failure.kind === 'throttled' ? 'busy' : failure.why;
};

async function contract({ client, settings }: Reading): Promise<readonly Finding[]> {
  const answer = await client.metadata();
  if (answer.kind !== 'ok') return [{ about: 'contract', what: '$metadata', state: 'bad', text: words(answer) }];
  const needs = needsOf(settings);
  const missing = missingIn(readEdmx(String(answer.json)), needs);
  if (missing.length === 0)
    return [{ about: 'contract', what: '$metadata', state: 'ok', text: `${Object.keys(needs).length} entity sets have all fields that are needed` }];
  return missing.map((what) => ({
    about: 'contract',
    what,
    state: 'bad',
    text: 'missing in the metadata document: name the right set or field in the settings, or the connector cannot work with it',
  }));
}

async function permissions({ client, settings }: Reading): Promise<readonly Finding[]> {
  const sets = Object.keys(needsOf(settings));
  return Promise.all(
    sets.map(async (what): Promise<Finding> => {
      const answer = await client.get('inspect', `${what}?$top=1`);
      return answer.kind === 'ok'
        ? { about: 'permission', what, state: 'ok', text: 'can be read' }
        : { about: 'permission', what, state: 'bad', text: `${words(answer)}; give the application's user a role that includes this entity` };
    }),
  );
}

/** Companies that the settings name: each must be there, and its customers visible across companies. */
async function companies({ client, settings }: Reading): Promise<readonly Finding[]> {
  const answer = await client.get('inspect', 'LegalEntities?$select=LegalEntityId');
  if (answer.kind !== 'ok') return [];
  const there = new Set((rowsOf(answer.json)?.rows ?? []).map((row) => textOf(row, 'LegalEntityId').toLowerCase()));
  return Promise.all(
    dataAreas(settings).map(async (what): Promise<Finding> => {
      if (!there.has(what)) return { about: 'connect', what, state: 'bad', text: 'there is no such legal entity' };
      const customers = await client.get('inspect', `CustomersV3?$top=1&$filter=${encodeURIComponent(ourCompanies(settings, [what]))}`);
      const seen = customers.kind === 'ok' && (rowsOf(customers.json)?.rows.length ?? 0) > 0;
      return {
        about: 'connect',
        what,
        state: seen ? 'ok' : 'warn',
        text: seen ? 'customers of this company can be read' : 'no customers are seen: the company has none, or the user has no access to it',
      };
    }),
  );
}

const told = (settings: FoSettings): readonly Finding[] => [
  {
    about: 'numbers',
    what: 'sales order numbers',
    state: settings.orderNumbers === 'reference' ? 'warn' : 'ok',
    text:
      settings.orderNumbers === 'reference'
        ? 'our reference is the number: the number sequence of sales orders must be manual'
        : 'the ERP numbers orders; look that its number sequence has numbers left',
  },
  settings.receiptReference === null
    ? {
        about: 'fields',
        what: 'receipts',
        state: 'warn',
        text: 'no field of receipts carries our reference (setting receiptReference): equal receipts of one day cannot be told apart',
      }
    : { about: 'fields', what: settings.receiptReference, state: 'ok', text: 'carries our reference of receipts' },
  {
    about: 'fields',
    what: 'mandatory fields',
    state: 'warn',
    text: 'the metadata document does not say which fields a company has made mandatory: make, find and cancel one order in a test company',
  },
  {
    about: 'numbers',
    what: 'message processor',
    state: 'warn',
    text: 'its batch job must run for the queue of manufacturing execution, and the settling time be longer than its period',
  },
];

/** What IT should know before it trusts this connection. Reads only; never throws. */
export async function inspectFo(reading: Reading): Promise<readonly Finding[]> {
  const { client, settings, now } = reading;
  const started = now();
  const first = await client.get('inspect', 'LegalEntities?$top=1&$select=LegalEntityId');
  const ms = Math.round(now() - started);
  if (first.kind !== 'ok') return [{ about: 'connect', what: 'sign-in', state: 'bad', text: words(first) }];
  return [
    { about: 'connect', what: 'sign-in', state: 'ok', text: `signed in as ${settings.clientId}` },
    { about: 'speed', what: 'first call', state: ms < 3_000 ? 'ok' : 'warn', text: `${ms} ms with sign-in` },
    ...(await companies(reading)),
    ...(await contract(reading)),
    ...(await permissions(reading)),
    ...told(settings),
  ];
}
