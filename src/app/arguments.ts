import { parseArgs } from 'node:util';
import { refuse } from '../kernel/result.ts';
import type { Refusal, Result } from '../kernel/result.ts';
import { demoErpIds } from './demo-erps/ids.ts';
import { definitions, settingNames } from './settings.ts';
import type { FlagValues } from './settings.ts';

/** What can be asked of the command line, with what comes after the verb. */
export const verbs = {
  start: { operands: [], text: 'Starts karkhana: database, web, worker; by default with the demo factory and its sandboxes.' },
  demo: {
    operands: [],
    text: 'Plays eight conversations without a screen, prints what became of each, and ends. In a state folder of its own, unless --state names one.',
  },
  status: { operands: [], text: 'Says whether karkhana runs on this state folder, and where. With --json for scripts.' },
  sandbox: { operands: ['whatsapp', ...demoErpIds], text: 'Runs one sandbox alone: a stand-in for WhatsApp or for an ERP, with the demo company.' },
  migrate: { operands: [], text: 'Brings the database to this version and ends.' },
  read: {
    operands: ['eval'],
    text: 'Reads the past conversations in --data, writes what was understood to --out and measures it. Needs no database and no network.',
  },
  erp: {
    operands: ['doctor', 'conformance'],
    text: 'Looks at an ERP without a database: what it lacks for us (doctor), and whether it keeps what its connector promises (conformance; reads only, unless --write).',
  },
  'tally-agent': {
    operands: [],
    text: 'Runs beside Tally: fetches what karkhana asks and brings the answers, so that no port is opened. With --new NAME it makes a token first.',
  },
} as const satisfies Record<string, { operands: readonly string[]; text: string }>;

/** A verb of the command line. */
export type Verb = keyof typeof verbs;

/** A verb that works on a state folder. */
export type ServiceVerb = Exclude<Verb, 'read' | 'erp' | 'tally-agent'>;

const readOptions = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  out: { type: 'string' },
  learning: { type: 'boolean' },
} as const;

const erpOptions = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  json: { type: 'boolean' },
  connector: { type: 'string' },
  url: { type: 'string' },
  settings: { type: 'string' },
  secrets: { type: 'string' },
  write: { type: 'boolean' },
} as const;

const agentOptions = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  new: { type: 'string' },
  server: { type: 'string' },
  tally: { type: 'string' },
  companies: { type: 'string' },
  'token-file': { type: 'string' },
  state: { type: 'string' },
} as const;

/** A command line that makes sense. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'read_eval'; readonly data: string; readonly out: string; readonly learning: boolean; readonly json: boolean }
  | {
      readonly kind: 'erp';
      readonly what: 'doctor' | 'conformance';
      readonly connector: string;
      readonly url: string | null;
      readonly settings: string | null;
      readonly secrets: string | null;
      readonly write: boolean;
      readonly json: boolean;
    }
  | { readonly kind: 'tally_agent'; readonly agent: AgentCommandLine }
  | { readonly kind: 'run'; readonly verb: ServiceVerb; readonly operand: string | null; readonly json: boolean; readonly flags: FlagValues };

/** How an agent beside Tally is started; `name`: a token for it is made and nothing is run. */
export type AgentCommandLine =
  | { readonly name: string; readonly tokenFile: string }
  | {
      readonly name: null;
      readonly tokenFile: string;
      readonly server: string;
      readonly tally: string;
      readonly companies: readonly string[];
      readonly state: string;
    };

type Refused = Result<Command, Refusal<'bad_arguments'>>;
const wrong = (sentence: string): Refused => refuse('bad_arguments', { sentence: `${sentence} (karkhana --help shows what there is.)` });

const isVerb = (word: string): word is Verb => Object.hasOwn(verbs, word);

function optionTable() {
  const table: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
    json: { type: 'boolean' },
  };
  for (const name of settingNames) {
    const definition: { flag?: string; isSwitch?: boolean } = definitions[name];
    if (definition.flag) table[definition.flag] = { type: definition.isSwitch ? 'boolean' : 'string' };
  }
  return table;
}

function flagsOf(values: Readonly<Record<string, unknown>>): FlagValues {
  const flags: FlagValues = {};
  for (const name of settingNames) {
    const definition: { flag?: string } = definitions[name];
    const value = definition.flag === undefined ? undefined : values[definition.flag];
    if (value !== undefined) flags[name] = String(value);
  }
  return flags;
}

