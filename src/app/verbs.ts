import { collectProcessMetrics } from '../platform/runtime/metrics.ts';
import type { Command, ServiceVerb } from './arguments.ts';
import { createClosing } from './closing.ts';
import type { Closing } from './closing.ts';
import { playDemo, playFirstOrder } from './demo/index.ts';
import { openReadyDatabase } from './open-database.ts';
import { createProgress } from './progress.ts';
import { productVersion } from './root.ts';
import { startOneSandbox } from './sandboxes.ts';
import type { Settings } from './settings.ts';
import { start, takeState } from './start.ts';
import { Trouble } from './start-trouble.ts';
import { welcomeText } from './status-text.ts';
import { untilStopped } from './until-stopped.ts';

/** Does what a verb says and returns the exit code. */
export type VerbHandler = (settings: Settings, command: Extract<Command, { kind: 'run' }>, say: (line: string) => void) => Promise<number>;

/** Runs a start. When it fails, closes what it had opened; when it failed because somebody asked to stop, that is no failure. */
async function orClose(closing: Closing, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isStopped = closing.begun;
    await closing.run();
    if (!isStopped) throw error;
  }
}

const startVerb: VerbHandler = async (settings, _command, say) => {
  collectProcessMetrics();
  const began = performance.now();
  const closing = createClosing();
  const stopped = untilStopped(closing, say);
  say(`karkhana ${productVersion}${settings.demo ? ', demo factory' : ''}`);
  await orClose(closing, async () => {
    const started = await start(settings, createProgress(say), closing);
    say(welcomeText(started.running, performance.now() - began));
    if (settings.demo)
      await playFirstOrder(started.running, say).catch((error: unknown) => started.log.logger.error({ err: error }, 'the first order could not be played'));
  });
  return stopped;
};

const demoVerb: VerbHandler = async (settings, _command, say) => {
  if (!settings.demo) throw new Trouble('The demo needs its factory: leave --no-demo and KARKHANA_DEMO out.');
  const closing = createClosing();
  const stopped = untilStopped(closing, say);
  let isRight = false;
  say(`karkhana ${productVersion}, demo factory`);
  await orClose(closing, async () => {
    const started = await start(settings, createProgress(say), closing);
    isRight = await playDemo(started.running, say);
  });
  if (closing.begun) return stopped;
  await closing.run();
  return isRight ? 0 : 1;
};

const sandboxVerb: VerbHandler = async (settings, command, say) => {
  const closing = createClosing();
  const stopped = untilStopped(closing, say);
  await orClose(closing, async () => say(await startOneSandbox(command.operand ?? '', settings, closing)));
  return stopped;
};

const migrateVerb: VerbHandler = async (settings, _command, say) => {
  const closing = createClosing();
  try {
    const log = takeState(settings, closing);
    await openReadyDatabase(settings, createProgress(say), closing, log.logger);
    return 0;
  } finally {
    await closing.run();
  }
};

/** The verbs that open something. Loaded only when one of them is asked for: `status` and `--help` need none of it. */
export const handlers: Readonly<Record<Exclude<ServiceVerb, 'status'>, VerbHandler>> = {
  start: startVerb,
  demo: demoVerb,
  sandbox: sandboxVerb,
  migrate: migrateVerb,
};
