import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from './root.ts';

/** The threads of this product: their name in the build and their source. vite.config.ts builds each beside cli.js. */
const sources = { 'reading-thread': 'src/modules/intake/reading/reading-thread.ts' } as const;

// put in by the build; as source it does not exist
declare const karkhanaBuilt: boolean | undefined;

/** Where a thread is started from: the built file, or the source when tests and tools run the sources. */
export function threadEntry(name: keyof typeof sources): URL {
  return typeof karkhanaBuilt === 'undefined' ? sourceThread(sources[name]) : pathToFileURL(path.join(packageRoot, 'dist', 'server', `${name}.js`));
}

/** A thread started from TypeScript: the oldest Node cannot read it, so the loader of the tools comes first. */
export function sourceThread(file: string): URL {
  const tsx = path.dirname(createRequire(path.join(packageRoot, 'package.json')).resolve('tsx/package.json'));
  const loader = pathToFileURL(path.join(tsx, 'dist', 'esm', 'api', 'index.mjs')).href;
  const source = pathToFileURL(path.join(packageRoot, file)).href;
  const code = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(source)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
