import { missingIn, readEdmx } from '../kit/odata4/edmx.ts';
import type { ErpFailure, Finding } from '../kit/types.ts';
import type { SapClient } from './client.ts';
import { needs, written } from './needs.ts';
import type { SapSettings } from './settings.ts';

const words = (failure: ErpFailure): string =>
  failure.kind === 'rejected'
    ? `${failure.code}: ${failure.text}`
    : failure.kind === 'unauthorised'
      ? failure.text
      : failure.kind === 'throttled'
        ? 'busy'
        : failure.why;

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

/** The company's own fields of an entity type that cannot be left empty. */
function mandatoryFields(text: string, type: string): readonly string[] {
  const body = new RegExp(`<EntityType\\b[^>]*\\bName="${type}"[^>]*>([\\s\\S]*?)</EntityType>`).exec(text)?.[1] ?? '';
  return [...body.matchAll(/<Property\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /^(YY1_|ZZ1_|ZZ)/.test(attribute(tag, 'Name')) && attribute(tag, 'Nullable') === 'false')
    .map((tag) => attribute(tag, 'Name'));
}

const missingText = 'missing in the metadata document: the connector cannot work with it as it is';

/** What the metadata document of one service says about what we need of it. */
async function inspectService(client: SapClient, service: string, optional: boolean): Promise<readonly Finding[]> {
  const answer = await client.metadata(service);
  const sets = needs[service] ?? {};
  if (answer.kind !== 'ok') {
    const hint = 'activate the service and give the user the right to it (in the cloud: its communication scenario)';
    return [{ about: 'contract', what: service, state: optional ? 'warn' : 'bad', text: `${words(answer)}; ${hint}` }];
  }
  const text = String(answer.json);
  const edmx = readEdmx(text);
  const missing = missingIn(edmx, sets);
  const own = (written[service] ?? []).flatMap((set) => mandatoryFields(text, edmx.sets.get(set) ?? '').map((field) => `${set}/${field}`));
  return [
    ...(missing.length === 0
      ? [{ about: 'contract', what: service, state: 'ok', text: `${Object.keys(sets).length} entity sets have all fields that are needed` } as const]
      : missing.map((what): Finding => ({ about: 'contract', what: `${service}/${what}`, state: 'bad', text: missingText }))),
    ...own.map((what): Finding => ({
      about: 'fields',
      what: `${service}/${what}`,
      state: 'bad',
      text: 'is mandatory and not filled by us: our documents will be refused; give it a default or make it optional',
    })),
  ];
}

/** Whether the sets can be read at all: a service may be there and its data not be shown to us. */
async function permission(
  client: SapClient,
  service: string,
  set: string,
  optional: boolean,
  now: () => number,
): Promise<{ readonly finding: Finding; readonly ms: number }> {
  const started = now();
  const answer = await client.get('inspect', service, `${set}?$top=1`);
  const ms = Math.max(0, Math.round(now() - started));
  const what = `${service}/${set}`;
  const finding: Finding =
    answer.kind === 'ok'
      ? { about: 'permission', what, state: 'ok', text: `can be read (${ms} ms)` }
      : { about: 'permission', what, state: optional ? 'warn' : 'bad', text: `${words(answer)}; give the user the authorisation to display it` };
  return { finding, ms };
}

const slowMs = 2_000;

function speed(samples: readonly number[]): Finding {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const longest = sorted.at(-1) ?? 0;
  const text = `${sorted.length} small reads: half of them within ${middle} ms, the longest ${longest} ms`;
  return { about: 'speed', what: 'first records', state: longest < slowMs ? 'ok' : 'warn', text };
}

function setUp(settings: SapSettings): readonly Finding[] {
  const noCentre = Object.keys(settings.costCentres).length === 0;
  return [
    ...(noCentre
      ? [
          {
            about: 'fields',
            what: 'costCentres',
            state: 'warn',
            text: `no cost centre is set up: issues by movement type ${settings.movementTypes.issue} will be refused`,
          } as const,
        ]
      : []),
    ...(settings.signIn === 'oauth' && settings.user === ''
      ? [
          {
            about: 'fields',
            what: 'user',
            state: 'bad',
            text: 'name the user whom SAP shows as maker of our documents: a delivery whose answer was lost is known by it',
          } as const,
        ]
      : []),
    {
      about: 'numbers',
      what: 'number ranges',
      state: 'warn',
      text: 'cannot be read by a published service: look in SNRO that sales documents (RV_BELEG), material documents (MATBELEG) and deliveries have numbers left',
    },
  ];
}

/** Services that one can do without: what they add is left out. */
const optionalServices = (settings: SapSettings): ReadonlySet<string> =>
  new Set(settings.batchExpiry ? ['API_SALES_ORDER_SIMULATION_SRV'] : ['API_SALES_ORDER_SIMULATION_SRV', 'API_BATCH_SRV']);

/** What IT should know before it trusts this connection: sign-in, each service and field that is used, mandatory fields, rights, speed. Reads only; never throws. */
export async function inspectSap(client: SapClient, settings: SapSettings, now: () => number): Promise<readonly Finding[]> {
  const first = await client.get('inspect', 'API_SALES_ORDER_SRV', 'A_SalesOrder?$top=1&$select=SalesOrder');
  if (first.kind === 'unauthorised' || first.kind === 'transient' || first.kind === 'throttled')
    return [{ about: 'connect', what: 'sign-in', state: 'bad', text: words(first) }];
  const optional = optionalServices(settings);
  const findings: Finding[] = [
    { about: 'connect', what: 'sign-in', state: 'ok', text: `${settings.baseUrl} answers as ${settings.user || settings.clientId}` },
  ];
  const samples: number[] = [];
  for (const [service, sets] of Object.entries(needs)) {
    findings.push(...(await inspectService(client, service, optional.has(service))));
    if (service === 'API_SALES_ORDER_SIMULATION_SRV') continue;
    const [set] = Object.keys(sets);
    const seen = await permission(client, service, set ?? '', optional.has(service), now);
    findings.push(seen.finding);
    if (seen.finding.state === 'ok') samples.push(seen.ms);
  }
  return [...findings, speed(samples), ...setUp(settings)];
}
