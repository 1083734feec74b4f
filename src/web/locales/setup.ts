import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../ui/text/format.ts';

type Words = Record<string, unknown>;
const files = import.meta.glob<Words>('./*/*.json', { import: 'default' });

/** Namespaces: one file a subject. `desk` holds the desk's own screens, the phone loads only what it needs. */
export type Namespace = 'common' | 'codes' | 'orders' | 'approvals' | 'erp' | 'connections' | 'setup' | 'mapping' | 'prices' | 'phone';

async function load(language: Language, namespace: Namespace): Promise<Words> {
  const file = files[`./${language}/${namespace}.json`];
  return file === undefined ? {} : await file();
}

let wanted: readonly Namespace[] = ['common'];

/** Starts i18n in one language; English is loaded beside it as the fallback for a missing sentence. */
export async function startWords(language: Language, namespaces: readonly Namespace[]): Promise<i18n> {
  wanted = namespaces;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    ns: [...namespaces],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    resources: {},
    partialBundledLanguages: true,
    returnNull: false,
  });
  await Promise.all([addWords('en'), ...(language === 'en' ? [] : [addWords(language)])]);
  await i18next.changeLanguage(language);
  return i18next;
}

async function addWords(language: Language): Promise<void> {
  await Promise.all(
    wanted.map(async (namespace) => {
      if (!i18next.hasResourceBundle(language, namespace)) i18next.addResourceBundle(language, namespace, await load(language, namespace));
    }),
  );
}

/** Switches the language of everything on the page, once its words have arrived. */
export async function switchLanguage(language: Language): Promise<void> {
  await addWords(language);
  await i18next.changeLanguage(language);
}
