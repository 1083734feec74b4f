import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aliasChanges, aliasRefusals, aliasScopes, aliasSources, aliasStates, readingRefusals } from '../../modules/intake/contract.ts';
import { languages } from '../ui/text/format.ts';

/** What the reader and the modules behind it can say about a line, gathered from their own text: no code may reach a screen without its sentence. */
const src = path.resolve(import.meta.dirname, '../..');

function sourceOf(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'test' || entry.name === 'eval' ? [] : [sourceOf(full)];
      return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [readFileSync(full, 'utf8')] : [];
    })
    .join('\n');
}

const engine = sourceOf(path.join(src, 'engines/reading'));
const modules = sourceOf(path.join(src, 'modules/intake')) + sourceOf(path.join(src, 'modules/orders'));
const quoted = (text: string): string[] => [...text.matchAll(/'([a-z][a-z_]+)'/g)].map((match) => match[1] ?? '');
const all = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].flatMap((match) => quoted(match[1] ?? '')))].sort();

// reason('x', …), also with a choice: reason(a ? 'x' : 'y', …)
const reasons = [...all(engine, /\breason\(([^,)]*)/g), ...all(modules, /why: \[\{ code: ('[a-z_]+')/g)];
const refits = [
  ...all(readFileSync(path.join(src, 'modules/intake/domain/reading/keep-model.ts'), 'utf8'), /\breason: ([^;}]*)/g),
  ...all(readFileSync(path.join(src, 'modules/intake/commands/reading/refit-reader.ts'), 'utf8'), /\breason: ([^;}]*)/g),
];
// every veto asks about an aspect: the table that says which; and those written where a choice or an amount is made
const vetoes = [
  ...[...(/const aspectOf[^{]*\{([^}]*)\}/.exec(engine)?.[1]?.matchAll(/([a-z_]+):/g) ?? [])].map((match) => match[1] ?? ''),
  ...all(engine, /\bvetoes(?::| =) (.*?)(?:, (?:rivals|options|quantities|why|evidence|p)\b|;?\n)/g),
  ...all(engine, /\b(?:vetoes|extraVetoes)\.add\(([^)]*)\)/g),
  ...all(engine, /\bveto = ([^;]*);/g),
];

describe('the codes that a reading can hold', () => {
  it('are found where the engine makes them', () => {
    expect(reasons).toEqual(expect.arrayContaining(['own_words', 'unit_of_sale', 'only_bought', 'end_of_family_bought', 'items_tie']));
    expect(refits).toEqual(expect.arrayContaining(['first', 'worse', 'failed']));
    expect(vetoes).toEqual(expect.arrayContaining(['tie', 'unmatched_word', 'inactive', 'not_in_catalogue', 'check_differs', 'unknown_uom']));
  });

  it.each(languages)('have a sentence in %s', (language) => {
    const codes = JSON.parse(readFileSync(path.join(import.meta.dirname, language, 'codes.json'), 'utf8')) as Record<string, Record<string, string>>;
    const wanted: readonly (readonly [string, readonly string[]])[] = [
      ['reason', reasons],
      ['veto', [...new Set(vetoes)]],
      ['alias_state', aliasStates],
      ['alias_standing', aliasStates],
      ['alias_scope', aliasScopes],
      ['alias_source', aliasSources],
      ['alias_change', aliasChanges],
      ['refusal', [...aliasRefusals, ...readingRefusals]],
      ['refit', refits],
      ['life', all(modules, /\bwhy: ((?:'[a-z_]+'(?: \| )?)+)/g)],
    ];
    for (const [group, list] of wanted) expect(list.filter((code) => !codes[group]?.[code]).map((code) => `${group}.${code}`)).toEqual([]);
  });
});
