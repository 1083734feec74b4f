import { featureNames } from './calibration/features.ts';
import { modelFrom } from './calibration/model.ts';
import { buildCatalogue, codeKey, type Catalogue } from './catalogue/catalogue.ts';
import { describe, piecesOf } from './catalogue/describe.ts';
import { expander } from './catalogue/spelling.ts';
import { readConversation, type ReaderParts } from './conversation/read-conversation.ts';
import { ownUnits } from './catalogue/own-units.ts';
import { buildLexicon, shippedLexicon, type Lexicon } from './lexicon/lexicon.ts';
import type { SharedKeys } from './match/choice.ts';
import { customerModel, type CustomerModel, type KeyMeaning } from './match/customer-model.ts';
import { candidatesOf } from './match/candidates.ts';
import { weigh } from './match/evidence.ts';
import { latinOf } from './text/latin.ts';
import type { AliasEntry, CatalogueHit, Reader, ReaderData, ReadingCustomer } from './types.ts';

/** Meanings learnt across customers. Negative entries take away, they never point. */
function sharedKeys(aliases: readonly AliasEntry[], catalogue: Catalogue): SharedKeys {
  const keys = new Map<string, KeyMeaning[]>();
  for (const alias of aliases) {
    const item = catalogue.bySku.get(alias.sku);
    if (item === undefined || alias.negative || alias.scope === 'customer') continue;
    const list = keys.get(alias.key) ?? [];
    list.push({ item, weight: Math.max(alias.weight, 0), lastOn: '', uom: alias.uom });
    keys.set(alias.key, list);
  }
  return keys;
}

/** Key and item pairs that the company or a region has ruled out. */
function sharedNever(aliases: readonly AliasEntry[], catalogue: Catalogue): ReadonlySet<string> {
  const ruledOut = aliases.filter((alias) => alias.negative && alias.scope !== 'customer');
  return new Set(ruledOut.map((alias) => `${alias.key}|${catalogue.bySku.get(alias.sku) ?? -1}`));
}

function brandWords(catalogue: Catalogue): ReadonlySet<number> {
  const out = new Set<number>();
  for (const item of catalogue.items)
    for (const word of (item.brand ?? '').split(/\s+/)) {
      const number = catalogue.wordNumbers.get(latinOf(word));
      if (number !== undefined) out.add(number);
    }
  return out;
}

function search(parts: ReaderParts, model: CustomerModel, text: string, limit: number): CatalogueHit[] {
  const { catalogue, lexicon, chooser } = parts;
  const known = (latin: string): boolean => catalogue.wordNumbers.has(latin);
  const phrase = describe(piecesOf(text.slice(0, 200), lexicon, known), lexicon);
  const expansions = phrase.words.map((word) => chooser.expand(word, word.arabic));
  const coded = catalogue.byCode.get(codeKey(text.trim().slice(0, 60)));
  const found = candidatesOf(catalogue, phrase, expansions);
  return [...new Set(coded === undefined ? found : [coded, ...found])]
    .map((item) => ({ item, evidence: weigh(catalogue, item, phrase, expansions, model, chooser.brands) }))
    .map(({ item, evidence }) => {
      const entry = catalogue.items[item];
      const size = evidence.size === 'match' ? 1 : evidence.size === 'conflict' ? -1 : 0;
      const score = item === coded ? 1 : (evidence.explained * 3 + evidence.covered + size + (evidence.figuresMissed === 0 ? 0.5 : 0)) / 5.5;
      return { sku: entry?.sku ?? '', name: entry?.name ?? '', score: Math.max(0, Math.min(1, score)), active: entry?.active ?? false };
    })
    .sort((a, b) => Number(b.active) - Number(a.active) || b.score - a.score || a.sku.localeCompare(b.sku))
    .slice(0, Math.max(0, limit));
}

/** The shipped lexicon with the company's own words and the unit words of its items. */
function lexiconOf(data: ReaderData, fillers: readonly string[]): Lexicon {
  const words = data.lexicon ? buildLexicon(data.lexicon) : shippedLexicon();
  const own = ownUnits(data.items, words);
  if (Object.keys(own).length === 0 && fillers.length === 0) return words;
  const units: Record<string, readonly string[]> = { ...own };
  for (const [unitClass, more] of Object.entries(data.lexicon?.units ?? {})) units[unitClass] = [...(units[unitClass] ?? []), ...more];
  return buildLexicon({ ...data.lexicon, units, fillers: [...(data.lexicon?.fillers ?? []), ...fillers] });
}

/**
 * Builds a reader for one company's catalogue and shared aliases. Linear in the catalogue; throws nothing.
 * The reader keeps only memories that change no answer.
 */
export function buildReader(data: ReaderData): Reader {
  const model = modelFrom(data.model, featureNames);
  const lexicon = lexiconOf(data, model?.fillers ?? []);
  const catalogue = buildCatalogue(data.items, lexicon);
  const chooser = {
    catalogue,
    expand: expander(catalogue),
    shared: sharedKeys(data.aliases, catalogue),
    brands: brandWords(catalogue),
    never: sharedNever(data.aliases, catalogue),
  };
  const parts: ReaderParts = { catalogue, lexicon, chooser, model, options: { ...(model ? { threshold: model.threshold } : {}), ...data.options } };
  const known = (latin: string): boolean => catalogue.wordNumbers.has(latin);
  const models = new WeakMap<ReadingCustomer, CustomerModel>();
  const nobody = customerModel(null, catalogue, lexicon, known);
  const modelOf = (customer: ReadingCustomer | null): CustomerModel => {
    if (customer === null) return nobody;
    const ready = models.get(customer) ?? customerModel(customer, catalogue, lexicon, known, data.options?.learnFromPast ?? true);
    models.set(customer, ready);
    return ready;
  };
  return {
    read: (conversation) => readConversation(conversation, parts, modelOf(conversation.customer)),
    search: (text, limit) => search(parts, nobody, text, limit),
  };
}
