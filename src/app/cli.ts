import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultStateDir } from '../platform/db/state.ts';
import { parseCommandLine } from './arguments.ts';
import type { AgentCommandLine, Command } from './arguments.ts';
import { helpText } from './help.ts';
import { productVersion } from './root.ts';
import { readRunning } from './running.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { sentenceOf } from './start-trouble.ts';
import { statusText } from './status-text.ts';

type Run = Extract<Command, { kind: 'run' }>;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

function showStatus(settings: Settings, json: boolean): number {
  const running = readRunning(settings.state);
  if (json) say(JSON.stringify(running ? { running: true, ...running } : { running: false, state: settings.state }, null, 2));
  else say(running ? statusText(running) : `karkhana does not run on ${settings.state}.`);
  return running ? 0 : 1;
}

/** The demo leaves nothing behind: it plays in a folder of its own, unless one is named. */
function ownFolder(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'karkhana-demo-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

async function runVerb(command: Run): Promise<number> {
  if (command.verb !== 'demo' || command.flags.state || process.env['KARKHANA_STATE']) return runIn(command, defaultStateDir());
  const folder = ownFolder();
  try {
    return await runIn(command, folder.dir);
  } finally {
    folder.remove();
  }
}

async function runIn(command: Run, defaultState: string): Promise<number> {
  const settings = readSettings(command.flags, process.env, defaultState);
  if (!settings.ok) {
    complain(String(settings.refusal.facts['sentence']));
    return 2;
  }
  try {
    if (command.verb === 'status') return showStatus(settings.value, command.json);
    const { handlers } = await import('./verbs.ts');
    return await handlers[command.verb](settings.value, command, say);
  } catch (error) {
    complain(sentenceOf(error, settings.value.databaseUrl) ?? failureText(error));
    return 1;
  }
}

const failureText = (error: unknown): string => `karkhana failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;

/** Needs neither settings nor a state folder: it reads files and writes one. */
async function runReadEval(command: Extract<Command, { kind: 'read_eval' }>): Promise<number> {
  const { readEval } = await import('./read-eval/read-eval.ts');
  try {
    return readEval(command, { say, complain });
  } catch (error) {
    complain(failureText(error));
    return 1;
  }
}

/** Needs no state folder either: it looks at an ERP and prints. */
async function runErpCommand(command: Extract<Command, { kind: 'erp' }>): Promise<number> {
  const { runErp } = await import('./erp/erp.ts');
  try {
    return await runErp(command, { say, complain });
  } catch (error) {
    complain(failureText(error));
    return 1;
  }
}

/** Runs where Tally is, which need not be where karkhana is. */
async function runAgentCommand(agent: AgentCommandLine): Promise<number> {
  const { runAgent } = await import('./tally-agent.ts');
  try {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    return await runAgent(agent, say, stop.signal);
  } catch (error) {
    complain(sentenceOf(error, undefined) ?? failureText(error));
    return 1;
  }
}

/** The command line of karkhana. Exit codes: 0 done, 1 could not, 2 not understood. */
export async function main(words: readonly string[]): Promise<void> {
  const command = parseCommandLine(words);
  if (!command.ok) {
    complain(String(command.refusal.facts['sentence']));
    process.exitCode = 2;
  } else if (command.value.kind === 'help') say(helpText());
  else if (command.value.kind === 'version') say(productVersion);
  else if (command.value.kind === 'read_eval') process.exitCode = await runReadEval(command.value);
  else if (command.value.kind === 'erp') process.exitCode = await runErpCommand(command.value);
  else if (command.value.kind === 'tally_agent') process.exit(await runAgentCommand(command.value.agent));
  // ends the process also when a library keeps a timer or a socket
  else process.exit(await runVerb(command.value));
}
