import path from 'node:path';
import { findLines, type Finding, type TreeCheck } from './finding.ts';
import { listFiles, listFolders, readText } from './tree.ts';

const LOCALES = 'src/web/locales';
/** i18next's plural endings: a language has those that its grammar needs. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Left and right are start and end, so that Arabic is mirrored without a second style sheet. */
const ONE_SIDED = /(?<![\w-])((?:margin|padding|border|inset)-(?:left|right)\b|text-align:\s*(?:left|right)\b|float:\s*(?:left|right)\b|(?:left|right)\s*:)/;
/** Fonts and images are shipped: the desk works without the world. */
const FETCHED = /(url\(\s*['"]?https?:|@import\s+(url\()?['"]?https?:|(?:src|href)="https?:)/;

function keysOf(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [prefix.replace(PLURAL, '')];
  return Object.entries(value).flatMap(([key, below]) => keysOf(below, prefix === '' ? key : `${prefix}.${key}`));
}

const keysIn = (text: string): Set<string> => new Set(text === '' ? [] : keysOf(JSON.parse(text)));

/** Sentences that one language has and another has not. English is written first; the others must have the same keys. */
function checkLocales(root: string): Finding[] {
  const languages = listFolders(root, LOCALES).filter((language) => language !== 'en');
  const names = new Set(
    languages.concat('en').flatMap((language) => listFiles(root, `${LOCALES}/${language}`, /\.json$/).map((file) => path.posix.basename(file))),
  );
  return [...names].flatMap((name) => {
    const english = keysIn(readText(root, `${LOCALES}/en/${name}`));
    return languages.flatMap((language) => {
      const file = `${LOCALES}/${language}/${name}`;
      const own = keysIn(readText(root, file));
      const missing = [...english].filter((key) => !own.has(key)).map((key) => ({ file, line: 0, text: `has no "${key}"` }));
      const stale = [...own].filter((key) => !english.has(key)).map((key) => ({ file, line: 0, text: `has "${key}", which English has not` }));
      return [...missing, ...stale];
    });
  });
}

/** Style sheets work in both directions of writing, nothing is fetched from elsewhere, and every language has every sentence. */
export const checkWeb: TreeCheck = (root) => [
  ...listFiles(root, 'src/web', /\.css$/).flatMap((file) =>
    findLines(file, readText(root, file), ONE_SIDED, (match) => `"${match[1] ?? ''}" is not mirrored in Arabic: use the logical property (start, end)`),
  ),
  ...listFiles(root, 'src/web', /\.(css|html)$/).flatMap((file) => findLines(file, readText(root, file), FETCHED, () => 'fetches from elsewhere: ship it')),
  ...checkLocales(root),
];
