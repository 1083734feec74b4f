import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ErpReadError } from '../../connectors/kit/read-error.ts';
import type { Connector, ConnectorDeps, ErpConnection } from '../../connectors/kit/types.ts';
import type { Command } from '../arguments.ts';
import { connectors } from '../connectors.ts';

/** Something in the command line or its files cannot be used; the message is one sentence for people, without any value of a file. */
export class BadTarget extends Error {}

/** An ERP to look at, without a database: any server that speaks the protocol. */
export interface Target {
  readonly connector: Connector;
  /** Opens a connection; `more` changes settings, `secrets` are those of the file unless others are given. */
  open(more?: Readonly<Record<string, unknown>>, secrets?: Readonly<Record<string, string>>): ErpConnection;
  readonly secrets: Readonly<Record<string, string>>;
  /** Calls that have left so far. */
  calls(): number;
  /** Ends the sessions of all that was opened: each may cost a licence. */
  closeAll(): Promise<void>;
}

type ErpCommandLine = Pick<Extract<Command, { kind: 'erp' }>, 'connector' | 'url' | 'settings' | 'secrets'>;

/** What the files of a command line say. A secrets file may hold settings too, such as the user that a password belongs to. */
function givenBy(line: ErpCommandLine, connector: Connector) {
  const file = line.secrets === null ? {} : readObject(line.secrets, z.record(z.string(), z.unknown()));
  const secrets: Record<string, string> = {};
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(file)) {
    if (connector.secretNames.includes(name) && typeof value === 'string') secrets[name] = value;
    else settings[name] = value;
  }
  const own = line.settings === null ? {} : readObject(line.settings, z.record(z.string(), z.unknown()));
  return { secrets, settings: { ...settings, ...own, ...(line.url === null ? {} : { baseUrl: line.url }) } };
}

/** Reads what the command line names, and asks the ERP for what it can say itself. Throws `BadTarget`. */
export async function targetOf(line: ErpCommandLine, fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Target> {
  const connector = connectors.find((one) => one.id === line.connector);
  if (!connector) throw new BadTarget(`There is no connector ${line.connector}; there are: ${connectors.map((one) => one.id).join(', ')}.`);
  const { secrets, settings: given } = givenBy(line, connector);
  let calls = 0;
  const counted: typeof globalThis.fetch = (input, init) => {
    calls += 1;
    return fetch(input, init);
  };
  const deps = { now: Date.now, randomHex: (bytes: number) => randomBytes(bytes).toString('hex'), fetch: counted };
  const settings = await discovered(connector, given, secrets, deps);
  const checked = connector.settings.safeParse(settings);
  if (!checked.success)
    throw new BadTarget(`The settings of ${connector.id} lack or mistake: ${checked.error.issues.map((issue) => issue.path.join('.')).join(', ')}.`);
  const missing = (connector.secretsFor?.(checked.data) ?? connector.secretNames).filter((name) => !secrets[name]);
  if (missing.length > 0) throw new BadTarget(`${line.secrets ?? '--secrets FILE'} lacks: ${missing.join(', ')} (a JSON object of texts).`);
  const opened: ErpConnection[] = [];
  return {
    connector,
    secrets,
    open: (more = {}, others = secrets) => {
      const connection = connector.open({ ...settings, ...more }, others, deps);
      opened.push(connection);
      return connection;
    },
    calls: () => calls,
    closeAll: async () => {
      for (const connection of opened.splice(0)) await connection.close();
    },
  };
}

async function discovered(connector: Connector, given: Readonly<Record<string, unknown>>, secrets: Readonly<Record<string, string>>, deps: ConnectorDeps) {
  try {
    return (await connector.discover?.(given, secrets, deps)) ?? given;
  } catch (error) {
    // what it lacks is said when the settings are checked
    if (error instanceof ErpReadError) return given;
    throw error;
  }
}

function readObject<T>(file: string, schema: z.ZodType<T>): T {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is no valid JSON' : `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`;
    throw new BadTarget(`${file} ${why}.`);
  }
  const checked = schema.safeParse(given);
  if (!checked.success) throw new BadTarget(`${file} must hold a JSON object.`);
  return checked.data;
}