function operandOf(verb: Verb, rest: readonly string[]): Result<string | null, Refusal<'bad_arguments'>> {
  const known: readonly string[] = verbs[verb].operands;
  const [operand, ...more] = rest;
  const extra = known.length === 0 ? operand : more[0];
  if (extra !== undefined) return refuse('bad_arguments', { sentence: `"${extra}" is one word too many after ${verb}.` });
  if (known.length === 0) return { ok: true, value: null };
  if (operand === undefined || !known.includes(operand)) return refuse('bad_arguments', { sentence: `${verb} needs one of: ${known.join(', ')}.` });
  return { ok: true, value: operand };
}

function readEvalOf(values: Readonly<Record<string, unknown>>): Refused {
  const { data, out } = values;
  if (typeof data !== 'string' || data === '')
    return wrong('read eval needs --data DIR, the folder with catalog.json, customers.json, history.jsonl and messages.jsonl.');
  if (typeof out !== 'string' || out === '') return wrong('read eval needs --out FILE, where the predictions are written.');
  return { ok: true, value: { kind: 'read_eval', data, out, learning: values['learning'] !== false, json: values['json'] === true } };
}

function erpOf(what: string | null, values: Readonly<Record<string, unknown>>): Refused {
  const text = (name: string): string | null => (typeof values[name] === 'string' && values[name] !== '' ? values[name] : null);
  const connector = text('connector');
  if (connector === null) return wrong(`erp ${what} needs --connector ID, for example sap-s4.`);
  if (text('url') === null && text('settings') === null) return wrong(`erp ${what} needs --url URL, or --settings FILE with the connector's settings.`);
  const files = { url: text('url'), settings: text('settings'), secrets: text('secrets') };
  const write = values['write'] === true;
  return { ok: true, value: { kind: 'erp', what: what === 'doctor' ? 'doctor' : 'conformance', connector, ...files, write, json: values['json'] === true } };
}

function agentOf(values: Readonly<Record<string, unknown>>): Refused {
  const text = (name: string): string => (typeof values[name] === 'string' ? values[name].trim() : '');
  const tokenFile = text('token-file');
  if (tokenFile === '') return wrong('tally-agent needs --token-file FILE, the file that holds its token.');
  if (text('new') !== '') {
    if (!/^[a-z0-9-]{1,40}$/.test(text('new'))) return wrong('The name of an agent is of small letters, digits and hyphens, for example indore.');
    return { ok: true, value: { kind: 'tally_agent', agent: { name: text('new'), tokenFile } } };
  }
  const server = text('server');
  if (!URL.canParse(server)) return wrong('tally-agent needs --server URL, for example https://karkhana.example/tally-agent.');
  const tally = text('tally') || 'http://127.0.0.1:9000';
  if (!URL.canParse(tally)) return wrong(`"${tally}" is no address of Tally, such as http://127.0.0.1:9000.`);
  const companies = text('companies')
    .split(',')
    .flatMap((name) => name.trim() || []);
  const agent = { name: null, tokenFile, server, tally, companies, state: text('state') || 'karkhana-tally-agent' };
  return { ok: true, value: { kind: 'tally_agent', agent } };
}

/** What may stand behind a verb: most take the settings of the installation. */
function optionsOf(verb: string | undefined) {
  if (verb === 'read') return readOptions;
  if (verb === 'erp') return erpOptions;
  return verb === 'tally-agent' ? agentOptions : optionTable();
}

/** Reads the command line. Refuses `bad_arguments` with one sentence for an unknown verb, flag or operand. */
export function parseCommandLine(words: readonly string[]): Refused {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      options: optionsOf(words.find((word) => !word.startsWith('-'))),
      allowPositionals: true,
      allowNegative: true,
      strict: true,
    });
  } catch (error) {
    const sentence = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    return wrong(`${sentence.replace(/\.$/, '')}.`);
  }
  return commandOf(parsed.positionals, parsed.values);
}

function commandOf([verb, ...rest]: readonly string[], values: Readonly<Record<string, unknown>>): Refused {
  if (values['help']) return { ok: true, value: { kind: 'help' } };
  if (values['version']) return { ok: true, value: { kind: 'version' } };
  if (verb === undefined) return wrong('Say what to do, for example: karkhana start.');
  if (verb === 'help') return { ok: true, value: { kind: 'help' } };
  if (!isVerb(verb)) return wrong(`There is no "${verb}".`);
  const operand = operandOf(verb, rest);
  if (!operand.ok) return wrong(String(operand.refusal.facts['sentence']));
  if (verb === 'read') return readEvalOf(values);
  if (verb === 'erp') return erpOf(operand.value, values);
  if (verb === 'tally-agent') return agentOf(values);
  return { ok: true, value: { kind: 'run', verb, operand: operand.value, json: values['json'] === true, flags: flagsOf(values) } };
}
