import type { ReactNode } from 'react';
import type { LiveStatus } from '../data/live.ts';
import { When } from './figures.tsx';
import classes from './live-badge.module.css';
import { useNow } from './use-now.ts';
import { useWords } from './use-words.ts';

/** Whether the page is live and as of when; when it is cut off it says since when what you see is old. */
export function LiveBadge({ status }: { readonly status: LiveStatus }): ReactNode {
  const { t } = useWords();
  const now = useNow(status.state === 'live', 5000);
  const asOf = status.state === 'live' ? Math.max(now, status.asOf ?? 0) : status.asOf;
  return (
    <span className={`${classes['live']} ${classes[status.state] ?? ''}`} role="status" aria-live="off">
      <span className={classes['dot']} aria-hidden="true" />
      {t(`live.${status.state}`)}
      {asOf === null ? null : (
        <span className={classes['asOf']}>
          {t('live.as_of')} <When at={new Date(asOf).toISOString()} style={status.state === 'live' ? 'time' : 'seconds'} />
        </span>
      )}
    </span>
  );
}
