import { nearestLanguage, type Language } from './text/format.ts';

const languageKey = 'karkhana.language';

/** What this browser was last set to; null when never. Storage may be forbidden: then nothing is remembered. */
export function rememberedLanguage(): Language | null {
  try {
    const kept = localStorage.getItem(languageKey);
    return kept === null ? null : nearestLanguage(kept);
  } catch {
    return null;
  }
}

/** Keeps the choice in this browser, where it may. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(languageKey, language);
  } catch {
    // A browser that keeps nothing still works; the choice lasts for this visit.
  }
}

/** The language to start with: the remembered one, else the browser's first one that the desk speaks. */
export const startLanguage = (): Language => rememberedLanguage() ?? nearestLanguage(navigator.languages.find((tag) => /^(en|hi|ar)\b/i.test(tag)));
