import fs from 'node:fs';
import path from 'node:path';
import { type Finding, type TreeCheck } from './finding.ts';
import { listFiles, readText } from './tree.ts';

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;
/** Paths that a document names in code marks: `src/app/cli.ts`. Patterns and placeholders are not paths. */
const NAMED_PATH = /`((?:src|docs|db|test|tools|bench|bin|deploy|\.ci)\/[\w./-]+)`/g;

/** The anchor that GitHub makes of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchorsIn = (text: string): Set<string> => new Set([...text.matchAll(/^#{1,6}\s+(.*)$/gm)].map((match) => anchorOf(match[1] ?? '')));

function checkLink(root: string, file: string, target: string): string | null {
  if (/^[a-z]+:/.test(target)) return null;
  const [place = '', anchor] = target.split('#');
  const full = place === '' ? path.join(root, file) : path.resolve(root, path.dirname(file), place);
  if (!fs.existsSync(full)) return `the link to ${target} leads nowhere`;
  if (anchor && full.endsWith('.md') && !anchorsIn(fs.readFileSync(full, 'utf8')).has(anchor)) return `${place || file} has no heading #${anchor}`;
  return null;
}

function checkDocument(root: string, file: string): Finding[] {
  return readText(root, file)
    .split('\n')
    .flatMap((line, index) => {
      const links = [...line.matchAll(LINK)].map((match) => checkLink(root, file, match[1] ?? ''));
      const named = [...line.matchAll(NAMED_PATH)].map((match) => match[1] ?? '');
      const missing = named.filter((name) => !fs.existsSync(path.join(root, name)) && !fs.existsSync(path.join(root, path.dirname(file), name)));
      const texts = [...links.filter((text) => text !== null), ...missing.map((name) => `names ${name}, which does not exist`)];
      return texts.map((text) => ({ file, line: index + 1, text }));
    });
}

/** Every link and every path in every document leads to something that exists. */
export const checkLinks: TreeCheck = (root) => [...listFiles(root, '.', /\.md$/)].flatMap((file) => checkDocument(root, file));
