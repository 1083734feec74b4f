import { createAuth } from '../modules/identity/index.ts';
import { createHttpApp } from '../platform/http/app.ts';
import type { HttpAppOptions } from '../platform/http/app.ts';
import { createHttpMetrics } from '../platform/http/metrics.ts';
import type { Logger } from '../platform/runtime/ctx.ts';
import { metrics } from '../platform/runtime/metrics.ts';
import type { ModuleParts } from '../platform/runtime/module.ts';
import { createPlatform } from '../platform/runtime/platform.ts';
import type { Platform } from '../platform/runtime/platform.ts';
import type { Closing } from './closing.ts';
import type { Keys } from './keys.ts';
import type { ReadyDatabase } from './open-database.ts';
import { productVersion, webDir } from './root.ts';
import type { Settings } from './settings.ts';

/** Builds the connections, queue and runtime of this process over the modules. Nothing runs yet. */
export async function openPlatform(database: ReadyDatabase, modules: readonly ModuleParts[], log: Logger, closing: Closing): Promise<Platform> {
  const platform = createPlatform({
    url: database.url,
    log,
    jobs: modules.flatMap((part) => part.jobs ?? []),
    periodic: modules.flatMap((part) => part.periodic ?? []),
    reactions: modules.flatMap((part) => part.reactions ?? []),
    soleNode: database.builtIn,
  });
  closing.add('jobs and connections', () => platform.close());
  await platform.prepare();
  return platform;
}

/** What the web of this process is made of. */
export interface WebParts {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly database: ReadyDatabase;
  readonly platform: Platform;
  readonly modules: readonly ModuleParts[];
  readonly publicApi: HttpAppOptions['publicApi'] | undefined;
}

const pages = [
  { prefix: '/phone', file: 'phone.html' },
  { prefix: '/a', file: 'approve.html', secret: true },
  { prefix: '/', file: 'index.html' },
];

/** The web application of this process, with sign-in, live events and the built pages. */
export function buildWebApp(parts: WebParts, closing: Closing): ReturnType<typeof createHttpApp> {
  const { settings, platform } = parts;
  const log = platform.runtime.log;
  const publicUrl = settings.publicUrl ? { publicUrl: settings.publicUrl } : {};
  const auth = createAuth({ databaseUrl: parts.database.url, secret: parts.keys.session, log, ...publicUrl });
  closing.add('sign-in', () => auth.close());
  return createHttpApp({
    runtime: platform.runtime,
    modules: parts.modules,
    metrics: createHttpMetrics(metrics),
    session: auth.session,
    authHandler: auth.handler,
    live: platform.live.handler,
    ping: async () => void (await platform.database.pool.query('select 1')),
    ...(parts.publicApi ? { publicApi: parts.publicApi } : {}),
    web: { dir: webDir, pages },
    version: productVersion,
    trustedOrigins: settings.publicUrl ? [new URL(settings.publicUrl).origin] : [],
    trustProxy: settings.trustProxy,
    connectLoopback: settings.demo,
  });
}
