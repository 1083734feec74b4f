import { phraseKey, type Lexicon } from '../lexicon/lexicon.ts';
import { classOf } from '../match/units.ts';
import { latinOf } from '../text/latin.ts';
import type { ReadingItem } from '../types.ts';

type ItemUnit = ReadingItem['uoms'][number];

interface Strange {
  readonly unit: ItemUnit;
  readonly alias: string;
  readonly key: string;
}

/** Unit words that the lexicon does not know, each once. */
function strangeAliases(items: readonly ReadingItem[], lexicon: Lexicon): Strange[] {
  const out: Strange[] = [];
  const seen = new Map<string, Set<string>>();
  const look = (unit: ItemUnit, alias: string): void => {
    const known = seen.get(unit.uom) ?? new Set();
    if (known.has(alias)) return;
    seen.set(unit.uom, known.add(alias));
    const key = phraseKey(alias);
    if (key.length >= 2 && !lexicon.tags.get(key)?.some((hit) => hit.tag === 'unit')) out.push({ unit, alias, key });
  };
  for (const item of items) {
    for (const unit of item.uoms) {
      look(unit, unit.uom);
      for (const alias of unit.aliases) look(unit, alias);
    }
  }
  return out;
}

/** The words of all names, in Latin letters. */
function namesIn(items: readonly ReadingItem[]): Set<string> {
  const written = new Set<string>();
  for (const item of items) for (const word of item.name.split(/[\s/,()-]+/u)) written.add(word);
  return new Set([...written].map(latinOf));
}

/**
 * Unit words that the items of this company bring along ("காயில்" for a coil) and the lexicon does not know, by unit class.
 * A unit of no known class is a class by itself. Words that stand in names of items are left to the items.
 */
export function ownUnits(items: readonly ReadingItem[], lexicon: Lexicon): Record<string, string[]> {
  const strange = strangeAliases(items, lexicon);
  const found = new Map<string, Set<string>>();
  if (strange.length === 0) return {};
  const named = namesIn(items);
  for (const { unit, alias, key } of strange) {
    if (named.has(key)) continue;
    const unitClass = classOf(unit, lexicon) ?? `own:${unit.uom}`;
    found.set(unitClass, (found.get(unitClass) ?? new Set()).add(alias));
  }
  return Object.fromEntries([...found].map(([unitClass, words]) => [unitClass, [...words]]));
}
