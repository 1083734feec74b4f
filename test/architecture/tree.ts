import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The repository that these tests belong to. */
export const repository = path.resolve(import.meta.dirname, '../..');

/** Files of a tree: path → text. */
export type Files = Readonly<Record<string, string>>;

/** Writes the files into a new folder outside of the repository, so that a run that is killed leaves nothing in it. */
export function plantTree(files: Files): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'karkhana-planted-')));
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  return root;
}

/** Removes a planted tree. */
export const removeTree = (root: string): void => fs.rmSync(root, { recursive: true, force: true });

/** A configuration file of the repository, to be copied into a tree. */
export const ownText = (file: string): string => fs.readFileSync(path.join(repository, file), 'utf8');

/** Runs a tool of the repository inside a tree and gives what it prints, whatever its exit code. */
export function runTool(root: string, name: string, args: readonly string[]): string {
  const bin = path.join(repository, 'node_modules', '.bin', name);
  const run = spawnSync(bin, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  if (run.error) throw run.error;
  return run.stdout === '' ? run.stderr : run.stdout;
}
