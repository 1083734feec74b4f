import { aliasKey, type AliasEntry } from '../../src/engines/reading/index.ts';
import type { Instant } from '../../src/kernel/time.ts';
import {
  amounts,
  companyAgrees,
  decayed,
  learn,
  regionAgrees,
  standings,
  stateOf,
  tallyVotes,
  usualUom,
  type LessonStep,
  type Meaning,
  type Meanings,
  type Tally,
  type Vote,
} from '../../src/modules/intake/domain/index.ts';
import type { Person } from './people.ts';

/** What was learnt of everybody's words, by the rules of module intake. */
export interface Memory {
  /** Something was confirmed, taught or was wrong. */
  teach(person: Person, words: string, sku: string, uom: string, what: 'answer' | 'desk' | 'delivery' | 'wrong', at: Instant): void;
  /** What the reader gets with a customer: its own aliases and those of its region. */
  aliasesOf(person: Person, at: Instant): AliasEntry[];
  /** What the reader gets with the company. */
  shared(at: Instant): AliasEntry[];
  /** Makes what customers of a region or the company agree on known to all of them. */
  promote(people: readonly Person[], at: Instant): void;
  /** How many aliases there are, of customers and shared ones. */
  size(): { own: number; shared: number };
}

type Keys = Map<string, Meanings>;

function entriesOf(scope: AliasEntry['scope'], keys: Keys, at: Instant): AliasEntry[] {
  return [...keys].flatMap(([key, meanings]) => {
    const stands = standings(meanings);
    return [...meanings].flatMap(([sku, meaning]) => {
      const state = stateOf({ ...meaning, ...(stands.get(sku) ?? { share: 0, conflict: false }) }, at);
      if (state === 'stale') return [];
      return [{ scope, key, sku, uom: usualUom(meaning.uoms), weight: decayed(meaning.weight, meaning.weighedAt, at), negative: meaning.negative }];
    });
  });
}

function votesOn(key: string, people: readonly Person[], own: ReadonlyMap<string, Keys>, at: Instant): Vote[] {
  return people.flatMap((person) => {
    const meanings = own.get(person.code)?.get(key);
    if (!meanings) return [];
    const stands = standings(meanings);
    return [...meanings].map(([sku, meaning]): Vote => {
      const stand = stands.get(sku) ?? { share: 0, conflict: false };
      return { customer: person.code, region: person.region, sku, share: stand.share, state: stateOf({ ...meaning, ...stand }, at), byClerk: meaning.byClerk };
    });
  });
}

/** An empty memory. */
export function createMemory(): Memory {
  const own = new Map<string, Keys>();
  const regions = new Map<string, Keys>();
  const company: Keys = new Map();
  let lessons = 0;
  const add = (keys: Keys, key: string, step: Omit<LessonStep, 'id' | 'orderRef'>): void => {
    lessons += 1;
    keys.set(key, learn(keys.get(key) ?? new Map<string, Meaning>(), { ...step, id: String(lessons).padStart(9, '0'), orderRef: null }));
  };
  const keysOf = (of: Map<string, Keys>, name: string): Keys => {
    const keys = of.get(name) ?? new Map<string, Meanings>();
    of.set(name, keys);
    return keys;
  };
  return {
    teach(person, words, sku, uom, what, at) {
      const key = aliasKey(words);
      if (key === '') return;
      const source = what === 'wrong' ? 'desk' : what;
      const change = what === 'wrong' ? 'weakened' : what === 'delivery' ? 'confirmed' : 'taught';
      add(keysOf(own, person.code), key, { sku, at, source, change, amount: amounts[source], uom });
    },
    aliasesOf: (person, at) => [...entriesOf('customer', keysOf(own, person.code), at), ...entriesOf('region', keysOf(regions, person.region), at)],
    shared: (at) => entriesOf('company', company, at),
    promote(people, at) {
      const promoteTo = (keys: Keys, key: string, tally: Tally | undefined, agrees: (tally: Tally) => boolean): void => {
        if (!tally || !agrees(tally) || keys.get(key)?.has(tally.sku)) return;
        add(keys, key, { sku: tally.sku, at, source: 'promotion', change: 'promoted', amount: 1, uom: null });
      };
      const all = new Set([...own.values()].flatMap((keys) => [...keys.keys()]));
      for (const key of all) {
        const [whole] = tallyVotes(votesOn(key, people, own, at));
        promoteTo(company, key, whole, companyAgrees);
        for (const region of whole?.regions ?? []) {
          const there = people.filter((person) => person.region === region);
          promoteTo(keysOf(regions, region), key, tallyVotes(votesOn(key, there, own, at))[0], regionAgrees);
        }
      }
    },
    size: () => ({
      own: [...own.values()].reduce((sum, keys) => sum + keys.size, 0),
      shared: company.size + [...regions.values()].reduce((sum, keys) => sum + keys.size, 0),
    }),
  };
}
