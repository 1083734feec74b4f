import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono, MiddlewareHandler } from 'hono';
import type { HttpEnv } from './env.ts';

/** The built web: files named by their content live for ever, pages are asked for each time. */
export interface WebFiles {
  /** Absolute folder of the web build. */
  readonly dir: string;
  /** Which page a path without a file of its own gets: first prefix that fits. The last one should be `/`. */
  readonly pages: readonly WebPage[];
}

/** One page of the build. `secret`: what follows its prefix is a token: any one of it is this page, and it is kept out of caches, indexes and referrers. */
export interface WebPage {
  readonly prefix: string;
  readonly file: string;
  readonly secret?: boolean;
}

const secretHeaders = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow', 'Referrer-Policy': 'no-referrer' };

const isBelow = (requested: string, prefix: string): boolean => prefix === '/' || requested === prefix || requested.startsWith(`${prefix}/`);

/** Files of the build, with how long a browser may keep them. */
function filesOf(dir: string, cacheControl: string): MiddlewareHandler<HttpEnv> {
  const serve = serveStatic<HttpEnv>({ root: dir });
  return async (c, next) => {
    const answer = await serve(c, next);
    if (answer instanceof Response) answer.headers.set('Cache-Control', cacheControl);
    return answer;
  };
}

/** Serves the web build on every GET that nothing else answered. Paths that name a file (`/x.js`) and miss are 404, not a page. */
export function serveWeb(app: Hono<HttpEnv>, web: WebFiles): void {
  if (!existsSync(web.dir)) return;
  app.get('/assets/*', filesOf(web.dir, 'public, max-age=31536000, immutable'));
  const files = filesOf(web.dir, 'no-cache');
  const page = (file: string): Promise<string | null> => readFile(path.join(web.dir, file), 'utf8').catch(() => null);
  for (const { prefix, file } of web.pages.filter((each) => each.secret === true)) {
    app.get(`${prefix}/:token`, async (c, next) => {
      const html = await page(file);
      return html === null ? next() : c.html(html, 200, secretHeaders);
    });
  }
  const pageOf = (requested: string): string | undefined => web.pages.find((page) => isBelow(requested, page.prefix))?.file;
  app.get('*', async (c, next) => {
    if (path.posix.extname(c.req.path) !== '') return files(c, next);
    const file = pageOf(c.req.path);
    if (file === undefined) return next();
    const html = await page(file);
    return html === null ? next() : c.html(html, 200, { 'Cache-Control': 'no-cache' });
  });
}
