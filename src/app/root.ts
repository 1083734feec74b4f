import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the installation: two above this file, as source (`src/app`) and as build (`dist/server`) alike. */
export const packageRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The version in package.json. */
export const productVersion: string = (JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version;

/** Where the built web lies. */
export const webDir = path.join(packageRoot, 'dist', 'web');

/** Where the migrations lie. */
export const migrationsDir = path.join(packageRoot, 'db', 'migrations');
