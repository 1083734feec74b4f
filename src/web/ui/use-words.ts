import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatsFor, nearestLanguage, type Formats } from './text/format.ts';
import { factTexts, sentenceOf, type Facts, type Sentences } from './text/sentence.ts';

/** Words, sentences and formats for one component. */
export interface Words {
  readonly t: (key: string, values?: Record<string, unknown>) => string;
  readonly formats: Formats;
  /**
   * The sentence of a code with its facts, e.g. `say('refusals', 'stale_version', facts)`. `variant` picks the sentence
   * of an outcome (`check.credit_hold`), or its `_plain` form when facts are missing. Never empty: an unknown code is made readable.
   */
  readonly say: (group: string, code: string, facts?: Facts, currency?: string | null, variant?: string) => string;
  /** Facts as texts, told by the end of their names; those that are no single value are left out. */
  readonly texts: (facts: Facts, currency?: string | null) => Record<string, string>;
}

/** Words, sentences and formats in the reader's language. Keys are `namespace:path`; `common` needs no prefix. */
export function useWords(): Words {
  const { t: translate, i18n } = useTranslation();
  const language = nearestLanguage(i18n.language);
  return useMemo(() => {
    const t = (key: string, values: Record<string, unknown> = {}): string => translate(key, values as Record<string, string>);
    const formats = formatsFor(language);
    const raw = (key: string): string => {
      const found: unknown = i18n.getResource(language, 'codes', key) ?? i18n.getResource('en', 'codes', key);
      return typeof found === 'string' ? found : '';
    };
    const sentences: Sentences = { raw, has: (key) => raw(key) !== '', say: (key, values) => t(`codes:${key}`, values) };
    const say: Words['say'] = (group, code, facts = {}, currency = null, variant) => {
      const base = `${group}.${code}`;
      const keys = [...(variant === undefined ? [] : [`${base}_${variant}`, `${base}_${variant}_plain`]), `${base}_full`, base];
      return sentenceOf(sentences, keys, code, factTexts(facts, formats, currency));
    };
    return { t, formats, say, texts: (facts, currency = null) => factTexts(facts, formats, currency) };
  }, [translate, i18n, language]);
}
