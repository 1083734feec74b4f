import type { Formats } from './format.ts';

/** Facts of a refusal, check or life event, as they come over the wire. */
export type Facts = Readonly<Record<string, unknown>>;

/** `credit_hold` → `Credit hold`: what is shown for a code that has no sentence yet. */
export function readableCode(code: string): string {
  const words = code.replaceAll(/[_.\-:]+/g, ' ').trim();
  return words === '' ? '–' : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value inside a sentence of either direction: isolated, so that it cannot reorder its surroundings. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

/**
 * Facts as texts in the reader's language, told by the end of their names: `…Minor` is money, `…Milli` a quantity, `…Bp` a percentage,
 * `…Ms` a duration, `…At` an instant, a `YYYY-MM-DD` a day. Null, undefined and nested objects are left out,
 * so that a sentence that needs them is not used.
 */
export function factTexts(facts: Facts, formats: Formats, currency: string | null): Record<string, string> {
  const own = typeof facts['currency'] === 'string' ? facts['currency'] : currency;
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(facts)) {
    const text = factText(name, value, formats, own);
    if (text !== null) texts[name] = isolated(text);
  }
  return texts;
}

function factText(name: string, value: unknown, formats: Formats, currency: string | null): string | null {
  if (typeof value === 'number') return numberText(name, value, formats, currency);
  if (typeof value === 'string') return stringText(name, value, formats);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const texts = value.map((entry) => factText(name, entry, formats, currency)).filter((text) => text !== null);
    return texts.length === 0 ? null : formats.list(texts.map(isolated));
  }
  return null;
}

function numberText(name: string, value: number, formats: Formats, currency: string | null): string {
  if (/minor$/i.test(name)) return currency === null ? formats.number(value / 100) : formats.money(value, currency);
  if (/milli$/i.test(name)) return formats.quantity(value);
  if (/^ms$|Ms$/.test(name) && Number.isFinite(value)) return formats.duration(value);
  if (/Bp$|^bp$/.test(name)) return formats.basisPoints(value);
  if (/^p$|share$/i.test(name)) return formats.percent(value);
  return formats.number(value);
}

function stringText(name: string, value: string, formats: Formats): string | null {
  if (value === '') return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formats.day(value);
  if (/at$/i.test(name) && /^\d{4}-\d{2}-\d{2}T/.test(value)) return formats.moment(value);
  return value.length > 160 ? `${value.slice(0, 160)}…` : value;
}

/** What a sentence needs of i18next. */
export interface Sentences {
  has(key: string): boolean;
  raw(key: string): string;
  say(key: string, values: Readonly<Record<string, string>>): string;
}

/** Names that a template asks for: `{{customer}}` → customer. */
export const placeholdersOf = (template: string): readonly string[] => [...template.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1] ?? '');

/**
 * The first of `keys` that exists and whose every placeholder has a fact. Codes that a newer server sends and this
 * page does not know end as a readable form of the code.
 */
export function sentenceOf(sentences: Sentences, keys: readonly string[], code: string, values: Readonly<Record<string, string>>): string {
  const key = keys.find((candidate) => sentences.has(candidate) && placeholdersOf(sentences.raw(candidate)).every((name) => name in values));
  return key === undefined ? readableCode(code) : sentences.say(key, values);
}
