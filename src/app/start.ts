import { instantFromMs } from '../kernel/time.ts';
import type { ConnectionInput, SyncParts } from '../modules/sync/index.ts';
import { lockState } from '../platform/db/state.ts';
import type { Logger } from '../platform/runtime/ctx.ts';
import type { Platform } from '../platform/runtime/platform.ts';
import type { Closing } from './closing.ts';
import { connectErp, readConnectionFile } from './connect-erp.ts';
import { startDemoFactory } from './demo-factory.ts';
import type { DemoFactory } from './demo-factory.ts';
import { ensureFirstPerson } from './first-person.ts';
import { deriveKeys } from './keys.ts';
import { openLog } from './log.ts';
import type { Log } from './log.ts';
import { buildWebApp, openPlatform } from './node.ts';
import type { WebParts } from './node.ts';
import { openReadyDatabase } from './open-database.ts';
import { readOwnReading, startReading } from './open-reading.ts';
import type { OwnReading } from './open-reading.ts';
import { openWeb } from './open-web.ts';
import type { Web } from './open-web.ts';
import type { Progress } from './progress.ts';
import { productVersion } from './root.ts';
import { announce } from './running.ts';
import type { Running } from './running.ts';
import type { Settings } from './settings.ts';
import { Trouble } from './start-trouble.ts';
import { whatsappLineOf, wireModules } from './wire.ts';
import type { WhatsappLine } from './wire.ts';

/** A karkhana that runs in this process. */
export interface Started {
  readonly settings: Settings;
  readonly running: Running;
  readonly platform: Platform;
  readonly demo: DemoFactory | null;
  readonly log: Log;
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1']);

/** Takes the state folder and opens the log in it. */
export function takeState(settings: Settings, closing: Closing): Log {
  const lock = lockState(settings.state);
  closing.add('state folder', () => lock.release());
  const log = openLog(settings);
  closing.add('log', () => log.flush());
  closing.logTo(log.logger);
  return log;
}

function checkRole(settings: Settings, progress: Progress): void {
  if (!settings.demo) return;
  if (settings.role !== 'all') throw new Trouble('The demo runs web, worker and sandboxes in one process: leave --role out, or say --no-demo.');
  if (!loopbackHosts.has(settings.host)) progress.say(`  The demo's passwords are published: let nobody else reach ${settings.host}.`);
}

/** The real world around an installation. */
interface OwnWorld {
  readonly line: WhatsappLine | null;
  readonly connection: ConnectionInput | null;
  readonly reading: OwnReading;
}

/** Read before anything is opened, so that a mistake in it is told at once; the demo has a world of its own. */
function readOwn(settings: Settings): OwnWorld {
  const reading = readOwnReading(settings);
  if (settings.demo) return { line: null, connection: null, reading };
  return { line: whatsappLineOf(settings), connection: settings.connectionFile ? readConnectionFile(settings.connectionFile) : null, reading };
}

async function furnishOwn(settings: Settings, own: OwnWorld, platform: Platform, sync: SyncParts, progress: Progress): Promise<void> {
  const password = await ensureFirstPerson(platform.runtime, settings.adminEmail);
  if (password) progress.say(`  First sign-in: ${settings.adminEmail} with ${password} (shown this once).`);
  if (own.connection) await connectErp(own.connection, platform.runtime, sync, progress, true);
}

async function takeAddress(settings: Settings, progress: Progress): Promise<Web | null> {
  if (settings.role === 'worker') return null;
  const web = await openWeb(settings);
  if (web.moved) progress.say(`  Port ${settings.port} is busy, the web takes ${new URL(web.url).port}.`);
  return web;
}

/** Puts the application on the address that was taken, if one was. */
function openDoors(web: Web | null, parts: WebParts, closing: Closing): void {
  if (!web) return;
  const app = buildWebApp(parts, closing);
  web.serve((request, env) => app.fetch(request, env));
  closing.add('web', () => closeWeb(web, parts.platform));
}

/**
 * Starts everything that the settings ask for, in order, and says each step. What was started is in `closing`, also when
 * a later step fails. Throws Trouble or StartFault with a sentence for the person at the terminal.
 */
export async function start(settings: Settings, progress: Progress, closing: Closing): Promise<Started> {
  checkRole(settings, progress);
  const own = readOwn(settings);
  const log = takeState(settings, closing);
  const keys = deriveKeys(settings);
  const web = await takeAddress(settings, progress);
  const database = await openReadyDatabase(settings, progress, closing, log.logger);
  const demo = web && settings.demo ? await startDemoFactory({ settings, webUrl: web.url, progress, closing }) : null;
  const reading = startReading(own.reading, log.logger);
  closing.add('reading', () => reading.close());
  const { modules, sync } = wireModules({
    settings,
    keys,
    log: log.logger,
    whatsapp: demo ? demo.line : own.line,
    reading,
    own: own.reading,
    webUrl: settings.publicUrl ?? web?.url ?? null,
  });
  closing.add('ERP sessions', () => sync.close());
  const platform = await progress.step('job queues', () => openPlatform(database, modules, log.logger, closing));
  if (demo) await demo.furnish(platform.runtime, sync, progress);
  else await furnishOwn(settings, own, platform, sync, progress);
  openDoors(web, { settings, keys, database, platform, modules, publicApi: demo?.publicApi }, closing);
  if (settings.role !== 'web') await progress.step('worker', () => startWorking(platform, sync, database.builtIn));
  if (demo) await demo.openDoor();
  const running = describe(settings, web, demo, log);
  closing.add('announcement', announce(running));
  watchFaults(log.logger);
  return { settings, running, platform, demo, log };
}

async function startWorking(platform: Platform, sync: SyncParts, isAlone: boolean): Promise<void> {
  if (isAlone) await sync.recover(platform.runtime);
  await platform.startWorking();
}

// live streams never end by themselves: they go first, so that closing the web need not cut them
async function closeWeb(web: Web, platform: Platform): Promise<void> {
  platform.live.close();
  await web.close();
}

function describe(settings: Settings, web: Web | null, demo: DemoFactory | null, log: Log): Running {
  const address = web && (settings.publicUrl ?? web.url);
  return {
    pid: process.pid,
    version: productVersion,
    state: settings.state,
    startedAt: instantFromMs(Date.now()),
    role: settings.role,
    demo: settings.demo,
    quietMs: settings.quietMs,
    web: address ? { url: address, phoneUrl: demo ? `${address}/phone` : null, apiUrl: `${address}/api`, webhookUrl: `${address}/webhooks/whatsapp` } : null,
    sandboxes: demo && { whatsapp: demo.whatsapp, erp: demo.erp },
    signIns: demo?.signIns ?? [],
    log: log.place,
  };
}

/** A promise that nobody awaited failed: a bug, but not one for which orders should wait. */
function watchFaults(log: Logger): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
}
