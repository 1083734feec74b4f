import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from '../../ui/tabs.module.css';
import { useWords } from '../../ui/use-words.ts';

/** What is set up once and looked after: one tab a subject. */
export function Setup(): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['screen']}>
      <nav className={classes['tabs']} aria-label={t('place.setup')}>
        <Link to="/setup/aliases" className={classes['tab']}>
          {t('setup:tab.aliases')}
        </Link>
        <Link to="/setup/prices" className={classes['tab']}>
          {t('prices:title')}
        </Link>
        <Link to="/setup/reading" className={classes['tab']}>
          {t('setup:tab.reading')}
        </Link>
        <Link to="/setup/checks" className={classes['tab']}>
          {t('setup:tab.checks')}
        </Link>
        <Link to="/setup/connections" className={classes['tab']}>
          {t('connections:title')}
        </Link>
      </nav>
      <Outlet />
    </div>
  );
}
