import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin, UserConfig } from 'vite';

/**
 * Two builds, both started by bin/karkhana.mjs:
 *   vite build --ssr   the server: a few files beside each other, packages stay outside; each thread (src/app/threads.ts) is a file of its own
 *   vite build         the web: one page an entry
 */
const root = import.meta.dirname;
const out = process.env['KARKHANA_BUILD_DIR'] ?? path.join(root, 'dist');

/** Built files lie two folders below the root; a source that asks where it is (to find its data) still gets its own place. */
const keepPlace: Plugin = {
  name: 'keep-place',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(root) || id.includes('node_modules') || !code.includes('import.meta.url')) return null;
    const place = path.relative(root, id).split(path.sep).join('/');
    return { code: code.replaceAll('import.meta.url', `new URL('../../${place}', import.meta.url).href`), map: null };
  },
};

const server: UserConfig = {
  plugins: [keepPlace],
  publicDir: false,
  ssr: { external: true },
  define: { karkhanaBuilt: 'true' },
  build: {
    ssr: true,
    outDir: path.join(out, 'server'),
    target: 'node20',
    minify: false,
    sourcemap: true,
    emptyOutDir: true,
    rollupOptions: {
      input: { cli: 'src/app/cli.ts', 'reading-thread': 'src/modules/intake/reading/reading-thread.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
};

const web: UserConfig = {
  root: path.join(root, 'src', 'web'),
  plugins: [react()],
  build: {
    outDir: path.join(out, 'web'),
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: {
      input: {
        desk: path.join(root, 'src', 'web', 'index.html'),
        phone: path.join(root, 'src', 'web', 'phone.html'),
        approve: path.join(root, 'src', 'web', 'approve.html'),
      },
    },
  },
};

export default defineConfig(({ isSsrBuild }) => (isSsrBuild ? server : web));
