import { Menu } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { IconChartBar, IconInbox, IconKeyboard, IconLogout, IconPlugConnected, IconScale, IconSearch, IconSettings } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Me } from '../../modules/identity/contract.ts';
import { myCasesQuery, undecided } from '../data/case-queries.ts';
import { LiveProvider, useLive } from '../data/live-context.tsx';
import { orderCountsQuery } from '../data/queries.ts';
import { useSignOut } from '../data/session.ts';
import { switchLanguage } from '../locales/setup.ts';
import { IconButton, KeyHint } from '../ui/button.tsx';
import { useKeys } from '../ui/keys/use-keys.ts';
import { nearestLanguage } from '../ui/text/format.ts';
import { LiveBadge } from '../ui/live-badge.tsx';
import { Notice } from '../ui/states.tsx';
import { useWords } from '../ui/use-words.ts';
import { CommandBar } from './command-bar.tsx';
import classes from './layout.module.css';
import { MeContext } from '../ui/me.ts';
import { LanguageMenu, ThemeMenu } from '../ui/preference-menus.tsx';
import { rememberedLanguage } from '../ui/preferences.ts';
import { ShortcutHelp } from './shortcut-help.tsx';

/** The frame around every screen of the desk: where to go, how to find, whether it is live. */
export function Layout({ me }: { readonly me: Me }): ReactNode {
  useEffect(() => {
    if (rememberedLanguage() === null) void switchLanguage(nearestLanguage(me.language));
  }, [me.language]);
  return (
    <MeContext value={me}>
      <LiveProvider>
        <Frame me={me} />
      </LiveProvider>
    </MeContext>
  );
}

function Frame({ me }: { readonly me: Me }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [finding, setFinding] = useState(false);
  const [helping, setHelping] = useState(false);
  useKeys(['global'], {
    command_bar: () => setFinding(true),
    help: () => setHelping(true),
    go_orders: () => void navigate({ to: '/orders' }),
    go_approvals: () => void navigate({ to: '/approvals' }),
    go_erp: () => void navigate({ to: '/erp' }),
    go_aliases: () => void navigate({ to: '/setup/aliases' }),
    go_prices: () => void navigate({ to: '/setup/prices' }),
    go_numbers: () => void navigate({ to: '/numbers/prices' }),
    go_connections: () => void navigate({ to: '/setup/connections' }),
    go_reading: () => void navigate({ to: '/setup/reading' }),
  });
  return (
    <div className={classes['shell']}>
      <a href="#main" className={classes['skip']}>
        {t('shell.skip')}
      </a>
      <TopBar me={me} onFind={() => setFinding(true)} onHelp={() => setHelping(true)} />
      <Rail />
      <main id="main" className={classes['main']} tabIndex={-1}>
        <Outlet />
      </main>
      <StaleNotice />
      <CommandBar opened={finding} onClose={() => setFinding(false)} onHelp={() => setHelping(true)} />
      <ShortcutHelp opened={helping} onClose={() => setHelping(false)} />
    </div>
  );
}

function TopBar({ me, onFind, onHelp }: { readonly me: Me; readonly onFind: () => void; readonly onHelp: () => void }): ReactNode {
  const { t } = useWords();
  const live = useLive();
  return (
    <header className={classes['top']}>
      <Link to="/orders" className={classes['brand']}>
        <img src="/mark.svg" alt="" width={22} height={22} />
        Karkhana
      </Link>
      <button type="button" className={classes['find']} onClick={onFind} aria-label={t('shell.find')}>
        <IconSearch size={16} stroke={1.8} />
        <span>{t('shell.find')}</span>
        <KeyHint keys="mod+k" />
      </button>
      <LiveBadge status={live} />
      <IconButton label={t('keys.help')} hint="?" onClick={onHelp} className={classes['wide'] ?? ''}>
        <IconKeyboard size={18} stroke={1.7} />
      </IconButton>
      <LanguageMenu />
      <ThemeMenu />
      <PersonMenu me={me} />
    </header>
  );
}

function PersonMenu({ me }: { readonly me: Me }): ReactNode {
  const { t } = useWords();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const initials = me.name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className={classes['avatar']} aria-label={t('shell.person', { name: me.name })}>
          {initials}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{me.name}</bdi> · {me.roles.map((role) => t(`roles.${role}`)).join(', ')}
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void signOut().then(() => navigate({ to: '/sign-in' }))}>
          {t('shell.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Rail(): ReactNode {
  const { t } = useWords();
  const counts = useQuery(orderCountsQuery).data?.counts;
  const mine = countOf(useInfiniteQuery(myCasesQuery).data?.pages[0]?.counts);
  const waiting = (counts?.['needs_desk'] ?? 0) + (counts?.['credit_hold'] ?? 0);
  return (
    <nav className={classes['rail']} aria-label={t('shell.places')}>
      <Link to="/orders" className={classes['place']}>
        <IconInbox size={21} stroke={1.6} />
        {t('place.orders')}
        <Count count={waiting} label={t('shell.waiting')} />
      </Link>
      <Link to="/approvals" className={classes['place']}>
        <IconScale size={21} stroke={1.6} />
        {t('place.approvals')}
        <Count count={mine} label={t('shell.waiting_for_you')} />
      </Link>
      <Link to="/erp" className={classes['place']}>
        <IconPlugConnected size={21} stroke={1.6} />
        {t('place.erp')}
      </Link>
      <Link to="/numbers" className={classes['place']}>
        <IconChartBar size={21} stroke={1.6} />
        {t('place.numbers')}
      </Link>
      <Link to="/setup" className={classes['place']}>
        <IconSettings size={21} stroke={1.6} />
        {t('place.setup')}
      </Link>
    </nav>
  );
}

function Count({ count, label }: { readonly count: number; readonly label: string }): ReactNode {
  if (count === 0) return null;
  return (
    <span className={classes['count']}>
      {count > 99 ? '99+' : count}
      <span className="k-sr"> {label}</span>
    </span>
  );
}

const countOf = (counts: Readonly<Record<string, number>> | undefined): number => undecided.reduce((sum, state) => sum + (counts?.[state] ?? 0), 0);

/** Said once the page has been cut off for a while: what is on it is old, and acting on it may be refused. */
function StaleNotice(): ReactNode {
  const { t } = useWords();
  const live = useLive();
  if (live.state !== 'offline') return null;
  return (
    <div className={classes['stale']}>
      <Notice tone="stop">{t('live.stale')}</Notice>
    </div>
  );
}
