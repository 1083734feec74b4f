import { z } from 'zod';
import { refuse } from '../kernel/result.ts';
import type { Refusal, Result } from '../kernel/result.ts';
import { llmKinds } from '../platform/ai/index.ts';
import { demoErpIds } from './demo-erps/ids.ts';

const yesNo = z.enum(['true', 'false', '1', '0', 'yes', 'no']).transform((text) => ['true', '1', 'yes'].includes(text));
const port = z.coerce.number().int().min(0).max(65_535);
const httpUrl = z.url({ protocol: /^https?$/ });
const secret = z.string().min(8);

/** One setting: what it is called on the command line and in the environment, and a sentence on what it does. */
interface Definition<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  readonly flag?: string;
  /** A flag that stands alone: `--demo`, `--no-demo`. */
  readonly isSwitch?: boolean;
  readonly env: string;
  readonly text: string;
}

const define = <S extends z.ZodType>(definition: Definition<S>): Definition<S> => definition;

/** Every setting of the product. Secrets have no flag: command lines can be read by everybody on the machine. */
export const definitions = {
  state: define({
    schema: z.string().min(1).optional(),
    flag: 'state',
    env: 'KARKHANA_STATE',
    text: 'Folder for database, secrets and log. Default: ./.karkhana, for root /var/lib/karkhana.',
  }),
  port: define({
    schema: port.default(4300),
    flag: 'port',
    env: 'KARKHANA_PORT',
    text: 'Port of the web. When it is busy, the next free one is taken. Default: 4300.',
  }),
  host: define({
    schema: z.string().min(1).default('127.0.0.1'),
    flag: 'host',
    env: 'KARKHANA_HOST',
    text: 'Address that the web listens on. Default: 127.0.0.1, this machine only.',
  }),
  databaseUrl: define({
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'it does not start with postgresql://')
      .optional(),
    env: 'DATABASE_URL',
    text: 'PostgreSQL 15 or newer to use instead of the built-in one.',
  }),
  demo: define({
    schema: yesNo.optional(),
    flag: 'demo',
    isSwitch: true,
    env: 'KARKHANA_DEMO',
    text: 'Run the demo factory with its sandboxes. Default: on, unless DATABASE_URL is set.',
  }),
  role: define({
    schema: z.enum(['all', 'web', 'worker']).default('all'),
    flag: 'role',
    env: 'KARKHANA_ROLE',
    text: 'What this process does: web, worker, or all (default).',
  }),
  quietSeconds: define({
    schema: z.coerce.number().min(0.5).max(3600).optional(),
    flag: 'quiet',
    env: 'KARKHANA_QUIET_SECONDS',
    text: 'Seconds of silence after which messages become one order. Default: 90, in the demo 4.',
  }),
  completeQuietSeconds: define({
    schema: z.coerce.number().min(0).max(3600).optional(),
    flag: 'complete-quiet',
    env: 'KARKHANA_COMPLETE_QUIET_SECONDS',
    text: 'The same for a complete order from a known customer. Default: no sooner than any other.',
  }),
  erp: define({
    schema: z.enum(demoErpIds).default('sap-s4'),
    flag: 'erp',
    env: 'KARKHANA_DEMO_ERP',
    text: `ERP that the demo runs on: ${demoErpIds.join(', ')}. Default: sap-s4.`,
  }),
  sandboxErp: define({
    schema: httpUrl.optional(),
    flag: 'sandbox-erp',
    env: 'KARKHANA_SANDBOX_ERP',
    text: 'Address of a sandbox ERP that already runs; the demo uses it instead of its own.',
  }),
  whatsappPort: define({
    schema: port.default(4310),
    flag: 'whatsapp-port',
    env: 'KARKHANA_SANDBOX_WHATSAPP_PORT',
    text: 'Port of the sandbox WhatsApp. Default: 4310.',
  }),
  erpPort: define({ schema: port.default(4320), flag: 'erp-port', env: 'KARKHANA_SANDBOX_ERP_PORT', text: 'Port of the sandbox ERP. Default: 4320.' }),
  connectionFile: define({
    schema: z.string().min(1).optional(),
    env: 'KARKHANA_CONNECTION_FILE',
    text: 'Without the demo: JSON file with the ERP to connect: {id, connector, settings, secrets}.',
  }),
  tallyAgents: define({
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,40}:[0-9a-f]{64}(,[a-z0-9-]{1,40}:[0-9a-f]{64})*$/, 'it is not NAME:SHA256, or several of them with commas')
      .optional(),
    env: 'KARKHANA_TALLY_AGENTS',
    text: 'Agents beside Tally that may come in: NAME:SHA256 of the token, with commas; karkhana tally-agent --new NAME says it.',
  }),
  extraCustomers: define({
    schema: z.coerce.number().int().min(0).max(4999).default(0),
    env: 'KARKHANA_DEMO_EXTRA_CUSTOMERS',
    text: 'More customers in the demo company, for load tests. Default: 0.',
  }),
  pastOrders: define({
    schema: z.coerce.number().int().min(0).max(1_000_000).optional(),
    env: 'KARKHANA_DEMO_PAST_ORDERS',
    text: 'Past orders of the demo company, for load tests. Default: what its customers order in six months.',
  }),
  publicUrl: define({ schema: httpUrl.optional(), env: 'KARKHANA_URL', text: 'Address that people use, when a proxy stands before the web.' }),
  trustProxy: define({ schema: yesNo.default(false), env: 'KARKHANA_TRUST_PROXY', text: 'Behind a proxy that appends X-Forwarded-For: true. Default: false.' }),
  secret: define({
    schema: z.string().min(32).optional(),
    env: 'KARKHANA_SECRET',
    text: 'Signs sessions and seals kept secrets, 32 characters or more, the same on all nodes. Default: made once, kept in the state folder.',
  }),
  adminEmail: define({
    schema: z.email().default('admin@karkhana.example'),
    env: 'KARKHANA_ADMIN_EMAIL',
    text: 'Without the demo: address of the first person, made at the first start with a password that is shown once.',
  }),
  logLevel: define({
    schema: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    env: 'KARKHANA_LOG_LEVEL',
    text: 'Least important line that is logged. Default: info.',
  }),
  logTo: define({
    schema: z.enum(['file', 'stdout']).optional(),
    env: 'KARKHANA_LOG',
    text: 'Where the log goes: file (karkhana.log in the state folder) or stdout. Default: file, with DATABASE_URL stdout.',
  }),
  lexiconDir: define({
    schema: z.string().min(1).optional(),
    env: 'KARKHANA_LEXICON_DIR',
    text: 'Folder with word lists (JSON) that the reader knows beside its own: docs/how-to/teach-the-reader-words.md.',
  }),
  llmProvider: define({
    schema: z.enum(llmKinds).optional(),
    env: 'KARKHANA_LLM_PROVIDER',
    text: 'Optional language model: openai (and everything that speaks like it), anthropic, gemini or ollama. Default: none.',
  }),
  llmModel: define({ schema: z.string().min(1).max(200).optional(), env: 'KARKHANA_LLM_MODEL', text: 'Language model: its name at the provider.' }),
  llmUrl: define({
    schema: httpUrl.optional(),
    env: 'KARKHANA_LLM_URL',
    text: 'Language model: base address, the only host that is called. Default: the provider’s own; for ollama http://127.0.0.1:11434.',
  }),
  llmKey: define({ schema: secret.optional(), env: 'KARKHANA_LLM_KEY', text: 'Language model: key, where the provider wants one.' }),
  whatsappPhoneNumberId: define({
    schema: z.string().regex(/^\d+$/).optional(),
    env: 'KARKHANA_WHATSAPP_PHONE_NUMBER_ID',
    text: 'WhatsApp Cloud API: id of our business number.',
  }),
  whatsappAccessToken: define({
    schema: secret.optional(),
    env: 'KARKHANA_WHATSAPP_ACCESS_TOKEN',
    text: 'WhatsApp Cloud API: token with which messages are sent.',
  }),
  whatsappAppSecret: define({
    schema: secret.optional(),
    env: 'KARKHANA_WHATSAPP_APP_SECRET',
    text: 'WhatsApp Cloud API: app secret with which webhooks are signed.',
  }),
  whatsappVerifyToken: define({
    schema: secret.optional(),
    env: 'KARKHANA_WHATSAPP_VERIFY_TOKEN',
    text: 'WhatsApp Cloud API: token of our choice for the webhook verification.',
  }),
  whatsappGraphUrl: define({
    schema: httpUrl.default('https://graph.facebook.com'),
    env: 'KARKHANA_WHATSAPP_GRAPH_URL',
    text: 'WhatsApp Cloud API: address. Default: https://graph.facebook.com.',
  }),
  whatsappVersion: define({
    schema: z
      .string()
      .regex(/^v\d+\.\d+$/)
      .default('v24.0'),
    env: 'KARKHANA_WHATSAPP_VERSION',
    text: 'WhatsApp Cloud API: version. Default: v24.0.',
  }),
} as const;

