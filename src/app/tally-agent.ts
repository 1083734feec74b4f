import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { runTallyAgent, tallyAgentDoor } from '../connectors/tally/index.ts';
import type { TallyAgentDoor } from '../connectors/tally/index.ts';
import type { ModuleParts } from '../platform/runtime/module.ts';
import { Hono } from 'hono';
import type { AgentCommandLine } from './arguments.ts';
import { writePrivate } from './kept-file.ts';
import type { Settings } from './settings.ts';
import { Trouble } from './start-trouble.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const doorPath = '/tally-agent';

/** The door of the agents that the settings know; null when there are none. */
export function agentDoorOf(settings: Pick<Settings, 'tallyAgents'>, log: (line: string) => void): TallyAgentDoor | null {
  const agents = (settings.tallyAgents ?? '').split(',').flatMap((each) => {
    const [name = '', tokenSha256 = ''] = each.split(':');
    return name === '' ? [] : [{ name, tokenSha256 }];
  });
  return agents.length === 0 ? null : tallyAgentDoor({ agents: () => agents, log });
}

/** The door as a part of the web application. */
export const agentDoorModule = (door: TallyAgentDoor): ModuleParts => ({
  name: 'tally-agent',
  door: () => new Hono().route(doorPath, door.app),
  ownLimitUnder: `${doorPath}/`,
});

function newToken(name: string, tokenFile: string, say: (line: string) => void): number {
  if (existsSync(tokenFile)) throw new Trouble(`${tokenFile} is there already: remove it first if its token is to count no longer.`);
  const token = randomBytes(32).toString('base64url');
  writePrivate(tokenFile, `${token}\n`);
  say(`The token of agent ${name} is in ${tokenFile}, for this account only.`);
  say(`Tell the server: KARKHANA_TALLY_AGENTS=${name}:${sha256(token)}`);
  say(`The address of Tally in the connection is then: http://${name}.tally-agent.invalid`);
  return 0;
}

function tokenIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Trouble(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`);
  }
}

/** `karkhana tally-agent`: makes a token, or runs beside Tally until `signal` ends it. Returns the exit code; throws Trouble with a sentence. */
export async function runAgent(agent: AgentCommandLine, say: (line: string) => void, signal: AbortSignal): Promise<number> {
  if (agent.name !== null) return newToken(agent.name, agent.tokenFile, say);
  await runTallyAgent({
    serverUrl: agent.server.replace(/\/+$/, ''),
    token: tokenIn(agent.tokenFile),
    tallyUrl: agent.tally,
    stateDir: agent.state,
    companies: agent.companies,
    fetch: globalThis.fetch,
    log: say,
    signal,
  });
  return 0;
}
