import type { Finding, TreeCheck } from './finding.ts';
import { listFiles, readText } from './tree.ts';

const GLOSSARY = 'docs/glossary.md';

/** The terms that the glossary explains: bold at the start of a list item, with what else they are called in code. */
export function glossaryTerms(text: string): string[] {
  return [...text.matchAll(/^- \*\*(.+?)\*\*(?: \(in code: ([^)]*)\))?/gm)].flatMap((match) => [
    match[1] ?? '',
    ...(match[2] ?? '').split(',').map((term) => term.trim().replaceAll('`', '')),
  ]);
}

const plain = (term: string): string => term.toLowerCase().replace(/[_-]/g, ' ').trim();

/** The nouns that the business keeps: one a table. */
function tableNouns(root: string): { noun: string; file: string; line: number }[] {
  return listFiles(root, 'db/migrations', /\.sql$/).flatMap((file) =>
    readText(root, file)
      .split('\n')
      .flatMap((content, index) => {
        const match = /^create table (?:if not exists )?(\w+)\."?(\w+)"?/i.exec(content);
        return match ? [{ noun: plain(match[2] ?? ''), file, line: index + 1 }] : [];
      }),
  );
}

function outOfOrder(text: string): Finding[] {
  const sections = text.split(/^## /m).slice(1);
  return sections.flatMap((section) => {
    const terms = [...section.matchAll(/^- \*\*(.+?)\*\*/gm)].map((match) => plain(match[1] ?? ''));
    const late = terms.find((term, index) => index > 0 && term.localeCompare(terms[index - 1] ?? '') < 0);
    return late === undefined ? [] : [{ file: GLOSSARY, line: 0, text: `"${late}" is not in alphabetical order` }];
  });
}

/** The glossary is normative: every noun that has a table is explained there, and the terms can be found by the alphabet. */
export const checkGlossary: TreeCheck = (root) => {
  const text = readText(root, GLOSSARY);
  const known = new Set(glossaryTerms(text).map(plain));
  const missing = tableNouns(root).filter(({ noun }) => !known.has(noun));
  return [...missing.map(({ noun, file, line }) => ({ file, line, text: `"${noun}" is a table but no term of ${GLOSSARY}` })), ...outOfOrder(text)];
};
