import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { joinLexicons, readLexiconFile, type LexiconPatch, type LexiconRefusal } from '../engines/reading/index.ts';
import { Trouble } from './start-trouble.ts';

/** The word lists of a folder as one. Throws Trouble that names file, line and entry of the first thing that is wrong. */
export function readLexiconFolder(dir: string): LexiconPatch {
  return joinLexicons(
    namesIn(dir).map((name) => {
      const read = readLexiconFile(name, parsed(dir, name));
      if (!read.ok) throw new Trouble(sentenceOf(dir, read.refusal));
      return read.value;
    }),
  );
}

function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (error) {
    throw new Trouble(`KARKHANA_LEXICON_DIR: ${dir} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

function parsed(dir: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(path.join(dir, name), 'utf8')) as unknown;
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : ((error as NodeJS.ErrnoException).code ?? 'unknown');
    throw new Trouble(`The word list ${path.join(dir, name)} cannot be read: ${why}`);
  }
}

const sentences: Readonly<Record<LexiconRefusal['code'], string>> = {
  not_a_lexicon_file: 'is no word list that the reader knows',
  unknown_meaning: 'has a line whose meaning the reader does not know',
  bad_line: 'has a line that is no list of words, or a group of one word',
  bad_word: 'has an entry that is no short word',
};

function sentenceOf(dir: string, { code, facts }: LexiconRefusal): string {
  const place = ['line', 'entry', 'word'].flatMap((name) => (facts[name] === undefined ? [] : [`${name} ${JSON.stringify(facts[name])}`]));
  return `The word list ${path.join(dir, String(facts['file']))} ${sentences[code]}${place.length > 0 ? `: ${place.join(', ')}` : ''}.`;
}
