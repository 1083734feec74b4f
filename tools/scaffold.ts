import fs from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';

/** Files to write: path below the root → text. */
export type Scaffold = Readonly<Record<string, string>>;

/** A kebab-case noun, as folders are named. */
export const isFolderName = (name: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);

/** `sap-s4` → `sapS4`. */
export const camelCase = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Writes the files of a new folder, formatted. Returns what it wrote; writes nothing and returns null when the folder exists. */
export async function writeScaffold(root: string, folder: string, files: Scaffold): Promise<string[] | null> {
  if (fs.existsSync(path.join(root, folder))) return null;
  const written = Object.keys(files).map((file) => path.posix.join(folder, file));
  for (const [file, text] of Object.entries(files)) {
    const full = path.join(root, folder, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, await format(text, { ...(await resolveConfig(full)), filepath: full }));
  }
  return written;
}
