import type { Finding, TreeCheck } from './finding.ts';
import { readText } from './tree.ts';

const DOCUMENT = 'docs/dependencies.md';

interface PackageFacts {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const factsIn = (text: string): PackageFacts => (text === '' ? {} : (JSON.parse(text) as PackageFacts));

/** Rows of the tables of the document: package names in the first cell, licence in the third. */
function documented(text: string): { name: string; licence: string; line: number }[] {
  return text.split('\n').flatMap((content, index) => {
    const cells = content.split('|').map((cell) => cell.trim());
    const names = [...(cells[1] ?? '').matchAll(/`([@\w./-]+)`/g)].map((match) => match[1] ?? '');
    return names.map((name) => ({ name, licence: cells[3] ?? '', line: index + 1 }));
  });
}

const licenceOf = (root: string, name: string): string => {
  const text = readText(root, `node_modules/${name}/package.json`);
  const licence: unknown = text === '' ? '' : (JSON.parse(text) as { license?: unknown }).license;
  return typeof licence === 'string' ? licence : '';
};

/** docs/dependencies.md has a row for each package that package.json names, with the licence that the package itself states. */
export const checkDependencies: TreeCheck = (root) => {
  const facts = factsIn(readText(root, 'package.json'));
  const wanted = Object.keys({ ...facts.dependencies, ...facts.devDependencies, ...facts.optionalDependencies });
  const rows = documented(readText(root, DOCUMENT));
  const named = new Set(rows.map(({ name }) => name));
  const findings: Finding[] = wanted
    .filter((name) => !named.has(name))
    .map((name) => ({ file: DOCUMENT, line: 0, text: `${name} has no row: what for, licence, who keeps it, what else was considered` }));
  for (const { name, licence, line } of rows) {
    const stated = licenceOf(root, name);
    if (!wanted.includes(name)) findings.push({ file: DOCUMENT, line, text: `${name} is not in package.json any more` });
    else if (stated !== '' && !licence.includes(stated))
      findings.push({ file: DOCUMENT, line, text: `${name} states the licence ${stated}, the row says ${licence}` });
  }
  return findings;
};
