import { Modal, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  IconBook2,
  IconBuildingStore,
  IconChartBar,
  IconFileText,
  IconInbox,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconPlugConnected,
  IconScale,
  IconSearch,
  IconTag,
} from '@tabler/icons-react';
import { Fragment, useId, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { customersQuery, ordersQuery } from '../data/queries.ts';
import { StateBadge } from '../ui/badge.tsx';
import { keyOf, type Action } from '../ui/keys/key-map.ts';
import { KeyHint } from '../ui/button.tsx';
import { Code } from '../ui/figures.tsx';
import { languages } from '../ui/text/format.ts';
import { useWords, type Words } from '../ui/use-words.ts';
import classes from './command-bar.module.css';
import { chooseLanguage, ownNames, themes } from '../ui/preference-menus.tsx';

interface Command {
  readonly id: string;
  readonly group: 'go' | 'orders' | 'customers' | 'settings';
  readonly label: string;
  /** More words that find it. */
  readonly also?: string;
  readonly icon: ReactNode;
  readonly side?: ReactNode;
  readonly run: () => void;
}

interface CommandBarProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** Ctrl/⌘ K: go somewhere, find an order or customer, switch language or theme, all from the keyboard. */
export function CommandBar({ opened, onClose, onHelp }: CommandBarProps): ReactNode {
  return (
    <Modal opened={opened} onClose={onClose} withCloseButton={false} padding={0} size={600} yOffset="12vh">
      <Panel onClose={onClose} onHelp={onHelp} />
    </Modal>
  );
}

function Panel({ onClose, onHelp }: Omit<CommandBarProps, 'opened'>): ReactNode {
  const { t } = useWords();
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const fixed = useFixedCommands(onHelp);
  const found = useFoundCommands(text);
  const shown = useMemo(() => [...found, ...fixed.filter((command) => matches(command, text))], [found, fixed, text]);
  const place = Math.min(at, Math.max(0, shown.length - 1));
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      setAt((place + by + shown.length) % Math.max(1, shown.length));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(shown[place]);
    }
  };
  return (
    <div className={classes['panel']}>
      <div className={classes['input']}>
        <IconSearch size={18} stroke={1.8} />
        <input
          data-autofocus
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={shown[place] === undefined ? undefined : `${listId}-${place}`}
          aria-label={t('shell.find')}
          placeholder={t('shell.find')}
          dir="auto"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <KeyHint keys="Escape" />
      </div>
      <Results id={listId} shown={shown} place={place} onPlace={setAt} onRun={run} />
    </div>
  );
}

interface ResultsProps {
  readonly id: string;
  readonly shown: readonly Command[];
  readonly place: number;
  readonly onPlace: (place: number) => void;
  readonly onRun: (command: Command) => void;
}

function Results({ id, shown, place, onPlace, onRun }: ResultsProps): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['results']} role="listbox" id={id} aria-label={t('shell.results')}>
      {shown.map((command, i) => (
        <Fragment key={command.id}>
          {shown[i - 1]?.group === command.group ? null : (
            <div className={classes['group']} role="presentation">
              {t(`command.${command.group}`)}
            </div>
          )}
          <button
            type="button"
            role="option"
            tabIndex={-1}
            id={`${id}-${i}`}
            aria-selected={i === place}
            className={classes['item']}
            onMouseMove={() => onPlace(i)}
            onClick={() => onRun(command)}
          >
            {command.icon}
            <span className={classes['label']}>
              <bdi>{command.label}</bdi>
            </span>
            <span className={classes['side']}>{command.side}</span>
          </button>
        </Fragment>
      ))}
      {shown.length === 0 ? <p className={classes['none']}>{t('command.none')}</p> : null}
    </div>
  );
}

