import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { switchLanguage } from '../locales/setup.ts';
import { IconButton } from './button.tsx';
import { languages, nearestLanguage, type Language } from './text/format.ts';
import { useWords } from './use-words.ts';
import { rememberLanguage } from './preferences.ts';

/** Each language under its own name: it must be found by someone who cannot read the present one. */
export const ownNames: Readonly<Record<Language, string>> = { en: 'English', hi: 'हिन्दी', ar: 'العربية' };

/** Switches the page's language and remembers it. */
export async function chooseLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  await switchLanguage(language);
}

/** Lets the reader choose the language. */
export function LanguageMenu(): ReactNode {
  const { i18n } = useTranslation();
  const { t } = useWords();
  const current = nearestLanguage(i18n.language);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={t('shell.language')}>
          <IconLanguage size={18} stroke={1.7} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={language === current ? <IconCheck size={14} /> : null}
            onClick={() => void chooseLanguage(language)}
          >
            <bdi>{ownNames[language]}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export const themes = ['light', 'dark', 'auto'] as const;
const themeIcons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };

/** Lets the reader choose light, dark, or as the system. */
export function ThemeMenu(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { t } = useWords();
  const Current = themeIcons[colorScheme];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={t('shell.theme')}>
          <Current size={18} stroke={1.7} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {themes.map((choice) => {
          const Shape = themeIcons[choice];
          return (
            <Menu.Item
              key={choice}
              leftSection={<Shape size={15} />}
              rightSection={choice === colorScheme ? <IconCheck size={14} /> : null}
              onClick={() => setColorScheme(choice)}
            >
              {t(`shell.themes.${choice}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
