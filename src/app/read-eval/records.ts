import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { BadInput } from './bad-input.ts';

/** One record of a file, with the line on which it begins. */
export interface Found {
  readonly line: number;
  readonly value: unknown;
}

const mostBytes = 256 * 1024 * 1024;

function textOf(dir: string, name: string): string {
  const file = path.join(dir, name);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new BadInput(name, `there is no such file in ${dir}.`);
  if (!stat.isFile()) throw new BadInput(name, `is not a file in ${dir}.`);
  if (stat.size > mostBytes)
    throw new BadInput(name, `is ${Math.round(stat.size / 1048576)} MB large; at most ${mostBytes / 1048576} MB are read. Split the data.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) throw new BadInput(name, 'is not UTF-8 text.');
    throw new BadInput(name, `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
}

function parsed(name: string, line: number, text: string): Found {
  try {
    return { line, value: JSON.parse(text) };
  } catch {
    throw new BadInput(`${name} line ${line}`, 'the record that begins here is not valid JSON.');
  }
}

/** The records of a file with one JSON value a line; empty lines do not count. Throws BadInput. */
export function jsonLines(dir: string, name: string): Found[] {
  return textOf(dir, name)
    .split('\n')
    .flatMap((text, i) => (text.trim() === '' ? [] : [parsed(name, i + 1, text)]));
}

/** Where the string that begins at `start` ends: at its closing quote, or at the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** Walks over one JSON value and says where it ends: at a comma or closing bracket outside of its own strings and brackets. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') at = endOfString(text, at);
    else if ('{['.includes(char)) depth += 1;
    else if (depth === 0 && ',]'.includes(char)) return at;
    else if ('}]'.includes(char)) depth -= 1;
  }
  return text.length;
}

/** The records of a file that is one JSON list. Throws BadInput with the line of the record that is broken. */
export function jsonList(dir: string, name: string): Found[] {
  const text = textOf(dir, name);
  if (text.trim() === '') throw new BadInput(name, 'is empty.');
  if (!text.trimStart().startsWith('[')) throw new BadInput(`${name} line 1`, 'a JSON list was expected: [ … ].');
  const found: Found[] = [];
  let line = 1;
  let counted = 0;
  const lineAt = (at: number): number => {
    for (; counted < at; counted += 1) if (text[counted] === '\n') line += 1;
    return line;
  };
  let at = text.indexOf('[') + 1;
  for (;;) {
    const end = endOfValue(text, at);
    const raw = text.slice(at, end);
    const begins = at + (raw.length - raw.trimStart().length);
    if (raw.trim() !== '' || text[end] === ',') found.push(parsed(name, lineAt(begins), raw));
    if (text[end] === ']') {
      if (text.slice(end + 1).trim() !== '') throw new BadInput(`${name} line ${lineAt(end)}`, 'something stands after the end of the list.');
      return found;
    }
    if (end >= text.length) throw new BadInput(`${name} line ${lineAt(text.length)}`, 'the list does not end with ].');
    at = end + 1;
  }
}