function matches(command: Command, text: string): boolean {
  const haystack = `${command.label} ${command.also ?? ''}`.toLocaleLowerCase();
  return text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** Language and theme, each choice a command. */
function settingCommands(t: Words['t'], setTheme: (theme: (typeof themes)[number]) => void): readonly Command[] {
  return [
    ...languages.map((language): Command => ({
      id: `language-${language}`,
      group: 'settings',
      label: ownNames[language],
      also: `language ${t('shell.language')}`,
      icon: <IconLanguage size={17} />,
      side: t('shell.language'),
      run: () => void chooseLanguage(language),
    })),
    ...themes.map((choice): Command => ({
      id: `theme-${choice}`,
      group: 'settings',
      label: t(`shell.themes.${choice}`),
      also: `theme ${choice} ${t('shell.theme')}`,
      icon: <IconMoon size={17} />,
      side: t('shell.theme'),
      run: () => setTheme(choice),
    })),
  ];
}

type Place = '/orders' | '/approvals' | '/erp' | '/setup/connections' | '/setup/aliases' | '/setup/reading' | '/setup/prices' | '/numbers/prices';

interface GoPlace {
  readonly to: Place;
  readonly action: Action;
  /** Names of the place in the locale files, outermost first. */
  readonly names: readonly string[];
  readonly also: string;
  readonly icon: ReactNode;
}

const goPlaces: readonly GoPlace[] = [
  { to: '/orders', action: 'go_orders', names: ['place.orders'], also: 'orders inbox', icon: <IconInbox size={17} /> },
  { to: '/approvals', action: 'go_approvals', names: ['place.approvals'], also: 'approvals prices cases', icon: <IconScale size={17} /> },
  { to: '/erp', action: 'go_erp', names: ['place.erp'], also: 'erp connections', icon: <IconPlugConnected size={17} /> },
  {
    to: '/setup/connections',
    action: 'go_connections',
    names: ['place.setup', 'connections:title'],
    also: 'erp connections sap tally oracle setup',
    icon: <IconPlugConnected size={17} />,
  },
  { to: '/setup/aliases', action: 'go_aliases', names: ['place.setup', 'setup:tab.aliases'], also: 'aliases words', icon: <IconBook2 size={17} /> },
  { to: '/setup/reading', action: 'go_reading', names: ['place.setup', 'setup:tab.reading'], also: 'reading audit model', icon: <IconChartBar size={17} /> },
  {
    to: '/setup/prices',
    action: 'go_prices',
    names: ['place.setup', 'prices:title'],
    also: 'prices schemes floors taxes approval rules',
    icon: <IconTag size={17} />,
  },
  {
    to: '/numbers/prices',
    action: 'go_numbers',
    names: ['place.numbers', 'prices:title'],
    also: 'numbers leaks creep bypass discounts',
    icon: <IconChartBar size={17} />,
  },
];

function useGoCommands(): readonly Command[] {
  const { t } = useWords();
  const navigate = useNavigate();
  return useMemo(
    () =>
      goPlaces.map(({ to, action, names, also, icon }) => ({
        id: action,
        group: 'go',
        label: names.map((name) => t(name)).join(': '),
        also,
        icon,
        side: <KeyHint keys={keyOf(action)} />,
        run: () => void navigate({ to }),
      })),
    [t, navigate],
  );
}

function useFixedCommands(onHelp: () => void): readonly Command[] {
  const { t } = useWords();
  const { setColorScheme } = useMantineColorScheme();
  const places = useGoCommands();
  return useMemo(
    () => [
      ...places,
      { id: 'help', group: 'go', label: t('keys.help'), also: 'help shortcuts', icon: <IconKeyboard size={17} />, side: <KeyHint keys="?" />, run: onHelp },
      ...settingCommands(t, setColorScheme),
    ],
    [t, places, onHelp, setColorScheme],
  );
}

function useFoundCommands(text: string): readonly Command[] {
  const navigate = useNavigate();
  const [query] = useDebouncedValue(text.trim(), 120);
  const enabled = query.length >= 2;
  const orders = useInfiniteQuery({ ...ordersQuery({ states: [], q: query }), enabled });
  const customers = useQuery(customersQuery(enabled ? query : null));
  return useMemo(() => {
    if (!enabled) return [];
    const orderCommands = (orders.data?.pages[0]?.rows ?? []).slice(0, 6).map((row): Command => ({
      id: row.id,
      group: 'orders',
      label: `${row.number} · ${row.customerName ?? row.sender ?? ''}`,
      icon: <IconFileText size={17} />,
      side: <StateBadge state={row.state} plain />,
      run: () => void navigate({ to: '/orders/$orderId', params: { orderId: row.id } }),
    }));
    const customerCommands = (customers.data?.rows ?? []).slice(0, 6).map((row): Command => ({
      id: row.code,
      group: 'customers',
      label: row.name,
      icon: <IconBuildingStore size={17} />,
      side: <Code>{row.code}</Code>,
      run: () => void navigate({ to: '/orders', search: { tab: 'all', q: row.code } }),
    }));
    return [...orderCommands, ...customerCommands];
  }, [enabled, orders.data, customers.data, navigate]);
}