type Definitions = typeof definitions;
/** The name of a setting in code. */
export type SettingName = keyof Definitions;
type Given = { [K in SettingName]: z.infer<Definitions[K]['schema']> };

/** All settings, checked, with the defaults that depend on others filled in. */
export interface Settings extends Omit<Given, 'demo' | 'quietSeconds' | 'completeQuietSeconds' | 'logTo' | 'state'> {
  readonly state: string;
  readonly demo: boolean;
  readonly quietMs: number;
  readonly completeQuietMs: number | null;
  readonly logTo: 'file' | 'stdout';
}

/** Flags as they were given, by setting. */
export type FlagValues = Partial<Record<SettingName, string>>;

/** All of them, in the order of the help. */
export const settingNames = Object.keys(definitions) as SettingName[];

const nameOf = (definition: Definition, fromFlag: boolean): string => (fromFlag && definition.flag ? `--${definition.flag}` : definition.env);

/**
 * Reads the settings from flags (first) and environment. Refuses `bad_setting` with one sentence for the person at the
 * terminal; the value of a setting without a flag is a secret and not repeated.
 */
export function readSettings(
  flags: FlagValues,
  env: Readonly<Record<string, string | undefined>>,
  defaultState: string,
): Result<Settings, Refusal<'bad_setting'>> {
  const given: Record<string, unknown> = {};
  for (const name of settingNames) {
    const definition: Definition = definitions[name];
    const fromFlag = flags[name] !== undefined;
    // an empty variable is one that a script did not fill in
    const text = flags[name] ?? (env[definition.env] || undefined);
    const checked = definition.schema.safeParse(text);
    if (!checked.success) {
      const shown = fromFlag ? ` "${text}"` : '';
      return refuse('bad_setting', {
        sentence: `${nameOf(definition, fromFlag)}${shown} cannot be used: ${checked.error.issues[0]?.message ?? 'invalid'}. ${definition.text}`,
      });
    }
    given[name] = checked.data;
  }
  return { ok: true, value: complete(given as Given, defaultState) };
}

function complete(given: Given, defaultState: string): Settings {
  const demo = given.demo ?? given.databaseUrl === undefined;
  const quietMs = (given.quietSeconds ?? (demo ? 4 : 90)) * 1000;
  const completeQuietMs = given.completeQuietSeconds === undefined ? null : given.completeQuietSeconds * 1000;
  return {
    ...given,
    state: given.state ?? defaultState,
    demo,
    quietMs,
    completeQuietMs,
    logTo: given.logTo ?? (given.databaseUrl === undefined ? 'file' : 'stdout'),
  };
}
